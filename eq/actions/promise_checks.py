"""What a promise may hold: its fields as they are kept, and in words what makes no sense."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from typing import Any

from eq.errors import EqError
from eq.reflect.entry import LONGEST_LABEL
from eq.reflect.promise import Commitment

LONGEST_WHAT = 1_000
"""Characters of a promise and of a reason."""

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2199, 12, 31)
"""A due date outside of these is a slip."""

WHERE = "Promise"
UNTOUCHED = "Nothing was changed."


def refuse_resolved(promise: Commitment) -> None:
    """EqError unless the promise is open."""
    if promise.state != "open":
        raise EqError(WHERE, "This promise was resolved in another tab.", f"{UNTOUCHED} Undo that step first.")


def refuse_lone_time(promise: Commitment) -> None:
    """EqError for a time without a date."""
    if promise.due_time is not None and promise.due_date is None:
        raise EqError(WHERE, "A time needs a date.", "Choose the date as well, or leave the time out.")


def checked(fields: dict[str, Any]) -> dict[str, Any]:
    """The fields of these names as they are kept; EqError for one that makes no sense."""
    unknown = fields.keys() - _FIELDS.keys()
    if unknown:
        raise EqError(WHERE, f"A promise has no {sorted(unknown)[0]} to change.", UNTOUCHED)
    return {name: _FIELDS[name](value) for name, value in fields.items()}


def _line(text: str, longest: int) -> str:
    """One line without signs that no file can carry."""
    line = " ".join(text.replace("\0", "").encode("utf-8", "replace").decode().split())
    if len(line) > longest:
        raise EqError(WHERE, f"This is longer than {longest:,} characters.", f"{UNTOUCHED} Shorten it, please.")
    return line


def needed(text: str, question: str) -> str:
    """The text on one line; EqError with the question when it is empty."""
    line = _line(text, LONGEST_WHAT)
    if not line:
        raise EqError(WHERE, question, "A word or two will do.")
    return line


def _day(value: date | None) -> date | None:
    if value is not None and not FIRST_DAY <= value <= LAST_DAY:
        raise EqError(WHERE, "This date can hardly be meant.", f"Choose one from {FIRST_DAY.year} on.")
    return value


def _time(value: time | None) -> time | None:
    return value.replace(second=0, microsecond=0, tzinfo=None) if value is not None else None


_FIELDS: dict[str, Callable[[Any], Any]] = {
    "what": lambda text: needed(text, "What did you promise?"),
    "to_whom": lambda text: _line(text, LONGEST_LABEL),
    "due_date": _day,
    "due_time": _time,
    "agreed": lambda value: None if value is None else bool(value),
    "reason": lambda text: _line(text, LONGEST_WHAT),
    "zone": lambda name: name,
}
