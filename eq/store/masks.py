"""Rows of names that are replaced in a report before it leaves."""

from __future__ import annotations

import unicodedata
from datetime import datetime

from eq.store.database import Connection
from eq.store.instants import to_text


def every(db: Connection, person: str) -> list[tuple[str, str, str]]:
    """Id, name and what is shown in its place ("" for the next letter), in the order in which they were added."""
    sql = "select id, name, shown from mask where person = ? order by created_at, rowid"
    return [(row[0], row[1], row[2]) for row in db.execute(sql, (person,))]


def add(db: Connection, person: str, mask: tuple[str, str, str], at: datetime) -> bool:
    """Add a name (id, name, shown); False, and nothing changed, when it is there in whatever case."""
    ident, name, shown = mask
    return bool(
        db.execute(
            "insert into mask values (?, ?, ?, ?, ?, ?) on conflict do nothing",
            (ident, person, name, folded(name), shown, to_text(at)),
        ).rowcount
    )


def change(db: Connection, mask: tuple[str, str, str]) -> bool:
    """Change a name (id, name, shown); False when its id is not there, or another one has that name already."""
    ident, name, shown = mask
    sql = "update or ignore mask set name = ?, folded = ?, shown = ? where id = ?"
    return bool(db.execute(sql, (name, folded(name), shown, ident)).rowcount)


def delete(db: Connection, mask: str) -> bool:
    """Take a name out of the list; False when it is not there (any more)."""
    return bool(db.execute("delete from mask where id = ?", (mask,)).rowcount)


def folded(name: str) -> str:
    """The form by which two names are the same: no case. Accents count: Ola and Óla may be two people."""
    return unicodedata.normalize("NFC", name).casefold()
