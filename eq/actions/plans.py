"""Plans as they stand: what is running and due, what was done, what each practice has shown so far."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from eq.actions import clock
from eq.actions.owner import new_id as new_id
from eq.actions.owner import of_owner
from eq.actions.plan_checks import BEGIN, DELETED, UNTOUCHED, WHERE
from eq.actions.settings import settings
from eq.errors import EqError
from eq.plan.adherence import Adherence, Stop, of_days, stop_rule
from eq.plan.plan import Action, Day, Plan
from eq.plan.schedule import (
    DAYS_BACK,
    Counted,
    Phase,
    Trial,
    asked,
    counted,
    due,
    phase,
    review_due,
    trial,
    weeks_done,
)
from eq.reflect.competencies import Competency
from eq.store import plans as rows
from eq.store import practice_days, practice_sessions, reviews, sittings
from eq.store.database import Connection
from eq.store.sittings import Sitting
from eq.store.workspace import Workspace

if TYPE_CHECKING:
    from eq.plan.helped import Verdict

REFERENCE_BEFORE = timedelta(days=28)
REFERENCE_AFTER = timedelta(days=7)
"""How long before the start of a plan, and after the first day of practice, a sitting may lie that change counts from.
"""

FEWEST_STATEMENTS = 6
"""So many statements about its area a questionnaire needs for a verdict; a pulse has fewer.

