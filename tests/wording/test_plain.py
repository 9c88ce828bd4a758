from __future__ import annotations

import math
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eq.wording.plain import (
    between,
    count,
    day,
    listing,
    lower_first,
    multiple,
    number,
    short_day,
    signed,
    upper_first,
)
from eq.wording.results import p_value

finite = st.floats(-1000, 1000)


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.004, "less than 0.01"), (0.424043, "0.42"), (1.0, "1.00"), (12.7, "13"), (3e5, "more than 100")],
)
def test_a_multiple_is_never_nought_and_never_finer_than_it_is_known(value: float, text: str) -> None:
    """A ratio of nothing to something would be a number that lies; so would six digits of a huge one."""
    assert multiple(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(3.14159, "3.1"), (0.0, "0.0"), (-0.04, "0.0"), (-0.06, "−0.1"), (-2.0, "−2.0"), (math.nan, "–"), (None, "–")],
)
def test_a_number_has_a_real_minus_and_a_dash_when_missing(value: float, text: str) -> None:
    """A hyphen is never a minus, nought has no sign, and what is missing is an en dash."""
    assert number(value) == text


@given(finite, st.integers(0, 4))
def test_a_number_can_be_read_back(value: float, places: int) -> None:
    """Apart from the minus sign the text is the rounded number."""
    text = number(value, places)
    assert "-" not in text
    assert float(text.replace("−", "-")) == pytest.approx(value, abs=0.5 * 10**-places + 1e-9)


@pytest.mark.parametrize(
    ("value", "text"), [(1.0, "+1.0"), (-1.0, "−1.0"), (0.0, "0.0"), (0.04, "0.0"), (-0.04, "0.0"), (math.nan, "–")]
)
def test_a_change_always_shows_its_sign(value: float, text: str) -> None:
    """Plus and minus are both written, nought has neither, missing is an en dash."""
    assert signed(value) == text


def test_an_interval_is_two_numbers_or_a_dash() -> None:
    """Half an interval is none."""
    assert between(-0.5, 1.25, 2) == "−0.50 to 1.25"
    assert between(math.nan, math.nan) == between(math.nan, 1.0) == between(1.0, math.nan) == "–"


@pytest.mark.parametrize(
    ("p", "text"),
    [(0.0, "< .001"), (1e-9, "< .001"), (0.00049, "< .001"), (0.0005, ".001"), (0.05, ".050"), (0.0501, ".050"),
     (0.9994, ".999"), (1.0, "1.000")],
)  # fmt: skip
def test_a_p_value_is_never_nought(p: float, text: str) -> None:
    """Three places without a leading nought; what is smaller is said to be smaller."""
    assert p_value(p) == text


def test_dates_are_the_same_in_every_place() -> None:
    """Day, month in words, year: no order of digits to guess."""
    assert (day(date(2026, 3, 9)), short_day(date(2026, 12, 31))) == ("9 March 2026", "31 Dec 2026")


@given(st.dates())
def test_a_date_names_its_day_month_and_year(moment: date) -> None:
    """Nothing is lost on the way."""
    assert day(moment).split() == [str(moment.day), moment.strftime("%B"), str(moment.year)]


@pytest.mark.parametrize(
    ("parts", "text"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_a_list_reads_as_people_say_it(parts: list[str], text: str) -> None:
    """Commas, and "and" before the last."""
    assert listing(parts) == text


def test_one_is_singular() -> None:
    """Everything else is plural, nought too."""
    assert [count(n, "answer") for n in (0, 1, 2)] == ["0 answers", "1 answer", "2 answers"]
    assert count(2, "person", "people") == "2 people"


@pytest.mark.parametrize(
    ("text", "small", "large"),
    [("Often", "often", "Often"), ("NA then", "NA then", "NA then"), ("I do", "I do", "I do"), ("", "", ""),
     ("I’m late", "I’m late", "I’m late"), ("A client calls", "a client calls", "A client calls"),
     ("It rings", "it rings", "It rings"), ("éclair", "éclair", "Éclair")],
)  # fmt: skip
def test_first_letters_change_and_nothing_else(text: str, small: str, large: str) -> None:
    """Words all in capitals keep them, and so does the pronoun I; the article A is a word like any other."""
    assert (lower_first(text), upper_first(text)) == (small, large)
