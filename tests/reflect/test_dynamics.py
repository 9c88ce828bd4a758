"""Indices for export: worked examples to six digits, minima, gaps, and what cannot be computed."""

from __future__ import annotations

import math
import warnings

import numpy as np
import pandas as pd
import pingouin
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats as oracle

from eq.reflect import dynamics
from eq.stats import generator

pytestmark = pytest.mark.filterwarnings("error")

SERIES = [3, 4, 2, 5, 4, 1, 3, 4, 4, 2, 5, 3, 2, 4]
OCCASIONS = ("3210", "5421", "0100", "2413", "1021", "4231", "0012", "3301", "2110", "5322")
RATINGS = [[int(digit) for digit in row] for row in OCCASIONS]


def six(value):
    return pytest.approx(value, abs=5e-7)


def test_the_series_to_six_digits():
    """The values of the evidence reference."""
    assert dynamics.mean(SERIES).value == six(3.285714)
    assert dynamics.sd(SERIES, minimum=2).value == six(1.204388)
    assert dynamics.mssd(SERIES, minimum=1) == dynamics.Index(six(3.923077), 13)
    assert dynamics.rmssd(SERIES, minimum=1).value == six(1.980676)
    assert dynamics.mssd(SERIES, minimum=1).value / np.var(SERIES, ddof=1) == six(2.704545)
    assert dynamics.inertia(SERIES, minimum=1).value == six(-0.378151)
    assert dynamics.lag_correlation(SERIES, minimum=1).value == six(-0.373473)
    assert dynamics.autocorrelation(SERIES, minimum=1).value == six(-0.367965)
    assert dynamics.largest_variance(SERIES, low=1, high=5) == six(4.219780)
    assert dynamics.relative_sd(SERIES, low=1, high=5, minimum=1).value == six(0.586302)


def test_a_missing_day_breaks_the_pairs_on_both_sides():
    """Day 6 of the same series is missing: 11 pairs, whether it is left out or has no value."""
    days = [day for day in range(14) if day != 5]
    gap = [value if day != 5 else math.nan for day, value in enumerate(SERIES)]
    for values, when in (([SERIES[day] for day in days], days), (gap, None)):
        assert dynamics.mssd(values, when, minimum=1) == dynamics.Index(six(3.454545), 11)
        assert dynamics.inertia(values, when, minimum=1).value == six(-0.492754)


def test_agreement_to_six_digits():
    """Four words on ten occasions."""
    found = dynamics.agreement(RATINGS, least_occasions=2)
    assert (found.ms_occasions, found.ms_words, found.ms_rest) == six((3.858333, 4.158333, 1.213889))
    assert (found.icc31, found.icc3k, found.icc21, found.icc2k) == six((0.352593, 0.685385, 0.304738, 0.636789))
    assert dynamics.granularity(found) == dynamics.Index(six(0.314615), 10)
    assert dynamics.fisher_z(found).value == six(0.839200)


def test_variety_to_six_digits():
    """Four labels picked 5, 3, 2 and 2 times."""
    found = dynamics.variety([5, 3, 2, 2], minimum=1)
    numbers = (found.entropy, found.evenness, found.effective, found.gini_simpson)
    assert numbers == six((1.308605, 0.943959, 3.701009, 0.708333))


def test_event_rates_to_six_digits():
    """Nine hot moments in 7 shifts, then six in 14."""
    found = dynamics.event_rates(9, 7, 6, 14)
    assert (found.before, found.after, found.ratio, found.p) == six((1.285714, 0.428571, 0.333333, 0.050239))


# --- minima ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("index", "least"),
    [
        (dynamics.mean, 7),
        (dynamics.sd, 30),
        (lambda values: dynamics.relative_sd(values, low=-5, high=5), 30),
        (dynamics.mssd, 31),
        (dynamics.rmssd, 31),
        (dynamics.inertia, 51),
        (dynamics.lag_correlation, 51),
        (dynamics.autocorrelation, 50),
    ],
)
def test_one_short_of_its_minimum_an_index_is_no_number(index, least):
    """Its n is there all the same; at the minimum the number is. Pairs are one fewer than days."""
    row = generator(1).normal(0, 1, least)
    short, enough = index(row[:-1]), index(row)
    assert math.isnan(short.value)
    assert short.n == enough.n - 1
    assert not math.isnan(enough.value)
    assert math.isnan(index([]).value)


