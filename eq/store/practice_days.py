"""What became of a practice on each day: what was said of it, its measure, and debriefs in which the same act was used.

Debriefs are looked up whenever days are read and never written down as days, so that a debrief that is changed or
deleted takes back what it stood for.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from eq.plan.adherence import RISE
from eq.plan.plan import Action, Day, Done
from eq.store.database import Connection
from eq.store.instants import to_text

_EVER = date.max
_SOON = timedelta(days=1)
"""So long after its day a value is not late."""

_OF_THESE = "action in (select value from json_each(?))"


def days(db: Connection, person: str, actions: Sequence[Action]) -> dict[str, dict[date, Day]]:
    """Action id -> local day -> what is known of it; an action without any has an empty dict.

    Debriefs count from the first day of practice to its last.
    """
    found = measured(db, actions)
    for action_id, day, debrief in _debriefs(db, person, [action for action in actions if action.ways]):
        known = found[action_id].get(day, Day(day))
        found[action_id][day] = replace(known, debriefs=(*known.debriefs, debrief))
    return found


def measured(db: Connection, actions: Sequence[Action]) -> dict[str, dict[date, Day]]:
    """As ``days``, without the debriefs: all that a comparison of values needs."""
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
    return found


def _debriefs(db: Connection, person: str, actions: Sequence[Action]) -> list[tuple[str, date, str]]:
    """(action, local day, debrief) of finished debriefs that used the same act; mistreatment is no use of anything."""
    if not actions:
        return []
    first = min(action.practice_from for action in actions)
    last = max(action.ended_on or _EVER for action in actions)
    # The index of a kind of entry goes by instant: a local day lies well within these, whatever the zone.
    since, until = first - timedelta(days=2), _EVER if last == _EVER else last + timedelta(days=4)
    ways = sorted({way for action in actions for way in action.ways})
    # From the days to the tags: the days of a plan are few, while a common way has been used for years.
    rows = db.execute(
        "select e.id, e.local_date, t.value from entry e cross join entry_tag t on t.entry = e.id"
        " where e.person = ? and e.state = 'done' and e.kind = 'debrief' and e.at between ? and ?"
        " and e.local_date between ? and ?"
        " and e.episode is not 'abusive' and t.kind = 'response' and t.value in (select value from json_each(?))"
        " order by e.at, e.id",
        (person, *(day.isoformat() for day in (since, until, first, last)), json.dumps(ways)),
    )
    found: dict[tuple[str, date, str], None] = {}
    for entry, text, way in rows.fetchall():
        day = date.fromisoformat(text)
        for action in actions:
            if way in action.ways and action.practice_from <= day <= (action.ended_on or _EVER):
                found[action.id, day, entry] = None
    return list(found)


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


def rises(db: Connection, actions: Sequence[str]) -> dict[str, int]:
    """Action id -> exercises after which the person was more upset by ``RISE`` points or more; 0 ones are absent."""
    rows = db.execute(
        f"select action, count(*) from practice_session where {_OF_THESE} and after - before >= ? group by action",
        (json.dumps(list(actions)), RISE),
    )
    return dict(rows.fetchall())
