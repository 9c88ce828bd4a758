"""The answer words on an axis."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from eq.assess.questionnaire import AnswerScale
from eq.charts.answers import across, upward
from eq.charts.canvas import room
from eq.charts.labels import text_width

LABELS = ("Never or almost never", "Rarely", "Sometimes", "Often", "Always or almost always")
words = st.text("abcdefghij klmnop", min_size=1, max_size=60).filter(str.strip)


def scale(labels: tuple[str, ...] | list[str], low: int = 1) -> AnswerScale:
    return AnswerScale(low=low, high=low + len(labels) - 1, labels=tuple(labels))


def test_all_five_usual_words_stand_on_a_narrow_axis_in_short() -> None:
    ticks = across(scale(LABELS), 13, 0, narrow=True)
    assert ticks.values == (1, 2, 3, 4, 5)
    assert ticks.texts == ("Never", "Rarely", "Sometimes", "Often", "Always")


def test_all_five_usual_words_stand_on_a_wide_axis_in_full() -> None:
    ticks = across(scale(LABELS), 13, 200, narrow=False)
    assert [text.replace("<br>", " ") for text in ticks.texts] == list(LABELS)
    assert ticks.lines == 2


@given(st.lists(words, min_size=2, max_size=40), st.booleans(), st.integers(-3, 3))
def test_the_first_and_the_last_word_are_never_left_out(labels: list[str], narrow: bool, low: int) -> None:
    ticks = across(scale(labels, low), 13, 0 if narrow else 200, narrow=narrow)
    assert ticks.values[0] == low
    assert ticks.values[-1] == low + len(labels) - 1
    assert ticks.texts[0]
    assert ticks.texts[-1]


@given(st.lists(words, min_size=2, max_size=40), st.booleans())
def test_words_never_run_into_each_other(labels: list[str], narrow: bool) -> None:
    start = 0.0 if narrow else 200.0
    ticks = across(scale(labels), 13, start, narrow=narrow)
    length = room(narrow) - max(start, ticks.first / 2) - ticks.last / 2
    named = [(value, text) for value, text in zip(ticks.values, ticks.texts, strict=True) if text]
    for (here, one), (there, other) in pairwise(named):
        widths = [max(text_width(line, 13) for line in text.split("<br>")) for text in (one, other)]
        assert sum(widths) / 2 <= length * (there - here) / (len(labels) - 1) + 1e-6


def test_too_many_words_leave_even_steps_with_a_line_for_every_answer() -> None:
    labels = ["Strongly disagree", "Disagree", "Somewhat disagree", "Neither", "Somewhat agree", "Agree", "Very much"]
    ticks = across(scale(labels), 13, 0, narrow=True)
    assert ticks.values == (1, 2, 3, 4, 5, 6, 7)
    assert [bool(text) for text in ticks.texts] == [True, False, False, True, False, False, True]


def test_a_scale_of_a_hundred_answers_gets_no_hundred_lines() -> None:
    ticks = across(scale([f"{n} %" for n in range(101)], low=0), 13, 200, narrow=False)
    assert 2 <= len(ticks.values) <= 12
    assert (ticks.values[0], ticks.values[-1]) == (0, 100)


def test_an_upright_axis_names_the_ends_and_the_middle() -> None:
    assert upward(scale(LABELS), 13, 96).texts == ("Never", "Sometimes", "Always")
    assert upward(scale(LABELS[:4]), 13, 96).values == (1, 4)
