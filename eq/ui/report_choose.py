"""The first step of a report: for whom, which days, which sections, and what stands on its cover."""

from __future__ import annotations

from datetime import date, timedelta

import streamlit as st

from eq.actions.reporting import Asked
from eq.coach.choosing import FREE
from eq.coach.report import CHOSEN, Chosen
from eq.ui import look, page, state
from eq.ui import report_tab as tab
from eq.wording import report_page as words

_FARTHEST = timedelta(days=3660)


def show() -> None:
    """All of it in one card."""
    with look.card(key="report-what"):
        st.header(words.WHAT, anchor=False)
        st.radio(words.COPY, tab.COPIES, format_func=words.COPIES.__getitem__, **state.bound("report.copy", tab.COPIES))
        if tab.copy_for() == "coach":
            look.quiet(words.COPY_KEY)
        _usual()
        _days()
        asked = tab.offered().instruments
        _sections(_counted(asked))
        _questionnaires(asked)
        _answers(asked)
        _cover()


def _usual() -> None:
    """While nothing was chosen otherwise, the report is one press away; nothing that was ticked can be lost by it."""
    if not tab.usual():
        return
    look.quiet(words.USUAL[tab.copy_for()])
    if st.button(words.USUAL_GO, key="report.usual"):
        with st.spinner(words.BUILDING):
            page.attempt(tab.build)
        if tab.built() is not None:
            state.say(words.USUAL_SHOWN)
        st.rerun()


def _days() -> None:
    with st.container(key="report-chips-period"):
        st.pills(
            words.PERIOD,
            tab.PERIODS,
            format_func=words.PERIODS.__getitem__,
            required=True,
            **state.bound("report.period", tab.PERIODS),
        )
    first, last = tab.days()
    if state.get("report.period", "") != "days":
        look.quiet(words.period(first, last))
        return
    left, right = st.columns(2)
    with left:
        _day(words.FIRST, 0, first)
    with right:
        _day(words.LAST, 1, last)


def _day(label: str, at: int, now: date) -> None:
    key = f"report.days.{at}"
    state.hold(key, now)

    def keep() -> None:
        kept = list(tab.days())
        kept[at] = state.value(key)
        state.put("report.days", (kept[0], kept[1]))

    today = tab.today()
    st.date_input(
        label,
        key=key,
        min_value=min(now, date(1990, 1, 1)),
        max_value=max(now, today),
        format="YYYY-MM-DD",
        on_change=keep,
    )


def _counted(asked: tuple[Asked, ...]) -> tuple[int, int, int, int, int]:
    wanted: tuple[str, ...] | None = state.get("report.questionnaires", None)
    taken = [one for one in asked if wanted is None or one.id in wanted]
    there = tab.held()
    return len(taken), sum(one.n for one in taken), there.entries, there.promises, there.plans


def _sections(counted: tuple[int, int, int, int, int]) -> None:
    listed = [section for section in CHOSEN if section not in FREE]
    with st.expander(words.SECTIONS_LABEL), st.container(key="report-sections"):
        for section in listed:
            _section(section, counted)
    look.quiet(words.sections(tab.sections(), listed))


def _section(section: Chosen, counted: tuple[int, int, int, int, int]) -> None:
    with st.container(key=f"report-section-{section}", gap=None):
        tab.tick(
            words.SECTION[section],
            f"report.section.{section}",
            now=section in tab.sections(),
            keep=tab.member("report.sections", tab.USUAL, section),
        )
        look.quiet(words.holds(section, *counted))


def _questionnaires(asked: tuple[Asked, ...]) -> None:
    if len(asked) < 2:
        return
    titles = {one.id: look.one_line(one.title) for one in asked}
    kept: tuple[str, ...] | None = state.get("report.questionnaires", None)
    key = "report.questionnaires.pick"
    state.hold(key, [name for name in titles if kept is None or name in kept])

    def keep() -> None:
        picked = tuple(state.value(key))
        state.put("report.questionnaires", None if len(picked) == len(titles) else picked)

    st.multiselect(words.QUESTIONNAIRES, list(titles), format_func=titles.__getitem__, key=key, on_change=keep)


def _answers(asked: tuple[Asked, ...]) -> None:
    if not asked:
        return
    with st.container(key="report-answers", gap=None):
        copy = tab.copy_for()
        tab.tick(
            words.ANSWERS,
            f"report.answers.tick.{copy}",
            now=tab.answers(),
            keep=lambda wanted: state.put(f"report.answers.{copy}", wanted),
        )
        look.quiet(words.ANSWERS_WHAT)
    waiting = sum(one.waiting for one in asked)
    if waiting:
        with st.container(key="report-quality", gap=None):
            tab.tick(
                words.quality(waiting),
                "report.quality.tick",
                now=state.get("report.quality", False),
                keep=lambda wanted: state.put("report.quality", wanted),
            )
            look.quiet(words.QUALITY_WHAT)


def _cover() -> None:
    st.subheader(words.AROUND, anchor=False)
    left, right = st.columns(2)
    with left:
        tab.field(words.SUBJECT, "report.subject", placeholder=words.SUBJECT_HINT)
        tab.field(words.PURPOSE, "report.purpose", placeholder=words.PURPOSE_HINT)
    with right:
        tab.field(words.RECIPIENT, "report.recipient", placeholder=words.RECIPIENT_HINT)
        st.selectbox(
            words.UNTIL, tab.UNTILS, format_func=words.UNTILS.__getitem__, **state.bound("report.until", tab.UNTILS)
        )
        if state.get("report.until", "") == "day":
            _until_day()


def _until_day() -> None:
    key, today = "report.until_day.field", tab.today()
    state.hold(key, state.get("report.until_day", None))
    st.date_input(
        words.UNTIL_DAY,
        value=None,
        key=key,
        min_value=today,
        max_value=today + _FARTHEST,
        format="YYYY-MM-DD",
        on_change=lambda: state.put("report.until_day", state.value(key)),
    )
