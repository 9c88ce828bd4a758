"""What a start is offered: a few practices with reasons, the minutes that are left, and a prefilled way to do each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from eq.actions import focus, instruments, plans, practices
from eq.actions.owner import of_owner
from eq.plan import schedule, suggest
from eq.plan.plan import MOST_FOCUSES, MOST_PRACTICES, Action, Plan, Setup
from eq.plan.practice import Practice
from eq.plan.suggest import Candidate, Reason, Record
from eq.reflect.competencies import Competency
from eq.store import sittings
from eq.store.database import Connection
from eq.store.sittings import Sitting
from eq.store.workspace import Workspace

Refused = Literal["", "two_plans", "two_practices", "no_minutes"]

_FIRST = "five-competencies"

_WEEKDAYS: dict[int, tuple[int, ...]] = {
    1: (1,),
    2: (2, 4),
    3: (1, 3, 5),
    4: (1, 2, 4, 5),
    5: (1, 2, 3, 4, 5),
    6: (1, 2, 3, 4, 5, 6),
    7: (1, 2, 3, 4, 5, 6, 7),
}


@dataclass(frozen=True)
class Offered:
    """A practice and why it is offered; at least one reason, be it that there is none yet."""

    practice: Practice
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Offer:
    """What can be started for ``competency``.

    ``suggestions``: at most three, one that was asked for by name first. ``minutes_left`` a day, 0..10. ``refused``:
    why nothing can be begun, "" when it can. ``reference``: the sitting change would be counted from, else None, and
    then ``instrument`` is the id of the questionnaire to take for one.
    """

    competency: Competency
    suggestions: tuple[Offered, ...]
    minutes_left: int
    refused: Refused
    reference: Sitting | None
    instrument: str


def offer(
    workspace: Workspace,
    competency: Competency,
    zone: str | None,
    *,
    plan: str | None = None,
    swapped: str | None = None,
    wanted: str | None = None,
) -> Offer:
    """What is offered for a focus: a new plan, one more practice of ``plan``, or one in place of ``swapped``.

    ``wanted`` is the id of a practice asked for by name; it comes first if it fits into the minutes and does not run.
    """
    running = plans.running(workspace)
    actions = [action for one in running for action in one.running if action.id != swapped]
    minutes = schedule.minutes_left(actions)
    refused = _refused(running, actions, minutes, plan, swapped)
    found: tuple[Offered, ...] = ()
    if not refused:
        found = _offered(focus.record(workspace, competency, zone), competency, minutes, wanted)
    reference = _reference(workspace, competency, plan, zone)
    instrument = "" if reference else _instrument(workspace, competency)
    return Offer(competency, found, minutes, refused, reference, instrument)


def _refused(
    running: Sequence[Plan], actions: Iterable[Action], minutes: int, plan: str | None, swapped: str | None
) -> Refused:
    if plan and not swapped and sum(action.plan == plan for action in actions) >= MOST_PRACTICES:
        return "two_practices"
    if not plan and len(running) >= MOST_FOCUSES:
        return "two_plans"
    return "" if minutes else "no_minutes"


def _offered(record: Record, competency: Competency, minutes: int, wanted: str | None) -> tuple[Offered, ...]:
    candidates = practices.candidates()
    found = suggest.suggestions(candidates, record, competency, minutes)
    if wanted:
        named = _wanted(candidates, record, competency, minutes, wanted)
        found = (*named, *(one for one in found if one.practice != wanted))[: suggest.OFFERED]
    return tuple(Offered(practices.one(one.practice), one.reasons) for one in found)


def _wanted(
    candidates: Iterable[Candidate], record: Record, competency: Competency, minutes: int, wanted: str
) -> tuple[suggest.Suggestion, ...]:
    """The practice asked for by name with its reasons: whoever asks for it may have what was left before."""
    named = [
        one if competency in {one.competency, *one.also} else replace(one, also=(*one.also, competency))
        for one in candidates
        if one.id == wanted
    ]
    return suggest.suggestions(named, replace(record, left=frozenset()), competency, minutes, n=1)


def _reference(workspace: Workspace, competency: Competency, plan: str | None, zone: str | None) -> Sitting | None:
    """The sitting a plan counts from, or the one that a plan begun today would count from."""
    kept = plans.reference(workspace, plans.get(workspace, plan)) if plan else None
    if kept is None:
        return plans.reference_today(workspace, competency, zone)
    return of_owner(workspace, lambda db, _: sittings.sitting(db, kept), None)


def _instrument(workspace: Workspace, competency: Competency) -> str:
    """The questionnaire to take: the one taken last that a plan can count from, else one that ships."""

    def ask(db: Connection, person: str) -> str:
        for one in reversed(sittings.sittings(db, person, state="done")):
            if plans.asks_enough(db, one, competency) and _asks_still(workspace, one.questionnaire_id, competency):
                return one.questionnaire_id
        return _FIRST

    return of_owner(workspace, ask, _FIRST)


def _asks_still(workspace: Workspace, name: str, area: Competency) -> bool:
    """Whether the questionnaire is there to be taken and asks enough about ``area`` as it is now."""
    form = instruments.current(workspace, name)
    return form is not None and sum(item.scale == area for item in form.items) >= plans.FEWEST_STATEMENTS


def room(workspace: Workspace, practice: Practice) -> Plan | None:
    """The running plan a practice that was asked for goes into, None where none serves an area of it.

    One with room comes before a full one, then that of the main area of the practice, then the one begun first.
    """
    serving = [one for one in plans.running(workspace) if one.competency in (practice.competency, *practice.also)]
    order = [(len(one.running) >= MOST_PRACTICES, one.competency != practice.competency) for one in serving]
    return min(zip(order, serving, strict=True), key=lambda one: one[0])[1] if serving else None


def testable(practice: Practice) -> bool:
    """Whether a test is offered: not for what protects people, which is never judged."""
    return practice.id not in schedule.NO_WORD


def rarely_told(weekdays: Iterable[int]) -> bool:
    """Whether a daily measure is unlikely to tell: it is done on a single day of the week."""
    return len(set(weekdays)) == 1


def first_day(weekdays: Iterable[int], today: date) -> date:
    """The first planned day of a practice that begins today; today itself while no day of the week is chosen."""
    chosen = set(weekdays)
    week = (today + timedelta(days=n) for n in range(7))
    return next((day for day in week if day.isoweekday() in chosen), today)


def ships_as_goal(practice: str, goal: str) -> bool:
    """Whether ``goal`` is what that practice proposes, so that nobody wrote it; one that is gone proposes nothing."""
    return any(one.id == practice and one.goal == goal for one in practices.all())


def setup_of(practice: Practice) -> Setup:
    """How a practice is done unless the person says otherwise: from today, with the if–thens it proposes."""
    return Setup(
        practice=practice.id,
        cue=practice.cue,
        act=practice.act,
        obstacle=practice.obstacle,
        instead=practice.instead,
        weekdays=_WEEKDAYS[practice.days],
        minutes=practice.minutes,
        times=practice.times,
    )
