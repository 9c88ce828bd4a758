"""Time until back to normal, for paper: single episodes and the middle of each block, each step up a doubling."""

from __future__ import annotations

from math import nan
from typing import Final

import numpy as np
import pandas as pd

from eq.charts.palette import Tokens
from eq.charts.recovery import MOST_POINTS, recovery_data, recovery_table
from eq.charts.still_blocks import Block, blocks
from eq.charts.still_canvas import SMALL, Sheet, there, width_of
from eq.charts.still_frame import Cell, frame, require, rows, table
from eq.charts.still_time import Plot, dates_below, day_dot_look, grid, time_ends
from eq.charts.timeline import DAY, day_start
from eq.coach.report import Figure
from eq.reflect.days import MIN_COMPARE
from eq.reflect.insight import Recovery
from eq.wording import insight_figures as said
from eq.wording import still as words

COLUMNS: Final[dict[str, Cell]] = {
    "kind": "text", "start": "day", "end": "day", "n": "count", "minutes": "number", "low95": "number",
    "high95": "number",
}  # fmt: skip
BLOCK, EPISODE = "block", "episode"
_TICKS: Final = (0, 5, 15, 60, 240, 1440, 4320, 10080, 43200)
_FEWEST, _HEIGHT = 4, 230.0
_FEW: Final = 14
"""So many single episodes are listed as well while no block has a number."""


def figure(found: Recovery) -> Figure:
    """Minutes until back to normal; single episodes are drawn up to ``MOST_POINTS``, and the table has the blocks."""
    data = recovery_data(found.points, found.blocks)
    blocks = data[data["kind"] == BLOCK]
    alone = bool(blocks["minutes"].isna().all()) and len(found.points) <= _FEW
    behind = recovery_table(data if alone else blocks).rename(columns={said.MINUTES: words.MINUTES})
    return Figure(
        kind="recovery",
        title=words.RECOVERY_TITLE,
        caption=words.recovery_caption(found, single=len(found.points) <= MOST_POINTS, month=_months(found)),
        alt=words.recovery_alt(found),
        columns=tuple(COLUMNS),
        rows=rows(data, COLUMNS),
        table=table(behind, (words.MINUTES,)),
    )


def _months(found: Recovery) -> bool:
    """Whether the blocks are calendar months: those in the middle begin on the first of one."""
    starts = found.blocks["start"].to_list()[1:]
    return bool(starts) and all(one.day == 1 for one in starts)


def draw(figure: Figure, tokens: Tokens, width: float) -> Sheet:
    """Draw ``figure``: episodes as small dots, the middle of each block with its range as a soft box."""
    data = frame(figure, COLUMNS)
    require(figure, set(data["kind"]) <= {BLOCK, EPISODE}, "a row is of an unknown kind")
    known = data[["minutes", "low95", "high95"]].clip(lower=0).to_numpy(dtype=np.float64)
    known = known[np.isfinite(known)]
    named = _named(float(known.min()), float(known.max())) if len(known) else list(_TICKS[:_FEWEST])
    ticks = [(_doublings(one), said.minutes_tick(one)) for one in named]
    left = max(width_of(text, SMALL) for _, text in ticks) + 12
    first, last = time_ends([*data["start"], *data["end"]])
    sheet = Sheet(width, tokens)
    top = max([ticks[-1][0], *(_doublings(one) for one in known.tolist())])
    plot = Plot(left, width - 8, 8, 8 + _HEIGHT, first, last, ticks[0][0] - 0.35, top + 0.4)
    grid(sheet, plot, ticks)
    single = data[data["kind"] == EPISODE]
    if len(single):
        radius, share = day_dot_look((plot.right - plot.left) / len(single))
        for on, minutes in zip(single["start"], single["minutes"], strict=True):
            if there(minutes):
                at = (plot.x(day_start(on) + DAY / 2), plot.y(_doublings(minutes)))
                sheet.dot(at, radius, tokens.quiet, share=share)
    blocks(sheet, plot, _blocks(data[data["kind"] == BLOCK]))
    sheet.bottom = dates_below(sheet, plot, [*data["start"], *data["end"]]) + 2
    if not len(known):
        middle = ((plot.left + plot.right) / 2, (plot.top + plot.foot) / 2)
        sheet.text([words.NOTHING], middle, size=SMALL, colour=tokens.quiet, anchor="middle")
    return sheet


def _blocks(data: pd.DataFrame) -> list[Block]:
    columns = zip(*(data[name] for name in ("start", "end", "minutes", "low95", "high95", "n")), strict=True)
    return [
        Block(start, end, _doublings(middle), _doublings(low), _doublings(high), few=n < MIN_COMPARE)
        for start, end, middle, low, high, n in columns
    ]


def _doublings(minutes: float) -> float:
    """Minutes as they stand on the axis; NaN stays NaN."""
    return float(np.log2(1 + max(minutes, 0.0))) if there(minutes) else nan


def _named(bottom: float, top: float) -> list[int]:
    """The minutes to name, at least four, so that the shortest and the longest lie among them."""
    most = max(next((one for one in _TICKS if one >= top), _TICKS[-1]), 60)
    below = [one for one in _TICKS if one <= most]
    least = max(one for one in below if one <= max(bottom, 0))
    return below[min(below.index(least), len(below) - _FEWEST) :]
