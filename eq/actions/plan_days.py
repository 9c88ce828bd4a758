"""Saying what became of a practice on a day, and its measure; every day that was recorded, as rows."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta

from eq.actions import clock, plans
from eq.actions.plan_checks import BEGIN, GONE, UNTOUCHED, WHERE
from eq.actions.settings import settings
from eq.errors import EqError
from eq.plan.plan import DONE, Action, Day, Done, Plan
from eq.plan.schedule import DAYS_BACK, due, phase
from eq.store import plans as rows_of_plans
from eq.store import practice_days
from eq.store.database import Connection
from eq.store.workspace import Workspace


def say(workspace: Workspace, action: str, day: date, done: Done | None, zone: str | None = None) -> None:
    """Keep what became of a practice on a day; None takes it back. What is said goes before what debriefs show.

    Raises EqError, changing nothing, for a day to come, more than DAYS_BACK days back, or outside of the practice.
    ``zone``: where the person is; this computer's when it is missing.
    """
    if done is not None and done not in DONE:
        raise EqError(WHERE, "That is no answer to this question.", f"{UNTOUCHED} Choose one of the answers.")
    with _day(workspace, action, day, zone) as (db, found, moment, _):
        if day < found.practice_from:
            raise EqError(WHERE, "The practice had not begun on that day.", f"{UNTOUCHED} Only its measure counts.")
        practice_days.say(db, action, day, done, moment)


def measure(workspace: Workspace, action: str, day: date, value: float | None, zone: str | None = None) -> None:
    """Keep the measure of a day; None takes it back. EqError as ``say``, and for a value that is none of the measure's.

    In the baseline it is kept from its first day on.
    """
    with _day(workspace, action, day, zone) as (db, found, moment, today):
        if value is not None and not _sensible(found, value):
            most = found.measure.most
            raise EqError(
                WHERE, f"A value of this measure lies between 0 and {most:.0f}.", f"{UNTOUCHED} Choose among these."
            )
        practice_days.measure(db, action, day, None if value is None else float(value), moment, today)


def _sensible(action: Action, value: float) -> bool:
    whole = action.measure.kind != "yes-no" or value in (0, 1)
    return math.isfinite(value) and 0 <= value <= action.measure.most and whole


@contextmanager
def _day(
    workspace: Workspace, action: str, day: date, zone: str | None
) -> Iterator[tuple[Connection, Action, datetime, date]]:
    """One transaction about a day that can be filled in, with the present instant and local day."""
    end_of_day, moment = settings(workspace).end_of_day, clock.now()
    with workspace.write() as db:
        found = rows_of_plans.action(db, action)
        plan = found and rows_of_plans.plan(db, found.plan)
        if not found or not plan:
            raise EqError(WHERE, GONE, f"{UNTOUCHED} {BEGIN}")
        # Whoever travels fills in the day of either place.
        todays = [clock.local_day(moment, one, end_of_day) for one in (plan.zone, zone)]
        _refuse_day(found, day, min(todays), max(todays))
        yield db, found, moment, min(todays)


def _refuse_day(action: Action, day: date, earliest: date, latest: date) -> None:
    if day > latest:
        raise EqError(WHERE, "That day is still to come.", f"{UNTOUCHED} Choose today or a day before.")
    if day < earliest - timedelta(days=DAYS_BACK):
        what = f"A day can be filled in or changed for {DAYS_BACK} days."
        raise EqError(WHERE, what, f"{UNTOUCHED} A day left open does no harm.")
    where = phase(action, day)
    if where == "before":
        raise EqError(WHERE, "That day lies before the beginning.", f"{UNTOUCHED} Choose a later day.")
    if where == "ended":
        raise EqError(WHERE, "The practice had ended by that day.", f"{UNTOUCHED} Choose an earlier day.")


def rows(workspace: Workspace) -> list[dict[str, str | bool | float | None]]:
    """Every day of which anything is known, by day and then as the practices were begun; dates are ISO texts.

    ``done`` is what counts, ``source`` where it comes from: ``said``, ``debrief`` or None; ``planned``: the practice
    was due; ``measure`` the name of the measure with ``kind``, ``better`` and that day's ``value`` or None.
    """
    every = plans.every(workspace)[::-1]
    actions = [action for plan in every for action in plan.actions]
    known, of = plans.days(workspace, actions), {plan.id: plan for plan in every}
    found = [_row(of[action.plan], action, day) for action in actions for day in known[action.id].values()]
    return sorted(found, key=lambda row: str(row["local_date"]))


def _row(plan: Plan, action: Action, day: Day) -> dict[str, str | bool | float | None]:
    return {
        "action": action.id,
        "plan": plan.id,
        "competency": plan.competency,
        "practice": action.practice,
        "local_date": day.day.isoformat(),
        "phase": phase(action, day.day),
        "planned": due(action, day.day),
        "done": day.standing,
        "source": "said" if day.done else "debrief" if day.debriefs else None,
        "measure": action.measure.name,
        "kind": action.measure.kind,
        "better": action.measure.better,
        "value": day.value,
    }
