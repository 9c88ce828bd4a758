"""The weekly look at a plan: what it shows, and carrying out what was decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from eq.actions import clock, plan_checks, plan_steps, plans
from eq.actions.plan_checks import UNTOUCHED, WHERE
from eq.actions.plans import ActionStanding
from eq.errors import EqError
from eq.plan import reviewing
from eq.plan.adherence import distressed, of_days
from eq.plan.plan import DECISIONS, Day, Decision, Ending, Plan, Review
from eq.plan.reviewing import Suggested
from eq.plan.schedule import Counted, counted, retest_day, weeks_done
from eq.store import practice_sessions
from eq.store import reviews as stored
from eq.store.workspace import Workspace


@dataclass(frozen=True)
class Looked:
    """One practice in a weekly look: where it stands, the week's days, what can be decided and what speaks for it."""

    standing: ActionStanding
    week: Counted
    days: tuple[Day, ...]
    offered: tuple[Decision, ...]
    suggested: Suggested


@dataclass(frozen=True)
class Look:
    """What a weekly look shows.

    ``week`` from 1 is the one that is due, else the last that is over, or the first; ``first`` and ``last`` its days;
    ``due``: it waits to be looked at; ``kept`` the review of that week, where there is one. ``adjust``: week 4, at
    which a plan is adjusted; ``retest_due``: from ``schedule.retest_day`` on.
    """

    plan: Plan
    today: date
    week: int
    first: date
    last: date
    due: bool
    kept: Review | None
    actions: tuple[Looked, ...]
    adjust: bool
    retest_due: bool


def look(workspace: Workspace, plan: str, zone: str | None) -> Look:
    """The weekly look at a running plan; EqError when it has ended or is gone."""
    found = next((one for one in plans.standing(workspace, zone) if one.plan.id == plan), None)
    if found is None:
        plans.get(workspace, plan)
        raise EqError(WHERE, "This plan has been finished.", "It is kept among the plans of before.")
    week = found.review_week or max(1, found.week)
    known = plans.days(workspace, [one.action for one in found.actions])
    first, last = reviewing.days_of_week(found.plan, week)
    reference = plans.references(workspace, [found.plan]).get(plan)
    return Look(
        plan=found.plan,
        today=found.today,
        week=week,
        first=first,
        last=last,
        due=found.review_week is not None,
        kept=next((one for one in every(workspace, plan) if one.week == week), None),
        actions=tuple(_looked(one, known[one.action.id], first, last, found.today) for one in found.actions),
        adjust=reviewing.adjusts(week),
        retest_due=found.today >= retest_day(found.plan, reference.day if reference else None),
    )


def _looked(one: ActionStanding, known: Mapping[date, Day], first: date, last: date, today: date) -> Looked:
    action = one.action
    since = counted(action, known, today, action.redesigns[-1] if action.redesigns else None)
    return Looked(
        one,
        reviewing.in_week(action, known, first, last, today),
        tuple(known[day] for day in sorted(known) if first <= day <= last),
        reviewing.offered(action, today),
        reviewing.suggested(action, one.stop, one.trial, of_days(since, action.occasion), today),
    )


def keep(
    workspace: Workspace,
    *,
    review: str,
    plan: str,
    week: int,
    note: str,
    decisions: Mapping[str, Decision],
    zone: str | None,
) -> None:
    """Keep the look at a ``week`` of a running plan, and make smaller or stop what was decided so.

    A swap is only noted: the page leads to it. The same review id again changes nothing; EqError, keeping nothing, for
    a week that is not over or was looked at, and for a decision that makes no sense.
    """
    text, today, moment = plan_checks.note(note), plans.present(workspace, zone), clock.now()
    if not set(decisions.values()) <= set(DECISIONS):
        raise EqError(WHERE, "That is nothing a practice can be decided to.", f"{UNTOUCHED} Choose one of the four.")
    with workspace.write() as db:
        found = plan_steps.running_plan(db, plan)
        reviews = stored.of_plans(db, [plan]).get(plan, ())
        if any(one.id == review for one in reviews):
            return
        _refuse(found, reviews, week, decisions, today)
        stored.add(db, Review(review, plan, week, today, text, tuple(decisions.items())), moment)
        rises = practice_sessions.rises(db, list(decisions))
        for action in found.running:
            plan_steps.decide(db, action, decisions.get(action.id, "keep"), _ending(rises.get(action.id, 0)), today)


def _refuse(plan: Plan, reviews: Sequence[Review], week: int, decisions: Mapping[str, Decision], today: date) -> None:
    if not 1 <= week <= weeks_done(plan, today):
        raise EqError(WHERE, "That week is not over yet.", f"{UNTOUCHED} Come back when it is.")
    if any(one.week == week for one in reviews):
        raise EqError(WHERE, "This week was looked at in another tab.", f"{UNTOUCHED} Close this look.")
    if not decisions.keys() <= {action.id for action in plan.running}:
        raise EqError(WHERE, "A practice that was decided about has ended.", f"{UNTOUCHED} Open the look again.")


def _ending(rises: int) -> Ending:
    return "distress" if distressed(rises) else "stopped"


def every(workspace: Workspace, plan: str) -> tuple[Review, ...]:
    """The looks at a plan, by week."""
    if not workspace.exists():
        return ()
    with workspace.read() as db:
        return stored.of_plans(db, [plan]).get(plan, ())
