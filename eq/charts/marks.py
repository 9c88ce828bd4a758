"""The dots and bands of rows."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from eq.charts.canvas import SOFT, Json
from eq.charts.palette import Tokens, mark_colour, mark_size, mark_symbol, soft
from eq.charts.rows import BAND

_DOT = 13.0


def row_marks(shown: pd.DataFrame, value: str, hover: Sequence[str], row_height: float, tokens: Tokens) -> list[Json]:
    """Bands from ``low95`` to ``high95`` and dots at column ``value``, nothing for no rows.

    The index of ``shown`` says in which row of the figure each belongs, ``position`` its colour and shape.

    ``hover`` has one text per row of ``shown``, safe for plotly.
    """
    if shown.empty:
        return []
    places, positions = shown.index.to_list(), shown["position"].to_list()
    colours = [mark_colour(at, tokens) for at in positions]
    low = shown["low95"].to_numpy()
    said = {"hoverinfo": "text", "hovertext": list(hover)}
    bands = {
        "type": "bar",
        "orientation": "h",
        "base": low,
        "x": shown["high95"].to_numpy() - low,
        "y": places,
        "width": BAND / row_height,
        "marker": {"color": [soft(colour, SOFT) for colour in colours], "cornerradius": BAND / 2, "line": {"width": 0}},
        **said,
    }
    dots = {
        "type": "scatter",
        "mode": "markers",
        "x": shown[value].to_numpy(),
        "y": places,
        "cliponaxis": False,
        "marker": {
            "color": colours,
            "symbol": [mark_symbol(at) for at in positions],
            "size": [_DOT * mark_size(at) for at in positions],
            "opacity": 1,
            "line": {"width": 2, "color": tokens.page},
        },
        **said,
    }
    return [bands, dots]
