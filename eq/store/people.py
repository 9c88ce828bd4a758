"""Rows of people: the owner, and later the clients of a coach."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from eq.store.database import Connection
from eq.store.instants import to_text


def owner(db: Connection) -> str | None:
    """The id of the person the workspace belongs to, or None before the first run is over."""
    row = db.execute("select id from person where role = 'owner'").fetchone()
    return row[0] if row else None


def ensure_owner(db: Connection, at: datetime) -> str:
    """The owner's id; made if missing."""
    known = owner(db)
    if known is not None:
        return known
    made = str(uuid4())
    db.execute("insert into person (id, role, created_at) values (?, 'owner', ?)", (made, to_text(at)))
    return made
