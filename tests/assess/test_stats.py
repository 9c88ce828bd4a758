"""Quantiles, tail areas, Holm and degrees of freedom against scipy.stats and plain re-derivations."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from scipy import stats as oracle

from eq.stats import (
    carry_over,
    clipped,
    f_quantile,
    f_upper,
    generator,
    holm,
    lag_one,
    lag_sums,
    midranks,
    nap,
    normal_cdf,
    normal_quantile,
    satterthwaite,
    t_quantile,
    t_two_sided,
)

chances = st.floats(1e-9, 1 - 1e-9)
freedoms = st.one_of(st.floats(0.5, 400), st.floats(1, 1e9), st.just(np.inf))
p_rows = hnp.arrays(
    np.float64, st.tuples(st.integers(1, 4), st.integers(1, 6)), elements=st.one_of(st.floats(0, 1), st.just(np.nan))
)


def exact(p: float, df: np.ndarray) -> np.ndarray:
    finite = np.where(np.isinf(df), 1.0, df)
    return np.where(np.isinf(df), oracle.norm.ppf(p), oracle.t.ppf(p, finite))


@pytest.mark.parametrize("p", [1.1e-6, 0.001, 0.01, 0.1, 0.5, 0.8, 0.9, 0.975, 0.98, 0.995, 0.9999, 1 - 1.1e-6])
def test_t_quantiles_over_a_fine_grid_of_df_agree_with_scipy_to_ten_places(p):
    df = np.concatenate([np.linspace(4, 12, 4001), np.geomspace(4, 1e12, 4001), [np.inf]])
    assert np.abs(t_quantile(p, df) - exact(p, df)).max() < 1e-10


@given(chances, st.lists(freedoms, min_size=1, max_size=20))
def test_t_quantiles_agree_with_scipy_for_any_chance_and_df(p, df):
    df = np.array(df)
    assert t_quantile(p, df) == pytest.approx(exact(p, df), rel=1e-9, abs=1e-10)


@given(st.lists(st.tuples(chances, freedoms), min_size=1, max_size=20))
def test_many_chances_at_once_give_what_one_at_a_time_gives(pairs):
    together = t_quantile(np.array([p for p, _ in pairs]), np.array([df for _, df in pairs]))
    assert together == pytest.approx([float(t_quantile(p, df)) for p, df in pairs], rel=1e-9, abs=1e-10)


@given(st.floats(0.51, 0.999), freedoms)
def test_a_t_quantile_turned_into_a_chance_comes_back(p, df):
    assert t_two_sided(t_quantile(p, df), df) == pytest.approx(2 * (1 - p), rel=1e-8)


def test_a_df_without_meaning_gives_no_quantile():
    assert np.isnan(t_quantile(0.975, [np.nan, 0.0, -3.0])).all()


def test_quantiles_keep_the_shape_of_the_df():
    assert t_quantile(0.975, 35).shape == ()
    assert t_quantile(0.975, np.ones((2, 3))).shape == (2, 3)


def test_the_published_t_values_are_reproduced():
    assert t_quantile(0.975, [93.615643, 7, 35]) == pytest.approx([1.985630, 2.364624, 2.030108], abs=5e-7)
    assert t_quantile(0.90, 7) == pytest.approx(1.414924, abs=5e-7)
    assert t_quantile(0.995, 35) == pytest.approx(2.723806, abs=5e-7)


@given(st.floats(-40, 40), freedoms)
def test_two_sided_chances_agree_with_scipy_and_ignore_the_sign(t, df):
    expected = 2 * (oracle.norm.sf(abs(t)) if np.isinf(df) else oracle.t.sf(abs(t), df))
    assert t_two_sided(t, df) == pytest.approx(expected, rel=1e-9, abs=1e-300)
    assert t_two_sided(-t, df) == t_two_sided(t, df)


@given(st.floats(0.01, 50), st.integers(1, 40), st.integers(1, 400))
def test_f_tail_and_quantile_agree_with_scipy(f, df1, df2):
    assert f_upper(f, df1, df2) == pytest.approx(oracle.f.sf(f, df1, df2), rel=1e-8, abs=1e-300)
    assert f_quantile(0.975, df1, df2) == pytest.approx(oracle.f.ppf(0.975, df1, df2), rel=1e-8)


@given(st.floats(-8, 8))
def test_normal_chances_and_quantiles_are_each_others_inverse(x):
    assert normal_cdf(x) == pytest.approx(oracle.norm.cdf(x), rel=1e-12)
    assert normal_quantile(oracle.norm.cdf(min(x, 5.0))) == pytest.approx(min(x, 5.0), abs=1e-6)


def test_the_published_holm_example_is_reproduced():
    assert holm([0.010, 0.030, 0.020, 0.400, 0.045]) == pytest.approx([0.050, 0.090, 0.080, 0.400, 0.090], abs=1e-12)


def holm_by_hand(row: list[float]) -> list[float]:
    tested = sorted((p, at) for at, p in enumerate(row) if not np.isnan(p))
    adjusted, worst = [np.nan] * len(row), 0.0
    for rank, (p, at) in enumerate(tested):
        worst = max(worst, min(1.0, p * (len(tested) - rank)))
        adjusted[at] = worst
    return adjusted


@given(p_rows)
def test_holm_over_a_table_is_holm_row_by_row_and_skips_what_was_not_tested(p):
    assert holm(p) == pytest.approx(np.array([holm_by_hand(row) for row in p.tolist()]), nan_ok=True)


@given(p_rows, st.randoms(use_true_random=False))
def test_holm_does_not_depend_on_the_order_of_the_tests(p, random):
    order = list(range(p.shape[1]))
    random.shuffle(order)
    np.testing.assert_array_equal(holm(p[:, order]), holm(p)[:, order])


@given(p_rows)
def test_holm_never_lowers_a_p_and_leaves_a_single_test_alone(p):
    adjusted = holm(p)
    assert (np.isnan(p) | ((adjusted >= p) & (adjusted <= 1))).all()
    np.testing.assert_array_equal(holm(p[:, :1]), p[:, :1])


def test_holm_of_nothing_is_nothing():
    assert holm(np.zeros((0, 3))).shape == (0, 3)
    assert holm(np.zeros((2, 0))).shape == (2, 0)


@given(st.floats(0.01, 10), st.floats(0.01, 10), st.floats(1, 50), st.floats(1, 50))
def test_degrees_of_freedom_of_a_sum_lie_between_the_smaller_and_the_total(a, b, df_a, df_b):
    freedom = float(satterthwaite(a + b, (a, df_a), (b, df_b)))
    assert min(df_a, df_b) * (1 - 1e-9) <= freedom <= (df_a + df_b) * (1 + 1e-9)
    assert satterthwaite(a, (a, df_a)) == pytest.approx(df_a)


def test_a_known_constant_in_a_variance_raises_the_degrees_of_freedom():
    assert satterthwaite(2.0, (1.0, 7)) == pytest.approx(28.0)


def test_a_variance_of_constants_alone_has_no_end_of_freedom_and_a_missing_one_stays_missing():
    assert satterthwaite(0.08, (0.0, 7)) == np.inf
    assert satterthwaite(0.0, (0.0, 7)) == np.inf
    assert np.isnan(satterthwaite(np.nan, (np.nan, 7)))


def test_clipping_moves_to_the_nearest_end_and_keeps_what_is_missing():
    np.testing.assert_array_equal(clipped([-3, 2.5, 9, np.nan], 1, 5), [1, 2.5, 5, np.nan])


def test_a_seed_fixes_the_stream_on_every_machine():
    assert generator(7).random() == generator(7).random()
    assert generator(7).random() != generator(8).random()
    assert generator(2026).bit_generator.random_raw() == 3300764713747675562


# --- pairs, ranks, carry-over ---------------------------------------------------------------------------------------

rows = st.lists(st.integers(-5, 5), min_size=1, max_size=12)


def test_the_overlap_of_two_phases_to_six_digits():
    """35 pairs with 29 better and 5 ties; 24 pairs with 22 better and one tie where falling is better."""
    assert nap([2, 3, 2, 4, 3], [3, 4, 5, 4, 5, 4, 5]) == pytest.approx(0.9, abs=5e-7)
    assert nap([-12, -14, -9, -10], [-10, -6, -4, -5, -3, -4]) == pytest.approx(0.9375, abs=5e-7)


@given(rows, rows)
def test_the_overlap_counts_every_pair(before, after):
    """Against a plain count; the other way round it is the complement."""
    wins = [(b > a) + (b == a) / 2 for a in before for b in after]
    assert nap(before, after) == pytest.approx(sum(wins) / len(wins))
    assert nap(after, before) == pytest.approx(1 - nap(before, after))


def test_without_values_there_is_no_overlap():
    assert np.isnan([nap([], [1]), nap([1], [])]).all()


@given(rows)
def test_equal_values_share_their_rank(values):
    assert midranks(values).tolist() == oracle.rankdata(values).tolist()


def test_carry_over_keeps_to_its_limits_and_draws_towards_a_little():
    """The values of three worked examples; never below 0 or above .6, however wild the estimate."""
    assert carry_over([0.225369, -0.109783], 21) == pytest.approx([0.269550, 0.030155], abs=1e-6)
    assert carry_over([-1, 1], [12, 1000]).tolist() == [0, 0.6]
    assert carry_over(0.3, 1e9) == pytest.approx(0.3)
    assert np.isnan(carry_over(np.nan, 20))


def test_only_neighbouring_days_make_a_product():
    """A gap breaks the row; the squares count all the same."""
    assert [float(one) for one in lag_sums([1, 2, -3, 4], [5, 6, 7, 8])] == [-16, 30]
    assert [float(one) for one in lag_sums([1, 2, -3, 4], [5, 6, 8, 9])] == [-10, 30]
    assert lag_one([1, 2, -3, 4], [5, 6, 8, 9]) == pytest.approx(-1 / 3)
    assert np.isnan(lag_one([0, 0], [1, 2]))


def test_many_rows_at_once_give_what_one_at_a_time_gives():
    table = generator(1).normal(size=(4, 9))
    days = np.array([1, 2, 3, 5, 6, 9, 10, 11, 13])
    assert lag_one(table, days) == pytest.approx([float(lag_one(row, days)) for row in table])
