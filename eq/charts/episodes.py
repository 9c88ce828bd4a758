"""Episodes of the journal on a time axis: binned so that years stay readable, drawn as strokes at a panel's foot."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from eq.assess.questionnaire import AnswerScale
from eq.charts.canvas import Json, room
from eq.charts.labels import hover_texts
from eq.charts.palette import Tokens
from eq.charts.panels import Panel, floor, time_shown
from eq.charts.timeline import DAY
from eq.stats import Floats
from eq.wording import loop as words

_ROOM, _TALLEST = 0.17, 0.85
"""Room for the strokes below the answers, as a share of the answer scale, and the share of it the tallest takes."""

_MOST = 45
"""Bins a panel holds: with more, strokes of a narrow window would run together."""

_STROKE, _LEAST = 3.0, 0.4
"""Width of a stroke in px, and the height of one for a single episode next to the tallest."""

_MONTHS = (1, 3, 12)
_WEEK, _MONDAY = 7, 3
Days = NDArray[np.datetime64]


def episode_data(data: pd.DataFrame, marks: pd.DataFrame, *, first: str = "taken", last: str = "taken") -> pd.DataFrame:
    """What the strokes show: one row per area and stretch of days that has episodes, by position and time.

    ``data`` are those of the figure, with the columns scale, position, ``first`` and ``last`` (datetime64, when each
    of its marks begins and ends); ``marks`` have day (datetime64, local), competency (id) and n (int);
    areas the figure has no panel for, and days before its first mark, are left out. A stretch is a day, a week from
    Monday, a month, a quarter or a year: the shortest of which ``_MOST`` cover the time shown.

    Columns: position (int64, that of the panel), start, end (object, date, both counted in), at (float64, ms, the
    middle of the part of the stretch that is shown), n (int64, 1 or more).
    """
    names = ("position", "start", "end", "at", "n")
    place = dict(zip(data["scale"], data["position"], strict=True))
    known = marks[marks["competency"].isin(list(place))]
    if not len(known) or not len(data):
        return pd.DataFrame({name: [] for name in names}).astype({"position": np.int64, "n": np.int64})
    days: Days = known["day"].to_numpy().astype("datetime64[D]")
    begin = data[first].to_numpy().min().astype("datetime64[D]")
    close = max(data[last].to_numpy().max().astype("datetime64[D]"), days.max())
    start, end = _stretches(days, begin, close)
    found = pd.DataFrame(
        {
            "position": known["competency"].map(place).to_numpy(dtype=np.int64),
            "start": start.astype(np.int64),
            "end": end.astype(np.int64),
            "n": known["n"].to_numpy(),
        }
    )[days >= begin]
    summed = found.groupby(["position", "start", "end"], as_index=False, sort=True)["n"].sum()
    low, high = (int(one.astype(np.int64)) for one in (begin, close))
    shown = np.maximum(summed["start"], low), np.minimum(summed["end"], high)
    return pd.DataFrame(
        {
            "position": summed["position"],
            "start": summed["start"].to_numpy().astype("datetime64[D]").astype(object),
            "end": summed["end"].to_numpy().astype("datetime64[D]").astype(object),
            "at": (shown[0] + shown[1] + 1) / 2 * DAY,
            "n": summed["n"].to_numpy(dtype=np.int64),
        }
    )


def _stretches(days: Days, first: np.datetime64, last: np.datetime64) -> tuple[Days, Days]:
    """First and last day of the stretch each of ``days`` lies in."""
    span = int((last - first).astype(np.int64)) + 1
    if span <= _MOST:
        return days, days
    if span <= _MOST * _WEEK:
        monday: Days = days - (days.astype(np.int64) + _MONDAY) % _WEEK
        return monday, monday + np.timedelta64(_WEEK - 1, "D")
    months = int((last.astype("datetime64[M]") - first.astype("datetime64[M]")).astype(np.int64)) + 1
    step = next((step for step in _MONTHS if months <= _MOST * step), _MONTHS[-1])
    at = days.astype("datetime64[M]").astype(np.int64) // step * step
    start: Days = at.astype("datetime64[M]").astype("datetime64[D]")
    after: Days = (at + step).astype("datetime64[M]").astype("datetime64[D]")
    return start, after - np.timedelta64(1, "D")


def episode_rows(marks: pd.DataFrame | None, columns: Mapping[int, str], heading: str) -> list[dict[str, str]]:
    """The strokes as rows of the table behind the figure: one for each stretch, the latest first.

    ``columns`` name the areas by position; the stretch stands under ``heading``.
    """
    rows: dict[tuple[date, date], dict[str, str]] = {}
    if marks is not None:
        values = (marks[name].to_list() for name in ("position", "start", "end", "n"))
        for position, start, end, n in zip(*values, strict=True):
            row = rows.setdefault((start, end), {heading: words.stroke_row(start, end)})
            row[columns[position]] = words.stroke_cell(n)
    return [rows[days] for days in sorted(rows, reverse=True)]


def add_episodes(
    panels: Mapping[int, Panel],
    marks: pd.DataFrame | None,
    answers: AnswerScale,
    shown: tuple[float, float],
    tokens: Tokens,
    *,
    narrow: bool,
) -> tuple[float, tuple[float, float]]:
    """Put the strokes of ``episode_data`` into the panels, which are by position, one trace in each.

    ``shown`` is the time (ms) from the first to the last other mark. Returns the room they need at the foot of every
    panel, as a share of the answer scale, and the time shown with them; without any both stay as they are.
    """
    if marks is None or not len(marks):
        return 0.0, shown
    whole = shown[0], max(shown[1], float(marks["at"].max()))
    most, width = int(marks["n"].max()), _STROKE * time_shown(whole) / room(narrow)
    stand, tallest = floor(answers, _ROOM), (answers.high - answers.low) * _ROOM * _TALLEST
    for _, part in marks.groupby("position", sort=True):
        height: Floats = tallest * (_LEAST + (1 - _LEAST) * part["n"].to_numpy(dtype=np.float64) / most)
        panels[int(part["position"].iloc[0])].traces.insert(0, _strokes(part, stand, height, width, tokens))
    return _ROOM, whole


def _strokes(part: pd.DataFrame, stand: float, height: Floats, width: float, tokens: Tokens) -> Json:
    values = (part[name].to_list() for name in ("start", "end", "n"))
    return {
        "type": "bar",
        "x": part["at"].to_numpy(dtype=np.float64),
        "y": height,
        "base": stand,
        "width": width,
        "marker": {"color": tokens.quiet, "line": {"width": 0}},
        "hoverinfo": "text",
        "hovertext": hover_texts(words.stroke_lines(start, end, n) for start, end, n in zip(*values, strict=True)),
    }
