"""Checking in, in words."""

from __future__ import annotations

from typing import Final

from eq.wording.plain import upper_first

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


TITLE: Final = "How are you right now?"
TITLE_EARLIER: Final = "How was it?"
PLANE: Final = "Pleasant or not, and with how much energy?"
FEELINGS: Final = "Up to three words for it"
ALL_FEELINGS: Final = "Any other word, or your own"
FIND_FEELING: Final = "Type to find one of 80, or your own"
FULL: Final = "Three words are enough for one moment. Take one out first."
LINE: Final = "One line, if you like"
LINE_CHIPS: Final = ("After a hard contact", "On a break", "Before my shift", "After my shift")
LINE_CHIPS_LABEL: Final = "Tap to add"
MORE: Final = "Tags, a client, another time"
OWN_TAGS: Final = "Your own tags"
OWN_TAGS_HINT: Final = "Type one, or choose one you have used"
AREAS: Final = "Which areas does it touch?"
CLIENT: Final = "A client, under a label only you understand"
CLIENT_HINT: Final = "Type a label, or choose one"
WHEN: Final = "When was this?"
DAY: Final = "Day"
HOUR: Final = "Time"
NOW: Final = "Now. Choose a day or a time if it was earlier."
BACK_TO_NOW: Final = "It is now after all"
AHEAD: Final = "This lies ahead. Choose a time that has been; until then the earlier choice stands."
KEEP: Final = "Keep"
KEPT: Final = "Kept"
ANOTHER: Final = "Check in again"
WRITE_MORE: Final = "Write more"
UNDO: Final = "Undo"
UNDONE: Final = "Taken back. What you had chosen is still here."
LATER: Final = "It was deleted. Another tab still reads the file, so its old bytes go as soon as that tab is closed."


def kept(said: str, felt: str, when: str) -> str:
    """What was kept, in one sentence; each part may be empty."""
    parts = [part for part in (felt, said) if part]
    return upper_first(f"{when}: {'; '.join(parts)}." if parts else f"{when}.")
