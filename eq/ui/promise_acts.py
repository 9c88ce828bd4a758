"""What else can be done to a promise: moved, handed over, not kept, changed, opened again, deleted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Literal

import streamlit as st

from eq.actions import promises
from eq.actions.promise_checks import LONGEST_WHAT
from eq.errors import EqError
from eq.reflect.promise import Commitment
from eq.ui import line_chips, look, page, promise_fields, state
from eq.wording import promises as words

Act = Literal["keep", "move", "hand_over", "break", "change", "reopen"]
ASKING: tuple[Act, ...] = ("keep", "hand_over")
"""After these the person is asked once whether they are satisfied."""


def remember(key: str, promise: str, act: Act) -> None:
    """This promise had the last step of the list ``key``."""
    state.put(f"promise.last.{key}", (promise, act))


def last(key: str) -> tuple[str, Act]:
    """The id of the promise that had it, "" when there is none, and what was done."""
    return state.get(f"promise.last.{key}", ("", "change"))


def forget(key: str) -> None:
    """Nothing was done last."""
    state.forget(f"promise.last.{key}")


@st.dialog(words.ACTS_TITLE)
def choose(promise: Commitment, key: str) -> None:
    """A dialog with every act but "kept"."""
    st.markdown(look.plain(promise.what))
    offered = dict(words.ACTS if promise.state == "open" else words.ACTS_RESOLVED)
    if promise.state not in promises.ASKED:
        offered.pop("satisfied", None)
    if not promises.undoable(state.workspace(), [promise.id]):
        del offered["undo"]
    name = f"promise.{key}.{promise.id}.act"
    chosen = st.radio(words.ACTS_LABEL, list(offered), format_func=offered.__getitem__, key=name)
    _DRAW[chosen](promise, key, name)


def _finish(promise: Commitment, key: str, done: Act | None, act: Callable[[], object]) -> None:
    """Do it and close the dialog; bad input is said inside, and what was typed stays.

    ``done`` is offered to be undone; None leaves nothing to undo.
    """
    try:
        act()
    except EqError as problem:
        page.problems(problem)
        return
    if done is None:
        forget(key)
    else:
        remember(key, promise.id, done)
    st.rerun()


def _move(promise: Commitment, key: str, name: str) -> None:
    successor = state.get(f"promise.successor.{promise.id}", "") or promises.new_id()
    state.put(f"promise.successor.{promise.id}", successor)
    promise_fields.due(f"{name}.move", _shown(promise))

    def act() -> None:
        to = promise_fields.read_due(f"{name}.move")
        promises.move(state.workspace(), promise.id, successor=successor, zone=state.zone(), **to)
        state.forget(f"promise.successor.{promise.id}")

    if st.button(words.KEEP_IT, type="primary", key=f"{name}.move.go"):
        _finish(promise, key, "move", act)


def _hand_over(promise: Commitment, key: str, name: str) -> None:
    to = st.text_input(words.HANDED_TO, max_chars=LONGEST_WHAT, key=f"{name}.to")
    line_chips.below(f"{name}.to", words.HANDED_CHIPS, label=words.CHIPS_LABEL, longest=LONGEST_WHAT)
    if st.button(words.KEEP_IT, type="primary", key=f"{name}.to.go"):
        _finish(promise, key, "hand_over", lambda: promises.hand_over(state.workspace(), promise.id, to))


def _break(promise: Commitment, key: str, name: str) -> None:
    reason = st.text_input(words.REASON, max_chars=LONGEST_WHAT, placeholder=words.REASON_HINT, key=f"{name}.reason")
    line_chips.below(f"{name}.reason", words.REASON_CHIPS, label=words.CHIPS_LABEL, longest=LONGEST_WHAT)
    if st.button(words.KEEP_IT, type="primary", key=f"{name}.reason.go"):
        _finish(promise, key, "break", lambda: promises.break_(state.workspace(), promise.id, reason))


def _shown(promise: Commitment) -> Commitment:
    """The promise with its due date and time as they read in the zone of this page."""
    where = promises.standings(state.workspace(), [promise], state.zone())[promise.id]
    return replace(promise, due_date=where.day, due_time=where.time)


def _change(promise: Commitment, key: str, name: str) -> None:
    prefix, shown = f"{name}.change", _shown(promise)
    promise_fields.what(prefix, promise.what)
    promise_fields.around(prefix, promise=shown)
    reasoned = promise.state in ("handed-over", "broken")
    if reasoned:
        label = words.HANDED_TO if promise.state == "handed-over" else words.REASON
        st.text_input(label, value=promise.reason, max_chars=LONGEST_WHAT, key=f"{prefix}.reason")

    def act() -> None:
        fields = promise_fields.read(prefix)
        if (fields["due_date"], fields["due_time"]) == (shown.due_date, shown.due_time):
            # Nothing was chosen: the date stays the one of the zone in which it was promised.
            del fields["due_date"], fields["due_time"]
        else:
            fields["zone"] = state.zone()
        if reasoned:
            fields["reason"] = state.value(f"{prefix}.reason")
        promises.change(state.workspace(), promise.id, **fields)

    if st.button(words.KEEP_IT, type="primary", key=f"{prefix}.go"):
        _finish(promise, key, "change", act)


def _satisfied(promise: Commitment, key: str, name: str) -> None:
    answers = list(words.SATISFIED_CHOICES)
    chosen = st.radio(
        words.SATISFIED,
        answers,
        index=answers.index(promise.satisfied) if promise.satisfied else None,
        format_func=words.SATISFIED_CHOICES.__getitem__,
        key=f"{name}.satisfied",
    )
    if st.button(words.KEEP_IT, type="primary", key=f"{name}.satisfied.go"):
        _finish(promise, key, None, lambda: promises.satisfied(state.workspace(), promise.id, chosen))


def _reopen(promise: Commitment, key: str, name: str) -> None:
    if st.button(words.ACTS_RESOLVED["reopen"], type="primary", key=f"{name}.reopen.go"):
        _finish(promise, key, "reopen", lambda: promises.reopen(state.workspace(), promise.id))


def _delete(promise: Commitment, key: str, name: str) -> None:
    st.markdown(words.SURE)

    def act() -> None:
        gone = promises.delete(state.workspace(), promise.id)
        state.say(words.DELETED if gone else words.DELETED_LATER)

    if st.button(words.DELETE, type="primary", key=f"{name}.delete.go"):
        _finish(promise, key, None, act)


def _undo(promise: Commitment, key: str, name: str) -> None:
    def act() -> None:
        done = promises.undo(state.workspace(), promise.id)
        state.say(words.UNDONE if done else words.NOTHING_TO_UNDO)

    if st.button(words.UNDO, type="primary", key=f"{name}.undo.go"):
        _finish(promise, key, None, act)


_DRAW: dict[str, Callable[[Commitment, str, str], None]] = {
    "move": _move,
    "hand_over": _hand_over,
    "break": _break,
    "change": _change,
    "satisfied": _satisfied,
    "reopen": _reopen,
    "undo": _undo,
    "delete": _delete,
}
