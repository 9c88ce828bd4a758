"""The weekly look at a plan: which week it is about, what can be decided about a practice, and what speaks for what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from eq.plan.adherence import DROP_BELOW, DROP_DAYS, Adherence, Stop
from eq.plan.plan import Action, Day, Decision, Plan
from eq.plan.schedule import ADJUST_WEEK, Counted, Trial, counted

Why = Literal["", "distress", "adherence", "unsuited", "little", "helps"]
"""What a suggestion stands on: distress rose, too little was done after two changes, the trial says that it may not
suit, little was done so far, the trial says that it helps; "" without a suggestion."""

HELPS = frozenset({"likely", "promising"})
"""Words of a trial that speak for a practice."""


@dataclass(frozen=True)
class Suggested:
    """A decision that something speaks for; None where nothing does."""

    decision: Decision | None
    why: Why


def days_of_week(plan: Plan, week: int) -> tuple[date, date]:
    """The first and the last day of a plan's ``week`` (from 1); ValueError for another."""
    if week < 1:
        raise ValueError("the weeks of a plan count from 1")
    first = plan.started_on + timedelta(weeks=week - 1)
    return first, first + timedelta(days=6)


def in_week(action: Action, days: Mapping[date, Day], first: date, last: date, today: date) -> Counted:
    """What was done of a practice from ``first`` to ``last``, up to ``today``."""
    return counted(action, days, today, first, last)


def offered(action: Action, today: date) -> tuple[Decision, ...]:
    """What can be decided: the small version only where it is not asked for already and practice has begun."""
    shrinks = not action.small and today >= action.practice_from
    return ("keep", "shrink", "swap", "stop") if shrinks else ("keep", "swap", "stop")


def suggested(action: Action, stop: Stop | None, trial: Trial, since_redesign: Adherence, today: date) -> Suggested:
    """What speaks for which decision, the most serious first.

    ``stop`` is what the stop rule says; ``since_redesign`` what was done since the practice was last made smaller or
    changed. The person decides.
    """
    verdict = trial.helped.verdict if trial.helped is not None else None
    if stop is not None:
        return Suggested("stop", stop)
    if verdict == "may-not-suit":
        return Suggested("swap", "unsuited")
    little = since_redesign.planned >= DROP_DAYS and since_redesign.share < DROP_BELOW
    if little:
        return Suggested("shrink" if "shrink" in offered(action, today) else "swap", "little")
    if verdict in HELPS:
        return Suggested("keep", "helps")
    return Suggested(None, "")


def adjusts(week: int) -> bool:
    """Whether the look back at ``week`` is the one at which a plan is adjusted."""
    return week == ADJUST_WEEK