It is ``eq.assess.questionnaire.MIN_ITEMS``, which the first page does not wait for; a test holds them equal.
"""


@dataclass(frozen=True)
class ActionStanding:
    """Where a running practice stands today.

    ``last_seven`` are today and the DAYS_BACK days before it, which can be filled in, the oldest first, also those
    before it was begun. ``stop`` is
    why it might end, None when nothing speaks for it; ``undoable``: its last step, of today, can be taken back.
    """

    action: Action
    phase: Phase
    due_today: bool
    asked_today: bool
    today: Day
    last_seven: tuple[Day, ...]
    counted: Counted
    adherence: Adherence
    trial: Trial
    stop: Stop | None
    undoable: bool


@dataclass(frozen=True)
class Standing:
    """Where a running plan stands: ``week`` full weeks since its start, ``review_week`` the look back that is due.

    ``ended`` are practices of it that ended today and can be taken back.
    """

    plan: Plan
    today: date
    week: int
    review_week: int | None
    actions: tuple[ActionStanding, ...]
    ended: tuple[Action, ...] = ()


@dataclass(frozen=True)
class Past:
    """A practice that has ended, with what it showed."""

    plan: Plan
    action: Action
    trial: Trial
    counted: Counted
    adherence: Adherence


@dataclass(frozen=True)
class Reference:
    """The sitting change counts from for a plan, and the local day on which it was taken."""

    id: str
    day: date


def present(workspace: Workspace, zone: str | None) -> date:
    """The present day of a person in ``zone``."""
    return clock.local_day(clock.now(), zone, settings(workspace).end_of_day)


def every(workspace: Workspace) -> tuple[Plan, ...]:
    """All plans, the one begun last first."""
    return of_owner(workspace, lambda db, person: tuple(rows.every(db, person)), ())


def running(workspace: Workspace) -> tuple[Plan, ...]:
    """The plans that have not ended, the one begun first first."""
    return of_owner(workspace, lambda db, person: tuple(rows.running(db, person)), ())


def get(workspace: Workspace, plan: str) -> Plan:
    """One plan; EqError when it is not there (any more)."""
    found = of_owner(workspace, lambda db, _: rows.plan(db, plan), None)
    if found is None:
        raise EqError(WHERE, DELETED, f"{UNTOUCHED} {BEGIN}")
    return found


def days(workspace: Workspace, actions: Sequence[Action]) -> dict[str, dict[date, Day]]:
    """Action id -> local day -> what is known of it; every action is there, days of which nothing is known are not."""
    nothing: dict[str, dict[date, Day]] = {action.id: {} for action in actions}
    return of_owner(workspace, lambda db, person: practice_days.days(db, person, actions), nothing)


def _of_today(steps: Mapping[str, datetime], today: date, zone: str | None, end_of_day: int) -> frozenset[str]:
    return frozenset(one for one, at in steps.items() if clock.local_day(at, zone, end_of_day) == today)


def standing(workspace: Workspace, zone: str | None) -> tuple[Standing, ...]:
    """Every running plan as it stands now for a person in ``zone``, the one begun first first."""
    today, end_of_day = present(workspace, zone), settings(workspace).end_of_day

    def ask(db: Connection, person: str) -> tuple[Standing, ...]:
        plans = rows.every(db, person)
        others = [action for plan in plans for action in plan.actions]
        now = [plan for plan in reversed(plans) if plan.ended_on is None]
        active = [action for plan in now for action in plan.running]
        known = practice_days.days(db, person, active)
        rises = practice_sessions.rises(db, [action.id for action in active])
        steps = rows.with_version(db, [action.id for plan in now for action in plan.actions])
        undo = _of_today(steps, today, zone, end_of_day)
        reviewed = reviews.of_plans(db, [plan.id for plan in now])
        return tuple(
            Standing(
                plan,
                today,
                weeks_done(plan, today),
                review_due(plan, [one.week for one in reviewed.get(plan.id, ())], today),
                tuple(
                    _action(one, known[one.id], today, others, rises.get(one.id, 0), one.id in undo)
                    for one in plan.running
                ),
                tuple(one for one in plan.actions if not one.running and one.id in undo),
            )
            for plan in now
        )

    return of_owner(workspace, ask, ())


def _action(
    action: Action, known: Mapping[date, Day], today: date, others: Sequence[Action], rises: int, undo: bool
) -> ActionStanding:
    total = counted(action, known, today)
    last = action.redesigns[-1] if action.redesigns else None
    since = counted(action, known, today, last)
    week = (today - timedelta(days=n) for n in range(DAYS_BACK, -1, -1))
    return ActionStanding(
        action=action,
        phase=phase(action, today),
        due_today=due(action, today),
        asked_today=asked(action, today),
        today=known.get(today, Day(today)),
        last_seven=tuple(known.get(day, Day(day)) for day in week),
        counted=total,
        adherence=of_days(total, action.occasion),
        trial=trial(action, known.values(), others, today),
        stop=stop_rule(of_days(since, action.occasion), len(action.redesigns), rises),
        undoable=undo,
    )


def history(workspace: Workspace, practice: str | None = None) -> tuple[Past, ...]:
    """Practices that have ended, the one that ended last first; only one practice's when it is named."""
    return _ended(workspace, lambda _, action: practice in (None, action.practice))


def past(workspace: Workspace, plan: str) -> tuple[Past, ...]:
    """The practices of one plan that have ended, the one that ended last first."""
    return _ended(workspace, lambda of, _: of.id == plan)


def _ended(workspace: Workspace, wanted: Callable[[Plan, Action], bool]) -> tuple[Past, ...]:
    def ask(db: Connection, person: str) -> tuple[Past, ...]:
        plans = rows.every(db, person)
        others = [action for plan in plans for action in plan.actions]
        found = [one for one in _latest_first(plans) if wanted(*one)]
        known = practice_days.days(db, person, [action for _, action in found])
        return tuple(_past(plan, action, known[action.id], others) for plan, action in found)

    return of_owner(workspace, ask, ())


def _latest_first(plans: Sequence[Plan]) -> list[tuple[Plan, Action]]:
    found = [(plan, action) for plan in plans for action in plan.actions if action.ended_on is not None]
    return sorted(found, key=lambda one: (one[1].ended_on or date.max, one[1].created_at), reverse=True)


