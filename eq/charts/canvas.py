"""What all figures share: one template for both schemes, and the way a figure is put together quickly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go

from eq.charts.palette import Tokens

FONT = "Source Sans, sans-serif"
NAME, SMALL = 15, 13
"""Font sizes in px: names of scales, and everything quieter."""

WIDE_ROOM, NARROW_ROOM = 640.0, 318.0
"""Width in px a figure can count on: in the column of a wide page, and in a window of 390 px."""

SOFT = 0.24
"""Opacity of a band; what lies below shows through."""

CLEAR = "rgba(0,0,0,0)"

Json = dict[str, Any]


def room(narrow: bool) -> float:
    """The width in px a figure may count on."""
    return NARROW_ROOM if narrow else WIDE_ROOM


def template(tokens: Tokens) -> Json:
    """The layout defaults of every figure, for light and dark alike."""
    axis = {
        "showgrid": False,
        "zeroline": False,
        "showline": False,
        "ticks": "",
        "fixedrange": True,
        "automargin": False,
        "tickangle": 0,
        "gridcolor": tokens.line,
        "gridwidth": 1,
        "tickfont": {"size": SMALL, "color": tokens.text},
        "ticklabeloverflow": "allow",
    }
    return {
        "layout": {
            "font": {"family": FONT, "size": SMALL, "color": tokens.text},
            "paper_bgcolor": CLEAR,
            "plot_bgcolor": CLEAR,
            "colorway": list(tokens.marks),
            "showlegend": False,
            "dragmode": False,
            "hovermode": "closest",
            "hoverdistance": 24,
            "hoverlabel": {
                "align": "left",
                "bgcolor": tokens.raised,
                "bordercolor": tokens.line,
                "font": {"family": FONT, "size": SMALL + 1, "color": tokens.text},
                "namelength": 0,
            },
            "xaxis": axis,
            "yaxis": axis,
            "annotationdefaults": {"showarrow": False, "font": {"size": SMALL, "color": tokens.text}},
        }
    }


def assemble(traces: Sequence[Json], layout: Mapping[str, Any], tokens: Tokens) -> go.Figure:
    """A plotly figure of ``traces`` and ``layout`` over the template.

    Plotly's own check of every property costs ten times the drawing and is left out here: the tests run it.
    """
    whole = {"autosize": True, "template": template(tokens), **layout}
    return go.Figure({"data": list(traces), "layout": whole}, _validate=False)


def note(
    text: str,
    *,
    x: float,
    y: float,
    colour: str,
    size: float = SMALL,
    anchor: tuple[str, str] = ("left", "middle"),
    shift: tuple[float, float] = (0, 0),
    refs: tuple[str, str] = ("paper", "y"),
    background: str = CLEAR,
) -> Json:
    """A piece of text in a figure; ``text`` is already safe, ``shift`` is in px."""
    return {
        "text": text,
        "x": x,
        "y": y,
        "xref": refs[0],
        "yref": refs[1],
        "xanchor": anchor[0],
        "yanchor": anchor[1],
        "xshift": shift[0],
        "yshift": shift[1],
        "align": anchor[0],
        "bgcolor": background,
        "borderpad": 0,
        "showarrow": False,
        "font": {"size": size, "color": colour},
    }
