"""The coach's desk: the Monday list, one client, one packet, and what becomes of clients."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from eq.actions import clock, desk_fields, verifying
from eq.actions.desk_people import everybody, gone, needed, shown
from eq.actions.owner import T
from eq.actions.settings import settings
from eq.coach.desk import Answered, Client, Note, PacketRow, Row, Session, ended, ordered, overdue, root, told_apart
from eq.errors import EqError
from eq.store import desk_notes as note_rows
from eq.store import desk_sessions as session_rows
from eq.store import packets as rows
from eq.store import replies as reply_rows
from eq.store.database import Connection
from eq.store.instants import to_text
from eq.store.workspace import Workspace

if TYPE_CHECKING:
    from eq.coach.report import Report, Section
    from eq.report.following import Check

__all__ = [
    "Client", "ClientView", "Ending", "PacketRow", "Row", "check", "client", "clients", "compare", "delete_client",
    "delete_packet", "ends", "has_clients", "keep", "mark_read", "merge", "monday", "packet", "rename", "set_next",
    "unmerge",
]  # fmt: skip


@dataclass(frozen=True)
class ClientView:
    """One client with all that is kept of them and of those merged into them, the latest first."""

    row: Row
    packets: tuple[PacketRow, ...]
    notes: tuple[Note, ...]
    sessions: tuple[Session, ...]
    replies: tuple[Answered, ...]


@dataclass(frozen=True)
class Ending:
    """Packets of one client whose consent date is over, the one made first first; the desk asks to delete them.

    ``whole``: the last packet is among them, so that nothing more of this client may be kept. ``until``: the earliest
    of their dates.
    """

    client: Client
    packets: tuple[PacketRow, ...]
    until: date
    whole: bool


def has_clients(workspace: Workspace) -> bool:
    """Whether any packet of a client was ever opened here and is still kept."""
    return _of_desk(workspace, lambda db: bool(rows.labels(db) or rows.waiting(db)), False)


def clients(workspace: Workspace) -> tuple[Client, ...]:
    """All clients as they are shown, by label."""
    found: tuple[Client, ...] = _of_desk(workspace, everybody, ())
    return tuple(sorted(found, key=lambda one: (one.label.casefold(), one.person)))


def monday(workspace: Workspace, zone: str | None) -> tuple[Row, ...]:
    """The list to begin a week with: the earliest next session first, then the most unread, then by label."""
    today, end_of_day = _today(workspace, zone), settings(workspace).end_of_day
    return ordered(_of_desk(workspace, lambda db: _lines(db, today, zone, end_of_day), ()))


def client(workspace: Workspace, person: str, zone: str | None) -> ClientView:
    """One client; somebody who was merged is found under whom they turned out to be. EqError when they are gone."""
    today, end_of_day = _today(workspace, zone), settings(workspace).end_of_day

    def look(db: Connection) -> ClientView:
        found = shown(db, person)
        (row,) = (one for one in _lines(db, today, zone, end_of_day) if one.client == found)
        replies = reply_rows.made(db, found.persons)
        last = max((one.made_at for one in replies), default=None)
        return ClientView(
            row,
            told_apart(rows.of_persons(db, found.persons, today), rows.first_key(db, found.persons)),
            tuple(
                replace(note, sent=note.shared and last is not None and note.changed_at <= last)
                for note in note_rows.of_persons(db, found.persons)
            ),
            tuple(session_rows.of_persons(db, found.persons)),
            tuple(replies),
        )

    view = _of_desk(workspace, look, None)
    if view is None:
        raise gone()
    return view


def packet(workspace: Workspace, packet: str) -> Report:
    """The report of a packet, as it came. EqError when it is gone."""
    from eq.exchange.reports import read_report

    text = _of_desk(workspace, lambda db: rows.json(db, packet), None)
    if text is None:
        raise gone("packet")
    return read_report(text.encode(), desk_fields.WHERE)


def check(workspace: Workspace, packet_id: str) -> Check:
    """Whether the numbers of a packet follow from its answers, and where they do not; looked at anew."""
    return verifying.check(packet(workspace, packet_id))


def compare(workspace: Workspace, before: str, after: str) -> tuple[Section, ...]:
    """Two packets side by side, whichever was made first standing first; blocks to be drawn like any report's."""
    from eq.coach.comparing import compare as compared
    from eq.wording.comparing import sections

    pair = sorted((packet(workspace, before), packet(workspace, after)), key=lambda one: one.cover.made_at)
    return sections(compared(*pair))


def mark_read(workspace: Workspace, packet: str, *, read: bool = True) -> None:
    """Mark a packet as read, or as unread again; one that is gone is left alone."""
    with workspace.write() as db:
        rows.put_read(db, packet, clock.now() if read else None)


def rename(workspace: Workspace, person: str, label: str) -> None:
    """Give a client another label; EqError when another client has it."""
    kept = desk_fields.label(label)
    with workspace.write() as db:
        needed(db, person)
        same = [who for who, other in rows.labels(db).items() if other.casefold() == kept.casefold()]
        if any(who != person for who in same):
            raise EqError(
                desk_fields.WHERE, "Another client is called that.", "Choose another label, or bring the two together."
            )
        rows.rename(db, person, kept)


def set_next(workspace: Workspace, person: str, day: date | None) -> None:
    """Plan the next session with a client, None to take it back."""
    kept = desk_fields.day(day)
    with workspace.write() as db:
        rows.put_next(db, shown(db, person).person, kept, clock.now())


