"""How far two phases overlap: NAP, Tau and the variants called Tau-U, with an exact chance. For export only.

Implementations of Tau-U differ in what they add, subtract and divide by, so each variant has its own name here. They
control a trend weakly and may leave -1..1; no verdict rests on them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from eq.stats import Floats, midranks, nap

CHANCE_LEAST = 4
"""Values in each phase below which no chance is given: it could not become small."""

CHANCE_MOST = 80
"""Values in all up to which the exact chance is counted out."""


@dataclass(frozen=True)
class Overlap:
    """Up means better; NaN where a phase is too short.

    ``nap`` 0..1, ``nap_se`` its standard error (DeLong); ``tau`` = 2 nap - 1; ``trend_before`` and ``trend_during``
    rising less falling pairs within a phase. ``tau_u_less_before``: (between - trend_before) / pairs between;
    ``tau_u_with_during``: (between + trend_during) / (pairs between and within the second phase);
    ``tau_u_both``: (between + trend_during - trend_before) over the same; ``tau_u_both_all``: over all pairs.
    ``p`` 0..1: chance of a ``nap`` at least as high if the values had fallen to the phases in any other way.
    """

    n_before: int
    n_during: int
    nap: float = math.nan
    nap_se: float = math.nan
    tau: float = math.nan
    trend_before: int = 0
    trend_during: int = 0
    tau_u_less_before: float = math.nan
    tau_u_with_during: float = math.nan
    tau_u_both: float = math.nan
    tau_u_both_all: float = math.nan
    p: float = math.nan


def overlap(before: Sequence[float], during: Sequence[float]) -> Overlap:
    """The overlap of two phases in order of time, turned so that higher is better; at least 2 values in each."""
    first, second = np.asarray(before, dtype=np.float64), np.asarray(during, dtype=np.float64)
    n_first, n_second = first.size, second.size
    if min(n_first, n_second) < 2:
        return Overlap(n_first, n_second)
    share = nap(first, second)
    between = int(np.sign(second[:, np.newaxis] - first).sum())
    before_trend, during_trend = _balance(first), _balance(second)
    pairs, pairs_first, pairs_second = n_first * n_second, math.comb(n_first, 2), math.comb(n_second, 2)
    return Overlap(
        n_first,
        n_second,
        share,
        _delong(first, second, share),
        2 * share - 1,
        before_trend,
        during_trend,
        (between - before_trend) / pairs,
        (between + during_trend) / (pairs + pairs_second),
        (between + during_trend - before_trend) / (pairs + pairs_second),
        (between + during_trend - before_trend) / (pairs + pairs_second + pairs_first),
        _chance(first, second),
    )


def _balance(values: Floats) -> int:
    earlier, later = np.triu_indices(values.size, 1)
    return int(np.sign(values[later] - values[earlier]).sum())


def _delong(first: Floats, second: Floats, share: float) -> float:
    wins = (np.sign(second[:, np.newaxis] - first) + 1) / 2
    by_second, by_first = wins.mean(axis=1) - share, wins.mean(axis=0) - share
    variance = np.square(by_second).sum() / (second.size - 1) / second.size
    variance += np.square(by_first).sum() / (first.size - 1) / first.size
    return math.sqrt(float(variance))


def _chance(first: Floats, second: Floats) -> float:
    n = first.size + second.size
    if min(first.size, second.size) < CHANCE_LEAST or n > CHANCE_MOST:
        return math.nan
    # Doubled, so that shared ranks are whole numbers and the count is exact.
    ranks = [int(rank) for rank in 2 * midranks(np.concatenate([first, second]))]
    ways: list[dict[int, int]] = [{0: 1}] + [{} for _ in range(second.size)]
    for rank in ranks:
        for size in range(second.size, 0, -1):
            into = ways[size]
            for total, count in ways[size - 1].items():
                into[total + rank] = into.get(total + rank, 0) + count
    least = sum(ranks[first.size :])
    counts = ways[second.size]
    return sum(count for total, count in counts.items() if total >= least) / math.comb(n, second.size)
