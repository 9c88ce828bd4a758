"""When something was: now, or a date and a time that have been."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import streamlit as st

from eq.actions import clock
from eq.ui import look, state
from eq.wording import check_in as words

FIRST_DAY = date(1900, 1, 1)
_NOON = time(12)


def local_now() -> datetime:
    """This moment where the person is, to the minute, without its zone."""
    return local(clock.now(), state.zone())


def local(moment: datetime, zone: str | None) -> datetime:
    """An instant as the clock on the wall showed it there, to the minute, without its zone."""
    return clock.local_time(moment, zone).replace(tzinfo=None, second=0, microsecond=0)


def picker(at: datetime | None, *, key: str, on_when: Callable[[datetime | None], None]) -> None:
    """A date and a time, "now" while neither is chosen; a time that lies ahead is refused in words and not told.

    ``at`` is what was chosen so far in local time without a zone, None for now. ``on_when`` is called in a callback
    with the same; a date alone means noon of that day, or now when it is today.
    """
    day, hour, ahead = f"{key}.day", f"{key}.hour", f"{key}.ahead"
    now = local_now()

    def told() -> None:
        wanted = _moment(state.value(day), state.value(hour), local_now())
        state.put(ahead, wanted is not None and wanted > local_now())
        if not state.get(ahead, False):
            on_when(wanted)

    def back_to_now() -> None:
        state.forget(ahead)
        on_when(None)

    if not state.get(ahead, False):
        state.hold(day, at.date() if at else None)
        state.hold(hour, at.time() if at else None)
    with st.container(horizontal=True, key=f"{key.replace('.', '-')}-when"):
        # A day more than today, because the person may have travelled since their browser said where it is.
        latest = now.date() + timedelta(days=1)
        st.date_input(
            words.DAY,
            value=None,
            min_value=FIRST_DAY,
            max_value=latest,
            format="DD/MM/YYYY",
            key=day,
            on_change=told,
        )
        st.time_input(words.HOUR, value=None, key=hour, on_change=told)
    if state.get(ahead, False):
        st.info(words.AHEAD, icon=":material/schedule:")
    if at is None and not state.get(ahead, False):
        look.quiet(words.NOW)
    else:
        st.button(words.BACK_TO_NOW, key=f"{key}.now", type="tertiary", on_click=back_to_now)


def _moment(day: date | None, hour: time | None, now: datetime) -> datetime | None:
    if day is None and hour is None:
        return None
    if day is None or day == now.date():
        return datetime.combine(now.date(), hour) if hour is not None else None
    return datetime.combine(day, hour if hour is not None else _NOON)
