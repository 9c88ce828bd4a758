"""What the running plans ask for today, in one card: one tap for the practice, one for its measure."""

from __future__ import annotations

from datetime import datetime, timedelta

import streamlit as st

from eq.actions import clock
from eq.actions.plan_today import Asked, PlanToday
from eq.plan.plan import Day
from eq.ui import guide_tab, look, navigation, plan_day, state
from eq.wording import plan_today as words
from eq.wording.plan_run import to_do

_SEEN, _TOUCHED = "today.plan.seen", "today.plan.touched"
_STAYS = timedelta(minutes=1)
"""So long an answered practice stays open: nothing moves under the finger, and a second tap takes the answer back."""


def card(found: PlanToday) -> None:
    """The practices of the day; what is answered is a quiet line."""
    with look.card(key="today-plan"):
        st.header(words.HEAD, anchor=False)
        _each(found)
        if st.button(words.OPEN_PLAN, key="today.plan.open", type="tertiary"):
            navigation.go("plan")


def stays(found: PlanToday | None) -> bool:
    """Whether all is answered, and something of it only a moment ago: then the card keeps its place."""
    return found is not None and bool(found.asked) and not found.open and bool(_just_touched(found))


def answered(found: PlanToday | None) -> None:
    """What was said today, where nothing is open any more."""
    if found is None or not found.asked or found.open or stays(found):
        return
    with st.container(key="today-plan-answered"):
        _each(found)


def resting(found: PlanToday | None) -> None:
    """What rests, so that a pause is not forgotten; where something is asked, the way to the plan is in its card."""
    if found is None or not found.resting:
        return
    with st.container(key="today-plan-resting", gap="small"):
        for action in found.resting:
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                look.quiet(words.resting(action))
                if st.button(words.OPEN_PLAN, key=f"today.plan.resting.{action.id}", type="tertiary"):
                    navigation.go("plan")


def _just_touched(found: PlanToday) -> frozenset[str]:
    """Ids of the actions of which something else is known than this tab showed before, a moment ago at most."""
    seen: dict[str, Day] = state.get(_SEEN, {})
    touched: dict[str, datetime] = state.get(_TOUCHED, {})
    now, days = clock.now(), {one.action.id: one.day for one in found.asked}
    new = {action: now for action, day in days.items() if seen.get(action, day) != day}
    touched = {action: at for action, at in (touched | new).items() if now - at < _STAYS}
    state.put(_SEEN, days)
    state.put(_TOUCHED, touched)
    return frozenset(touched)


def _each(found: PlanToday) -> None:
    stay = _just_touched(found)
    for one in found.asked:
        with st.container(key=f"today-practice-{one.action.id}"):
            if one.answered and one.action.id not in stay:
                _quiet(one)
            else:
                _open(one)


def _reopen(action: str) -> None:
    state.put(_TOUCHED, {**state.get(_TOUCHED, {}), action: clock.now()})


def _quiet(one: Asked) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        look.quiet(words.answered(one.action, one.day.standing, one.day.value))
        st.button(
            words.CHANGE,
            key=f"today.plan.change.{one.action.id}",
            type="tertiary",
            on_click=_reopen,
            args=(one.action.id,),
        )


def _open(one: Asked) -> None:
    action = one.action
    st.markdown(f"**{look.plain(action.title)}**")
    if one.due:
        if one.first:
            look.quiet(words.FIRST_DAY)
        for line in to_do(action):
            st.markdown(look.plain(line))
        if action.guide and st.button(words.EXERCISE, key=f"today.plan.guide.{action.id}", type="tertiary"):
            guide_tab.open_(action.guide, action.practice, action.id)
            st.rerun()
    else:
        look.quiet(words.before(action) if one.phase == "baseline" else words.NOT_PLANNED)
    if one.due and not action.small and action.tiny:
        look.quiet(words.small(action))
    plan_day.fields(action, one.day, practice=one.due)
