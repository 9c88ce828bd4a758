"""The pulse for paper: blocks of four calendar weeks, a panel for each scale."""

from __future__ import annotations

from typing import Final

from eq.assess.pulse import PulseTrend
from eq.assess.questionnaire import Questionnaire
from eq.charts.pulse import WEEKS, pulse_data, pulse_table
from eq.charts.still_frame import Cell, drawn, rows, scale_options, table, titled
from eq.coach.report import Figure
from eq.wording import still as words
from eq.wording.figures import FOUR_WEEKS

COLUMNS: Final[dict[str, Cell]] = {
    "position": "count", "first": "day", "last": "day", "mean": "number", "low95": "number", "high95": "number",
    **dict.fromkeys(WEEKS, "flag"),
}  # fmt: skip


def figure(q: Questionnaire, trend: PulseTrend, *, ours: bool) -> Figure:
    """Every block with a sitting, oldest first, for each scale in turn.

    Without ``ours`` (a form that does not ship) areas and answers go by their number in the figure.
    """
    shown = drawn(q, ours=ours)
    data = pulse_data(trend)
    behind = {at: scale.title for at, scale in enumerate(titled(q, ours=ours).scales)}
    found = pulse_table(data.assign(title=data["position"].map(behind).astype("str")))
    one = data.groupby("block")["mean"].apply(lambda means: bool(means.notna().any()))
    return Figure(
        kind="pulse",
        title=words.PULSE_TITLE,
        caption=words.pulse_caption(ours=ours),
        alt=words.pulse_alt(len(one), int(one.sum()), len(q.scales)),
        columns=tuple(COLUMNS),
        rows=rows(data, COLUMNS),
        options={**scale_options(shown.answers), "titles": [scale.title for scale in shown.scales]},
        table=table(found, [name for name in found.columns if name != FOUR_WEEKS]),
    )
