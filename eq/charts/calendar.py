"""The calendar: how many entries each day of a year holds, one hue that deepens with the number."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Literal

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from eq.charts.canvas import CLEAR, SMALL, Json, assemble, note, room
from eq.charts.labels import fitted
from eq.charts.palette import Tokens, soft
from eq.wording import journal as words
from eq.wording.plain import MONTHS, day

WeekStart = Literal["monday", "saturday", "sunday"]
_FIRST: dict[WeekStart, int] = {"monday": 0, "saturday": 5, "sunday": 6}

STEPS = (1, 2, 3, 5)
"""The least number of entries of each shade after the empty one."""

_SHADES = (0.28, 0.5, 0.74, 1.0)
_GAP, _LEFT, _MONTHS_HIGH, _LEGEND_HIGH, _BETWEEN = 2.0, 34.0, 22.0, 40.0, 18.0
_NARROW_ROWS = ((1, 6), (7, 12))
_WIDE_ROWS = ((1, 12),)
_LARGEST_CELL = 22.0


def calendar_data(
    counts: Mapping[date, int], year: int, *, last: date | None = None, week_starts: WeekStart = "monday"
) -> pd.DataFrame:
    """What the figure shows: one row for each day of ``year``, oldest first, up to ``last`` if that comes before.

    ``counts`` holds the number of entries of the days that have any; other years in it are left out.

    Columns: day (object, date), weekday (int64, 0..6, 0 the day a week starts with), week (int64, 0..53, 0 the one
    with 1 January), n (int64, 0 or more).
    """
    first, end = date(year, 1, 1), date(year, 12, 31)
    end = min(end, last) if last is not None else end
    days = [first + timedelta(days=at) for at in range(max((end - first).days + 1, 0))]
    offset = (first.weekday() - _FIRST[week_starts]) % 7
    place = np.arange(len(days), dtype=np.int64) + offset
    n = np.fromiter((counts.get(one, 0) for one in days), dtype=np.int64, count=len(days))
    return pd.DataFrame(
        {"day": pd.Series(days, dtype="object"), "weekday": place % 7, "week": place // 7, "n": n},
    )


def calendar_table(data: pd.DataFrame) -> pd.DataFrame:
    """The table behind the figure: one row for each day with entries, the latest first; day (str), entries (int64)."""
    found = data[data["n"] > 0].iloc[::-1]
    return pd.DataFrame(
        {words.DAY: pd.array([day(one) for one in found["day"]], dtype="str"), words.ENTRIES: found["n"].to_numpy()}
    )


def calendar_figure(
    data: pd.DataFrame, tokens: Tokens, *, week_starts: WeekStart = "monday", narrow: bool = True
) -> go.Figure:
    """Draw ``calendar_data``: a column for each week, a row for each weekday; in a narrow window two half years."""
    rows = _NARROW_ROWS if narrow else _WIDE_ROWS
    months = np.array([one.month for one in data["day"]], dtype=np.int64)
    weeks = {span: _weeks(data, months, span) for span in rows}
    most = max((last - first + 1 for first, last in weeks.values()), default=1)
    cell = min((room(narrow) - _LEFT) / max(most, 1), _LARGEST_CELL)
    block = 7 * cell + _MONTHS_HIGH
    height = len(rows) * block + (len(rows) - 1) * _BETWEEN + _LEGEND_HIGH
    traces: list[Json] = []
    notes: list[Json] = []
    for at, span in enumerate(rows):
        part = data[(months >= span[0]) & (months <= span[1])]
        top = at * (block + _BETWEEN) + _MONTHS_HIGH
        start = weeks[span][0]
        traces.append(_cells(part, start, top, cell, tokens))
        notes += _weekdays(top, cell, week_starts, tokens)
        notes += _month_names(part, start, top, cell, tokens)
    legend_marks, legend_notes = _legend(height, tokens)
    layout: Json = {
        "height": round(height),
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "xaxis": {"range": [0, room(narrow)], "visible": False},
        "yaxis": {"range": [height, 0], "visible": False},
        "annotations": notes + legend_notes,
    }
    return assemble([*traces, legend_marks], layout, tokens)


def _weeks(data: pd.DataFrame, months: Any, span: tuple[int, int]) -> tuple[int, int]:
    """First and last week of a span of months, the last as if the year went on to its end."""
    part = data[(months >= span[0]) & (months <= span[1])]
    if not len(data):
        return 0, 0
    start_day = date(data["day"].iloc[0].year, span[0], 1)
    offset = int(data["weekday"].iloc[0])
    end_day = date(start_day.year, 12, 31) if span[1] == 12 else date(start_day.year, span[1] + 1, 1) - timedelta(1)
    new_year = date(start_day.year, 1, 1)
    first = int(part["week"].iloc[0]) if len(part) else ((start_day - new_year).days + offset) // 7
    return first, ((end_day - new_year).days + offset) // 7


def _cells(part: pd.DataFrame, start: int, top: float, cell: float, tokens: Tokens) -> Json:
    """The squares of one stretch of months; days that are not in it stay clear."""
    weeks = int(part["week"].iloc[-1]) - start + 1 if len(part) else 0
    shade: list[list[float | None]] = [[None] * weeks for _ in range(7)]
    said = [[""] * weeks for _ in range(7)]
    for one, weekday, week, n in zip(part["day"], part["weekday"], part["week"], part["n"], strict=True):
        shade[weekday][week - start] = float(sum(n >= step for step in STEPS))
        said[weekday][week - start] = fitted(words.day_count(one, int(n)), 1.0, 40.0).text
    return {
        "type": "heatmap",
        "z": shade,
        "x": [_LEFT + (at + 0.5) * cell for at in range(weeks)],
        "y": [top + (at + 0.5) * cell for at in range(7)],
        "text": said,
        "hovertemplate": "%{text}<extra></extra>",
        "xgap": _GAP,
        "ygap": _GAP,
        "zmin": 0,
        "zmax": len(STEPS),
        "colorscale": _scale(tokens),
        "showscale": False,
        "hoverongaps": False,
    }


def _colours(tokens: Tokens) -> list[str]:
    return [soft(tokens.line, 0.6), *(soft(tokens.accent, share) for share in _SHADES)]


def _scale(tokens: Tokens) -> list[list[object]]:
    """Steps, not a run of colours: the same shade always means the same numbers."""
    colours = _colours(tokens)
    edges = [at / len(colours) for at in range(len(colours) + 1)]
    return [[edge, colour] for at, colour in enumerate(colours) for edge in (edges[at], edges[at + 1])]


def _weekdays(top: float, cell: float, week_starts: WeekStart, tokens: Tokens) -> list[Json]:
    names = [words.WEEKDAYS[(_FIRST[week_starts] + at) % 7][:3] for at in range(7)]
    return [
        note(
            names[at], x=0, y=top + (at + 0.5) * cell, colour=tokens.quiet, size=11, refs=("x", "y"),
        )
        for at in (0, 2, 4, 6)
    ]  # fmt: skip


def _month_names(part: pd.DataFrame, start: int, top: float, cell: float, tokens: Tokens) -> list[Json]:
    firsts = [(one, week) for one, week in zip(part["day"], part["week"], strict=True) if one.day == 1]
    return [
        note(
            MONTHS[one.month - 1][:3],
            x=_LEFT + (week - start + (1 if one.weekday() and week > start else 0)) * cell,
            y=top - 4,
            colour=tokens.text,
            size=SMALL,
            anchor=("left", "bottom"),
            refs=("x", "y"),
        )
        for one, week in firsts
    ]


def _legend(height: float, tokens: Tokens) -> tuple[Json, list[Json]]:
    """What the shades stand for, at the foot."""
    y = height - 11
    texts = words.shade_names(STEPS)
    x, places, notes = _LEFT, [], []
    for text in texts:
        places.append(x + 6)
        shown = fitted(text, SMALL, 120.0)
        notes.append(note(shown.text, x=x + 17, y=y, colour=tokens.quiet, refs=("x", "y")))
        x += 17 + shown.width + 14
    marks = {
        "type": "scatter",
        "mode": "markers",
        "x": places,
        "y": [y] * len(places),
        "marker": {
            "symbol": "square", "size": 12, "color": _colours(tokens), "line": {"width": 0, "color": CLEAR},
        },
        "hoverinfo": "skip",
    }  # fmt: skip
    return marks, notes
