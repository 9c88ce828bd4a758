"""How much of what was planned was done, and when a practice is dropped (docs/scoring.md)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from eq.plan.schedule import Counted
from eq.reflect.kept import wilson

Stop = Literal["adherence", "distress"]

DROP_BELOW = 0.30
DROP_AFTER = 2
DROP_DAYS = 7
"""Share below which a practice is dropped, after so many redesigns and with so many planned days since the last."""

SAID_LEAST = 2 / 3
"""Share of its days of which it has to be known what became of a practice that waits for its moment."""

RISE = 2
RISES = 2
"""Points of 10 by which distress rises in a session that counts, and such sessions that end a practice."""


def distressed(rises: int) -> bool:
    """Whether distress rose in so many sessions (of ``RISE`` or more) that the practice ends."""
    return rises >= RISES


@dataclass(frozen=True)
class Adherence:
    """``done`` of ``planned`` days, those on which it was due and had its chance, up to today.

    ``share``, ``low95`` and ``high95`` (Wilson) 0..1, NaN with a ``reason``: ``none_planned`` while no day was planned,
    ``few_said`` where too little is known of the days of a practice that waits for its moment.
    """

    done: int
    planned: int
    share: float = math.nan
    low95: float = math.nan
    high95: float = math.nan
    reason: Literal["", "none_planned", "few_said"] = ""


def of_days(counted: Counted, occasion: bool) -> Adherence:
    """The share of those days; none for a practice that waits for its moment (``occasion``) with most days unsaid.

    Its moments without a word are in no count, so that a share of the few that were told would flatter or accuse.
    """
    if occasion and counted.said < SAID_LEAST * counted.days:
        return Adherence(counted.done, counted.planned, reason="few_said")
    return adherence(counted.done, counted.planned)


def adherence(done: int, planned: int) -> Adherence:
    """The share done; ValueError unless 0 <= ``done`` <= ``planned``."""
    if done == planned == 0:
        return Adherence(done, planned, reason="none_planned")
    low, high = wilson(done, planned)
    return Adherence(done, planned, done / planned, low, high)


def stop_rule(since_redesign: Adherence, redesigns: int, rises: int) -> Stop | None:
    """Why a practice ends, None when it goes on.

    ``since_redesign``: what was done since it was last made smaller or moved; ``redesigns`` how often that happened;
    ``rises`` sessions in which distress rose by ``RISE`` or more. Distress is looked at first.
    """
    if distressed(rises):
        return "distress"
    enough = redesigns >= DROP_AFTER and since_redesign.planned >= DROP_DAYS
    return "adherence" if enough and since_redesign.share < DROP_BELOW else None
