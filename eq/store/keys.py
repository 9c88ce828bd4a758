"""Rows of keys: the pair of this workspace, and the coaches whose key files were opened."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from eq.store.database import Connection
from eq.store.instants import from_text, to_text


@dataclass(frozen=True)
class KeyPair:
    """An age key pair: what is sealed to ``recipient`` opens with ``identity``; ``name`` stands in the key file.

    ``identity`` is the secret half: it stands in no log and no trace, only in the file.
    """

    recipient: str
    identity: str = field(repr=False)
    name: str
    made_at: datetime


@dataclass(frozen=True)
class CoachRow:
    """A coach by the owner's own word for them."""

    id: str
    name: str
    recipient: str
    added_at: datetime


def own(db: Connection, person: str) -> KeyPair | None:
    """The pair of this workspace, None before one was made."""
    row = db.execute("select recipient, identity, name, made_at from own_key where person = ?", (person,)).fetchone()
    return KeyPair(row[0], row[1], row[2], from_text(row[3])) if row else None


def add_own(db: Connection, person: str, pair: KeyPair) -> bool:
    """Keep the pair; False, and nothing changed, when there is one."""
    return bool(
        db.execute(
            "insert into own_key values (?, ?, ?, ?, ?) on conflict (person) do nothing",
            (person, pair.recipient, pair.identity, pair.name, to_text(pair.made_at)),
        ).rowcount
    )


def rename_own(db: Connection, person: str, name: str) -> None:
    """Change the name that stands in the key file."""
    db.execute("update own_key set name = ? where person = ?", (name, person))


def coaches(db: Connection, person: str) -> list[CoachRow]:
    """All coaches, the one added first first."""
    sql = "select id, name, recipient, added_at from coach where person = ? order by added_at, rowid"
    return [CoachRow(row[0], row[1], row[2], from_text(row[3])) for row in db.execute(sql, (person,))]


def add_coach(db: Connection, person: str, coach: CoachRow) -> str:
    """Keep a coach; the id of the one that has the key already where there is one, which then stays as it is."""
    db.execute(
        "insert into coach values (?, ?, ?, ?, ?) on conflict do nothing",
        (coach.id, person, coach.name, coach.recipient, to_text(coach.added_at)),
    )
    sql = "select id from coach where person = ? and recipient = ?"
    return str(db.execute(sql, (person, coach.recipient)).fetchone()[0])


def rename_coach(db: Connection, coach: str, name: str) -> bool:
    """Call a coach something else; False when they are not there (any more)."""
    return bool(db.execute("update coach set name = ? where id = ?", (name, coach)).rowcount)


def delete_coach(db: Connection, coach: str) -> bool:
    """Take a coach out of the list; False when they are not there (any more)."""
    return bool(db.execute("delete from coach where id = ?", (coach,)).rowcount)
