"""The key of this workspace, and the coaches whose key files were opened."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from eq.actions import clock, desk_fields
from eq.actions.owner import new_id, of_owner
from eq.coach.desk import LONGEST_LABEL
from eq.errors import EqError
from eq.store import keys as rows
from eq.store import people
from eq.store.workspace import Workspace

WHERE: Final = "Keys"
_GONE: Final = "This coach was taken out of the list in another tab."


@dataclass(frozen=True)
class OwnKey:
    """The key of this workspace: what is sealed to ``recipient`` opens here only. ``fingerprint``: to compare aloud."""

    recipient: str
    name: str
    fingerprint: str
    made_at: datetime


@dataclass(frozen=True)
class Coach:
    """A coach by the owner's own word for them."""

    id: str
    name: str
    recipient: str
    fingerprint: str
    added_at: datetime


def own(workspace: Workspace) -> OwnKey | None:
    """The key of this workspace, None before one was made."""
    found = of_owner(workspace, rows.own, None)
    if found is None:
        return None
    from eq.exchange.keys import fingerprint

    return OwnKey(found.recipient, found.name, fingerprint(found.recipient), found.made_at)


def make(workspace: Workspace, name: str) -> OwnKey:
    """Make the key, once: where there is one it stays, under its name."""
    from eq.exchange.keys import fingerprint
    from eq.exchange.sealing import new_identity

    kept = _name(name)
    workspace.ensure()
    recipient, identity = new_identity()
    moment = clock.now()
    with workspace.write() as db:
        person = people.ensure_owner(db, moment)
        rows.add_own(db, person, rows.KeyPair(recipient, identity, kept, moment))
        found = rows.own(db, person)
    if found is None:
        raise EqError(WHERE, "The key could not be kept.", "Try again.")
    return OwnKey(found.recipient, found.name, fingerprint(found.recipient), found.made_at)


def rename(workspace: Workspace, name: str) -> None:
    """Change the name that stands in the key file; files handed out before keep the old one."""
    kept = _name(name)
    with workspace.write() as db:
        person = people.owner(db)
        if person:
            rows.rename_own(db, person, kept)


def key_file(workspace: Workspace) -> tuple[str, bytes]:
    """A name for the key file to hand out, and its bytes. Raises EqError before a key was made."""
    from eq.exchange.keys import key_file_bytes

    found = own(workspace)
    if found is None:
        raise EqError(WHERE, "There is no key yet.", "Make it first.")
    stem = re.sub(r"[^a-z0-9]+", "-", found.name.lower()).strip("-")[:40]
    return f"key-of-{stem or 'a-coach'}.eqkey", key_file_bytes(found.recipient, found.name, found.made_at)


def identities(workspace: Workspace) -> tuple[str, ...]:
    """What opens files sealed to this workspace; empty before a key was made."""
    found = of_owner(workspace, rows.own, None)
    return (found.identity,) if found else ()


def coaches(workspace: Workspace) -> tuple[Coach, ...]:
    """All coaches, the one added first first."""
    found: list[rows.CoachRow] = of_owner(workspace, rows.coaches, [])
    if not found:
        return ()
    from eq.exchange.keys import fingerprint

    return tuple(Coach(one.id, one.name, one.recipient, fingerprint(one.recipient), one.added_at) for one in found)


def add_coach(workspace: Workspace, data: bytes, name: str = "", *, where: str = "key file") -> Coach:
    """Keep the coach of a key file under ``name``, or the name that stands in it; a key that is known stays as it is.

    Raises EqError for a file that is none, and for the key of this very workspace.
    """
    from eq.exchange.keys import fingerprint, read_key_file

    file = read_key_file(data, where)
    mine = own(workspace)
    if mine is not None and mine.recipient == file.recipient:
        raise EqError(where, "This is your own key file.", "Hand it to those who want to seal a report to you.")
    called = _name(name) or _name(file.name[:LONGEST_LABEL]) or "My coach"
    workspace.ensure()
    moment = clock.now()
    with workspace.write() as db:
        person = people.ensure_owner(db, moment)
        kept = rows.add_coach(db, person, rows.CoachRow(new_id(), called, file.recipient, moment))
        found = next(one for one in rows.coaches(db, person) if one.id == kept)
    return Coach(found.id, found.name, found.recipient, fingerprint(found.recipient), found.added_at)


def rename_coach(workspace: Workspace, coach: str, name: str) -> None:
    """Call a coach something else. Raises EqError without a name, and for one who is gone."""
    kept = _name(name)
    if not kept:
        raise EqError(WHERE, "What would you call this coach?", "A word will do.")
    with workspace.write() as db:
        if not rows.rename_coach(db, coach, kept):
            raise EqError(WHERE, _GONE, desk_fields.UNTOUCHED)


def remove_coach(workspace: Workspace, coach: str) -> bool:
    """Take a coach out of the list; False when another tab still reads, so that old bytes remain for now."""
    with workspace.write() as db:
        rows.delete_coach(db, coach)
    return workspace.scrub()


def _name(typed: str) -> str:
    return desk_fields.line(typed, LONGEST_LABEL)
