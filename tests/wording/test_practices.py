"""The library of practices in words: minutes, rhythm, the measure, and what became of a practice."""

from __future__ import annotations

from datetime import date

import pytest

from eq.plan.adherence import adherence, of_days
from eq.plan.measure import Measure
from eq.plan.schedule import Counted
from eq.wording import practices as words


@pytest.mark.parametrize(
    ("n", "times", "said"),
    [(1, 1, "1 minute"), (5, 1, "5 minutes"), (1, 2, "1 minute, twice"), (3, 3, "3 minutes, 3 times")],
)
def test_minutes_are_those_of_each_time(n, times, said):
    """How often comes after them."""
    assert words.minutes(n, times) == said


def test_the_line_below_a_title_names_what_helps_to_choose():
    """Minutes, grade, whether the app leads through it, and what else it serves."""
    line = words.row("A", 8, 1, guide=True, also=["Self-regulation"])
    assert line == "8 minutes · A: many studies · with an exercise · also self-regulation"
    assert words.row("C", 5, 1, guide=False, also=[]) == "5 minutes · C: experience"


def test_the_rhythm_says_what_a_day_without_the_moment_means():
    """It is left out, where the practice waits for its moment; and every day is said as such."""
    assert words.rhythm(2, 1, 5, 4, occasion=True).endswith("a day without the moment is left out.")
    assert words.rhythm(3, 1, 7, 1, occasion=False) == (
        "In the plan: 3 minutes, on every day; look again after 1 week. All of it can be changed."
    )


@pytest.mark.parametrize(
    ("measure", "said"),
    [
        (Measure("n", "q", "scale", "lower", "None", "A lot"), "0 is “None”, 10 is “A lot”; it works towards a lower"),
        (Measure("n", "q", "minutes", "higher"), "in minutes; it works towards a higher number"),
        (Measure("n", "q", "yes-no", "lower"), "yes or no; no is what it works towards"),
    ],
)
def test_a_measure_says_which_way_is_the_better_one(measure, said):
    """For each kind of answer."""
    assert said in words.answers(measure)


def test_what_was_done_is_counted_and_a_share_comes_with_its_range():
    """Below five planned days there are counts only; without any planned day nothing is divided."""
    assert words.did(Counted(0, 0, 0), adherence(0, 0)) == "Not done this time."
    assert words.did(Counted(0, 0, 1), adherence(0, 0)) == "Done on 1 day."
    assert words.did(Counted(2, 4, 0), adherence(2, 4)) == "Done on 2 days: 2 of 4 planned days."
    told = words.did(Counted(9, 13, 2), adherence(9, 13))
    assert told.startswith("Done on 11 days: 9 of 13 planned days, and 2 beyond the plan. That is 69 % of them")
    assert "42 to 87 %" in told
    moments = Counted(6, 6, 0, 6, 28)
    assert words.did(moments, of_days(moments, occasion=True)) == (
        "Done on 6 days. You said of 6 of 28 days what became of it; a share of those would mislead."
    )


def test_one_day_is_no_range():
    """First and last day are named once when they are the same."""
    assert words.between(date(2026, 11, 2), date(2026, 11, 2)) == "2 Nov 2026"
    assert words.between(date(2026, 11, 2), date(2026, 12, 1)) == "2 Nov 2026 to 1 Dec 2026"
