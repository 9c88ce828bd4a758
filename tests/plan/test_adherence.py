"""How much of what was planned was done, and when a practice is dropped."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eq.plan.adherence import Adherence, adherence, distressed, of_days, stop_rule
from eq.plan.schedule import Counted


def test_the_published_example():
    """17 of 24 days, to six digits."""
    found = adherence(17, 24)
    assert (found.done, found.planned) == (17, 24)
    assert (found.share, found.low95, found.high95) == pytest.approx((0.708333, 0.508323, 0.850854), abs=5e-7)


def test_without_a_planned_day_there_is_no_share():
    """The first morning is no failure."""
    found = adherence(0, 0)
    assert (found.done, found.planned) == (0, 0)
    assert all(map(math.isnan, (found.share, found.low95, found.high95)))


@pytest.mark.parametrize(("done", "planned"), [(1, 0), (3, 2), (-1, 2)])
def test_more_done_than_planned_is_refused(done, planned):
    """The caller decides which days count."""
    with pytest.raises(ValueError, match="kept <= of"):
        adherence(done, planned)


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 400).flatmap(lambda planned: st.tuples(st.integers(0, planned), st.just(planned))))
def test_the_share_lies_in_its_interval(days):
    """And all of it within 0..1."""
    found = adherence(*days)
    assert 0 <= found.low95 <= found.share <= found.high95 <= 1


@pytest.mark.parametrize(
    ("done", "planned", "redesigns", "rises", "expected"),
    [
        (2, 7, 2, 0, "adherence"),
        (2, 7, 1, 0, None),
        (1, 6, 2, 0, None),
        (3, 10, 2, 0, None),
        (29, 100, 3, 1, "adherence"),
        (0, 0, 2, 0, None),
        (7, 7, 0, 1, None),
        (7, 7, 0, 2, "distress"),
        (0, 7, 2, 2, "distress"),
    ],
)
def test_when_a_practice_is_dropped(done, planned, redesigns, rises, expected):
    """Little done after two redesigns and a week to try them, or distress that rose twice; distress first."""
    assert stop_rule(adherence(done, planned), redesigns, rises) == expected


def test_what_was_never_planned_drops_nothing():
    """An empty count stands for no day."""
    assert stop_rule(Adherence(0, 0), 5, 0) is None


@pytest.mark.parametrize(("said", "reason"), [(28, ""), (19, ""), (18, "few_said"), (6, "few_said"), (0, "few_said")])
def test_moments_of_which_most_are_untold_have_no_share(said, reason):
    """Known of two thirds of its days there is one; a practice of fixed days has one in any case."""
    days = Counted(6, 6, 0, said=said, days=28)
    found = of_days(days, occasion=True)
    assert (found.done, found.planned, found.reason, math.isnan(found.share)) == (6, 6, reason, reason != "")
    assert of_days(days, occasion=False) == adherence(6, 6)


def test_a_share_without_a_planned_day_says_so():
    assert of_days(Counted(0, 0, 2), occasion=True).reason == "none_planned"


def test_two_rises_end_a_practice() -> None:
    """What the look, the exercise and the rule go by is one word."""
    assert [distressed(rises) for rises in (0, 1, 2, 3)] == [False, False, True, True]
    assert [stop_rule(adherence(1, 1), 0, rises) == "distress" for rises in (0, 1, 2, 3)] == [False, False, True, True]
