"""Journal, episodes, promises and plan of a report: what was chosen of them, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from eq.actions import clock, names, preparing
from eq.actions.owner import of_owner
from eq.actions.settings import settings
from eq.coach.choosing import Selection
from eq.coach.facts import LifeFacts
from eq.coach.masking import Masker
from eq.coach.report import Section
from eq.reflect.entry import TAG_KINDS, Entry, Kind
from eq.reflect.promise import Commitment
from eq.store import entries as entry_rows
from eq.store import insights as rows
from eq.store import plans as plan_rows
from eq.store import practice_days, reviews
from eq.store import promises as promise_rows
from eq.store.database import Connection
from eq.store.workspace import Workspace

if TYPE_CHECKING:
    from eq.report.plan import Planned
    from eq.report.promises import Stood
    from eq.report.telling import Ships, Telling


@dataclass(frozen=True)
class Life:
    """The sections that were chosen, in the order of the report; ``masked``: names replaced by the masker so far."""

    sections: tuple[Section, ...]
    masked: int
    facts: LifeFacts


def life(workspace: Workspace, selection: Selection, masker: Masker, zone: str | None) -> Life:
    """What was chosen among journal, entries, promises and plan; one that holds nothing says so in a sentence.

    ``zone`` is where the person is: the days of promises are theirs.
    """
    from eq.report.telling import Telling

    telling = Telling(selection, masker, _ships())
    parts: list[tuple[Section, LifeFacts]] = []
    if selection.has("journal"):
        parts.append(_journal(workspace, telling))
    if selection.has("entries"):
        parts.append((_episodes(workspace, telling), LifeFacts()))
    if selection.has("promises"):
        parts.append(_promises(workspace, telling, zone))
    if selection.has("plan"):
        parts.append(_plan(workspace, telling))
    return Life(tuple(section for section, _ in parts), masker.replaced, _together([one for _, one in parts]))


def episodes(workspace: Workspace, first: date, last: date) -> tuple[Entry, ...]:
    """What can be ticked between two days, both counted in, newest first: finished entries, check-ins with a text."""

    def ask(db: Connection, person: str) -> tuple[Entry, ...]:
        return tuple(entry_rows.entries(db, rows.told(db, person, first, last)))

    return of_owner(workspace, ask, ())


def _ships() -> Ships:
    from eq.report.telling import Ships

    return Ships(frozenset(names.feeling_words()), {kind: names.names(kind) for kind in TAG_KINDS}, names.episodes())


def _journal(workspace: Workspace, telling: Telling) -> tuple[Section, LifeFacts]:
    from eq.actions.insights import between
    from eq.report import journal

    first, last = telling.selection.first, telling.selection.last
    kinds: dict[Kind, int] = of_owner(workspace, lambda db, person: rows.kinds(db, person, first, last), {})
    tags: list[rows.Tagged] = of_owner(workspace, lambda db, person: rows.tagged(db, person, first, last), [])
    found = journal.Journal(between(workspace, first, last, pooled=journal.OWN), kinds, tags)
    return journal.journal(found, telling), journal.facts(found, telling)


def _episodes(workspace: Workspace, telling: Telling) -> Section:
    from eq.report import episodes as parts

    selection, ticked = telling.selection, frozenset(telling.selection.entries)

    def ask(db: Connection, person: str) -> list[Entry]:
        there = rows.told(db, person, selection.first, selection.last)
        return entry_rows.entries(db, [one for one in there if one in ticked])

    found: list[Entry] = of_owner(workspace, ask, [])
    prepared = (one for one in found if one.kind == "preparation")
    spared = {one.id for one in prepared if preparing.mistreated(workspace, one.client)}
    return parts.episodes(found, telling, spared)


def _promises(workspace: Workspace, telling: Telling, zone: str | None) -> tuple[Section, LifeFacts]:
    from eq.report import promises

    found: list[Commitment] = of_owner(workspace, promise_rows.every, [])
    end_of_day, selection = settings(workspace).end_of_day, telling.selection
    today = clock.local_day(clock.now(), zone, end_of_day)
    stood: list[Stood] = []
    for one in found:
        made = clock.local_day(one.created_at, one.zone, end_of_day)
        settled = clock.local_day(one.resolved_at, one.zone, end_of_day) if one.resolved_at else None
        then = promises.stood(one, made, settled, selection.first, selection.last, today)
        stood += [then] if then is not None else []
    return promises.promises(stood, telling), promises.facts(stood)


def _plan(workspace: Workspace, telling: Telling) -> tuple[Section, LifeFacts]:
    from eq.report import plan

    selection = telling.selection

    def ask(db: Connection, person: str) -> tuple[Planned, ...]:
        every = plan_rows.every(db, person)
        known = practice_days.days(db, person, [action for one in every for action in one.actions])
        looks = reviews.of_plans(db, [one.id for one in every])
        return plan.planned(every, known, looks, selection.first, selection.last)

    found: tuple[Planned, ...] = of_owner(workspace, ask, ())
    return plan.plan(found, telling, names.COMPETENCY_TITLES), plan.facts(found)


def _together(parts: Sequence[LifeFacts]) -> LifeFacts:
    """The numbers of all sections; each is of one section only."""
    nothing, found = LifeFacts(), LifeFacts()
    for part in parts:
        said: dict[str, Any] = {name: value for name, value in vars(part).items() if value != getattr(nothing, name)}
        found = replace(found, **{**said, "withheld": (*found.withheld, *part.withheld)})
    return found
