"""The profile: one dot and one band per scale on the answer scale."""

from __future__ import annotations

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from eq.assess.questionnaire import AnswerScale, Questionnaire
from eq.assess.scores import STATUS, ScoreTable, interval
from eq.charts.answers import across
from eq.charts.canvas import SMALL, assemble
from eq.charts.labels import hover_texts
from eq.charts.marks import row_marks
from eq.charts.palette import Tokens
from eq.charts.rows import Named, rows
from eq.wording import figures as words
from eq.wording.levels import level
from eq.wording.results import score_rows

_EDGE, _TOP = 8.0, 8.0
_EDGE_SHARE = 0.01
"""Room on the axis beyond its ends, as a share of it, without which plotly leaves out the first and last line."""


def profile_data(questionnaire: Questionnaire, table: ScoreTable, row: int = 0) -> pd.DataFrame:
    """What the figure shows of one respondent: one row per scale, in the order of the form.

    Columns: scale, title (str); position (int64, 0-based); items on the form, answered (int64); mean, low95, high95
    (float64, points of the answer scale, the interval clipped to it) and pomp (float64, 0..100), NaN unless status
    is ok; status (str, one of ``eq.assess.scores.STATUS``); words (str, the level by the 80 % interval, "" unless
    ok).
    """
    low80, high80 = interval(table, 0.80)
    status = [STATUS[code] for code in table.status[row]]
    said = [
        level(table.mean[row, at], low80[row, at], high80[row, at], questionnaire.answers) if word == "ok" else ""
        for at, word in enumerate(status)
    ]
    return pd.DataFrame(
        {
            "scale": pd.array([scale.id for scale in questionnaire.scales], dtype="str"),
            "title": pd.array([scale.title for scale in questionnaire.scales], dtype="str"),
            "position": np.arange(len(status), dtype=np.int64),
            "items": table.items.astype(np.int64),
            "answered": table.answered[row].astype(np.int64),
            "mean": table.mean[row],
            "low95": table.low95[row],
            "high95": table.high95[row],
            "pomp": table.pomp[row],
            "status": pd.array(status, dtype="str"),
            "words": pd.array(said, dtype="str"),
        }
    )


def profile_table(questionnaire: Questionnaire, table: ScoreTable, row: int = 0) -> pd.DataFrame:
    """The table behind the figure in the reader's words: one row per scale, every cell a str."""
    return pd.DataFrame(score_rows(questionnaire, table, row)).astype("str")


def profile_figure(data: pd.DataFrame, answers: AnswerScale, tokens: Tokens, *, narrow: bool = True) -> go.Figure:
    """Draw ``profile_data``. ``narrow`` puts the names above the bands and shortens the answer words.

    A scale without a number keeps its row, open: its name and why there is no number, and no mark.
    """
    laid = rows(_named(data), narrow=narrow)
    ticks = across(answers, SMALL, laid.left, narrow=narrow)
    left, right = max(laid.left, ticks.first / 2, _EDGE), max(ticks.last / 2, _EDGE)
    edge = (answers.high - answers.low) * _EDGE_SHARE
    bottom = 14 + ticks.lines * SMALL * 1.35
    layout = {
        "height": round(_TOP + laid.plot + bottom),
        "margin": {"l": left, "r": right, "t": _TOP, "b": bottom, "pad": 0},
        "xaxis": {
            "range": [answers.low - edge, answers.high + edge],
            "tickvals": ticks.values,
            "ticktext": ticks.texts,
            "showgrid": True,
            "ticklabelstandoff": 6,
        },
        "yaxis": laid.y_axis,
        "annotations": laid.notes(left, right, answers.low, tokens),
    }
    shown = data[data["status"] == "ok"]
    return assemble(row_marks(shown, "mean", _hover(shown), laid.height, tokens), layout, tokens)


def _named(data: pd.DataFrame) -> list[Named]:
    columns = zip(data["title"], data["words"], data["status"], data["answered"], data["items"], strict=True)
    return [
        Named(title, said, "" if status == "ok" else words.not_shown(status, answered, items))
        for title, said, status, answered, items in columns
    ]


def _hover(shown: pd.DataFrame) -> list[str]:
    numbers = zip(shown["mean"], shown["low95"], shown["high95"], strict=True)
    counted = zip(shown["answered"], shown["items"], strict=True)
    columns = zip(shown["title"], shown["words"], numbers, counted, strict=True)
    return hover_texts(words.score_lines(title, said, three, *count) for title, said, three, count in columns)
