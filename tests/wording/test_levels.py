from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eq.assess.questionnaire import AnswerScale, Questionnaire
from eq.assess.scores import score
from eq.content import questionnaires as content
from eq.wording.levels import axis_words, in_sentence, label_at, level
from eq.wording.results import score_rows

FIVE = content.shipped("five-competencies").answers
WORDS = ("almost never", "rarely", "sometimes", "often", "almost always")


@pytest.mark.parametrize(
    ("mean", "word"),
    [
        (1.0, "almost never"), (1.49, "almost never"), (1.4999999, "almost never"),
        (1.5, "rarely"), (2.49, "rarely"),
        (2.5, "sometimes"), (3.0, "sometimes"), (3.49, "sometimes"),
        (3.5, "often"), (4.49, "often"),
        (4.5, "almost always"), (5.0, "almost always"),
    ],
)  # fmt: skip
def test_each_band_of_the_answer_scale_has_its_word(mean: float, word: str) -> None:
    """The words change exactly at the halves, and a half counts upwards."""
    assert label_at(mean, FIVE) == word


@given(mean=st.floats(1, 5))
def test_any_mean_has_a_word_and_more_never_means_less(mean: float) -> None:
    """Whatever the mean, the word is one of the form's own, in the order of the scale."""
    at = WORDS.index(label_at(mean, FIVE))
    assert abs(mean - (at + 1)) <= 0.5
    assert WORDS.index(label_at(min(mean + 0.25, 5), FIVE)) >= at


@pytest.mark.parametrize(("low", "high"), [(0, 3), (-2, 2), (1, 7), (0, 10)])
def test_any_answer_scale_works(low: int, high: int) -> None:
    """Scales that begin at nought or below have a word for each step, its ends included."""
    answers = AnswerScale(low=low, high=high, labels=tuple(f"step {n}" for n in range(low, high + 1)))
    for step in range(low, high + 1):
        assert label_at(step, answers) == f"step {step}"
        assert label_at(max(step - 0.5, low), answers) == f"step {step}"
    assert label_at(low - 3, answers) == f"step {low}"
    assert label_at(high + 3, answers) == f"step {high}"


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (2.6, 3.4, "sometimes"),
        (2.6, 3.6, "between sometimes and often"),
        (2.4, 3.6, "between rarely and often"),
        (1.0, 5.0, "between almost never and almost always"),
        (3.5, 4.4, "often"),
    ],
)
def test_an_interval_over_several_words_names_both_ends(low: float, high: float, said: str) -> None:
    """One word where the interval stays within it, else the words at its ends."""
    assert level(3.0 if "some" in said or "between" in said else 4.0, low, high, FIVE) == said


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("Never or almost never", "almost never"), ("Always or almost always", "almost always"), ("Often", "often"),
        ("More or less", "more or less"), ("I agree", "I agree"), ("NA", "NA"), ("Élan", "élan"), ("", ""),
    ],
)  # fmt: skip
def test_a_label_is_written_as_inside_a_sentence(label: str, said: str) -> None:
    """A small first letter, the shorter half of "never or almost never", and capitals that are a word of their own."""
    assert in_sentence(label) == said


@pytest.mark.parametrize("name", content.shipped_ids())
def test_short_axis_words_are_short_and_tell_the_steps_apart(name: str) -> None:
    """In narrow places every label is at most fourteen signs, and no two look alike."""
    answers = content.shipped(name).answers
    short = axis_words(answers, short=True)
    assert axis_words(answers) == list(answers.labels)
    assert max(map(len, short)) <= 14
    assert len(set(short)) == len(answers.labels)


def test_a_long_label_is_cut_on_a_narrow_axis() -> None:
    """What does not fit ends in an ellipsis."""
    answers = AnswerScale(low=1, high=2, labels=("Absolutely and without any doubt", "No"))
    assert axis_words(answers, short=True) == ["Absolutely an…", "No"]


@pytest.mark.parametrize(("fours", "said"), [(1, "sometimes"), (2, "between sometimes and often")])
def test_the_words_of_a_result_follow_the_80_percent_interval(
    make_form: Callable[..., Questionnaire], fours: int, said: str
) -> None:
    """Two words stand where the 80 % interval spans both; a 95 % range that does is not enough."""
    form = make_form(scales=1, items=10)
    keyed = np.array([[3.0] * (10 - fours) + [4.0] * fours])
    table = score(form, np.where([item.reverse for item in form.items], 6 - keyed, keyed))
    (row,) = score_rows(form, table)
    assert table.high95[0, 0] > 3.5
    assert row["In words"] == said
    assert row["Mean"] == f"{3 + fours / 10:.2f}"
