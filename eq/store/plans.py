"""Rows of plans and of the practices in them: how each was begun, changed, rested and ended."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from eq.plan.measure import Measure
from eq.plan.plan import Action, Pause, Plan
from eq.store.database import Connection
from eq.store.instants import from_text, to_text

_PLAN = """
select id, competency, goal, started_on, zone, created_at, changed_at, ranking, reference, ended_on from plan
"""
_ACTION = """
select a.id, a.plan, a.practice, a.title, a.measure_name, a.measure_question, a.measure_kind, a.measure_better,
       a.measure_low, a.measure_high, a.minutes, a.times, a.weekdays, a.practice_from, a.created_at, a.changed_at,
       a.tiny, a.guide, a.ways, a.cue, a.act, a.obstacle, a.instead, a.occasion, a.small, a.remind_at, a.baseline_from,
       a.window_days, a.draw, a.ended_on, a.ending, a.replaces
from plan_action a
"""
_STANDS = "a.undone = 0"

_STEPS = (
    "cue", "act", "obstacle", "instead", "minutes", "times", "weekdays", "small", "remind_at", "practice_from",
    "ended_on", "ending",
)  # fmt: skip
"""What a step may change; all of it comes back when the step is undone."""


def every(db: Connection, person: str) -> list[Plan]:
    """All plans of a person, the one begun last first."""
    rows = db.execute(_PLAN + " where person = ? order by started_on desc, created_at desc, id desc", (person,))
    return _with_actions(db, rows.fetchall())


def running(db: Connection, person: str) -> list[Plan]:
    """The plans that have not ended, the one begun first first."""
    rows = db.execute(_PLAN + " where person = ? and ended_on is null order by started_on, created_at, id", (person,))
    return _with_actions(db, rows.fetchall())


def any_since(db: Connection, person: str, since: datetime) -> bool:
    """Whether a plan runs, or one that has ended was changed at or after ``since``."""
    sql = "select 1 from plan where person = ? and (ended_on is null or changed_at >= ?) limit 1"
    return db.execute(sql, (person, to_text(since))).fetchone() is not None


def plan(db: Connection, plan_id: str) -> Plan | None:
    """One plan, or None when it is not there (any more)."""
    found = _with_actions(db, db.execute(_PLAN + " where id = ?", (plan_id,)).fetchall())
    return found[0] if found else None


def action(db: Connection, action_id: str) -> Action | None:
    """One practice of a plan, or None when it is not there (any more)."""
    found = _actions(db, db.execute(_ACTION + f" where a.id = ? and {_STANDS}", (action_id,)).fetchall())
    return found[0] if found else None


def add_plan(db: Connection, person: str, new: Plan) -> bool:
    """Add a plan without its practices; False, and nothing changed, when its id exists."""
    return bool(
        db.execute(
            "insert into plan (id, person, competency, goal, ranking, reference, zone, started_on, ended_on,"
            " created_at, changed_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (id) do nothing",
            (
                new.id,
                person,
                new.competency,
                new.goal,
                new.ranking,
                new.reference,
                new.zone,
                new.started_on.isoformat(),
                _day_text(new.ended_on),
                to_text(new.created_at),
                to_text(new.changed_at),
            ),
        ).rowcount
    )


def put_plan(db: Connection, changed: Plan) -> None:
    """Write what may change of a plan itself: its goal, its reference and its end, and ``changed_at``."""
    db.execute(
        "update plan set goal = ?, reference = ?, ended_on = ?, changed_at = ? where id = ?",
        (changed.goal, changed.reference, _day_text(changed.ended_on), to_text(changed.changed_at), changed.id),
    )


def delete_plan(db: Connection, plan_id: str) -> None:
    """Delete a plan with its practices, their days and its reviews; exercises that were done stay, without the tie."""
    db.execute("delete from plan where id = ?", (plan_id,))


def add_action(db: Connection, new: Action) -> bool:
    """Add a practice to its plan; False, and nothing changed, when its id exists."""
    cells = {
        "id": new.id,
        "plan": new.plan,
        "practice": new.practice,
        "title": new.title,
        "tiny": new.tiny,
        "guide": new.guide,
        "ways": " ".join(new.ways),
        "occasion": int(new.occasion),
        "measure_name": new.measure.name,
        "measure_question": new.measure.question,
        "measure_kind": new.measure.kind,
        "measure_better": new.measure.better,
        "measure_low": new.measure.low,
        "measure_high": new.measure.high,
        "baseline_from": _day_text(new.baseline_from),
        "window_days": new.window_days,
        "draw": new.draw,
        "replaces": new.replaces,
        "created_at": to_text(new.created_at),
        "changed_at": to_text(new.changed_at),
        **_cells(new),
    }
    added = db.execute(
        f"insert into plan_action ({', '.join(cells)}) values ({', '.join('?' * len(cells))})"
        " on conflict (id) do nothing",
        list(cells.values()),
    ).rowcount
    return bool(added)


def put_action(db: Connection, changed: Action) -> None:
    """Write what a step may change of a practice, its pauses among it, and ``changed_at``."""
    cells = _cells(changed)
    db.execute(
        f"update plan_action set {', '.join(f'{name} = ?' for name in cells)}, changed_at = ? where id = ?",
        (*cells.values(), to_text(changed.changed_at), changed.id),
    )
    _put_pauses(db, changed.id, ((one.first.isoformat(), _day_text(one.last)) for one in changed.pauses))


def add_redesign(db: Connection, before: Action, day: date, kind: str) -> None:
    """Note that a practice was made smaller (``shrink``) or changed (``change``) on a day; twice a day is once.

    The days of the week it had ``before`` are kept, those of the first change of a day.
    """
    db.execute(
        "insert or ignore into plan_redesign (action, on_day, kind, weekdays) values (?, ?, ?, ?)",
        (before.id, day.isoformat(), kind, _digits(before.weekdays)),
    )


def withdraw(db: Connection, action: Action, day: date, at: datetime) -> None:
    """Take a practice of which nothing was recorded out of its plan, as if it had never come in.

    One with a time for its reminder stays where only ``withdrawn`` finds it.
    """
    db.execute("delete from plan_action where id = ? and remind_at is null", (action.id,))
    db.execute(
        "update plan_action set undone = 1, ended_on = ?, changed_at = ? where id = ?",
        (day.isoformat(), to_text(at), action.id),
    )


def withdrawn(db: Connection, person: str) -> list[Action]:
    """The practices with a reminder that were taken out of a plan again, those that came in first, first."""
    sql = " join plan p on p.id = a.plan where p.person = ? and a.undone = 1 order by a.created_at, a.rowid"
    return _actions(db, db.execute(_ACTION + sql, (person,)).fetchall())


def successor(db: Connection, action_id: str) -> Action | None:
    """The practice that came in place of this one, or None."""
    sql = _ACTION + f" where a.replaces = ? and {_STANDS} order by a.created_at, a.id limit 1"
    rows = db.execute(sql, (action_id,))
    found = _actions(db, rows.fetchall())
    return found[0] if found else None


def touched(db: Connection, action_id: str) -> bool:
    """Whether anything was recorded of a practice: a day, an exercise, a step or a decision in a weekly look.

    A debrief in which its act was used was written for itself, and is none of these.
    """
    tables = ("practice_log", "practice_session", "plan_action_version", "review_decision")
    sql = " union all ".join(f"select 1 from {table} where action = ?" for table in tables)
    return db.execute(f"{sql} limit 1", (action_id,) * len(tables)).fetchone() is not None


def keep_version(db: Connection, action_id: str, at: datetime) -> None:
    """Keep a practice as it is before a step; it replaces the version that was kept."""
    row = db.execute(f"select {', '.join(_STEPS)} from plan_action where id = ?", (action_id,)).fetchone()
    pauses = db.execute("select from_day, to_day from plan_pause where action = ?", (action_id,)).fetchall()
    redesigns = db.execute("select on_day, kind, weekdays from plan_redesign where action = ?", (action_id,)).fetchall()
    kept = {"cells": dict(zip(_STEPS, row, strict=True)), "pauses": pauses, "redesigns": redesigns}
    db.execute(
        "insert or replace into plan_action_version (action, json, edited_at) values (?, ?, ?)",
        (action_id, json.dumps(kept, ensure_ascii=False), to_text(at)),
    )


def restore(db: Connection, action_id: str, at: datetime) -> bool:
    """Bring back what stood before the last step, and forget it; False when nothing is kept."""
    row = db.execute("select json from plan_action_version where action = ?", (action_id,)).fetchone()
    if row is None:
        return False
    kept = json.loads(row[0])
    cells = {name: kept["cells"][name] for name in _STEPS}
    db.execute(
        f"update plan_action set {', '.join(f'{name} = ?' for name in cells)}, changed_at = ? where id = ?",
        (*cells.values(), to_text(at), action_id),
    )
    _put_pauses(db, action_id, kept["pauses"])
    db.execute("delete from plan_redesign where action = ?", (action_id,))
    db.executemany(
        "insert into plan_redesign (action, on_day, kind, weekdays) values (?, ?, ?, ?)",
        [(action_id, *one) for one in kept["redesigns"]],
    )
    drop_versions(db, [action_id])
    return True


def drop_versions(db: Connection, ids: Sequence[str]) -> None:
    """Forget what these practices were before their last step."""
    db.execute("delete from plan_action_version where action in (select value from json_each(?))", (json.dumps(ids),))


def with_version(db: Connection, ids: Sequence[str]) -> dict[str, datetime]:
    """Those of ``ids`` of which it is kept what they were before their last step -> when that was taken."""
    rows = db.execute(
        "select action, edited_at from plan_action_version where action in (select value from json_each(?))",
        (json.dumps(list(ids)),),
    )
    return {action: from_text(at) for action, at in rows}


def _put_pauses(db: Connection, action_id: str, pauses: Iterable[Sequence[str | None]]) -> None:
    db.execute("delete from plan_pause where action = ?", (action_id,))
    db.executemany("insert into plan_pause values (?, ?, ?)", [(action_id, *one) for one in pauses])


def _cells(one: Action) -> dict[str, Any]:
    """The columns of ``_STEPS`` as the file keeps them."""
    return {
        "cue": one.cue,
        "act": one.act,
        "obstacle": one.obstacle,
        "instead": one.instead,
        "minutes": one.minutes,
        "times": one.times,
        "weekdays": _digits(one.weekdays),
        "small": int(one.small),
        "remind_at": one.remind_at.strftime("%H:%M") if one.remind_at else None,
        "practice_from": one.practice_from.isoformat(),
        "ended_on": _day_text(one.ended_on),
        "ending": one.ending,
    }


def _with_actions(db: Connection, rows: Sequence[Sequence[Any]]) -> list[Plan]:
    found = [_plan(row) for row in rows]
    ids = json.dumps([one.id for one in found])
    sql = _ACTION + f" where a.plan in (select value from json_each(?)) and {_STANDS} order by a.created_at, a.rowid"
    actions = _actions(db, db.execute(sql, (ids,)).fetchall()) if found else []
    of: dict[str, list[Action]] = {}
    for one in actions:
        of.setdefault(one.plan, []).append(one)
    return [replace(one, actions=tuple(of.get(one.id, ()))) for one in found]


def _actions(db: Connection, rows: Sequence[Sequence[Any]]) -> list[Action]:
    ids = json.dumps([row[0] for row in rows])
    of_these = "where action in (select value from json_each(?))"
    pauses: dict[str, list[Pause]] = {}
    for one, first, last in db.execute(
        f"select action, from_day, to_day from plan_pause {of_these} order by from_day", (ids,)
    ):
        pauses.setdefault(one, []).append(Pause(date.fromisoformat(first), _day(last)))
    redesigns: dict[str, dict[date, None]] = {}
    earlier: dict[str, list[tuple[date, tuple[int, ...]]]] = {}
    for one, text, weekdays in db.execute(
        f"select action, on_day, weekdays from plan_redesign {of_these} order by on_day, kind", (ids,)
    ):
        day = date.fromisoformat(text)
        redesigns.setdefault(one, {})[day] = None
        earlier.setdefault(one, []).append((day, tuple(map(int, weekdays))))
    return [
        replace(
            _action(row),
            pauses=tuple(pauses.get(row[0], ())),
            redesigns=tuple(redesigns.get(row[0], ())),
            earlier=tuple(earlier.get(row[0], ())),
        )
        for row in rows
    ]


def _action(row: Sequence[Any]) -> Action:
    return Action(
        id=row[0],
        plan=row[1],
        practice=row[2],
        title=row[3],
        measure=Measure(row[4], row[5], row[6], row[7], row[8], row[9]),
        minutes=row[10],
        times=row[11],
        weekdays=tuple(map(int, row[12])),
        practice_from=date.fromisoformat(row[13]),
        created_at=from_text(row[14]),
        changed_at=from_text(row[15]),
        tiny=row[16],
        guide=row[17],
        ways=tuple(row[18].split()),
        cue=row[19],
        act=row[20],
        obstacle=row[21],
        instead=row[22],
        occasion=bool(row[23]),
        small=bool(row[24]),
        remind_at=time.fromisoformat(row[25]) if row[25] else None,
        baseline_from=_day(row[26]),
        window_days=row[27],
        draw=row[28],
        ended_on=_day(row[29]),
        ending=row[30],
        replaces=row[31],
    )


def _plan(row: Sequence[Any]) -> Plan:
    return Plan(
        id=row[0],
        competency=row[1],
        goal=row[2],
        started_on=date.fromisoformat(row[3]),
        zone=row[4],
        created_at=from_text(row[5]),
        changed_at=from_text(row[6]),
        ranking=row[7],
        reference=row[8],
        ended_on=_day(row[9]),
    )


def _digits(weekdays: Iterable[int]) -> str:
    return "".join(map(str, weekdays))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _day_text(day: date | None) -> str | None:
    return day.isoformat() if day else None
