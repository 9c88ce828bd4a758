"""Indices of how feelings move, agree and vary, and rates of events: for export only (docs/scoring.md).

Each comes with the number it rests on and is NaN below its minimum. Few people ever reach these minima, and most of
the indices add little to a mean and a spread, so no page shows them.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from eq.stats import Floats, lag_one

MEAN_LEAST = 7
SD_LEAST = 30
PAIRS_LEAST = 30
INERTIA_LEAST = 50
OCCASIONS_LEAST, WORDS_LEAST = 30, 4
PICKS_LEAST = 20

_TINY = 1e-12


@dataclass(frozen=True)
class Index:
    """One index: ``value`` NaN below its minimum or where it cannot be computed, ``n`` what it rests on."""

    value: float
    n: int


@dataclass(frozen=True)
class Agreement:
    """Two-way analysis of ratings, ``occasions`` by ``words``: mean squares of occasions, words and the rest.

    ``icc31`` and ``icc3k`` treat the words as the only ones there are, ``icc21`` and ``icc2k`` as a sample; one word
    and the mean of all. NaN below the minimum or when nothing varies.
    """

    occasions: int
    words: int
    ms_occasions: float = math.nan
    ms_words: float = math.nan
    ms_rest: float = math.nan
    icc31: float = math.nan
    icc3k: float = math.nan
    icc21: float = math.nan
    icc2k: float = math.nan


@dataclass(frozen=True)
class Variety:
    """How evenly ``picks`` spread over ``labels`` that were picked at all: variety, not virtue.

    ``entropy`` in natural units, ``evenness`` 0..1 of the most it could be (NaN for one label), ``effective`` the
    number of equally used labels that would be as varied, ``gini_simpson`` 0..1 the chance that two picks differ.
    """

    picks: int
    labels: int
    entropy: float = math.nan
    evenness: float = math.nan
    effective: float = math.nan
    gini_simpson: float = math.nan


@dataclass(frozen=True)
class Rates:
    """Events a unit of time before and after, their ``ratio`` after over before, exact two-sided ``p`` 0..1."""

    before: float
    after: float
    ratio: float
    p: float


def mean(values: ArrayLike, *, minimum: int = MEAN_LEAST) -> Index:
    """The mean of (n,) values; NaN among them is no value."""
    row = _there(values)
    return _index(row.size, max(minimum, 1), lambda: float(row.mean()))


def sd(values: ArrayLike, *, minimum: int = SD_LEAST) -> Index:
    """The standard deviation of (n,) values, n - 1."""
    row = _there(values)
    return _index(row.size, max(minimum, 2), lambda: row.std(ddof=1))


def largest_variance(values: ArrayLike, *, low: float, high: float) -> float:
    """The largest variance (n - 1) that values with this mean can have on a scale ``low..high``; NaN for one value."""
    row = _there(values)
    if row.size < 2:
        return math.nan
    centre = float(row.mean())
    return row.size / (row.size - 1) * (centre - low) * (high - centre)


def relative_sd(values: ArrayLike, *, low: float, high: float, minimum: int = SD_LEAST) -> Index:
    """The standard deviation as a share 0..1 of the largest its mean allows; NaN when the mean is at an end."""
    row = _there(values)
    most = largest_variance(row, low=low, high=high)
    return _index(row.size, max(minimum, 2), lambda: row.std(ddof=1) / math.sqrt(most) if most > 0 else math.nan)


def mssd(values: ArrayLike, days: ArrayLike | None = None, *, minimum: int = PAIRS_LEAST) -> Index:
    """Mean squared difference of neighbours one day apart; ``n`` counts pairs.

    ``days`` (n,) whole numbers that rise, None for one after the other; pairs across a gap or a missing value are no
    pairs. Give occasions of one day numbers of their own, with a jump at night, to compare within days.
    """
    first, second = _pairs(values, days)
    return _index(first.size, max(minimum, 1), lambda: np.square(second - first).mean())


def rmssd(values: ArrayLike, days: ArrayLike | None = None, *, minimum: int = PAIRS_LEAST) -> Index:
    """The root of ``mssd``, in the unit of the values."""
    square = mssd(values, days, minimum=minimum)
    return Index(math.sqrt(square.value), square.n)


def inertia(values: ArrayLike, days: ArrayLike | None = None, *, minimum: int = INERTIA_LEAST) -> Index:
    """Slope of each value on the one a day earlier, over pairs as in ``mssd``; very noisy when they are few."""
    first, second = _pairs(values, days)
    away = first - first.mean() if first.size else first
    spread = float(np.square(away).sum())
    enough = max(minimum, 3)
    return _index(first.size, enough, lambda: (away * second).sum() / spread if spread > _TINY else math.nan)


def lag_correlation(values: ArrayLike, days: ArrayLike | None = None, *, minimum: int = INERTIA_LEAST) -> Index:
    """Pearson correlation of each value with the one a day earlier, over pairs as in ``mssd``."""
    first, second = _pairs(values, days)
    varied = first.size > 2 and min(np.ptp(first), np.ptp(second)) > 0
    return _index(first.size, max(minimum, 3), lambda: np.corrcoef(first, second)[0, 1] if varied else math.nan)


def autocorrelation(values: ArrayLike, days: ArrayLike | None = None, *, minimum: int = INERTIA_LEAST) -> Index:
    """Products of neighbouring deviations from the one mean over all squares (what the intervals use)."""
    row, when = _ordered(values, days)
    away = row - row.mean() if row.size else row
    return _index(row.size, max(minimum, 3), lambda: lag_one(away, when))


def agreement(
    ratings: ArrayLike, *, least_occasions: int = OCCASIONS_LEAST, least_words: int = WORDS_LEAST
) -> Agreement:
    """How alike feeling words of one kind move: (occasions, words) ratings, every word rated every time.

    Occasions with a gap (NaN) are left out, and so are words that were never above 0 on those that remain.
    """
    table = np.asarray(ratings, dtype=np.float64)
    table = table[~np.isnan(table).any(axis=1)]
    table = table[:, (table > 0).any(axis=0)]
    n, k = table.shape
    if n < max(least_occasions, 2) or k < max(least_words, 2):
        return Agreement(n, k)
    whole = table.mean()
    by_row, by_column = table.mean(axis=1), table.mean(axis=0)
    rows = k * float(np.square(by_row - whole).sum()) / (n - 1)
    columns = n * float(np.square(by_column - whole).sum()) / (k - 1)
    left = table - by_row[:, np.newaxis] - by_column + whole
    rest = float(np.square(left).sum()) / ((n - 1) * (k - 1))
    return Agreement(
        n,
        k,
        rows,
        columns,
        rest,
        icc31=_share(rows - rest, rows + (k - 1) * rest),
        icc3k=_share(rows - rest, rows),
        icc21=_share(rows - rest, rows + (k - 1) * rest + k * (columns - rest) / n),
        icc2k=_share(rows - rest, rows + (columns - rest) / n),
    )


def granularity(found: Agreement) -> Index:
    """1 - ICC(3,k), 0 to below 1, higher where words of one kind are told apart; NaN when the ICC is not above 0."""
    return Index(1 - found.icc3k if found.icc3k > 0 else math.nan, found.occasions)


def fisher_z(found: Agreement) -> Index:
    """Fisher's z of ICC(3,k); granularity on an open-ended scale is its negative; NaN when the ICC is not above 0."""
    return Index(math.atanh(found.icc3k) if 0 < found.icc3k < 1 else math.nan, found.occasions)


