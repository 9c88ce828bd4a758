"""Rows of what was shared, when and with whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from eq.store.database import Connection
from eq.store.instants import from_text, to_text

SharedFormat = Literal["html", "pdf", "md", "json", "eqpack", "csv"]
Sealed = Literal["", "passphrase", "key"]


@dataclass(frozen=True)
class Shared:
    """One thing that left.

    ``sections`` and ``texts`` are ids; ``entries``: how many episodes were let out; ``masked``: names replaced.
    ``copy_for`` and ``digest`` are "" and the days None for an export of everything. ``until``: the last day on which
    the reader may keep it.
    """

    id: str
    at: datetime
    zone: str
    format: SharedFormat
    copy_for: Literal["person", "coach", ""] = ""
    sealed: Sealed = ""
    recipient: str = ""
    purpose: str = ""
    until: date | None = None
    first: date | None = None
    last: date | None = None
    sections: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    entries: int = 0
    answers: bool = False
    masked: int = 0
    report: str = ""
    digest: str = ""


def add(db: Connection, person: str, shared: Shared) -> bool:
    """Keep one; False, and nothing changed, when its id exists."""
    days = (one.isoformat() if one else None for one in (shared.until, shared.first, shared.last))
    return bool(
        db.execute(
            f"insert into share_log values ({', '.join('?' * 19)}) on conflict (id) do nothing",
            (
                shared.id, person, to_text(shared.at), shared.zone, shared.format, shared.copy_for, shared.sealed,
                shared.recipient, shared.purpose, *days, " ".join(shared.sections), " ".join(shared.texts),
                shared.entries, int(shared.answers), shared.masked, shared.report, shared.digest,
            ),
        ).rowcount
    )  # fmt: skip


def every(db: Connection, person: str) -> list[Shared]:
    """All of it, the latest first."""
    rows = db.execute(
        "select id, at, zone, format, copy, sealed, recipient, purpose, until, first_day, last_day, sections, texts,"
        " entries, answers, masked, report, digest from share_log where person = ? order by at desc, rowid desc",
        (person,),
    )
    return [_shared(row) for row in rows]


def delete(db: Connection, shared: str) -> bool:
    """Forget that something was shared; False when it is not there (any more)."""
    return bool(db.execute("delete from share_log where id = ?", (shared,)).rowcount)


def _shared(row: Sequence[Any]) -> Shared:
    until, first, last = (date.fromisoformat(day) if day else None for day in row[8:11])
    return Shared(
        id=row[0],
        at=from_text(row[1]),
        zone=row[2],
        format=row[3],
        copy_for=row[4],
        sealed=row[5],
        recipient=row[6],
        purpose=row[7],
        until=until,
        first=first,
        last=last,
        sections=tuple(row[11].split()),
        texts=tuple(row[12].split()),
        entries=row[13],
        answers=bool(row[14]),
        masked=row[15],
        report=row[16],
        digest=row[17],
    )
