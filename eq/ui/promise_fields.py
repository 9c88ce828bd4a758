"""The fields of a promise: what, to whom, by when, agreed or not."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from typing import Any

import streamlit as st

from eq.actions import clock
from eq.actions.promise_checks import FIRST_DAY, LAST_DAY, LONGEST_WHAT
from eq.errors import EqError
from eq.reflect.entry import LONGEST_LABEL
from eq.reflect.promise import Commitment
from eq.ui import line_chips, state
from eq.wording import promises as words

_AHEAD = {"today": 0, "tomorrow": 1, "week": 7}
_AGREED = {agreed: said for said, agreed in words.AGREED_CHOICES.items()}


def what(prefix: str, text: str = "") -> None:
    """The promise itself, on one line."""
    st.text_input(
        words.WHAT,
        value=text,
        key=f"{prefix}.what",
        max_chars=LONGEST_WHAT,
        placeholder=words.WHAT_HINT,
        persist_state="session",
    )


def what_chips(prefix: str) -> None:
    """Ways to begin a promise, below its line."""
    line_chips.below(f"{prefix}.what", words.WHAT_CHIPS, label=words.WHAT_CHIPS_LABEL, longest=LONGEST_WHAT)


def around(prefix: str, *, to_whom: str = "", promise: Commitment | None = None) -> None:
    """To whom, by when, agreed or not; as ``promise`` has them if it is given."""
    whom = promise.to_whom if promise else to_whom
    with st.container(horizontal=True, key=f"{prefix.replace('.', '-')}-around"):
        st.text_input(words.TO_WHOM, value=whom, key=f"{prefix}.to_whom", max_chars=LONGEST_LABEL)
        agreed = list(words.AGREED_CHOICES)
        at = agreed.index(_AGREED[promise.agreed]) if promise else 0
        st.selectbox(words.AGREED, agreed, index=at, key=f"{prefix}.agreed")
    if not whom:
        line_chips.below(f"{prefix}.to_whom", words.WHOM_CHIPS, label=words.WHOM_CHIPS_LABEL, longest=LONGEST_LABEL)
    due(prefix, promise)


def due(prefix: str, promise: Commitment | None = None) -> None:
    """By when: no date, one of the next days, or a picked one; with a time if it matters."""
    days = _days()
    names = list(words.DUE_CHOICES)
    at = names.index("pick") if promise and promise.due_date else 0
    chosen = st.selectbox(
        words.DUE,
        names,
        index=at,
        format_func=lambda name: words.due_choice(name, days.get(name)),
        key=f"{prefix}.due",
    )
    if chosen == "none":
        return
    with st.container(horizontal=True, key=f"{prefix.replace('.', '-')}-due"):
        if chosen == "pick":
            st.date_input(
                words.DATE,
                value=promise.due_date if promise else None,
                min_value=FIRST_DAY,
                max_value=LAST_DAY,
                key=f"{prefix}.date",
            )
        _time(prefix, promise)


def _time(prefix: str, promise: Commitment | None) -> None:
    # A time that was there from the start cannot be emptied in its field: a switch takes it away.
    had = promise.due_time if promise else None
    if had is None or st.toggle(words.TIMED, value=True, key=f"{prefix}.timed"):
        st.time_input(words.TIME, value=had, key=f"{prefix}.time")


def read(prefix: str) -> dict[str, Any]:
    """What stands in the fields: what, to_whom, agreed, due_date, due_time; for callbacks.

    Raises EqError when a date was to be picked and was not.
    """
    agreed = words.AGREED_CHOICES.get(_value(f"{prefix}.agreed"))
    return {
        "what": _value(f"{prefix}.what") or "",
        "to_whom": _value(f"{prefix}.to_whom") or "",
        "agreed": agreed,
        **read_due(prefix),
    }


def read_due(prefix: str) -> dict[str, Any]:
    """due_date and due_time as they stand in the fields, each None where there is none."""
    chosen = _value(f"{prefix}.due") or "none"
    if chosen == "none":
        return {"due_date": None, "due_time": None}
    picked: date | None = _value(f"{prefix}.date") if chosen == "pick" else _days()[chosen]
    if picked is None:
        raise EqError(words.DUE, words.NO_DATE)
    timed = _value(f"{prefix}.timed")
    return {"due_date": picked, "due_time": _value(f"{prefix}.time") if timed is not False else None}


def _days() -> dict[str, date]:
    today = state.day(clock.now())
    return {name: today + timedelta(days=ahead) for name, ahead in _AHEAD.items()}


def _value(key: str) -> Any:
    """The value of a field, None when it was not drawn."""
    with suppress(KeyError):
        return state.value(key)
    return None
