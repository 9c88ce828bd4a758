"""Small multiples over time: one panel per scale, one under the other, on the same time and answer axes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import plotly.graph_objects as go

from eq.assess.questionnaire import AnswerScale
from eq.charts.answers import upward
from eq.charts.canvas import NAME, SMALL, Json, assemble, note, room
from eq.charts.labels import fitted, safe, text_width
from eq.charts.palette import Tokens
from eq.charts.timeline import DAY, DateTicks, date_ticks

_HEIGHT, _HEIGHT_NARROW, _HEAD = 104.0, 92.0, 42.0
_RIGHT, _FOOT, _FLAG_LINE = 14.0, 44.0, 21.0
_WORD_ROOM = 96.0
_PAD_SHARE = 0.14
"""Room above and below the answer scale, as a share of it: for marks at its ends and strokes at its foot."""


class Panel(NamedTuple):
    """One panel: its title, the quiet words at its right end, and its traces, whose y axis is still to be named."""

    title: str
    aside: str
    traces: list[Json]


class Flag(NamedTuple):
    """A moment, or a stretch from ``first`` to ``last``, marked through all panels; in ms, with its words on top."""

    first: float
    last: float
    text: str


@dataclass(frozen=True)
class _Frame:
    """The measures of one figure: plot width, left margin, panel height and count, the time shown (ms)."""

    width: float
    left: float
    height: float
    count: int
    first: float
    last: float

    @property
    def total(self) -> float:
        return self.count * (self.height + _HEAD)

    def domain(self, at: int) -> list[float]:
        """Share of the plot, from below, that panel ``at`` takes."""
        top = at * (self.height + _HEAD) + _HEAD
        return [max(1 - (top + self.height) / self.total, 0.0), 1 - top / self.total]

    def across(self, moment: float) -> float:
        """Px from the left end of the plot."""
        return self.width * (moment - self.first) / (self.last - self.first)


def foot(answers: AnswerScale) -> float:
    """Where strokes for what has no number stand: below the lowest answer."""
    return answers.low - (answers.high - answers.low) * _PAD_SHARE * 0.6


def floor(answers: AnswerScale, below: float = 0.0) -> float:
    """Where a panel ends, with ``below`` more of the answer scale at its foot."""
    return answers.low - (answers.high - answers.low) * (_PAD_SHARE + below)


def time_shown(shown: tuple[float, float]) -> float:
    """How much time the axis spans, in ms, for marks from the first to the last of ``shown``."""
    return max(shown[1] - shown[0], 28 * DAY) * 1.04


def panel_figure(
    panels: Sequence[Panel],
    answers: AnswerScale,
    tokens: Tokens,
    *,
    shown: tuple[float, float],
    named: Sequence[float],
    flags: Sequence[Flag] = (),
    below: float = 0.0,
    narrow: bool = False,
) -> go.Figure:
    """Stack ``panels``. ``shown`` is the time from the first to the last mark, ``named`` the moments worth a date.

    ``below``: more room at the foot of every panel, as a share of the answer scale.
    """
    words = upward(answers, SMALL, _WORD_ROOM)
    left = words.widest + 10
    middle, half = sum(shown) / 2, time_shown(shown) / 2
    frame = _Frame(
        width=room(narrow) - left - _RIGHT,
        left=left,
        height=(_HEIGHT_NARROW if narrow else _HEIGHT) * (1 + below / (1 + 2 * _PAD_SHARE)),
        count=max(len(panels), 1),
        first=middle - half,
        last=middle + half,
    )
    marks, lines = _flags(flags, frame, tokens)
    dates = date_ticks(*shown, named, room=frame.width, size=SMALL)
    top = lines * _FLAG_LINE
    layout = {
        "height": round(frame.total + top + _FOOT),
        "margin": {"l": left, "r": _RIGHT, "t": top, "b": _FOOT, "pad": 0},
        "hovermode": "x",
        "xaxis": _time_axis(frame, dates, tokens),
        "annotations": [text for at, panel in enumerate(panels) for text in _heads(panel, at, frame, tokens)] + marks,
        "shapes": [_shape(flag, at, tokens) for flag in flags for at in range(frame.count)],
        "barmode": "overlay",
    }
    pad = (answers.high - answers.low) * _PAD_SHARE
    for at in range(frame.count):
        layout[f"yaxis{_suffix(at)}"] = {
            "domain": frame.domain(at),
            "anchor": "x",
            "range": [floor(answers, below), answers.high + pad],
            "tickvals": words.values,
            "ticktext": words.texts,
            "tickfont": {"color": tokens.quiet},
            "ticklabelstandoff": 6,
            "showgrid": True,
        }
    traces = [trace | {"yaxis": f"y{_suffix(at)}"} for at, panel in enumerate(panels) for trace in panel.traces]
    return assemble(traces, layout, tokens)


def _suffix(at: int) -> str:
    return "" if at == 0 else str(at + 1)


def _time_axis(frame: _Frame, dates: DateTicks, tokens: Tokens) -> Json:
    return {
        "type": "date",
        "range": [frame.first, frame.last],
        "anchor": f"y{_suffix(frame.count - 1)}",
        "tickvals": dates.values,
        "ticktext": dates.texts,
        "ticks": "outside",
        "ticklen": 5,
        "tickcolor": tokens.line,
    }


def _heads(panel: Panel, at: int, frame: _Frame, tokens: Tokens) -> list[Json]:
    """The name of a panel at its left and the quiet words at its right, on one line above it."""
    whole = frame.width + frame.left
    aside = safe(panel.aside)
    name = fitted(panel.title, NAME, whole - text_width(panel.aside, SMALL) - 16, 1).text
    y = frame.domain(at)[1]
    place: Json = {"y": y, "refs": ("paper", "paper")}
    return [
        note(name, x=0, colour=tokens.text, size=NAME, anchor=("left", "bottom"), shift=(-frame.left, 3), **place),
        note(aside, x=1, colour=tokens.quiet, anchor=("right", "bottom"), shift=(0, 4), **place),
    ]


def _shape(flag: Flag, at: int, tokens: Tokens) -> Json:
    whole = {"yref": f"y{_suffix(at)} domain", "y0": 0, "y1": 1, "layer": "below"}
    place = {"xref": "x", "x0": flag.first, "x1": flag.last, **whole}
    if flag.first == flag.last:
        return {"type": "line", **place, "line": {"color": tokens.quiet, "width": 1, "dash": "dot"}}
    return {"type": "rect", **place, "fillcolor": tokens.raised, "line": {"width": 0}}


def _flags(flags: Sequence[Flag], frame: _Frame, tokens: Tokens) -> tuple[list[Json], int]:
    """The words of the flags above the panels, and how many lines they take: one under the other where they meet."""
    found: list[Json] = []
    taken: list[tuple[float, float]] = []
    lines = 0
    for flag in flags:
        width = text_width(flag.text, SMALL)
        moment = (flag.first + flag.last) / 2
        start = min(max(frame.across(moment) - width / 2, -frame.left), frame.width + _RIGHT - width)
        line = sum(low < start + width + 12 and start < high + 12 for low, high in taken)
        taken.append((start, start + width))
        lines = max(lines, line + 1)
        place: Json = {"x": moment, "refs": ("x", "paper"), "anchor": ("center", "bottom"), "shift": (0, 0)}
        if start == -frame.left:
            place |= {"x": 0, "refs": ("paper", "paper"), "anchor": ("left", "bottom"), "shift": (-frame.left, 0)}
        elif start == frame.width + _RIGHT - width:
            place |= {"x": 1, "refs": ("paper", "paper"), "anchor": ("right", "bottom"), "shift": (_RIGHT, 0)}
        place["shift"] = (place["shift"][0], line * _FLAG_LINE)
        found.append(note(safe(flag.text), y=1, colour=tokens.quiet, **place))
    return found, lines
