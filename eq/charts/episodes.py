"""Episodes of the journal on a time axis: binned so that years stay readable, drawn as strokes at a panel's foot."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from eq.charts.canvas import Json, room
from eq.charts.labels import hover_texts
from eq.charts.palette import Tokens
from eq.charts.timeline import DAY
from eq.stats import Floats
from eq.wording import loop as words

ROOM = 0.17
"""Room the strokes take below the answers, as a share of the answer scale."""

_MOST = 45
"""Bins a panel holds: with more, strokes of a narrow window would run together."""

_STROKE, _LEAST = 3.0, 0.4
"""Width of a stroke in px, and the height of one for a single episode next to the tallest."""

_MONTHS = (1, 3, 12)
_WEEK, _MONDAY = 7, 3
Days = NDArray[np.datetime64]


def episode_data(data: pd.DataFrame, marks: pd.DataFrame) -> pd.DataFrame:
    """What the strokes show: one row per area and stretch of days that has episodes, by position and time.

    ``data`` are those of the progress figure, ``marks`` have day (datetime64, local), competency (id) and n (int);
    areas the figure has no panel for, and days before its first sitting, are left out. A stretch is a day, a week from
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
    first = data["taken"].to_numpy().min().astype("datetime64[D]")
    last = max(data["taken"].to_numpy().max().astype("datetime64[D]"), days.max())
    start, end = _stretches(days, first, last)
    found = pd.DataFrame(
        {
            "position": known["competency"].map(place).to_numpy(dtype=np.int64),
            "start": start.astype(np.int64),
            "end": end.astype(np.int64),
            "n": known["n"].to_numpy(),
        }
    )[days >= first]
    summed = found.groupby(["position", "start", "end"], as_index=False, sort=True)["n"].sum()
    shown = np.maximum(summed["start"], int(first.astype(np.int64))), np.minimum(summed["end"], int(last.astype(int)))
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


def episode_strokes(
    part: pd.DataFrame, most: int, foot: tuple[float, float], span: float, tokens: Tokens, *, narrow: bool
) -> Json:
    """The strokes of one panel. ``part`` are its rows of ``episode_data``, ``most`` the largest n of all panels.

    ``foot``: where strokes stand and how high the tallest is, in points of the answer scale; ``span``: ms shown.
    """
    heights: Floats = (_LEAST + (1 - _LEAST) * part["n"].to_numpy(dtype=np.float64) / most) * foot[1]
    said = [
        words.stroke_lines(start, end, n)
        for start, end, n in zip(part["start"], part["end"], part["n"].to_list(), strict=True)
    ]
    return {
        "type": "bar",
        "x": part["at"].to_numpy(dtype=np.float64),
        "y": heights,
        "base": foot[0],
        "width": _STROKE * span / room(narrow),
        "marker": {"color": tokens.quiet, "line": {"width": 0}},
        "hoverinfo": "text",
        "hovertext": hover_texts(said),
    }
