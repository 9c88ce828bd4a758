"""What is typed at the desk: how it is kept, and in words what makes no sense."""

from __future__ import annotations

from datetime import date
from typing import Final

from eq.coach.desk import LONGEST_LABEL, LONGEST_LINE, LONGEST_NOTE
from eq.errors import EqError

WHERE: Final = "Coach desk"
UNTOUCHED: Final = "Nothing was changed."
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2199, 12, 31)
"""A day outside of these is a slip."""


def text(typed: str, longest: int = LONGEST_NOTE) -> str:
    """What was typed without signs that no file can carry, its line breaks kept; EqError when it is too long."""
    kept = typed.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "replace").decode().strip()
    if len(kept) > longest:
        raise EqError(WHERE, f"This is longer than {longest:,} characters.", f"{UNTOUCHED} Shorten it, please.")
    return kept


def line(typed: str, longest: int = LONGEST_LINE) -> str:
    """What was typed on one line; EqError when it is too long."""
    return text(" ".join(typed.split()), longest)


def label(typed: str) -> str:
    """What a client is called; EqError when it is empty or too long."""
    kept = line(typed, LONGEST_LABEL)
    if not kept:
        raise EqError(WHERE, "What would you call this client?", "A word or initials will do.")
    return kept


def day(value: date | None) -> date | None:
    """A day as it is kept; EqError for one that can hardly be meant."""
    if value is not None and not FIRST_DAY <= value <= LAST_DAY:
        raise EqError(WHERE, "This date can hardly be meant.", f"Choose one from {FIRST_DAY.year} on.")
    return value
