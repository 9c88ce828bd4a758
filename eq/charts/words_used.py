"""The feeling words chosen most often: a bar and its number for each."""

from __future__ import annotations

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from eq.charts.canvas import NAME, SMALL, Json, assemble, note
from eq.charts.labels import fitted, hover_texts
from eq.charts.palette import Tokens, soft
from eq.wording import insight_figures as words

MOST = 12
"""Words drawn; all of them stand in the table."""

_ROW, _BAR, _NAME_ROOM, _NAME_ROOM_NARROW, _GAP, _COUNT_ROOM = 30.0, 14.0, 190.0, 128.0, 14.0, 46.0
_BAR_SHARE = 0.55


def words_used_data(found: pd.DataFrame) -> pd.DataFrame:
    """What the figure shows: the ``MOST`` words used most, the first of them first.

    ``found``: word (as typed or shipped), n, most used first. Columns: word (str), n (int64, 1 or more).
    """
    return found[["word", "n"]].head(MOST).astype({"word": "str", "n": np.int64}).reset_index(drop=True)


def words_used_table(found: pd.DataFrame) -> pd.DataFrame:
    """The table behind the figure: every word, the most used first; word (str), times (int64)."""
    return pd.DataFrame(
        {words.WORD: found["word"].astype("str").to_numpy(), words.TIMES: found["n"].to_numpy(dtype=np.int64)}
    )


def words_used_figure(data: pd.DataFrame, tokens: Tokens, *, narrow: bool = True) -> go.Figure:
    """Draw ``words_used_data``: from zero on, the number at the end of each bar."""
    n = data["n"].to_numpy(dtype=np.float64)
    names = [fitted(one, NAME, _NAME_ROOM_NARROW if narrow else _NAME_ROOM, 1) for one in data["word"]]
    left = max((one.width for one in names), default=0.0) + _GAP
    most = float(n.max()) if len(n) else 1.0
    places = np.arange(len(n), dtype=np.float64)
    notes: list[Json] = []
    for at, (name, times) in enumerate(zip(names, data["n"], strict=True)):
        y: Json = {"y": at, "refs": ("paper", "y")}
        notes.append(note(name.text, x=0, colour=tokens.text, size=NAME, shift=(-left, 0), **y))
        end: Json = {"y": at, "refs": ("x", "y")}
        notes.append(note(str(times), x=float(times), colour=tokens.quiet, size=SMALL, shift=(8, 0), **end))
    bar: Json = {
        "type": "bar",
        "orientation": "h",
        "x": n,
        "y": places,
        "width": _BAR / _ROW,
        "marker": {"color": soft(tokens.accent, _BAR_SHARE), "cornerradius": 4, "line": {"width": 0}},
        "hoverinfo": "text",
        "hovertext": hover_texts([word, words.times(int(times))] for word, times in zip(data["word"], n, strict=True)),
    }
    layout: Json = {
        "height": round(max(len(n), 1) * _ROW + 8),
        "margin": {"l": left, "r": _COUNT_ROOM, "t": 4, "b": 4, "pad": 0},
        "xaxis": {"range": [0, most], "showticklabels": False},
        "yaxis": {"range": [max(len(n), 1) - 0.5, -0.5], "showticklabels": False},
        "annotations": notes,
    }
    return assemble([bar] if len(n) else [], layout, tokens)
