"""Pleasantness and energy by part of the day: a row for each part, a band for each of the two."""

from __future__ import annotations

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from eq.charts.affect import ENDS, FELT
from eq.charts.answers import across
from eq.charts.bands import THIN, row_bands
from eq.charts.canvas import SMALL, Json, assemble, note
from eq.charts.labels import hover_texts, safe, text_width
from eq.charts.palette import Tokens
from eq.charts.rows import Named, rows
from eq.wording import insight_figures as words

_TOP, _EDGE, _EDGE_SHARE = 30.0, 14.0, 0.04
_APART = 6.5
"""How far from the middle of its row each of the two lies, in px."""
_SYMBOLS = {"pleasantness": "circle", "energy": "square"}
_SIGNS = {"pleasantness": "●", "energy": "■"}


def within_day_data(parts: pd.DataFrame) -> pd.DataFrame:
    """What the figure shows: a row for each part of the day and each of the two, parts in their order.

    ``parts``: part (id), days, pleasantness, p_low, p_high, p_days (that say so), energy, e_low, e_high, e_days (-1..1;
    NaN under seven days).

    Columns: part, felt (str), place (int64, 0-based row), days (int64), mean, low95, high95 (float64).
    """
    found = [
        parts[["part"]].assign(
            felt=felt,
            days=parts[f"{felt[0]}_days"].to_numpy(dtype=np.int64),
            place=np.arange(len(parts), dtype=np.int64),
            mean=parts[felt].to_numpy(dtype=np.float64),
            low95=parts[f"{felt[0]}_low"].to_numpy(dtype=np.float64),
            high95=parts[f"{felt[0]}_high"].to_numpy(dtype=np.float64),
        )
        for felt in FELT
    ]
    columns = ["part", "felt", "place", "days", "mean", "low95", "high95"]
    together = pd.concat(found, ignore_index=True)[columns].sort_values("place", kind="stable", ignore_index=True)
    return together.astype({"part": "str", "felt": "str", "days": np.int64})


def within_day_table(data: pd.DataFrame) -> pd.DataFrame:
    """The table behind the figure: one row for each part of the day, every cell a str."""
    found: dict[str, dict[str, str]] = {}
    columns = (data[name].to_list() for name in ("part", "felt", "days", "mean", "low95", "high95"))
    for part, felt, days, mean, low, high in zip(*columns, strict=True):
        behind = words.behind("block", days)
        row = found.setdefault(part, {words.PART: words.part_with_hours(part), words.BEHIND: behind})
        row[words.FELT[felt]] = words.value_cell(mean, low, high, behind="" if row[words.BEHIND] == behind else behind)
    return pd.DataFrame(list(found.values()), columns=[words.PART, words.BEHIND, *words.FELT.values()]).astype("str")


def within_day_figure(data: pd.DataFrame, tokens: Tokens, *, narrow: bool = True) -> go.Figure:
    """Draw ``within_day_data``; a part with too few days keeps its row, open, and says how many there are."""
    laid = rows(_named(data), narrow=narrow)
    ticks = across(ENDS, SMALL, laid.left, narrow=narrow)
    left, right = max(laid.left, ticks.first / 2, _EDGE), max(ticks.last / 2, _EDGE)
    edge = (ENDS.high - ENDS.low) * _EDGE_SHARE
    layout: Json = {
        "height": round(_TOP + laid.plot + 14 + SMALL * 1.35),
        "margin": {"l": left, "r": right, "t": _TOP, "b": 14 + SMALL * 1.35, "pad": 0},
        "xaxis": {
            "range": [ENDS.low - edge, ENDS.high + edge],
            "tickvals": ticks.values,
            "ticktext": ticks.texts,
            "showgrid": True,
            "ticklabelstandoff": 6,
        },
        "yaxis": laid.y_axis,
        "barmode": "overlay",
        "annotations": laid.notes(left, right, ENDS.low, tokens) + _legend(left, tokens),
    }
    traces = []
    for felt, side in zip(FELT, (-1, 1), strict=True):
        shown = data[(data["felt"] == felt) & data["mean"].notna()]
        columns = (shown[name].to_list() for name in ("part", "mean", "low95", "high95", "days"))
        traces += row_bands(
            shown["place"].to_numpy(dtype=np.float64) + side * _APART / laid.height,
            (shown["mean"].to_numpy(), shown["low95"].to_numpy(), shown["high95"].to_numpy()),
            hover_texts(words.part_lines(felt, part, three, n) for part, *three, n in zip(*columns, strict=True)),
            laid.height,
            _colour(felt, tokens),
            tokens,
            symbol=_SYMBOLS[felt],
            thick=THIN,
        )
    return assemble(traces, layout, tokens)


def _named(data: pd.DataFrame) -> list[Named]:
    known = data.groupby("place", sort=True).agg(part=("part", "first"), days=("days", "max"), n=("mean", "count"))
    return [
        Named(words.PARTS[part], words.hours(part), "" if n else words.days_so_far(days))
        for part, days, n in zip(known["part"], known["days"], known["n"], strict=True)
    ]


def _colour(felt: str, tokens: Tokens) -> str:
    return tokens.accent if felt == "pleasantness" else tokens.quiet


def _legend(left: float, tokens: Tokens) -> list[Json]:
    """Which mark is which, at the top."""
    found, x = [], 0.0
    for felt in FELT:
        text = f"{_SIGNS[felt]} {words.FELT[felt]}"
        place: Json = {"x": 0, "y": 1, "refs": ("paper", "paper"), "anchor": ("left", "bottom")}
        found.append(note(safe(text), colour=_colour(felt, tokens), shift=(x - left, 8), **place))
        x += text_width(text, SMALL) + 18
    return found
