"""Rows of clients and their packets: who sent what, what became of it, and who turned out to be whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from eq.coach.desk import Follows, PacketRow
from eq.store.database import Connection
from eq.store.instants import from_text, to_text

_FACTS = (
    "id, person, sender, made_at, first_day, last_day, until, subject, coalesce(reply_to, ''),"
    " follows, opened_at, read_at"
)


@dataclass(frozen=True)
class NewPacket:
    """A packet as it is kept: ``json`` is the report as it came."""

    id: str
    sender: str
    digest: str
    made_at: datetime
    first: date
    last: date
    until: date | None
    subject: str
    reply_to: str | None
    follows: Follows
    json: str


@dataclass(frozen=True)
class Tally:
    """The packets kept under one person: how many, how many unread, and when each was opened.

    ``made_at`` and ``until`` are those of the one made last.
    """

    packets: int
    unread: int
    opened: tuple[str, ...]
    made_at: str
    until: date | None


Tallies = Mapping[str, Tally]
"""By the person the packets are kept under."""

# People


def add_client(db: Connection, person: str, label: str, at: datetime) -> None:
    """Add a client; the same id again changes nothing."""
    moment = to_text(at)
    db.execute("insert into person values (?, 'client', ?, ?) on conflict do nothing", (person, label, moment))
    db.execute("insert into client_file (person, changed_at) values (?, ?) on conflict do nothing", (person, moment))


def labels(db: Connection) -> dict[str, str]:
    """Id -> label of every client that has been settled, merged ones too, by when they were added.

    A client counts as settled once a sender belongs to them.
    """
    return dict(
        db.execute(
            "select id, label from person where role = 'client' and exists"
            " (select 1 from client_sender where client_sender.person = person.id) order by created_at, rowid"
        ).fetchall()
    )


def every_label(db: Connection) -> dict[str, str]:
    """Id -> label of every client, settled or not."""
    return dict(db.execute("select id, label from person where role = 'client'").fetchall())


def is_client(db: Connection, person: str) -> bool:
    """Whether there is a client of that id."""
    return db.execute("select 1 from person where id = ? and role = 'client'", (person,)).fetchone() is not None


def rename(db: Connection, person: str, label: str) -> None:
    """Give a client another label."""
    db.execute("update person set label = ? where id = ? and role = 'client'", (label, person))


def merged_into(db: Connection) -> dict[str, str]:
    """Client -> the client they turned out to be; those who were not merged are absent."""
    return dict(db.execute("select person, merged_into from client_file where merged_into is not null").fetchall())


def put_merged(db: Connection, person: str, into: str | None, at: datetime) -> None:
    """Say who a client turned out to be, None to take that back."""
    moment = to_text(at)
    db.execute(
        "update client_file set merged_into = ?, merged_at = ?, changed_at = ? where person = ?",
        (into, moment if into else None, moment, person),
    )


def next_on(db: Connection) -> dict[str, date]:
    """Client -> the day of the next session, where one is planned."""
    rows = db.execute("select person, next_on from client_file where next_on is not null")
    return {person: date.fromisoformat(day) for person, day in rows}


def put_next(db: Connection, person: str, day: date | None, at: datetime) -> None:
    """Plan the next session."""
    db.execute(
        "update client_file set next_on = ?, changed_at = ? where person = ?",
        (day.isoformat() if day else None, to_text(at), person),
    )


def asked_on(db: Connection) -> dict[str, date]:
    """Client -> the day on which keeping them was last confirmed, where it ever was."""
    rows = db.execute("select person, asked_on from client_file where asked_on is not null")
    return {person: date.fromisoformat(day) for person, day in rows}


def put_asked(db: Connection, person: str, day: date) -> None:
    """Keep the day on which keeping a client was confirmed."""
    db.execute("update client_file set asked_on = ? where person = ?", (day.isoformat(), person))


def delete_clients(db: Connection, persons: Sequence[str]) -> None:
    """Delete clients with everything that is kept of them."""
    for person in persons:
        for table in ("coach_note", "coach_session", "reply_made", "packet", "client_sender", "client_file"):
            db.execute(f"delete from {table} where person = ?", (person,))
        db.execute("delete from person where id = ? and role = 'client'", (person,))


# Senders


def client_of(db: Connection, sender: str) -> str | None:
    """The client a sender belongs to, None while that was not settled."""
    row = db.execute("select person from client_sender where sender = ?", (sender,)).fetchone()
    return row[0] if row else None


def put_sender(db: Connection, sender: str, person: str) -> None:
    """Say to which client a sender belongs."""
    db.execute("insert into client_sender values (?, ?) on conflict (sender) do nothing", (sender, person))


def waiting(db: Connection) -> list[tuple[str, str, str, int]]:
    """Sender, person, subject of the latest packet and how many, of senders that were not settled, the first first."""
    rows = db.execute(
        "select p.sender, p.person, (select subject from packet l where l.person = p.person"
        " order by l.made_at desc, l.id desc limit 1), count(*) from packet p"
        " where not exists (select 1 from client_sender s where s.sender = p.sender)"
        " group by p.sender, p.person order by min(p.opened_at), min(p.rowid)"
    )
    return [(row[0], row[1], row[2], row[3]) for row in rows]


def waiting_person(db: Connection, sender: str) -> str | None:
    """Under whom the packets of a sender that was not settled are kept, None when there are none."""
    row = db.execute("select person from packet where sender = ? limit 1", (sender,)).fetchone()
    return row[0] if row else None


# Packets


def add(db: Connection, person: str, new: NewPacket, at: datetime) -> None:
    """Keep a packet under a client, unread."""
    db.execute(
        f"insert into packet values ({', '.join('?' * 14)})",
        (
            new.id, person, new.sender, new.digest, to_text(new.made_at), new.first.isoformat(), new.last.isoformat(),
            new.until.isoformat() if new.until else None, new.subject, new.reply_to, new.follows, to_text(at), None,
            new.json,
        ),
    )  # fmt: skip


def known(db: Connection, packet: str) -> tuple[str, str, str] | None:
    """Person, sender and digest of a packet, None when it is not there."""
    row = db.execute("select person, sender, digest from packet where id = ?", (packet,)).fetchone()
    return (row[0], row[1], row[2]) if row else None


def json(db: Connection, packet: str) -> str | None:
    """The report of a packet as it came, None when it is not there (any more)."""
    row = db.execute("select json from packet where id = ?", (packet,)).fetchone()
    return row[0] if row else None


def reply_to(db: Connection, packet: str) -> str | None:
    """The age recipient an answer is sealed to, None when the report names none."""
    row = db.execute("select reply_to from packet where id = ?", (packet,)).fetchone()
    return row[0] or None if row else None


def first_key(db: Connection, persons: Sequence[str]) -> str:
    """The age recipient in the packet of any of these that was opened first, of those that name one; "" for none."""
    marks = ", ".join("?" * len(persons))
    row = db.execute(
        f"select reply_to from packet where person in ({marks}) and reply_to <> '' order by opened_at, rowid limit 1",
        list(persons),
    ).fetchone()
    return row[0] if row else ""


def of_persons(db: Connection, persons: Sequence[str], today: date) -> list[PacketRow]:
    """The packets kept under any of these, the one made last first."""
    marks = ", ".join("?" * len(persons))
    rows = db.execute(f"select {_FACTS} from packet where person in ({marks}) order by made_at desc, id", list(persons))
    return [_row(row, today) for row in rows]


def over(db: Connection, today: date) -> list[PacketRow]:
    """Packets whose consent date lies before ``today``, the one made first first."""
    rows = db.execute(f"select {_FACTS} from packet where until < ? order by made_at, id", (today.isoformat(),))
    return [_row(row, today) for row in rows]


def tallies(db: Connection) -> Tallies:
    """What the Monday list needs of all packets, by the person they are kept under."""
    rows = db.execute(
        "select person, count(*), sum(read_at is null), group_concat(opened_at, ' '), max(made_at), until from packet"
        " group by person"
    )
    return {
        person: Tally(n, unread, tuple(opened.split()), made_at, date.fromisoformat(until) if until else None)
        for person, n, unread, opened, made_at, until in rows
    }


def put_read(db: Connection, packet: str, at: datetime | None) -> bool:
    """Mark a packet as read, or with None as unread; the first reading stays. False when it is not there."""
    return bool(
        db.execute(
            "update packet set read_at = case when ? is null then null else coalesce(read_at, ?) end where id = ?",
            (to_text(at) if at else None, to_text(at) if at else None, packet),
        ).rowcount
    )


def delete(db: Connection, packet: str) -> bool:
    """Delete one packet; notes and sessions about it stay, without the tie. False when it is not there (any more)."""
    return bool(db.execute("delete from packet where id = ?", (packet,)).rowcount)


def _row(row: Sequence[object], today: date) -> PacketRow:
    ident, person, sender, made_at, first, last, until, subject, reply_to, follows, opened_at, read_at = row
    kept = date.fromisoformat(str(until)) if until else None
    return PacketRow(
        id=str(ident),
        person=str(person),
        sender=str(sender),
        made_at=from_text(str(made_at)),
        first=date.fromisoformat(str(first)),
        last=date.fromisoformat(str(last)),
        until=kept,
        ended=kept is not None and kept < today,
        subject=str(subject),
        reply_to=str(reply_to),
        follows=follows,  # type: ignore[arg-type]  # the column allows these words only
        opened_at=from_text(str(opened_at)),
        read_at=from_text(str(read_at)) if read_at else None,
    )
