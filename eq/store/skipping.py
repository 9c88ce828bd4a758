"""Rows of practices a person left out: which ones, never why."""

from __future__ import annotations

from datetime import datetime

from eq.store.database import Connection
from eq.store.instants import to_text


def every(db: Connection, person: str) -> frozenset[str]:
    """Ids of the practices left out."""
    return frozenset(row[0] for row in db.execute("select practice from practice_skipped where person = ?", [person]))


def put(db: Connection, person: str, practice: str, at: datetime) -> None:
    """Leave a practice out; one that is left out already stays so."""
    sql = "insert into practice_skipped values (?, ?, ?) on conflict (person, practice) do nothing"
    db.execute(sql, (person, practice, to_text(at)))


def delete(db: Connection, person: str, practice: str) -> None:
    """Take a practice back; one that is not left out stays as it is."""
    db.execute("delete from practice_skipped where person = ? and practice = ?", (person, practice))
