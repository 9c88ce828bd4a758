"""Means over days for one stretch after another, for parts of the day, and for whatever debriefs have in common."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from eq.reflect.days import MIN_DAYS, PARTS, Level, level, recovery, within_day
from eq.reflect.insight import Breakdown, BreakdownKind

FELT = ("pleasantness", "p_low", "p_high", "p_days", "energy", "e_low", "e_high", "e_days")
_ROWS = ("value", "label", "n", "days", "severity", "s_low", "s_high", "minutes", "m_low", "m_high", "m_days")
_NOTHING = (math.nan, math.nan, math.nan)

Stretches = Sequence[tuple[date, date]]
Ints = NDArray[np.int64]


def ordinals(days: Sequence[date] | pd.Series) -> Ints:
    """Days as whole numbers."""
    return np.fromiter((day.toordinal() for day in days), dtype=np.int64, count=len(days))


def felt_levels(days: pd.DataFrame) -> tuple[Level, Level]:
    """The levels of pleasantness and energy over rows of ``daily``."""
    at = ordinals(days["day"])
    pleasant, energetic = (level(at, days[name].to_numpy(), low=-1, high=1) for name in ("pleasantness", "energy"))
    return pleasant, energetic


def felt_blocks(days: pd.DataFrame, stretches: Stretches) -> pd.DataFrame:
    """For each stretch its ends, the ``days`` with a feeling, and both levels with the days that say so.

    ``days`` are rows of ``daily``.
    """
    at = ordinals(days["day"])
    values = [days[name].to_numpy() for name in ("pleasantness", "energy")]
    rows = []
    for start, end in stretches:
        here = slice(*np.searchsorted(at, [start.toordinal(), end.toordinal() + 1]))
        both = [_four(level(at[here], row[here], low=-1, high=1)) for row in values]
        rows.append((start, end, len(at[here]), *both[0], *both[1]))
    return pd.DataFrame(rows, columns=["start", "end", "days", *FELT])


def felt_parts(frame: pd.DataFrame) -> pd.DataFrame:
    """The four parts of the day with both levels; ``frame`` has ``day``, ``hour``, ``pleasantness`` and ``energy``."""
    pleasant, energetic = within_day(frame, "pleasantness"), within_day(frame, "energy")
    rows = []
    for part in PARTS:
        days = max(pleasant[part].n, energetic[part].n)
        rows.append((part, days, *_four(pleasant[part]), *_four(energetic[part])))
    return pd.DataFrame(rows, columns=["part", "days", *FELT])


def recovery_blocks(points: pd.DataFrame, stretches: Stretches) -> pd.DataFrame:
    """For each stretch its debriefs and the level of minutes; ``points``: ``day``, ``minutes``, earliest first."""
    at, minutes = ordinals(points["day"]), points["minutes"].to_numpy(dtype=float)
    rows = []
    for start, end in stretches:
        here = slice(*np.searchsorted(at, [start.toordinal(), end.toordinal() + 1]))
        found = recovery(at[here], minutes[here])
        rows.append((start, end, len(at[here]), found.n, *_three(found)))
    return pd.DataFrame(rows, columns=["start", "end", "n", "days", "minutes", "low", "high"])


def breakdown(
    kind: BreakdownKind, hard: pd.DataFrame, values: Mapping[str, Sequence[int]], labels: Mapping[str, str]
) -> Breakdown:
    """Debriefs by what they have in common.

    ``hard``: ``day`` (date), ``severity`` and ``minutes`` (NaN when not said), a row a debrief. ``values``: value ->
    places of its debriefs in ``hard``. A value without a label is shown as it is.
    """
    at = ordinals(hard["day"])
    severity, minutes = hard["severity"].to_numpy(dtype=float), hard["minutes"].to_numpy(dtype=float)
    rows: list[tuple[Any, ...]] = []
    for value, places in values.items():
        here = np.asarray(places, dtype=np.intp)
        days, *hard_means = _mean_of(_severities, at[here], severity[here])
        m_days, *minute_means = _mean_of(recovery, at[here], minutes[here])
        rows.append((value, labels.get(value, value), len(here), days, *hard_means, *minute_means, m_days))
    rows.sort(key=_most_first)
    return Breakdown(kind, pd.DataFrame(rows, columns=list(_ROWS)), len(hard))


def _most_first(row: tuple[Any, ...]) -> tuple[int, str, str]:
    value, label, n, *_ = row
    return -n, label, value


def _mean_of(
    build: Callable[[Ints, NDArray[np.float64]], Level], days: Ints, values: NDArray[np.float64]
) -> tuple[int, float, float, float]:
    """The days that say so, and their level."""
    there = ~np.isnan(values)
    n = len(set(days[there].tolist()))
    # Most clients are met a few times: what cannot have a mean is not looked at any closer.
    return (n, *(_three(build(days[there], values[there])) if n >= MIN_DAYS else _NOTHING))


def _severities(days: Ints, values: NDArray[np.float64]) -> Level:
    each, place = np.unique(days, return_inverse=True)
    means = np.bincount(place, values) / np.bincount(place)
    return level(each, means, low=0, high=10)


def _three(found: Level) -> tuple[float, float, float]:
    return found.mean, found.low95, found.high95


def _four(found: Level) -> tuple[float, float, float, int]:
    return *_three(found), found.n
