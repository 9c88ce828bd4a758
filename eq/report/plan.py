"""The plan of a report: its practices with what was done and what they showed, as of the last day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from eq.coach.facts import LifeFacts, PracticeFact
from eq.coach.report import Block, Facts, Heading, Paragraph, Quote, Section
from eq.plan.adherence import Adherence, of_days
from eq.plan.plan import Action, Day, Plan, Review
from eq.plan.schedule import Counted, Phase, Trial, counted, phase, trial
from eq.report.telling import Telling
from eq.wording import plan_run
from eq.wording import report_plan as words
from eq.wording.plain import day


@dataclass(frozen=True)
class Practised:
    """One practice as it stood on the last day."""

    action: Action
    phase: Phase
    counted: Counted
    adherence: Adherence
    trial: Trial


@dataclass(frozen=True)
class Planned:
    """One plan as it stood on the last day, with the practices that were in it from the first day on."""

    plan: Plan
    practices: tuple[Practised, ...]
    reviews: tuple[Review, ...]


def planned(
    plans: Sequence[Plan],
    known: Mapping[str, Mapping[date, Day]],
    reviews: Mapping[str, Sequence[Review]],
    first: date,
    last: date,
) -> tuple[Planned, ...]:
    """The plans that ran between two days, the one begun first first; of days after ``last`` nothing is told.

    ``known``: action id -> day -> what is known; ``reviews`` by plan. A practice is compared with its days before,
    also where these lie before ``first``.
    """
    then = [_as_of(one, last) for one in plans if one.started_on <= last]
    others = [action for one in then for action in one.actions]
    ran = [one for one in then if one.ended_on is None or one.ended_on >= first]
    return tuple(
        Planned(
            one,
            tuple(
                _practised(action, known.get(action.id, {}), others, last)
                for action in one.actions
                if action.ended_on is None or action.ended_on >= first
            ),
            tuple(look for look in reviews.get(one.id, ()) if first <= look.day <= last),
        )
        for one in sorted(ran, key=lambda one: (one.started_on, one.created_at, one.id))
    )


def _as_of(plan: Plan, last: date) -> Plan:
    """The plan without what ended or began after ``last``."""
    actions = tuple(
        replace(one, ended_on=None, ending=None) if one.ended_on is not None and one.ended_on > last else one
        for one in plan.actions
        if min(one.baseline_from or one.practice_from, one.practice_from) <= last
    )
    ended = plan.ended_on if plan.ended_on is not None and plan.ended_on <= last else None
    return replace(plan, actions=actions, ended_on=ended)


def _practised(action: Action, known: Mapping[date, Day], others: Sequence[Action], last: date) -> Practised:
    until = {on: one for on, one in known.items() if on <= last}
    total = counted(action, until, last)
    return Practised(
        action,
        phase(action, last),
        total,
        of_days(total, action.occasion),
        trial(action, until.values(), others, last),
    )


def plan(found: Sequence[Planned], telling: Telling, areas: Mapping[str, str]) -> Section:
    """The section; without a plan one sentence says so. ``areas``: competency -> what it is called."""
    if not found:
        return Section(id="plan", title=words.TITLE, lead=words.NOTHING)
    blocks: list[Block] = []
    for one in found:
        blocks += _plan(one, telling, areas)
    lead = words.plans(len(found), sum(len(one.practices) for one in found))
    return Section(id="plan", title=words.TITLE, lead=lead, blocks=tuple(blocks))


def facts(found: Sequence[Planned]) -> LifeFacts:
    """The numbers of the section that rules may read."""
    return LifeFacts(
        practices=tuple(
            PracticeFact(
                one.action.title,
                one.trial.helped.verdict if one.trial.helped else None,
                one.trial.reason,
                one.adherence,
                one.phase,
                len(one.trial.before),
                len(one.trial.during),
            )
            for plan_ in found
            for one in plan_.practices
        )
    )


def _plan(found: Planned, telling: Telling, areas: Mapping[str, str]) -> Iterator[Block]:
    one = found.plan
    last = one.ended_on
    yield Heading(text=words.plan(areas[one.competency]))
    rows = [(words.BEGUN, day(one.started_on))]
    if last is not None:
        rows.append((words.ENDED, day(last)))
    yield Facts(rows=(*rows, (words.LOOKS, str(len(found.reviews)))))
    if goal := telling.typed("goals", one.goal):
        yield Quote(label=words.GOAL, text=goal)
    if not found.practices:
        yield Paragraph(text=words.NO_PRACTICE)
    for practice in found.practices:
        yield from _practice(practice, telling)
    yield from _looks(found, telling)


def _practice(one: Practised, telling: Telling) -> Iterator[Block]:
    from eq.charts import still_trial

    action, trial_ = one.action, one.trial
    yield Heading(text=action.title)
    first = action.baseline_from or action.practice_from
    yield Facts(
        rows=(
            (words.WHEN, words.since(min(first, action.ended_on or first), action.ended_on, one.phase)),
            (words.HOW_MUCH, words.how_much(action.minutes, action.times, action.weekdays, small=action.small)),
            (words.DONE, words.done(one.counted, one.adherence)),
            (words.MEASURE, words.measure(action.measure)),
        )
    )
    yield from _if_then(action, telling)
    yield Paragraph(text=words.verdict(trial_), role="finding")
    if trial_.reason != "no_word" and action.tested and (trial_.before or trial_.during):
        yield still_trial.figure(action.measure, trial_, action.practice_from)
    if basis := words.basis(action.measure, trial_):
        yield Paragraph(text=basis, role="quiet")


def _if_then(action: Action, telling: Telling) -> Iterator[Block]:
    for label, when, what in (
        (words.IF_THEN, action.cue, action.act),
        (words.OBSTACLE, action.obstacle, action.instead),
    ):
        if said := plan_run.if_then(telling.typed("goals", when), telling.typed("goals", what)):
            yield Quote(label=label, text=said)


def _looks(found: Planned, telling: Telling) -> Iterator[Block]:
    for look in found.reviews:
        if note := telling.typed("goals", look.note):
            yield Quote(label=words.looked(look.week, look.day), text=note)
