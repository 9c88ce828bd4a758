"""Which ways of responding went with a shorter or longer recovery: the ratio of minutes, in words on the axis."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Final

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from eq.charts.bands import row_bands
from eq.charts.canvas import SMALL, Json, assemble, note, room
from eq.charts.labels import hover_texts, safe, text_width
from eq.charts.palette import Tokens
from eq.charts.rows import Named, rows
from eq.reflect.responding import Associations
from eq.wording import ratio_figure as words

_TOP, _EDGE, _GAP = 8.0, 16.0, 10.0
_LEAST_REACH, _MOST_REACH = 1.5, 4.2
"""Doublings to either side of "the same": room for half and twice, and never so much that these lie together."""
NUMBERS: Final = ("ratio", "low95", "high95", "p_holm", "nap")


def ratios_data(found: Associations, titles: Mapping[str, str]) -> pd.DataFrame:
    """What the figure shows: one row for each way of responding that was tested, in the order of ``found``.

    ``titles`` names every response by its id; one that is missing is its own name. Columns: response, title, verdict
    (str); n_with, n_without, clients (int64); few_clients (bool); ratio, low95, high95 (float64, above 0), p_holm, nap
    (float64, 0..1).
    """
    tested = [row for row in found.rows if row.verdict is not None]
    counts = ("n_with", "n_without", "clients")
    return pd.DataFrame(
        {
            "response": pd.array([row.response for row in tested], dtype="str"),
            "title": pd.array([titles.get(row.response, row.response) for row in tested], dtype="str"),
            "verdict": pd.array([row.verdict for row in tested], dtype="str"),
            **{name: np.array([getattr(row, name) for row in tested], dtype=np.int64) for name in counts},
            "few_clients": np.array([row.few_clients for row in tested], dtype=bool),
            **{name: np.array([getattr(row, name) for row in tested], dtype=np.float64) for name in NUMBERS},
        }
    )


def ratios_table(data: pd.DataFrame) -> pd.DataFrame:
    """The table behind the figure: one row for each way of responding, every cell a str."""
    columns = ("title", "verdict", "n_with", "n_without", "clients", *NUMBERS)
    found = [
        words.ratio_cells(title, verdict, (n_with, n_without, clients), (ratio, low, high), p_holm, nap)
        for title, verdict, n_with, n_without, clients, ratio, low, high, p_holm, nap in zip(
            *(data[name].to_list() for name in columns), strict=True
        )
    ]
    return pd.DataFrame(found, columns=list(words.RATIO_COLUMNS)).astype("str")


def ratios_figure(data: pd.DataFrame, tokens: Tokens, *, narrow: bool = True) -> go.Figure:
    """Draw ``ratios_data``: the same minutes in the middle, half and twice at equal distances from it."""
    named = [
        Named(title, words.ratio_words(verdict, n_with, n_without), "")
        for title, verdict, n_with, n_without in zip(
            *(data[name].to_list() for name in ("title", "verdict", "n_with", "n_without")), strict=True
        )
    ]
    laid = rows(named, narrow=narrow)
    ratio, low, high = (np.log2(data[name].to_numpy(dtype=np.float64)) for name in NUMBERS[:3])
    reach = _reach(np.concatenate([low, high]))
    left, bottom = max(laid.left, _EDGE), 22 + 2 * SMALL * 1.35
    steps, texts = _ticks(reach, room(narrow) - left - _EDGE, narrow)
    layout: Json = {
        "height": round(_TOP + laid.plot + bottom),
        "margin": {"l": left, "r": _EDGE, "t": _TOP, "b": bottom, "pad": 0},
        "xaxis": {
            "range": [-reach, reach],
            "tickvals": steps,
            "ticktext": texts,
            "showgrid": True,
            "zeroline": True,
            "zerolinecolor": tokens.quiet,
            "zerolinewidth": 1,
            "ticklabelstandoff": 6,
        },
        "yaxis": laid.y_axis,
        "annotations": laid.notes(left, _EDGE, -reach, tokens) + _ends(tokens),
    }
    # A range that leaves the axis is cut at its edge: its numbers stand in the table.
    shown = tuple(np.clip(one, -reach, reach) for one in (ratio, low, high))
    places = np.arange(len(data), dtype=np.float64)
    marks = row_bands(places, (shown[0], shown[1], shown[2]), _hover(data), laid.height, tokens.accent, tokens)
    return assemble(marks, layout, tokens)


def _hover(data: pd.DataFrame) -> list[str]:
    columns = (data[name].to_list() for name in ("title", "verdict", "ratio", "low95", "high95", "n_with", "n_without"))
    return hover_texts(
        words.ratio_lines(title, verdict, (ratio, low, high), n_with, n_without)
        for title, verdict, ratio, low, high, n_with, n_without in zip(*columns, strict=True)
    )


def _reach(ends: np.ndarray) -> float:
    """Half the width of the axis in doublings."""
    widest = float(np.abs(ends).max()) if len(ends) else 0.0
    return min(max(widest * 1.06, _LEAST_REACH), _MOST_REACH)


def _ticks(reach: float, width: float, narrow: bool) -> tuple[list[int], list[str]]:
    """Whole doublings and their words: a line for each, words for as many as stand apart, always for "the same"."""
    most = int(reach)
    steps = list(range(-most, most + 1))
    for stride in range(1, most + 1):
        kept = {step for step in steps if step % stride == 0}
        texts = [safe(words.ratio_tick(step, short=narrow)) if step in kept else "" for step in steps]
        said = [
            (step * width / (2 * reach), text_width(text, SMALL))
            for step, text in zip(steps, texts, strict=True)
            if text
        ]
        if all((a + b) / 2 + _GAP <= right - at for (at, a), (right, b) in pairwise(said)):
            break
    return steps, texts


def _ends(tokens: Tokens) -> list[Json]:
    """The words under the axis: which way is which."""
    below = -(10 + SMALL * 1.5)
    place: Json = {"y": 0, "colour": tokens.quiet, "refs": ("paper", "paper"), "shift": (0, below)}
    return [
        note(safe(f"← {words.SHORTER}"), x=0.0, anchor=("left", "top"), **place),
        note(safe(f"{words.LONGER} →"), x=1.0, anchor=("right", "top"), **place),
    ]
