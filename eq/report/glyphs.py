"""What the fonts of a printed report can draw, and what stands in place of a sign that none of them has."""

from __future__ import annotations

import json
import unicodedata
from functools import cache
from importlib.resources import files
from typing import Final

_BREAKS: Final = dict.fromkeys("\r\x0b\x0c\x85\u2028\u2029", "\n")
_DROPPED: Final = frozenset({"Cc", "Cf"})
_MARKS: Final = frozenset({"Mn", "Mc", "Me"})
_HALF_WIDTH_MARKS: Final = "\uff9e\uff9f"
_JOINERS: Final = "\u200c\u200d"
_FILLERS: Final = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0")


def printable(text: str) -> tuple[str, int]:
    """``text`` as it can be printed, and how many of its signs were replaced.

    A sign that no font has stands as its code and name, ``[U+1F600 grinning face]``. Signs that are not seen
    (variation selectors, control signs, those that turn the direction of writing, joiners outside a word of joined
    letters) go without being counted. Every kind of line break is one ``\\n``, half a sign is ``[U+FFFD ...]``.
    """
    if text.isascii() and text.isprintable():
        return text, 0
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").replace("\r\n", "\n")
    if not unicodedata.is_normalized("NFC", whole):
        whole = unicodedata.normalize("NFC", whole)
    found: list[str] = []
    replaced, able = 0, 0
    for at, sign in enumerate(whole):
        shown = _seen(sign, whole[at - 1 : at], whole[at + 1 : at + 2])
        if not shown:
            continue
        fonts = _fonts(shown)
        if _hangs(shown):
            fonts &= able
        if fonts:
            # What hangs on the next letter, or on this one, has to come from a font that has both; on a line break
            # nothing can hang.
            able = 0 if shown == "\n" else fonts
            found.append(shown)
        else:
            able = 0
            replaced += 1
            found.append(_code(shown))
    return "".join(found), replaced


def _seen(sign: str, before: str, after: str) -> str:
    """The sign as it is looked up, "" where there is nothing to see."""
    if sign in "\n ":
        return sign
    kind = unicodedata.category(sign)
    if sign in _BREAKS:
        return "\n"
    if sign == "\t" or (kind == "Zs" and not _fonts(sign)):
        return " "
    if sign in _JOINERS:
        return sign if _joined(before) and _joined(after) else ""
    if kind in _DROPPED or sign in _FILLERS or _selects(sign):
        return ""
    return sign


def _selects(sign: str) -> bool:
    return "\ufe00" <= sign <= "\ufe0f" or "\U000e0100" <= sign <= "\U000e01ef"


def _joined(sign: str) -> bool:
    """Whether it is a letter of a script whose letters join, so that a joiner beside it shows."""
    return "\u0620" <= sign <= "\u06ff" and unicodedata.category(sign) == "Lo" and bool(_fonts(sign))


def _hangs(sign: str) -> bool:
    """Whether it is set on the sign before it and so has to come from the same font."""
    return sign in _HALF_WIDTH_MARKS or unicodedata.category(sign) in _MARKS or sign in _JOINERS


def _code(sign: str) -> str:
    name = unicodedata.name(sign, "").lower()
    return f"[U+{ord(sign):04X}{' ' if name else ''}{name}]"


def _fonts(sign: str) -> int:
    """Which fonts have the sign, one bit for each."""
    return _coverage().get(ord(sign), -1 if sign == "\n" else 0)


@cache
def _coverage() -> dict[int, int]:
    """For every code point that a font has: which fonts, one bit for each, in the order of the file."""
    ranges: dict[str, list[list[int]]] = json.loads(
        files("eq.report").joinpath("fonts", "coverage.json").read_text("ascii")
    )
    found: dict[int, int] = {}
    for at, spans in enumerate(ranges.values()):
        for first, last in spans:
            for code in range(first, last + 1):
                found[code] = found.get(code, 0) | 1 << at
    return found
