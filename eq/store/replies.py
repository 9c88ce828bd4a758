"""Rows of answers: those a coach made, and those of coaches that were opened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from eq.coach.desk import Answered
from eq.store.database import Connection
from eq.store.instants import from_text, to_text


@dataclass(frozen=True)
class Kept:
    """An answer of a coach as it is kept: ``json`` is the whole of it as it came."""

    id: str
    report: str
    made_at: datetime
    opened_at: datetime
    read_at: datetime | None
    json: str


# Those a coach made


def made(db: Connection, persons: Sequence[str]) -> list[Answered]:
    """The answers made for any of these, the latest first."""
    marks = ", ".join("?" * len(persons))
    rows = db.execute(
        f"select id, person, packet, made_at, notes from reply_made where person in ({marks})"
        " order by made_at desc, rowid desc",
        list(persons),
    )
    return [Answered(row[0], row[1], row[2], from_text(row[3]), row[4]) for row in rows]


def put_made(db: Connection, answer: Answered, digest: str) -> None:
    """Keep that an answer was made; made again under the same id it counts once."""
    db.execute(
        "insert into reply_made values (?, ?, (select id from packet where id = ?), ?, ?, ?)"
        " on conflict (id) do update set made_at = excluded.made_at, notes = excluded.notes, digest = excluded.digest",
        (answer.id, answer.person, answer.packet, to_text(answer.made_at), answer.notes, digest),
    )


# Those that were opened


def received(db: Connection, person: str) -> list[Kept]:
    """All answers that were opened, the one made last first."""
    rows = db.execute(
        "select id, report, made_at, opened_at, read_at, json from coach_reply where person = ?"
        " order by made_at desc, id",
        (person,),
    )
    return [_kept(row) for row in rows]


def one(db: Connection, ident: str) -> Kept | None:
    """One answer that was opened, None when it is not there (any more)."""
    sql = "select id, report, made_at, opened_at, read_at, json from coach_reply where id = ?"
    row = db.execute(sql, (ident,)).fetchone()
    return _kept(row) if row else None


def put(db: Connection, person: str, reply: Kept) -> None:
    """Keep an answer, unread; a later one of the same id takes its place."""
    db.execute(
        "insert into coach_reply values (?, ?, ?, ?, ?, null, ?) on conflict (id) do update set"
        " report = excluded.report, made_at = excluded.made_at, opened_at = excluded.opened_at, read_at = null,"
        " json = excluded.json",
        (reply.id, person, reply.report, to_text(reply.made_at), to_text(reply.opened_at), reply.json),
    )


def unread(db: Connection, person: str) -> int:
    """How many answers were opened and not marked as read."""
    sql = "select count(*) from coach_reply where person = ? and read_at is null"
    return int(db.execute(sql, (person,)).fetchone()[0])


def put_read(db: Connection, ident: str, at: datetime) -> bool:
    """Mark an answer as read; the first reading stays. False when it is not there (any more)."""
    sql = "update coach_reply set read_at = coalesce(read_at, ?) where id = ?"
    return bool(db.execute(sql, (to_text(at), ident)).rowcount)


def delete(db: Connection, ident: str) -> bool:
    """Delete an answer that was opened; False when it is not there (any more)."""
    return bool(db.execute("delete from coach_reply where id = ?", (ident,)).rowcount)


def _kept(row: Sequence[str | None]) -> Kept:
    ident, report, made_at, opened_at, read_at, json = row
    return Kept(
        id=str(ident),
        report=str(report),
        made_at=from_text(str(made_at)),
        opened_at=from_text(str(opened_at)),
        read_at=from_text(read_at) if read_at else None,
        json=str(json),
    )
