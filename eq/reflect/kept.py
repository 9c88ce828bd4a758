"""How many promises were kept, when one is due, and from when on it is overdue."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Literal

from eq.reflect.promise import Commitment, PromiseState

FEWEST = 5
"""Settled promises below which no share is shown.

With four, one promise more or less moves the share by 25 points and the range spans up to 70 of 100; the promises
themselves say more then.
"""

Urgency = Literal["overdue", "today", "later", "undated"]

_Z = 1.959963984540054
"""The normal quantile of .975."""


@dataclass(frozen=True)
class KeptShare:
    """The kept share of promises that were kept or broken.

    ``of`` = ``kept`` + ``broken``; ``moved``, ``handed_over`` and ``open`` count for nothing and are only named.
    ``share``, ``low95`` and ``high95`` 0..1, None while ``of`` is below ``FEWEST``; ``reason`` then says
    ``too_few``, else "".
    """

    kept: int
    broken: int
    of: int
    share: float | None
    low95: float | None
    high95: float | None
    reason: Literal["", "too_few"]
    moved: int = 0
    handed_over: int = 0
    open: int = 0


@dataclass(frozen=True)
class Standing:
    """Where an open promise stands now.

    ``day``: the due date, None when undated; ``time``: None when it has none. With a time both are those of the zone
    where it is looked at; a date alone is the same everywhere. ``days`` from the present day to ``day``, negative when
    it lies back.
    """

    urgency: Urgency
    day: date | None
    time: time | None
    days: int | None


def wilson(kept: float, of: float) -> tuple[float, float]:
    """The 95 % Wilson interval of a share ``kept`` of ``of``, both ends in 0..1; parts of one where they are estimates.

    ValueError unless 0 <= ``kept`` <= ``of`` and ``of`` >= 1.
    """
    if not 0 <= kept <= of or of < 1:
        raise ValueError("a share needs 0 <= kept <= of and at least one")
    share, spread = kept / of, _Z * _Z / of
    middle = share + spread / 2
    half = _Z * math.sqrt(share * (1 - share) / of + spread / (4 * of))
    low, high = (middle - half) / (1 + spread), (middle + half) / (1 + spread)
    # At none and at all the end is exact; the last binary digit would say otherwise.
    return (0.0 if kept == 0 else max(0.0, low)), (1.0 if kept == of else min(1.0, high))


def kept_share(counts: Mapping[PromiseState, int]) -> KeptShare:
    """The kept share from the number of promises in each state; a state that is missing counts 0."""
    kept, broken = counts.get("kept", 0), counts.get("broken", 0)
    of = kept + broken
    enough = of >= FEWEST
    low, high = wilson(kept, of) if enough else (None, None)
    return KeptShare(
        kept,
        broken,
        of,
        kept / of if enough else None,
        low,
        high,
        "" if enough else "too_few",
        counts.get("moved", 0),
        counts.get("handed-over", 0),
        counts.get("open", 0),
    )


def ends(promise: Commitment, own: tzinfo, end_of_day: int) -> datetime | None:
    """The instant from which the promise is overdue, None when undated.

    With a time: that time in ``own``, the promise's zone. Without: when the due day ends there, ``end_of_day`` (0..12)
    hours after midnight. Aware, in ``own``.
    """
    if promise.due_date is None:
        return None
    if promise.due_time is not None:
        return datetime.combine(promise.due_date, promise.due_time, own)
    return datetime.combine(promise.due_date + timedelta(days=1), time(end_of_day), own)


def standing(promise: Commitment, *, now: datetime, own: tzinfo, here: tzinfo, end_of_day: int) -> Standing:
    """Where the promise stands at ``now`` (aware) for somebody in the zone ``here``; ``own`` is the promise's zone."""
    end = ends(promise, own, end_of_day)
    if end is None or promise.due_date is None:
        return Standing("undated", None, None, None)
    present = (now.astimezone(own) - timedelta(hours=end_of_day)).date()
    day, at, tonight = promise.due_date, None, promise.due_date <= present
    if promise.due_time is not None:
        due, clock = end.astimezone(here), now.astimezone(here)
        day, at, present = due.date(), time(due.hour, due.minute), clock.date()
        # What is due at two in the morning still belongs to the day a night shift began on.
        tonight = (due - timedelta(hours=end_of_day)).date() <= (clock - timedelta(hours=end_of_day)).date()
    late = now.timestamp() >= end.timestamp()
    return Standing("overdue" if late else "today" if tonight else "later", day, at, (day - present).days)
