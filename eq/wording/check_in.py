"""Checking in, in words."""

from __future__ import annotations

from typing import Final

PLEASANTNESS: Final = (
    "very unpleasant",
    "rather unpleasant",
    "neither pleasant nor unpleasant",
    "rather pleasant",
    "very pleasant",
)
ENERGY: Final = ("very low energy", "rather low energy", "medium energy", "rather high energy", "very high energy")
STEPS: Final = (-0.6, -0.2, 0.2, 0.6)
"""Where one word ends and the next begins, on -1..1; a value on an inner border keeps to the middle."""


def pleasantness(value: float) -> str:
    """A pleasantness, -1..1, in words."""
    return PLEASANTNESS[_step(value)]


def energy(value: float) -> str:
    """An energy, -1..1, in words."""
    return ENERGY[_step(value)]


def _step(value: float) -> int:
    low, little, much, high = STEPS
    if value < little:
        return 0 if value < low else 1
    if value > much:
        return 4 if value > high else 3
    return 2


def point(pleasant: float | None, energetic: float | None) -> str:
    """A point such as ``rather pleasant, very low energy``; an axis without a value is left out."""
    parts = [] if pleasant is None else [pleasantness(pleasant)]
    return ", ".join(parts if energetic is None else [*parts, energy(energetic)])
