"""Calendar weeks and the four-week blocks a pulse is read in (docs/scoring.md, "Pulse").

Weeks begin on Monday. Blocks are counted from a fixed Monday and never slide.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

import numpy as np
from numpy.typing import NDArray

ORIGIN = date(2024, 1, 1)
"""The Monday on which block 0 begins."""

BLOCK_WEEKS = 4
MIN_WEEKS = 3
"""Fewest counted weeks before a block shows a number."""


@dataclass(frozen=True)
class Week:
    """One pulse sitting: the local day it was taken on and the raw answers, float (items,), NaN = unanswered."""

    on: date
    values: NDArray[np.float64]


Fate = Literal["counted", "quality_open", "items_changed", "same_week"]
"""What became of a pulse: it counts; its question about the answers is open; its statements differ from the latest
version's; a later one in the same calendar week took its place."""


@dataclass(frozen=True)
class PulseWeek:
    """One pulse: the day it belongs to, and whether it counts."""

    day: date
    fate: Fate


@dataclass(frozen=True)
class Block:
    """One four-week block: its first and last day and its keyed answers, float (4 weeks, items), NaN = not counted."""

    number: int
    first: date
    last: date
    cells: NDArray[np.float64]


def block_of(day: date) -> int:
    """The number of the calendar block that holds ``day`` (negative before the origin)."""
    return (day - ORIGIN).days // (7 * BLOCK_WEEKS)


def block_dates(number: int) -> tuple[date, date]:
    """The Monday a block begins on and the Sunday it ends on."""
    first = ORIGIN + timedelta(weeks=BLOCK_WEEKS * number)
    return first, first + timedelta(days=7 * BLOCK_WEEKS - 1)


def week_of(day: date) -> int:
    """The number of the calendar week that holds ``day``; block n holds weeks 4n to 4n + 3."""
    return (day - ORIGIN).days // 7


def weeks_missing(number: int, counted: NDArray[np.bool_], today: date | None) -> tuple[int, date | None]:
    """Weeks a block still needs, and the first day they can be there: None when the block is over.

    ``counted`` is bool (4,). When the block has too few weeks left the answer speaks of the next one.
    """
    missing = MIN_WEEKS - int(counted.sum())
    first, last = block_dates(number)
    if today is None or today > last:
        return missing, None
    now = max((today - first).days // 7, 0)
    still_open = [week for week in range(now, BLOCK_WEEKS) if not counted[week]]
    if len(still_open) < missing:
        return MIN_WEEKS, last + timedelta(days=1, weeks=MIN_WEEKS - 1)
    return missing, max(today, first + timedelta(weeks=still_open[missing - 1]))
