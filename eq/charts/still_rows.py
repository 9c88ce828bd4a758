"""Rows for paper: a name and quiet words for each, an axis below, and a band with a mark in each row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, NamedTuple

from eq.charts.palette import mark_colour, mark_symbol
from eq.charts.still_canvas import LEADING, NAME, SMALL, Sheet, there, width_of, wrapped
from eq.wording.still import NOTHING

NARROW: Final = 480.0
"""Below this width in px names stand above their bands."""

BAND: Final = 14.0
MOST_ROWS: Final = 300

_MANY: Final = 12
"""From more rows than this on they stand closer and leave their quiet words to the table."""

_COLUMN_SHARE, _GAP, _EDGE, _TOP, _ROW_GAP = 0.34, 18.0, 10.0, 6.0, 14.0
_NAME_CLOSE, _COLUMN_CLOSE, _ROW_GAP_CLOSE, _ROW_GAP_NARROW = 11.5, 0.42, 3.5, 20.0
_WORD_GAP: Final = 6.0
_RADIUS, _AWAY, _UNDER = 6.2, 3.0, 7.0


class Row(NamedTuple):
    """What a row says: its name, quiet words with it, and what stands ``instead`` of a mark ("" for a mark)."""

    name: str
    words: str
    instead: str


class Tick(NamedTuple):
    """A line of the axis at ``value`` and its text, "" for a line alone."""

    value: float
    text: str


@dataclass(frozen=True)
class Laid:
    """Rows on a sheet: the ``middle`` of each in px, and where ``low`` and ``high`` of the axis lie."""

    middle: tuple[float, ...]
    top: float
    foot: float
    left: float
    right: float
    low: float
    high: float

    def x(self, value: float) -> float:
        """Px of a value; what lies beyond the axis is put at its end."""
        inside = min(max(value, self.low), self.high)
        return self.left + (self.right - self.left) * (inside - self.low) / (self.high - self.low)


def lay(sheet: Sheet, rows: Sequence[Row], ends: tuple[float, float], ticks: Sequence[Tick], head: float = 0.0) -> Laid:
    """Write the names of all rows, from ``head`` px down; ``ends`` and ``ticks`` are those of the axis."""
    first, last = _outer(ticks)
    narrow, many = sheet.width < NARROW, len(rows) > _MANY
    size = _NAME_CLOSE if many else NAME
    column = sheet.width - 2 * _EDGE if narrow else sheet.width * (_COLUMN_CLOSE if many else _COLUMN_SHARE)
    names = [wrapped(row.name, size, column) for row in rows]
    words = [wrapped(row.words, SMALL, column) if row.words and (narrow or not many) else [] for row in rows]
    widest = [width_of(line, size) for name in names for line in name]
    widest += [width_of(line, SMALL) for lines in words for line in lines]
    left = max(_EDGE, first) if narrow else max(min(max(widest, default=0.0), column) + _GAP, first)
    right = sheet.width - max(_EDGE, last)
    gap = _ROW_GAP_NARROW if narrow else _ROW_GAP_CLOSE if many else _ROW_GAP
    middle: list[float] = []
    y = _TOP + head
    for row, name, said in zip(rows, names, words, strict=True):
        tall = (len(name) * size + len(said) * SMALL) * LEADING
        start = y if narrow else y + max(BAND + 4 - tall, 0) / 2
        colour = sheet.tokens.quiet if row.instead else sheet.tokens.text
        sheet.text(name, (0, start + size * LEADING / 2), size=size, colour=colour)
        below = start + len(name) * size * LEADING + SMALL * LEADING / 2
        sheet.text(said, (0, below), size=SMALL, colour=sheet.tokens.quiet)
        middle.append(y + tall + _UNDER + BAND / 2 if narrow else y + max(tall, BAND + 4) / 2)
        y += (tall + BAND + _UNDER if narrow else max(tall, BAND + 4)) + gap
        if row.instead:
            room = right - left - 8
            sheet.text(
                wrapped(row.instead, SMALL, room, 1), (left + 6, middle[-1]), size=SMALL, colour=sheet.tokens.quiet
            )
    if not rows:
        sheet.text([NOTHING], (left, y + BAND), size=SMALL, colour=sheet.tokens.quiet)
        y += 2 * BAND
    return Laid(tuple(middle), _TOP + head - 2, y, left, right, *ends)


def axis(sheet: Sheet, laid: Laid, ticks: Sequence[Tick], *, quiet: bool = False) -> None:
    """Lines through all rows and the words below them; the sheet ends under the words."""
    for tick in ticks:
        sheet.upright(laid.x(tick.value), (laid.top, laid.foot), sheet.tokens.line)
    colour = sheet.tokens.quiet if quiet else sheet.tokens.text
    lines = [(tick, tick.text.split("\n")) for tick in ticks if tick.text]
    for tick, said in lines:
        place = (laid.x(tick.value), laid.foot + 6 + SMALL * LEADING / 2)
        sheet.text(said, place, size=SMALL, colour=colour, anchor="middle")
    sheet.bottom = laid.foot + 10 + max((len(said) for _, said in lines), default=0) * SMALL * LEADING


def fit(places: Sequence[float], words: Sequence[str], room: Callable[[float], float]) -> list[Tick]:
    """Words at rising ``places``: as many as stand apart in even steps, the first and the last always.

    ``room`` gives the px of a stretch of the axis. Long words are broken at spaces; every place keeps its line.
    """
    last = len(places) - 1
    for step in [n for n in range(1, last + 1) if last % n == 0] or [1]:
        kept = list(range(0, last + 1, step))
        gap = min((room(places[b] - places[a]) for a, b in pairwise(kept)), default=room(0) or 200.0)
        texts = [wrapped(words[at], SMALL, max(gap - _WORD_GAP, 24.0), 3) for at in kept]
        whole = all(" ".join(text) == " ".join(words[at].split()) for at, text in zip(kept, texts, strict=True))
        if whole or step >= last:
            break
    named = {at: "\n".join(text) for at, text in zip(kept, texts, strict=True)}
    every = last <= 10
    return [Tick(place, named.get(at, "")) for at, place in enumerate(places) if every or at in named]


def _outer(ticks: Sequence[Tick]) -> tuple[float, float]:
    """Half the widths in px of the first and the last word of an axis."""
    said = [max(width_of(line, SMALL) for line in tick.text.split("\n")) for tick in ticks if tick.text]
    return (said[0] / 2 + _AWAY, said[-1] / 2 + _AWAY) if said else (0.0, 0.0)


def marked(sheet: Sheet, laid: Laid, at: int, numbers: tuple[float, float, float], position: int | None) -> None:
    """The band and the mark of one row; ``numbers``: value, low and high. Without a position in the quiet accent."""
    value, low, high = numbers
    colour = sheet.tokens.accent if position is None else mark_colour(position, sheet.tokens)
    y = laid.middle[at]
    if there(low, high):
        sheet.band((laid.x(low), laid.x(high)), (y - BAND / 2, y + BAND / 2), colour)
    if there(value):
        shape = "circle" if position is None else mark_symbol(position)
        sheet.mark((laid.x(value), y), _RADIUS, colour, shape, sheet.tokens.page)
