"""Insights: what the journal gives back, each figure with its n, its range and what it cannot mean."""

from __future__ import annotations

import streamlit as st

from eq.actions import clock
from eq.actions.insights import SPANS, Span, insights
from eq.ui import insights_felt, insights_hard, journal_entries, look, navigation, page, state
from eq.ui.components.width import narrow
from eq.ui.insights_parts import Looked
from eq.wording import insight_page as words
from eq.wording import plan_focus as plan_words
from eq.wording import results as result_words

_FIRST: Span = "12w"


def _body() -> None:
    if journal_entries.empty():
        look.page_head("Insights", words.EMPTY_TITLE)
        look.empty_state(words.EMPTY, words.EMPTY_BUTTON, navigation.page("check_in"), key="insights")
        return
    head = st.container()
    workspace, zone, span = state.workspace(), state.zone(), _span()
    mark = (workspace.stamp(), zone, state.day(clock.now()))
    found = state.remembered(f"insights.{span}", mark, lambda: insights(workspace, span, zone))
    with head:
        week = found.week
        look.page_head(words.context(found), words.TITLE, words.week(look.plain(week.sentence), week.n))
    looked = Looked(found, mark, narrow())
    for part in (
        insights_felt.over_days,
        insights_felt.within_day,
        insights_felt.words_used,
        insights_hard.breakdowns,
        insights_hard.recovery,
        insights_hard.ways,
    ):
        part(looked)
    if st.button(plan_words.GO, key="insights.plan"):
        navigation.go("plan")
    _limits()


def _span() -> Span:
    """How far back; twelve weeks until another span is chosen."""
    if not state.get("insights.span", ""):
        state.put("insights.span", _FIRST)
    with st.container(key="insights-span"):
        picked = st.segmented_control(
            words.SPAN,
            SPANS,
            format_func=words.SPANS.__getitem__,
            required=True,
            width="stretch",
            **state.bound("insights.span", SPANS),
        )
    return picked or _FIRST


def _limits() -> None:
    with look.card(key="insights-limits"):
        st.header(words.LIMITS_TITLE, anchor=False)
        st.markdown("\n".join(f"- {line}" for line in words.CANNOT_TELL))
        st.markdown(f"**What it is for.** {result_words.INTENDED_USE}")


page.show(_body)
