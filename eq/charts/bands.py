"""Dots and bands for what belongs to no competency: one accent for all of them, as in the calendar."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import pandas as pd

from eq.charts.canvas import SOFT, Json, room
from eq.charts.palette import Tokens, soft
from eq.charts.timeline import DAY, day_start
from eq.reflect.days import MIN_COMPARE
from eq.stats import Floats

THICK, THIN = 14.0, 9.0
"""Thickness of a band in px: alone in its row, and with another one beside it."""

_DOT, _GAP = 13.0, 0.04
_SHARED = 0.78
_DENSITY = ((14.0, 8.0, 1.5, 1.5), (5.0, 6.0, 1.25, 1.0), (0.0, 3.5, 1.0, 0.0))
"""From so many px a mark onwards: size of the marks, width of the line, width of the ring that sets them off."""

_DAY_DOTS = ((4.0, 4.5, 0.6), (2.0, 3.75, 0.5), (0.0, 3.0, 0.4))
"""From so many px a dot onwards: size and opacity of the dots of single days."""


def row_bands(
    places: Floats,
    numbers: tuple[Floats, Floats, Floats],
    hover: Sequence[str],
    row_height: float,
    colour: str,
    tokens: Tokens,
    *,
    symbol: str = "circle",
    thick: float = THICK,
) -> list[Json]:
    """Horizontal bands with a dot each; ``numbers`` are value, low and high end, ``places`` their rows from the top.

    ``hover`` has one text for each, safe for plotly. Nothing for no rows.
    """
    value, low, high = numbers
    if not len(places):
        return []
    said = {"hoverinfo": "text", "hovertext": list(hover)}
    band = {
        "type": "bar",
        "orientation": "h",
        "base": low,
        "x": high - low,
        "y": places,
        "width": thick / row_height,
        "marker": {"color": soft(colour, SOFT), "cornerradius": thick / 2, "line": {"width": 0}},
        **said,
    }
    dot = {
        "type": "scatter",
        "mode": "markers",
        "x": value,
        "y": places,
        "cliponaxis": False,
        "marker": {
            "color": colour,
            "symbol": symbol,
            "size": _DOT if thick == THICK else _DOT * _SHARED,
            "opacity": 1,
            "line": {"width": 2, "color": tokens.page},
        },
        **said,
    }
    return [band, dot]


def block_marks(
    spans: Sequence[tuple[date, date]],
    numbers: tuple[Floats, Floats, Floats],
    behind: Sequence[int],
    hover: Sequence[str],
    tokens: Tokens,
    *,
    narrow: bool,
) -> list[Json]:
    """A soft box over each span of days from its first to its last, with the mean as a mark in its middle.

    ``numbers`` are mean, low and high end, NaN where a span has no number; ``behind`` how many stand behind each. A
    line leads from one mark to the next only where ``MIN_COMPARE`` stand behind both and no span is missing between
    them (evidence §5.3). Nothing without a number.
    """
    mean, low, high = numbers
    first = np.array([day_start(one) for one, _ in spans], dtype=np.float64)
    last = np.array([day_start(one) + DAY for _, one in spans], dtype=np.float64)
    known = np.isfinite(mean)
    if not known.any():
        return []
    middle = (first + last) / 2
    few = np.asarray(behind, dtype=np.int64) < MIN_COMPARE
    breaks = np.flatnonzero((first[1:] - last[:-1] > DAY) | few[1:] | few[:-1]) + 1
    size, width, halo = next(look for least, *look in _DENSITY if room(narrow) / len(mean) >= least)
    return [
        {
            "type": "bar",
            "x": middle[known],
            "base": low[known],
            "y": (high - low)[known],
            "width": ((last - first) * (1 - _GAP))[known],
            "marker": {"color": soft(tokens.accent, SOFT), "cornerradius": 3, "line": {"width": 0}},
            "hoverinfo": "skip",
        },
        {
            "type": "scatter",
            "mode": "lines+markers",
            "x": np.insert(middle, breaks, middle[breaks]),
            "y": np.insert(mean, breaks, np.nan),
            "connectgaps": False,
            "cliponaxis": False,
            "line": {"color": tokens.accent, "width": width},
            "marker": {
                "color": tokens.accent,
                "symbol": "circle",
                "size": size,
                "opacity": 1,
                "line": {"width": halo, "color": tokens.page},
            },
            "hoverinfo": "text",
            "hovertext": np.insert(np.array(hover, dtype=object), breaks, "").tolist(),
        },
    ]


def day_dots(days: Sequence[date], values: Floats, hover: Sequence[str], tokens: Tokens, *, narrow: bool) -> list[Json]:
    """A small quiet dot for each single day or episode, behind the means, smaller when there are many.

    Nothing for none.
    """
    if not len(values):
        return []
    size, share = next(look for least, *look in _DAY_DOTS if room(narrow) / len(values) >= least)
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "x": np.array([day_start(one) + DAY / 2 for one in days], dtype=np.float64),
            "y": values,
            "cliponaxis": False,
            "marker": {"color": soft(tokens.quiet, share), "size": size, "opacity": 1, "line": {"width": 0}},
            "hoverinfo": "text",
            "hovertext": list(hover),
        }
    ]


def spans_of(frame: pd.DataFrame) -> list[tuple[date, date]]:
    """First and last day of each row of ``frame`` with the columns start and end."""
    return list(zip(frame["start"], frame["end"], strict=True))


def three(frame: pd.DataFrame, mean: str, low: str, high: str) -> tuple[Floats, Floats, Floats]:
    """Three columns as float64."""
    value, below, above = (frame[name].to_numpy(dtype=np.float64) for name in (mean, low, high))
    return value, below, above
