"""Reminders of plans as a calendar file, with times of one's own for what belongs to no practice."""

from __future__ import annotations

import streamlit as st

from eq.actions import plan_reminders
from eq.ui import guide_tab, look, page, state
from eq.ui import plan_tab as tab
from eq.wording import reminders as words

_DAY, _REVIEW, _RETEST = "calendar.day", "calendar.review", "calendar.retest"


def show() -> None:
    """Folded below the plans; nothing while there is no reminder to bring or to take back, or during an exercise."""
    workspace = state.workspace()
    if guide_tab.opened() is not None:
        return
    if not state.remembered("plan.reminds", workspace.stamp(), lambda: plan_reminders.any_to_save(workspace)):
        return
    with st.expander(words.TITLE, key="plan-calendar", on_change="rerun") as opened:
        if opened.open:
            page.part(_body)


def _body() -> None:
    workspace = state.workspace()
    st.markdown(words.WHAT)
    if not any(action.remind_at for plan in tab.running() for action in plan.running):
        look.quiet(words.NO_TIME)
    st.download_button(
        words.SAVE,
        data=lambda: plan_reminders.ics(workspace),
        file_name=words.FILE,
        mime="text/calendar",
        on_click="ignore",
        key="calendar.save",
    )
    _times()
    look.quiet(words.DELETED)


def _times() -> None:
    chosen = plan_reminders.times(state.workspace())
    days = list(words.REVIEW_DAYS)
    with st.container(horizontal=True, vertical_alignment="bottom", key="calendar-times"):
        st.selectbox(
            words.REVIEW_DAY,
            days,
            index=days.index(chosen.review_day or 0),
            format_func=words.REVIEW_DAYS.__getitem__,
            key=_DAY,
            on_change=_keep,
        )
        st.time_input(words.REVIEW_TIME, value=chosen.review, step=900, key=_REVIEW, on_change=_keep)
        st.time_input(words.RETEST_TIME, value=chosen.retest, step=900, key=_RETEST, on_change=_keep)


def _keep() -> None:
    day, review, retest = (state.value(key) for key in (_DAY, _REVIEW, _RETEST))
    page.attempt(
        lambda: plan_reminders.set_times(state.workspace(), review=review, retest=retest, review_day=day or None)
    )
