"""Rows that may be due on Today. Questions look at few rows, so that ten years of entries cost as little as ten days.

Only ``last_change`` goes through all entries, which takes some milliseconds.
"""

from __future__ import annotations

from datetime import date, datetime

from eq.reflect.entry import Entry, Kind, State
from eq.store import entries
from eq.store.database import Connection
from eq.store.instants import from_text, to_text


def open_follow_ups(db: Connection, person: str, first: datetime, last: datetime, most: int) -> list[Entry]:
    """Finished debriefs between two instants whose follow-up is neither answered nor put away, newest first."""
    rows = db.execute(
        "select id from entry where person = ? and state = 'done' and at between ? and ?"
        " and kind = 'debrief' and followed_at is null order by at desc, seq desc limit ?",
        (person, to_text(first), to_text(last), most),
    )
    return entries.entries(db, [row[0] for row in rows])


def left(db: Connection, person: str, state: State, *, changed_to: datetime, changed_after: datetime) -> list[str]:
    """The ids of drafts or parked entries last changed within those instants, the latest first."""
    rows = db.execute(
        "select id from entry where person = ? and state = ? and changed_at <= ? and changed_at > ?"
        " order by changed_at desc, seq desc",
        (person, state, to_text(changed_to), to_text(changed_after)),
    )
    return [row[0] for row in rows]


def any_on(db: Connection, person: str, kind: Kind, day: date) -> bool:
    """True when there is a finished entry of that kind on that day of the person's."""
    row = db.execute(
        "select 1 from entry where person = ? and state = 'done' and local_date = ? and kind = ? limit 1",
        (person, day.isoformat(), kind),
    ).fetchone()
    return row is not None


def any_since(db: Connection, person: str, kind: Kind, since: datetime) -> bool:
    """True when there is a finished entry of that kind since that instant."""
    row = db.execute(
        "select 1 from entry where person = ? and state = 'done' and at >= ? and kind = ? limit 1",
        (person, to_text(since), kind),
    ).fetchone()
    return row is not None


def any_written(db: Connection, person: str) -> bool:
    """True when there is any entry or promise at all, drafts apart."""
    row = db.execute(
        "select exists (select 1 from entry where person = ?1 and state in ('done', 'parked'))"
        " or exists (select 1 from commitment where person = ?1)",
        (person,),
    ).fetchone()
    return bool(row[0])


def last_change(db: Connection, person: str) -> datetime | None:
    """When a person last wrote, changed or answered anything of what they write down, or None."""
    row = db.execute(
        "select max(coalesce((select max(changed_at) from entry where person = ?1), ''),"
        " coalesce((select max(changed_at) from commitment where person = ?1), ''),"
        " coalesce((select max(at) from cue_check), ''))",
        (person,),
    ).fetchone()
    return from_text(row[0]) if row[0] else None
