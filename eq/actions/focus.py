"""What speaks for each of the five areas as a focus, with its source; the person decides."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum
from types import MappingProxyType
from typing import Final

import numpy as np

from eq.actions import clock, history, instruments, plans, practices, results
from eq.actions.settings import settings
from eq.assess.change import ScaleChange
from eq.assess.profile import Deviation, own_profile
from eq.assess.questionnaire import Questionnaire
from eq.assess.scores import keyed
from eq.content.playbook import playbook
from eq.errors import EqError
from eq.plan.adherence import distressed
from eq.plan.plan import Plan
from eq.plan.priority import (
    EVIDENCE_DAYS,
    EVIDENCE_LEAST,
    EVIDENCE_SEVERITY,
    IMPORTANCE,
    READINESS,
    Known,
    Ranking,
    ranking,
)
from eq.plan.reviewing import HELPS
from eq.plan.suggest import Record
from eq.reflect.competencies import COMPETENCIES, Competency
from eq.reflect.entry import Entry
from eq.stats import Floats
from eq.store import entries as entry_rows
from eq.store import focus as rows
from eq.store import people, practice_sessions
from eq.store import sittings as sitting_rows
from eq.store.database import Connection
from eq.store.sittings import Sitting as Sitting
from eq.store.workspace import Workspace

LAST_ENTRIES = 5
STATEMENTS = 3
LOWEST = 2
"""Steps of the answer scale, from its low end, whose answers point to a statement."""


class _Keep(Enum):
    KEEP = "keep"


KEEP: Final = _Keep.KEEP
"""What stood there stays."""


@dataclass(frozen=True)
class Source:
    """Where the points of one area come from.

    ``days``: distinct days of the last ``EVIDENCE_DAYS`` with one of its ``of`` episodes of severity
    ``EVIDENCE_SEVERITY`` or more; ``entries`` are the latest ``LAST_ENTRIES`` of them. ``sitting`` with its ``title``
    is the sitting ``low`` (where the area lies against the others) and ``items`` (texts of at most ``STATEMENTS``
    statements answered low) were read from; ``change`` the verdict on the area since the reference. None where there
    is none.
    """

    competency: Competency
    days: int = 0
    entries: tuple[Entry, ...] = ()
    of: int = 0
    title: str = ""
    sitting: Sitting | None = None
    low: Deviation | None = None
    change: ScaleChange | None = None
    items: tuple[str, ...] = ()


@dataclass(frozen=True)
class Focus:
    """The five areas, what is known about each and where from.

    ``known`` and ``sources`` are in the fixed order. ``tagged``: episodes that count in all, each once; ``rated``:
    importance was answered for all five.
    """

    ranking: Ranking
    known: tuple[Known, ...]
    sources: Mapping[Competency, Source]
    tagged: int
    rated: bool


@dataclass(frozen=True)
class _Asked:
    """The latest sitting that shows numbers for the five: its profile by area, and statements answered low."""

    sitting: Sitting
    questionnaire: Questionnaire
    low: Mapping[str, Deviation]
    statements: tuple[str, ...]


@dataclass(frozen=True)
class _Evidence:
    ratings: dict[str, rows.Rating] = field(default_factory=dict)
    episodes: list[tuple[Competency, str, str]] = field(default_factory=list)
    entries: dict[str, Entry] = field(default_factory=dict)


def focus(workspace: Workspace, zone: str | None) -> Focus:
    """What speaks for each area on the present day of ``zone``; an empty workspace has it too."""
    evidence, asked = _Evidence(), None
    if workspace.exists():
        with workspace.read() as db:
            person = people.owner(db)
            if person is not None:
                evidence, asked = _evidence(db, person, _stretch(workspace, zone)), _asked(db, person)
    changes = _changes(workspace, asked, zone)
    tagged = len({entry for _, entry, _ in evidence.episodes})
    sources = {area: _source(area, evidence, asked, changes.get(area)) for area in COMPETENCIES}
    known = tuple(_known(sources[area], evidence.ratings.get(area, (None, None)), tagged) for area in COMPETENCIES)
    return Focus(
        ranking(known),
        known,
        MappingProxyType(sources),
        tagged,
        all(one.importance is not None for one in known),
    )


def _stretch(workspace: Workspace, zone: str | None) -> tuple[date, date]:
    today = clock.local_day(clock.now(), zone, settings(workspace).end_of_day)
    return today - timedelta(days=EVIDENCE_DAYS - 1), today


def _evidence(db: Connection, person: str, stretch: tuple[date, date]) -> _Evidence:
    ways = {way.id: way.competency for way in playbook()}
    found = rows.hard_episodes(db, person, ways, *stretch, EVIDENCE_SEVERITY)
    wanted = [entry for area in COMPETENCIES for entry in _last(found, area)]
    entries = {one.id: one for one in entry_rows.entries(db, list(dict.fromkeys(wanted)))}
    return _Evidence(rows.ratings(db, person), found, entries)


def _last(found: Sequence[tuple[Competency, str, str]], area: Competency) -> list[str]:
    return [entry for of, entry, _ in found if of == area][:LAST_ENTRIES]


def _asked(db: Connection, person: str) -> _Asked | None:
    """The latest sitting about oneself that can say which of the five areas lies lower than the others."""
    forms: dict[str, Questionnaire] = {}
    for sitting in reversed(sitting_rows.sittings(db, person, state="done")):
        if sitting.questionnaire not in forms:
            forms[sitting.questionnaire] = instruments.kept(db, sitting.questionnaire)
        form = forms[sitting.questionnaire]
        if not asks_about_all(form) or sitting.quality == "open":
            continue
        given = {answer.item: answer.value for answer in sitting_rows.answers(db, sitting.id)}
        values = results.as_values(form, given)
        profile = own_profile(form, values)
        if profile is not None:
            return _Asked(sitting, form, {one.scale: one for one in profile.scales}, _answered_low(form, values))
    return None


def asks_about_all(form: Questionnaire) -> bool:
    """Whether one sitting of it, by oneself, gives a number for each of the five areas."""
    return form.form == "self" and not form.is_pulse and {scale.id for scale in form.scales} >= set(COMPETENCIES)


def _answered_low(form: Questionnaire, values: Floats) -> tuple[str, ...]:
    """Ids of the statements whose keyed answer is one of the lowest steps of the scale, in the order of the form."""
    points = keyed(form, values[np.newaxis])[0]
    limit = form.answers.low + LOWEST - 1
    return tuple(item.id for item, value in zip(form.items, points.tolist(), strict=True) if value <= limit)


def _changes(workspace: Workspace, asked: _Asked | None, zone: str | None) -> dict[str, ScaleChange]:
    """The verdicts by area; none while the latest sitting cannot be compared."""
    found = history.history(workspace, asked.sitting.questionnaire_id, zone) if asked else None
    if found is None or found.comparison is None or found.comparison.refused:
        return {}
    return {row.scale: row for row in found.comparison.changes if row.verdict != "refused"}


def _source(area: Competency, evidence: _Evidence, asked: _Asked | None, change: ScaleChange | None) -> Source:
    mine = [(entry, day) for of, entry, day in evidence.episodes if of == area]
    last = [evidence.entries[entry] for entry, _ in mine[:LAST_ENTRIES] if entry in evidence.entries]
    days = len({day for _, day in mine})
    if asked is None:
        return Source(area, days, tuple(last), len(mine))
    texts = {item.id: item.text for item in asked.questionnaire.items if item.scale == area}
    items = tuple(texts[one] for one in asked.statements if one in texts)[:STATEMENTS]
    title = asked.sitting.title
    return Source(area, days, tuple(last), len(mine), title, asked.sitting, asked.low.get(area), change, items)


def _known(source: Source, rating: rows.Rating, tagged: int) -> Known:
    importance, readiness = rating
    return Known(
        source.competency,
        importance,
        readiness,
        source.days if tagged >= EVIDENCE_LEAST else None,
        None if source.low is None else source.low.word == "lower",
        None if source.change is None else source.change.verdict == "down",
    )


def rate(
    workspace: Workspace,
    competency: Competency,
    *,
    importance: int | _Keep | None = KEEP,
    readiness: int | _Keep | None = KEEP,
) -> None:
    """Keep how much an area matters (0..3) and how ready the person is (0..2); None takes an answer back.

    Raises EqError, changing nothing, for an answer or an area there is not.
    """
    given = {"importance": (importance, IMPORTANCE), "readiness": (readiness, READINESS)}
    if competency not in COMPETENCIES or any(not _fits(value, allowed) for value, allowed in given.values()):
        raise EqError("Your focus", "That is no answer to this question.", "Nothing was changed.")
    workspace.ensure()
    with workspace.write() as db:
        moment = clock.now()
        person = people.ensure_owner(db, moment)
        before = rows.ratings(db, person).get(competency, (None, None))
        rating = (
            before[0] if isinstance(importance, _Keep) else importance,
            before[1] if isinstance(readiness, _Keep) else readiness,
        )
        rows.rate(db, person, competency, rating, moment)


def _fits(value: int | _Keep | None, allowed: range) -> bool:
    return value is None or isinstance(value, _Keep) or value in allowed


def record(workspace: Workspace, competency: Competency, zone: str | None) -> Record:
    """What the person's own records hold about practices for ``competency``; empty where they hold nothing."""
    if not workspace.exists():
        return Record()
    first, last = _stretch(workspace, zone)
    with workspace.read() as db:
        person = people.owner(db)
        if person is None:
            return Record()
        triggers = rows.trigger_days(db, person, first, last)
        unhelpful = rows.unhelpful_ways(db, person, first, last)
        asked = _asked(db, person)
        rises = practice_sessions.rises_by_practice(db, person)
    verdicts, every = plans.verdicts(workspace), plans.every(workspace)
    return Record(
        trigger_days=triggers,
        low_items=_low_items(asked, competency),
        unhelpful_ways=unhelpful,
        verdicts=verdicts,
        left=practices.skipped(workspace) | left(every, verdicts) | upsetting(rises),
        running=frozenset(action.practice for plan in every if plan.ended_on is None for action in plan.running),
    )


