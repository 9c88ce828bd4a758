"""The playbook in words: counts, grades, and what may be said of recovery."""

from __future__ import annotations

from datetime import date

import pytest

from eq.reflect.responding import Association
from eq.reflect.ways import GRADES, STAGES
from eq.wording import playbook as words

TESTED = Association("x", 12, 9, 2, ratio=0.424, low95=0.311, high95=0.579, b=-1.2, p_holm=0.01)


def row(**facts):
    return Association(**(TESTED.__dict__ | facts))


def test_every_stage_and_grade_has_its_words():
    """Nothing on the page falls back to an id."""
    assert set(words.STAGES) == set(words.STAGE_HEADS) == set(STAGES)
    assert set(words.GRADES) == set(GRADES)
    assert all(words.grade(grade).startswith(f"{grade}: ") for grade in GRADES)
    assert len({words.context("Empathy", stage) for stage in STAGES}) == len(STAGES)


@pytest.mark.parametrize(("n", "said"), [(1, "once"), (2, "twice"), (3, "3 times")])
def test_times_are_said_as_people_say_them(n, said):
    """Once, twice, then numbers."""
    assert words.times(n) == said
    assert words.severe(n).endswith(f"{said}.")


def test_what_was_never_said_is_left_out():
    """Counts of nothing are not told."""
    assert words.worked(2, 0, 1, 0) == "You said: worked twice and did not once."
    assert words.worked(0, 0, 0, 4) == "Not said: 4 times."
    assert words.severe(0) == ""
    assert words.used(1, 0, None) == "Used once."
    assert words.used(5, 1, date(2026, 11, 3)) == "Used 5 times, 1 client named, last on 3 Nov 2026."


@pytest.mark.parametrize(
    ("verdict", "begins"),
    [
        ("shorter", "This way went with shorter recovery in your records: 0.42 times"),
        ("longer", "This way went with longer recovery in your records: 0.42 times"),
        ("leaning_shorter", "This way is leaning towards shorter recovery in your records: 0.42 times"),
        ("leaning_longer", "This way is leaning towards longer recovery in your records: 0.42 times"),
        ("unclear", "Whether it goes with shorter or longer recovery, your records cannot tell: 0.42 times"),
    ],
)
def test_a_word_comes_with_its_range_its_numbers_and_its_limit(verdict, begins):
    """Never a claim that it helps."""
    text = words.went_with(row(verdict=verdict), 3)
    assert text.startswith(begins)
    assert "(95 % range 0.31 to 0.58)" in text
    assert "12 episodes with it, 9 without; 3 ways were tested" in text
    assert text.endswith("What goes together need not be cause and effect.")
    assert "help" not in text


@pytest.mark.parametrize(
    ("verdict", "high95", "said"),
    [("unclear", 0.58, True), ("leaning_shorter", 0.99, True), ("unclear", 1.2, False), ("shorter", 0.58, False)],
)
def test_a_range_that_leaves_out_the_same_is_explained_where_the_word_does_not_follow(verdict, high95, said):
    """The range is of one way, the word allows for all that were tested: both stand there, so both are told."""
    assert ("On its own this range would count" in words.went_with(row(verdict=verdict, high95=high95), 3)) == said


def test_few_clients_are_named():
    """Uses with one or two clients say as much about them."""
    assert "fewer than three clients" in words.went_with(row(verdict="shorter", few_clients=True), 1)
    assert "fewer than three clients" not in words.went_with(row(verdict="shorter"), 1)


def test_without_a_word_there_is_no_number():
    """Too few say how many more; what cannot be told apart says so; what protects is only counted."""
    few = words.went_with(row(reason="too_few", more_with=3, more_without=0), 0)
    assert few.startswith("A word on recovery needs 3 more with it: ")
    apart = words.went_with(row(reason="inseparable"), 2)
    assert "cannot be told apart" in apart
    assert "took as long" in apart, "nothing that varies is a reason, too"
    assert words.went_with(row(reason="no_word"), 0) == words.NO_WORD
    assert not any("0.42" in text for text in (few, apart, words.NO_WORD))
