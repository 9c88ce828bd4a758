"""Names that are replaced before a text leaves, and names in one's texts that one may want to have replaced."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

Why = Literal["label", "promise", "capital"]

MOST_SUGGESTED: Final = 30

_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "’": "'", "‘": "'", "ʼ": "'", "ـ": ""})
"""Letters that some type as others, and the signs that stand for one apostrophe."""

_SIGNS: Final = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3041-\u312f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf"
    "\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Scripts without spaces between words: there a name has no edge to look for."""

_WORD: Final = rf"(?![{_SIGNS}])\w"
_JOINED: Final = "[وفبلك]"
"""Arabic writes and, so, with, for and like together with the name that follows."""

_ARABIC = re.compile("[\u0600-\u06ff]")
_SIGN = re.compile(f"[{_SIGNS}]")
_SENTENCE = re.compile(r"(?<=[.!?…:;\n。！？])\s*|\n+")
_TOKEN = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_NO_NAMES: Final = frozenset(
    {
        "i", "i'm", "i'd", "i'll", "i've", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december",
    }
)  # fmt: skip
"""Words with a capital in English that name nobody."""


@dataclass(frozen=True)
class Mask:
    """A name to replace; ``shown`` stands in its place, "" for the next letter."""

    id: str
    name: str
    shown: str


@dataclass(frozen=True)
class Suggestion:
    """A name that occurs ``n`` times, and ``why`` it may be one: a client's label, to whom was promised, a capital."""

    name: str
    n: int
    why: Why


class Masker:
    """Replaces the names of a list, and every label of a client, in texts that leave.

    Whole words, whatever their case and accents, the longest name first; a possessive ’s stays. A label becomes
    "client A", a name without a word of its own "person A", by first appearance over all texts. A name of one letter is
    found in its own case only.
    """

    def __init__(self, masks: Sequence[Mask], labels: Sequence[str] = ()) -> None:
        self._shown = {key: one.shown for one in masks if (key := _key(one.name))}
        self._labels = {key for label in labels if (key := _key(label))}
        self._names = sorted({*self._shown, *self._labels}, key=lambda name: (-len(name), name))
        self._guarded = {name: _guarded(name) for name in self._names}
        self._exact = {key: {*_alone(masks, labels, key)} for key in self._names if len(key) == 1}
        self._clients: dict[str, str] = {}
        self._people: dict[str, str] = {}
        self._met: set[str] = set()

    @property
    def replaced(self) -> int:
        """How many different names were met in texts so far."""
        return len(self._met)

    def client(self, label: str) -> str:
        """``client A`` for a client's label, the same for the same label; "" for none."""
        key = _key(label)
        return self._clients.setdefault(key, f"client {_letter(len(self._clients))}") if key else ""

    def __call__(self, text: str) -> str:
        """The text with every name replaced."""
        folded, places = _folded(text)
        there = [self._guarded[name] for name in self._names if name in folded]
        if not there:
            return text
        found: list[str] = []
        at = 0
        for hit in re.finditer("|".join(there), folded):
            start, end = places[hit.start()], _end(text, places[hit.end() - 1])
            if start < at or not self._meant(hit.group(), text[start:end]):
                continue
            found += [text[at:start], self._instead(hit.group())]
            at = end
        return "".join([*found, text[at:]])

    def _meant(self, name: str, written: str) -> bool:
        return name not in self._exact or written in self._exact[name]

    def _instead(self, name: str) -> str:
        self._met.add(name)
        if shown := self._shown.get(name, ""):
            return shown
        if name in self._labels:
            return self.client(name)
        return self._people.setdefault(name, f"person {_letter(len(self._people))}")


