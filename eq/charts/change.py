"""Change: how far each scale moved between two sittings or two pulse blocks."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from eq.assess.change import ScaleChange
from eq.assess.pulse import PulseChange
from eq.assess.questionnaire import AnswerScale, Questionnaire
from eq.charts.canvas import SMALL, Json, assemble, note
from eq.charts.labels import hover_texts, safe
from eq.charts.marks import row_marks
from eq.charts.palette import Tokens
from eq.charts.rows import BAND, Named, rows
from eq.wording import figures as words
from eq.wording.change import VERDICT, change_rows
from eq.wording.plain import signed

_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
_MOST_TICKS = 3
_EDGE, _TOP = 16.0, 8.0
_SMALLEST_SHARE = 0.25


def change_data(questionnaire: Questionnaire, changes: Sequence[ScaleChange] | Sequence[PulseChange]) -> pd.DataFrame:
    """What the figure shows: one row per scale of ``changes``, in their order.

    Columns: scale, title (str); position (int64, 0-based on the form); items (int64, compared); diff, low95, high95,
    detectable (float64, points of the answer scale, after minus before; NaN when refused); p_holm (float64, 0..1);
    verdict (str, one of ``eq.assess.differences.VERDICTS``); reason (str, "" unless refused).
    """
    place = {scale.id: at for at, scale in enumerate(questionnaire.scales)}
    return pd.DataFrame(
        {
            "scale": pd.array([one.scale for one in changes], dtype="str"),
            "title": pd.array([questionnaire.scales[place[one.scale]].title for one in changes], dtype="str"),
            "position": np.array([place[one.scale] for one in changes], dtype=np.int64),
            "items": np.array([one.items for one in changes], dtype=np.int64),
            **{
                name: np.array([getattr(one, name) for one in changes], dtype=np.float64)
                for name in ("diff", "low95", "high95", "detectable", "p_holm")
            },
            "verdict": pd.array([one.verdict for one in changes], dtype="str"),
            "reason": pd.array([one.reason or "" for one in changes], dtype="str"),
        }
    )


def change_table(questionnaire: Questionnaire, changes: Sequence[ScaleChange] | Sequence[PulseChange]) -> pd.DataFrame:
    """The table behind the figure in the reader's words: one row per scale, every cell a str."""
    return pd.DataFrame(change_rows(questionnaire, changes)).astype("str")


def change_figure(data: pd.DataFrame, answers: AnswerScale, tokens: Tokens, *, narrow: bool = True) -> go.Figure:
    """Draw ``change_data``: zero in the middle, brackets at what could have been detected.

    A refused scale keeps its row, open: its name and "not compared", and no mark.
    """
    laid = rows(_named(data), narrow=narrow)
    reach = _reach(data, answers)
    values = _tick_values(reach)
    left, bottom = max(laid.left, _EDGE), 20 + 2 * SMALL * 1.35
    shown = data[data["verdict"] != "refused"]
    layout = {
        "height": round(_TOP + laid.plot + bottom),
        "margin": {"l": left, "r": _EDGE, "t": _TOP, "b": bottom, "pad": 0},
        "xaxis": {
            "range": [-reach, reach],
            "tickvals": values,
            "ticktext": [signed(value, 0) for value in values],
            "tickfont": {"color": tokens.quiet},
            "showgrid": True,
            "zeroline": True,
            "zerolinecolor": tokens.quiet,
            "zerolinewidth": 1,
            "ticklabelstandoff": 6,
        },
        "yaxis": laid.y_axis,
        "annotations": laid.notes(left, _EDGE, -reach, tokens) + _ends(tokens),
    }
    marks = row_marks(shown, "diff", _hover(shown), laid.height, tokens)
    return assemble([_brackets(shown, reach, laid.height, tokens), *marks] if marks else [], layout, tokens)


def _named(data: pd.DataFrame) -> list[Named]:
    return [
        Named(title, *(("", VERDICT[verdict]) if verdict == "refused" else (VERDICT[verdict], "")))
        for title, verdict in zip(data["title"], data["verdict"], strict=True)
    ]


def _hover(shown: pd.DataFrame) -> list[str]:
    columns = (shown[name] for name in ("title", "verdict", "diff", "low95", "high95", "items"))
    return hover_texts(
        words.change_lines(title, VERDICT[verdict], *numbers) for title, verdict, *numbers in zip(*columns, strict=True)
    )


def _reach(data: pd.DataFrame, answers: AnswerScale) -> float:
    """Half the width of the axis in points: room for every band and bracket, never less than a quarter of the scale."""
    span = float(answers.high - answers.low)
    ends = data[["low95", "high95", "detectable"]].abs().to_numpy()
    widest = np.nanmax(ends) if np.isfinite(ends).any() else 0.0
    return float(max(widest * 1.06, span * _SMALLEST_SHARE))


def _tick_values(reach: float) -> list[int]:
    """Whole points to both sides of zero, few enough to read."""
    step = next(step for step in _STEPS if reach // step <= _MOST_TICKS or step == _STEPS[-1])
    most = int(reach // step)
    return [step * n for n in range(-most, most + 1)]


def _brackets(shown: pd.DataFrame, reach: float, row_height: float, tokens: Tokens) -> Json:
    """A pair of quiet brackets per row at plus and minus the detectable change."""
    foot, half = reach * 0.02, (BAND / 2 + 4) / row_height
    x: list[float | None] = []
    y: list[float | None] = []
    for at, size in zip(shown.index, shown["detectable"], strict=True):
        for side in (-1, 1):
            x += [side * (size - foot), side * size, side * size, side * (size - foot), None]
            y += [at - half, at - half, at + half, at + half, None]
    line = {"color": tokens.quiet, "width": 1.25}
    return {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": line, "hoverinfo": "skip", "cliponaxis": False}


def _ends(tokens: Tokens) -> list[Json]:
    """The words under the numbers: which way is which."""
    said = ((0.0, "left", f"← {words.LESS}"), (0.5, "center", words.SAME), (1.0, "right", f"{words.MORE} →"))
    below = -(10 + SMALL * 1.4)
    return [
        note(safe(text), x=x, y=0, colour=tokens.text, anchor=(side, "top"), refs=("paper", "paper"), shift=(0, below))
        for x, side, text in said
    ]
