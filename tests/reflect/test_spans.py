"""How far back a span reaches, what it is cut into, and roughly when there is enough."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eq.reflect.insight import SPANS, Span
from eq.reflect.spans import more, reach, stretches

TODAY = date(2026, 11, 22)
DAYS = st.dates(date(1990, 1, 1), date(2090, 1, 1))


@pytest.mark.parametrize(
    ("span", "first"),
    [("4w", date(2026, 10, 26)), ("12w", date(2026, 8, 31)), ("year", date(2025, 11, 23)), ("all", date(2020, 1, 5))],
)
def test_a_span_ends_today_and_counts_it_in(span: Span, first: date) -> None:
    """Four weeks are 28 days with today; all goes back to the first entry."""
    assert reach(span, TODAY, date(2020, 1, 5)) == (first, TODAY)


def test_a_year_before_a_leap_day_is_a_day_that_exists() -> None:
    """The 29th of February has no namesake a year before."""
    assert reach("year", date(2028, 2, 29), None) == (date(2027, 3, 1), date(2028, 2, 29))


@pytest.mark.parametrize("begun", [None, TODAY + timedelta(days=1)])
def test_all_of_nothing_is_today(begun: date | None) -> None:
    """Without an entry, or with one that lies a time zone ahead, there is one day to look at."""
    assert reach("all", TODAY, begun) == (TODAY, TODAY)


def test_twelve_weeks_are_three_times_four() -> None:
    """Four-week stretches end with today."""
    found = stretches("12w", *reach("12w", TODAY, None))
    assert [(end - start).days for start, end in found] == [27, 27, 27]
    assert found[-1][1] == TODAY


def test_a_year_is_cut_into_calendar_months() -> None:
    """The outer months hold what the span has of them."""
    found = stretches("year", *reach("year", TODAY, None))
    assert found[0] == (date(2025, 11, 23), date(2025, 11, 30))
    assert found[1] == (date(2025, 12, 1), date(2025, 12, 31))
    assert found[-1] == (date(2026, 11, 1), TODAY)
    assert len(found) == 13


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(SPANS), DAYS, st.none() | DAYS)
def test_stretches_hold_every_day_of_the_span_once(span: Span, today: date, begun: date | None) -> None:
    """No day is lost between two of them, and none is in two."""
    first, last = reach(span, today, begun)
    found = stretches(span, first, last)
    assert (found[0][0], found[-1][1]) == (first, last)
    assert all(start <= end for start, end in found)
    assert all(after[0] - before[1] == timedelta(days=1) for before, after in pairwise(found))


def test_the_pace_of_eight_weeks_says_roughly_when() -> None:
    """14 in 56 days are one in four days: three more take twelve."""
    assert more(3, 14, date(2020, 1, 1), TODAY, minimum=7).when == TODAY + timedelta(days=12)


def test_whoever_began_lately_is_not_taken_for_slow() -> None:
    """Five in the ten days since the first entry are one in two days, not five in eight weeks."""
    assert more(2, 5, TODAY - timedelta(days=9), TODAY, minimum=7).when == TODAY + timedelta(days=4)


def test_a_first_day_is_no_pace_of_its_own() -> None:
    """What was written on the first day is spread over a week."""
    assert more(6, 1, TODAY, TODAY, minimum=7).when == TODAY + timedelta(days=42)


def test_without_a_pace_there_is_no_date() -> None:
    """Nothing lately: how many, but not when."""
    assert (more(3, 0, date(2020, 1, 1), TODAY, minimum=7).n, more(3, 0, None, TODAY, minimum=7).when) == (3, None)


@pytest.mark.parametrize(("lately", "there"), [(13, False), (14, True)])
def test_no_date_is_given_that_the_span_can_never_reach(lately: int, there: bool) -> None:
    """Four weeks hold seven days only from a pace of one day in four on; all of the time holds them some day."""
    assert (more(4, lately, date(2020, 1, 1), TODAY, minimum=7, span="4w").when is not None) == there
    assert more(4, lately, date(2020, 1, 1), TODAY, minimum=7, span="all").when is not None


@pytest.mark.parametrize("missing", [0, -2])
def test_nothing_missing_needs_no_date(missing: int) -> None:
    """Enough is enough, however much there is."""
    assert (more(missing, 5, None, TODAY, minimum=7).n, more(missing, 5, None, TODAY, minimum=7).when) == (0, None)
