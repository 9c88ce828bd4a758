"""What became of a practice on each day: what was said of it, its measure, and debriefs in which the same act was used.

Debriefs are looked up whenever days are read and never written down as days, so that a debrief that is changed or
deleted takes back what it stood for.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from eq.plan.plan import Action, Day, Done
from eq.store.database import Connection
from eq.store.instants import from_text, to_text

_EVER = date.max
_SOON = timedelta(days=1)
"""So long after its day a value is not late."""

_OF_THESE = "action in (select value from json_each(?))"


def days(db: Connection, person: str, actions: Sequence[Action]) -> dict[str, dict[date, Day]]:
    """Action id -> local day -> what is known of it; an action without any has an empty dict.

    Debriefs count from the first day of practice to its last.
    """
    found: dict[str, dict[date, Day]] = {action.id: {} for action in actions}
    rows = db.execute(
        f"select action, local_date, done, value, value_on from practice_log where {_OF_THESE}"
        " order by action, local_date",
        (json.dumps(list(found)),),
    )
    for action, text, done, value, given in rows:
        day = date.fromisoformat(text)
        late = given is not None and date.fromisoformat(given) > day + _SOON
        found[action][day] = Day(day, done, value, late=late)
    # One question for each: their stretches lie years apart, and whatever lies between is not read.
    for one in actions:
        for day, debrief in _debriefs(db, person, one) if one.ways else ():
            known = found[one.id].get(day, Day(day))
            found[one.id][day] = replace(known, debriefs=(*known.debriefs, debrief))
    return found


def _debriefs(db: Connection, person: str, action: Action) -> list[tuple[date, str]]:
    """(local day, debrief) of finished debriefs that used the same act; mistreatment is no use of anything."""
    first, last = action.practice_from, action.ended_on or _EVER
    # The index of a kind of entry goes by instant: a local day lies well within these, whatever the zone.
    since, until = first - timedelta(days=2), _EVER if last == _EVER else last + timedelta(days=4)
    # From the days to the tags: the days of a plan are few, while a common way has been used for years.
    rows = db.execute(
        "select e.local_date, e.id from entry e cross join entry_tag t on t.entry = e.id"
        " where e.person = ? and e.state = 'done' and e.kind = 'debrief' and e.at between ? and ?"
        " and e.local_date between ? and ?"
        " and e.episode is not 'abusive' and t.kind = 'response' and t.value in (select value from json_each(?))"
        " order by e.at, e.id",
        (person, *(day.isoformat() for day in (since, until, first, last)), json.dumps(action.ways)),
    )
    return list(dict.fromkeys((date.fromisoformat(text), entry) for text, entry in rows))


def say(db: Connection, action: str, day: date, done: Done | None, at: datetime) -> None:
    """Keep what became of a practice on a day; None takes it back."""
    db.execute(
        "insert into practice_log (action, local_date, done, changed_at) values (?, ?, ?, ?)"
        " on conflict (action, local_date) do update set done = excluded.done, changed_at = excluded.changed_at",
        (action, day.isoformat(), done, to_text(at)),
    )
    _forget_empty(db, action, day)


def measure(db: Connection, action: str, day: date, value: float | None, at: datetime, on: date | None = None) -> None:
    """Keep the measure of a day, given on the local day ``on`` or, without one, that very day; None takes it back.

    The same value again leaves the day on which it was given.
    """
    given = None if value is None else (on or day).isoformat()
    db.execute(
        "insert into practice_log (action, local_date, value, value_on, changed_at) values (?, ?, ?, ?, ?)"
        " on conflict (action, local_date) do update set value = excluded.value, changed_at = excluded.changed_at,"
        " value_on = case when value is excluded.value then value_on else excluded.value_on end",
        (action, day.isoformat(), value, given, to_text(at)),
    )
    _forget_empty(db, action, day)


def _forget_empty(db: Connection, action: str, day: date) -> None:
    db.execute(
        "delete from practice_log where action = ? and local_date = ? and done is null and value is null",
        (action, day.isoformat()),
    )


def last_said(db: Connection, plans: Sequence[str]) -> datetime | None:
    """When anything was last said of a day in one of these plans, or None."""
    sql = (
        "select max(l.changed_at) from plan_action a join practice_log l on l.action = a.id"
        f" where a.plan in ({','.join('?' * len(plans))})"
    )
    (text,) = db.execute(sql, list(plans)).fetchone()
    return from_text(text) if text else None
