"""The traces of one panel: a line with its marks, its band, the strokes at its foot, and rings."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from eq.charts.canvas import SOFT, Json, room
from eq.charts.palette import Tokens, mark_colour, mark_size, mark_symbol, soft
from eq.charts.timeline import DAY
from eq.stats import Floats

_LEAST_SPAN = 28 * DAY
_SPAN_SHARE, _STEP_SHARE = 0.012, 0.4
_DENSITY = ((20.0, 8.0, 1.75, 1.5), (9.0, 6.0, 1.5, 1.0), (4.0, 3.5, 1.25, 0.0), (0.0, 2.0, 1.0, 0.0))
"""From so many px a mark onwards: size of the marks, width of the line, width of the ring that sets them off."""

_BREAK = np.array([np.nan])


def ribbon(times: Floats, low: Floats, high: Floats, position: int, tokens: Tokens) -> Json:
    """The band of a line: one closed shape per run of values without a gap, a narrow one around a lone value."""
    known = np.isfinite(low)
    half = _overhang(times)
    edges = np.flatnonzero(np.diff(np.concatenate(([False], known, [False])).astype(np.int8)))
    x: list[Floats] = []
    y: list[Floats] = []
    for start, stop in zip(edges[::2], edges[1::2], strict=True):
        run = np.concatenate(([times[start] - half], times[start:stop], [times[stop - 1] + half]))
        lower, upper = (np.pad(ends[start:stop], 1, mode="edge") for ends in (low, high))
        x += [run, run[::-1], _BREAK]
        y += [lower, upper[::-1], _BREAK]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": np.concatenate(x) if x else np.array([]),
        "y": np.concatenate(y) if y else np.array([]),
        "fill": "toself",
        "fillcolor": soft(mark_colour(position, tokens), SOFT),
        "line": {"width": 0},
        "hoverinfo": "skip",
    }


def _overhang(times: Floats) -> float:
    """How far a band reaches beyond its ends, in ms: enough to show around a lone value, too little to close a gap."""
    if len(times) < 2:
        return _LEAST_SPAN * _SPAN_SHARE
    step = float(np.median(np.diff(times)))
    wide = max(float(times[-1] - times[0]), _LEAST_SPAN) * _SPAN_SHARE
    return min(wide, step * _STEP_SHARE) if step else wide


def line(times: Floats, values: Floats, hover: Sequence[str], position: int, tokens: Tokens, *, narrow: bool) -> Json:
    """The values as marks on a line that breaks where one is missing; marks shrink when there are many."""
    apart = room(narrow) / max(len(times), 1)
    size, width, halo = next(look for least, *look in _DENSITY if apart >= least)
    colour = mark_colour(position, tokens)
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": times,
        "y": values,
        "connectgaps": False,
        "cliponaxis": False,
        "line": {"color": colour, "width": width},
        "marker": {
            "color": colour,
            "symbol": mark_symbol(position),
            "size": size * mark_size(position),
            "opacity": 1,
            "line": {"width": halo, "color": tokens.page},
        },
        "hoverinfo": "text",
        "hovertext": list(hover),
    }


def rings(times: Floats, values: Floats, tokens: Tokens) -> Json:
    """A ring around each of a few chosen values."""
    return {
        "type": "scatter",
        "mode": "markers",
        "x": times,
        "y": values,
        "cliponaxis": False,
        "marker": {
            "symbol": "circle-open",
            "size": 17,
            "color": tokens.text,
            "line": {"width": 1.25, "color": tokens.text},
        },
        "hoverinfo": "skip",
    }


def strokes(times: Floats, level: float, tokens: Tokens) -> Json:
    """Short upright strokes at the foot of a panel, for what is there without making a number."""
    return {
        "type": "scatter",
        "mode": "markers",
        "x": times,
        "y": np.full(len(times), level),
        "cliponaxis": False,
        "marker": {"symbol": "line-ns", "size": 7, "line": {"width": 1.5, "color": tokens.quiet}},
        "hoverinfo": "skip",
    }
