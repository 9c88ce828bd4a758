"""One tap to each common task, what is due, one of the person's own if–thens, and the last finding."""

from __future__ import annotations

import streamlit as st

from eq.actions import clock
from eq.actions.today import Today, start_from_today, today
from eq.ui import (
    guide,
    look,
    navigation,
    page,
    state,
    today_due,
    today_follow_up,
    today_if_then,
    today_plan,
    today_ways,
)  # fmt: skip
from eq.ui.components.place import keep_place
from eq.wording import today as words
from eq.wording.plain import day


def _body() -> None:
    if guide.show() or today_follow_up.shown():
        return
    workspace, zone, now = state.workspace(), state.zone(), clock.now()
    # What is due depends on the time of day as well; a minute late is soon enough.
    minute = now.replace(second=0, microsecond=0)
    found = state.remembered("today", (workspace.stamp(), zone, minute), lambda: today(workspace, zone))
    if not found.begun:
        _first(day(state.day(now)))
        return
    title = words.WELCOME_BACK if found.away else words.TITLE
    look.page_head(day(state.day(now)), title, words.lead(len(found.due), found.away))
    today_ways.row()
    today_due.cards(found.due, found.practice)
    today_plan.answered(found.practice)
    today_plan.resting(found.practice)
    if found.lets_go:
        st.button(words.START, key="today.start", on_click=_start)
        look.quiet(words.START_HELP)
    today_if_then.card(found.if_then)
    _latest(found)
    keep_place("today", back=False)


def _first(context: str) -> None:
    look.page_head(context, words.FIRST_TITLE, words.FIRST_LEAD)
    with look.card(key="today-first-stand"):
        st.markdown(words.FIRST_STAND)
        if st.button(words.FIRST_BUTTON, type="primary", key="today.first"):
            navigation.go("take")
    with look.card(key="today-first-happened"):
        st.markdown(words.FIRST_HAPPENED)
        if st.button(words.WAY["debrief"], key="today.first.happened"):
            today_ways.go("debrief")
    with look.card(key="today-first-practice"):
        st.markdown(words.FIRST_PRACTICE)
        if st.button(words.FIRST_FOCUS, key="today.first.practice"):
            today_ways.go("plan")
    keep_place("today", back=False)


def _start() -> None:
    def start() -> None:
        start_from_today(state.workspace())
        state.say(words.STARTED)

    page.attempt(start)


def _latest(found: Today) -> None:
    if found.latest is None:
        return
    with look.card(key="today-latest"):
        st.header(words.LATEST, anchor=False)
        st.markdown(words.latest(look.plain(found.latest.title), state.day(found.latest.taken_at, found.latest.zone)))
        left, right = st.columns(2)
        if left.button("See the result", key="today.result", width="stretch"):
            state.put("results.sitting", found.latest.id)
            navigation.go("results")
        if right.button("See what changed", key="today.progress", width="stretch"):
            navigation.go("progress")


page.show(_body)
