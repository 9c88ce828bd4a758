"""Beginning a plan, and what can be done with a practice in it; the last step of each can be taken back."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from eq.actions import clock, plan_checks, plans
from eq.actions.plan_checks import BEGIN, DELETED, GONE, UNTOUCHED, WHERE
from eq.actions.settings import settings
from eq.errors import EqError
from eq.plan import schedule
from eq.plan.beginning import begun
from eq.plan.plan import Action, Decision, Ending, Plan, Setup
from eq.reflect.competencies import Competency
from eq.store import people, practice_days
from eq.store import plans as rows
from eq.store.database import Connection
from eq.store.workspace import Workspace

if TYPE_CHECKING:
    from eq.plan.practice import Practice

_DRAWS = 2**32
_REDESIGN = frozenset({"cue", "act", "obstacle", "instead", "weekdays", "minutes", "times"})
"""A change of these is a redesign; another time for the reminder is none."""


def begin(
    workspace: Workspace,
    *,
    plan: str,
    action: str,
    competency: Competency,
    goal: str,
    ranking: str,
    setup: Setup,
    practice: Practice,
    zone: str | None,
) -> None:
    """Begin a plan with its first practice, today or, where it is tested, after a baseline on a day drawn at random.

    The same plan id again changes nothing. Raises EqError, keeping nothing, for what makes no sense or is too much.
    """
    area, kept_goal, chosen = plan_checks.competency(competency), plan_checks.line(goal), plan_checks.setup(setup)
    today, moment = plans.present(workspace, zone), clock.now()
    workspace.ensure()
    with workspace.write() as db:
        person = people.ensure_owner(db, moment)
        if rows.plan(db, plan) is not None:
            return
        plan_checks.refuse_plan(rows.running(db, person), area)
        new = Plan(
            id=plan,
            competency=area,
            goal=kept_goal,
            started_on=today,
            zone=clock.zone(zone).key,
            created_at=moment,
            changed_at=moment,
            ranking=ranking,
        )
        rows.add_plan(db, person, new)
        _add(db, _begun(practice, chosen, action, plan, today, moment))


def add(workspace: Workspace, *, plan: str, action: str, setup: Setup, practice: Practice, zone: str | None) -> None:
    """Add a practice to a running plan; the same action id again changes nothing. Raises EqError as ``begin`` does."""
    chosen, today, moment = plan_checks.setup(setup), plans.present(workspace, zone), clock.now()
    with workspace.write() as db:
        found = running_plan(db, plan)
        if rows.action(db, action) is None:
            _add(db, _begun(practice, chosen, action, found.id, _first(db, found, chosen, today), moment))


def pause(workspace: Workspace, action: str, zone: str | None) -> None:
    """Let a practice rest from tomorrow on."""
    with _step(workspace, action) as (db, before):
        _take(db, before, schedule.paused(before, plans.present(workspace, zone)))


def resume(workspace: Workspace, action: str, zone: str | None) -> None:
    """Go on with a practice that rests; a rest in the baseline puts the first day of practice off by its days."""
    with _step(workspace, action) as (db, before):
        _take(db, before, schedule.resumed(before, plans.present(workspace, zone)))


def shrink(workspace: Workspace, action: str, zone: str | None) -> None:
    """Ask only for the small version from now on."""
    with _step(workspace, action) as (db, before):
        _shrink(db, before, plans.present(workspace, zone))


def _shrink(db: Connection, before: Action, today: date) -> None:
    if _take(db, before, replace(before, small=True)):
        _redesigned(db, before, today, "shrink")


def grow(workspace: Workspace, action: str) -> None:
    """Ask for the whole practice again; EqError when there are no minutes for it."""
    with _step(workspace, action) as (db, before):
        after = replace(before, small=False)
        plan_checks.refuse_action(_actions(db), after)
        _take(db, before, after)


def change(workspace: Workspace, action: str, *, zone: str | None, **fields: Any) -> None:
    """Change some of cue, act, obstacle, instead, weekdays, minutes, times, remind_at; EqError when it makes no sense.

    Changing nothing keeps what could be taken back.
    """
    kept = plan_checks.fields(fields)
    with _step(workspace, action) as (db, before):
        after = replace(before, **kept)
        plan_checks.refuse_minutes(after.minutes, after.times)
        plan_checks.refuse_action(_actions(db), after)
        redesign = any(getattr(after, name) != getattr(before, name) for name in _REDESIGN)
        if _take(db, before, after) and redesign:
            _redesigned(db, before, plans.present(workspace, zone), "change")


def change_goal(workspace: Workspace, plan: str, goal: str) -> None:
    """Word the goal of a running plan anew."""
    kept = plan_checks.line(goal)
    with workspace.write() as db:
        _reword(db, plan, kept)


def _reword(db: Connection, plan: str, goal: str) -> None:
    found = running_plan(db, plan)
    if found.goal != goal:
        rows.put_plan(db, replace(found, goal=goal, changed_at=clock.after(found.changed_at)))


def swap(
    workspace: Workspace,
    action: str,
    *,
    successor: str,
    setup: Setup,
    practice: Practice,
    zone: str | None,
    goal: str = "",
) -> None:
    """End a practice and begin another in its place, with its own baseline where it is tested.

    ``goal`` words the goal of the plan anew, "" leaves it. A swap for an id that is there changes nothing. Raises
    EqError, changing nothing, as ``begin`` does.
    """
    chosen, today, kept_goal = plan_checks.setup(setup), plans.present(workspace, zone), plan_checks.line(goal)
    with workspace.write() as db:
        if rows.action(db, successor) is not None:
            return
        before = _running_action(db, action)
        if kept_goal:
            _reword(db, before.plan, kept_goal)
        first = _first(db, running_plan(db, before.plan), chosen, today)
        _take(db, before, replace(before, ended_on=today, ending="swapped"))
        _add(db, _begun(practice, chosen, successor, before.plan, first, clock.now(), replaces=action))


def stop(workspace: Workspace, action: str, zone: str | None, ending: Ending = "stopped") -> None:
    """End a practice today; the plan goes on."""
    with _step(workspace, action) as (db, before):
        _stop(db, before, plans.present(workspace, zone), ending)


def decide(db: Connection, before: Action, decision: Decision, ending: Ending, today: date) -> None:
    """Carry out what was decided of a running practice within a transaction: the small version, or its end.

    To keep it changes nothing, and a swap needs the next practice first.
    """
    if decision == "shrink":
        _shrink(db, before, today)
    elif decision == "stop":
        _stop(db, before, today, ending)


def _stop(db: Connection, before: Action, today: date, ending: Ending) -> None:
    _take(db, before, replace(before, ended_on=today, ending=ending))


def end(workspace: Workspace, plan: str, zone: str | None) -> None:
    """Finish a plan with all that runs in it; the sitting its change counts from stays with it."""
    found = plans.get(workspace, plan)
    if found.ended_on is not None:
        return
    start, today = plans.reference(workspace, found), plans.present(workspace, zone)
    with workspace.write() as db:
        now = running_plan(db, plan)
        for action in now.running:
            at = clock.after(action.changed_at)
            rows.put_action(db, replace(action, ended_on=today, ending="finished", changed_at=at))
        # A step taken back would bring a practice of a finished plan back to life.
        rows.drop_versions(db, [action.id for action in now.actions])
        rows.put_plan(db, replace(now, reference=start, ended_on=today, changed_at=clock.after(now.changed_at)))


def undo(workspace: Workspace, action: str, zone: str | None) -> bool:
    """Take the last step of a practice back, on the day on which it was taken; False when there is none.

    Taking back a swap takes the practice that came in out of the plan; a calendar file cancels it. Raises EqError,
    changing nothing, when a day, an exercise, a step or a decision was recorded of that one, when another practice has
    taken the place since, or on a later day, for then days that are over would be planned anew. ``zone``: where the
    person is.
    """
    today, end_of_day = plans.present(workspace, zone), settings(workspace).end_of_day
    with workspace.write() as db:
        now = _action(db, action)
        taken = rows.with_version(db, [action]).get(action)
        if taken is not None and clock.local_day(taken, zone, end_of_day) != today:
            raise EqError(
                WHERE, "A step can be undone on the day on which it was made.", f"{UNTOUCHED} {_instead(now)}"
            )
        later = rows.successor(db, action) if now.ending == "swapped" else None
        if not rows.restore(db, action, clock.after(now.changed_at)):
            return False
        before = _action(db, action)
        if later is not None and before.running:
            if rows.touched(db, later.id):
                raise EqError(
                    WHERE, "Something was kept of the practice that came in its place.", f"{UNTOUCHED} Swap again."
                )
            rows.withdraw(db, later, today, clock.after(later.changed_at))
        if before.running:
            plan_checks.refuse_action(_actions(db), before)
        return True


def _instead(now: Action) -> str:
    if not now.running:
        return "The practice can be begun again."
    return "Go on with the practice from today." if now.resting else "Change the practice as it is now."


def delete(workspace: Workspace, plan: str) -> bool:
    """Delete a plan for good, with its days and reviews; False when another tab still reads, so that old bytes remain.

    One that is gone already stays gone.
    """
    if not workspace.exists():
        return True
    with workspace.write() as db:
        rows.delete_plan(db, plan)
    return workspace.scrub()


@contextmanager
def _step(workspace: Workspace, action: str) -> Iterator[tuple[Connection, Action]]:
    """One transaction that changes a running practice."""
    with workspace.write() as db:
        yield db, _running_action(db, action)


def _take(db: Connection, before: Action, after: Action) -> bool:
    """Take a step that can be undone; False, keeping the step before it, when nothing changes."""
    if after == before:
        return False
    rows.keep_version(db, before.id, clock.now())
    rows.put_action(db, replace(after, changed_at=clock.after(before.changed_at)))
    return True


def _redesigned(db: Connection, before: Action, today: date, kind: str) -> None:
    """Before its first day a practice has not been tried, so that a change is none of the two the stop rule counts."""
    if today >= before.practice_from:
        rows.add_redesign(db, before, today, kind)


def _begun(
    practice: Practice,
    setup: Setup,
    action: str,
    plan: str,
    today: date,
    moment: datetime,
    replaces: str | None = None,
) -> Action:
    if practice.id != setup.practice:
        raise EqError(
            WHERE, "These days and minutes were chosen for another practice.", f"{UNTOUCHED} Choose them again."
        )
    plan_checks.refuse_test(setup)
    draw = secrets.randbelow(_DRAWS)
    return begun(practice, setup, action=action, plan=plan, today=today, at=moment, draw=draw, replaces=replaces)


def _add(db: Connection, new: Action) -> None:
    plan_checks.refuse_action(_actions(db), new)
    if not rows.add_action(db, new):
        raise EqError(WHERE, "This step was taken back in another tab.", f"{UNTOUCHED} Begin it again from My plan.")


def _first(db: Connection, plan: Plan, setup: Setup, today: date) -> date:
    """Today, or tomorrow for a test in a plan of which something is known of today: no day counts for two practices."""
    person = people.owner(db)
    if setup.baseline_days is None or person is None:
        return today
    days = [known.get(today) for known in practice_days.days(db, person, plan.actions).values()]
    said = any(day is not None and (day.standing is not None or day.value is not None) for day in days)
    return today + timedelta(days=said)


def _actions(db: Connection) -> list[Action]:
    """Every running practice of every running plan."""
    person = people.owner(db)
    return [action for plan in rows.running(db, person) for action in plan.running] if person else []


def running_plan(db: Connection, plan: str) -> Plan:
    """The plan of that id within a transaction; EqError when it has been finished or is gone."""
    found = rows.plan(db, plan)
    if found is None:
        raise EqError(WHERE, DELETED, f"{UNTOUCHED} {BEGIN}")
    if found.ended_on is not None:
        raise EqError(WHERE, "This plan has been finished.", f"{UNTOUCHED} It is listed under What is over. {BEGIN}")
    return found


def _action(db: Connection, action: str) -> Action:
    found = rows.action(db, action)
    if found is None:
        raise EqError(WHERE, GONE, f"{UNTOUCHED} {BEGIN}")
    return found


def _running_action(db: Connection, action: str) -> Action:
    found = _action(db, action)
    if not found.running:
        raise EqError(
            WHERE, "This practice has ended.", f"{UNTOUCHED} Undo that step on the same day, or begin it again."
        )
    return found
