"""Rows of a person's own if-thens: which one comes next, and whether its cue came up."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from eq.store.database import Connection
from eq.store.instants import from_text, to_text

Answer = Literal["yes", "no", "not-yet"]


def add(db: Connection, entry: str, answer: Answer, at: datetime, *, instead_since: datetime) -> bool:
    """Keep an answer, in place of those given since ``instead_since``; False when the entry is gone."""
    db.execute("delete from cue_check where entry = ? and at >= ?", (entry, to_text(instead_since)))
    added = db.execute(
        "insert into cue_check (entry, at, answer) select id, ?, ? from entry where id = ?",
        (to_text(at), answer, entry),
    ).rowcount
    return added == 1


def latest(db: Connection) -> datetime | None:
    """When an if-then of this workspace was last answered for, or None."""
    row = db.execute("select max(at) from cue_check").fetchone()
    return from_text(row[0]) if row[0] else None


def next_if_then(db: Connection, person: str, *, since: datetime, severity_below: int) -> str | None:
    """The id of the debrief whose if-then was asked about least recently, of equals the newest; None without any.

    Only finished debriefs since that instant, below that severity (or without one) and not of an abusive episode.
    """
    row = db.execute(
        "select e.id, (select max(c.at) from cue_check c where c.entry = e.id) as asked from entry e"
        " where e.person = ? and e.state = 'done' and e.at >= ? and e.kind = 'debrief'"
        " and (e.severity is null or e.severity < ?) and e.episode is not 'abusive'"
        " and exists (select 1 from entry_text where entry = e.id and field = 'if_cue')"
        " and exists (select 1 from entry_text where entry = e.id and field = 'if_act')"
        " order by asked nulls first, e.at desc, e.seq desc limit 1",
        (person, to_text(since), severity_below),
    ).fetchone()
    return row[0] if row else None
