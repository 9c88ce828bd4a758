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
    days = [
        Day(first + timedelta(days=n), "done" if n >= len(before) else None, float(value))
        for n, value in enumerate((*before, *during))
    ]
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


def test_the_basis_says_the_shrunk_estimate_its_range_its_chance_and_its_days() -> None:
    """Not the huge raw difference; the chance is the one that the word rests on."""
    found = CASES["likely"].helped
    assert found is not None
    said = " ".join(words.basis(CALM, CASES["likely"]))
    assert "about 0.7 times the usual distance of a day from the middle, to the better side" in said
    assert "cautious 95 % range −0.1 to 1.5; 0 is no difference" in said
    assert "a large change is shown too small" in said
    assert "comes out at 95 in 100" in said
    assert "7 days before and 14 since it began; on 14 of these it was done." in said
    assert "1.9" not in said
    assert "0.95" not in said


def test_worse_days_are_said_to_lie_to_the_worse_side() -> None:
    """For a measure that is better low as for one that is better high; and the word is no finding."""
    found = CASES["may-not-suit"].helped
    assert found is not None
    said = words.estimate(CALM, found)
    assert "from the middle, to the worse side (cautious 95 % range −1.5 to 0.1" in said
    assert "one in eight" in words.finding(found)
    assert words.chance(found) == "The chance that your days got better rather than worse comes out at 4 in 100."


def test_a_chance_is_never_told_as_something_certain() -> None:
    """It is cut, not rounded up, and ends at 99."""
    found = CASES["likely"].helped
    assert found is not None
    for p, of_100 in ((0.9999, 99), (0.959, 95), (0.95, 95), (0.0001, 1)):
        assert words.chance(replace(found, p=p)).endswith(f"comes out at {of_100} in 100.")


def test_minutes_are_said_to_be_measured_in_doublings() -> None:
    """Their usual distance is none of minutes."""
    found = CASES["likely"].helped
    assert found is not None
    assert "the shift, measured in doublings, is about" in words.estimate(replace(CALM, kind="minutes"), found)
    assert "doublings" not in words.estimate(CALM, found)


@pytest.mark.parametrize(("before", "during"), [((9,) * 5, (0,) * 5), ((0,) * 5, (9,) * 5)])
def test_a_complete_change_between_days_that_are_alike_is_never_called_small(
    before: tuple[int, ...], during: tuple[int, ...]
) -> None:
    """Whatever the word: no distance is said that these days do not have, and the days themselves are pointed to."""
    found = tried(before, during)
    assert found.helped is not None
    assert found.helped.alike
    said = " ".join([words.title(CALM, found), words.finding(found.helped), *words.basis(CALM, found)])
    assert said.count("lie far apart and are alike within") == 1
    assert "usual distance" not in said
    assert "small" not in said
    assert "little" not in said


def test_days_that_are_all_the_same_have_no_usual_distance() -> None:
    """Neither far apart nor measured by a spread that is not there."""
    found = tried((5,) * 7, (5,) * 7)
    assert found.helped is not None
    said = " ".join([words.finding(found.helped), *words.basis(CALM, found)])
    assert "hardly differ from each other" in said
    assert "usual distance" not in said
    assert "far apart" not in said


def test_every_word_stands_beside_what_it_cannot_mean() -> None:
    """Cause is never claimed; a baseline that was rising and another practice are named where they were there."""
    assert words.warnings(CASES["cannot-tell"]) == [words.LOOKS, words.NOT_CAUSED]
    rising = tried((1, 2, 3, 4, 5, 6, 7), LIKELY)
    everything = [words.LOOKS, words.TREND, words.OTHERS, words.NOT_CAUSED]
    assert words.warnings(replace(rising, others=True)) == everything
    assert words.warnings(tried((), LIKELY, baseline_from=None)) == []
    assert words.basis(CALM, tried((), LIKELY, baseline_from=None)) == []


def test_what_weakens_a_word_is_named_and_only_that() -> None:
    """Days filled in late, of rest, and of a change of the practice."""
    found = CASES["likely"]
    assert words.weaker(found) == ""
    assert words.weaker(replace(found, late=7, rests=10, redesigns=2)) == (
        "Of these days 7 were filled in later than the next day, 10 days of rest are left out and the practice was "
        "changed on 2 days: read the word with that much more care."
    )
    assert words.weaker(replace(found, rests=1)).startswith("Of these days 1 day of rest is left out:")
    assert words.weaker(replace(found, late=1)) in words.basis(CALM, replace(found, late=1))


def test_an_ended_practice_has_its_word_in_the_past() -> None:
    """Nobody is told to keep what is over."""
    for verdict, found in CASES.items():
        assert found.helped is not None
        running, over = words.finding(found.helped), words.finding(found.helped, ended=True)
        assert words.WORD[verdict] in over
        assert running != over
        assert "Keeping" not in over
        assert "may settle" not in over
        assert ("Taking it up again" in over) == (verdict in ("likely", "promising"))


def test_a_practice_that_was_hardly_done_has_no_word() -> None:
    """However the days went: the days on which it was done are told, and how many it needs."""
    first = BEGINS - timedelta(days=7)
    days = [Day(first + timedelta(days=n), value=float(value)) for n, value in enumerate((*BEFORE, *LIKELY))]
    found = trial(action(), days, today=TODAY)
    assert found.reason == "not_done"
    assert words.no_word(action(), found, TODAY) == (
        "There is no word on whether it helps: it was done on 0 of the 14 days since it began, and a word needs 5."
    )
    over = action(ended_on=TODAY - timedelta(days=1), ending="stopped")
    assert "whether it helped: it was done on 0 of the 13 days" in words.no_word(over, found, TODAY)
    assert words.basis(CALM, found) == []


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
    assert "No day since it began has an answer yet" in words.no_word(action(), found, BEGINS)


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
    assert "There are 7 before and 2 since it began." in said
    assert "would do" not in said


@pytest.mark.parametrize(("on", "can"), [(0, True), (2, True), (6, False)])
def test_days_before_that_can_still_be_filled_in_are_named(on: int, can: bool) -> None:
    """While enough of them lie among the days that the page offers; then no word is ruled out yet."""
    days = [Day(BEGINS - timedelta(days=9 - n), value=4.0) for n in range(3)]
    one, today = action(), BEGINS + timedelta(days=on)
    found = trial(one, [*days, Day(BEGINS, "done", 5.0)])
    said = words.no_word(one, found, today)
    assert ("can still be filled in under “Earlier days”" in said) == can
    assert ("without 2 of them" in said) == can
    assert ("cannot be added later" in said) != can


def test_the_caption_says_what_is_better_and_what_stands_behind_it() -> None:
    """Dots, bands, line and n; of a measure without days before no line is told of."""
    found = CASES["likely"]
    said = words.caption(CALM, levels(CALM, found))
    assert "7 days before and 14 days since" in said
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
    said += [words.finding(found.helped, ended=ended), *words.basis(one.measure, found)] if found.helped else []
    for text in said:
        assert not JUDGING.search(text), text
        assert "  " not in text
