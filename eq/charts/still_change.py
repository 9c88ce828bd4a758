"""Change for paper: how far each scale moved between two sittings, with brackets at what could have been detected."""

from __future__ import annotations

from typing import Final

from eq.assess.change import Comparison
from eq.assess.questionnaire import Questionnaire
from eq.charts.change import change_data, change_table
from eq.charts.still_frame import Cell, drawn, rows, table, titled
from eq.coach.report import Figure
from eq.wording import still as words
from eq.wording.change import VERDICT

COLUMNS: Final[dict[str, Cell]] = {
    "title": "text", "words": "text", "position": "count", "diff": "number", "low95": "number", "high95": "number",
    "detectable": "number",
}  # fmt: skip


def figure(q: Questionnaire, comparison: Comparison, *, ours: bool) -> Figure:
    """The one comparison that carries a verdict; a scale that was not compared keeps its row without a mark.

    Without ``ours`` (a form that does not ship) areas go by their number in the figure.
    """
    shown = drawn(q, ours=ours)
    data = change_data(shown, comparison.changes)
    data["words"] = [VERDICT[verdict] for verdict in data["verdict"]]
    return Figure(
        kind="change",
        title=words.change_title(comparison),
        caption=words.change_caption(ours=ours),
        alt=words.change_alt(shown, comparison.changes),
        columns=tuple(COLUMNS),
        rows=rows(data, COLUMNS),
        options={"low": q.answers.low, "high": q.answers.high},
        table=table(
            change_table(titled(q, ours=ours), comparison.changes),
            ("Change", "95 % range", "p (Holm)", "Detectable", "Statements"),
        ),
    )
