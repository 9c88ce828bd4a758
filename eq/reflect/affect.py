"""Feelings on the plane of pleasantness and energy: which words lie near a point, and which a text finds.

The coordinates only sort the words that are offered (evidence §5.4); what a person says of themselves always wins.
"""

from __future__ import annotations

import difflib
import math
import unicodedata
from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Coordinate = Annotated[float, Field(ge=-1, le=1, allow_inf_nan=False)]
Quadrant = Literal["pleasant-high", "pleasant-low", "unpleasant-high", "unpleasant-low"]

BORDER = 0.15
"""Words with at most this much energy, up or down, belong to both neighbours (evidence §5.4)."""

_LONGEST = 40
_SAME_DISTANCE = 9


class Feeling(BaseModel):
    """One feeling word; ``pleasantness`` and ``energy`` -1..1, a rounded team judgement."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    word: Annotated[str, Field(min_length=1, max_length=_LONGEST)]
    pleasantness: Coordinate
    energy: Coordinate


def quadrants(feeling: Feeling) -> tuple[Quadrant, ...]:
    """The quadrant of a word, then its neighbour of the other energy if the word sits on their border."""
    high: Quadrant = "pleasant-high" if feeling.pleasantness >= 0 else "unpleasant-high"
    low: Quadrant = "pleasant-low" if feeling.pleasantness >= 0 else "unpleasant-low"
    own, neighbour = (high, low) if feeling.energy >= 0 else (low, high)
    return (own, neighbour) if abs(feeling.energy) <= BORDER else (own,)


def in_quadrant(words: Sequence[Feeling], quadrant: Quadrant) -> tuple[Feeling, ...]:
    """The words to list in a quadrant, border words included, in the order of ``words``."""
    return tuple(feeling for feeling in words if quadrant in quadrants(feeling))


def nearest(words: Sequence[Feeling], pleasantness: float, energy: float, n: int = 8) -> tuple[Feeling, ...]:
    """The ``n`` words closest to a point (straight-line distance), closest first, ties by the alphabet.

    All of them if there are fewer. ValueError if a coordinate is not within -1..1 or ``n`` is below 0.
    """
    if not (-1 <= pleasantness <= 1 and -1 <= energy <= 1):
        raise ValueError("pleasantness and energy are numbers from -1 to 1")
    if n < 0:
        raise ValueError("n is 0 or more")

    def near(feeling: Feeling) -> tuple[float, str]:
        distance = math.hypot(feeling.pleasantness - pleasantness, feeling.energy - energy)
        # Rounded, so that equal distances stay equal whatever the last binary digit says.
        return round(distance, _SAME_DISTANCE), feeling.word

    return tuple(sorted(words, key=near)[:n])


def search(words: Sequence[Feeling], text: str) -> tuple[Feeling, ...]:
    """The words that begin with ``text``, in alphabetical order, whatever its case and accents.

    If none begins so, those with it inside, else those spelt nearly so, closest first; an empty text gives all.
    """
    folded = sorted((_folded(feeling.word), feeling.word, place) for place, feeling in enumerate(words))
    wanted = _folded(text[: 4 * _LONGEST])
    begun = [place for word, _, place in folded if word.startswith(wanted)]
    found = begun or [place for word, _, place in folded if wanted in word]
    if not found:
        close = difflib.get_close_matches(wanted, [word for word, _, _ in folded], n=4, cutoff=0.7)
        found = [place for near in dict.fromkeys(close) for word, _, place in folded if word == near]
    return tuple(words[place] for place in found)


def _folded(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign)).strip()
