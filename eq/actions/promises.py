"""Promises: made, changed, kept, moved, handed over, broken; every step can be undone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from eq.actions import clock
from eq.actions.owner import new_id as new_id
from eq.actions.owner import of_owner
from eq.actions.promise_checks import UNTOUCHED, WHERE, checked, needed, refuse_lone_time, refuse_resolved
from eq.actions.settings import settings
from eq.errors import EqError
from eq.reflect import kept
from eq.reflect.kept import KeptShare, Standing
from eq.reflect.promise import PROMISE_STATES, SATISFIED, Commitment, PromiseState, Satisfied
from eq.store import people, recent
from eq.store import promises as stored
from eq.store.database import Connection
from eq.store.instants import to_text
from eq.store.workspace import Workspace

RESOLVED: tuple[PromiseState, ...] = tuple(state for state in PROMISE_STATES if state != "open")
ASKED: tuple[PromiseState, ...] = ("kept", "handed-over")
"""After these the person is asked once whether they are satisfied."""

_EXPORTED = timedelta(days=366)


def add(
    workspace: Workspace,
    *,
    promise: str,
    what: str,
    to_whom: str = "",
    due_date: date | None = None,
    due_time: time | None = None,
    agreed: bool | None = None,
    entry: str | None = None,
    client: str | None = None,
    zone: str | None,
) -> None:
    """Make a promise; the same id again changes nothing. Raises EqError, keeping nothing, when it makes no sense."""
    moment = clock.now()
    fields = checked({"what": what, "to_whom": to_whom, "due_date": due_date, "due_time": due_time, "agreed": agreed})
    new = Commitment(
        id=promise,
        state="open",
        zone=clock.zone(zone).key,
        created_at=moment,
        changed_at=moment,
        entry=entry,
        client=client,
        **fields,
    )
    refuse_lone_time(new)
    workspace.ensure()
    with workspace.write() as db:
        stored.add(db, people.ensure_owner(db, moment), new)


def change(workspace: Workspace, promise: str, **fields: Any) -> None:
    """Change some of what, to_whom, due_date, due_time, agreed, reason, zone; what stood there can be brought back.

    Changing nothing keeps the last version. Raises EqError for a value that makes no sense.
    """
    if "zone" in fields:
        fields["zone"] = clock.zone(fields["zone"]).key
    kept_fields = checked(fields)
    with _step(workspace, promise) as (db, before, moment):
        after = replace(before, **kept_fields)
        refuse_lone_time(after)
        if after != before:
            _take(db, before, replace(after, changed_at=moment), moment)


def keep(workspace: Workspace, promise: str) -> None:
    """Mark an open promise as kept; marking it twice changes nothing."""
    _resolve(workspace, promise, "kept", "")


def hand_over(workspace: Workspace, promise: str, to: str) -> None:
    """Mark an open promise as handed over to somebody, who must be named."""
    _resolve(workspace, promise, "handed-over", needed(to, "To whom did it go?"))


def break_(workspace: Workspace, promise: str, reason: str) -> None:
    """Mark an open promise as broken; a reason is needed, a word will do."""
    _resolve(workspace, promise, "broken", needed(reason, "What got in the way?"))


def _resolve(workspace: Workspace, promise: str, state: PromiseState, reason: str) -> None:
    with _step(workspace, promise) as (db, before, moment):
        if before.state == state:
            return
        refuse_resolved(before)
        after = replace(before, state=state, reason=reason, resolved_at=moment, changed_at=moment)
        _take(db, before, after, moment)


def move(
    workspace: Workspace,
    promise: str,
    *,
    due_date: date | None,
    due_time: time | None = None,
    successor: str,
    zone: str | None = None,
) -> None:
    """Close an open promise as moved with the client's agreement, and make the one it moved to.

    ``successor`` is the id of the new one; a move to an id that is there changes nothing. The new date is needed, and
    differs from the old one.
    """
    if due_date is None:
        raise EqError(WHERE, "Choose the date you agreed on.", UNTOUCHED)
    fields = checked({"due_date": due_date, "due_time": due_time})
    with _step(workspace, promise) as (db, before, moment):
        if stored.promise(db, successor) is not None:
            return
        refuse_resolved(before)
        new = replace(
            before,
            id=successor,
            agreed=True,
            follows=before.id,
            zone=clock.zone(zone).key if zone else before.zone,
            created_at=moment,
            changed_at=moment,
            **fields,
        )
        if _same_time(before, new):
            raise EqError(WHERE, "It is due then already.", "Choose the new date.")
        _take(db, before, replace(before, state="moved", resolved_at=moment, changed_at=moment), moment)
        stored.add(db, people.ensure_owner(db, moment), new)


def _same_time(one: Commitment, other: Commitment) -> bool:
    if one.due_time is None or other.due_time is None:
        return (one.due_date, one.due_time) == (other.due_date, other.due_time)
    return _due_at(one) == _due_at(other)


def _due_at(promise: Commitment) -> float | None:
    end = kept.ends(promise, clock.zone(promise.zone), 0)
    return end.timestamp() if end else None


def undo(workspace: Workspace, promise: str) -> bool:
    """Bring back what stood before the last step or edit; False when there is nothing to bring back.

    Undoing a move removes the promise it was moved to; EqError when that one was changed since.
    """
    with _step(workspace, promise) as (db, now, moment):
        before = stored.version(db, now)
        if before is None:
            return False
        if now.state == "moved" and before.state != "moved":
            _remove_successor(db, now)
        stored.put(db, replace(before, changed_at=moment))
        stored.drop_version(db, promise)
        return True


def reopen(workspace: Workspace, promise: str) -> None:
    """Make a resolved promise an open one again; a move is taken back as in ``undo``."""
    with _step(workspace, promise) as (db, before, moment):
        if before.state == "open":
            return
        after = replace(before, state="open", reason="", satisfied=None, resolved_at=None, changed_at=moment)
        if before.state == "moved":
            _remove_successor(db, before)
            stored.put(db, after)
            stored.drop_version(db, promise)
        else:
            _take(db, before, after, moment)


def _remove_successor(db: Connection, moved: Commitment) -> None:
    later = stored.successor(db, moved.id)
    if later is None:
        return
    touched = later.changed_at != later.created_at or later.state != "open" or stored.with_version(db, [later.id])
    if touched:
        raise EqError(
            WHERE,
            "The promise it was moved to has been changed since.",
            f"{UNTOUCHED} Delete that one first, or keep both.",
        )
    stored.delete(db, later.id)


def satisfied(workspace: Workspace, promise: str, answer: Satisfied | None) -> None:
    """Keep whether they are satisfied with a promise that was kept or handed over; None takes the answer back.

    Undo of the step before still works.
    """
    if answer is not None and answer not in SATISFIED:
        raise EqError(WHERE, "That is no answer to this question.", UNTOUCHED)
    with _step(workspace, promise) as (db, before, moment):
        if before.state not in ASKED:
            raise EqError(WHERE, "This is asked of promises that were kept or handed over.", UNTOUCHED)
        stored.put(db, replace(before, satisfied=answer, changed_at=moment))


def delete(workspace: Workspace, promise: str) -> bool:
    """Delete a promise for good; False when another tab still reads, so that old bytes remain for now."""
    with workspace.write() as db:
        stored.delete(db, promise)
        recent.forget_unused_clients(db)
    return workspace.scrub()


def get(workspace: Workspace, promise: str) -> Commitment | None:
    """One promise, or None when there is none of that id."""
    return of_owner(workspace, lambda db, _: stored.promise(db, promise), None)


def every(workspace: Workspace) -> list[Commitment]:
    """All promises, in the order in which they were made."""
    return of_owner(workspace, stored.every, [])


def of_entry(workspace: Workspace, entry: str) -> list[Commitment]:
    """The promises made in one entry, in the order in which they were made."""
    return of_owner(workspace, lambda db, _: stored.of_entry(db, entry), [])


def of_client(workspace: Workspace, client: str) -> list[Commitment]:
    """The promises made to one client, in the order in which they were made."""
    return of_owner(workspace, lambda db, _: stored.of_client(db, client), [])


def client_label(workspace: Workspace, client: str) -> str:
    """The private label of a client, "" when there is none of that id."""
    return of_owner(workspace, lambda db, _: stored.client_label(db, client), "")


def open_(workspace: Workspace) -> list[Commitment]:
    """Open promises: overdue ones first, then by the time they are due, then undated ones by age."""
    found: list[Commitment] = of_owner(workspace, stored.still_open, [])
    end_of_day = settings(workspace).end_of_day

    def due_at(one: Commitment) -> tuple[bool, float]:
        end = kept.ends(one, clock.zone(one.zone), end_of_day)
        return end is None, end.timestamp() if end else 0.0

    return sorted(found, key=due_at)


def resolved(
    workspace: Workspace, state: PromiseState | None = None, *, offset: int = 0, limit: int | None = None
) -> list[Commitment]:
    """Resolved promises, the latest first; those of one state when it is named; a stretch of them with ``limit``."""
    states = RESOLVED if state is None else (state,)
    size = -1 if limit is None else limit
    return of_owner(workspace, lambda db, person: stored.resolved(db, person, states, offset=offset, limit=size), [])


def counts(workspace: Workspace) -> dict[PromiseState, int]:
    """How many promises are in each state, 0 where there is none."""
    found: dict[PromiseState, int] = of_owner(workspace, stored.counts, {})
    return {state: found.get(state, 0) for state in PROMISE_STATES}


def undoable(workspace: Workspace, ids: Sequence[str]) -> frozenset[str]:
    """Those of ``ids`` (at most 500) whose last step or edit can be undone."""
    return of_owner(workspace, lambda db, _: stored.with_version(db, ids), frozenset())


def share(workspace: Workspace) -> KeptShare:
    """The kept share with its 95 % range, or why there is none yet."""
    return kept.kept_share(counts(workspace))


def overdue(workspace: Workspace, zone: str | None) -> list[Commitment]:
    """Open promises that are overdue, each by its own zone, the longest first; ``zone`` is where the person is."""
    return _urgent(workspace, zone, {"overdue"})


def due(workspace: Workspace, zone: str | None) -> list[Commitment]:
    """Open promises that are overdue or due on the present day of a person in ``zone``, the earliest first."""
    return _urgent(workspace, zone, {"overdue", "today"})


def _urgent(workspace: Workspace, zone: str | None, wanted: set[kept.Urgency]) -> list[Commitment]:
    found = open_(workspace)
    where = standings(workspace, found, zone)
    return [one for one in found if where[one.id].urgency in wanted]


def standings(workspace: Workspace, promises: Sequence[Commitment], zone: str | None) -> dict[str, Standing]:
    """Where each open promise stands now for a person in ``zone``, by id."""
    now, here, end_of_day = clock.now(), clock.zone(zone), settings(workspace).end_of_day
    return {
        one.id: kept.standing(one, now=now, own=clock.zone(one.zone), here=here, end_of_day=end_of_day)
        for one in promises
    }


def rows(workspace: Workspace) -> list[dict[str, str | bool | None]]:
    """Every promise for lists and files, in the order in which they were made; dates and times are ISO texts."""
    return [
        {
            "id": one.id,
            "what": one.what,
            "to_whom": one.to_whom,
            "due_date": one.due_date.isoformat() if one.due_date else None,
            "due_time": one.due_time.strftime("%H:%M") if one.due_time else None,
            "zone": one.zone,
            "agreed": one.agreed,
            "state": one.state,
            "reason": one.reason,
            "satisfied": one.satisfied,
            "created_at": to_text(one.created_at),
            "resolved_at": to_text(one.resolved_at) if one.resolved_at else None,
            "entry": one.entry,
            "client": one.client,
            "follows": one.follows,
        }
        for one in every(workspace)
    ]


def ics(workspace: Workspace) -> bytes:
    """The calendar file of promises with a due date: all open ones, and those resolved within a year."""
    from eq.exchange import calendar

    now = clock.now()
    wanted = [one for one in every(workspace) if one.state == "open" or now - one.changed_at <= _EXPORTED]
    return calendar.calendar(wanted, now=now, zone_of=clock.zone)


@contextmanager
def _step(workspace: Workspace, promise: str) -> Iterator[tuple[Connection, Commitment, datetime]]:
    """One transaction that changes a promise that is there; with the present instant."""
    with workspace.write() as db:
        found = stored.promise(db, promise)
        if found is None:
            raise EqError(WHERE, "This promise was deleted in another tab.", UNTOUCHED)
        yield db, found, clock.now()


def _take(db: Connection, before: Commitment, after: Commitment, moment: datetime) -> None:
    stored.keep_version(db, before, moment)
    stored.put(db, after)
