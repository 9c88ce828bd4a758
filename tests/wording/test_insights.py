"""The sentences of the insights: the week, what is missing, and what a way of responding went with."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from eq.reflect.insight import More
from eq.reflect.responding import Association
from eq.reflect.week import Said, Written
from eq.wording import insights as words

WEDNESDAY = date(2026, 11, 18)
TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (Said("nothing", 0), "Nothing was written in the last seven days."),
        (
            Said("few", 1, few=(Written(WEDNESDAY, "check-in", ("tired", "calm")),)),
            "One entry in the last seven days: a check-in on Wednesday (“tired” and “calm”).",
        ),
        (
            Said("few", 2, few=(Written(WEDNESDAY, "note"), Written(WEDNESDAY, "debrief", ("sad",), hard=True))),
            "Two entries in the last seven days: a note on Wednesday and a debrief on Wednesday.",
        ),
        (
            Said("trigger", 5, k=3, of=4, value="A long wait"),
            "In 3 of your 4 debriefs of the last seven days, this set it off: “A long wait”.",
        ),
        (
            Said("word", 6, k=4, of=6, value="tired"),
            "You chose “tired” in 4 of the 6 entries of the last seven days with a feeling word.",
        ),
        (
            Said("pleasant", 6, k=4, of=5),
            "Of the 5 days of the last seven on which you said how you felt, 4 were more pleasant than unpleasant.",
        ),
        (
            Said("unpleasant", 6, k=4, of=5),
            "Of the 5 days of the last seven on which you said how you felt, 4 were more unpleasant than pleasant.",
        ),
        (
            Said("counts", 4, days=1, kinds={"check-in": 2, "feedback": 1, "debrief": 1}),
            "In the last seven days you wrote on 1 day: 2 check-ins, 1 piece of feedback and 1 debrief.",
        ),
    ],
)
def test_the_week_in_one_sentence(said: Said, sentence: str) -> None:
    """Every kind of sentence names what it rests on, and nothing of an episode that was hard."""
    assert words.week(said) == sentence


@pytest.mark.parametrize(
    ("missing", "sentence"),
    [
        (More(0, None), ""),
        (More(1, None), "1 more day with a check-in."),
        (More(4, None), "4 more days with a check-in."),
        (More(4, date(2027, 1, 15)), "4 more days with a check-in, at your present pace about mid January."),
    ],
)
def test_what_is_missing_is_said_with_its_number_and_roughly_when(missing: More, sentence: str) -> None:
    """Without a pace there is no date; without anything missing no sentence."""
    assert words.more(missing, "day with a check-in", TODAY) == sentence


@pytest.mark.parametrize(
    ("days", "text"),
    [
        (3, "in a few days"),
        (4, "in about a week"),
        (10, "in about a week"),
        (11, "about early December"),
        (50, "about mid January"),
        (70, "about late January"),
        (300, "about mid September"),
        (301, "about mid September 2027"),
    ],
)
def test_a_date_is_told_no_finer_than_it_is_known(days: int, text: str) -> None:
    """A third of a month, with its year where the month alone could be this one."""
    assert words.roughly(TODAY + timedelta(days=days), TODAY) == text


def test_a_way_of_responding_is_never_said_to_help() -> None:
    """What it went with, or why there is no word about it: nothing that judges."""
    verdicts = [words.way(Association("a", 8, 8, 3, verdict=verdict)) for verdict in words.VERDICT]
    reasons = [words.way(Association("a", 8, 8, 3, reason=reason)) for reason in words.REASON]
    assert all(verdicts)
    assert len({*verdicts, *reasons}) == len(words.VERDICT) + len(words.REASON)
    assert not [one for one in (*verdicts, *reasons) if "help" in one or "suit" in one or "works" in one]
