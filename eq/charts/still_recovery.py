"""Time until back to normal, for paper: single episodes and the middle of each block, each step up a doubling."""

from __future__ import annotations

from typing import Final

from eq.charts.recovery import MOST_POINTS, recovery_data, recovery_table
from eq.charts.still_frame import Cell, rows, table
from eq.coach.report import Figure
from eq.reflect.insight import Recovery
from eq.wording import insight_figures as said
from eq.wording import still as words

COLUMNS: Final[dict[str, Cell]] = {
    "kind": "text", "start": "day", "end": "day", "n": "count", "minutes": "number", "low95": "number",
    "high95": "number",
}  # fmt: skip
BLOCK, EPISODE = "block", "episode"
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
