"""Rows of a coach's notes, and each one before its last change."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime

from eq.coach.desk import Note
from eq.store.database import Connection
from eq.store.instants import from_text, to_text

_SELECT = (
    "select n.id, n.person, n.packet, n.text, n.shared, n.created_at, n.changed_at,"
    " exists (select 1 from coach_note_version where note = n.id) from coach_note n"
)


def note(db: Connection, ident: str) -> Note | None:
    """One note, None when it is not there (any more); ``sent`` is left open."""
    row = db.execute(f"{_SELECT} where n.id = ?", (ident,)).fetchone()
    return _note(row) if row else None


def of_persons(db: Connection, persons: Sequence[str]) -> list[Note]:
    """The notes about any of these, the latest first; ``sent`` is left open."""
    marks = ", ".join("?" * len(persons))
    rows = db.execute(f"{_SELECT} where n.person in ({marks}) order by n.created_at desc, n.rowid desc", list(persons))
    return [_note(row) for row in rows]


def add(db: Connection, new: Note) -> bool:
    """Add a note; False, and nothing changed, when its id exists."""
    return bool(
        db.execute(
            "insert into coach_note values (?, ?, (select id from packet where id = ?), ?, ?, ?, ?)"
            " on conflict (id) do nothing",
            (
                new.id, new.person, new.packet, new.text, int(new.shared), to_text(new.created_at),
                to_text(new.changed_at),
            ),
        ).rowcount
    )  # fmt: skip


def put(db: Connection, changed: Note) -> None:
    """Write the text of a note, whether it is shared, and ``changed_at``."""
    db.execute(
        "update coach_note set text = ?, shared = ?, changed_at = ? where id = ?",
        (changed.text, int(changed.shared), to_text(changed.changed_at), changed.id),
    )


def keep_version(db: Connection, before: Note, at: datetime) -> None:
    """Keep the text of a note as it is before an edit; it replaces the one that was kept."""
    db.execute(
        "insert or replace into coach_note_version values (?, ?, ?)",
        (before.id, json.dumps({"text": before.text}, ensure_ascii=False), to_text(at)),
    )


def version(db: Connection, ident: str) -> str | None:
    """The text before the last edit, None when none is kept."""
    row = db.execute("select json from coach_note_version where note = ?", (ident,)).fetchone()
    return str(json.loads(row[0])["text"]) if row else None


def drop_version(db: Connection, ident: str) -> None:
    """Forget the text before the last edit."""
    db.execute("delete from coach_note_version where note = ?", (ident,))


def delete(db: Connection, ident: str) -> bool:
    """Delete a note and what it said before; False when it is not there (any more)."""
    return bool(db.execute("delete from coach_note where id = ?", (ident,)).rowcount)


def _note(row: Sequence[object]) -> Note:
    ident, person, packet, text, shared, created_at, changed_at, undoable = row
    return Note(
        id=str(ident),
        person=str(person),
        packet=None if packet is None else str(packet),
        text=str(text),
        shared=bool(shared),
        created_at=from_text(str(created_at)),
        changed_at=from_text(str(changed_at)),
        undoable=bool(undoable),
    )
