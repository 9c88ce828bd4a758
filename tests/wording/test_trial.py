"""What is said of a practice that was tried: the word and what it rests on, or why there is none."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eq.charts.trial import levels
from eq.plan.helped import MINIMUM, VERDICTS
from eq.plan.measure import Measure
from eq.plan.plan import Action, Day
from eq.plan.schedule import Trial, trial
from eq.wording import trial as words

BEGINS = date(2026, 11, 8)
TODAY = date(2026, 11, 21)
MOMENT = datetime(2026, 10, 20, 9, tzinfo=UTC)
CALM = Measure("Calm", "How calm were you today?", "scale", "higher", "Not at all", "Wholly")
BEFORE, LIKELY = (4, 5, 3, 3, 4, 2, 3), (4, 5, 6, 6, 5, 4, 4, 5, 7, 6, 6, 5, 5, 6)
UNCLEAR = (5, 4, 6, 5, 3, 4, 6), (5, 4, 4, 6, 5, 7, 5, 4, 6, 5, 6, 5, 4, 5)
PROMISING = (2, 3, 2, 4, 3), (3, 4, 5, 4, 5, 4, 5)
JUDGING = re.compile(r"\b(should|must|proven|failed|missed|better than|worse than|poor|well done|great|nan|None)\b")


def action(**more: Any) -> Action:
    fields = {
        "id": "a", "plan": "p", "practice": "x", "title": "Pause", "measure": CALM, "minutes": 1, "times": 1,
        "weekdays": (1,), "practice_from": BEGINS, "baseline_from": BEGINS - timedelta(days=10),
        "created_at": MOMENT, "changed_at": MOMENT,
    }  # fmt: skip
    return Action(**(fields | more))


def tried(before: tuple[int, ...], during: tuple[int, ...], **more: Any) -> Trial:
    """The values on the last days before the practice and on its first days."""
    first = BEGINS - timedelta(days=len(before))
    days = [Day(first + timedelta(days=n), value=float(value)) for n, value in enumerate((*before, *during))]
    return trial(action(**more), days)


CASES = {
    "likely": tried(BEFORE, LIKELY),
    "promising": tried(*PROMISING),
    "cannot-tell": tried(*UNCLEAR),
    "may-not-suit": tried(tuple(9 - n for n in BEFORE), tuple(9 - n for n in LIKELY)),
}


def test_each_verdict_has_its_own_title_and_word() -> None:
    """The published examples get the words they were published with."""
    assert set(CASES) == set(VERDICTS)
    for verdict, found in CASES.items():
        assert found.helped is not None
        assert found.helped.verdict == verdict
        assert words.WORD[verdict].lower() in words.finding(found.helped).lower()
    assert len({words.title(CALM, found) for found in CASES.values()}) == len(VERDICTS)


def test_a_finding_says_the_shrunk_estimate_its_range_and_its_days() -> None:
    """Not the huge raw difference, and never the chance as a grade."""
    found = CASES["likely"].helped
    assert found is not None
    said = words.finding(found)
    assert "0.7 standard deviations" in said
    assert "better side" in said
    assert "95 % range −0.1 to 1.5" in said
    assert "7 days before and 14 with it" in said
    assert "1.9" not in said
    assert "0.95" not in said


def test_worse_days_are_said_to_lie_to_the_worse_side() -> None:
    """For a measure that is better low as for one that is better high."""
    found = CASES["may-not-suit"].helped
    assert found is not None
    assert "0.7 standard deviations of your days to the worse side (95 % range −1.5 to 0.1" in words.finding(found)


def test_every_word_stands_beside_what_it_cannot_mean() -> None:
    """Cause is never claimed; a baseline that was rising and another practice are named where they were there."""
    assert words.warnings(CASES["cannot-tell"]) == [words.NOT_CAUSED]
    rising = tried((1, 2, 3, 4, 5, 6, 7), LIKELY)
    assert words.warnings(replace(rising, others=True)) == [words.TREND, words.OTHERS, words.NOT_CAUSED]
    assert words.warnings(tried((), LIKELY, baseline_from=None)) == []


def test_without_days_before_it_is_said_why_there_is_no_word() -> None:
    """And what to do another time."""
    found = tried((), LIKELY, baseline_from=None)
    assert "nothing to compare with" in words.no_word(action(baseline_from=None), found, TODAY)
    assert words.title(CALM, found) == "“Calm”, day by day"


def test_of_a_practice_that_protects_people_it_is_said_that_it_is_never_judged() -> None:
    """In place of a word, running or ended, and no date is promised for one."""
    for more in ({}, {"baseline_from": None}, {"ended_on": TODAY, "ending": "finished"}):
        one = action(practice="boundary-script", **more)
        found = tried(BEFORE, LIKELY, practice="boundary-script", **more)
        assert words.no_word(one, found, TODAY) == words.NO_WORD
        assert words.warnings(found) == []
        assert words.title(CALM, found) == "“Calm”, day by day"
    assert "counted and never judged" in words.NO_WORD


def test_while_only_the_measure_is_asked_the_first_day_is_named() -> None:
    """With the days that have an answer so far."""
    found = tried(BEFORE, ())
    said = words.no_word(action(), found, BEGINS - timedelta(days=2))
    assert "begins on 8 November 2026" in said
    assert "7 days with an answer so far" in said
    assert "No day with the practice has an answer yet" in words.no_word(action(), found, BEGINS)


@pytest.mark.parametrize(
    ("during", "today", "said"),
    [
        (3, BEGINS + timedelta(days=2), "2 more days would do: about 12 November 2026."),
        (3, BEGINS + timedelta(days=3), "2 more days would do: about 12 November 2026."),
        (4, BEGINS + timedelta(days=3), "1 more day would do: about 12 November 2026."),
    ],
)
def test_too_few_days_say_how_many_more_and_about_when(during: int, today: date, said: str) -> None:
    """A day that has its answer already is not counted again."""
    found = tried(BEFORE, LIKELY[:during])
    assert found.reason == "too_few"
    assert words.no_word(action(), found, today).endswith(said)


def test_days_before_that_are_lacking_cannot_be_made_up() -> None:
    """No date is promised for a word that cannot come, nor for a practice that has ended."""
    few = tried(BEFORE[: MINIMUM - 1], LIKELY)
    assert "there will be no word this time" in words.no_word(action(), few, TODAY)
    over = action(ended_on=TODAY, ending="finished")
    said = words.no_word(over, tried(BEFORE, LIKELY[:2]), TODAY)
    assert "There are 7 before and 2 with it." in said
    assert "would do" not in said


def test_the_caption_says_what_is_better_and_what_stands_behind_it() -> None:
    """Dots, bands, line and n; of a measure without days before no line is told of."""
    found = CASES["likely"]
    said = words.caption(CALM, levels(CALM, found))
    assert "7 days before and 14 days with it" in said
    assert "Dashed line" in said
    assert said.endswith("Higher is better.")
    alone = tried((), LIKELY, baseline_from=None)
    assert "Dashed line" not in words.caption(CALM, levels(CALM, alone))


values = st.lists(st.integers(0, 10), max_size=20).map(tuple)


@settings(max_examples=60, deadline=None)
@given(values.map(lambda row: row[:10]), values, st.booleans(), st.sampled_from(["higher", "lower"]))
def test_whatever_was_answered_the_sentences_are_whole_and_judge_nobody(
    before: tuple[int, ...], during: tuple[int, ...], ended: bool, better: Any
) -> None:
    """Either a word with its numbers or a reason, never both, never what is missing inside."""
    one = action(measure=replace(CALM, better=better), **({"ended_on": TODAY, "ending": "finished"} if ended else {}))
    found = trial(one, tried(before, during).before + tried(before, during).during)
    missing = words.no_word(one, found, BEGINS + timedelta(days=len(during)))
    assert (found.helped is None) == bool(missing)
    usual = levels(one.measure, found)
    said = [words.title(one.measure, found), words.caption(one.measure, usual), words.alt(one, found, usual), missing]
    said += [words.finding(found.helped)] if found.helped else []
    for text in said:
        assert not JUDGING.search(text), text
        assert "  " not in text
