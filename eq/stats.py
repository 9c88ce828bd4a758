"""The few numeric helpers every measurement shares: quantiles, tail areas, Holm, ranks, carry-over, seeds.

Arguments broadcast like numpy's; NaN in gives NaN out. Degrees of freedom may be fractional, and infinite ones
mean the normal distribution.
"""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

Floats = NDArray[np.float64]

DAY_FLOOR_SHARE = 0.05
DAY_FLOOR_DOUBLINGS = 0.25
"""Least spread from day to day (evidence §0.5): as a share of the range, and in doublings of 1 + minutes."""

_FIT_FROM = 4.0
_FIT_DEGREE = 14
_FIT_TAIL = 1e-6


def _floats(values: ArrayLike) -> Floats:
    return np.asarray(values, dtype=np.float64)


def t_quantile(p: ArrayLike, df: ArrayLike) -> Floats:
    """Student's t quantile for ``p`` in (0, 1) and ``df`` > 0, broadcast; the sign is that of ``p`` - 0.5.

    Within 1e-10 of the exact value wherever that is below 1e4. One ``p`` for many ``df`` is the fast case: a
    polynomial in 1/df, which is smooth up to the normal distribution at 1/df = 0.
    """
    chance = _floats(p)
    freedom = _floats(df)
    if chance.ndim or not _FIT_TAIL < float(chance) < 1 - _FIT_TAIL:
        return _exact_t_quantile(chance, freedom)
    coefficients = _t_fit(float(chance))
    with np.errstate(divide="ignore", invalid="ignore"):
        place = 2 * _FIT_FROM / freedom - 1
    quantile = np.full(freedom.shape, coefficients[-1])
    for coefficient in coefficients[-2::-1]:
        quantile *= place
        quantile += coefficient
    outside = freedom < _FIT_FROM
    if outside.any():
        quantile[outside] = _exact_t_quantile(chance, freedom[outside])
    return quantile


@lru_cache(maxsize=64)
def _t_fit(p: float) -> tuple[float, ...]:
    """Power coefficients, constant first, of the quantile over 8/df - 1 in [-1, 1], that is df from 4 to infinity."""
    nodes = np.cos(np.pi * (np.arange(_FIT_DEGREE + 1) + 0.5) / (_FIT_DEGREE + 1))
    values = special.stdtrit(2 * _FIT_FROM / (nodes + 1), p)
    fit = np.polynomial.chebyshev.chebfit(nodes, values, _FIT_DEGREE)
    return tuple(np.polynomial.chebyshev.cheb2poly(fit).tolist())


def _exact_t_quantile(p: Floats, df: Floats) -> Floats:
    quantile = np.where(np.isinf(df), special.ndtri(p), special.stdtrit(np.where(np.isinf(df), 1.0, df), p))
    return _floats(quantile)


def t_two_sided(t: ArrayLike, df: ArrayLike) -> Floats:
    """Chance of a value at least as far from 0 as ``t`` under Student's t with ``df`` > 0, in 0..1."""
    freedom = _floats(df)
    distance = -np.abs(_floats(t))
    endless = np.isinf(freedom)
    lower = np.where(endless, special.ndtr(distance), special.stdtr(np.where(endless, 1.0, freedom), distance))
    return _floats(2 * lower)


def f_upper(f: ArrayLike, df1: ArrayLike, df2: ArrayLike) -> Floats:
    """Chance of a value of at least ``f`` >= 0 under F with ``df1`` and ``df2`` degrees of freedom, in 0..1."""
    return _floats(special.fdtrc(_floats(df1), _floats(df2), _floats(f)))


def f_quantile(p: ArrayLike, df1: ArrayLike, df2: ArrayLike) -> Floats:
    """Quantile of F for the lower-tail chance ``p`` in (0, 1)."""
    return _floats(special.fdtri(_floats(df1), _floats(df2), _floats(p)))


def normal_cdf(x: ArrayLike) -> Floats:
    """Chance of a standard normal value of at most ``x``, in 0..1."""
    return _floats(special.ndtr(_floats(x)))


def normal_quantile(p: ArrayLike) -> Floats:
    """Standard normal quantile of the lower-tail chance ``p`` in 0..1."""
    return _floats(special.ndtri(_floats(p)))


