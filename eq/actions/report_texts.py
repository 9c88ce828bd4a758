"""What a person typed in the days of a report, by kind: how much of it there is, and which names may stand in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from eq.actions import clock, masking_list, names
from eq.actions.owner import of_owner
from eq.actions.settings import settings
from eq.coach.choosing import Selection, Text
from eq.coach.masking import Suggestion, suggestions
from eq.plan.plan import Plan
from eq.reflect.entry import TAG_KINDS, Entry
from eq.reflect.promise import Commitment
from eq.store import clients, reviews
from eq.store import insights as insight_rows
from eq.store import plans as plan_rows
from eq.store import promises as promise_rows
from eq.store import sittings as sitting_rows
from eq.store.database import Connection
from eq.store.workspace import Workspace


@dataclass(frozen=True)
class Held:
    """How much there is in the days of a report: finished entries, promises that were open in them, plans that ran.

    ``texts``: everything typed, by kind, each text as it was typed; nothing of episodes, which are let out one by one.
    ``to``: to whom something was promised; ``labels``: of clients.
    """

    entries: int
    promises: int
    plans: int
    texts: Mapping[Text, tuple[str, ...]]
    to: tuple[str, ...]
    labels: tuple[str, ...]


NOTHING = Held(0, 0, 0, {}, (), ())


def held(workspace: Workspace, first: date, last: date) -> Held:
    """What there is from ``first`` to ``last``, both counted in."""
    end_of_day, shipped = settings(workspace).end_of_day, frozenset(names.feeling_words())

    def ask(db: Connection, person: str) -> Held:
        promised = [one for one in promise_rows.every(db, person) if _open_in(one, first, last, end_of_day)]
        plans = [one for one in plan_rows.every(db, person) if _ran_in(one.started_on, one.ended_on, first, last)]
        texts: dict[Text, tuple[str, ...]] = {
            "promises": tuple(text for one in promised for text in (one.what, one.to_whom, one.reason) if text),
            "goals": tuple(_goals(db, plans, first, last)),
            "words": tuple(w for w, _ in insight_rows.words(db, person, first, last) if w not in shipped),
            "tags": tuple(_own_tags(db, person, first, last)),
            "notes": tuple(
                one.note
                for one in sitting_rows.sittings(db, person, state="done")
                if one.note and first <= clock.local_day(one.taken_at, one.zone, end_of_day) <= last
            ),
        }
        return Held(
            sum(insight_rows.kinds(db, person, first, last).values()),
            len(promised),
            len(plans),
            texts,
            tuple(dict.fromkeys(one.to_whom for one in promised if one.to_whom)),
            tuple(one.label for one in clients.every(db, person)),
        )

    return of_owner(workspace, ask, NOTHING)


def suggested(
    workspace: Workspace, selection: Selection, there: Held, episodes: Sequence[Entry]
) -> tuple[Suggestion, ...]:
    """Names one may want replaced in the texts that are let out; those in the list already are left out.

    Labels of clients are always replaced, so they are not suggested.
    """
    ticked = frozenset(selection.entries) if selection.has("entries") else frozenset[str]()
    out = [text for kind, found in there.texts.items() if selection.lets_out(kind) for text in found]
    told = chain.from_iterable(one.texts.values() for one in episodes if one.id in ticked)
    every = [*out, *told]
    if not every:
        return ()
    known = there.to if selection.lets_out("promises") else ()
    masked = [one.name for one in masking_list.masks(workspace)]
    return tuple(one for one in suggestions(every, (), known, [*masked, *there.labels]) if one.n)


def _own_tags(db: Connection, person: str, first: date, last: date) -> Iterator[str]:
    ships = {kind: names.names(kind) for kind in TAG_KINDS}
    every = insight_rows.tagged(db, person, first, last)
    yield from dict.fromkeys(one.value for one in every if one.value not in ships[one.kind])


def _goals(db: Connection, plans: Sequence[Plan], first: date, last: date) -> Iterator[str]:
    for plan in plans:
        yield from filter(None, (plan.goal,))
        for action in plan.actions:
            if _ran_in(action.baseline_from or action.practice_from, action.ended_on, first, last):
                yield from (text for text in (action.cue, action.act, action.obstacle, action.instead) if text)
    for looks in reviews.of_plans(db, [plan.id for plan in plans]).values():
        yield from (look.note for look in looks if look.note and first <= look.day <= last)


def _ran_in(began: date, ended: date | None, first: date, last: date) -> bool:
    return began <= last and (ended is None or ended >= first)


def _open_in(one: Commitment, first: date, last: date, end_of_day: int) -> bool:
    made = clock.local_day(one.created_at, one.zone, end_of_day)
    settled = clock.local_day(one.resolved_at, one.zone, end_of_day) if one.resolved_at else None
    return _ran_in(made, settled, first, last)
