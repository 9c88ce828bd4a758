"""What the journal and the questionnaires say to each other: episodes like one, and episodes of every area.

An episode is a finished debrief. One of mistreatment speaks to no area and counts for none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType

import numpy as np
import pandas as pd

from eq.content.playbook import playbook
from eq.reflect import alike as rules
from eq.reflect.alike import Shared as Shared
from eq.reflect.alike import Wanted
from eq.reflect.competencies import COMPETENCIES, Competency
from eq.reflect.entry import Entry
from eq.reflect.preparing import Chosen
from eq.store import alike as rows
from eq.store import entries as entry_rows
from eq.store import people
from eq.store.database import Connection
from eq.store.journal import Area, Filter
from eq.store.workspace import Workspace


@dataclass(frozen=True)
class Alike:
    """An episode and what it shares; one that is severe or mistreatment is shown by its facts only."""

    entry: Entry
    shared: Shared


@dataclass(frozen=True)
class Episodes:
    """``n`` episodes speak to an area; ``last`` are the latest of them, latest first."""

    n: int
    last: tuple[Entry, ...]


@cache
def _ways() -> Mapping[str, Competency]:
    """The area of every way of responding."""
    return MappingProxyType({way.id: way.competency for way in playbook()})


def speaks_to(entry: Entry) -> tuple[Competency, ...]:
    """The areas an entry speaks to, in their fixed order: by its own tags, a debrief also by the ways it used."""
    return rules.speaks_to(entry, _ways())


def alike(workspace: Workspace, entry_id: str, n: int = 5) -> tuple[Alike, ...]:
    """At most ``n`` episodes that share most with an entry, most first; none for an entry that is not there."""
    if not workspace.exists():
        return ()
    with workspace.read() as db:
        entry = entry_rows.entry(db, entry_id)
        return _alike(db, rules.wanted(entry, _ways()), n, without=entry_id) if entry else ()


def alike_to(workspace: Workspace, chosen: Chosen, n: int = 5) -> tuple[Alike, ...]:
    """At most ``n`` episodes that share most with what was chosen, most first; none where nothing was chosen.

    Whoever prepares is spared mistreatment, and the rest of what there was with that client.
    """
    if not workspace.exists():
        return ()
    wants = Wanted(chosen.client, tuple(filter(None, (chosen.trigger,))), (), tuple(filter(None, (chosen.channel,))))
    with workspace.read() as db:
        return _alike(db, wants, n, spared=True)


def _alike(db: Connection, wants: Wanted, n: int, *, without: str = "", spared: bool = False) -> tuple[Alike, ...]:
    person = people.owner(db)
    found = rows.ranked(db, person, wants, _ways(), without=without, spared=spared, limit=n) if person else []
    return tuple(Alike(one, rules.shared(wants, one, _ways())) for one in entry_rows.entries(db, found))


def episodes_of(workspace: Workspace, n: int = 3) -> dict[Competency, Episodes]:
    """Every area, in the fixed order, with its episodes: how many, and the latest ``n``."""
    nothing = {area: Episodes(0, ()) for area in COMPETENCIES}
    if not workspace.exists():
        return nothing
    with workspace.read() as db:
        person = people.owner(db)
        if person is None:
            return nothing
        found = rows.last_of_each(db, person, _ways(), n)
        wanted = list(dict.fromkeys(one for _, last in found.values() for one in last))
        known = {entry.id: entry for entry in entry_rows.entries(db, wanted)}
    return {area: Episodes(of, tuple(known[one] for one in last)) for area, (of, last) in found.items()}


def episodes_filter(area: Competency) -> Filter:
    """The journal's filter that shows exactly the episodes of an area."""
    return Filter(area=(Area(area, tuple(way for way, of in _ways().items() if of == area)),))


def marks(workspace: Workspace, first: date, last: date) -> pd.DataFrame:
    """Days with episodes from ``first`` to ``last``, both counted in, by day and area.

    Columns: day (datetime64, the local day), competency (str), n (int64, episodes of that day that speak to it).
    """
    found: list[tuple[str, Competency, int]] = []
    if workspace.exists():
        with workspace.read() as db:
            person = people.owner(db)
            found = rows.by_day(db, person, _ways(), first, last) if person else []
    return pd.DataFrame(
        {
            "day": np.array([day for day, _, _ in found], dtype="datetime64[s]"),
            "competency": pd.array([area for _, area, _ in found], dtype="str"),
            "n": np.array([n for _, _, n in found], dtype=np.int64),
        }
    )
