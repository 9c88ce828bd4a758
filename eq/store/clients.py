"""Rows of clients, counted, named anew, brought together, deleted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from eq.store.database import Connection
from eq.store.folding import folded


@dataclass(frozen=True)
class Client:
    """A client. ``contacts``: entries that are no drafts; ``last``: the day of the latest, None without any."""

    id: str
    label: str
    contacts: int
    last: date | None
    open_promises: int


def every(db: Connection, person: str) -> list[Client]:
    """All clients of a person, the one met last first, those without entries at the end."""
    rows = db.execute(
        "with met as (select client, count(*) as n, max(local_date) as last, max(at) as at from entry"
        " where client is not null and state <> 'draft' group by client),"
        " promised as (select client, count(*) as n from commitment where client is not null and state = 'open'"
        " group by client)"
        " select c.id, c.label, coalesce(met.n, 0), met.last, coalesce(promised.n, 0) from client c"
        " left join met on met.client = c.id left join promised on promised.client = c.id"
        " where c.person = ? order by met.at is null, met.at desc, c.label, c.id",
        (person,),
    )
    return [Client(row[0], row[1], row[2], date.fromisoformat(row[3]) if row[3] else None, row[4]) for row in rows]


def label(db: Connection, client: str) -> str | None:
    """The label of a client, or None when they were deleted."""
    row = db.execute("select label from client where id = ?", (client,)).fetchone()
    return str(row[0]) if row else None


def same_label(db: Connection, client: str, wanted: str) -> str | None:
    """The id of another client of the same person with that label, whatever its case and accents, or None."""
    row = db.execute(
        "select o.id from client o join client c on c.person = o.person where c.id = ? and o.id <> c.id"
        " and o.folded = ?",
        (client, folded(wanted)),
    ).fetchone()
    return str(row[0]) if row else None


def entries_of(db: Connection, client: str) -> list[str]:
    """Ids of the entries about a client, drafts too, newest first."""
    rows = db.execute("select id from entry where client = ? order by at desc, id desc", (client,))
    return [one for (one,) in rows]


def put_label(db: Connection, client: str, new: str) -> None:
    """Give a client another label; no other client may have it."""
    db.execute("update client set label = ?, folded = ? where id = ?", (new, folded(new), client))


def move(db: Connection, client: str, into: str) -> None:
    """Give all entries and promises of a client to another one, and delete the first."""
    db.execute("update entry set client = ? where client = ?", (into, client))
    db.execute("update commitment set client = ? where client = ?", (into, client))
    # An undone edit must not bring back somebody who is gone.
    db.execute(
        "update entry_version set json = json_replace(json, '$.facts.client', ?)"
        " where json_extract(json, '$.facts.client') = ?",
        (into, client),
    )
    delete(db, client)


def delete(db: Connection, client: str) -> None:
    """Delete a client; their entries and promises stay without them."""
    db.execute("delete from client where id = ?", (client,))
