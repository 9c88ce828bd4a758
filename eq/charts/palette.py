"""The colours of both schemes and the marks of the competencies, for figures and pages alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Theme = Literal["light", "dark"]


@dataclass(frozen=True)
class Tokens:
    """The colours of one scheme as ``#RRGGBB``.

    ``quiet`` is for secondary text (at least 4.5:1 on ``page`` and ``raised``); ``marks`` are the colours of the
    competencies in their fixed order, for marks and never for text.
    """

    page: str
    raised: str
    sidebar: str
    text: str
    quiet: str
    line: str
    accent: str
    marks: tuple[str, ...]


LIGHT = Tokens(
    page="#FBF9F6",
    raised="#F1EDE6",
    sidebar="#F4F0E9",
    text="#1B1B1B",
    quiet="#5A6067",
    line="#DDD6CB",
    accent="#2F5D62",
    marks=("#1B4587", "#2C9690", "#BC7F22", "#8B5BC9", "#96284C"),
)
DARK = Tokens(
    page="#15181C",
    raised="#1E2227",
    sidebar="#1A1E23",
    text="#F2F0EB",
    quiet="#A9B0B7",
    line="#343A41",
    accent="#8CC7C2",
    marks=("#8FB4F2", "#5FDCCB", "#F3CC73", "#B07CF0", "#D9708F"),
)
SYMBOLS = ("circle", "square", "triangle-up", "diamond", "cross")
"""Marker shapes by the names plotly gives them: a mark is told apart without its colour."""

_SIZES = {"circle": 1.0, "square": 0.95, "triangle-up": 1.2, "diamond": 1.15, "cross": 1.15}


def mark_colour(position: int, tokens: Tokens) -> str:
    """Colour of the scale at ``position`` (0-based) on its form; from the sixth scale on the five return."""
    return tokens.marks[position % len(tokens.marks)]


def mark_symbol(position: int) -> str:
    """Marker shape of the scale at ``position`` (0-based).

    Colour and shape fall out of step after every round, so the first 25 scales of a form are all different pairs.
    """
    return SYMBOLS[(position + position // len(SYMBOLS)) % len(SYMBOLS)]


def mark_size(position: int) -> float:
    """How much larger the shape at ``position`` is drawn, so that all shapes look alike in size."""
    return _SIZES[mark_symbol(position)]


def soft(colour: str, share: float) -> str:
    """``#RRGGBB`` at an opacity of ``share`` (0..1), as plotly reads it."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},{share})"
