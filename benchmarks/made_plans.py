"""Plans over years, for measuring: one every ten weeks, each with a tested practice, and one that runs."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
from made_entries import ZONE

from eq.actions import clock, practices
from eq.actions.demo_draw import Draw
from eq.actions.demo_plan import MadePlan, Maker, put
from eq.actions.settings import settings
from eq.store import people, plans
from eq.store.workspace import Workspace

APART = timedelta(weeks=10)
RUNS = timedelta(weeks=12)
"""The days between one plan's beginning and the next one's; how long the running one has been running."""
RUNNING = "ask-for-feedback", "follow-up-on-time"
"""The two that run now: what was said in a debrief tells of them too."""


def plans_of(random: np.random.Generator, *, today: date, years: int) -> list[MadePlan]:
    """The plans up to ``today``, the oldest first, each finished one with the next practice of the library."""
    maker, offered = Maker(Draw(random), ZONE, today), practices.all()
    now = today - RUNS
    count = int(timedelta(days=365.25 * years) / APART)
    made = [maker.finished(offered[n % len(offered)].id, now - (count - n) * APART) for n in range(count)]
    return [*made, maker.running(now, *RUNNING)]


def store_plans(workspace: Workspace, random: np.random.Generator, *, years: int) -> int:
    """Write them in place of the plans that a made-up history has; how many."""
    end_of_day = settings(workspace).end_of_day
    made = plans_of(random, today=clock.local_day(clock.now(), ZONE.key, end_of_day), years=years)
    with workspace.write() as db:
        owner = people.ensure_owner(db, clock.now())
        for one in plans.every(db, owner):
            plans.delete_plan(db, one.id)
        put(db, owner, made, ZONE, end_of_day)
    return len(made)