def holm(p: ArrayLike) -> Floats:
    """Holm-adjusted p values along the last axis, same shape, in 0..1; NaN (not tested) counts for nothing.

    The adjusted value is the smallest family error rate at which that test would count.
    """
    raw = _floats(p)
    order = np.argsort(raw, axis=-1)  # NaN sorts last
    tested = np.sum(~np.isnan(raw), axis=-1, keepdims=True)
    stepwise = np.take_along_axis(raw, order, axis=-1) * (tested - np.arange(raw.shape[-1]))
    adjusted = np.empty_like(raw)
    np.put_along_axis(adjusted, order, np.minimum(np.maximum.accumulate(stepwise, axis=-1), 1.0), axis=-1)
    return adjusted


def satterthwaite(variance: ArrayLike, *terms: tuple[ArrayLike, ArrayLike]) -> Floats:
    """Degrees of freedom of a ``variance`` that is a sum: variance² / Σ(term² / df) over ``terms`` (term, df).

    Constants known without error are left out of ``terms``. When no term varies the answer is infinite.
    """
    spread = _floats(0.0)
    for term, df in terms:
        spread = spread + np.square(_floats(term)) / _floats(df)
    with np.errstate(divide="ignore", invalid="ignore"):
        freedom = np.square(_floats(variance)) / spread
    return _floats(np.where(spread == 0, np.inf, freedom))


def clipped(values: ArrayLike, low: float, high: float) -> Floats:
    """``values`` moved to the nearest number in ``low..high``; NaN stays NaN."""
    return np.clip(_floats(values), low, high)


def nap(before: ArrayLike, after: ArrayLike) -> float:
    """Share 0..1 of the pairs in which ``after`` is higher than ``before``, ties half (non-overlap of all pairs).

    One-dimensional, in any order, without NaN; NaN when either is empty.
    """
    first, second = np.sort(_floats(before)), _floats(after)
    if not first.size or not second.size:
        return math.nan
    below, upto = np.searchsorted(first, second, "left"), np.searchsorted(first, second, "right")
    return float((below.sum() + upto.sum()) / (2 * first.size * second.size))


def carry_over(r: ArrayLike, n: ArrayLike) -> Floats:
    """How far one day carries over to the next, 0..0.6, from the lag-one estimate ``r`` of ``n`` days.

    The estimate of a short series lies too low and is unsure: it is raised and drawn towards 0.27. An ``r`` of NaN
    (nothing varied) stays NaN.
    """
    days = _floats(n)
    return clipped(((days + 4) * _floats(r) + 3.8) / (days + 14), 0, 0.6)


def lag_sums(deviations: ArrayLike, days: ArrayLike) -> tuple[Floats, Floats]:
    """Sum of the products of deviations one day apart, and sum of their squares, along the last axis.

    ``deviations`` (..., n) from the mean of whatever the caller counts as one stretch; ``days`` (n,) whole numbers that
    rise. Neighbours further apart than one day make no product. The ratio of the two is the lag-one estimate.
    """
    values = _floats(deviations)
    near = np.diff(np.asarray(days)) == 1
    products = np.where(near, values[..., 1:] * values[..., :-1], 0.0).sum(axis=-1)
    return _floats(products), _floats(np.square(values).sum(axis=-1))


def lag_one(deviations: ArrayLike, days: ArrayLike) -> Floats:
    """The lag-one estimate of one stretch, -1..1: the first of ``lag_sums`` over the second; NaN where all is 0."""
    products, squares = lag_sums(deviations, days)
    with np.errstate(divide="ignore", invalid="ignore"):
        return _floats(products / squares)


def midranks(values: ArrayLike) -> Floats:
    """Ranks 1..n of a one-dimensional row without NaN, lowest first; equal values share the mean of their ranks."""
    _, place, counts = np.unique(_floats(values), return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    return _floats((last - (counts - 1) / 2)[place])


def generator(seed: int) -> np.random.Generator:
    """A random stream that is the same on every machine for the same ``seed`` >= 0 and numpy release line."""
    return np.random.Generator(np.random.PCG64(seed))
