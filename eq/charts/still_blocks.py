"""Blocks of days on a plot over time: a soft box for each, its middle as a mark, and lines between neighbours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from eq.charts.palette import mark_colour, mark_symbol
from eq.charts.still_canvas import Sheet, there
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
    known = [one for one in found if there(one.value)]
    radius, thick, edge = look((plot.right - plot.left) / max(len(found), 1))
    for one in known:
        left, right = plot.x(day_start(one.start)), plot.x(day_start(one.end) + DAY)
        inset = (right - left) * _GAP_SHARE / 2
        if there(one.low, one.high):
            sheet.band((left + inset, right - inset), (plot.y(one.low), plot.y(one.high)), colour)
    for run in _runs(found):
        sheet.path([_middle(plot, one) for one in run], colour, thick)
    for one in known:
        if edge < 1:
            sheet.dot(_middle(plot, one), radius, colour)
        else:
            sheet.mark(_middle(plot, one), radius, colour, shape, sheet.tokens.page)


def _runs(found: Sequence[Block]) -> Iterator[list[Block]]:
    """Neighbours with enough behind them and nothing missing between them, two or more."""
    run: list[Block] = []
    for one in found:
        able = there(one.value) and not one.few
        if run and able and (one.start - run[-1].end).days == 1:
            run.append(one)
            continue
        if len(run) > 1:
            yield run
        run = [one] if able else []
    if len(run) > 1:
        yield run


def _middle(plot: Plot, one: Block) -> tuple[float, float]:
    return plot.x((day_start(one.start) + day_start(one.end) + DAY) / 2), plot.y(one.value)