def _past(plan: Plan, action: Action, known: Mapping[date, Day], others: Sequence[Action]) -> Past:
    total = counted(action, known, action.ended_on or date.max)
    return Past(
        plan,
        action,
        trial(action, known.values(), others, action.ended_on),
        total,
        of_days(total, action.occasion),
    )


def verdicts(workspace: Workspace) -> dict[str, Verdict]:
    """Practice -> word of its last tested trial that has ended and has one."""

    def ask(db: Connection, person: str) -> dict[str, Verdict]:
        tested = [action for _, action in _latest_first(rows.every(db, person)) if action.tested]
        known = practice_days.days(db, person, tested)
        found: dict[str, Verdict] = {}
        for action in tested:
            if action.practice in found:
                continue
            helped = trial(action, known[action.id].values(), today=action.ended_on).helped
            if helped is not None and helped.verdict is not None:
                found[action.practice] = helped.verdict
        return found

    return of_owner(workspace, ask, {})


def reference(workspace: Workspace, plan: Plan) -> str | None:
    """The sitting change counts from for a plan: the one that is kept with it, else the one that could serve.

    That is a finished one (no pulse, its quick or alike answers settled) with a scale for the area: the latest of those
    taken from 28 days before the plan was begun until the first day of practice; only without one the first of the
    seven days after it, which then lies in the practice.
    """
    found = references(workspace, [plan]).get(plan.id)
    return found.id if found is not None else None


def references(workspace: Workspace, plans: Sequence[Plan]) -> dict[str, Reference]:
    """Plan id -> ``reference`` with its day; plans without one are absent."""
    end_of_day = settings(workspace).end_of_day

    def ask(db: Connection, person: str) -> dict[str, Reference]:
        every = sittings.sittings(db, person)
        taken = {one.id: clock.local_day(one.taken_at, one.zone, end_of_day) for one in every}
        found = ((plan.id, reference_in(db, plan, end_of_day, every)) for plan in plans)
        return {plan: Reference(kept, taken[kept]) for plan, kept in found if kept in taken}

    return of_owner(workspace, ask, {})


def reference_in(db: Connection, plan: Plan, end_of_day: int, every: Sequence[Sitting]) -> str | None:
    """``reference`` within a look at the file; ``every`` are the person's sittings, oldest first."""
    if plan.reference is not None:
        return plan.reference
    return _serving(db, plan.competency, plan.started_on, _first_day(plan), end_of_day, every)


def reference_today(workspace: Workspace, area: Competency, zone: str | None) -> Sitting | None:
    """The sitting a plan for ``area`` counts from if it begins today; by the same rule as ``reference``."""
    today, end_of_day = present(workspace, zone), settings(workspace).end_of_day

    def ask(db: Connection, person: str) -> Sitting | None:
        every = sittings.sittings(db, person)
        found = _serving(db, area, today, today, end_of_day, every)
        return next((one for one in every if one.id == found), None)

    return of_owner(workspace, ask, None)


def _serving(
    db: Connection, area: Competency, started: date, begins: date, end_of_day: int, every: Sequence[Sitting]
) -> str | None:
    """The sitting that serves a plan for ``area`` of that start, whose practice ``begins`` on that day."""
    later: str | None = None
    for one in reversed(every):
        day = clock.local_day(one.taken_at, one.zone, end_of_day)
        within = started - REFERENCE_BEFORE <= day <= begins + REFERENCE_AFTER
        if within and one.state == "done" and one.quality == "stands" and asks_enough(db, one, area):
            if day <= begins:
                return one.id
            later = one.id
    return later


def asks_enough(db: Connection, sitting: Sitting, area: Competency) -> bool:
    """Whether its questionnaire asks enough about ``area``, of oneself, for a verdict; a pulse never does."""
    return sittings.statements(db, sitting.questionnaire, area) >= FEWEST_STATEMENTS


def _first_day(plan: Plan) -> date:
    """The first day of practice in a plan, by the practice it was begun with."""
    return plan.actions[0].practice_from if plan.actions else plan.started_on
