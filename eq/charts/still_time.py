"""Time for paper: a plot with days across, values upwards, and the marks that blocks and days have in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from eq.charts.still_canvas import LEADING, SMALL, WIDER, Sheet, width_of
from eq.charts.timeline import DAY, date_ticks, day_start

LEAST_DAYS: Final = 28
"""Days an axis covers at least."""

_SIZES: Final = ((14.0, 5.0, 2.0, 1.6), (7.0, 3.6, 1.6, 1.2), (4.0, 2.6, 1.2, 0.8), (0.0, 1.9, 0.9, 0.5))
"""From so many px a mark onwards: its radius, the thickness of a line, and that of its edge."""

_TICK, _PAD_SHARE = 5.0, 0.02


@dataclass(frozen=True)
class Plot:
    """A box in px with days from ``first`` to ``last`` (ms) across and ``low`` to ``high`` upwards."""

    left: float
    right: float
    top: float
    foot: float
    first: float
    last: float
    low: float
    high: float

    def x(self, moment: float) -> float:
        """Px of a moment in ms."""
        return self.left + (self.right - self.left) * (moment - self.first) / (self.last - self.first)

    def y(self, value: float) -> float:
        """Px of a value; what lies beyond the axis is put at its end."""
        inside = min(max(value, self.low), self.high)
        return self.foot - (self.foot - self.top) * (inside - self.low) / (self.high - self.low)


def time_ends(days: Sequence[date], least: int = LEAST_DAYS) -> tuple[float, float]:
    """Ends of an axis in ms around days, never shorter than ``least`` days; any month where there are none."""
    first = min((day_start(one) for one in days), default=0.0)
    last = max((day_start(one) + DAY for one in days), default=DAY)
    middle, half = (first + last) / 2, max(last - first, least * DAY) * (0.5 + _PAD_SHARE)
    return middle - half, middle + half


def dates_below(sheet: Sheet, plot: Plot, days: Sequence[date]) -> float:
    """Write the dates below a plot; gives how far down they reach. Nothing for no days."""
    sheet.across((plot.left, plot.right), plot.foot, sheet.tokens.line)
    if not days:
        return plot.foot + 4
    first, last = day_start(min(days)), day_start(max(days))
    # The days may fill only a part of the axis: their dates have no more room than that.
    room = plot.x(last) - plot.x(first)
    found = date_ticks(first, last, [], room=max(room, 1.0), size=SMALL * WIDER)
    places = [(moment, text) for moment, text in zip(found.values, found.texts, strict=True) if moment <= last]
    if room < 90:
        places = places[:1]
    for moment, text in places:
        x = plot.x(moment + DAY / 2)
        sheet.upright(x, (plot.foot, plot.foot + _TICK), sheet.tokens.line)
        y = plot.foot + _TICK + 4 + SMALL * LEADING / 2
        lines = text.split("<br>")
        sheet.text(lines, (_inside(sheet, x, lines), y), size=SMALL, colour=sheet.tokens.text, anchor="middle")
    return plot.foot + _TICK + 6 + 2 * SMALL * LEADING


def _inside(sheet: Sheet, x: float, lines: Sequence[str]) -> float:
    """``x`` moved so far that a text around it stays on the sheet."""
    half = max(width_of(line, SMALL) for line in lines) / 2
    return min(max(x, half), sheet.width - half)


def grid(sheet: Sheet, plot: Plot, ticks: Sequence[tuple[float, str]]) -> None:
    """Lines across a plot with their words at the left."""
    for value, text in ticks:
        y = plot.y(value)
        sheet.across((plot.left, plot.right), y, sheet.tokens.line)
        sheet.text([text], (plot.left - 8, y), size=SMALL, colour=sheet.tokens.quiet, anchor="right")


def look(px: float) -> tuple[float, float, float]:
    """Radius, thickness of a line and of an edge, for marks ``px`` apart."""
    return next((radius, line, edge) for least, radius, line, edge in _SIZES if px >= least)


def day_dot_look(px: float) -> tuple[float, float]:
    """Radius and opacity of the quiet dot of one day or episode, ``px`` apart."""
    return (2.6, 0.5) if px >= 4 else (1.9, 0.4)
