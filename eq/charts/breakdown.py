"""How hard debriefs were, by what set them off, by client or by channel: a row for each, 0 to 10."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from eq.charts.bands import row_bands
from eq.charts.canvas import SMALL, Json, assemble
from eq.charts.labels import fitted, hover_texts
from eq.charts.palette import Tokens
from eq.charts.rows import Named, rows
from eq.wording import insight_figures as words

MOST: Final = 8
"""Rows drawn; all of them stand in the table."""

_LOW, _HIGH = 0.0, 10.0
_TICKS = (0, 5, 10)
_TOP, _EDGE, _EDGE_SHARE, _WORD_ROOM = 8.0, 34.0, 0.2, 84.0
_HARD, _MINUTES = ("severity", "s_low", "s_high"), ("minutes", "m_low", "m_high")
_NUMBERS = (*_HARD, *_MINUTES)


def breakdown_data(found: pd.DataFrame) -> pd.DataFrame:
    """What the figure shows: the ``MOST`` values named most often, the first of them first.

    ``found``: value, label (as the person knows it), n (debriefs), days (that say how hard), severity, s_low,
    s_high (0..10), m_days (that say how long), minutes, m_low, m_high (0 or more); numbers are NaN when there are too
    few days. Columns: the same without value.
    """
    names = ["label", "n", "days", "m_days", *_NUMBERS]
    known = found[names].sort_values("n", ascending=False, kind="stable", ignore_index=True).head(MOST)
    return known.astype(
        {"label": "str", "n": np.int64, "days": np.int64, "m_days": np.int64, **dict.fromkeys(_NUMBERS, np.float64)}
    )


def breakdown_table(found: pd.DataFrame, heading: str) -> pd.DataFrame:
    """The table behind the figure: every value, the one named most often first; every cell but n a str."""
    ordered = found.sort_values("n", ascending=False, kind="stable")
    hard, minutes = (
        list(zip(*(ordered[name].to_list() for name in three), strict=True))
        for three in ((*_HARD, "days"), (*_MINUTES, "m_days"))
    )
    return pd.DataFrame(
        {
            heading: ordered["label"].astype("str").to_numpy(),
            words.DEBRIEFS: ordered["n"].to_numpy(dtype=np.int64),
            words.HOW_HARD: pd.array([words.hard_cell(*one) for one in hard], dtype="str"),
            words.MINUTES: pd.array([words.how_long_cell(*one) for one in minutes], dtype="str"),
        }
    )


def breakdown_figure(data: pd.DataFrame, tokens: Tokens, *, narrow: bool = True) -> go.Figure:
    """Draw ``breakdown_data``; a row with too few debriefs stays open and says how many there are."""
    laid = rows(_named(data), narrow=narrow)
    left = max(laid.left, _EDGE)
    ticks = [fitted(words.hard_tick(one), SMALL, _WORD_ROOM) for one in _TICKS]
    bottom = 14 + max(one.lines for one in ticks) * SMALL * 1.35
    layout: Json = {
        "height": round(_TOP + laid.plot + bottom),
        "margin": {"l": left, "r": _EDGE + 8, "t": _TOP, "b": bottom, "pad": 0},
        "xaxis": {
            "range": [_LOW - _EDGE_SHARE, _HIGH + _EDGE_SHARE],
            "tickvals": list(_TICKS),
            "ticktext": [one.text for one in ticks],
            "showgrid": True,
            "ticklabelstandoff": 6,
        },
        "yaxis": laid.y_axis,
        "annotations": laid.notes(left, _EDGE + 8, _LOW, tokens),
    }
    shown = data[data["severity"].notna()]
    columns = (shown[name].to_list() for name in ("label", "n", *_HARD, "days", *_MINUTES, "m_days"))
    hover = hover_texts(
        words.breakdown_lines(label, n, (mean, low, high, days), (minutes, least, most, m_days))
        for label, n, mean, low, high, days, minutes, least, most, m_days in zip(*columns, strict=True)
    )
    numbers = tuple(shown[name].to_numpy(dtype=np.float64) for name in _HARD)
    places = shown.index.to_numpy(dtype=np.float64)
    marks = row_bands(places, (numbers[0], numbers[1], numbers[2]), hover, laid.height, tokens.accent, tokens)
    return assemble(marks, layout, tokens)


def _named(data: pd.DataFrame) -> list[Named]:
    return [
        Named(label, words.debriefs(n), words.too_few_for_mean(days) if np.isnan(mean) else "")
        for label, n, days, mean in zip(data["label"], data["n"], data["days"], data["severity"], strict=True)
    ]
