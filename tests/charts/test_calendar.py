"""The calendar of entries."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eq.charts.calendar import STEPS, calendar_data, calendar_figure, calendar_table
from eq.charts.palette import DARK, LIGHT

BOTH = pytest.mark.parametrize("narrow", [True, False])
STARTS = ("monday", "saturday", "sunday")
NEW_YEAR = {"monday": 3, "saturday": 5, "sunday": 4}
"""Where 1 January 2026, a Thursday, stands in a week that starts with that day."""


def squares(figure: Any) -> dict[tuple[str, int, int], float]:
    """(half, row, column) -> shade of every day that is drawn."""
    cells = [trace for trace in figure.data if trace.type == "heatmap"]
    return {
        (str(at), row, column): shade
        for at, trace in enumerate(cells)
        for row, line in enumerate(trace.z)
        for column, shade in enumerate(line)
        if shade is not None
    }


@pytest.mark.parametrize("starts", STARTS)
def test_a_year_has_a_row_for_each_day_in_weeks_of_the_persons_own(starts: Any) -> None:
    """Weekdays count from the day the person's week starts with, and a new week begins there."""
    data = calendar_data({date(2026, 3, 1): 4}, 2026, week_starts=starts)
    assert len(data) == 365
    assert data["weekday"].iloc[0] == NEW_YEAR[starts]
    assert data["week"].iloc[0] == 0
    assert (data["week"].diff().fillna(0) == ((data["weekday"] == 0) & (data.index > 0))).all()
    assert data["n"].sum() == 4
    assert data.loc[data["day"] == date(2026, 3, 1), "n"].item() == 4


@given(
    st.integers(1990, 2060),
    st.dictionaries(st.dates(date(1989, 12, 1), date(2061, 1, 31)), st.integers(1, 99), max_size=20),
    st.sampled_from(STARTS),
    st.booleans(),
)
@settings(max_examples=60)
def test_every_day_of_the_year_is_drawn_once_with_its_shade(
    year: int, counts: dict[date, int], starts: Any, narrow: bool
) -> None:
    """No day is lost at the seam of the half years, and a shade says how many entries there are."""
    data = calendar_data(counts, year, week_starts=starts)
    drawn = squares(calendar_figure(data, LIGHT, week_starts=starts, narrow=narrow))
    assert len(drawn) == len(data)
    wanted = sorted(sum(n >= step for step in STEPS) for n in data["n"])
    assert sorted(drawn.values()) == wanted
    assert data["n"].sum() == sum(n for day, n in counts.items() if day.year == year)


def test_days_that_have_not_come_are_left_out() -> None:
    """The present year ends today, and a year that has not begun is empty."""
    assert len(calendar_data({}, 2026, last=date(2026, 2, 1))) == 32
    empty = calendar_data({}, 2027, last=date(2026, 2, 1))
    assert empty.empty
    assert squares(calendar_figure(empty, LIGHT)) == {}


@BOTH
def test_the_figure_is_one_plotly_accepts_and_fits_its_room(
    narrow: bool, checked: Callable[[Any], Any], texts: Callable[[Any], list[str]], tame: Callable[[str], bool]
) -> None:
    """Twelve months are named, the legend says what each shade stands for, and nothing leaves the axis."""
    counts = {date(2025, 1, 1) + timedelta(days=at): at % 7 for at in range(365)}
    figure = calendar_figure(calendar_data(counts, 2025), DARK, narrow=narrow)
    checked(figure)
    said = texts(figure)
    assert [month for month in said if month in {"Jan", "Jun", "Jul", "Dec"}] == ["Jan", "Jun", "Jul", "Dec"]
    assert said[-len(STEPS) - 1 :] == ["none", "1", "2", "3–4", "5 or more"]
    assert all(map(tame, said))
    right = figure.layout.xaxis.range[1]
    assert all(x <= right for trace in figure.data for x in trace.x)


def test_the_table_holds_the_days_with_entries_the_latest_first() -> None:
    """The same numbers as the squares, in words."""
    table = calendar_table(calendar_data({date(2026, 1, 2): 1, date(2026, 11, 3): 2}, 2026))
    assert table.to_numpy().tolist() == [["3 November 2026", 2], ["2 January 2026", 1]]
