"""Files that somebody sent: opened, told apart, and kept where they belong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from eq.actions import clock, desk_fields, keys, share_log, verifying
from eq.actions.desk_people import everybody, gone
from eq.actions.owner import new_id, of_owner
from eq.coach.desk import Client, Follows, label_for
from eq.errors import EqError
from eq.store import packets as rows
from eq.store import people
from eq.store import replies as reply_rows
from eq.store.database import Connection
from eq.store.workspace import Workspace

if TYPE_CHECKING:
    from eq.coach.reply import Reply
    from eq.coach.report import Report

OpenedKind = Literal["packet", "reply", "key", "export", "questionnaire"]
KEPT_NOTHING: Final = "Nothing was kept."


class NeedsPassphrase(EqError):  # noqa: N818  # it is a question, not a mistake
    """The file is sealed with a passphrase, and none was given."""


@dataclass(frozen=True)
class Differs:
    """A number or sentence of a report that does not follow from its answers."""

    where: str
    said: str
    found: str


@dataclass(frozen=True)
class Opened:
    """What became of a file.

    ``kind``: an export and a questionnaire are told apart only, and nothing is done with them. ``id``: of the report,
    the answer or the coach. ``person``: the client whose packet it is, None while ``ask`` is not answered by
    ``settle_sender``; the packet is kept meanwhile. ``sender``: the id that stands in a report, or the name of a
    coach. ``subject``: the name on a report. ``new``: False when it was here already. ``ask``: who the sender may be.
    ``other_key``: an answer to this packet would be sealed to another key than the client's first one. ``asked``: False
    for an answer to a report that is not on the list of what was shared.
    ``follows``: whether the numbers follow from the answers, None unless it is a packet; ``differences``: where not.
    """

    kind: OpenedKind
    id: str = ""
    person: str | None = None
    sender: str = ""
    subject: str = ""
    new: bool = True
    ask: tuple[Client, ...] = ()
    follows: Follows | None = None
    differences: tuple[Differs, ...] = ()
    other_key: bool = False
    asked: bool = True


@dataclass(frozen=True)
class Waiting:
    """A sender of whom was not said yet which client they are; ``packets`` of theirs are kept meanwhile."""

    sender: str
    subject: str
    packets: int
    ask: tuple[Client, ...]


def open_file(
    workspace: Workspace, data: bytes, where: str, zone: str | None, *, passphrase: str | None = None
) -> Opened:
    """Open a file by what is in it; ``where`` names it in errors.

    A packet or an answer is unsealed and kept, a key file makes a coach. Opening the same again changes nothing.
    Raises NeedsPassphrase when it needs one, and EqError, keeping nothing, for whatever else stands in the way.
    """
    from eq.exchange import opening

    del zone
    kind = opening.kind(data)
    if kind == "key":
        coach = keys.add_coach(workspace, data, where=where)
        return Opened("key", coach.id, sender=coach.name)
    if kind in {"export", "questionnaire"}:
        return Opened(kind)
    if kind == "packet":
        return _inside(workspace, _unsealed(workspace, data, where, passphrase), where)
    if kind == "report":
        from eq.exchange.reports import read_report

        return _keep_report(workspace, read_report(data, where), where)
    raise EqError(
        where, "This is no file that can be opened here.", "Ask for a packet (.eqpack), a report (.json) or a key file."
    )


def settle_sender(workspace: Workspace, sender: str, *, client: str | None, label: str = "") -> str:
    """Say who a sender is: the same as ``client``, or with None a new one called ``label``; the client's id.

    Being the same is a merge, and can be taken back like one. A sender who was settled before stays as they are.
    """
    moment = clock.now()
    with workspace.write() as db:
        settled = rows.client_of(db, sender)
        if settled is not None:
            return settled
        person = rows.waiting_person(db, sender)
        if person is None:
            raise gone("packet")
        known = everybody(db)
        same = next((one for one in known if client in one.persons), None)
        if client is not None and same is None:
            raise gone()
        if label:
            wanted = desk_fields.label(label)
            rows.rename(db, person, label_for(wanted, _labels(db, but=person)))
        rows.put_sender(db, sender, person)
        if same is not None:
            rows.put_merged(db, person, same.person, moment)
            return same.person
    return person


def waiting(workspace: Workspace) -> tuple[Waiting, ...]:
    """Senders of whom was not said which client they are, the first first."""
    if not workspace.exists():
        return ()
    with workspace.read() as db:
        found = rows.waiting(db)
        known = _sorted(everybody(db)) if found else ()
    return tuple(Waiting(sender, subject, n, known) for sender, _, subject, n in found)


def _unsealed(workspace: Workspace, data: bytes, where: str, passphrase: str | None) -> bytes:
    from eq.exchange.sealing import stanza, unseal

    if stanza(data, where) == "passphrase":
        if passphrase is None:
            raise NeedsPassphrase(where, "This file is sealed with a passphrase.", "Type it as it was told to you.")
        return unseal(data, where, passphrase=passphrase)
    mine = keys.identities(workspace)
    if not mine:
        raise EqError(
            where,
            "This file is sealed to a key, and this workspace has none.",
            "Open it where the key file was made, or ask for it sealed with a passphrase.",
        )
    return unseal(data, where, identities=mine)


def _inside(workspace: Workspace, data: bytes, where: str) -> Opened:
    from eq.exchange import opening
    from eq.exchange.packets import kind, read_packet, read_reply

    if opening.kind(data) == "export":
        return Opened("export")
    if kind(data, where) == "reply":
        return _keep_reply(workspace, read_reply(data, where), where)
    return _keep_report(workspace, read_packet(data, where).report, where)


def _keep_report(workspace: Workspace, report: Report, where: str) -> Opened:
    if report.person == of_owner(workspace, lambda _, owner: owner, ""):
        raise EqError(where, "This is a report of your own.", f"{KEPT_NOTHING} It was made in this very workspace.")
    checked = verifying.check(report)
    new = _new_packet(report, checked.status)
    differences = tuple(Differs(one.where, one.said, one.found) for one in checked.differences)
    workspace.ensure()
    moment = clock.now()
    with workspace.write() as db:
        before = rows.known(db, report.id)
        if before is not None:
            _same(before, new, where)
            person, kept, is_new = before[0], rows.client_of(db, before[1]), False
        else:
            person, kept = _person_for(db, report)
            rows.add(db, person, new, moment)
            is_new = True
        known = everybody(db)
        whose = next((one for one in known if kept in one.persons), None) if kept else None
        shown = whose.person if whose else None
        first_key = rows.first_key(db, whose.persons) if whose else ""
    return Opened(
        "packet",
        report.id,
        person=shown,
        sender=report.person,
        subject=report.cover.subject,
        new=is_new,
        ask=() if shown else _sorted(known),
        follows=checked.status,
        differences=differences,
        other_key=bool(first_key and report.reply_to and report.reply_to != first_key),
    )


def _new_packet(report: Report, status: Follows) -> rows.NewPacket:
    from eq.coach.report import digest
    from eq.exchange.reports import report_bytes

    cover = report.cover
    return rows.NewPacket(
        id=report.id,
        sender=report.person,
        digest=digest(report),
        made_at=cover.made_at,
        first=cover.first,
        last=cover.last,
        until=cover.until,
        subject=cover.subject,
        reply_to=report.reply_to,
        follows=status,
        json=report_bytes(report).decode(),
    )


def _same(before: tuple[str, str, str], new: rows.NewPacket, where: str) -> None:
    """EqError unless what is here under that id is the very same report."""
    if before[1:] != (new.sender, new.digest):
        raise EqError(
            where,
            "Another report with the same number is here already.",
            f"{KEPT_NOTHING} Delete the one that is here first, or ask for a new one.",
        )


def _person_for(db: Connection, report: Report) -> tuple[str, str | None]:
    """Under whom a packet is kept, and the client its sender belongs to, None while that has to be asked."""
    kept = rows.client_of(db, report.person)
    if kept is not None:
        return kept, kept
    waiting_one = rows.waiting_person(db, report.person)
    if waiting_one is not None:
        return waiting_one, None
    alone = not everybody(db)
    person = new_id()
    rows.add_client(db, person, label_for(report.cover.subject, _labels(db)), clock.now())
    if alone:
        rows.put_sender(db, report.person, person)
    return person, person if alone else None


def _keep_reply(workspace: Workspace, reply: Reply, where: str) -> Opened:
    moment = clock.now()
    if reply.person != of_owner(workspace, lambda _, owner: owner, ""):
        raise EqError(where, "This answer is for somebody else's workspace.", KEPT_NOTHING)
    text = reply.model_dump_json()
    with workspace.write() as db:
        before = reply_rows.one(db, reply.id)
        # An older form of an answer never takes the place of a later one.
        new = before is None or (before.json != text and before.made_at <= reply.made_at)
        if before is not None and before.report != reply.report:
            raise EqError(where, "Another answer with the same number is here already.", KEPT_NOTHING)
        if new:
            kept = reply_rows.Kept(reply.id, reply.report, reply.made_at, moment, None, text)
            reply_rows.put(db, people.ensure_owner(db, moment), kept)
    asked = any(one.report == reply.report for one in share_log.shared(workspace))
    return Opened("reply", reply.id, sender=reply.coach, new=new, asked=asked)


def _labels(db: Connection, *, but: str = "") -> list[str]:
    return [label for person, label in rows.every_label(db).items() if person != but]


def _sorted(found: tuple[Client, ...]) -> tuple[Client, ...]:
    return tuple(sorted(found, key=lambda one: (one.label.casefold(), one.person)))
