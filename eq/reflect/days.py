"""Means over days: one value a day, and an interval widened for days that carry over to the next (docs/scoring.md)."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Literal, get_args

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from eq.stats import DAY_FLOOR_DOUBLINGS, DAY_FLOOR_SHARE, Floats, carry_over, clipped, lag_one, t_quantile

Part = Literal["night", "morning", "afternoon", "evening"]
Felt = Literal["pleasantness", "energy"]

PARTS: tuple[Part, ...] = get_args(Part)
"""0 to 6, 6 to 12, 12 to 18 and 18 to 24 o'clock, where the person was."""

MIN_DAYS = 7
"""Days with a value before a mean is shown."""

MIN_COMPARE = 14
"""Days with a value each of two periods needs before they are set side by side."""

_PART_HOURS = 6


@dataclass(frozen=True)
class Level:
    """A mean over days.

    ``n`` days with a value; ``mean`` and its 95 % interval ``low95``..``high95`` in the unit of the values; ``rho``
    0..0.6 how far a day carries over to the next; ``sd`` between days, n - 1. All NaN below ``MIN_DAYS`` days.
    """

    n: int
    mean: float = math.nan
    low95: float = math.nan
    high95: float = math.nan
    rho: float = math.nan
    sd: float = math.nan


def level(days: ArrayLike, values: ArrayLike, *, low: float, high: float) -> Level:
    """The mean of daily means (n,), NaN being a day without one; ``days`` (n,) whole numbers in any order, each once.

    The variance of the mean is s²/n · (1 + rho)/(1 - rho), with s not below a twentieth of ``high - low``; Student's t
    with n - 1; the interval is clipped to ``low..high``. ValueError when a day comes twice.
    """
    return _level(days, values, low, high, DAY_FLOOR_SHARE * (high - low))


def _level(days: ArrayLike, values: ArrayLike, low: float, high: float, floor: float) -> Level:
    when, row = np.asarray(days, dtype=np.int64), np.asarray(values, dtype=np.float64)
    there = ~np.isnan(row)
    when, row = when[there], row[there]
    order = np.argsort(when)
    when, row = when[order], row[order]
    if (np.diff(when) == 0).any():
        raise ValueError("a day has one value")
    if row.size < MIN_DAYS:
        return Level(row.size)
    mean, rho, sd, half = (float(one) for one in spans(when, row, floor))
    low95, high95 = (float(one) for one in clipped([mean - half, mean + half], low, high))
    return Level(row.size, mean, low95, high95, rho, sd)


def spans(days: ArrayLike, values: ArrayLike, floor: float) -> tuple[Floats, Floats, Floats, Floats]:
    """Mean, carry-over, SD and half-width of the interval for rows of daily means (..., n) on rising ``days`` (n,).

    ``floor`` >= 0 is the least SD the half-width is made from.
    """
    rows = np.asarray(values, dtype=np.float64)
    n = rows.shape[-1]
    mean = rows.mean(axis=-1)
    away = rows - mean[..., np.newaxis]
    rho = carry_over(np.nan_to_num(lag_one(away, days)), n)
    sd = np.sqrt(np.square(away).sum(axis=-1) / (n - 1))
    error = np.maximum(sd, floor) * np.sqrt((1 + rho) / (1 - rho) / n)
    return mean, rho, sd, t_quantile(0.975, float(n - 1)) * error


def daily(frame: pd.DataFrame) -> pd.DataFrame:
    """One row a day, earliest first, from rows of entries with ``day`` (date), ``pleasantness`` and ``energy``.

    Columns ``day`` (date), ``n`` entries of that day, ``pleasantness`` and ``energy``: the means of those that have
    one, -1..1, NaN when none has. No entries give no rows.
    """
    place, dates = _places(frame)
    counts = np.bincount(place, minlength=len(dates))
    means = {name: _means(place, frame[name], len(dates)) for name in ("pleasantness", "energy")}
    return pd.DataFrame({"day": dates, "n": counts, **means}, columns=["day", "n", "pleasantness", "energy"])


def within_day(frame: pd.DataFrame, felt: Felt = "pleasantness") -> dict[Part, Level]:
    """How the parts of the day usually feel: for each the level of its daily means, in the order of ``PARTS``.

    ``frame``: rows of entries with ``day`` (date), ``hour`` (0 to below 24 by the clock where the entry was made) and
    the column ``felt`` (-1..1, NaN when not said). Parts are not compared with each other: different days and moments
    are in them.
    """
    place, dates = _places(frame)
    ordinals = np.array([day.toordinal() for day in dates], dtype=np.int64)
    part = np.asarray(frame["hour"], dtype=np.float64) // _PART_HOURS
    return {
        name: level(ordinals, _means(place[part == at], frame[felt][part == at], len(dates)), low=-1, high=1)
        for at, name in enumerate(PARTS)
    }


def recovery(days: ArrayLike, minutes: ArrayLike) -> Level:
    """Minutes until back to normal: the level of log2(1 + minutes), given back in minutes (a middle, not a sum).

    ``days`` (n,) whole numbers, several episodes of one day being averaged first, so ``n`` counts days; ``minutes``
    (n,) 0 or more, NaN when not known. ``sd`` stays in doublings of 1 + minutes. ValueError for negative minutes.
    """
    when, row = np.asarray(days, dtype=np.int64), np.asarray(minutes, dtype=np.float64)
    if (row < 0).any():
        raise ValueError("minutes are 0 or more")
    ordinals, place = np.unique(when, return_inverse=True)
    doublings = _means(place, np.log2(1 + row), len(ordinals))
    found = _level(ordinals, doublings, 0, math.inf, DAY_FLOOR_DOUBLINGS)
    mean, low95, high95 = (2**value - 1 for value in (found.mean, found.low95, found.high95))
    return replace(found, mean=mean, low95=low95, high95=high95)


def _places(frame: pd.DataFrame) -> tuple[NDArray[np.intp], NDArray[np.object_]]:
    """For every row the place of its day among all days, and those days, earliest first."""
    place, dates = pd.factorize(np.asarray(frame["day"], dtype=object), sort=True)
    return place, dates


def _means(place: NDArray[np.intp], values: ArrayLike, groups: int) -> Floats:
    """The mean of the values there are in each of the ``groups``, NaN where there is none."""
    row = np.asarray(values, dtype=np.float64)
    there = ~np.isnan(row)
    sums = np.bincount(place[there], row[there], minlength=groups)
    counts = np.bincount(place[there], minlength=groups)
    return np.where(counts > 0, sums / np.maximum(counts, 1), math.nan)
