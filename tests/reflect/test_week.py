"""The one sentence about the last seven days: which of the possible ones it is."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eq.reflect.entry import KINDS
from eq.reflect.week import DAYS, LEAST, Written, choose

MONDAY = date(2026, 11, 16)


def on(day: int, kind: str = "check-in", **facts: object) -> Written:
    return Written(MONDAY + timedelta(days=day), kind, **facts)  # type: ignore[arg-type]


def test_an_empty_week_is_said_to_be_empty() -> None:
    """Nothing written: no number about it."""
    assert choose([]).about == "nothing"


@pytest.mark.parametrize("n", [1, 2])
def test_below_three_entries_the_entries_themselves_are_named(n: int) -> None:
    """Before the minimum stands the material, in the order it was given."""
    week = [on(day, words=("tired",)) for day in range(n)]
    assert (choose(week).about, choose(week).few, choose(week).n) == ("few", tuple(week), n)


def test_three_entries_have_a_sentence() -> None:
    """At the minimum what was written is counted, by kind, the most frequent first."""
    said = choose([on(0, "note"), on(0), on(2)])
    assert (said.about, said.n, said.days, said.kinds) == ("counts", 3, 2, {"check-in": 2, "note": 1})
    assert list(said.kinds) == ["check-in", "note"]


def test_a_trigger_of_most_debriefs_comes_before_a_word_of_most_entries() -> None:
    """What set several contacts off is the most useful to know; debriefs without any trigger count for nothing."""
    debriefs = [on(day, "debrief", triggers=("Waiting",), words=("tired",)) for day in range(3)]
    said = choose([*debriefs, on(3, "debrief", triggers=("Blame",)), on(4, "debrief")])
    assert (said.about, said.value, said.k, said.of, said.n) == ("trigger", "Waiting", 3, 4, 5)


@pytest.mark.parametrize(("others", "about"), [(2, "word"), (3, "counts")])
def test_a_word_has_to_be_in_more_than_half_of_the_entries_with_one(others: int, about: str) -> None:
    """Three of five are most of them, three of six are not."""
    rest = [on(0, words=(f"other {n}",)) for n in range(others)]
    assert choose([*(on(0, words=("tired",)) for _ in range(3)), *rest]).about == about


def test_a_word_twice_is_not_often() -> None:
    """Two times may be chance, however few entries there are."""
    assert choose([on(0, words=("tired",)), on(1, words=("tired",)), on(2)]).about == "counts"


def test_two_words_as_often_as_each_other_are_no_sentence() -> None:
    """There is no telling which of the two the sentence should be about."""
    assert choose([on(0, words=("tired", "calm")) for _ in range(3)]).about == "counts"


@pytest.mark.parametrize(
    ("felt", "about", "k"),
    [
        ([0.2, 0.4, 0.1, -0.3], "pleasant", 3),
        ([-0.2, -0.4, -0.1, 0.3], "unpleasant", 3),
        ([0.2, 0.4, -0.1, -0.3], "counts", 0),
        ([0.0, 0.0, 0.0, 0.4], "counts", 0),
        ([0.2, 0.4, 0.1], "counts", 0),
    ],
)
def test_days_are_told_where_most_of_four_or_more_lean_one_way(felt: list[float], about: str, k: int) -> None:
    """A tie, days in the middle, and three days are no sentence."""
    said = choose([on(day, pleasantness=value) for day, value in enumerate(felt)])
    assert (said.about, said.k) == (about, k)


def test_a_day_counts_once_by_its_mean() -> None:
    """Many unpleasant check-ins on one day do not make the week unpleasant."""
    said = choose([*(on(0, pleasantness=-0.9) for _ in range(9)), *(on(day, pleasantness=0.1) for day in (1, 2, 3))])
    assert (said.about, said.k, said.of, said.n) == ("pleasant", 3, 4, 12)


def test_after_something_hard_what_was_written_is_only_counted() -> None:
    """Neither its trigger nor a word of it nor how the days felt is drawn from such a week."""
    week = [on(day, "debrief", triggers=("Waiting",), words=("tired",), pleasantness=-0.5) for day in range(4)]
    assert choose(week).about == "trigger"
    assert choose([*week, on(4, "debrief", hard=True)]).about == "counts"


written = st.builds(
    Written,
    st.integers(0, DAYS - 1).map(lambda n: MONDAY + timedelta(days=n)),
    st.sampled_from(KINDS),
    st.lists(st.sampled_from(["tired", "calm", "sad"]), unique=True, max_size=3).map(tuple),
    st.lists(st.sampled_from(["a", "b"]), unique=True).map(tuple),
    st.none() | st.floats(-1, 1),
    st.booleans(),
)


@settings(max_examples=100, deadline=None)
@given(st.lists(written, max_size=12))
def test_every_sentence_rests_on_what_is_there(week: list[Written]) -> None:
    """It counts no more than there is, most of it where it says most, and nothing below the minimum."""
    said = choose(week)
    assert said.n == len(week)
    assert (said.about in {"nothing", "few"}) == (len(week) < LEAST)
    if said.about in {"trigger", "word", "pleasant", "unpleasant"}:
        assert said.of >= said.k >= 3
        assert said.k * 2 > said.of
        assert not any(one.hard for one in week)
    if said.about == "word":
        assert said.k == sum(said.value in one.words for one in week)
    if said.about == "counts":
        assert sum(said.kinds.values()) == len(week)
