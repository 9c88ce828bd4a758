"""Pleasantness and energy over the days: a panel for each, the single days behind the means of a few weeks."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from eq.assess.questionnaire import AnswerScale
from eq.charts.bands import block_marks, day_dots, spans_of, three
from eq.charts.labels import hover_texts
from eq.charts.palette import Tokens
from eq.charts.panels import Panel, panel_figure
from eq.charts.timeline import DAY, day_start
from eq.reflect.days import Level
from eq.wording import insight_figures as words

FELT: Final = ("pleasantness", "energy")
MOST_DAYS: Final = 400
"""More days than this are no longer drawn singly."""

_END: Final = 0.999 * DAY
"""The last moment of a day, so that no date after it is named."""

ENDS: Final = AnswerScale(low=-1, high=1, labels=words.FELT_ENDS)
"""The axis of both: -1..1 in three words."""


def affect_data(days: pd.DataFrame, blocks: pd.DataFrame) -> pd.DataFrame:
    """What the figure shows: rows of blocks, oldest first, and then of days, for pleasantness and then for energy.

    ``days``: day (date), n (entries), pleasantness, energy (-1..1, NaN when not said). ``blocks``: start, end (date),
    days, pleasantness, p_low, p_high, p_days (that say so), energy, e_low, e_high, e_days (NaN when there are too
    few days).

    Columns: felt (str, one of ``FELT``), kind (str: block, day), start, end (object, dates), n (int64; days of a
    block that say so, entries of a day), mean (float64, -1..1), low95, high95 (float64, NaN for a day). Days without a
    value are left out, and all of them when there are more than ``MOST_DAYS``.
    """
    parts = []
    for felt in FELT:
        low, high, n = (f"{felt[0]}_{end}" for end in ("low", "high", "days"))
        named = {n: "n", felt: "mean", low: "low95", high: "high95"}
        block = blocks[["start", "end", *named]].rename(columns=named).assign(felt=felt, kind="block")
        parts.append(block)
        if len(days) <= MOST_DAYS:
            said = days[days[felt].notna()]
            single = {"start": said["day"], "end": said["day"], "n": said["n"], "mean": said[felt]}
            parts.append(pd.DataFrame({**single, "low95": np.nan, "high95": np.nan, "felt": felt, "kind": "day"}))
    columns = ["felt", "kind", "start", "end", "n", "mean", "low95", "high95"]
    found = pd.concat(parts, ignore_index=True)[columns] if parts else pd.DataFrame(columns=columns)
    numbers = dict.fromkeys(("mean", "low95", "high95"), np.float64)
    return found.astype({"felt": "str", "kind": "str", "n": np.int64, **numbers})


def affect_table(data: pd.DataFrame) -> pd.DataFrame:
    """The table behind the figure: the blocks and then the days, the latest first, every cell a str."""
    rows: dict[tuple[bool, object, object], dict[str, str]] = {}
    columns = (data[name].to_list() for name in ("felt", "kind", "start", "end", "n", "mean", "low95", "high95"))
    for felt, kind, start, end, n, mean, low, high in zip(*columns, strict=True):
        at = (kind == "block", start, end)
        behind = words.behind(kind, n)
        row = rows.setdefault(at, {words.WHEN: words.days(start, end), words.BEHIND: behind})
        row[words.FELT[felt]] = words.value_cell(mean, low, high, behind="" if row[words.BEHIND] == behind else behind)
    ordered = [rows[at] for at in sorted(rows, key=lambda at: (at[0], at[1]), reverse=True)]
    titles = [words.WHEN, words.BEHIND, *words.FELT.values()]
    return pd.DataFrame(ordered, columns=titles).fillna("–").astype("str")


def affect_figure(data: pd.DataFrame, levels: tuple[Level, Level], tokens: Tokens, *, narrow: bool = True) -> go.Figure:
    """Draw ``affect_data``; ``levels`` are the means over all days of the span, of pleasantness and of energy."""
    first = min((day_start(one) for one in data["start"]), default=0.0)
    last = max((day_start(one) + _END for one in data["end"]), default=0.0)
    panels = [
        Panel(words.FELT[felt], words.mean_aside(one), _traces(data[data["felt"] == felt], felt, tokens, narrow))
        for felt, one in zip(FELT, levels, strict=True)
    ]
    return panel_figure(panels, ENDS, tokens, shown=(first, last), named=[], narrow=narrow)


def _traces(part: pd.DataFrame, felt: str, tokens: Tokens, narrow: bool) -> list[dict[str, object]]:
    days, blocks = part[part["kind"] == "day"], part[part["kind"] == "block"]
    single = zip(days["start"], days["mean"], days["n"], strict=True)
    spans, numbers = spans_of(blocks), three(blocks, "mean", "low95", "high95")
    means = zip(spans, *numbers, blocks["n"].to_list(), strict=True)
    return [
        *day_dots(
            days["start"].to_list(),
            days["mean"].to_numpy(dtype=np.float64),
            hover_texts(words.day_lines(felt, on, mean, n) for on, mean, n in single),
            tokens,
            narrow=narrow,
        ),
        *block_marks(
            spans,
            numbers,
            blocks["n"].to_list(),
            hover_texts(
                [] if np.isnan(mean) else words.block_lines(felt, span, (mean, low, high), n)
                for span, mean, low, high, n in means
            ),
            tokens,
            narrow=narrow,
        ),
    ]