@pytest.mark.parametrize(("occasions", "words", "there"), [(29, 4, False), (30, 3, False), (30, 4, True)])
def test_agreement_needs_thirty_occasions_and_four_words(occasions, words, there):
    ratings = generator(2).integers(0, 7, (occasions, words)) + generator(3).integers(1, 4, (occasions, 1))
    found = dynamics.agreement(ratings)
    assert (found.occasions, found.words, not math.isnan(found.icc3k)) == (occasions, words, there)


def test_variety_needs_twenty_picks():
    """What was picked stays counted."""
    assert math.isnan(dynamics.variety([10, 9]).entropy)
    found = dynamics.variety([10, 10, 0])
    assert (found.picks, found.labels) == (20, 2)
    assert (found.evenness, found.effective, found.gini_simpson) == pytest.approx((1, 2, 0.5))
    assert dynamics.variety([]).picks == 0


# --- what cannot be computed ----------------------------------------------------------------------------------------


def test_a_series_that_never_moves_has_no_inertia():
    flat = [2.0] * 60
    assert dynamics.sd(flat).value == 0
    assert dynamics.mssd(flat).value == 0
    for index in (dynamics.inertia, dynamics.lag_correlation, dynamics.autocorrelation):
        assert math.isnan(index(flat).value)
    assert math.isnan(dynamics.relative_sd([1] * 40, low=1, high=5).value)
    assert dynamics.relative_sd([1, 5] * 20, low=1, high=5).value == pytest.approx(1)


def test_words_that_do_not_agree_have_no_granularity():
    """An ICC that is not above 0 says nothing about how finely somebody feels."""
    found = dynamics.agreement([[1, 0, 3, 2], [0, 1, 2, 3], [3, 2, 1, 0], [2, 3, 0, 1]], least_occasions=2)
    assert found.icc3k <= 0 or math.isnan(found.icc3k)
    assert math.isnan(dynamics.granularity(found).value)
    assert math.isnan(dynamics.fisher_z(found).value)


def test_occasions_with_a_gap_and_words_never_used_are_left_out():
    """They change nothing."""
    wider = [[*row, 0] for row in RATINGS] + [[1, math.nan, 2, 3, 6]]
    assert dynamics.agreement(wider, least_occasions=2) == dynamics.agreement(RATINGS, least_occasions=2)


def test_days_must_rise():
    with pytest.raises(ValueError, match="days rise"):
        dynamics.mssd([1, 2, 3], [1, 3, 2])


def test_one_label_is_no_variety_at_all():
    found = dynamics.variety([25])
    assert (found.entropy, found.effective, found.gini_simpson) == (0, 1, 0)
    assert math.isnan(found.evenness)


def test_events_need_time_to_happen_in():
    with pytest.raises(ValueError, match="over a time"):
        dynamics.event_rates(1, 0, 1, 5)
    nothing = dynamics.event_rates(0, 5, 0, 5)
    assert np.isnan([nothing.ratio, nothing.p]).all()
    assert math.isnan(dynamics.event_rates(0, 5, 3, 5).ratio)


# --- against other people's code ------------------------------------------------------------------------------------


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 40), st.integers(0, 40), st.integers(1, 30), st.integers(1, 30))
def test_the_exact_chance_of_a_split_agrees_with_scipy(before, after, first, second):
    found = dynamics.event_rates(before, first, after, second)
    if before + after:
        wanted = oracle.binomtest(before, before + after, first / (first + second)).pvalue
        assert found.p == pytest.approx(wanted, rel=1e-6)


@pytest.mark.parametrize("seed", range(3))
def test_agreement_agrees_with_pingouin(seed):
    rng = generator(seed)
    ratings = rng.integers(0, 4, (12, 4)) + rng.integers(1, 4, (12, 1))
    long = pd.DataFrame(ratings).reset_index().melt("index")
    with warnings.catch_warnings(action="ignore"):
        table = pingouin.intraclass_corr(long, targets="index", raters="variable", ratings="value")
    wanted = table["ICC"].tolist()
    found = dynamics.agreement(ratings, least_occasions=2)
    assert (found.icc21, found.icc31, found.icc2k, found.icc3k) == pytest.approx(
        (wanted[1], wanted[2], wanted[4], wanted[5]), abs=1e-6
    )


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 30), min_size=1, max_size=12).filter(any))
def test_entropy_agrees_with_scipy(counts):
    found = dynamics.variety(counts, minimum=1)
    assert found.entropy == pytest.approx(oracle.entropy(counts), abs=1e-9)
    assert 1 - 1e-9 <= found.effective <= found.labels + 1e-9
