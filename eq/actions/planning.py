"""What a start is offered: a few practices with reasons, the minutes that are left, and a prefilled way to do each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Literal

from eq.actions import clock, focus, instruments, plans, practices
from eq.assess.questionnaire import Questionnaire
from eq.plan import schedule, suggest
from eq.plan.plan import MOST_FOCUSES, MOST_PRACTICES, Action, Plan, Setup
from eq.plan.practice import Practice
from eq.plan.suggest import Candidate, Reason, Record
from eq.reflect.competencies import Competency
from eq.store import people
from eq.store import sittings as sitting_rows
from eq.store.database import Connection
from eq.store.sittings import Sitting
from eq.store.workspace import Workspace

Refused = Literal["", "two_plans", "two_practices", "no_minutes"]

RECENT = timedelta(days=28)
"""How old a sitting may be that change is counted from."""

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
        found = _offered(workspace, focus.record(workspace, competency, zone), competency, minutes, wanted)
    reference = _reference(workspace, competency, plan)
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


def _offered(
    workspace: Workspace, record: Record, competency: Competency, minutes: int, wanted: str | None
) -> tuple[Offered, ...]:
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


def _reference(workspace: Workspace, competency: Competency, plan: str | None) -> Sitting | None:
    """The sitting a plan counts from, or the latest that a new one would count from."""
    if not workspace.exists():
        return None
    kept = plans.reference(workspace, plans.get(workspace, plan)) if plan else None
    with workspace.read() as db:
        person = people.owner(db)
        if person is None:
            return None
        if kept:
            return sitting_rows.sitting(db, kept)
        settled = (sitting for sitting, _ in _about(db, person, competency) if sitting.quality == "stands")
        latest = next(settled, None)
    return latest if latest is not None and latest.taken_at >= clock.now() - RECENT else None


def _about(db: Connection, person: str, competency: Competency) -> Iterator[tuple[Sitting, Questionnaire]]:
    """Finished sittings about oneself that give a number for ``competency`` at once, the latest first."""
    for sitting in reversed(sitting_rows.sittings(db, person, state="done")):
        form = instruments.kept(db, sitting.questionnaire)
        if form.form == "self" and not form.is_pulse and competency in (scale.id for scale in form.scales):
            yield sitting, form


def _instrument(workspace: Workspace, competency: Competency) -> str:
    """The questionnaire to take: the one taken last that asks about ``competency``, else one that ships."""
    if workspace.exists():
        with workspace.read() as db:
            person = people.owner(db)
            for _, form in _about(db, person, competency) if person else ():
                if instruments.current(workspace, form.id) is not None:
                    return form.id
    return _FIRST


def testable(practice: Practice) -> bool:
    """Whether a test is offered: not for what protects people, which is never judged."""
    return practice.id not in schedule.NO_WORD


def rarely_told(weekdays: Iterable[int]) -> bool:
    """Whether a daily measure is unlikely to tell: it is done on a single day of the week."""
    return len(set(weekdays)) == 1


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
