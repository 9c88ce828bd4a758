"""One row per scale with its name: at the left where there is width, above the band where there is not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from eq.charts.canvas import NAME, SMALL, Json, note, room
from eq.charts.labels import Fitted, fitted
from eq.charts.palette import Tokens

BAND = 14.0
"""Thickness of a band in px."""

_COLUMN = 184.0
"""Most room in px for names at the left."""

_LEADING = 1.3
_COLUMN_GAP, _BESIDE_GAP, _ABOVE_GAP, _ROW_GAP = 24.0, 14.0, 12.0, 24.0
_NOTHING = Fitted("", 0, 0.0)


class Named(NamedTuple):
    """What one row says of itself: its name, quiet words with it, and ``instead`` of a mark ("" where there is one)."""

    name: str
    words: str
    instead: str


@dataclass(frozen=True)
class Rows:
    """Rows laid out; row n lies at y = n, counted downwards.

    ``left`` is the margin the names need in px, ``height`` that of one row, ``above`` the part of it over the middle
    of the band. ``beside`` says that name and words share a line (narrow only).
    """

    named: tuple[Named, ...]
    names: tuple[Fitted, ...]
    words: tuple[Fitted, ...]
    narrow: bool
    beside: bool
    left: float
    height: float
    above: float

    @property
    def plot(self) -> float:
        """Height of all rows in px."""
        return self.height * max(len(self.named), 1)

    @property
    def y_axis(self) -> Json:
        """The axis on which row n lies at y = n."""
        top = self.above / self.height
        return {"range": [max(len(self.named), 1) - top, -top], "showticklabels": False}

    def notes(self, left: float, right: float, start: float, tokens: Tokens) -> list[Json]:
        """The texts of all rows; ``left`` and ``right`` are the margins in px, ``start`` the x where a row begins."""
        found: list[Json] = []
        for at, one in enumerate(self.named):
            colour = tokens.quiet if one.instead else tokens.text
            place = self._above if self.narrow else self._at_left
            found += place(at, colour, left, right, tokens)
            text = fitted(one.instead, SMALL, room(self.narrow) - self.left - 40, 1).text
            found.append(note(text, x=start, y=at, colour=tokens.quiet, refs=("x", "y"), background=tokens.page))
        return [one for one in found if one["text"]]

    def _at_left(self, at: int, colour: str, left: float, _right: float, tokens: Tokens) -> Iterator[Json]:
        name, words = self.names[at], self.words[at]
        top = (_lines(name, NAME) + _lines(words, SMALL)) / 2
        for text, size, shade, up in (
            (name.text, NAME, colour, top),
            (words.text, SMALL, tokens.quiet, top - _lines(name, NAME)),
        ):
            yield note(text, x=0, y=at, colour=shade, size=size, anchor=("left", "top"), shift=(-left, up))

    def _above(self, at: int, colour: str, left: float, right: float, tokens: Tokens) -> Iterator[Json]:
        name, words = self.names[at], self.words[at]
        low = BAND / 2 + _ABOVE_GAP - 4
        up = 0.0 if self.beside else _lines(words, SMALL)
        side, across, x = ("right", right, 1.0) if self.beside else ("left", -left, 0.0)
        for text, size, shade, anchor, shift, where in (
            (name.text, NAME, colour, "left", (-left, low + up), 0.0),
            (words.text, SMALL, tokens.quiet, side, (across, low), x),
        ):
            yield note(
                text,
                x=where,
                y=at,
                colour=shade,
                size=size,
                anchor=(anchor, "bottom"),
                shift=shift,
                background=tokens.page,
            )


def rows(named: Sequence[Named], *, narrow: bool) -> Rows:
    """Lay out the rows of a figure."""
    if narrow:
        return _narrow(tuple(named))
    names = tuple(fitted(one.name, NAME, _COLUMN) for one in named)
    words = tuple(fitted(one.words, SMALL, _COLUMN) if one.words else _NOTHING for one in named)
    text = max((_lines(n, NAME) + _lines(w, SMALL) for n, w in zip(names, words, strict=True)), default=0.0)
    left = max((max(n.width, w.width) for n, w in zip(names, words, strict=True)), default=0.0) + _COLUMN_GAP
    height = max(text, BAND) + _ROW_GAP * 0.6
    return Rows(tuple(named), names, words, narrow, False, left, height, height / 2)


def _narrow(named: tuple[Named, ...]) -> Rows:
    width = room(narrow=True)
    names = tuple(fitted(one.name, NAME, width) for one in named)
    words = tuple(fitted(one.words, SMALL, width) if one.words else _NOTHING for one in named)
    pairs = list(zip(names, words, strict=True))
    beside = all(n.lines == 1 and w.lines <= 1 and n.width + w.width + _BESIDE_GAP <= width for n, w in pairs)
    text = max((_lines(n, NAME) + (0 if beside else _lines(w, SMALL)) for n, w in pairs), default=0.0)
    above = text + _ABOVE_GAP + BAND / 2
    return Rows(named, names, words, True, beside, 0.0, above + BAND / 2 + _ROW_GAP * 0.7, above)


def _lines(text: Fitted, size: float) -> float:
    return text.lines * size * _LEADING
