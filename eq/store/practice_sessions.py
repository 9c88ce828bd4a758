"""Rows of guided exercises that were begun on a page: how long, whether to the end, and how upset before and after."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from eq.plan.adherence import RISE
from eq.plan.plan import Session
from eq.store.database import Connection
from eq.store.instants import from_text, to_text

_SELECT = "select id, practice, guide, at, local_date, action, seconds, finished, before, after from practice_session"
_ROSE = f"after - before >= {RISE}"
"""More upset afterwards by so many points or more."""


def add(db: Connection, person: str, new: Session) -> bool:
    """Add a session; False, and nothing changed, when its id exists. An action that is gone is left out."""
    added = db.execute(
        "insert into practice_session (id, person, action, practice, guide, at, local_date)"
        " values (?, ?, (select id from plan_action where id = ?), ?, ?, ?, ?) on conflict (id) do nothing",
        (new.id, person, new.action, new.practice, new.guide, to_text(new.at), new.day.isoformat()),
    )
    return bool(added.rowcount)


def put(db: Connection, session: str, *, seconds: int, finished: bool, before: int | None, after: int | None) -> bool:
    """Keep what became of a session; False when it is not there (any more)."""
    changed = db.execute(
        "update practice_session set seconds = ?, finished = ?, before = ?, after = ? where id = ?",
        (seconds, int(finished), before, after, session),
    )
    return bool(changed.rowcount)


def session(db: Connection, session_id: str) -> Session | None:
    """One session, or None when it is not there."""
    row = db.execute(f"{_SELECT} where id = ?", (session_id,)).fetchone()
    return _session(row) if row else None


def rises(db: Connection, actions: Sequence[str]) -> dict[str, int]:
    """Action id -> sessions after which the person was more upset by ``RISE`` points or more; 0 ones are absent."""
    rows = db.execute(
        f"select action, count(*) from practice_session where action in (select value from json_each(?)) and {_ROSE}"
        " group by action",
        (json.dumps(list(actions)),),
    )
    return dict(rows.fetchall())


def rises_of_practice(db: Connection, person: str, practice: str) -> int:
    """The same for all sessions of a practice of the library, within a plan or not."""
    sql = f"select count(*) from practice_session where person = ? and practice = ? and {_ROSE}"
    found: int = db.execute(sql, (person, practice)).fetchone()[0]
    return found


def rises_by_practice(db: Connection, person: str) -> dict[str, int]:
    """Practice of the library -> the same for all its sessions; those without one are absent."""
    rows = db.execute(
        f"select practice, count(*) from practice_session where person = ? and {_ROSE} group by practice", (person,)
    )
    return dict(rows.fetchall())


def _session(row: Sequence[Any]) -> Session:
    return Session(
        id=row[0],
        practice=row[1],
        guide=row[2],
        at=from_text(row[3]),
        day=date.fromisoformat(row[4]),
        action=row[5],
        seconds=row[6],
        finished=bool(row[7]),
        before=row[8],
        after=row[9],
    )
