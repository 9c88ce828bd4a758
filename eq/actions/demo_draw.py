"""Chance for a made-up history: draws that are the same for the same seed, and sentences that come round slowly."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

import numpy as np

from eq.actions.demo_words import DAYS, THINGS
from eq.content.emotions import emotions
from eq.reflect.affect import nearest
from eq.reflect.entry import Moment, Point, Word

T = TypeVar("T")
_NTH = ("second", "third", "fourth", "fifth")
_WORDS_NEAR = 6


class Draw:
    """Draws from one random stream."""

    def __init__(self, random: np.random.Generator) -> None:
        self.random = random
        self._decks: dict[tuple[str, ...], list[int]] = {}

    def chance(self, share: float) -> bool:
        """True in that share (0..1) of all draws."""
        return bool(self.random.random() < share)

    def whole(self, low: int, high: int) -> int:
        """A whole number from ``low`` to ``high``, both included."""
        return int(self.random.integers(low, high + 1))

    def normal(self, mean: float, spread: float) -> float:
        """A number around ``mean``."""
        return float(self.random.normal(mean, spread))

    def one(self, values: Sequence[T]) -> T:
        """Any one of them."""
        return values[self.whole(0, len(values) - 1)]

    def some(self, values: Sequence[T], n: int) -> list[T]:
        """``n`` different ones of them."""
        return [values[int(at)] for at in self.random.permutation(len(values))[:n]]

    def early(self, values: Sequence[T]) -> T:
        """One of them, the first ones most often."""
        return values[min(int(self.random.exponential(len(values) / 4)), len(values) - 1)]

    def dealt(self, sentences: tuple[str, ...]) -> str:
        """One of them; none comes again before all the others have come."""
        deck = self._decks.setdefault(sentences, [])
        if not deck:
            deck.extend(int(at) for at in self.random.permutation(len(sentences)))
        return sentences[deck.pop()]

    def told(self, sentences: tuple[str, ...], thing: str = "") -> str:
        """A dealt sentence with its gaps filled; ``thing`` is what it is all about."""
        sentence = self.dealt(sentences)
        if "{" not in sentence:
            return sentence
        filled = sentence.format(
            thing=thing or self.one(THINGS),
            n=self.whole(3, 9),
            nth=self.one(_NTH),
            hour=f"{self.whole(9, 17)}:{self.one(('00', '15', '30', '45'))}",
            day=self.one(DAYS),
        )
        return filled[:1].upper() + filled[1:]

    def new_id(self) -> str:
        """An id, the same for the same seed."""
        return str(UUID(bytes=self.random.bytes(16), version=4))

    def at(self, day: datetime, first: float, last: float) -> datetime:
        """An instant in UTC between two hours of a local day; ``day`` is its midnight in its zone."""
        hour = first + (last - first) * float(self.random.random())
        local = day.replace(tzinfo=None) + timedelta(seconds=int(hour * 3600))
        return local.replace(tzinfo=day.tzinfo).astimezone(UTC)

    def point(self, pleasantness: float, energy: float) -> Point:
        """A point near that place of the plane."""
        near = [round(min(0.98, max(-0.98, self.normal(value, 0.18))), 2) for value in (pleasantness, energy)]
        return Point(near[0], near[1])

    def words(self, point: Point, moment: Moment, n: int) -> list[Word]:
        """``n`` of the shipped feeling words that lie near a point."""
        close = nearest(emotions(), point.pleasantness or 0.0, point.energy or 0.0, _WORDS_NEAR)
        return [Word(feeling.word, moment) for feeling in self.some(close, n)]


def midnight(moment: datetime, zone: ZoneInfo) -> datetime:
    """The beginning of the local day of a moment."""
    return moment.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0, fold=0)
