"""Counting which ways of responding were used."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from eq.reflect.entry import Entry, Tag, Worked
from eq.store import entries, people, usage
from eq.store.database import Connection
from eq.store.journal import Filter
from eq.store.workspace import Workspace

AT = datetime(2026, 11, 1, 9, tzinfo=UTC)


@pytest.fixture
def db(workspace: Workspace) -> Iterator[Connection]:
    """A transaction with an owner."""
    workspace.ensure()
    with workspace.write() as connection:
        people.ensure_owner(connection, AT)
        yield connection


def met(
    db: Connection, name: str, day: int, used: dict[str, Worked | None], *, label: str = "", **facts: object
) -> str:
    """Put a finished debrief of a day of November; gives the id of its client."""
    at = AT + timedelta(days=day - 1)
    person = people.ensure_owner(db, AT)
    client = entries.client_named(db, person, label, at) if label else None
    tags = tuple(Tag("response", way, worked) for way, worked in used.items())
    new = Entry(name, "debrief", "done", at, "UTC", at.date(), at, at, client=client, tags=tags)
    entries.add(db, person, replace(new, **facts))  # type: ignore[arg-type]
    return client or ""


def used(db: Connection, **chosen: tuple[str, ...]) -> list[usage.Use]:
    return usage.ways_used(db, people.ensure_owner(db, AT), Filter(**chosen))  # type: ignore[arg-type]


def test_the_most_used_way_comes_first_and_of_equals_the_one_used_last(db: Connection) -> None:
    """With what was said of it, with how many clients, in how many severe episodes, and the last day."""
    met(db, "a", 1, {"listen": "yes", "ask": "no"}, label="Van", severity=8)
    met(db, "b", 2, {"listen": None, "offer": "yes"}, label="Else", severity=7)
    met(db, "c", 3, {"listen": "partly"}, label="Van")
    met(db, "d", 4, {"listen": "no"})
    assert used(db) == [
        usage.Use("listen", 4, 1, 1, 1, 2, 1, date(2026, 11, 4)),
        usage.Use("offer", 1, 1, 0, 0, 1, 0, date(2026, 11, 2)),
        usage.Use("ask", 1, 0, 0, 1, 1, 1, date(2026, 11, 1)),
    ]


def test_mistreatment_plans_and_what_is_not_finished_are_no_uses(db: Connection) -> None:
    """Nor does any of them count among the latest episodes of a way."""
    met(db, "a", 1, {"listen": "yes"}, episode="aggressive")
    met(db, "b", 2, {"listen": "no"}, episode="abusive")
    met(db, "c", 3, {"listen": None}, kind="preparation")
    met(db, "d", 4, {"listen": "yes"}, state="parked")
    met(db, "e", 5, {"listen": "yes"}, state="draft")
    assert [(use.response, use.n) for use in used(db)] == [("listen", 1)]
    assert usage.last_entries(db, people.ensure_owner(db, AT), "listen", 9) == ["a"]


def test_only_what_is_chosen_is_counted(db: Connection) -> None:
    """By client, as the journal is filtered."""
    van = met(db, "a", 1, {"listen": "yes"}, label="Van")
    met(db, "b", 2, {"listen": "yes", "ask": None}, label="Else")
    assert [(use.response, use.n) for use in used(db, client=(van,))] == [("listen", 1)]


def test_the_latest_episodes_of_a_way_come_first(db: Connection) -> None:
    """At most as many as asked for."""
    for day in (2, 1, 4, 3):
        met(db, f"day-{day}", day, {"listen": None})
    assert usage.last_entries(db, people.ensure_owner(db, AT), "listen", 3) == ["day-4", "day-3", "day-2"]
