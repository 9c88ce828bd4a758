"""What the running plans ask for today: which practices, which measures, and whether a look back is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from eq.actions import clock
from eq.actions.settings import settings
from eq.plan.plan import Action, Day, Plan
from eq.plan.schedule import Phase, asked, due, phase, review_due
from eq.store import people, plans, practice_days, reviews
from eq.store.database import Connection
from eq.store.workspace import Workspace

_WEEK = 7


@dataclass(frozen=True)
class Asked:
    """A practice of which something is asked today; ``day`` is what is known of it.

    ``due``: the practice itself is planned for today; its measure is asked in any case.
    """

    plan: str
    action: Action
    phase: Phase
    due: bool
    day: Day

    @property
    def answered(self) -> bool:
        """Whether all that is asked has been said; a debrief that used the same act says that it was done."""
        return self.day.value is not None and (not self.due or self.day.standing is not None)

    @property
    def first(self) -> bool:
        """Whether the practice is planned for the first time after days on which only its measure was asked."""
        since = (self.day.day - self.action.practice_from).days
        return (
            self.due
            and self.action.tested
            and since < _WEEK
            and not any(due(self.action, self.action.practice_from + timedelta(days=n)) for n in range(since))
        )


@dataclass(frozen=True)
class PlanToday:
    """``asked`` in the order in which the plans and their practices were begun.

    ``resting``: those of their practices that rest today. ``reviews``: plans whose look back is due, with the full
    weeks since their beginning. ``begun``: a plan runs; ``last``: when anything was last said of a day of it, or None.
    """

    day: date
    asked: tuple[Asked, ...] = ()
    resting: tuple[Action, ...] = ()
    reviews: tuple[tuple[Plan, int], ...] = ()
    begun: bool = False
    last: datetime | None = None

    @property
    def open(self) -> bool:
        """Whether something is asked that has not been said."""
        return any(not one.answered for one in self.asked)


def of_day(db: Connection, person: str, day: date) -> PlanToday:
    """What is asked on ``day``; where no plan runs, one question to the file tells so."""
    running = plans.running(db, person)
    if not running:
        return PlanToday(day)
    on = [action for plan in running for action in plan.running if asked(action, day)]
    known = practice_days.days(db, person, on) if on else {}
    ids = [plan.id for plan in running]
    looks, last = reviews.of_plans(db, ids), practice_days.last_said(db, ids)
    found = tuple(
        Asked(one.plan, one, phase(one, day), due(one, day), known[one.id].get(day) or Day(day)) for one in on
    )
    weeks = ((plan, review_due(plan, [one.week for one in looks.get(plan.id, ())], day)) for plan in running)
    due_looks = tuple((plan, week) for plan, week in weeks if week is not None)
    resting = tuple(one for plan in running for one in plan.running if phase(one, day) == "paused")
    return PlanToday(day, found, resting, due_looks, begun=True, last=last)


def present(workspace: Workspace, zone: str | None) -> PlanToday:
    """The same for the present day of a person in ``zone``."""
    end_of_day = settings(workspace).end_of_day
    day = clock.local_day(clock.now(), zone, end_of_day)
    if not workspace.exists():
        return PlanToday(day)
    with workspace.read() as db:
        person = people.owner(db)
        return of_day(db, person, day) if person else PlanToday(day)


def asked_of(workspace: Workspace, action: str, practice: str, zone: str | None) -> Asked | None:
    """What is asked today of that action, or of the running one of that practice where no action is named."""
    found = present(workspace, zone).asked
    return next((one for one in found if action in ("", one.action.id) and one.action.practice == practice), None)
