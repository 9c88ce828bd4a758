"""Blocks of days on a plot over time: a soft box for each, its middle as a mark, and lines between neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from eq.charts.palette import mark_colour, mark_symbol
from eq.charts.still_canvas import Sheet
from eq.charts.still_time import Plot, look
from eq.charts.timeline import DAY, day_start

_GAP_SHARE = 0.08


class Block(NamedTuple):
    """One block, ``start``..``end`` both counted in; numbers are NaN where it has none.

    ``few``: too little stands behind it to be joined to a neighbour.
    """

    start: date
    end: date
    value: float
    low: float
    high: float
    few: bool = False


def blocks(sheet: Sheet, plot: Plot, found: Sequence[Block], position: int | None = None) -> None:
    """Draw blocks, oldest first: in the colour and shape of a scale's ``position``, or as discs in the quiet accent."""
    if not found:
        return
    colour = sheet.tokens.accent if position is None else mark_colour(position, sheet.tokens)
    shape = "circle" if position is None else mark_symbol(position)
    known = [one for one in found if one.value == one.value]
    radius, thick, edge = look((plot.right - plot.left) / max(len(found), 1))
    for one in known:
        left, right = plot.x(day_start(one.start)), plot.x(day_start(one.end) + DAY)
        inset = (right - left) * _GAP_SHARE / 2
        if one.low == one.low and one.high == one.high:
            sheet.band((left + inset, right - inset), (plot.y(one.low), plot.y(one.high)), colour)
    for one, other in pairwise(found):
        joined = not (one.few or other.few) and (other.start - one.end).days == 1
        if joined and one.value == one.value and other.value == other.value:
            sheet.path([_middle(plot, one), _middle(plot, other)], colour, thick)
    for one in known:
        if edge < 1:
            sheet.dot(_middle(plot, one), radius, colour)
        else:
            sheet.mark(_middle(plot, one), radius, colour, shape, sheet.tokens.page)


def _middle(plot: Plot, one: Block) -> tuple[float, float]:
    return plot.x((day_start(one.start) + day_start(one.end) + DAY) / 2), plot.y(one.value)
