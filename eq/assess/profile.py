"""Is one of the person's own areas higher or lower than the rest? (evidence §3.6, with the spread of §0.1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from eq.assess.questionnaire import Questionnaire
from eq.assess.scores import score
from eq.stats import Floats, f_upper, t_quantile

ALPHA = 0.05
"""Error rate of the omnibus test, and of all single areas together."""


@dataclass(frozen=True)
class Deviation:
    """How far one scale's mean lies from the person's own average, in points of the answer scale.

    ``limit`` is the Bonferroni limit on its size. ``word`` is "higher" or "lower" only when the omnibus test and
    the limit both say so.
    """

    scale: str
    deviation: float
    se: float
    limit: float
    word: Literal["higher", "lower", "near"]


@dataclass(frozen=True)
class OwnProfile:
    """The scales that have a number, in the order of the file, against ``person_mean``, the mean of their means.

    ``f`` with ``df1``, ``df2`` and ``p`` is the omnibus test over the statements; when it is not
    ``distinguishable`` (p > .05) the areas are too close to rank.
    """

    scales: tuple[Deviation, ...]
    person_mean: float
    f: float
    df1: float
    df2: float
    p: float
    distinguishable: bool


def own_profile(q: Questionnaire, values: Floats) -> OwnProfile | None:
    """The own-profile test on one sitting's raw answers (items,), NaN for none; None when under 2 scales are ok."""
    table = score(q, values[np.newaxis, :])
    shown = np.flatnonzero(table.status[0] == 0)
    if len(shown) < 2:
        return None
    mean, k = table.mean[0, shown], table.answered[0, shown].astype(np.float64)
    sd, df1, df2 = float(table.sd[0]), float(len(shown) - 1), float(table.sd_df[0])
    f = float(np.sum(k * np.square(mean - np.average(mean, weights=k)))) / df1 / sd**2
    p = float(f_upper(f, df1, df2))
    deviation, se = mean - mean.mean(), sd * np.sqrt(_error_per_variance(k))
    limit = float(t_quantile(1 - ALPHA / (2 * len(shown)), df2)) * se
    words = [_word(d, at_least, p <= ALPHA) for d, at_least in zip(deviation.tolist(), limit.tolist(), strict=True)]
    scales = [table.scales[at] for at in shown]
    rows = zip(scales, deviation.tolist(), se.tolist(), limit.tolist(), words, strict=True)
    return OwnProfile(
        scales=tuple(Deviation(*row) for row in rows),
        person_mean=float(mean.mean()),
        f=f,
        df1=df1,
        df2=df2,
        p=p,
        distinguishable=p <= ALPHA,
    )


def _error_per_variance(k: Floats) -> Floats:
    """Variance of each scale's deviation from the mean of p scale means, in units of the item variance."""
    p = len(k)
    return (1 - 2 / p) / k + np.sum(1 / k) / p**2


def _word(deviation: float, limit: float, distinguishable: bool) -> Literal["higher", "lower", "near"]:
    if not distinguishable or abs(deviation) < limit:
        return "near"
    return "higher" if deviation > 0 else "lower"
