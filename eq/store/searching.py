"""What a person types into the search, as a question to the index, and as places in a text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from eq.store.folding import folded, folded_with_places, has_words

LONGEST_QUERY = 1000
"""Characters of a query that are looked at; the rest of a longer one is left out."""

LONGEST_SNIPPET = 160
_BEFORE = 40

_QUOTES = '"“”„‟«»＂'
_PART = re.compile(rf"(?<!\S)[{_QUOTES}]([^{_QUOTES}]*)[{_QUOTES}]|(\S+)")

Snippet = tuple[tuple[str, bool], ...]
"""A piece of the original text in parts: (text, True where it is what was searched for)."""


@dataclass(frozen=True)
class Wanted:
    """Folded words that follow one another; the last is only the beginning of a word when ``begins``."""

    text: str
    words: tuple[str, ...]
    begins: bool


def wanted(query: str) -> tuple[Wanted, ...]:
    """What must occur, each once: the words of a query, and its quoted phrases. Empty when it holds no words."""
    found: dict[Wanted, None] = {}
    for part in _PART.finditer(query[:LONGEST_QUERY]):
        quoted = part[2] is None
        text = folded(part[1] if quoted else part[2])
        if has_words(text):
            found[Wanted(text, tuple(word for _, _, word in _words(text)), begins=not quoted)] = None
    return tuple(found)


def match_expression(wants: Iterable[Wanted]) -> str:
    """The question to the index; nothing a person typed can be read as an operator."""
    return " AND ".join(f'"{_quotable(want.text)}"{" *" if want.begins else ""}' for want in wants)


def _quotable(text: str) -> str:
    return text.replace('"', " ")


def holds(forms: Iterable[str], wants: Iterable[Wanted]) -> bool:
    """Whether everything wanted occurs in the folded texts, each in any one of them; False when nothing is wanted."""
    wants, forms = tuple(wants), tuple(forms)
    return bool(wants) and all(any(any(_occurrences(form, want)) for form in forms) for want in wants)


def best_snippet(texts: Sequence[str], wants: Sequence[Wanted]) -> Snippet:
    """A piece of the text with the most of what is wanted, the earlier one of equals, around its first match.

    At most ``LONGEST_SNIPPET`` characters, in one line; without any match the beginning of the first text.
    """
    best: tuple[int, str, list[tuple[int, int]]] = (0, next(iter(texts), ""), [])
    for text in texts:
        spans, kinds = _spans(text, wants)
        if kinds > best[0]:
            best = (kinds, text, spans)
        if kinds == len(wants):
            break
    return _cut(best[1], best[2])


def _spans(text: str, wants: Sequence[Wanted]) -> tuple[list[tuple[int, int]], int]:
    """Where in the original something wanted stands, in order and apart, and how many of ``wants`` occur."""
    form, places = folded_with_places(text)
    kinds, found = 0, list[tuple[int, int]]()
    for want in wants:
        before = len(found)
        found += [(places[start], _original_end(places, end)) for start, end in _occurrences(form, want)]
        kinds += len(found) > before
    joined: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined, kinds


def _original_end(places: Sequence[int], end: int) -> int:
    """Where the original of the folded character before ``end`` ends: a part of a unit stands for all of it."""
    last = places[end - 1]
    while places[end] == last and end < len(places) - 1:
        end += 1
    return places[end]


def _occurrences(form: str, want: Wanted) -> Iterator[tuple[int, int]]:
    if not want.words:
        return
    first, at = want.words[0], 0
    while (at := form.find(first, at)) >= 0:
        end = None if at and _in_word(form[at - 1]) else _reach(form, at, want)
        if end is not None:
            yield at, end
        at = end or at + 1


def _reach(form: str, at: int, want: Wanted) -> int | None:
    """Where the words end when they stand at ``at`` one after the other, else None."""
    for n, word in enumerate(want.words):
        if n:
            while at < len(form) and not _in_word(form[at]):
                at += 1
        if not form.startswith(word, at):
            return None
        at += len(word)
        rest = at
        while rest < len(form) and _in_word(form[rest]):
            rest += 1
        if rest > at and not (want.begins and n == len(want.words) - 1):
            return None
        at = rest
    return at


def _words(form: str) -> Iterator[tuple[int, int, str]]:
    start = None
    for at, sign in enumerate(form + " "):
        if _in_word(sign):
            start = at if start is None else start
        elif start is not None:
            yield start, at, form[start:at]
            start = None


def _in_word(sign: str) -> bool:
    """True for what the index counts as a part of a word."""
    return sign.isalnum() or (not sign.isascii() and unicodedata.category(sign)[0] in "LNM")


def _cut(text: str, spans: Sequence[tuple[int, int]]) -> Snippet:
    start, end = _window(text, spans[0] if spans else (0, 0))
    parts: list[tuple[str, bool]] = [("…", False)] if start > 0 else []
    at = start
    for span in spans:
        first, last = max(span[0], at), min(span[1], end)
        if first < last:
            parts += [(text[at:first], False), (text[first:last], True)]
            at = last
    parts += [(text[at:end], False)] + ([("…", False)] if end < len(text) else [])
    return tuple((_line(part), match) for part, match in parts if part)


def _window(text: str, match: tuple[int, int]) -> tuple[int, int]:
    """The stretch of the original that is shown: all of a short text, else from a little before the match."""
    if len(text) <= LONGEST_SNIPPET:
        return 0, len(text)
    room = LONGEST_SNIPPET - 2
    start = max(0, min(match[0] - _BEFORE, len(text) - room))
    if start:
        # Rather from a word's beginning, and never between a letter and its accent.
        space = text.find(" ", start, match[0])
        start = space + 1 if space >= 0 else start
        while start < match[0] and _belongs_to_the_one_before(text[start]):
            start += 1
    end = min(len(text), start + room)
    if end < len(text):
        space = text.rfind(" ", max(match[1], end - _BEFORE), end)
        end = space if space > start else end
        while end > start + 1 and end > match[0] + 1 and _belongs_to_the_one_before(text[end]):
            end -= 1
    return start, end


def _belongs_to_the_one_before(sign: str) -> bool:
    return unicodedata.category(sign)[0] == "M" or sign == "\u200d"


def _line(part: str) -> str:
    """The same characters in one line."""
    return "".join(" " if sign.isspace() or unicodedata.category(sign) == "Cc" else sign for sign in part)
