"""The overlap of two phases: worked examples to six digits, and an exact chance."""

from __future__ import annotations

import itertools
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eq.plan.overlap import CHANCE_LEAST, overlap

pytestmark = pytest.mark.filterwarnings("error")

short = st.lists(st.integers(0, 5), min_size=4, max_size=5)


def test_the_worked_example_to_six_digits():
    """Every variant under its own name."""
    found = overlap([2, 3, 2, 4, 3], [3, 4, 5, 4, 5, 4, 5])
    assert (found.trend_before, found.trend_during) == (4, 9)
    assert (found.nap, found.tau, found.nap_se) == pytest.approx((0.9, 0.8, 0.085117), abs=5e-7)
    variants = (
        found.tau_u_less_before,
        found.tau_u_with_during,
        found.tau_u_both,
        found.tau_u_both_all,
        found.p,
    )
    assert variants == pytest.approx((0.685714, 0.660714, 0.589286, 0.5, 13 / 792), abs=5e-7)


@settings(max_examples=60, deadline=None)
@given(short, short)
def test_the_chance_counts_every_way_to_deal_the_values(before, during):
    """Against all ways to choose which values fell into the second phase."""
    both = [*before, *during]
    found = overlap(before, during)
    hits = 0
    deals = list(itertools.combinations(range(len(both)), len(during)))
    for second in deals:
        later = [both[at] for at in second]
        earlier = [both[at] for at in range(len(both)) if at not in second]
        hits += overlap(earlier, later).nap >= found.nap - 1e-12
    assert found.p == pytest.approx(hits / len(deals))


@pytest.mark.parametrize(("n", "least"), [(4, 0.0143), (5, 0.0040)])
def test_the_smallest_chance_there_can_be(n, least):
    """No overlap at all."""
    assert overlap(range(n), range(10, 10 + n)).p == pytest.approx(least, abs=5e-5)


def test_no_chance_is_given_where_it_could_not_be_small():
    found = overlap([1, 2, 3], [4, 5, 6])
    assert math.isnan(found.p)
    assert found.nap == 1
    assert overlap(range(CHANCE_LEAST), range(CHANCE_LEAST)).p > 0.5


def test_a_single_value_is_no_phase():
    assert math.isnan(overlap([1], [2, 3]).nap)
