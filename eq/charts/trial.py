"""The daily measure of one practice: its days before and with it, the usual level of each, and the first day."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from eq.charts.canvas import SMALL, SOFT, Json, assemble, note, room
from eq.charts.labels import fitted, hover_texts, safe, text_width
from eq.charts.palette import Tokens, soft
from eq.charts.timeline import DAY, date_ticks, day_start
from eq.plan.measure import Measure
from eq.plan.plan import Day
from eq.plan.schedule import Phase, Trial
from eq.reflect.days import Level, level, recovery
from eq.reflect.kept import wilson
from eq.stats import Floats, clipped
from eq.wording import trial as words

_PHASES: Final[tuple[Phase, Phase]] = ("baseline", "practice")
_SYMBOLS: Final = {"baseline": "circle-open", "practice": "circle"}
"""A day before the practice is an open dot, a day with it a filled one."""

_SCALE_TICKS: Final = (0.0, 5.0, 10.0)
_SHARE_TICKS: Final = (0.0, 0.5, 1.0)
_MINUTE_TICKS: Final = (0.0, 5.0, 15.0, 60.0, 240.0, 600.0)
_HEIGHT, _HEIGHT_NARROW, _FOOT, _TOP, _RIGHT = 230.0, 220.0, 44.0, 28.0, 14.0
_LEAST_DAYS, _DOTS = 14.0, ((7.0, 8.0), (4.0, 6.0), (0.0, 4.0))
"""Days the axis covers at least; from so many px a day onwards, the size of a dot."""

_GAP = 0.04
_WORDS_ROOM = 0.13
"""Share of the axis kept free beyond each end for its words."""


def levels(measure: Measure, trial: Trial) -> tuple[Level, Level]:
    """The usual level before and since the practice, in the unit of the measure; NaN below seven days.

    A share of yes has a Wilson interval on as many days as would tell as much if none carried over to the next.
    """
    before, during = (_level(measure, days) for days in (trial.before, trial.during))
    return before, during


def _level(measure: Measure, days: Sequence[Day]) -> Level:
    when = [one.day.toordinal() for one in days]
    values = [one.value for one in days if one.value is not None]
    if measure.kind == "minutes":
        found = recovery(when, values)
        low, high = clipped([found.low95, found.high95], 0, measure.most).tolist()
        return replace(found, low95=low, high95=high)
    found = level(when, values, low=0, high=measure.most)
    if measure.kind == "scale" or math.isnan(found.mean):
        return found
    # Days that carry over to the next tell as much as fewer independent ones.
    independent = found.n * (1 - found.rho) / (1 + found.rho)
    low, high = wilson(found.mean * independent, independent)
    return replace(found, low95=low, high95=high)


def trial_data(measure: Measure, trial: Trial) -> pd.DataFrame:
    """What the figure shows: a row for each phase with an answer, and then one for each day with one.

    Columns: kind (str: phase, day), phase (str: baseline, practice), start, end (object, dates), n (int64), value,
    low95, high95 (float64, unit of the measure; the range is NaN for a day, and all are below seven days of a phase).
    """
    rows: list[tuple[str, Phase, date, date, int, float, float, float]] = []
    both = (trial.before, trial.during)
    for phase, days, usual in zip(_PHASES, both, levels(measure, trial), strict=True):
        if days:
            numbers = (usual.mean, usual.low95, usual.high95)
            rows.append(("phase", phase, days[0].day, days[-1].day, len(days), *numbers))
    for phase, days in zip(_PHASES, both, strict=True):
        values = [(one.day, one.value) for one in days if one.value is not None]
        rows += [("day", phase, on, on, 1, given, np.nan, np.nan) for on, given in values]
    columns = ["kind", "phase", "start", "end", "n", "value", "low95", "high95"]
    numbers_type = dict.fromkeys(("value", "low95", "high95"), np.float64)
    return pd.DataFrame(rows, columns=columns).astype({"kind": "str", "phase": "str", "n": np.int64, **numbers_type})


def trial_table(measure: Measure, data: pd.DataFrame) -> pd.DataFrame:
    """The table behind the figure: the phases and then the days, the latest first, every cell a str."""
    ordered = pd.concat([data[data["kind"] == "phase"], data[data["kind"] == "day"].iloc[::-1]])
    columns = (ordered[name].to_list() for name in ("kind", "phase", "start", "end", "n", "value", "low95", "high95"))
    rows = [
        (
            words.days(start, end),
            *words.cells(measure, phase, (value, low, high), n if kind == "phase" else None),
        )
        for kind, phase, start, end, n, value, low, high in zip(*columns, strict=True)
    ]
    return pd.DataFrame(rows, columns=[words.WHEN, words.WHAT, measure.name]).astype("str")


def trial_figure(
    measure: Measure, data: pd.DataFrame, begins: date | None, tokens: Tokens, *, narrow: bool = True
) -> go.Figure:
    """Draw ``trial_data``: a dot for each day, a band for the usual level of a phase, a line where practice ``begins``.

    ``begins`` is None where there is nothing before it to set it off from.
    """
    first = min((day_start(one) for one in data["start"]), default=0.0)
    last = max((day_start(one) + DAY for one in data["end"]), default=DAY)
    if begins is not None:
        last = max(last, day_start(begins) + DAY)
    ticks = _ticks(measure, data)
    texts = [safe(words.tick(measure, one)) for one in ticks]
    left = max(text_width(one, SMALL) for one in texts) + 12
    width = room(narrow) - left - _RIGHT
    middle, half = (first + last) / 2, max(last - first, _LEAST_DAYS * DAY) * 0.52
    # The days may fill only a part of the axis: their dates have no more room than that.
    dates = date_ticks(first, last - 1, [], room=width * (last - first) / (2 * half), size=SMALL)
    ends = _axis_ends(measure, ticks)
    layout: Json = {
        "height": round((_HEIGHT_NARROW if narrow else _HEIGHT) + _FOOT + _TOP),
        "margin": {"l": left, "r": _RIGHT, "t": _TOP, "b": _FOOT, "pad": 0},
        "xaxis": {
            "type": "date",
            "range": [middle - half, middle + half],
            "tickvals": dates.values,
            "ticktext": dates.texts,
            "ticks": "outside",
            "ticklen": 5,
            "tickcolor": tokens.line,
        },
        "yaxis": {
            "range": ends,
            "tickvals": _axis(measure, np.array(ticks)).tolist(),
            "ticktext": texts,
            "tickfont": {"color": tokens.quiet},
            "ticklabelstandoff": 6,
            "showgrid": True,
        },
        "barmode": "overlay",
        "annotations": _end_words(measure, width, tokens, right=begins is not None and day_start(begins) <= middle),
    }
    if begins is not None:
        _mark_beginning(layout, day_start(begins), middle, width, tokens)
    return assemble(_traces(measure, data, width / (2 * half / DAY), tokens), layout, tokens)


def _axis(measure: Measure, values: Floats) -> Floats:
    """Values as they stand on the axis: minutes in doublings."""
    return np.log2(1 + values) if measure.kind == "minutes" else values


def _ticks(measure: Measure, data: pd.DataFrame) -> list[float]:
    if measure.kind != "minutes":
        return list(_SCALE_TICKS if measure.kind == "scale" else _SHARE_TICKS)
    numbers = data[["value", "high95"]].to_numpy(dtype=np.float64)
    known = numbers[np.isfinite(numbers)]
    most = float(known.max()) if len(known) else 0.0
    return [one for one in _MINUTE_TICKS if one <= max(60.0, next((t for t in _MINUTE_TICKS if t >= most), 600.0))]


def _axis_ends(measure: Measure, ticks: Sequence[float]) -> list[float]:
    low, high = (float(one) for one in _axis(measure, np.array([ticks[0], ticks[-1]])))
    around = _WORDS_ROOM if measure.kind == "scale" else _WORDS_ROOM / 2
    return [low - around * (high - low), high + around * (high - low)]


def _end_words(measure: Measure, width: float, tokens: Tokens, *, right: bool) -> list[Json]:
    """What the ends of a scale mean, in the room beyond them; on the ``right`` where a line would cross them."""
    low, high = words.ends(measure)
    lines = ((low, 0.0, "top", -6), (high, measure.most, "bottom", 6))
    return [
        note(
            fitted(text, SMALL, width, 1).text,
            x=1.0 if right else 0.0,
            y=at,
            colour=tokens.quiet,
            anchor=("right" if right else "left", side),
            shift=(-4 if right else 4, away),
            background=tokens.page,
        )
        for text, at, side, away in lines
        if text
    ]


def _mark_beginning(layout: Json, at: float, middle: float, width: float, tokens: Tokens) -> None:
    layout["shapes"] = [
        {
            "type": "line",
            "xref": "x",
            "yref": "paper",
            "x0": at,
            "x1": at,
            "y0": 0,
            "y1": 1,
            "line": {"color": tokens.quiet, "width": 1.5, "dash": "dash"},
        }
    ]
    side = "left" if at <= middle else "right"
    text = fitted(words.BEGINS, SMALL, width / 2, 1).text
    layout["annotations"].append(
        note(text, x=at, y=1.0, colour=tokens.text, anchor=(side, "bottom"), shift=(0, 6), refs=("x", "paper"))
    )


def _traces(measure: Measure, data: pd.DataFrame, px_a_day: float, tokens: Tokens) -> list[Json]:
    size = next(size for least, size in _DOTS if px_a_day >= least)
    bands: list[Json] = []
    lines: list[Json] = []
    dots: list[Json] = []
    for phase in _PHASES:
        mine = data[data["phase"] == phase]
        usual, days = mine[mine["kind"] == "phase"], mine[mine["kind"] == "day"]
        if len(days):
            dots.append(_dots(measure, phase, days, size, tokens))
        if len(days) and np.isfinite(usual["value"].iloc[0]):
            band, line = _usual(measure, phase, usual, tokens)
            bands.append(band)
            lines.append(line)
    return [*bands, *lines, *dots]


def _usual(measure: Measure, phase: Phase, usual: pd.DataFrame, tokens: Tokens) -> tuple[Json, Json]:
    """A soft box over the days of a phase, and a line through its middle."""
    numbers = usual[["value", "low95", "high95"]].to_numpy(dtype=np.float64)[0]
    mean, low, high = _axis(measure, numbers).tolist()
    first, last = day_start(usual["start"].iloc[0]), day_start(usual["end"].iloc[0]) + DAY
    said = words.level_lines(measure, phase, (numbers[0], numbers[1], numbers[2]), int(usual["n"].iloc[0]))
    band = {
        "type": "bar",
        "x": [(first + last) / 2],
        "base": [low],
        "y": [high - low],
        "width": [(last - first) * (1 - _GAP)],
        "marker": {"color": soft(tokens.accent, SOFT), "cornerradius": 3, "line": {"width": 0}},
        "hoverinfo": "skip",
    }
    inset = (last - first) * _GAP / 2
    line = {
        "type": "scatter",
        "mode": "lines",
        "x": [first + inset, (first + last) / 2, last - inset],
        "y": [mean, mean, mean],
        "cliponaxis": False,
        "line": {"color": tokens.accent, "width": 2},
        "hoverinfo": "text",
        "hovertext": ["", *hover_texts([said]), ""],
    }
    return band, line


def _dots(measure: Measure, phase: Phase, days: pd.DataFrame, size: float, tokens: Tokens) -> Json:
    values = days["value"].to_numpy(dtype=np.float64)
    said = zip(days["start"], values.tolist(), strict=True)
    ring = {"width": 1.5, "color": tokens.quiet}
    return {
        "type": "scatter",
        "mode": "markers",
        "x": np.array([day_start(one) + DAY / 2 for one in days["start"]], dtype=np.float64),
        "y": _axis(measure, values),
        "cliponaxis": False,
        "marker": {"color": tokens.quiet, "symbol": _SYMBOLS[phase], "size": size, "opacity": 1, "line": ring},
        "hoverinfo": "text",
        "hovertext": hover_texts(words.day_lines(measure, phase, on, given) for on, given in said),
    }
