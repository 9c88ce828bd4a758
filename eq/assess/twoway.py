"""Weeks x items: where the spread of a block of pulse answers comes from (docs/scoring.md, "Pulse")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from eq.stats import Floats

_FLOOR = 0.05
"""Floor of the SD of weekly means, as a share of the answer range."""


@dataclass(frozen=True)
class TwoWay:
    """Additive decomposition of b blocks, each scale on its own; p scales, all arrays (b, p) unless said.

    ``weeks`` and ``items`` int: weeks with any answer, items with any answer; ``mean`` in answer points, NaN where
    nothing was answered; ``item_means`` float (b, items of the form), NaN likewise; ``ss_weeks``, ``ss_items`` and
    ``ss_rest`` sums of squares of week means, item means and residuals; ``df_rest`` residual degrees of freedom.
    """

    weeks: NDArray[np.int64]
    items: NDArray[np.int64]
    mean: Floats
    item_means: Floats
    ss_weeks: Floats
    ss_items: Floats
    ss_rest: Floats
    df_rest: Floats


@dataclass(frozen=True)
class Spread:
    """Variances pooled over scales, with their degrees of freedom; NaN where nothing could be pooled.

    ``week`` is the variance of weekly means (floored), ``item`` that of item means, ``rest`` the residual mean square.
    """

    week: Floats
    week_df: Floats
    item: Floats
    item_df: Floats
    rest: Floats
    rest_df: Floats


def week_floor(low: float, high: float) -> float:
    """Least SD of weekly means believed on the answer scale ``low..high``: 0.20 on 1..5."""
    return _FLOOR * (high - low)


def two_way(cells: Floats, columns: Sequence[tuple[int, ...]]) -> TwoWay:
    """Decompose keyed cells, float (b, weeks, items), NaN = not counted; ``columns`` are the items of each scale.

    An item's mean is over the weeks it was answered in, and the level of a week leaves out the level of the items
    skipped in it: skipping a hard statement must not look like a good week.
    """
    shape = (len(cells), len(columns))
    weeks, items = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
    mean, ss_weeks, ss_items, ss_rest, df_rest = (np.zeros(shape) for _ in range(5))
    answered = np.isfinite(cells)
    filled = np.where(answered, cells, 0.0)
    per_item = answered.sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        item_means = filled.sum(axis=1) / per_item
        residual = np.where(answered, cells - item_means[:, None, :], 0.0)
        for j, scale in enumerate(columns):
            take = list(scale)
            seen = answered[:, :, take]
            per_week = seen.sum(axis=2)
            there, counted = per_item[:, take] > 0, per_week > 0
            items[:, j], weeks[:, j] = there.sum(axis=1), counted.sum(axis=1)
            levels = np.where(there, item_means[:, take], 0.0)
            mean[:, j] = levels.sum(axis=1) / items[:, j]
            effect = np.where(counted, residual[:, :, take].sum(axis=2) / per_week, 0.0)
            centre = effect.sum(axis=1) / weeks[:, j]
            ss_weeks[:, j] = np.where(counted, (effect - centre[:, None]) ** 2, 0.0).sum(axis=1)
            ss_items[:, j] = np.where(there, (levels - mean[:, j][:, None]) ** 2, 0.0).sum(axis=1)
            rest = np.where(seen, residual[:, :, take] - effect[:, :, None], 0.0)
            ss_rest[:, j] = (rest**2).sum(axis=(1, 2))
            df_rest[:, j] = seen.sum(axis=(1, 2)) - items[:, j] - weeks[:, j] + 1
    return TwoWay(weeks, items, mean, item_means, ss_weeks, ss_items, ss_rest, df_rest)


def pooled(
    two: TwoWay, use: NDArray[np.bool_], floor: float, *, axis: int | tuple[int, int], ss_items: Floats | None = None
) -> Spread:
    """Pool over ``axis`` (1: the scales of each block; (0, 1): both blocks of a comparison) where ``use`` (b, p).

    ``floor`` is the least SD of weekly means. Weekly means of different scales move together (taken as r = .5), so
    their degrees of freedom are Σ(weeks - 1) / (1 + (scales - 1) / 4). ``ss_items`` (p,) replaces the item sums
    of squares (a comparison pools the differences of item means, once a scale).
    """
    scales = use.any(axis=0).sum() if axis == (0, 1) else use.sum(axis=1)

    def total(values: NDArray[np.float64] | NDArray[np.int64]) -> Floats:
        return np.asarray(np.where(use, values, 0).sum(axis=axis), dtype=np.float64)

    with np.errstate(invalid="ignore", divide="ignore"):
        weeks = total(two.weeks - 1)
        week = np.maximum(total(two.ss_weeks) / weeks, floor**2)
        if ss_items is None:
            item_ss, item_df = total(two.ss_items), total(two.items - 1)
        else:
            once = use.all(axis=0)
            item_ss = np.where(once, ss_items, 0.0).sum()
            item_df = np.where(once, two.items[0] - 1, 0).sum().astype(np.float64)
        rest_df = total(two.df_rest)
        return Spread(
            week, weeks / (1 + (scales - 1) / 4), item_ss / item_df, item_df, total(two.ss_rest) / rest_df, rest_df
        )
