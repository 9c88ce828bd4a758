"""Rows of imports: which file of which program was read in when, and what of it is still there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from eq.store.database import Connection
from eq.store.indexing import many_changes
from eq.store.instants import from_text, to_text

_SELECT = (
    "select b.id, b.source, b.file, b.imported_at, count(e.id), coalesce(sum(e.changed_at <> e.created_at), 0)"
    " from import_batch b left join entry e on e.batch = b.id"
)


@dataclass(frozen=True)
class Batch:
    """One import: ``entries`` of it are still there, ``edited`` of those were changed since."""

    id: str
    source: str
    file: str
    imported_at: datetime
    entries: int
    edited: int


def add(db: Connection, person: str, *, batch: str, source: str, file: str, at: datetime) -> None:
    """Note an import; its entries name it."""
    db.execute("insert into import_batch values (?, ?, ?, ?, ?)", (batch, person, source, file, to_text(at)))


def all_of(db: Connection, person: str) -> list[Batch]:
    """A person's imports, the latest first."""
    select = f"{_SELECT} where b.person = ? group by b.id order by b.imported_at desc, b.rowid desc"
    return [_batch(*row) for row in db.execute(select, (person,))]


def one(db: Connection, batch: str) -> Batch | None:
    """One import, or None when it was taken back."""
    row = db.execute(f"{_SELECT} where b.id = ? group by b.id", (batch,)).fetchone()
    return _batch(*row) if row else None


def known(db: Connection, person: str, source: str) -> frozenset[str]:
    """The external ids of one program's entries that are there already."""
    select = "select external_id from entry where person = ? and origin = ? and external_id is not null"
    return frozenset(row[0] for row in db.execute(select, (person, source)))


def delete(db: Connection, batch: str) -> None:
    """Delete an import with all its entries, out of the search index too; promises made in them stay."""
    (n,) = db.execute("select count(*) from entry where batch = ?", (batch,)).fetchone()
    with many_changes(db, n):
        db.execute("delete from entry_search where rowid in (select seq from entry where batch = ?)", (batch,))
    db.execute("delete from entry where batch = ?", (batch,))
    db.execute("delete from import_batch where id = ?", (batch,))


def _batch(batch: str, source: str, file: str, at: str, entries: int, edited: int) -> Batch:
    return Batch(batch, source, file, from_text(at), entries, edited)
