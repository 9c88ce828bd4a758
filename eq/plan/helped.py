"""Did a practice help this person? One daily measure before a practice and during it (docs/scoring.md).

The effect is standardised, corrected for a small number of days and for days that carry over to the next, and shrunk
towards none by a prior that has no opinion about the direction.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray

from eq.plan.measure import BASELINE_DAYS as BASELINE_DAYS
from eq.plan.measure import BASELINE_LEAST as BASELINE_LEAST
from eq.plan.measure import Better, Unit
from eq.stats import DAY_FLOOR_DOUBLINGS, DAY_FLOOR_SHARE, Floats, carry_over, lag_sums, normal_cdf

Verdict = Literal["likely", "promising", "cannot-tell", "may-not-suit"]

VERDICTS: tuple[Verdict, ...] = get_args(Verdict)

MINIMUM = 5
"""Points a phase needs before anything is computed."""

_PRIOR_VARIANCE = 0.25
_LIKELY, _PROMISING, _UNSUITED = 0.95, 0.80, 0.20
_ENOUGH_NAP = 0.66
_TREND_P = 0.20
_EXACT_TO = 50
_ALIKE = 2.0
_Z = 1.959963984540054


@dataclass(frozen=True)
class Helped:
    """What became of a daily measure with a practice; all effects point up where things got better.

    ``g`` difference of the phases in standard deviations within a phase; ``rho`` carry-over 0..0.6; ``v`` variance of
    g; ``w`` 0..1 weight of the data against the prior; ``mean``, ``sd``, ``low95``, ``high95`` of the shrunk effect,
    ``p`` chance 0..1 that it lies above none, ``nap`` 0..1 share of pairs of days in which the later one was better.
    ``trend_warning``: the baseline may have been getting better by itself; ``even``: days differ so little that the
    least spread stands in for theirs. ``verdict`` is None and every number NaN
    with the ``reason`` ``too_few`` while a phase has fewer than ``MINIMUM`` points; otherwise the reason is "".
    """

    n_before: int
    n_during: int
    g: float = math.nan
    rho: float = math.nan
    v: float = math.nan
    w: float = math.nan
    mean: float = math.nan
    sd: float = math.nan
    low95: float = math.nan
    high95: float = math.nan
    p: float = math.nan
    nap: float = math.nan
    verdict: Verdict | None = None
    trend_warning: bool = False
    even: bool = False
    reason: Literal["", "too_few"] = ""

    @property
    def alike(self) -> bool:
        """Whether the days of each phase are so alike beside the difference of the phases that |g| lies above 2.

        From there on the weight of the data falls although the change grows, so that the word on a large and clear
        change can be weaker than on a smaller one. False without numbers.
        """
        return abs(self.g) > _ALIKE


@dataclass(frozen=True)
class Effects:
    """The same numbers for many people at once, arrays of one shape; ``spread`` is the floored SD within phases."""

    spread: Floats
    g: Floats
    r: Floats
    rho: Floats
    v: Floats
    w: Floats
    mean: Floats
    sd: Floats
    p: Floats
    nap: Floats

    @property
    def verdict(self) -> NDArray[np.int8]:
        """The place of each verdict in ``VERDICTS``, same shape."""
        likely = (self.p >= _LIKELY) & (self.nap >= _ENOUGH_NAP)
        place = np.select([likely, self.p >= _PROMISING, self.p < _UNSUITED], [0, 1, 3], 2)
        return place.astype(np.int8)


def helped(
    before: Sequence[float],
    during: Sequence[float],
    *,
    days_before: Sequence[int] | None = None,
    days_during: Sequence[int] | None = None,
    unit: Unit,
    better: Better = "higher",
) -> Helped:
    """Compare one measure a day before a practice with the same measure during it.

    ``days_*``: the whole-numbered day of each value, in any order, each once; None means one day after the other.
    ``unit``: ``minutes`` (0 or more, compared in doublings) or the (low, high) of the answer scale. NaN is a day
    without a value and counts for nothing. ValueError for a day given twice, days that do not match the values,
    negative minutes, or a scale whose high is not above its low.
    """
    first, when_first = _phase(before, days_before)
    second, when_second = _phase(during, days_during)
    floor = _floor(unit)
    first, second = (_upward(values, unit, better) for values in (first, second))
    counts = (first.size, second.size)
    if min(counts) < MINIMUM:
        return Helped(*counts, reason="too_few")
    found = effects(first, second, days_before=when_first, days_during=when_second, floor=floor)
    mean, sd = float(found.mean), float(found.sd)
    return Helped(
        *counts,
        g=float(found.g),
        rho=float(found.rho),
        v=float(found.v),
        w=float(found.w),
        mean=mean,
        sd=sd,
        low95=mean - _Z * sd,
        high95=mean + _Z * sd,
        p=float(found.p),
        nap=float(found.nap),
        verdict=VERDICTS[int(found.verdict)],
        trend_warning=trend_chance(first) <= _TREND_P,
        even=float(found.spread) <= floor,
    )


def effects(
    before: ArrayLike, during: ArrayLike, *, days_before: ArrayLike, days_during: ArrayLike, floor: float
) -> Effects:
    """The comparison for many people at once: values (..., n) that point up where better, no NaN, phases of 2 or more.

    ``days_*`` (n,) rising whole numbers, the same for all; ``floor`` > 0 the least spread within a phase.
    """
    first, second = np.asarray(before, dtype=np.float64), np.asarray(during, dtype=np.float64)
    n_first, n_second = first.shape[-1], second.shape[-1]
    n = n_first + n_second
    level_first, level_second = first.mean(axis=-1), second.mean(axis=-1)
    products_first, squares_first = lag_sums(first - level_first[..., np.newaxis], days_before)
    products_second, squares_second = lag_sums(second - level_second[..., np.newaxis], days_during)
    squares = squares_first + squares_second
    spread = np.maximum(np.sqrt(squares / (n - 2)), floor)
    r = (products_first + products_second) / np.where(squares > 0, squares, 1.0)
    rho = carry_over(r, n)
    g = (1 - 3 / (4 * (n - 2) - 1)) * (level_second - level_first) / spread
    v = (1 + rho) / (1 - rho) * n / (n_first * n_second) + np.square(g) / (2 * n)
    w = _PRIOR_VARIANCE / (_PRIOR_VARIANCE + v)
    mean, sd = w * g, np.sqrt(w * v)
    pairs = second[..., np.newaxis, :] - first[..., :, np.newaxis]
    share = (np.sign(pairs).mean(axis=(-2, -1)) + 1) / 2
    return Effects(spread, g, r, rho, v, w, mean, sd, normal_cdf(mean / sd), share)


def trend_chance(values: Sequence[float] | Floats) -> float:
    """Chance 0..1 of a rise as steady as that of ``values`` (in order of time), or more, if their order were chance.

    One-sided Mann-Kendall: exact with ties up to 50 values, above that the normal approximation. 1 for fewer than two
    values or when all are equal.
    """
    row = np.asarray(values, dtype=np.float64)
    _, ties = np.unique(row, return_counts=True)
    if ties.size < 2:
        return 1.0
    earlier, later = np.triu_indices(row.size, 1)
    signs = np.sign(row[later] - row[earlier])
    falls = int((signs < 0).sum())
    if row.size > _EXACT_TO:
        return _normal_trend_chance(int(signs.sum()), row.size, ties)
    ways = _falls(tuple(sorted(int(count) for count in ties)))
    return sum(ways[: falls + 1]) / sum(ways)


def _normal_trend_chance(balance: int, n: int, ties: NDArray[np.int64]) -> float:
    untied = n * (n - 1) * (2 * n + 5) - int((ties * (ties - 1) * (2 * ties + 5)).sum())
    return float(normal_cdf((1 - balance) / math.sqrt(untied / 18)))


def _falls(ties: tuple[int, ...]) -> list[int]:
    """In how many orders of a row with these numbers of equal values 0, 1, 2 … pairs fall, as exact whole numbers.

    The product of (1 - q^i) for i up to n, divided by the same for every group of equals.
    """
    n = sum(ties)
    size = (n * n - sum(count * count for count in ties)) // 2 + 1
    ways = [1] + [0] * (size - 1)
    for step in range(1, n + 1):
        for at in range(size - 1, step - 1, -1):
            ways[at] -= ways[at - step]
    for count in ties:
        for step in range(1, count + 1):
            for at in range(step, size):
                ways[at] += ways[at - step]
    return ways


def _phase(values: Sequence[float], days: Sequence[int] | None) -> tuple[Floats, NDArray[np.int64]]:
    """The values that are there with their days, in order of time."""
    row = np.asarray(values, dtype=np.float64)
    when = np.arange(row.size) if days is None else np.asarray(days, dtype=np.int64)
    if row.ndim != 1 or when.shape != row.shape:
        raise ValueError("every value needs its day")
    there = ~np.isnan(row)
    row, when = row[there], when[there]
    order = np.argsort(when)
    row, when = row[order], when[order]
    if (np.diff(when) == 0).any():
        raise ValueError("a day has one value")
    return row, when


def _floor(unit: Unit) -> float:
    if unit == "minutes":
        return DAY_FLOOR_DOUBLINGS
    low, high = unit
    if not low < high:
        raise ValueError("the high end of a scale lies above its low end")
    return DAY_FLOOR_SHARE * (high - low)


def _upward(values: Floats, unit: Unit, better: Better) -> Floats:
    """``values`` on the scale they are compared on, turned so that up is better."""
    if unit == "minutes":
        if (values < 0).any():
            raise ValueError("minutes are 0 or more")
        values = np.log2(1 + values)
    return values if better == "higher" else -values