def merge(workspace: Workspace, one: str, into: str) -> None:
    """Say that two clients are the same person: ``one`` is shown under ``into`` from now on, and nothing is moved.

    Doing it twice changes nothing. Raises EqError for two that are one already, or somebody merged with a third.
    """
    with workspace.write() as db:
        shown(db, one)
        shown(db, into)
        known = rows.merged_into(db)
        top = root(into, known)
        if one in known and one != into:
            if root(one, known) == top:
                return
            raise EqError(desk_fields.WHERE, "This client was brought together with another one.", "Undo that first.")
        if top == root(one, known):
            raise EqError(desk_fields.WHERE, "These two are one client already.", desk_fields.UNTOUCHED)
        rows.put_merged(db, one, top, clock.now())


def unmerge(workspace: Workspace, one: str) -> bool:
    """Take a merge back: both clients stand as they were. False when there is none to take back.

    Notes and sessions written since stay where they were written.
    """
    with workspace.write() as db:
        if one not in rows.merged_into(db):
            return False
        rows.put_merged(db, one, None, clock.now())
    return True


def delete_client(workspace: Workspace, person: str) -> bool:
    """Delete a client, and whoever was merged into them, with everything that is kept of them; it is final.

    False when another tab still reads, so that old bytes remain for now.
    """
    with workspace.write() as db:
        known = rows.merged_into(db)
        top = root(person, known)
        rows.delete_clients(db, [top, *(one for one in known if one != top and root(one, known) == top)])
    return workspace.scrub()


def delete_packet(workspace: Workspace, packet: str) -> bool:
    """Delete one packet for good; notes and sessions about it stay. False as in ``delete_client``."""
    with workspace.write() as db:
        found = rows.known(db, packet)
        rows.delete(db, packet)
        if found is not None and rows.client_of(db, found[1]) is None and not rows.waiting_person(db, found[1]):
            # A sender who was never settled has nothing left to be asked about.
            rows.delete_clients(db, [found[0]])
    return workspace.scrub()


def ends(workspace: Workspace, zone: str | None) -> tuple[Ending, ...]:
    """What the desk asks to delete today: packets whose consent date is over, the earliest date first.

    A client for whom "keep" was said today is left out until tomorrow.
    """
    today = _today(workspace, zone)

    def look(db: Connection) -> tuple[Ending, ...]:
        over = rows.over(db, today)
        if not over:
            return ()
        asked, known, last = rows.asked_on(db), rows.merged_into(db), rows.tallies(db)
        people = {one: Client(one, label) for one, label in rows.every_label(db).items()}
        people |= {one.person: one for one in everybody(db)}
        by: dict[str, list[PacketRow]] = {}
        for one in over:
            by.setdefault(root(one.person, known), []).append(one)
        return tuple(
            Ending(
                people[person],
                tuple(found),
                min(one.until for one in found if one.until),
                ended(_until(people[person], last), today),
            )
            for person, found in by.items()
            if asked.get(person) != today
        )

    endings: tuple[Ending, ...] = _of_desk(workspace, look, ())
    return tuple(sorted(endings, key=lambda one: (one.until, one.client.label.casefold())))


def keep(workspace: Workspace, person: str, zone: str | None) -> None:
    """Keep what is over for today; the desk asks again tomorrow."""
    today = _today(workspace, zone)
    with workspace.write() as db:
        rows.put_asked(db, root(needed(db, person), rows.merged_into(db)), today)


def _lines(db: Connection, today: date, zone: str | None, end_of_day: int) -> tuple[Row, ...]:
    found = everybody(db)
    if not found:
        return ()
    tallies, planned = rows.tallies(db), rows.next_on(db)
    met, steps = session_rows.last_days(db, today), session_rows.last_steps(db)

    def line(one: Client) -> Row:
        mine = [tallies[who] for who in one.persons if who in tallies]
        last = max((met[who] for who in one.persons if who in met), default=None)
        step = max((steps[who] for who in one.persons if who in steps), key=lambda step: step.on, default=None)
        since = to_text(_after(last, zone, end_of_day)) if last else ""
        until = _until(one, tallies)
        return Row(
            client=one,
            next_on=planned.get(one.person),
            last_session=last,
            unread=sum(tally.unread for tally in mine),
            new_since=sum(opened >= since for tally in mine for opened in tally.opened),
            agreed=step.agreed if step else "",
            due=step.due if step else None,
            done=step.done if step else None,
            overdue=step is not None and overdue(step.agreed, step.due, step.done, today),
            ends=until,
            ended=ended(until, today),
            packets=sum(tally.packets for tally in mine),
        )

    return tuple(line(one) for one in found)


def _until(one: Client, tallies: rows.Tallies) -> date | None:
    latest = max((tallies[who] for who in one.persons if who in tallies), key=lambda t: t.made_at, default=None)
    return latest.until if latest else None


def _after(day: date, zone: str | None, end_of_day: int) -> datetime:
    """The first instant after a local day of a person whose days end at ``end_of_day``."""
    return datetime.combine(day + timedelta(days=1), time(end_of_day), clock.zone(zone))


def _today(workspace: Workspace, zone: str | None) -> date:
    return clock.local_day(clock.now(), zone, settings(workspace).end_of_day)


def _of_desk(workspace: Workspace, ask: Callable[[Connection], T], nothing: T) -> T:
    if not workspace.exists():
        return nothing
    with workspace.read() as db:
        return ask(db)
