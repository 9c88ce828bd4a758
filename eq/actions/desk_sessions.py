"""Sessions with clients: the sheet with its questions, the step agreed in it, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from eq.actions import clock, desk, desk_fields
from eq.actions.desk_people import gone, shown
from eq.actions.owner import new_id as new_id
from eq.actions.settings import settings
from eq.coach.desk import DONE, Asking, Done, Proposed, Session
from eq.errors import EqError
from eq.store import desk_sessions as rows
from eq.store import packets as packet_rows
from eq.store.database import Connection
from eq.store.workspace import Workspace

if TYPE_CHECKING:
    from eq.coach.report import Report

MOST_QUESTIONS: Final = 40
"""Of what a report proposes. Ours have nine at most; a report made elsewhere could fill a page without end."""


@dataclass(frozen=True)
class Sheet:
    """The latest session about a packet, None before one was begun, and what its report proposes beyond that."""

    session: Session | None
    proposed: tuple[Proposed, ...]


def sheet(workspace: Workspace, person: str, packet: str | None) -> Sheet:
    """The sheet of a client for one packet, or with None for none; EqError when the client or the packet is gone."""
    offered = proposed(desk.packet(workspace, packet)) if packet else ()
    with workspace.read() as db:
        found = rows.of_persons(db, shown(db, person).persons)
    session = next((one for one in found if one.packet == packet), None)
    there = {(one.rule, one.because) for one in session.questions} if session else set()
    return Sheet(session, tuple(one for one in offered if (one.rule, one.because) not in there))


def proposed(report: Report) -> tuple[Proposed, ...]:
    """The first questions a report proposes, in their order; empty for the copy that is the person's own."""
    from eq.coach.report import Questions

    section = report.section("questions")
    blocks = section.blocks if section else ()
    found = (one for block in blocks if isinstance(block, Questions) for one in block.items)
    return tuple(Proposed(one.rule, one.text, one.because) for one in islice(found, MOST_QUESTIONS))


def begin(
    workspace: Workspace,
    *,
    session: str,
    person: str,
    packet: str | None = None,
    on: date | None = None,
    questions: Sequence[Proposed] | None = None,
    zone: str | None,
) -> None:
    """Begin a session on a local day, today unless another is named; the same id again changes nothing.

    ``questions``: those that go on its sheet, None for all the packet's report proposes. A planned session up to that
    day is no longer the next one.
    """
    offered = questions if questions is not None else proposed(desk.packet(workspace, packet)) if packet else ()
    today = clock.local_day(clock.now(), zone, settings(workspace).end_of_day)
    day = desk_fields.day(on) or today
    asked = tuple(_asking(one) for one in offered)
    with workspace.write() as db:
        client = shown(db, person).person
        new = rows.add(db, Session(session, client, packet, day, "", None, None, asked), clock.now())
        planned = packet_rows.next_on(db).get(client)
        if new and planned is not None and planned <= day:
            packet_rows.put_next(db, client, None, clock.now())


def move(workspace: Workspace, session: str, on: date) -> None:
    """Say that a session is on another day."""
    kept = desk_fields.day(on)
    with _changing(workspace, session) as (db, before):
        rows.put(db, replace(before, on=kept or before.on), clock.now())


def agree(workspace: Workspace, session: str, agreed: str, due: date | None = None) -> None:
    """Keep the step that was agreed and until when; a step with other words is open again. "" takes it back."""
    kept, day = desk_fields.line(agreed), desk_fields.day(due)
    if day is not None and not kept:
        raise EqError(desk_fields.WHERE, "A date needs a step.", "Write what was agreed, or leave the date out.")
    with _changing(workspace, session) as (db, before):
        done = before.done if kept == before.agreed else None
        rows.put(db, replace(before, agreed=kept, due=day, done=done), clock.now())


def say_done(workspace: Workspace, session: str, done: Done | None) -> None:
    """Keep what became of the step: done, partly or not; None takes the answer back."""
    if done is not None and done not in DONE:
        raise EqError(desk_fields.WHERE, "That is no answer to this question.", desk_fields.UNTOUCHED)
    with _changing(workspace, session) as (db, before):
        if not before.agreed:
            raise EqError(desk_fields.WHERE, "There is no agreed step yet.", desk_fields.UNTOUCHED)
        rows.put(db, replace(before, done=done), clock.now())


def delete(workspace: Workspace, session: str) -> bool:
    """Delete a session with its sheet; False when another tab still reads, so that old bytes remain for now."""
    with workspace.write() as db:
        rows.delete(db, session)
    return workspace.scrub()


def get(workspace: Workspace, session: str) -> Session | None:
    """One session, None when it is not there (any more)."""
    if not workspace.exists():
        return None
    with workspace.read() as db:
        return rows.session(db, session)


def add_question(workspace: Workspace, session: str, *, question: str, text: str) -> None:
    """Put a question of one's own on a sheet; the same id again changes nothing."""
    kept = _needed(text)
    with _changing(workspace, session) as (db, _):
        rows.add_question(db, session, Asking(question, "", kept, "", False))


def take_question(workspace: Workspace, session: str, *, question: str, proposed: Proposed) -> None:
    """Put a question a report proposes on a sheet; one that is there already changes nothing."""
    with _changing(workspace, session) as (db, before):
        if not any((one.rule, one.because) == (proposed.rule, proposed.because) for one in before.questions):
            rows.add_question(db, session, replace(_asking(proposed), id=question))


def change_question(workspace: Workspace, question: str, text: str) -> None:
    """Word a question otherwise; EqError when it is empty or gone."""
    _put(workspace, question, text=_needed(text))


def tick(workspace: Workspace, question: str, asked: bool) -> None:
    """Tick that a question was asked, or take that back; EqError when it is gone."""
    _put(workspace, question, asked=asked)


def remove_question(workspace: Workspace, question: str) -> bool:
    """Take a question off its sheet; False when another tab still reads, so that old bytes remain for now."""
    with workspace.write() as db:
        rows.delete_question(db, question)
    return workspace.scrub()


def _put(workspace: Workspace, question: str, **changed: Any) -> None:
    with workspace.write() as db:
        if not rows.put_question(db, question, **changed):
            raise gone("question")


def _asking(proposed: Proposed) -> Asking:
    return Asking(new_id(), proposed.rule, proposed.text, proposed.because, False)


def _needed(typed: str) -> str:
    kept = desk_fields.line(typed)
    if not kept:
        raise EqError(desk_fields.WHERE, "What would you like to ask?", "Write the question first.")
    return kept


@contextmanager
def _changing(workspace: Workspace, session: str) -> Iterator[tuple[Connection, Session]]:
    with workspace.write() as db:
        found = rows.session(db, session)
        if found is None:
            raise gone("session")
        yield db, found
