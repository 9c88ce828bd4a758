"""The pulse: blocks of four calendar weeks, a panel for each scale."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from math import isnan

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from eq.assess.pulse import BLOCK_WEEKS, MIN_WEEKS, STATUS, PulseTrend, block_dates
from eq.assess.questionnaire import AnswerScale
from eq.charts.canvas import SOFT, Json
from eq.charts.episodes import add_episodes, episode_rows
from eq.charts.labels import hover_texts
from eq.charts.palette import Tokens, mark_colour, soft
from eq.charts.panels import Flag, Panel, foot, panel_figure
from eq.charts.series import line, rings, strokes
from eq.charts.timeline import DAY, dates, milliseconds
from eq.stats import Floats
from eq.wording import figures as words

WEEKS = tuple(f"week{n}" for n in range(1, BLOCK_WEEKS + 1))
"""Columns that say whether a week of the block was answered."""

_REFERENCE, _LATEST = "reference", "latest"
_GAP_DAYS = 2.0


def pulse_data(trend: PulseTrend, pair: tuple[int, int] | None = None) -> pd.DataFrame:
    """What the figure shows: one row per scale and block with a sitting, scales in the order of the form.

    ``pair`` names the reference block and the latest block judged. Columns: block (int64); first, last (datetime64,
    days); scale, title (str); position (int64, 0-based); weeks (int64, 0..4 that count) and week1..week4 (bool, which
    of them); mean, low95, high95 (float64, answer points, the level of these very statements; NaN unless status is
    ok); status (str, one of ``eq.assess.pulse.STATUS``); role (str: "reference", "latest" or "").
    """
    scales, numbers = trend.questionnaire.scales, np.array(trend.numbers, dtype=np.int64)
    b, p = len(numbers), len(scales)
    days = np.array([block_dates(int(n)) for n in numbers], dtype="datetime64[D]").reshape(b, 2).astype("datetime64[s]")
    roles = dict(zip(pair, (_REFERENCE, _LATEST), strict=True)) if pair else {}
    counted = np.stack([_weeks(trend, list(columns)) for columns in trend.questionnaire.scale_columns.values()])
    return pd.DataFrame(
        {
            "block": np.tile(numbers, p),
            "first": np.tile(days[:, 0], p),
            "last": np.tile(days[:, 1], p),
            "scale": pd.array([scale.id for scale in scales], dtype="str").repeat(b),
            "title": pd.array([scale.title for scale in scales], dtype="str").repeat(b),
            "position": np.repeat(np.arange(p, dtype=np.int64), b),
            "weeks": trend.weeks.T.ravel().astype(np.int64),
            **{name: counted[:, :, n].ravel() for n, name in enumerate(WEEKS)},
            "mean": trend.mean.T.ravel(),
            "low95": trend.fixed_low95.T.ravel(),
            "high95": trend.fixed_high95.T.ravel(),
            "status": pd.array(list(STATUS), dtype="str").take(trend.status.T.ravel()),
            "role": pd.array([roles.get(n, "") for n in trend.numbers], dtype="str").take(np.tile(np.arange(b), p)),
        }
    )


def pulse_table(data: pd.DataFrame, marks: pd.DataFrame | None = None) -> pd.DataFrame:
    """The table behind the figure in the reader's words: one row per block, the latest first, one column per area.

    Cells are str, such as ``3.42 (3.10 to 3.74)``. Below, the ``marks`` of ``episode_data``: one row per stretch of
    days, the latest first.
    """
    titles = data.drop_duplicates("position")
    columns = dict(
        zip(titles["position"], words.area_columns(titles["title"].to_list(), words.FOUR_WEEKS), strict=True)
    )
    rows: dict[int, dict[str, str]] = {}
    names = ("block", "position", "weeks", "mean", "low95", "high95")
    for days, block, at, weeks, *three in zip(_days(data), *(data[name].to_list() for name in names), strict=True):
        row = rows.setdefault(block, {words.FOUR_WEEKS: words.block_days(*days)})
        row[columns[at]] = words.weeks_so_far(weeks, MIN_WEEKS) if isnan(three[0]) else words.with_range(*three)
    ordered = [rows[block] for block in sorted(rows, reverse=True)]
    ordered += episode_rows(marks, columns, words.FOUR_WEEKS)
    return pd.DataFrame(ordered, columns=[words.FOUR_WEEKS, *columns.values()]).fillna("–").astype("str")


def pulse_figure(
    data: pd.DataFrame,
    answers: AnswerScale,
    tokens: Tokens,
    *,
    narrow: bool = True,
    marks: pd.DataFrame | None = None,
) -> go.Figure:
    """Draw ``pulse_data``: a soft box over the four weeks of each block, its mean as a mark in the middle.

    A block without a number shows a stroke at the foot for each week answered; the two blocks compared are shaded.
    ``marks`` are ``episode_data``: they stand as strokes below the answers.
    """
    first, last = milliseconds(data["first"]), milliseconds(data["last"]) + DAY
    hover = _hover(data, answers)
    panels = {
        int(part["position"].iloc[0]): _panel(part, [hover[at] for at in part.index], answers, tokens, narrow)
        for _, part in data.groupby("position", sort=True)
    }
    named = [] if len(first) == 0 else sorted(set(first.tolist()))
    shown = (float(first.min()), float(last.max())) if named else (0.0, 0.0)
    below, shown = add_episodes(panels, marks, answers, shown, tokens, narrow=narrow)
    return panel_figure(
        list(panels.values()),
        answers,
        tokens,
        shown=shown,
        named=named,
        flags=_flags(data, first, last),
        below=below,
        narrow=narrow,
    )


def _weeks(trend: PulseTrend, columns: list[int]) -> np.ndarray:
    """Which weeks of each block hold counted answers to these items, bool (b, 4)."""
    return np.asarray(np.isfinite(trend.cells[:, :, columns]).any(axis=2))


def _flags(data: pd.DataFrame, first: Floats, last: Floats) -> list[Flag]:
    said = {_REFERENCE: words.COUNTED_FROM_BLOCK, _LATEST: words.LATEST_BLOCK}
    places = np.flatnonzero((data["role"] != "") & (data["position"] == data["position"].min()))
    return [Flag(float(first[at]), float(last[at]), said[data["role"].iloc[at]]) for at in places]


def _panel(part: pd.DataFrame, hover: list[str], answers: AnswerScale, tokens: Tokens, narrow: bool) -> Panel:
    """The panel of one scale: ``part`` are its rows, oldest first."""
    position = int(part["position"].iloc[0])
    mean, low, high = (part[name].to_numpy(dtype=np.float64) for name in ("mean", "low95", "high95"))
    known = np.isfinite(mean)
    first = milliseconds(part["first"])
    middle = first + BLOCK_WEEKS * 3.5 * DAY
    times, values, texts = _with_gaps(part["block"].to_numpy(), middle, mean, hover)
    traces = [
        _boxes(middle[known], low[known], high[known], position, tokens),
        line(times, values, texts, position, tokens, narrow=narrow),
    ]
    marked = (part["role"] != "").to_numpy(dtype=bool) & known
    if marked.any():
        traces.append(rings(middle[marked], mean[marked], tokens))
    weeks = first[:, np.newaxis] + (7.0 * np.arange(BLOCK_WEEKS) + 3.5) * DAY
    alone = part[list(WEEKS)].to_numpy(dtype=bool) & ~known[:, np.newaxis]
    if alone.any():
        traces.append(strokes(weeks[alone], foot(answers), tokens))
    return Panel(part["title"].iloc[0], _aside(mean[known], low[known], high[known], part), traces)


def _aside(mean: Floats, low: Floats, high: Floats, part: pd.DataFrame) -> str:
    """The last block that has a number; while there is none, how far the present one has come."""
    if len(mean) == 0:
        return words.weeks_so_far(int(part["weeks"].iloc[-1]), MIN_WEEKS)
    return words.last_block((float(mean[-1]), float(low[-1]), float(high[-1])))


def _boxes(middle: Floats, low: Floats, high: Floats, position: int, tokens: Tokens) -> Json:
    return {
        "type": "bar",
        "x": middle,
        "base": low,
        "y": high - low,
        "width": (7 * BLOCK_WEEKS - _GAP_DAYS) * DAY,
        "marker": {"color": soft(mark_colour(position, tokens), SOFT), "cornerradius": 3, "line": {"width": 0}},
        "hoverinfo": "skip",
    }


def _with_gaps(blocks: np.ndarray, middle: Floats, mean: Floats, hover: list[str]) -> tuple[Floats, Floats, list[str]]:
    """The line with a missing value wherever a whole block was left out."""
    after = np.flatnonzero(np.diff(blocks) > 1) + 1
    gaps = set(after.tolist())
    filled = [text for at, text in enumerate(hover) for text in (["", text] if at in gaps else [text])]
    return np.insert(middle, after, middle[after - 1] + 7 * BLOCK_WEEKS * DAY), np.insert(mean, after, np.nan), filled


def _hover(data: pd.DataFrame, answers: AnswerScale) -> list[str]:
    columns = [data[name].to_list() for name in ("title", "mean", "low95", "high95", "weeks")]
    return hover_texts(
        [] if isnan(mean) else words.block_lines(title, words.block_days(*days), (mean, low, high), weeks, answers)
        for days, title, mean, low, high, weeks in zip(_days(data), *columns, strict=True)
    )


def _days(data: pd.DataFrame) -> Iterator[tuple[date, date]]:
    """First and last day of the block of each row."""
    return zip(dates(data["first"]), dates(data["last"]), strict=True)
