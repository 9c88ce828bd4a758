"""Time as plotly reads it (milliseconds), and the few dates an axis names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pandas as pd

from eq.charts.labels import text_width
from eq.stats import Floats
from eq.wording.plain import MONTHS

DAY = 86_400_000.0
"""Milliseconds in a day."""

_EPOCH = date(1970, 1, 1)
_LONGEST_DAY, _GAP = "30 May", 14.0
_DAY_STEPS, _MONTH_STEPS, _YEAR_STEPS = (1, 2, 7, 14), (1, 2, 3, 6), (1, 2, 5, 10, 20, 50)


class DateTicks(NamedTuple):
    """Ticks of a time axis: places in ms, texts of one or two lines (the year where it begins)."""

    values: tuple[float, ...]
    texts: tuple[str, ...]


def milliseconds(moments: pd.Series) -> Floats:
    """Local date-times without zone as milliseconds since 1970, float64."""
    return moments.to_numpy().astype("datetime64[us]").astype(np.int64) / 1000.0


def dates(moments: pd.Series) -> list[date]:
    """The local days of date-times without zone."""
    days: list[date] = moments.to_numpy().astype("datetime64[D]").tolist()
    return days


def day_start(day: date) -> float:
    """Midnight of ``day`` in ms."""
    return (day - _EPOCH).days * DAY


def date_ticks(first: float, last: float, marked: Sequence[float], *, room: float, size: float) -> DateTicks:
    """Dates for an axis from ``first`` to ``last`` (ms) that is ``room`` px long, written ``size`` px high.

    The ``marked`` moments themselves when there are few enough to name them all; otherwise round dates.
    """
    days = sorted({_day(moment) for moment in marked})
    scale = room / max(last - first, DAY)
    near = min((day_start(b) - day_start(a) for a, b in pairwise(days)), default=np.inf)
    if days and near * scale >= text_width(_LONGEST_DAY, size) + _GAP:
        return _named([(_moment_of(day, marked), _day_month(day), day.year) for day in days])
    for step in _steps(_day(first), _day(last)):
        ticks = _named(step)
        widest = max((text_width(line, size) for text in ticks.texts for line in text.split("<br>")), default=0.0)
        if len(step) > 1 and len(step) * (widest + _GAP) <= room:
            return ticks
    return _named([(moment, _day_month(_day(moment)), _day(moment).year) for moment in dict.fromkeys((first, last))])


def _moment_of(day: date, marked: Sequence[float]) -> float:
    """The first of the ``marked`` moments on ``day``."""
    return min(moment for moment in marked if _day(moment) == day)


def _steps(first: date, last: date) -> Iterator[list[tuple[float, str, int]]]:
    """Ever wider steps of round dates between two days: (ms, text, year)."""
    span = (last - first).days
    for step in _DAY_STEPS:
        if span // step < 60:
            days = [first + timedelta(days=n) for n in range(0, span + 1, step)]
            yield [(day_start(day), _day_month(day), day.year) for day in days]
    months = (last.year - first.year) * 12 + last.month - first.month
    for step in _MONTH_STEPS:
        if months // step < 60:
            starts = [
                date(first.year + (first.month - 1 + n) // 12, (first.month - 1 + n) % 12 + 1, 1)
                for n in range(months + 1)
            ]
            yield [
                (day_start(day), MONTHS[day.month - 1][:3], day.year)
                for day in starts
                if day >= first and (day.month - 1) % step == 0
            ]
    for step in _YEAR_STEPS:
        years = [year for year in range(first.year, last.year + 1) if year % step == 0 and date(year, 1, 1) >= first]
        yield [(day_start(date(year, 1, 1)), "", year) for year in years]


def _named(ticks: Sequence[tuple[float, str, int]]) -> DateTicks:
    texts, said = [], None
    for _, text, year in ticks:
        parts = [text] if text else []
        texts.append("<br>".join(parts + ([str(year)] if year != said else [])))
        said = year
    return DateTicks(tuple(moment for moment, _, _ in ticks), tuple(texts))


def _day(moment: float) -> date:
    return (datetime(1970, 1, 1) + timedelta(milliseconds=moment)).date()  # noqa: DTZ001


def _day_month(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1][:3]}"
