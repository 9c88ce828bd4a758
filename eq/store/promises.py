"""Rows of promises, and the last version of each that was changed or resolved."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from eq.reflect.promise import Commitment, PromiseState
from eq.store.database import Connection
from eq.store.instants import from_text, to_text

_SELECT = """
select p.id, p.what, p.state, p.zone, p.created_at, p.changed_at, p.to_whom, p.due_date, p.due_time, p.agreed, p.reason,
       p.satisfied, p.resolved_at, p.entry, p.client, coalesce(c.label, ''), p.follows
from commitment p left join client c on c.id = p.client
"""


def _commitment(row: Sequence[Any]) -> Commitment:
    return Commitment(
        id=row[0],
        what=row[1],
        state=row[2],
        zone=row[3],
        created_at=from_text(row[4]),
        changed_at=from_text(row[5]),
        to_whom=row[6],
        due_date=date.fromisoformat(row[7]) if row[7] else None,
        due_time=time.fromisoformat(row[8]) if row[8] else None,
        agreed=None if row[9] is None else bool(row[9]),
        reason=row[10],
        satisfied=row[11],
        resolved_at=from_text(row[12]) if row[12] else None,
        entry=row[13],
        client=row[14],
        client_label=row[15],
        follows=row[16],
    )


def _cells(promise: Commitment) -> dict[str, Any]:
    """The mutable columns as the file keeps them."""
    return {
        "what": promise.what,
        "to_whom": promise.to_whom,
        "due_date": promise.due_date.isoformat() if promise.due_date else None,
        "due_time": promise.due_time.strftime("%H:%M") if promise.due_time else None,
        "zone": promise.zone,
        "agreed": None if promise.agreed is None else int(promise.agreed),
        "state": promise.state,
        "reason": promise.reason,
        "satisfied": promise.satisfied,
        "resolved_at": to_text(promise.resolved_at) if promise.resolved_at else None,
    }


def promise(db: Connection, promise_id: str) -> Commitment | None:
    """One promise, or None when it is not there (any more)."""
    row = db.execute(_SELECT + " where p.id = ?", (promise_id,)).fetchone()
    return _commitment(row) if row else None


def every(db: Connection, person: str) -> list[Commitment]:
    """All promises of a person, in the order in which they were made."""
    rows = db.execute(_SELECT + " where p.person = ? order by p.created_at, p.id", (person,))
    return [_commitment(row) for row in rows]


def still_open(db: Connection, person: str) -> list[Commitment]:
    """Open promises, by due date, undated ones last."""
    rows = db.execute(
        _SELECT + " where p.person = ? and p.state = 'open'"
        " order by p.due_date is null, p.due_date, coalesce(p.due_time, '24:00'), p.created_at, p.id",
        (person,),
    )
    return [_commitment(row) for row in rows]


def resolved(
    db: Connection, person: str, states: Sequence[PromiseState], *, offset: int = 0, limit: int = -1
) -> list[Commitment]:
    """Promises in any of ``states``, the one resolved last first; ``limit`` below 0 means all."""
    rows = db.execute(
        _SELECT + f" where p.person = ? and p.state in ({','.join('?' * len(states))})"
        " order by p.resolved_at desc, p.id limit ? offset ?",
        (person, *states, limit, offset),
    )
    return [_commitment(row) for row in rows]


def of_entry(db: Connection, entry: str) -> list[Commitment]:
    """The promises made in one entry, in the order in which they were made."""
    rows = db.execute(_SELECT + " where p.entry = ? order by p.created_at, p.rowid", (entry,))
    return [_commitment(row) for row in rows]


def of_client(db: Connection, client: str) -> list[Commitment]:
    """The promises made to one client, in the order in which they were made."""
    rows = db.execute(_SELECT + " where p.client = ? order by p.created_at, p.rowid", (client,))
    return [_commitment(row) for row in rows]


def client_label(db: Connection, client: str) -> str:
    """The present label of a client, "" when there is none of that id."""
    row = db.execute("select label from client where id = ?", (client,)).fetchone()
    return row[0] if row else ""


def counts(db: Connection, person: str) -> dict[PromiseState, int]:
    """How many promises are in each state; states without one are absent."""
    return dict(db.execute("select state, count(*) from commitment where person = ? group by state", (person,)))


def successor(db: Connection, promise_id: str) -> Commitment | None:
    """The promise this one was moved to, or None."""
    row = db.execute(_SELECT + " where p.follows = ? order by p.created_at limit 1", (promise_id,)).fetchone()
    return _commitment(row) if row else None


def add(db: Connection, person: str, new: Commitment) -> bool:
    """Add a promise; False, and nothing changed, when its id exists. An entry or client that is gone is left out."""
    cells = _cells(new)
    return bool(
        db.execute(
            f"insert into commitment (id, person, entry, client, follows, created_at, changed_at, {', '.join(cells)})"
            " values (?, ?, (select id from entry where id = ?), (select id from client where id = ?), ?, ?, ?,"
            f" {', '.join('?' * len(cells))}) on conflict (id) do nothing",
            (
                new.id,
                person,
                new.entry,
                new.client,
                new.follows,
                to_text(new.created_at),
                to_text(new.changed_at),
                *cells.values(),
            ),
        ).rowcount
    )


def put(db: Connection, changed: Commitment) -> None:
    """Write what an edit or a step may change, and ``changed_at``."""
    cells = _cells(changed)
    db.execute(
        f"update commitment set {', '.join(f'{name} = ?' for name in cells)}, changed_at = ? where id = ?",
        (*cells.values(), to_text(changed.changed_at), changed.id),
    )


def keep_version(db: Connection, before: Commitment, at: datetime) -> None:
    """Keep a promise as it is before a step; it replaces the version that was kept."""
    db.execute(
        "insert or replace into commitment_version (commitment_id, json, edited_at) values (?, ?, ?)",
        (before.id, json.dumps(_cells(before), ensure_ascii=False), to_text(at)),
    )


def version(db: Connection, now: Commitment) -> Commitment | None:
    """``now`` with the contents of its last version, or None when none is kept."""
    row = db.execute("select json from commitment_version where commitment_id = ?", (now.id,)).fetchone()
    if row is None:
        return None
    cells = json.loads(row[0])
    return _commitment(
        (
            now.id,
            cells["what"],
            cells["state"],
            cells["zone"],
            to_text(now.created_at),
            to_text(now.changed_at),
            cells["to_whom"],
            cells["due_date"],
            cells["due_time"],
            cells["agreed"],
            cells["reason"],
            cells["satisfied"],
            cells["resolved_at"],
            now.entry,
            now.client,
            now.client_label,
            now.follows,
        )
    )


def drop_version(db: Connection, promise_id: str) -> None:
    """Forget the last version."""
    db.execute("delete from commitment_version where commitment_id = ?", (promise_id,))


def with_version(db: Connection, ids: Sequence[str]) -> frozenset[str]:
    """Those of ``ids`` (at most 500) whose last step can be undone."""
    marks = ",".join("?" * len(ids))
    rows = db.execute(f"select commitment_id from commitment_version where commitment_id in ({marks})", list(ids))
    return frozenset(row[0] for row in rows)


def delete(db: Connection, promise_id: str) -> None:
    """Delete a promise and its last version; the one it was moved to stays, without the tie."""
    db.execute("delete from commitment where id = ?", (promise_id,))
