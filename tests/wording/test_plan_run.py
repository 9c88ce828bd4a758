"""What is said of a running plan: where a practice stands, what was done, what a day holds."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eq.content.practices import practices
from eq.plan.adherence import adherence, of_days
from eq.plan.measure import Measure
from eq.plan.plan import DECISIONS, DONE, Action, Day, Ending, Pause
from eq.plan.schedule import Counted
from eq.wording import plan_review, plan_run
from eq.wording import plan_run as words

TODAY = date(2026, 11, 18)
MOMENT = datetime(2026, 11, 2, 9, tzinfo=UTC)
CALM = Measure("Calm", "How calm were you today?", "scale", "higher", "Not at all", "Wholly")
JUDGING = re.compile(
    r"\b(should|must|only \d|missed|failed|streak|well done|great|yet again|nan|None)\b", re.IGNORECASE
)


def action(**more: Any) -> Action:
    fields = {
        "id": "a", "plan": "p", "practice": "x", "title": "Pause", "measure": CALM, "minutes": 2, "times": 1,
        "weekdays": (1, 3), "practice_from": TODAY - timedelta(days=7), "created_at": MOMENT, "changed_at": MOMENT,
    }  # fmt: skip
    return Action(**(fields | more))


def test_a_share_is_shown_with_its_range_from_five_planned_days_on() -> None:
    """Below that the counts stand alone and say from when on there is more."""
    said = words.so_far(Counted(9, 13, 2), adherence(9, 13))
    assert said.startswith("Done on 11 days so far: 9 of 13 planned days, and 2 beyond the plan.")
    assert "69 %; with this many days the likely range for your usual share is 42 to 87 %" in said
    few = words.so_far(Counted(3, 4, 0), adherence(3, 4))
    assert few == "Done on 3 days so far: 3 of 4 planned days. From 5 planned days on a share is shown."


def test_of_a_practice_that_waits_for_its_moment_no_share_of_a_few_days_is_shown() -> None:
    """The days of which nothing was said are not told as planned ones that went well; most days said, there is one."""
    few, most = Counted(6, 6, 0, 6, 28), Counted(6, 8, 0, 20, 28)
    assert words.so_far(few, of_days(few, occasion=True)) == (
        "Done on 6 days so far. You said of 6 of 28 days what became of it; a share of those would mislead."
    )
    assert "75 %" in words.so_far(most, of_days(most, occasion=True))
    none = Counted(0, 0, 0, 0, 3)
    assert words.so_far(none, of_days(none, occasion=True)).startswith(
        "The first time is still ahead. You said of 0 of"
    )


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 60), st.integers(0, 60), st.integers(0, 9))
def test_nothing_that_is_counted_judges_a_person(done: int, more: int, extra: int) -> None:
    """Whatever was done or left open, the sentence tells what was done."""
    said = words.so_far(Counted(done, done + more, extra), adherence(done, done + more))
    assert not JUDGING.search(said)
    assert said.endswith(".")
    assert math.isfinite(len(said))


def test_where_a_practice_stands_is_said_in_one_line() -> None:
    """Before its first day, at rest, small, on a day that is planned or not, and when it waits for its moment."""
    later = action(baseline_from=TODAY - timedelta(days=5), practice_from=TODAY + timedelta(days=6))
    assert "begins in 6 days, 24 November 2026" in words.standing(later, "baseline", False, TODAY)
    rest = action(pauses=(Pause(TODAY - timedelta(days=1)),))
    assert words.standing(rest, "paused", False, TODAY).startswith("Paused since 17 November 2026.")
    assert words.standing(action(), "practice", True, TODAY) == "2 minutes · planned today"
    assert words.standing(action(times=3), "practice", False, TODAY).startswith(
        "2 minutes, 3 times a day · not planned"
    )
    assert words.standing(action(small=True, occasion=True), "practice", True, TODAY) == (
        "Small version only · when its moment comes"
    )
    assert words.standing(action(occasion=True), "practice", False, TODAY).endswith("not planned today, open to you")


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (Day(TODAY), "Wed 18: open"),
        (Day(TODAY, "small", 0.0), "Wed 18: small version, 0"),
        (Day(TODAY, "not-today"), "Wed 18: not done"),
        (Day(TODAY, None, 7.0, ("entry",)), "Wed 18: done, 7"),
    ],
)
def test_a_day_says_what_is_known_of_it(day: Day, said: str) -> None:
    """What a debrief shows counts as done; a day of which nothing is known is open, not empty-handed."""
    assert words.chip(day, CALM) == said


def test_an_if_then_reads_as_one_sentence_however_it_was_typed() -> None:
    """Full stops and capitals of the parts do not break it; a missing part is left open."""
    assert words.if_then("I hang up", "I breathe out.") == "If I hang up, then I breathe out."
    assert words.if_then("The phone rings", "") == "If the phone rings, then …."
    assert words.if_then("", "") == ""
    assert words.if_then("A client calls,", "I’ll breathe\nout") == "If a client calls, then I’ll breathe out."


def test_where_only_the_small_version_is_asked_for_it_stands_as_a_sentence_of_its_own() -> None:
    """It is never the second half of an if–then, and stands below the sentence it may speak of."""
    one, said = (
        action(cue="I hang up", act="I breathe out", tiny="Feel your feet."),
        "If I hang up, then I breathe out.",
    )
    assert words.to_do(one) == [said]
    assert words.to_do(replace(one, small=True)) == [said, "Small version: Feel your feet."]
    assert words.to_do(replace(one, small=True, tiny="")) == [said]


def test_every_answer_decision_and_ending_has_its_word() -> None:
    """Nothing that can be stored is without one."""
    assert set(words.DONE) == set(words.answers(small=True)) == set(DONE)
    assert set(words.ENDING) == set(get_args(Ending))
    assert set(plan_review.DECISIONS) == set(plan_review.HINTS) == set(DECISIONS)
    assert all(plan_review.decided("Pause", one).startswith("Pause: ") for one in DECISIONS)


def test_a_practice_can_be_made_small_or_whole_but_not_what_it_is() -> None:
    """Only the change that changes something is offered."""
    assert "shrink" in words.offered(action())
    assert "grow" not in words.offered(action())
    assert "shrink" not in words.offered(action(small=True))


def test_the_rhythm_names_days_and_the_reminder() -> None:
    """Every day is one word; a reminder says where it comes from."""
    assert words.rhythm(action()) == "Planned: Mon and Wed."
    every = action(weekdays=(1, 2, 3, 4, 5, 6, 7), remind_at=time(8, 5))
    assert words.rhythm(every) == "Planned: every day, reminder in the calendar file at 08:05."


def test_a_question_about_a_day_before_does_not_ask_about_today() -> None:
    """Of every measure of the library, in English that can be read."""
    for one in practices():
        before = words.question(one.measure, today=False)
        assert "today" not in before, before
        assert not re.search(r"\b(of|with|before) on that day|on that day’s|  ", before), before
        assert words.question(one.measure) == one.measure.question
    assert words.question(CALM, today=False) == "How calm were you on that day?"
    assert words.question(replace(CALM, question="How worn out were you by the end of today?"), today=False) == (
        "How worn out were you by the end of that day?"
    )
    hardest = replace(CALM, question="How upset did today’s hardest moment leave you?")
    assert words.question(hardest, today=False) == "How upset did that day’s hardest moment leave you?"


def test_a_week_is_told_as_things_done() -> None:
    """With none, with some, and beyond what was planned; never as a debt."""
    assert plan_review.week(Counted(0, 0, 0)) == "This week: no day was planned or done."
    assert plan_review.week(Counted(2, 5, 1)) == "This week: done on 2 of 5 planned days, and 1 beyond the plan."
    assert plan_review.past_week(3, "", ["Pause: kept"]) == "Week 3: Pause: kept"
    assert plan_review.past_week(3, "Calm", []) == "Week 3: Calm"


def test_no_fixed_text_pushes_or_judges() -> None:
    """Of all that can be said of a plan."""
    texts = [
        text
        for module in (plan_run, plan_review)
        for value in vars(module).values()
        for text in ([value] if isinstance(value, str) else value.values() if isinstance(value, dict) else [])
        if isinstance(text, str)
    ]
    assert len(texts) > 80
    assert [text for text in texts if JUDGING.search(text)] == []
