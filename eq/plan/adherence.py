"""How much of what was planned was done, and when a practice is dropped (docs/scoring.md)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from eq.reflect.kept import wilson

Stop = Literal["adherence", "distress"]

DROP_BELOW = 0.30
DROP_AFTER = 2
DROP_DAYS = 7
"""Share below which a practice is dropped, after so many redesigns and with so many planned days since the last."""

RISE = 2
RISES = 2
"""Points of 10 by which distress rises in a session that counts, and such sessions that end a practice."""


@dataclass(frozen=True)
class Adherence:
    """``done`` of ``planned`` days, those on which it was due and had its chance, up to today.

    ``share``, ``low95`` and ``high95`` (Wilson) 0..1, NaN while no day was planned.
    """

    done: int
    planned: int
    share: float = math.nan
    low95: float = math.nan
    high95: float = math.nan


def adherence(done: int, planned: int) -> Adherence:
    """The share done; ValueError unless 0 <= ``done`` <= ``planned``."""
    if done == planned == 0:
        return Adherence(done, planned)
    low, high = wilson(done, planned)
    return Adherence(done, planned, done / planned, low, high)


def stop_rule(since_redesign: Adherence, redesigns: int, rises: int) -> Stop | None:
    """Why a practice ends, None when it goes on.

    ``since_redesign``: what was done since it was last made smaller or moved; ``redesigns`` how often that happened;
    ``rises`` sessions in which distress rose by ``RISE`` or more. Distress is looked at first.
    """
    if rises >= RISES:
        return "distress"
    enough = redesigns >= DROP_AFTER and since_redesign.planned >= DROP_DAYS
    return "adherence" if enough and since_redesign.share < DROP_BELOW else None
