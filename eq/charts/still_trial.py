"""The daily measure of one practice, for paper: its days before and with it, and the usual level of each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

import numpy as np
import pandas as pd

from eq.charts.palette import Tokens
from eq.charts.still_canvas import SMALL, Sheet, there, width_of, wrapped
from eq.charts.still_frame import Cell, day_option, frame, require, rows, table, text_option
from eq.charts.still_time import Plot, dates_below, grid, time_ends
from eq.charts.timeline import DAY as DAY_MS
from eq.charts.timeline import day_start
from eq.charts.trial import levels, trial_data, trial_table
from eq.coach.report import Figure
from eq.plan.measure import MEASURE_KINDS, Measure
from eq.plan.schedule import Trial
from eq.wording import still as words
from eq.wording.trial import BEGINS, tick, usual_lines

COLUMNS: Final[dict[str, Cell]] = {
    "kind": "text", "phase": "text", "start": "day", "end": "day", "n": "count", "value": "number", "low95": "number",
    "high95": "number",
}  # fmt: skip
PHASE, DAY, WEEK = "phase", "day", "week"
MOST_DAYS: Final = 180
"""More days than this are drawn as the means of their weeks."""

_DAYS_LISTED: Final = 62
_MINUTE_TICKS: Final = (0.0, 5.0, 15.0, 60.0, 240.0, 600.0)
_HEAD, _HEIGHT, _LEAST_DAYS, _WORDS_ROOM, _WORDS_AWAY = 24.0, 220.0, 14, 0.13, 1.05


def figure(measure: Measure, trial: Trial, begins: date | None) -> Figure:
    """The days of a measure; ``begins`` is the first day of practice, None where nothing was asked before it.

    The table has the usual level of both phases, and the single days while there are not more than two months.
    """
    whole = trial_data(measure, trial)
    days = len(whole[whole["kind"] == DAY])
    data = whole if days <= MOST_DAYS else _weekly(measure, whole)
    listed = whole if days <= _DAYS_LISTED else whole[whole["kind"] == PHASE]
    return Figure(
        kind="trial",
        title=words.trial_title(measure),
        caption=words.trial_caption(len(trial.before), len(trial.during), weekly=days > MOST_DAYS),
        alt=usual_lines(measure, levels(measure, trial)) or words.NOTHING,
        columns=tuple(COLUMNS),
        rows=rows(data, COLUMNS),
        options={
            "measure": measure.kind,
            "low": measure.low,
            "high": measure.high,
            "begins": begins.isoformat() if begins else None,
        },
        table=table(trial_table(measure, listed), (measure.name,)),
    )


def _weekly(measure: Measure, data: pd.DataFrame) -> pd.DataFrame:
    """The phases, and the weeks of each (from Monday on) in place of its days."""
    days = data[data["kind"] == DAY]
    monday = [one - timedelta(days=one.weekday()) for one in days["start"]]
    weeks = [
        (WEEK, phase, part["start"].iloc[0], part["end"].iloc[-1], len(part), _mean(measure, part["value"].to_list()))
        for (phase, _), part in days.assign(week=monday).groupby(["phase", "week"], sort=True)
    ]
    found = pd.DataFrame(weeks, columns=["kind", "phase", "start", "end", "n", "value"])
    return pd.concat([data[data["kind"] == PHASE], found.assign(low95=np.nan, high95=np.nan)], ignore_index=True)


def _mean(measure: Measure, values: Sequence[float]) -> float:
    """The mean of one week; of minutes, that of their doublings, given back in minutes."""
    given = np.asarray(values, dtype=np.float64)
    return float(np.exp2(np.log2(1 + given).mean()) - 1) if measure.kind == "minutes" else float(given.mean())


def draw(figure: Figure, tokens: Tokens, width: float) -> Sheet:
    """Draw ``figure``: a dot for each day, a band for the usual level of a phase, a line where the practice begins."""
    data = frame(figure, COLUMNS)
    require(figure, set(data["kind"]) <= {PHASE, DAY, WEEK}, "a row is of an unknown kind")
    require(figure, set(data["phase"]) <= {"baseline", "practice"}, "a row belongs to no phase")
    kind = text_option(figure, "measure", MEASURE_KINDS)
    measure = Measure("", "", kind, "higher", text_option(figure, "low"), text_option(figure, "high"))  # type: ignore[arg-type]
    begins = day_option(figure, "begins")
    sheet = Sheet(width, tokens)
    ticks = [(_scaled(measure, one), tick(measure, one)) for one in _ticks(measure, data)]
    left = max(width_of(text, SMALL) for _, text in ticks) + 12
    days = [*data["start"], *data["end"], *([begins] if begins else [])]
    first, last = time_ends(days, _LEAST_DAYS)
    reach = ticks[-1][0] - ticks[0][0]
    around = reach * (_WORDS_ROOM if measure.low or measure.high else _WORDS_ROOM / 2)
    ends = (ticks[0][0] - around, ticks[-1][0] + around)
    plot = Plot(left, width - 8, _HEAD, _HEAD + _HEIGHT, first, last, *ends)
    grid(sheet, plot, ticks)
    if begins is not None:
        _begin(sheet, plot, begins)
    _levels(sheet, plot, measure, data[data["kind"] == PHASE])
    _dots(sheet, plot, measure, data[data["kind"] != PHASE])
    _end_words(
        sheet, plot, measure, right=begins is not None and plot.x(day_start(begins)) < (plot.left + plot.right) / 2
    )
    sheet.bottom = dates_below(sheet, plot, days) + 2
    if data.empty:
        middle = ((plot.left + plot.right) / 2, (plot.top + plot.foot) / 2)
        sheet.text([words.NOTHING], middle, size=SMALL, colour=tokens.quiet, anchor="middle")
    return sheet


def _scaled(measure: Measure, value: float) -> float:
    """A value as it stands on the axis: minutes in doublings; NaN stays NaN."""
    inside = min(max(value, 0.0), measure.most) if there(value) else value
    return float(np.log2(1 + inside)) if measure.kind == "minutes" else inside


def _ticks(measure: Measure, data: pd.DataFrame) -> tuple[float, ...]:
    if measure.kind != "minutes":
        return (0.0, 5.0, 10.0) if measure.kind == "scale" else (0.0, 0.5, 1.0)
    numbers = data[["value", "high95"]].to_numpy(dtype=np.float64)
    known = numbers[np.isfinite(numbers)]
    most = float(known.max()) if len(known) else 0.0
    top = max(60.0, next((one for one in _MINUTE_TICKS if one >= most), _MINUTE_TICKS[-1]))
    return tuple(one for one in _MINUTE_TICKS if one <= top)


def _begin(sheet: Sheet, plot: Plot, begins: date) -> None:
    x = plot.x(day_start(begins))
    sheet.path([(x, plot.top), (x, plot.foot)], sheet.tokens.quiet, 1.4, dashed=True)
    anchor = "left" if x <= (plot.left + plot.right) / 2 else "right"
    sheet.text([BEGINS], (x, plot.top - SMALL * 0.7), size=SMALL, colour=sheet.tokens.text, anchor=anchor)


def _levels(sheet: Sheet, plot: Plot, measure: Measure, data: pd.DataFrame) -> None:
    """A soft box over the days of a phase and a line through its middle, where it has a usual level."""
    names = ("start", "end", "value", "low95", "high95")
    for start, end, value, low, high in zip(*(data[name] for name in names), strict=True):
        if not there(value):
            continue
        left, right = plot.x(day_start(start)) + 1, plot.x(day_start(end) + DAY_MS) - 1
        if there(low, high):
            box = (plot.y(_scaled(measure, low)), plot.y(_scaled(measure, high)))
            sheet.band((left, right), box, sheet.tokens.accent)
        y = plot.y(_scaled(measure, value))
        sheet.path([(left, y), (right, y)], sheet.tokens.accent, 2)


def _dots(sheet: Sheet, plot: Plot, measure: Measure, data: pd.DataFrame) -> None:
    """Open dots before the practice, filled ones since."""
    radius = 3.6 if (plot.right - plot.left) / max(len(data), 1) >= 8 else 2.6 if len(data) <= MOST_DAYS else 1.9
    share = 1.0 if len(data) <= MOST_DAYS else 0.5
    for phase, start, end, value in zip(*(data[name] for name in ("phase", "start", "end", "value")), strict=True):
        if there(value):
            at = (plot.x((day_start(start) + day_start(end) + DAY_MS) / 2), plot.y(_scaled(measure, value)))
            inner = sheet.tokens.page if phase == "baseline" else sheet.tokens.quiet
            sheet.dot(at, radius, inner, share=share, ring=sheet.tokens.quiet, thick=1.2)


def _end_words(sheet: Sheet, plot: Plot, measure: Measure, *, right: bool) -> None:
    """What the ends of a scale mean, beyond them; at the ``right`` where the line of the beginning would cross them."""
    x, anchor = (plot.right - 4, "right") if right else (plot.left + 4, "left")
    room = plot.right - plot.left - 8
    for text, value, away in ((measure.low, 0.0, 1), (measure.high, measure.most, -1)):
        if text:
            y = plot.y(_scaled(measure, value)) + away * SMALL * _WORDS_AWAY
            sheet.text(wrapped(text, SMALL, room, 1), (x, y), size=SMALL, colour=sheet.tokens.quiet, anchor=anchor)
