"""What the running plans ask for today, in one card: one tap for the practice, one for its measure."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from eq.actions.plan_today import Asked, PlanToday
from eq.ui import look, navigation, plan_day, state
from eq.wording import plan_today as words
from eq.wording.plan_run import if_then

_OPENED = "today.plan.opened"
"""(day, action) of an answered one that is open once more, to change what was said."""


def card(found: PlanToday) -> None:
    """The practices of which something is open, then those that are answered, each on a quiet line."""
    with look.card(key="today-plan"):
        st.header(words.HEAD, anchor=False)
        _each(found)
        if st.button(words.OPEN_PLAN, key="today.plan.open", type="tertiary"):
            navigation.go("plan")


def answered(found: PlanToday | None) -> None:
    """What was said today, where nothing is open any more."""
    if found is None or found.open:
        return
    with st.container(key="today-plan-answered"):
        _each(found)


def _each(found: PlanToday) -> None:
    # Open ones first: the most used task stays in the first screen.
    for one in _in_order(found.asked):
        with st.container(key=f"today-practice-{one.action.id}"):
            if one.answered and state.get(_OPENED, None) != (found.day, one.action.id):
                _quiet(one)
            else:
                _open(one)


def _in_order(asked: Sequence[Asked]) -> list[Asked]:
    return sorted(asked, key=lambda one: one.answered)


def _quiet(one: Asked) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        look.quiet(words.answered(one.action, one.day.standing, one.day.value))
        st.button(
            words.CHANGE,
            key=f"today.plan.change.{one.action.id}",
            type="tertiary",
            on_click=state.put,
            args=(_OPENED, (one.day.day, one.action.id)),
        )


def _open(one: Asked) -> None:
    action = one.action
    st.markdown(f"**{look.plain(action.title)}**")
    if one.due:
        line = if_then(action.cue, action.act)
        if line:
            st.markdown(look.plain(line))
        if action.small and action.tiny:
            look.quiet(f"{words.SMALL} {action.tiny}")
        if action.guide and st.button(words.EXERCISE, key=f"today.plan.guide.{action.id}", type="tertiary"):
            state.put("guide.open", (action.guide, action.practice, action.id))
            st.rerun()
    else:
        look.quiet(words.BASELINE if one.phase == "baseline" else words.NOT_PLANNED)
    plan_day.fields(action, one.day, practice=one.due)