def left(found: Sequence[Plan], verdicts: Mapping[str, str]) -> frozenset[str]:
    """Practices that were ended because distress rose, or stopped or swapped although nothing spoke for them."""
    ended = sorted(
        (action for plan in found for action in plan.actions if action.ended_on is not None),
        key=lambda action: (action.ended_on, action.changed_at),
    )
    last = {action.practice: action.ending for action in ended}
    return frozenset(
        practice
        for practice, ending in last.items()
        if ending == "distress" or (ending in ("stopped", "swapped") and verdicts.get(practice) not in HELPS)
    )


def upsetting(rises: Mapping[str, int]) -> frozenset[str]:
    """Practices after which distress rose too often, whatever ended them and however the days went with them."""
    return frozenset(practice for practice, times in rises.items() if distressed(times))


def _low_items(asked: _Asked | None, competency: Competency) -> dict[str, tuple[str, ...]]:
    if asked is None:
        return {}
    facets = {item.id: item.facet for item in asked.questionnaire.items if item.scale == competency}
    found: dict[str, tuple[str, ...]] = {}
    for one in asked.statements:
        facet = facets.get(one)
        if facet:
            found[facet] = (*found.get(facet, ()), one)
    return found


def statements(workspace: Workspace) -> dict[str, str]:
    """Id -> text of the statements of the sitting reasons name; empty without one."""
    if not workspace.exists():
        return {}
    with workspace.read() as db:
        person = people.owner(db)
        asked = _asked(db, person) if person else None
    return {item.id: item.text for item in asked.questionnaire.items} if asked else {}


def ranking_text(found: Focus) -> str:
    """The terms that count as canonical JSON, to be kept with a plan; "" while none does."""
    if found.ranking.nothing:
        return ""
    areas = {
        row.competency: {"total": row.total} | {term.name: term.points for term in row.terms if term.counted}
        for row in found.ranking.rows
    }
    return json.dumps({"areas": areas, "close": found.ranking.close}, sort_keys=True, separators=(",", ":"))
