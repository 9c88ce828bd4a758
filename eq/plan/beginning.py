"""How a practice becomes part of a plan: from what ships, what the person chose, the day and the draw."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from eq.plan.plan import Action, Setup
from eq.plan.schedule import tested_start

if TYPE_CHECKING:
    from eq.plan.practice import Practice


def begun(
    practice: Practice,
    setup: Setup,
    *,
    action: str,
    plan: str,
    today: date,
    at: datetime,
    draw: int,
    replaces: str | None = None,
) -> Action:
    """The action of that id. The same arguments give the same action; nothing else decides anything.

    ``draw`` 0 or more is used, and kept, only where it is tested. ValueError for a baseline or window out of range.
    """
    tested = setup.baseline_days is not None
    return Action(
        id=action,
        plan=plan,
        practice=practice.id,
        title=practice.title,
        measure=practice.measure,
        minutes=setup.minutes,
        times=setup.times,
        weekdays=setup.weekdays,
        practice_from=first_day(setup, today, draw),
        created_at=at,
        changed_at=at,
        tiny=practice.tiny,
        guide=practice.guide,
        ways=practice.ways,
        cue=setup.cue,
        act=setup.act,
        obstacle=setup.obstacle,
        instead=setup.instead,
        occasion=practice.occasion,
        remind_at=setup.remind_at,
        baseline_from=today if tested else None,
        window_days=setup.window_days if tested else None,
        draw=draw if tested else None,
        replaces=replaces,
    )


def first_day(setup: Setup, today: date, draw: int) -> date:
    """The first day of practice: today without a test, else drawn once the baseline is over."""
    if setup.baseline_days is None:
        return today
    return tested_start(today, setup.baseline_days, setup.window_days, draw)


def possible(setup: Setup, today: date) -> tuple[date, date]:
    """The earliest and the latest first day of practice a draw can give."""
    if setup.baseline_days is None:
        return today, today
    earliest = first_day(setup, today, 0)
    return earliest, earliest + timedelta(days=setup.window_days - 1)
