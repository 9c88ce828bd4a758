"""Dates on a time axis."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from eq.charts.labels import text_width
from eq.charts.timeline import DAY, date_ticks, dates, day_start, milliseconds

days = st.dates(date(1990, 1, 1), date(2060, 12, 31))


def test_milliseconds_are_what_plotly_counts_whatever_the_unit_of_the_column() -> None:
    moments = ["1970-01-02", "2026-11-21T19:30"]
    for unit in ("s", "ms", "us", "ns"):
        column = pd.Series(np.array(moments, dtype=f"datetime64[{unit}]"))
        assert milliseconds(column).tolist() == [DAY, 1795289400000.0]
        assert dates(column) == [date(1970, 1, 2), date(2026, 11, 21)]


def test_few_sittings_are_named_by_their_own_days_with_the_year_said_once() -> None:
    moments = [day_start(day) for day in (date(2025, 10, 4), date(2025, 12, 6), date(2026, 1, 17))]
    ticks = date_ticks(moments[0], moments[-1], moments, room=300, size=13)
    assert ticks.values == tuple(moments)
    assert ticks.texts == ("4 Oct<br>2025", "6 Dec", "17 Jan<br>2026")


def test_ten_years_are_named_by_years() -> None:
    first, last = date(2016, 11, 21), date(2026, 11, 21)
    moments = [day_start(first + timedelta(days=30 * n)) for n in range(121)]
    wide = date_ticks(day_start(first), day_start(last), moments, room=560, size=13)
    narrow = date_ticks(day_start(first), day_start(last), moments, room=230, size=13)
    assert wide.texts == tuple(str(year) for year in range(2017, 2027))
    assert narrow.texts == ("2018", "2020", "2022", "2024", "2026")


@given(days, st.integers(0, 12000), st.integers(1, 400), st.floats(180, 700))
def test_dates_are_in_order_within_the_axis_and_apart(first: date, span: int, count: int, room: float) -> None:
    moments = [day_start(first) + round(at) * DAY for at in np.linspace(0, span, count)]
    start, end = day_start(first), day_start(first) + span * DAY
    ticks = date_ticks(start, end, moments, room=room, size=13)
    assert ticks.values
    assert list(ticks.values) == sorted(set(ticks.values))
    assert start <= ticks.values[0]
    assert ticks.values[-1] <= end
    assert "<br>" in ticks.texts[0] or ticks.texts[0].isdigit()
    if len(ticks.values) > 2:
        widest = max(text_width(line, 13) for text in ticks.texts for line in text.split("<br>"))
        nearest = min(np.diff(ticks.values)) * room / (end - start)
        assert widest <= nearest * 1.25
