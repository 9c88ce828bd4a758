"""Numbers, dates and lists as people read them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def number(value: float, places: int = 1) -> str:
    """A number with a real minus sign; "–" when it is missing."""
    if value is None or math.isnan(value):
        return "–"
    text = f"{value:.{places}f}"
    if float(text) == 0:
        text = text.replace("-", "")
    return text.replace("-", "−")


def multiple(value: float) -> str:
    """How many times as much, above 0: two places, none of them pretended where it is far from one."""
    if value < 0.01:
        return "less than 0.01"
    return number(value, 2) if value < 10 else number(value, 0) if value < 100 else "more than 100"


def signed(value: float, places: int = 1) -> str:
    """A number that always shows its sign, except for zero."""
    text = number(value, places)
    return text if text.startswith("−") or value is None or math.isnan(value) or float(text) == 0 else f"+{text}"


def between(low: float, high: float, places: int = 1) -> str:
    """An interval, such as ``2.9 to 4.1``; "–" when it is missing."""
    ends = [number(end, places) for end in (low, high)]
    return "–" if "–" in ends else " to ".join(ends)


def day(moment: date) -> str:
    """A date such as ``21 November 2026``, the same in every place."""
    return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}"


def short_day(moment: date) -> str:
    """A date such as ``21 Nov 2026``."""
    return f"{moment.day} {MONTHS[moment.month - 1][:3]} {moment.year}"


def listing(parts: Sequence[str], last: str = "and") -> str:
    """``a``, ``a and b``, ``a, b and c``; empty text for nothing."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def count(n: int, one: str, many: str | None = None) -> str:
    """``1 statement``, ``3 statements``."""
    return f"{n} {one if n == 1 else many or one + 's'}"


def upper_first(text: str) -> str:
    """The text with its first letter large."""
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """The text with its first letter small, unless the first word is all capitals (IT, NA) or the pronoun I."""
    word = text.split(" ", 1)[0].rstrip(".,")
    kept = word == "I" or word.startswith(("I’", "I'")) or (len(word) > 1 and word.isupper())
    return text if kept else text[:1].lower() + text[1:]
