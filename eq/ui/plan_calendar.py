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
    for key, kept in ((_DAY, chosen.review_day or 0), (_REVIEW, chosen.review), (_RETEST, chosen.retest)):
        state.hold(key, kept)
    with st.container(horizontal=True, vertical_alignment="bottom", key="calendar-times"):
        st.selectbox(
            words.REVIEW_DAY,
            days,
            format_func=words.REVIEW_DAYS.__getitem__,
            key=_DAY,
            on_change=_keep,
            args=(_DAY,),
        )
        for key, label in ((_REVIEW, words.REVIEW_TIME), (_RETEST, words.RETEST_TIME)):
            st.time_input(label, value=None, step=900, key=key, on_change=_keep, args=(key,))


def _keep(key: str) -> None:
    """Only what was changed here: another tab may have changed the rest."""
    chosen, given = plan_reminders.times(state.workspace()), state.value(key)
    page.attempt(
        lambda: plan_reminders.set_times(
            state.workspace(),
            review=given if key == _REVIEW else chosen.review,
            retest=given if key == _RETEST else chosen.retest,
            review_day=(given or None) if key == _DAY else chosen.review_day,
        )
    )
