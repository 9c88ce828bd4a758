"""The feeling words on offer: those near a point, and those that a typed word means."""

from __future__ import annotations

from eq.content.emotions import emotions
from eq.reflect import affect
from eq.reflect.affect import Feeling
from eq.reflect.entry import Point

UNSURE = "unsure"
"""The word that is always on offer."""

_EACH = 2
_CENTRES = ((0.6, 0.5), (-0.6, 0.5), (0.6, -0.5), (-0.6, -0.5))


def words() -> tuple[Feeling, ...]:
    """All of them, with their places on the plane."""
    return emotions()


def near(point: Point | None) -> tuple[str, ...]:
    """The eight words nearest to a point; without one, two from each corner of the plane.

    An axis that was left alone counts as its middle.
    """
    if point is None or point == Point(None, None):
        corners = [affect.nearest(emotions(), x, y, _EACH) for x, y in _CENTRES]
        return tuple(feeling.word for corner in corners for feeling in corner)
    return tuple(one.word for one in affect.nearest(emotions(), point.pleasantness or 0.0, point.energy or 0.0))


def meant(typed: str) -> str:
    """The word that ships where ``typed`` is the same but for case and accents, else ``typed`` on one line."""
    kept = " ".join(typed.split())
    found = affect.search(emotions(), kept) if kept else ()
    return next((one.word for one in found if one.word.casefold() == kept.casefold()), kept)


def alike(typed: str) -> tuple[str, ...]:
    """Words that ship and may have been meant by an own word, such as one spelt a little differently; at most two."""
    shipped = {one.word for one in emotions()}
    return () if typed in shipped else tuple(one.word for one in affect.search(emotions(), typed)[:2])
