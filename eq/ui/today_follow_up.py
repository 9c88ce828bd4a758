"""The follow-up of a debrief, opened from Today: mood now, how long it took, anything to add."""

from __future__ import annotations

import streamlit as st

from eq.actions import clock, entries, following
from eq.errors import EqError
from eq.reflect import flow
from eq.reflect.entry import Entry
from eq.ui import look, navigation, page, state
from eq.ui.components import plane, writing
from eq.ui.components.place import keep_place
from eq.wording import follow_up as words
from eq.wording.today import title, when

_OPEN = "today.follow_up"


def open_(entry: str) -> None:
    """Show the follow-up of that debrief in place of Today."""
    state.put(_OPEN, entry)


def aside(entry: Entry) -> None:
    """What stands beside "Answer" on the card: putting it away, and Support after mistreatment."""
    st.button(words.PUT_AWAY, key="today.put_away", type="tertiary", on_click=_put_away, args=(entry.id,))
    if flow.abusive(entry):
        _support()


def shown() -> bool:
    """Draw the follow-up that is open in this tab; False when none is, or it was answered or deleted meanwhile."""
    name = state.get(_OPEN, "")
    entry = entries.find(state.workspace(), name) if name else None
    if entry is None or entry.followed_at is not None:
        state.forget(_OPEN)
        return False
    _head(entry)
    _mood(entry)
    _how_long(entry)
    _later(entry)
    with st.container(horizontal=True, gap="small"):
        st.button(words.DONE, key="today.follow.done", type="primary", on_click=_done, args=(entry.id,))
        st.button(words.NOT_NOW, key="today.follow.not_now", on_click=state.forget, args=(_OPEN,))
        st.button(words.PUT_AWAY, key="today.follow.away", type="tertiary", on_click=_put_away, args=(entry.id,))
    writing.switch(key="today.follow.plain")
    keep_place("today.follow_up", back=False)
    return True


def _head(entry: Entry) -> None:
    here = clock.local_time(clock.now(), state.zone())
    at = when(clock.local_time(entry.at, entry.zone), here)
    about = title(entry) if not (flow.severe(entry) or flow.abusive(entry)) else ""
    lead = words.LEAD
    if flow.abusive(entry):
        lead = words.LEAD_ABUSIVE
    elif flow.severe(entry):
        lead = words.LEAD_SEVERE
    title_ = words.TITLE_QUIET if flow.abusive(entry) or flow.severe(entry) else words.TITLE
    look.page_head(words.context(at, about), title_, lead)
    if flow.abusive(entry):
        _support()


def _support() -> None:
    st.page_link(navigation.page("support"), label=words.SUPPORT, icon=":material/support:")


def _mood(entry: Entry) -> None:
    point = entry.points.get("later")
    plane.plane(
        key=f"today.mood.{entry.id}",
        label=words.MOOD,
        pleasantness=point.pleasantness if point else None,
        energy=point.energy if point else None,
        on_point=lambda x, y: entries.place(state.workspace(), entry.id, "later", x, y),
    )


def _how_long(entry: Entry) -> None:
    picked = st.pills(
        f"**{words.HOW_LONG}**",
        list(words.CHOICES),
        format_func=words.CHOICES.__getitem__,
        key=f"today.how_long.{entry.id}",
    )
    if picked == words.OTHER:
        number, unit = st.columns(2)
        number.number_input(
            words.HOW_MANY, min_value=0.0, max_value=2160.0, value=None, step=1.0, format="%g",
            key=f"today.how_many.{entry.id}",
        )  # fmt: skip
        unit.selectbox(words.UNIT, list(words.UNITS), key=f"today.unit.{entry.id}")


def _later(entry: Entry) -> None:
    writing.field(
        key=f"today.later.{entry.id}",
        label=words.LATER,
        hint=words.LATER_HINT,
        chips=words.LATER_CHIPS,
        value=entry.text("later"),
        on_text=lambda text: entries.write(state.workspace(), entry.id, "later", text),
    )


def _done(entry: str) -> None:
    page.attempt(lambda: _answer(entry, state.value(f"today.how_long.{entry}")))


def _answer(entry: str, picked: str | None) -> None:
    if picked == words.NOT_YET:
        following.not_yet(state.workspace(), entry)
        state.say(words.KEPT_NOT_YET)
    else:
        following.finish(state.workspace(), entry, _minutes(entry, picked))
        state.say(words.KEPT)
    state.forget(_OPEN)


def _minutes(entry: str, picked: str | None) -> int | None:
    if picked != words.OTHER:
        return None if picked is None else int(picked)
    number: float | None = state.value(f"today.how_many.{entry}")
    if number is None:
        raise EqError(words.HOW_LONG, words.MISSING, "")
    unit: str = state.value(f"today.unit.{entry}")
    return round(number * words.UNITS[unit])


def _put_away(entry: str) -> None:
    def put() -> None:
        following.put_away(state.workspace(), entry)
        state.say(words.PUT)
        state.forget(_OPEN)

    page.attempt(put)
