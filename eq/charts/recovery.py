"""Time until back to normal: the single episodes and the middle of each block, on an axis where each step doubles."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from eq.charts.bands import block_marks, day_dots, spans_of, three
from eq.charts.canvas import SMALL, Json, assemble, room
from eq.charts.labels import hover_texts, safe, text_width
from eq.charts.palette import Tokens
from eq.charts.timeline import DAY, date_ticks, day_start
from eq.stats import Floats
from eq.wording import insight_figures as words

MOST_POINTS: Final = 400
"""More episodes than this are no longer drawn singly."""

_TICKS: Final = (0, 5, 15, 60, 240, 1440, 4320, 10080, 43200)
"""Minutes the axis may name."""
_FEWEST = 4
_HEIGHT, _HEIGHT_NARROW, _FOOT, _TOP, _RIGHT = 230.0, 210.0, 44.0, 10.0, 14.0
_LEAST_DAYS, _END = 28.0, 0.999 * DAY


def recovery_data(points: pd.DataFrame, blocks: pd.DataFrame) -> pd.DataFrame:
    """What the figure shows: rows of blocks, oldest first, and then of single episodes.

    ``points``: day (date), minutes (0 or more). ``blocks``: start, end (date), n (episodes), minutes, low, high (NaN
    when there are too few).

    Columns: kind (str: block, episode), start, end (object, dates), n (int64), minutes (float64), low95, high95
    (float64, minutes; NaN for an episode). More than ``MOST_POINTS`` episodes are left out.
    """
    block = blocks[["start", "end", "n", "minutes", "low", "high"]].rename(columns={"low": "low95", "high": "high95"})
    some = points.head(0) if len(points) > MOST_POINTS else points
    single = {"start": some["day"], "end": some["day"], "n": 1, "minutes": some["minutes"]}
    parts = [block.assign(kind="block"), pd.DataFrame({**single, "low95": np.nan, "high95": np.nan, "kind": "episode"})]
    columns = ["kind", "start", "end", "n", "minutes", "low95", "high95"]
    numbers = dict.fromkeys(("minutes", "low95", "high95"), np.float64)
    found = pd.concat([one[columns] for one in parts if len(one)] or [parts[0][columns]], ignore_index=True)
    return found.astype({"kind": "str", "n": np.int64, **numbers})


def recovery_table(data: pd.DataFrame) -> pd.DataFrame:
    """The table behind the figure: the blocks and then the episodes, the latest first, every cell a str."""
    ordered = data.iloc[::-1].sort_values("kind", kind="stable")
    columns = (ordered[name].to_list() for name in ("kind", "start", "end", "n", "minutes", "low95", "high95"))
    rows = [
        (words.days(start, end), words.recovery_behind(kind, n), words.minutes_cell(*numbers))
        for kind, start, end, n, *numbers in zip(*columns, strict=True)
    ]
    return pd.DataFrame(rows, columns=[words.WHEN, words.BEHIND, words.MINUTES]).astype("str")


def doublings(minutes: Floats) -> Floats:
    """Minutes as they stand on the axis: log2(1 + minutes)."""
    return np.log2(1 + np.asarray(minutes, dtype=np.float64))


def recovery_figure(data: pd.DataFrame, tokens: Tokens, *, narrow: bool = True) -> go.Figure:
    """Draw ``recovery_data``: episodes as small dots, the middle of each block with its range as a soft box."""
    first = min((day_start(one) for one in data["start"]), default=0.0)
    last = max((day_start(one) + _END for one in data["end"]), default=DAY)
    known = data[["minutes", "low95", "high95"]].to_numpy(dtype=np.float64)
    known = known[np.isfinite(known)]
    bottom, top = (float(known.min()), float(known.max())) if len(known) else (0.0, 0.0)
    named = _named(bottom, top)
    texts = [safe(words.minutes_tick(one)) for one in named]
    left = max(text_width(one, SMALL) for one in texts) + 10
    width = room(narrow) - left - _RIGHT
    middle, half = (first + last) / 2, max(last - first, _LEAST_DAYS * DAY) * 0.52
    dates = date_ticks(first, last, [], room=width, size=SMALL)
    layout: Json = {
        "height": round((_HEIGHT_NARROW if narrow else _HEIGHT) + _FOOT + _TOP),
        "margin": {"l": left, "r": _RIGHT, "t": _TOP, "b": _FOOT, "pad": 0},
        "xaxis": {
            "type": "date",
            "range": [middle - half, middle + half],
            "tickvals": dates.values,
            "ticktext": dates.texts,
            "ticks": "outside",
            "ticklen": 5,
            "tickcolor": tokens.line,
        },
        "yaxis": {
            "range": _range(named, top),
            "tickvals": doublings(np.array(named, dtype=np.float64)).tolist(),
            "ticktext": texts,
            "tickfont": {"color": tokens.quiet},
            "ticklabelstandoff": 6,
            "showgrid": True,
        },
        "barmode": "overlay",
    }
    return assemble(_traces(data, tokens, narrow), layout, tokens)


def _range(named: list[int], top: float) -> list[float]:
    """The ends of the axis in doublings, with room for the marks at them."""
    low, longest, high = doublings(np.array([named[0], top, named[-1]], dtype=np.float64)).tolist()
    return [low - 0.35, max(longest, high) + 0.4]


def _named(bottom: float, top: float) -> list[int]:
    """The minutes to name: from the last that is no more than the shortest drawn to the first no less than the longest.

    At least four, up to an hour or beyond it.
    """
    most = max(next((one for one in _TICKS if one >= top), _TICKS[-1]), 60)
    least = max(one for one in _TICKS if one <= bottom)
    below = [one for one in _TICKS if one <= most]
    return below[min(below.index(min(least, most)), len(below) - _FEWEST) :]


def _traces(data: pd.DataFrame, tokens: Tokens, narrow: bool) -> list[Json]:
    single, blocks = data[data["kind"] == "episode"], data[data["kind"] == "block"]
    spans, (middle, low, high) = spans_of(blocks), three(blocks, "minutes", "low95", "high95")
    means = zip(spans, middle, low, high, blocks["n"].to_list(), strict=True)
    said = zip(single["start"], single["minutes"], strict=True)
    return [
        *day_dots(
            single["start"].to_list(),
            doublings(single["minutes"].to_numpy(dtype=np.float64)),
            hover_texts(words.episode_lines(on, minutes) for on, minutes in said),
            tokens,
            narrow=narrow,
        ),
        *block_marks(
            spans,
            (doublings(middle), doublings(low), doublings(high)),
            blocks["n"].to_list(),
            hover_texts(
                [] if np.isnan(mean) else words.recovery_lines(span, (mean, below, above), n)
                for span, mean, below, above, n in means
            ),
            tokens,
            narrow=narrow,
        ),
    ]