def suggestions(
    texts: Iterable[str], labels: Iterable[str], known: Iterable[str], masked: Iterable[str] = ()
) -> tuple[Suggestion, ...]:
    """Names in ``texts`` one may want replaced, the most frequent first, at most ``MOST_SUGGESTED``.

    ``labels`` of clients and ``known`` names, those to whom something was promised, are there even where no text has
    them. Words with a capital inside a sentence follow. ``masked`` ones are left out.
    """
    every = list(texts)
    why: dict[str, tuple[str, Why]] = {}
    given: tuple[tuple[Iterable[str], Why], ...] = ((labels, "label"), (known, "promise"))
    for names, reason in given:
        for name in names:
            if key := _key(name):
                why.setdefault(key, (" ".join(name.split()), reason))
    counts = _counts(every, list(why))
    for name, n in _capitals(every).items():
        key = _key(name)
        if key not in why:
            why[key] = (name, "capital")
            counts[key] = n
    left_out = {_key(name) for name in masked}
    found = [Suggestion(name, counts[key], reason) for key, (name, reason) in why.items() if key not in left_out]
    order: Mapping[Why, int] = {"label": 0, "promise": 1, "capital": 2}
    found.sort(key=lambda one: (-one.n, order[one.why], one.name))
    return tuple(found[:MOST_SUGGESTED])


def _counts(texts: Sequence[str], keys: Sequence[str]) -> Counter[str]:
    found: Counter[str] = Counter()
    for text in texts:
        folded, _ = _folded(text)
        for key in keys:
            if key in folded:
                found[key] += len(re.findall(_guarded(key), folded))
    return found


def _capitals(texts: Iterable[str]) -> Counter[str]:
    """Words with a capital that no sentence begins with; neighbours are one name."""
    found: Counter[str] = Counter()
    for text in texts:
        for sentence in _SENTENCE.split(text):
            found.update(_names_in(sentence))
    return found


def _names_in(sentence: str) -> Iterator[str]:
    name, end = "", 0
    for at, token in enumerate(_TOKEN.finditer(sentence)):
        word = re.sub(r"['’]s$", "", token.group())
        if at == 0 or not _is_name(word):
            if name:
                yield name
            name = ""
            continue
        together = name and sentence[end : token.start()] == " "
        if name and not together:
            yield name
        name, end = (f"{name} {word}" if together else word), token.end()
    if name:
        yield name


def _is_name(word: str) -> bool:
    return len(word) > 1 and word[0].isupper() and not word.isupper() and _key(word) not in _NO_NAMES


def _alone(masks: Sequence[Mask], labels: Sequence[str], key: str) -> Iterator[str]:
    """How a name of one letter was written."""
    for name in (*(one.name for one in masks), *labels):
        if _key(name) == key:
            yield name.strip()


def _letter(n: int) -> str:
    """A, B … Z, AA, AB …"""
    return (_letter(n // 26 - 1) if n >= 26 else "") + chr(ord("A") + n % 26)


def _key(name: str) -> str:
    return _folded(name)[0].strip()


def _guarded(name: str) -> str:
    """The pattern of a folded name as a whole word."""
    before = "" if _SIGN.match(name[0]) or not _is_word(name[0]) else rf"(?<!{_WORD})"
    after = "" if _SIGN.match(name[-1]) or not _is_word(name[-1]) else rf"(?!{_WORD})"
    if before and _ARABIC.match(name[0]):
        before = rf"(?:{before}|(?<={before}{_JOINED})|(?<={before}{_JOINED}{_JOINED}))"
    return f"{before}{re.escape(name)}{after}"


def _is_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_"


def _folded(text: str) -> tuple[str, list[int]]:
    """Without case, accents and doubled spaces; and for each sign of it the place in ``text`` it comes from."""
    found: list[str] = []
    places: list[int] = []
    for at, sign in enumerate(text):
        if sign.isspace():
            if not found or found[-1] != " ":
                found.append(" ")
                places.append(at)
            continue
        for plain in _fold(sign):
            found.append(plain)
            places.append(at)
    return "".join(found), places


def _fold(sign: str) -> str:
    if sign.isascii():
        return sign.lower()
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", sign.casefold()).casefold())
    return "".join(one for one in plain.translate(_LETTERS) if unicodedata.category(one) not in ("Mn", "Cf", "Cs"))


def _end(text: str, last: int) -> int:
    """Where a match ends whose last sign stands at ``last``: marks on that sign belong to it."""
    end = last + 1
    while end < len(text) and unicodedata.category(text[end]) in ("Mn", "Cf"):
        end += 1
    return end
