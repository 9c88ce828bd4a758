"""The form of a text that is searched: no case, no accents, signs of scripts without spaces set apart.

Search and index fold alike, so whatever this module does to a word, the same word is found again.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from eq.reflect.entry import Entry

_RUNS = re.compile(r"[\x00-\x7f]+|[^\x00-\x7f]+")
_CONTROLS = {**dict.fromkeys(range(32), " "), 127: " "}

_LETTERS = str.maketrans(
    {
        "ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ŧ": "t", "ı": "i", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe",
        "ς": "σ", "ʼ": "'", "ʹ": "'", "ʻ": "'", "ʽ": "'", "ˈ": "'", "ـ": "",
    }
)  # fmt: skip
"""Letters that a person without the right keyboard types as others; apostrophes that Unicode counts as letters."""

_ACCENTS = (
    (0x0300, 0x036F), (0x0483, 0x0489), (0x0591, 0x05C7), (0x0610, 0x061A), (0x064B, 0x065F), (0x0670, 0x0670),
    (0x06D6, 0x06ED), (0x0898, 0x08FF), (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x20D0, 0x20FF), (0x2DE0, 0x2DFF),
    (0xA66F, 0xA67D), (0xFE00, 0xFE0F), (0xFE20, 0xFE2F), (0xE0100, 0xE01EF),
)  # fmt: skip
"""Marks of Latin, Greek, Cyrillic, Hebrew and Arabic, and the ones that only choose how a sign is drawn."""

_SIGNS = (
    (0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x1950, 0x19DF), (0x1A20, 0x1AAF), (0x3005, 0x3007),
    (0x3021, 0x3029), (0x3031, 0x3035), (0x3038, 0x303C), (0x3041, 0x312F), (0x31A0, 0x31BF), (0x31F0, 0x31FF),
    (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xA9E0, 0xA9FF), (0xAA60, 0xAADF), (0xF900, 0xFAFF), (0x1AFF0, 0x1B16F),
    (0x20000, 0x3FFFF),
)  # fmt: skip
"""Thai and Lao, Burmese, Khmer, Tai, kana, bopomofo, Chinese: written without spaces between words."""

_HANGUL_PARTS = ((0x1100, 0x11FF), (0x3131, 0x318E), (0xA960, 0xA97F), (0xD7B0, 0xD7FF), (0xFFA0, 0xFFDC))
_JOINING = "\uff9e\uff9f\u0e33\u0eb3"
"""Half-width voice marks, and the Thai and Lao vowels whose first half is a mark on the sign before."""

_BETWEEN = "\ue000"
"""A word nobody can type, set between texts, so that no phrase reaches from one into the next."""


def folded(text: str) -> str:
    """The searched form of a text; any text can be folded."""
    return "".join(piece for piece, _ in _pieces(text))


def folded_with_places(text: str) -> tuple[str, list[int]]:
    """The searched form, and for each of its characters where the original of it begins.

    The list has one more place at its end: the length of the original.
    """
    found: list[str] = []
    places: list[int] = []
    for piece, start in _pieces(text):
        found.append(piece)
        if len(piece) > 1 and text[start].isascii() and text[start : start + len(piece)].isascii():
            places += range(start, start + len(piece))
        else:
            places += [start] * len(piece)
    return "".join(found), [*places, len(text)]


def search_text(entry: Entry) -> tuple[str, str]:
    """(title, body) of an entry as they are searched: a person's texts, feelings, own tags and the client's label.

    Of triggers, channels and needs all but hyphened ids such as ``said-no``, which nobody types.
    """
    body = [text for field, text in entry.texts.items() if field not in ("title", "prompt")]
    body += [word.word for word in entry.words]
    body += [tag.value for tag in entry.tags if tag.kind == "custom" or _is_own(tag.kind, tag.value)]
    body.append(entry.client_label)
    return folded(entry.text("title")), f" {_BETWEEN} ".join(folded(text) for text in body if text)


def has_words(text: str) -> bool:
    """True when a folded text holds anything the index keeps: a letter, a number or a mark."""
    return any(unicodedata.category(sign)[0] in "LNM" for sign in text)


def _is_own(kind: str, value: str) -> bool:
    return kind in ("trigger", "channel", "need") and not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", value)


def _pieces(text: str) -> Iterator[tuple[str, int]]:
    """Folded pieces with where each begins in the original; a piece is one character with its marks, or plain ASCII."""
    after_sign = False
    for cluster, start in _clusters(text):
        if cluster.isascii():
            piece, is_sign = cluster.lower().translate(_CONTROLS), False
        else:
            piece, is_sign = _folded_cluster(cluster)
        if not piece:
            continue
        if (is_sign and start) or after_sign:
            yield " ", start
        after_sign = is_sign
        yield piece, start


def _clusters(text: str) -> Iterator[tuple[str, int]]:
    for run in _RUNS.finditer(text):
        start, end = run.span()
        if text[start].isascii():
            # The last plain letter belongs to the mark that may follow it.
            if end < len(text) and _joins(text[end - 1], text[end]):
                end -= 1
            if end > start:
                yield text[start:end], start
            continue
        if start and _joins(text[start - 1], text[start]):
            start -= 1
        first = start
        for at in range(start + 1, end):
            if not _joins(text[at - 1], text[at]):
                yield text[first:at], first
                first = at
        yield text[first:end], first


@lru_cache(maxsize=20_000)
def _joins(before: str, sign: str) -> bool:
    """True when a character forms one unit with the one before it."""
    if unicodedata.category(sign)[0] == "M" or sign in _JOINING:
        return True
    return _within(sign, _HANGUL_PARTS) and ("\uac00" <= before <= "\ud7a3" or _within(before, _HANGUL_PARTS))


@lru_cache(maxsize=20_000)
def _folded_cluster(cluster: str) -> tuple[str, bool]:
    """The searched form of one unit, and whether it belongs to a script without spaces."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", cluster.casefold()).casefold())
    kept = "".join(_folded_sign(sign) for sign in plain.translate(_LETTERS) if not _within(sign, _ACCENTS))
    whole = unicodedata.normalize("NFC", kept)
    if not any(_is_sign(sign) for sign in whole):
        return whole, False
    return "".join(f" {sign}" if _is_sign(sign) else sign for sign in whole).strip(), True


def _folded_sign(sign: str) -> str:
    category = unicodedata.category(sign)
    if category == "Cf":
        # Invisible signs within words are left out; the one that stands for a space between words stays one.
        return " " if sign == "\u200b" else ""
    if category == "Nd":
        return str(unicodedata.decimal(sign))
    return " " if category in ("Cc", "Cs", "Zl", "Zp", "Zs") or sign == _BETWEEN else sign


def _is_sign(sign: str) -> bool:
    return _within(sign, _SIGNS) and unicodedata.category(sign)[0] == "L"


def _within(sign: str, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(first <= ord(sign) <= last for first, last in ranges)
