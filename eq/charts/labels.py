"""Text inside figures: safe from plotly's own markup, wrapped and cut to the room there is."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from html import escape
from itertools import accumulate, takewhile
from typing import NamedTuple

_DIRECTION_MARKS = dict.fromkeys(map(ord, "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))
# Widths of Source Sans, measured in a browser and rounded upwards, in shares of the font size.
_THIN, _BROAD = frozenset("iljtfrI.,:;'’|!()[]{}·-/\\ "), frozenset("mwMW%@—…")
_THIN_EM, _USUAL_EM, _CAPITAL_EM, _BROAD_EM, _FULL_EM = 0.31, 0.53, 0.62, 0.84, 1.0
_LAST_LATIN = "\u024f"
ELLIPSIS = "…"
_HOVER_EMS, _HOVER_LINES = 20.0, 3


class _Ems(dict[str, float]):
    """The width of a sign in shares of the font size, worked out when first asked for."""

    def __missing__(self, sign: str) -> float:
        self[sign] = width = _em(sign)
        return width


def _em(sign: str) -> float:
    if sign in _THIN:
        return _THIN_EM
    if sign in _BROAD:
        return _BROAD_EM
    if unicodedata.east_asian_width(sign) in "WF":
        return _FULL_EM
    return _CAPITAL_EM if sign.isupper() or sign > _LAST_LATIN else _USUAL_EM


_EMS = _Ems()


class Fitted(NamedTuple):
    """Text ready for plotly: ``text`` with ``<br>`` between its ``lines`` lines, ``width`` px of the longest."""

    text: str
    lines: int
    width: float


def one_line(text: str) -> str:
    """``text`` on one line: white space becomes single spaces, signs that turn the direction of writing go."""
    return " ".join(text.translate(_DIRECTION_MARKS).split())


def safe(text: str) -> str:
    """``text`` on one line so that plotly shows it as typed: no tags, no links, no entities, no formulas."""
    return escape(one_line(text), quote=False).replace("$", "&#36;")


def text_width(text: str, size: float) -> float:
    """Room in px that ``text`` (not escaped) takes at a font ``size`` in px: an estimate on the generous side."""
    return size * sum(map(_EMS.__getitem__, text))


def fitted(text: str, size: float, room: float, lines: int = 2) -> Fitted:
    """``text`` wrapped to at most ``lines`` lines of ``room`` px; what does not fit ends in an ellipsis."""
    line = one_line(text)
    whole = text_width(line, size)
    if whole <= room:
        return Fitted(safe(line), 1, whole)
    rows = _wrapped(line, size, room)
    if len(rows) > lines:
        rows = [*rows[: lines - 1], _cut(" ".join(rows[lines - 1 :]), size, room)]
    return Fitted("<br>".join(safe(row) for row in rows), len(rows), max(text_width(row, size) for row in rows))


def _wrapped(text: str, size: float, room: float) -> list[str]:
    rows = [""]
    for word in text.split(" "):
        longer = f"{rows[-1]} {word}".strip()
        if text_width(longer, size) <= room:
            rows[-1] = longer
        else:
            rows[len(rows) if rows[-1] else 0 :] = _pieces(word, size, room)
    return rows


def _pieces(word: str, size: float, room: float) -> list[str]:
    """A word in pieces that fit a line, for writing without spaces and for words longer than a line."""
    pieces = []
    while word:
        fits = max(_fitting(word, size, room), 1)
        pieces.append(word[:fits])
        word = word[fits:]
    return pieces


def _cut(text: str, size: float, room: float) -> str:
    if text_width(text, size) <= room:
        return text
    return text[: _fitting(text, size, room - text_width(ELLIPSIS, size))].rstrip() + ELLIPSIS


def _fitting(text: str, size: float, room: float) -> int:
    """How many signs of ``text`` fit into ``room`` px."""
    widths = accumulate(size * _EMS[sign] for sign in text)
    return sum(1 for _ in takewhile(lambda width: width <= room, widths))


def hover_texts(texts: Iterable[Sequence[str]]) -> list[str]:
    """Lines of plain text per mark, made ready for plotly's hover labels; "" where there are no lines.

    Lines wider than the label on a narrow screen are wrapped.
    """
    ready: dict[str, str] = {}
    found = []
    for lines in texts:
        for line in lines:
            if line not in ready:
                ready[line] = fitted(line, 1.0, _HOVER_EMS, _HOVER_LINES).text
        found.append("<br>".join(ready[line] for line in lines))
    return found
