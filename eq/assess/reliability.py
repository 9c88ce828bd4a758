"""Reliability of a scale in a group of people (docs/scoring.md, "Reliability of a group").

Coefficients belong to the group they were computed in. Complete cases only, nothing under 30 of them.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from eq.assess.questionnaire import Questionnaire
from eq.assess.scores import keyed
from eq.stats import Floats, f_quantile, normal_quantile

MIN_SCALE_ITEMS = 3
MIN_RESPONDENTS = 30
MIN_RESPONDENTS_SEM = 100

_STEPS = 500
_DAMPING = 1e-2
_SETTLED = 1e-11
_SLACK = 1e-14
_RUNAWAY = 10.0


@dataclass(frozen=True)
class ScaleReliability:
    """One scale in one group; a figure that may not be shown is None and ``note`` says why.

    ``n`` respondents with every item answered; ``items`` on the form; ``alpha`` with its 95 % Feldt interval, at most
    1; ``omega`` total of one factor, 0..1; ``mean_r`` mean correlation between items; ``sem`` standard error of
    measurement of the scale mean in answer points; ``item_total`` corrected item-total correlations as (item id, r).
    """

    scale: str
    n: int
    items: int
    alpha: float | None = None
    alpha_low: float | None = None
    alpha_high: float | None = None
    omega: float | None = None
    mean_r: float | None = None
    sem: float | None = None
    item_total: tuple[tuple[str, float | None], ...] = ()
    note: str = ""


def reliability(q: Questionnaire, values: Floats) -> tuple[ScaleReliability, ...]:
    """Reliability of every scale, in file order, from raw answers float (n, items), NaN = unanswered."""
    turned = keyed(q, values)
    found = []
    for scale in q.scales:
        columns = list(q.scale_columns[scale.id])
        ids = tuple(q.items[column].id for column in columns)
        answers = turned[:, columns]
        found.append(_scale_reliability(scale.id, ids, answers[np.isfinite(answers).all(axis=1)]))
    return tuple(found)


def _scale_reliability(scale: str, ids: tuple[str, ...], x: Floats) -> ScaleReliability:
    n, k = x.shape
    if k < MIN_SCALE_ITEMS:
        return ScaleReliability(scale, n, k, note=f"Needs at least {MIN_SCALE_ITEMS} items on the scale.")
    if n < MIN_RESPONDENTS:
        note = f"Needs at least {MIN_RESPONDENTS} people who answered every item of the scale; there are {n}."
        return ScaleReliability(scale, n, k, note=note)
    constant = [ids[column] for column in np.flatnonzero(np.ptp(x, axis=0) == 0)]
    if constant:
        note = f"Everyone gave the same answer to {', '.join(constant)}, so agreement between the items is undefined."
        return ScaleReliability(scale, n, k, note=note)
    totals = tuple(zip(ids, (None if math.isnan(r) else float(r) for r in item_total(x)), strict=True))
    r = np.atleast_2d(np.corrcoef(x, rowvar=False))
    alpha = cronbach_alpha(x)
    if not alpha >= 0:
        note = "The items disagree with each other (alpha below 0): check which of them are opposite-behaviour items."
        return ScaleReliability(scale, n, k, mean_r=mean_correlation(r), item_total=totals, note=note)
    low, high = feldt(alpha, n, k)
    omega, notes = _omega(r)
    if n < MIN_RESPONDENTS_SEM:
        notes.append(f"The standard error of measurement needs at least {MIN_RESPONDENTS_SEM} people.")
    return ScaleReliability(
        scale,
        n,
        k,
        alpha=alpha,
        alpha_low=low,
        alpha_high=high,
        omega=omega,
        mean_r=mean_correlation(r),
        sem=sem(float(x.mean(axis=1).std(ddof=1)), alpha) if n >= MIN_RESPONDENTS_SEM else None,
        item_total=totals,
        note=" ".join(notes),
    )


def _omega(r: Floats) -> tuple[float | None, list[str]]:
    if np.linalg.matrix_rank(r, hermitian=True) < len(r):
        return None, ["Omega is not shown: some items repeat each other exactly."]
    loadings = minres_loadings(r)
    if loadings is None:
        return None, ["Omega is not shown: the one-factor model did not settle."]
    if (np.abs(loadings) >= 1).any():
        return None, ["Omega is not shown: one item would be explained completely (a Heywood case)."]
    notes = ["Some items load against their scale."] if (loadings < 0).any() else []
    return omega_total(loadings), notes


def cronbach_alpha(x: Floats) -> float:
    """Cronbach's alpha of complete answers float (n >= 2, k >= 2), at most 1; NaN when the total never varies.

    k/(k-1) * (1 - sum of item variances / variance of the total) (Cronbach 1951).
    """
    k = x.shape[1]
    total = x.sum(axis=1).var(ddof=1)
    return float(k / (k - 1) * (1 - x.var(axis=0, ddof=1).sum() / total)) if total > 0 else math.nan


def standardised_alpha(r: Floats) -> float:
    """Alpha of the standardised items, from their correlations float (k, k)."""
    return spearman_brown(mean_correlation(r), len(r))


def guttman_lambda2(x: Floats) -> float:
    """Guttman's lambda-2 of complete answers float (n, k): a lower bound at least as high as alpha (Guttman 1945)."""
    k = x.shape[1]
    covariance = np.atleast_2d(np.cov(x, rowvar=False))
    off = _off_diagonal(covariance)
    return float((off.sum() + math.sqrt(k / (k - 1) * (off**2).sum())) / covariance.sum())


