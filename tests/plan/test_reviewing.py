"""The weekly look: which days it is about, what is offered, and what speaks for which decision."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from eq.plan.adherence import adherence
from eq.plan.helped import Helped
from eq.plan.measure import Measure
from eq.plan.plan import Action, Day, Plan
from eq.plan.reviewing import Suggested, adjusts, days_of_week, in_week, offered, suggested
from eq.plan.schedule import Trial

AT = datetime(2026, 11, 2, 9, tzinfo=UTC)
MONDAY = date(2026, 11, 2)
CALM = Measure("Calm", "How calm were you today?", "scale", "higher", "Not at all", "Wholly")
PLAN = Plan("p", "empathy", "", MONDAY, "UTC", AT, AT)


def action(**more: object) -> Action:
    return Action("a", "p", "pause", "Pause", CALM, 2, 1, (1, 2, 3, 4, 5, 6, 7), MONDAY, AT, AT, **more)  # type: ignore[arg-type]


def trial(verdict: str | None) -> Trial:
    found = None if verdict is None else Helped(10, 14, verdict=verdict)  # type: ignore[arg-type]
    return Trial((), (), found, "" if found else "no_baseline", others=False)


def test_a_week_has_the_seven_days_from_the_day_of_the_start():
    assert days_of_week(PLAN, 1) == (MONDAY, MONDAY + timedelta(days=6))
    assert days_of_week(PLAN, 4) == (MONDAY + timedelta(days=21), MONDAY + timedelta(days=27))
    with pytest.raises(ValueError, match="from 1"):
        days_of_week(PLAN, 0)


def test_what_was_done_in_a_week_leaves_out_the_days_around_it():
    """All seven days of a week that is over were planned; what was done before and after counts elsewhere."""
    known = {day: Day(day, "done") for day in (MONDAY + timedelta(days=n) for n in (6, 7, 8, 14))}
    found = in_week(action(), known, *days_of_week(PLAN, 2), MONDAY + timedelta(days=20))
    assert (found.done, found.planned) == (2, 7)


def test_the_small_version_is_offered_once_and_only_of_what_has_begun():
    assert offered(action(), MONDAY) == ("keep", "shrink", "swap", "stop")
    assert "shrink" not in offered(action(small=True), MONDAY)
    assert "shrink" not in offered(action(), MONDAY - timedelta(days=1))


LITTLE, MUCH = adherence(2, 7), adherence(5, 7)
TWICE = (MONDAY, MONDAY + timedelta(days=7))


@pytest.mark.parametrize(
    ("stop", "verdict", "done", "more", "expected"),
    [
        ("distress", "likely", MUCH, {}, Suggested("stop", "distress")),
        ("adherence", "may-not-suit", LITTLE, {"redesigns": TWICE}, Suggested("stop", "adherence")),
        (None, "may-not-suit", LITTLE, {}, Suggested("swap", "unsuited")),
        (None, "likely", LITTLE, {}, Suggested("shrink", "little")),
        (None, None, LITTLE, {"small": True}, Suggested("swap", "little")),
        (None, "promising", MUCH, {}, Suggested("keep", "helps")),
        (None, "cannot-tell", MUCH, {}, Suggested(None, "")),
        (None, None, adherence(0, 6), {}, Suggested(None, "")),
        (None, None, adherence(0, 0), {}, Suggested(None, "")),
    ],
)
def test_what_is_suggested_says_on_what_it_stands(stop, verdict, done, more, expected):
    """The most serious first; nothing where nothing speaks for anything."""
    assert suggested(action(**more), stop, trial(verdict), done, MONDAY) == expected


def test_whatever_is_suggested_is_offered():
    for small in (True, False):
        for done in (LITTLE, MUCH):
            one = action(small=small)
            found = suggested(one, None, trial(None), done, MONDAY)
            assert found.decision is None or found.decision in offered(one, MONDAY)


def test_week_four_adjusts_the_plan():
    assert [week for week in range(1, 13) if adjusts(week)] == [4]
