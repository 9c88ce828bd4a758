"""Promises on any page: a form to add one, and a list of them with what can be done to each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import streamlit as st

from eq.actions import clock, promises
from eq.errors import EqError
from eq.reflect.kept import Standing
from eq.reflect.promise import Commitment, Satisfied
from eq.ui import look, navigation, page, promise_acts, promise_fields, state
from eq.wording import promises as words

_DOUBLE_CLICK = timedelta(seconds=2)
"""The second click of two comes to a form that is empty already; that is no mistake of the person's."""
_MOVED = timedelta(seconds=0.7)
"""The list moves after a click; so soon, the second click of two was not meant for the promise that came there."""
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


def form(entry: str | None, client: str | None, *, key: str, folded: bool = False, primary: bool = True) -> None:
    """Add one promise, made in ``entry`` to ``client`` (ids) where there are any; it clears after adding.

    ``key`` names the place: two forms of a page need two. ``folded``: everything but the promise itself waits folded.
    ``primary`` False where the page has another button that matters most.
    """
    new = state.get(f"promise.new.{key}", "")
    if not new:
        new = promises.new_id()
        state.put(f"promise.new.{key}", new)
    prefix = f"promise.{key}.{new}"
    with st.container(key=f"promise-form-{key}"):
        with st.container(horizontal=True, vertical_alignment="bottom", key=f"promise-line-{key}"):
            promise_fields.what(prefix)
            st.button(
                words.ADD,
                type="primary" if primary else "secondary",
                key=f"promise.{key}.add",
                on_click=_add,
                args=(key, new, entry, client),
            )
        promise_fields.what_chips(prefix)
        label = promises.client_label(state.workspace(), client) if client else ""
        if folded:
            with st.expander(words.MORE):
                promise_fields.around(prefix, to_whom=label)
        else:
            promise_fields.around(prefix, to_whom=label)
        # Below the fields: a line that comes and goes above them would fold them again.
        _said(key)


def _said(key: str) -> None:
    """What came of the last click, once."""
    problem: EqError | None = state.get(f"promise.wrong.{key}", None)
    if problem is not None:
        page.problems(problem)
    elif state.get(f"promise.added.{key}", False):
        look.quiet(words.ADDED)
    state.forget(f"promise.wrong.{key}", f"promise.added.{key}")


def _add(key: str, new: str, entry: str | None, client: str | None) -> None:
    now = clock.now()
    try:
        fields = promise_fields.read(f"promise.{key}.{new}")
        if not fields["what"] and now - state.get(f"promise.made.{key}", _LONG_AGO) < _DOUBLE_CLICK:
            state.put(f"promise.added.{key}", True)
            return
        promises.add(state.workspace(), promise=new, entry=entry, client=client, zone=state.zone(), **fields)
    except EqError as problem:
        state.put(f"promise.wrong.{key}", problem)
        return
    state.forget(f"promise.new.{key}")
    state.put(f"promise.added.{key}", True)
    state.put(f"promise.made.{key}", now)
    state.put("promise.made", now)


def listed(found: Sequence[Commitment], *, key: str, links: bool = False) -> None:
    """Promises in the order given, each with its acts; what was done last here stands above, with its undo.

    Call it with an empty list too: the last step may have emptied it. ``links`` leads to the entry of each.
    """
    _last(key)
    open_ = [one for one in found if one.state == "open"]
    where = promises.standings(state.workspace(), open_, state.zone())
    for promise in found:
        with st.container(key=f"promise-row-{key}-{promise.id}"):
            _row(promise, where.get(promise.id), key, links=links)


def _row(promise: Commitment, standing: Standing | None, key: str, *, links: bool) -> None:
    st.markdown(f"**{look.plain(promise.what)}**")
    if standing is not None:
        look.quiet(words.details(promise, words.when(standing)))
    else:
        resolved = state.day(promise.resolved_at) if promise.resolved_at else None
        look.quiet(words.details(promise, words.outcome(promise, resolved)))
    name = f"promise.{key}.{promise.id}"
    with st.container(horizontal=True, key=f"promise-acts-{key}-{promise.id}"):
        if standing is not None:
            st.button(words.KEPT, key=f"{name}.keep", on_click=_keep, args=(key, promise.id))
        if st.button(words.OTHER if standing else words.CHANGE, key=f"{name}.other") and not _just_added():
            promise_acts.choose(promise, key)
        if links and promise.entry and st.button(words.SEE_ENTRY, type="tertiary", key=f"{name}.entry"):
            state.put("journal.entry", promise.entry)
            navigation.go("journal")


def _just_added() -> bool:
    return timedelta(0) < clock.now() - state.get("promise.made", _LONG_AGO) < _MOVED


def _keep(key: str, promise: str) -> None:
    now, (before, at) = clock.now(), state.get(f"promise.kept.{key}", ("", _LONG_AGO))
    if _just_added() or (promise != before and timedelta(0) < now - at < _MOVED):
        return

    def act() -> None:
        promises.keep(state.workspace(), promise)
        promise_acts.remember(key, promise, "keep")
        state.put(f"promise.kept.{key}", (promise, now))

    page.attempt(act)


def _last(key: str) -> None:
    """The step that was taken last here, its undo, and the one question after it."""
    promise, done = promise_acts.last(key)
    last = promises.get(state.workspace(), promise) if promise else None
    if last is None:
        return
    name = f"promise.{key}.last"
    with look.card(key=f"promise-last-{key}"):
        st.markdown(f"{words.DONE[done]}: {look.plain(last.what)}")
        ask = done in promise_acts.ASKING and last.satisfied is None
        if ask:
            st.markdown(words.SATISFIED)
        with st.container(horizontal=True, key=f"promise-last-acts-{key}"):
            if ask:
                for answer, label in words.SATISFIED_CHOICES.items():
                    st.button(label, key=f"{name}.{answer}", on_click=_satisfied, args=(key, last.id, answer))
            dismiss = words.SKIP if ask else words.DISMISS
            st.button(dismiss, key=f"{name}.skip", on_click=promise_acts.forget, args=(key,))
            st.button(words.UNDO, key=f"{name}.undo", on_click=_undo, args=(key, last.id))


def _satisfied(key: str, promise: str, answer: Satisfied) -> None:
    def act() -> None:
        promises.satisfied(state.workspace(), promise, answer)
        promise_acts.forget(key)

    page.attempt(act)


def _undo(key: str, promise: str) -> None:
    def act() -> None:
        done = promises.undo(state.workspace(), promise)
        promise_acts.forget(key)
        state.say(words.UNDONE if done else words.NOTHING_TO_UNDO)

    page.attempt(act)