def mean_correlation(r: Floats) -> float:
    """Mean of the off-diagonal entries of a correlation matrix float (k >= 2, k)."""
    k = len(r)
    return float((r.sum() - np.trace(r)) / (k * (k - 1)))


def feldt(alpha: float, n: int, k: int, level: float = 0.95) -> tuple[float, float]:
    """Interval of alpha from ``n`` people and ``k`` items: 1 - (1 - alpha) F, df n-1 and (n-1)(k-1) (Feldt 1965)."""
    tail = (1 - level) / 2
    quantiles = f_quantile([1 - tail, tail], n - 1, (n - 1) * (k - 1))
    low, high = 1 - (1 - alpha) * quantiles
    return float(low), float(high)


def item_total(x: Floats) -> Floats:
    """Correlation of each item with the sum of the others, float (k,); NaN where one of them never varies."""
    rest = x.sum(axis=1, keepdims=True) - x
    dx, dr = x - x.mean(axis=0), rest - rest.mean(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray((dx * dr).sum(axis=0) / np.sqrt((dx**2).sum(axis=0) * (dr**2).sum(axis=0)))


def omega_total(loadings: Floats) -> float:
    """Omega total of standardised one-factor ``loadings`` (k,), with the model-implied variance below (McDonald 1999).

    (sum of loadings)^2 / ((sum of loadings)^2 + sum of (1 - loading^2)).
    """
    common = float(loadings.sum()) ** 2
    return common / (common + float((1 - loadings**2).sum()))


def minres_loadings(r: Floats) -> Floats | None:
    """Loadings (k,) of one factor that leave the least squared off-diagonal residuals of ``r`` (Harman & Jones 1966).

    Damped Newton steps from the first principal component. Signed so that their sum is not negative; None when the
    search does not settle. A loading of 1 or more is a Heywood case and is returned as found.
    """
    values, vectors = np.linalg.eigh(r)
    loadings: Floats = vectors[:, -1] * math.sqrt(max(values[-1], 0.0))
    residual = _off_diagonal(r - np.outer(loadings, loadings))
    damping = _DAMPING
    for _ in range(_STEPS):
        gradient = -2 * residual @ loadings
        if np.abs(gradient).max() < _SETTLED or np.abs(loadings).max() > _RUNAWAY:
            return loadings if loadings.sum() >= 0 else -loadings
        hessian = 2 * (np.outer(loadings, loadings) - residual)
        np.fill_diagonal(hessian, 2 * (loadings @ loadings - loadings**2))
        # Curvatures without their sign: plain Newton steps are drawn to saddles, of which "no factor at all" is one.
        curvature, axes = np.linalg.eigh(hessian)
        tried = loadings - axes @ ((axes.T @ gradient) / (np.abs(curvature) + damping))
        left = _off_diagonal(r - np.outer(tried, tried))
        # The slack lets the last steps through, whose gain is below the last binary digit.
        if (left**2).sum() <= (residual**2).sum() + _SLACK:
            loadings, residual, damping = tried, left, damping / 4
        else:
            damping *= 8
    return None


def _off_diagonal(matrix: Floats) -> Floats:
    return matrix - np.diag(np.diag(matrix))


def spearman_brown(r: float, factor: float) -> float:
    """Reliability of a test ``factor`` times as long as one of reliability ``r`` (Spearman 1910; Brown 1910).

    With r the mean correlation between items and factor their number, the standardised alpha.
    """
    return factor * r / (1 + (factor - 1) * r)


def length_factor(r: float, target: float) -> float:
    """How many times as long a test of reliability ``r`` in 0..1 must be to reach ``target`` in 0..1."""
    return target * (1 - r) / (r * (1 - target))


def items_needed(mean_r: float, target: float) -> int:
    """Fewest items of mean correlation ``mean_r`` that reach reliability ``target``."""
    # Exact whole numbers must not be pushed up by the last binary digit.
    return math.ceil(length_factor(mean_r, target) - 1e-9)


def sem(sd: float, reliability: float) -> float:
    """Standard error of measurement, the error of an observed score: SD * sqrt(1 - r)."""
    return sd * math.sqrt(1 - reliability)


def true_score(mean: float, reliability: float, x: float) -> float:
    """Estimated true score of an observed ``x``: M + r (x - M) (Kelley 1923)."""
    return mean + reliability * (x - mean)


def see(sd: float, reliability: float) -> float:
    """Standard error of that estimate: SD * sqrt(r (1 - r)) (Dudek 1979)."""
    return sd * math.sqrt(reliability * (1 - reliability))


def prediction_error(sd: float, reliability: float) -> float:
    """Standard error of predicting a parallel score: SD * sqrt(1 - r^2) (Dudek 1979)."""
    return sd * math.sqrt(1 - reliability**2)


def s_diff(sd: float, reliability: float) -> float:
    """Standard error of the difference of two observed scores: sqrt(2) * SEM."""
    return math.sqrt(2) * sem(sd, reliability)


def minimal_detectable_change(sd: float, reliability: float, level: float = 0.95) -> float:
    """Difference of two observed scores that measurement error alone exceeds with chance 1 - ``level``."""
    return float(normal_quantile(0.5 + level / 2)) * s_diff(sd, reliability)
