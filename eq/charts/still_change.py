"""Change for paper: how far each scale moved between two sittings, with brackets at what could have been detected."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from eq.assess.change import Comparison
from eq.assess.questionnaire import Questionnaire
from eq.charts.change import change_data, change_table
from eq.charts.palette import Tokens
from eq.charts.still_canvas import SMALL, Sheet, there
from eq.charts.still_frame import Cell, drawn, frame, number_option, require, rows, table, titled
from eq.charts.still_rows import BAND, MOST_ROWS, Laid, Row, Tick, axis, lay, marked
from eq.coach.report import Figure
from eq.wording import figures as figure_words
from eq.wording import still as words
from eq.wording.change import VERDICT
from eq.wording.plain import signed

COLUMNS: Final[dict[str, Cell]] = {
    "title": "text", "words": "text", "position": "count", "diff": "number", "low95": "number", "high95": "number",
    "detectable": "number",
}  # fmt: skip
_STEPS, _MOST_TICKS = (0.25, 0.5, 1, 2, 5, 10, 20, 50), 3


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


def draw(figure: Figure, tokens: Tokens, width: float) -> Sheet:
    """Draw ``figure``: no change in the middle, brackets at what could have been detected."""
    data = frame(figure, COLUMNS, most=MOST_ROWS)
    span = number_option(figure, "high") - number_option(figure, "low")
    require(figure, span > 0, "its answer scale has no length")
    reach = _reach(data, span)
    sheet = Sheet(width, tokens)
    known = data["diff"].notna()
    named = [
        Row(title, said if there else "", "" if there else said)
        for title, said, there in zip(data["title"], data["words"], known, strict=True)
    ]
    step = next((one for one in _STEPS if reach // one <= _MOST_TICKS), reach)
    most, exact = int(reach // step), 2 if step < 0.5 else 1 if step < 1 else 0
    ticks = [Tick(step * n, signed(step * n, exact)) for n in range(-most, most + 1)]
    laid = lay(sheet, named, (-reach, reach), ticks)
    axis(sheet, laid, ticks, quiet=True)
    middle = laid.x(0)
    sheet.upright(middle, (laid.top, laid.foot), tokens.quiet)
    for at, (diff, low, high, detectable, position) in enumerate(
        zip(*(data[name] for name in ("diff", "low95", "high95", "detectable", "position")), strict=True)
    ):
        if there(diff):
            _brackets(sheet, laid, at, detectable)
            marked(sheet, laid, at, (diff, low, high), position)
    _ends(sheet, laid)
    return sheet


def _reach(data: pd.DataFrame, span: float) -> float:
    """Half the width of the axis in points: room for every band and bracket, never less than a quarter of the scale."""
    ends = data[["low95", "high95", "detectable"]].abs().to_numpy()
    widest = float(np.nanmax(ends)) if np.isfinite(ends).any() else 0.0
    return max(min(widest, span) * 1.06, span * 0.25)


def _brackets(sheet: Sheet, laid: Laid, at: int, detectable: float) -> None:
    """A pair of quiet brackets at plus and minus the detectable change; none where it lies beyond the axis."""
    if not detectable <= laid.high:
        return
    y, half = laid.middle[at], BAND / 2 + 3
    for side in (-1, 1):
        x = laid.x(side * detectable)
        inner = x - side * 4
        points = [(inner, y - half), (x, y - half), (x, y + half), (inner, y + half)]
        sheet.path(points, sheet.tokens.quiet, 1.25)


def _ends(sheet: Sheet, laid: Laid) -> None:
    """The words under the numbers: which way is which."""
    y = sheet.bottom + SMALL * 0.6
    middle = (laid.left + laid.right) / 2
    said = (
        (laid.left, "left", f"← {figure_words.LESS}"),
        (middle, "middle", figure_words.SAME),
        (laid.right, "right", f"{figure_words.MORE} →"),
    )
    for x, anchor, text in said:
        sheet.text([text], (x, y), size=SMALL, colour=sheet.tokens.text, anchor=anchor)
    sheet.bottom += SMALL * 1.6