def variety(counts: ArrayLike, *, minimum: int = PICKS_LEAST) -> Variety:
    """Variety of labels from how often each was picked (0 or more); labels never picked count for nothing."""
    row = np.asarray(counts, dtype=np.float64)
    row = row[row > 0]
    picks, labels = int(row.sum()), row.size
    if picks < max(minimum, 1):
        return Variety(picks, labels)
    share = row / picks
    entropy = max(0.0, -float((share * np.log(share)).sum()))
    return Variety(
        picks,
        labels,
        entropy,
        evenness=entropy / math.log(labels) if labels > 1 else math.nan,
        effective=math.exp(entropy),
        gini_simpson=1 - float(np.square(share).sum()),
    )


def event_rates(before: int, units_before: float, after: int, units_after: float) -> Rates:
    """Counts of events over so many shifts or days, before and after.

    ``p``: given all events, the chance of a split no likelier than this one if the rate had stayed the same (exact
    binomial, two-sided). ``ratio`` and ``p`` are NaN without events before, or any. ValueError unless counts are 0 or
    more and units above 0.
    """
    if min(before, after) < 0 or not (0 < units_before < math.inf and 0 < units_after < math.inf):
        raise ValueError("events are 0 or more, over a time above 0")
    first, second = before / units_before, after / units_after
    ratio = second / first if before else math.nan
    return Rates(first, second, ratio, _split(before, before + after, units_before / (units_before + units_after)))


def _split(count: int, total: int, share: float) -> float:
    if not total:
        return math.nan
    logs = np.array([_log_chance(k, total, share) for k in range(total + 1)])
    # Splits as likely as this one differ from it in the last binary digits only.
    return float(min(1.0, np.exp(logs[logs <= logs[count] + 1e-9]).sum()))


def _log_chance(k: int, n: int, share: float) -> float:
    ways = math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)
    return ways + k * math.log(share) + (n - k) * math.log1p(-share)


def _index(n: int, minimum: int, value: Callable[[], float | np.floating | Floats]) -> Index:
    return Index(float(value()) if n >= minimum else math.nan, n)


def _there(values: ArrayLike) -> Floats:
    row = np.asarray(values, dtype=np.float64)
    there: Floats = row[~np.isnan(row)]
    return there


def _ordered(values: ArrayLike, days: ArrayLike | None) -> tuple[Floats, NDArray[np.int64]]:
    row = np.asarray(values, dtype=np.float64)
    when = np.arange(row.size) if days is None else np.asarray(days, dtype=np.int64)
    if when.shape != row.shape or (np.diff(when) <= 0).any():
        raise ValueError("every value has its day, and days rise")
    there = ~np.isnan(row)
    return row[there], when[there]


def _pairs(values: ArrayLike, days: ArrayLike | None) -> tuple[Floats, Floats]:
    row, when = _ordered(values, days)
    near = np.diff(when) == 1
    return row[:-1][near], row[1:][near]


def _share(part: float, whole: float) -> float:
    return part / whole if whole > _TINY else math.nan
