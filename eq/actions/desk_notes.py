"""A coach's notes: private unless shared, each edit can be taken back, deleting is final."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta

from eq.actions import clock, desk_fields
from eq.actions.desk_people import gone, shown
from eq.actions.owner import new_id as new_id
from eq.coach.desk import Note
from eq.errors import EqError
from eq.store import desk_notes as rows
from eq.store import packets as packet_rows
from eq.store import replies as reply_rows
from eq.store.database import Connection
from eq.store.workspace import Workspace

_TICK = timedelta(milliseconds=1)


def add(
    workspace: Workspace, *, note: str, person: str, text: str, packet: str | None = None, shared: bool = False
) -> None:
    """Write a note about a client, or about one packet; the same id again changes nothing. EqError when it is empty."""
    kept = _needed(text)
    with workspace.write() as db:
        client = shown(db, person).person
        moment = _changed_at(db, [client])
        rows.add(db, Note(note, client, packet, kept, shared, clock.now(), moment))


def change(workspace: Workspace, note: str, text: str) -> None:
    """Change what a note says; what stood there can be brought back. Changing nothing keeps that."""
    kept = _needed(text)
    with _changing(workspace, note) as (db, before, moment):
        if kept != before.text:
            rows.keep_version(db, before, moment)
            rows.put(db, replace(before, text=kept, changed_at=moment))


def undo(workspace: Workspace, note: str) -> bool:
    """Bring back what a note said before its last edit; False when there is nothing to bring back."""
    with _changing(workspace, note) as (db, now, moment):
        text = rows.version(db, note)
        if text is None:
            return False
        rows.put(db, replace(now, text=text, changed_at=moment))
        rows.drop_version(db, note)
        return True


def share(workspace: Workspace, note: str, shared: bool) -> None:
    """Share a note, so that the next answer holds it, or keep it private; what was sent cannot be called back."""
    with _changing(workspace, note) as (db, before, moment):
        if before.shared != shared:
            rows.put(db, replace(before, shared=shared, changed_at=moment))


def delete(workspace: Workspace, note: str) -> bool:
    """Delete a note for good; False when another tab still reads, so that old bytes remain for now."""
    with workspace.write() as db:
        rows.delete(db, note)
    return workspace.scrub()


def get(workspace: Workspace, note: str) -> Note | None:
    """One note, None when it is not there (any more); ``sent`` is left open."""
    if not workspace.exists():
        return None
    with workspace.read() as db:
        return rows.note(db, note)


def _needed(typed: str) -> str:
    kept = desk_fields.text(typed)
    if not kept:
        raise EqError(desk_fields.WHERE, "The note is empty.", "Write something first, or delete it.")
    return kept


def _changed_at(db: Connection, persons: Sequence[str]) -> datetime:
    """Now, and after the last answer in any case, wherever the clock stands: what changed since is not sent yet."""
    last = max((one.made_at for one in reply_rows.made(db, persons)), default=None)
    return clock.now() if last is None else max(clock.now(), last + _TICK)


@contextmanager
def _changing(workspace: Workspace, note: str) -> Iterator[tuple[Connection, Note, datetime]]:
    with workspace.write() as db:
        found = rows.note(db, note)
        if found is None:
            raise gone("note")
        client = shown(db, found.person) if found.person in packet_rows.labels(db) else None
        yield db, found, _changed_at(db, client.persons if client else [found.person])
