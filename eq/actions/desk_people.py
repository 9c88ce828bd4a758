"""Who is on the desk: clients as they are shown, with those they turned out to be."""

from __future__ import annotations

from eq.actions.desk_fields import UNTOUCHED, WHERE
from eq.coach.desk import Client, groups, root
from eq.errors import EqError
from eq.store import packets as rows
from eq.store.database import Connection


def gone(what: str = "client") -> EqError:
    """The error for what another tab deleted."""
    return EqError(WHERE, f"This {what} was deleted in another tab.", f"{UNTOUCHED} Go back to the desk.")


def everybody(db: Connection) -> tuple[Client, ...]:
    """All clients as they are shown, by when they were added."""
    return groups(rows.labels(db), rows.merged_into(db))


def shown(db: Connection, person: str) -> Client:
    """The client under whom somebody is shown; EqError when they are not there (any more)."""
    top = root(person, rows.merged_into(db))
    found = next((one for one in everybody(db) if one.person == top), None)
    if found is None:
        raise gone()
    return found


def needed(db: Connection, person: str) -> str:
    """The id of a client who is there, settled or not; EqError otherwise."""
    if not rows.is_client(db, person):
        raise gone()
    return person
