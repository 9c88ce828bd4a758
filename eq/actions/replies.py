"""Answers to reports: a coach makes them, a client reads them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from eq.actions import clock, desk, keys, share_log
from eq.actions.desk import ClientView
from eq.actions.owner import new_id, of_owner
from eq.actions.settings import settings
from eq.actions.share_log import Shared
from eq.coach.desk import Answered, Note, PacketRow, Session
from eq.errors import EqError
from eq.store import packets as packet_rows
from eq.store import replies as rows
from eq.store.workspace import Workspace

WHERE: Final = "Answer"


@dataclass(frozen=True)
class Ready:
    """What the next answer to a client holds: notes shared and not sent yet, the agreed step, the next session."""

    notes: tuple[Note, ...]
    agreed: str
    due: date | None
    next_on: date | None


@dataclass(frozen=True)
class SharedText:
    """A note a coach shared."""

    id: str
    text: str
    made_at: datetime


@dataclass(frozen=True)
class ReplyRow:
    """An answer of a coach that was opened here; ``report`` is the id of the report it answers.

    ``coach``: the name the coach gave, "" for none. ``agreed``: the step that was agreed, "" for none, with the local
    day it is ``due``. ``next_on``: the local day of the next session. ``questions``: to think about until then.
    ``asked``: what was shared here under that id, None where the list of what was shared names no such report.
    """

    id: str
    report: str
    coach: str
    made_at: datetime
    opened_at: datetime
    read_at: datetime | None
    notes: tuple[SharedText, ...]
    agreed: str
    due: date | None
    next_on: date | None
    questions: tuple[str, ...]
    asked: Shared | None


# The coach's side


def ready(workspace: Workspace, person: str, zone: str | None, *, everything: bool = False) -> Ready:
    """What the next answer would hold; ``everything``: shared notes that were sent before, too."""
    return _ready(desk.client(workspace, person, zone), _today(workspace, zone), everything)


def reply(
    workspace: Workspace,
    person: str,
    packet: str,
    zone: str | None,
    *,
    answer: str | None = None,
    everything: bool = False,
    questions: Sequence[str] = (),
) -> tuple[str, bytes]:
    """An answer to one packet, sealed so that only its sender can open it: a name for the file, and its bytes.

    ``answer``: its id; under the same id it can be made again, with the same notes. ``questions``: ids of questions
    from sheets to send along. Raises EqError when the report says no key, or there is nothing to send.
    """
    from eq.coach.reply import Reply, SharedNote
    from eq.exchange.packets import reply_bytes
    from eq.exchange.sealing import seal

    # Looked at first: what another tab changes from now on counts as not sent yet.
    moment = clock.now()
    view = desk.client(workspace, person, zone)
    to = next((one for one in view.packets if one.id == packet), None)
    if to is None:
        raise EqError(WHERE, "This packet was deleted in another tab.", "Choose another one to answer.")
    recipient = _recipient(workspace, to)
    ident = answer or new_id()
    found = _ready(view, _today(workspace, zone), everything, but=ident)
    asked = _chosen(view.sessions, questions)
    if not (found.notes or found.agreed or found.next_on or asked):
        raise EqError(
            WHERE,
            "There is nothing to send yet.",
            "Share a note, agree on a step or plan the next session first.",
        )
    moment = max([moment, *(note.changed_at for note in found.notes)])
    mine = keys.own(workspace)
    new = Reply(
        id=ident,
        report=packet,
        person=to.sender,
        coach=mine.name if mine else "",
        made_at=moment,
        notes=tuple(SharedNote(id=note.id, text=note.text, made_at=note.created_at) for note in found.notes),
        agreed=found.agreed,
        due=found.due,
        next_on=found.next_on,
        questions=asked,
    )
    inside = reply_bytes(new)
    sealed = seal(inside, recipients=[recipient])
    with workspace.write() as db:
        made = Answered(ident, view.row.client.person, packet, moment, len(found.notes))
        rows.put_made(db, made, hashlib.sha256(inside).hexdigest())
    return f"answer-{_today(workspace, zone).isoformat()}.eqpack", sealed


def groups(packet: PacketRow) -> str:
    """The key an answer to a packet is sealed to, as four groups to compare aloud."""
    from eq.exchange.keys import fingerprint

    return fingerprint(packet.reply_to)


def _recipient(workspace: Workspace, to: PacketRow) -> str:
    with workspace.read() as db:
        found = packet_rows.reply_to(db, to.id)
    if found is None:
        raise EqError(
            WHERE,
            "This report does not say how to seal an answer.",
            "Its sender can make a key under Report, and send a new packet. Until then, tell them yourself.",
        )
    return found


def _ready(view: ClientView, today: date, everything: bool, *, but: str = "") -> Ready:
    last = max((one.made_at for one in view.replies if one.id != but), default=None)
    notes = tuple(
        note for note in reversed(view.notes) if note.shared and (everything or last is None or note.changed_at > last)
    )
    row = view.row
    step = row.agreed if row.done is None else ""
    upcoming = row.next_on if row.next_on and row.next_on >= today else None
    return Ready(notes, step, row.due if step else None, upcoming)


def _chosen(sessions: Sequence[Session], questions: Sequence[str]) -> tuple[str, ...]:
    wanted = set(questions)
    return tuple(one.text for session in sessions for one in session.questions if one.id in wanted)


def _today(workspace: Workspace, zone: str | None) -> date:
    return clock.local_day(clock.now(), zone, settings(workspace).end_of_day)


# The client's side


def received(workspace: Workspace) -> tuple[ReplyRow, ...]:
    """The answers that were opened here, the one made last first."""
    found: list[rows.Kept] = of_owner(workspace, rows.received, [])
    shared = {one.report: one for one in share_log.shared(workspace)} if found else {}
    return tuple(_row(one, shared.get(one.report)) for one in found)


def unread(workspace: Workspace) -> int:
    """How many answers wait to be read."""
    return of_owner(workspace, rows.unread, 0)


def mark_read(workspace: Workspace, reply: str) -> None:
    """Mark an answer as read; one that is gone is left alone."""
    with workspace.write() as db:
        rows.put_read(db, reply, clock.now())


def delete(workspace: Workspace, reply: str) -> bool:
    """Delete an answer for good; False when another tab still reads, so that old bytes remain for now."""
    with workspace.write() as db:
        rows.delete(db, reply)
    return workspace.scrub()


def _row(kept: rows.Kept, asked: Shared | None) -> ReplyRow:
    from eq.coach.reply import Reply

    said = Reply.model_validate_json(kept.json)
    return ReplyRow(
        id=kept.id,
        report=kept.report,
        coach=said.coach,
        made_at=kept.made_at,
        opened_at=kept.opened_at,
        read_at=kept.read_at,
        notes=tuple(SharedText(note.id, note.text, note.made_at) for note in said.notes),
        agreed=said.agreed,
        due=said.due,
        next_on=said.next_on,
        questions=said.questions,
        asked=asked,
    )
