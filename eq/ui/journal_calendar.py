"""The calendar of the journal: a year at a time, and the ways from a day or a month to its entries."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from datetime import date

import streamlit as st

from eq.actions import clock, journal
from eq.actions.journal import Filter
from eq.charts.calendar import calendar_data, calendar_figure, calendar_table
from eq.charts.config import CONFIG
from eq.ui import journal_filter, look, state
from eq.ui.components.width import narrow
from eq.wording import journal as words
from eq.wording.plain import MONTHS


def show() -> None:
    """The year that is chosen, the last one with entries at first."""
    workspace = state.workspace()
    counts = state.remembered("journal.days", workspace.stamp(), _counts)
    if not counts:
        look.quiet(words.CALENDAR_EMPTY)
        return
    years = [str(year) for year in range(max(counts).year, min(counts).year - 1, -1)]
    year = int(st.selectbox(words.CALENDAR_YEAR, years, **state.bound("journal.year", years)))
    _figure(counts, year)
    _ways(counts, year)


def _counts() -> dict[date, int]:
    found = journal.days(state.workspace(), first=words.FIRST_DAY, last=words.LAST_DAY)
    return {day: one.n for day, one in found.items()}


def _figure(counts: dict[date, int], year: int) -> None:
    today, starts = state.day(clock.now()), state.choices().week_starts
    last = max(today, *counts)
    mark = (state.workspace().stamp(), year, starts, last)
    data = state.remembered(
        "journal.year.data", mark, lambda: calendar_data(counts, year, last=last, week_starts=starts)
    )
    total, days = int(data["n"].sum()), int((data["n"] > 0).sum())
    with look.figure_card(
        words.calendar_title(year, days),
        caption=words.calendar_caption(total),
        table=state.remembered("journal.year.table", mark, lambda: look.ready(calendar_table(data))),
        key="calendar",
    ):
        small = narrow()
        figure = state.remembered(
            "journal.year.figure",
            (mark, look.theme_type(), small),
            lambda: calendar_figure(data, look.tokens(), week_starts=starts, narrow=small),
        )
        alt = f"{words.calendar_title(year, days)}. {words.calendar_caption(total)}"
        st.plotly_chart(figure, theme=None, config=CONFIG, key="journal.calendar", alt=alt)


def _ways(counts: dict[date, int], year: int) -> None:
    """A month or a day to see the entries of."""
    months = Counter[int]()
    for day, n in counts.items():
        if day.year == year:
            months[day.month] += n
    left, right = st.columns(2)
    key = f"journal.month.{year}"
    left.selectbox(
        words.CALENDAR_MONTH,
        sorted(months),
        index=None,
        placeholder=words.WHOLE_YEAR,
        format_func=lambda month: words.month_choice(MONTHS[month - 1], months[month]),
        key=key,
        on_change=lambda: _month(year, state.value(key)),
    )
    picked = f"journal.day.{year}"
    right.date_input(
        words.CALENDAR_DAY,
        value=None,
        key=picked,
        min_value=date(year, 1, 1),
        max_value=date(year, 12, 31),
        format="YYYY-MM-DD",
        on_change=lambda: _span(state.value(picked), state.value(picked)),
    )


def _month(year: int, month: int | None) -> None:
    if month is not None:
        _span(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def _span(first: date | None, last: date | None) -> None:
    if first is not None:
        journal_filter.only(Filter(day_from=first, day_to=last))
