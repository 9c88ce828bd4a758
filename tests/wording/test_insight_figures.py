"""What the figures of Insights and the page around them say."""

from __future__ import annotations

import math
from datetime import date
from types import SimpleNamespace as Some

import pytest

from eq.reflect.days import Level
from eq.reflect.dynamics import variety
from eq.reflect.insight import More
from eq.reflect.responding import Associations
from eq.wording import insight_figures as words
from eq.wording import insight_page as page
from eq.wording import ratio_figure

TODAY = date(2026, 11, 21)
NAN = math.nan


def level(low: float, high: float) -> Level:
    return Level(9, (low + high) / 2, low, high, 0.2, 0.3)


def test_a_finding_is_one_word_where_the_range_allows_one_and_two_where_it_does_not() -> None:
    """A range that spans two words is never given the better of them."""
    affect = Some(pleasantness=level(0.3, 0.5), energy=level(-0.1, 0.1))
    assert words.affect_finding(affect) == "On average these days felt **rather pleasant**, with **medium energy**."
    affect = Some(pleasantness=level(-0.1, 0.5), energy=level(-0.1, 0.3))
    assert words.affect_finding(affect) == (
        "On average these days felt between **neither pleasant nor unpleasant** and **rather pleasant**, "
        "with energy between **medium** and **rather high**."
    )


def test_the_caption_says_the_days_of_each_feeling_where_they_differ() -> None:
    """One number of days for both only where it is true of both; and no box is to be read against another."""
    both = Some(n_entries=40, n_days=30, pleasantness=Level(30), energy=Level(30))
    assert "40 entries on 30 days. " in words.affect_caption(both, single=True, month=False)
    one = Some(n_entries=40, n_days=30, pleasantness=Level(30), energy=Level(9))
    for caption in (words.affect_caption(one, single=True, month=False), words.within_caption(one)):
        assert "40 entries on 30 days: pleasantness on 30, energy on 9." in caption
        assert "not tested against each other" in caption


def test_a_finding_leaves_out_what_has_no_number() -> None:
    """With too few days for one of the two, the other is said alone; with neither, nothing."""
    affect = Some(pleasantness=Level(3), energy=level(-0.1, 0.1))
    assert words.affect_finding(affect) == "On average these days felt **medium energy**."
    assert words.affect_finding(Some(pleasantness=Level(3), energy=Level(3))) == ""


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(0, "0 min"), (22.4, "22 min"), (89, "89 min"), (90, "1.5 hours"), (120, "2 hours"), (2880, "2 days")],
)
def test_lengths_of_time_are_no_finer_than_they_are_known(minutes: float, said: str) -> None:
    """Minutes up to an hour and a half, then hours, then days."""
    assert words.minutes_said(minutes) == said


@pytest.mark.parametrize(("not_yet", "said"), [(0, False), (1, True), (3, True)])
def test_what_was_not_over_yet_makes_the_middle_too_short_and_is_said(not_yet: int, said: bool) -> None:
    """Only those that were over have minutes: the longest are missing, and the caption does not hide it."""
    caption = words.recovery_caption(Some(not_yet=not_yet, unsaid=0, n=9, level=Level(9)), single=True, month=False)
    assert ("the true times are longer than this" in caption) == said
    assert "not tested against each other" in caption


def test_the_axis_of_ratios_is_in_words_on_both_sides() -> None:
    """Half and twice, a quarter and four times, and the same between them."""
    assert [ratio_figure.ratio_tick(step, short=True) for step in range(-3, 4)] == [
        "1/8", "a quarter", "half", "the same", "twice", "four times", "8 times",
    ]  # fmt: skip
    assert ratio_figure.ratio_tick(-1, short=False) == "half the minutes"


def test_the_caption_of_the_ways_says_how_many_were_tested_and_what_is_held_equal() -> None:
    """Severity and time, Holm, the number of tests, and that it is no cause."""
    caption = ratio_figure.ratios_caption(Associations((), 7, 90))
    for part in (
        "7 ways were tested", "Holm", "90 episodes", "how hard it was", "need not be cause and effect",
        "was not over yet, is in none of them", "Who the client was is not held equal", "holds nothing equal",
    ):  # fmt: skip
        assert part in caption
    assert "1 way was tested" in ratio_figure.ratios_caption(Associations((), 1, 16))


def test_variety_is_a_number_without_praise() -> None:
    """The published counts 5, 3, 2, 2 are as varied as 3.7 words; below the minimum nothing is said."""
    said = words.variety_line(variety([5, 3, 2, 2], minimum=1))
    assert "**3.7** words" in said
    assert "neither better nor worse" in said
    assert words.variety_line(variety([5, 3, 2, 2])) == ""


def test_what_is_missing_says_how_many_more_and_roughly_when() -> None:
    """With a pace a rough day, without one that a longer span may hold enough."""
    assert page.days_missing(More(4, date(2027, 1, 15)), 7, TODAY) == (
        "An average needs 7 days. 4 more days, at your present pace about mid January."
    )
    assert page.picks_missing(More(1, None), 20, TODAY) == (
        "From 20 choices on this says how varied your words are. 1 more choice. A longer span may hold enough."
    )


def test_a_way_that_needs_more_says_so_for_with_and_for_without() -> None:
    """Both gaps are named, each with its own day; a gap that is closed is not."""
    more = (More(3, date(2027, 1, 15)), More(6, None))
    said = page.way_missing("Paraphrase", 5, 2, more, TODAY)
    assert said == (
        "**Paraphrase**: 5 with it, 2 without. "
        "3 more with it, at your present pace about mid January and 6 more without it."
    )
    assert page.way_missing("Paraphrase", 5, 20, (More(3, None), More(0, None)), TODAY).endswith("3 more with it.")


def test_a_value_without_a_range_and_one_without_a_number_are_told_apart() -> None:
    """A day has a value, a block with too few days has none."""
    assert words.value_cell(0.4, NAN, NAN) == "0.40"
    assert words.value_cell(0.4, 0.2, 0.6) == "0.40 (0.20 to 0.60)"
    assert words.value_cell(NAN, NAN, NAN) == "not shown"
    assert words.minutes_cell(125, NAN, NAN) == "2 hours 5 minutes"
    assert words.minutes_cell(NAN, NAN, NAN) == "not shown"


def test_the_sentence_of_the_week_has_its_n_unless_it_names_every_entry() -> None:
    """Below three entries they are the sentence."""
    assert page.week("You wrote 5 entries.", 5) == "You wrote 5 entries. From 5 entries."
    assert page.week("One entry in the last seven days: a note on Monday.", 1).endswith("Monday.")


def test_mistreatment_left_out_is_said_only_when_there_is_any() -> None:
    """One or several, and never a word about whose fault."""
    assert page.left_out(0) == ""
    assert page.left_out(1).startswith("1 episode of mistreatment is left out")
    assert page.left_out(2).startswith("2 episodes of mistreatment are left out")
