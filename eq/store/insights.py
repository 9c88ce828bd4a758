"""Lean columns of the finished entries, for counting and averaging: no texts, nothing of drafts or parked entries."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from eq.reflect.entry import Episode, Kind, Recovery, TagKind, Worked
from eq.store.database import Connection

_DONE = " from entry e where e.person = ? and e.state = 'done'"
_SPAN = " and e.local_date between ? and ?"


Felt = tuple[str, str, str, float | None, float | None]
"""How the writer of one entry felt in it: day (ISO text), instant (ISO text in UTC to the second, without a zone),
zone, pleasantness and energy (-1..1 or None). Plain tuples, because there may be tens of thousands."""


class Hard(NamedTuple):
    """One debrief. ``day`` and ``at`` ISO text; ``client`` an id; ``severity`` 0..10, ``minutes`` 0 or more."""

    id: str
    day: str
    at: str
    client: str | None
    severity: int | None
    recovery: Recovery | None
    minutes: int | None
    episode: Episode | None


class Named(NamedTuple):
    """One entry of a few days: what a sentence about them may need."""

    id: str
    day: str
    kind: Kind
    severity: int | None
    episode: Episode | None
    pleasantness: float | None


def first_day(db: Connection, person: str) -> date | None:
    """The earliest day with a finished entry, or None."""
    (day,) = db.execute(f"select min(e.local_date){_DONE}", [person]).fetchone()
    return date.fromisoformat(day) if day else None


def felt(db: Connection, person: str, first: date, last: date) -> list[Felt]:
    """The entries from ``first`` to ``last`` that say how their writer felt: now, else after, else before."""
    sql = (
        "select * from (select e.local_date, substr(e.at, 1, 19), e.zone,"
        " coalesce(n.pleasantness, a.pleasantness, b.pleasantness) as pleasantness,"
        " coalesce(n.energy, a.energy, b.energy) as energy from entry e"
        " left join entry_point n on n.entry = e.id and n.moment = 'now'"
        " left join entry_point a on a.entry = e.id and a.moment = 'after'"
        " left join entry_point b on b.entry = e.id and b.moment = 'before'"
        f" where e.person = ? and e.state = 'done'{_SPAN})"
        " where pleasantness is not null or energy is not null"
    )
    return list(db.execute(sql, [person, first.isoformat(), last.isoformat()]))


def words(db: Connection, person: str, first: date, last: date) -> list[tuple[str, int]]:
    """(feeling word, picks) in the entries from ``first`` to ``last``, the most used first."""
    sql = (
        "select w.word, count(*) as n from entry e join entry_word w on w.entry = e.id"
        f" where e.person = ? and e.state = 'done'{_SPAN} group by w.word order by n desc, w.word"
    )
    return [(word, n) for word, n in db.execute(sql, [person, first.isoformat(), last.isoformat()])]


def debriefs(db: Connection, person: str) -> list[Hard]:
    """Every finished debrief, mistreatment too, in order of time."""
    sql = (
        "select e.id, e.local_date, e.at, e.client, e.severity, e.recovery, e.recovery_minutes, e.episode"
        f"{_DONE} and e.kind = 'debrief' order by e.at, e.id"
    )
    return [Hard(*row) for row in db.execute(sql, [person])]


def tags(db: Connection, person: str) -> list[tuple[str, TagKind, str]]:
    """(entry, kind, value) of triggers, channels and ways of responding of every finished debrief."""
    sql = (
        "select t.entry, t.kind, t.value from entry e join entry_tag t on t.entry = e.id"
        " where e.person = ? and e.state = 'done' and e.kind = 'debrief'"
        " and t.kind in ('trigger', 'channel', 'response')"
    )
    return list(db.execute(sql, [person]))


def labels(db: Connection, person: str) -> dict[str, str]:
    """Client id -> label."""
    return dict(db.execute("select id, label from client where person = ?", [person]).fetchall())


def named(db: Connection, person: str, first: date, last: date) -> list[Named]:
    """The finished entries from ``first`` to ``last`` in order of time."""
    sql = (
        "select e.id, e.local_date, e.kind, e.severity, e.episode,"
        " (select pleasantness from entry_point where entry = e.id and moment <> 'later' and pleasantness is not null"
        " order by case moment when 'now' then 0 when 'after' then 1 else 2 end limit 1)"
        f"{_DONE}{_SPAN} order by e.at, e.id"
    )
    return [Named(*row) for row in db.execute(sql, [person, first.isoformat(), last.isoformat()])]


def words_of(db: Connection, person: str, first: date, last: date) -> dict[str, list[str]]:
    """Entry -> its feeling words, each once, those of a follow-up left out; the finished entries of those days."""
    sql = (
        "select w.entry, w.word from entry e join entry_word w on w.entry = e.id and w.moment <> 'later'"
        f" where e.person = ? and e.state = 'done'{_SPAN} group by w.entry, w.word order by min(w.position), w.word"
    )
    return _lists(db, sql, person, first, last)


def triggers_of(db: Connection, person: str, first: date, last: date) -> dict[str, list[str]]:
    """Entry -> what set it off; the finished entries of those days."""
    sql = (
        "select t.entry, t.value from entry e join entry_tag t on t.entry = e.id and t.kind = 'trigger'"
        f" where e.person = ? and e.state = 'done'{_SPAN} order by t.position"
    )
    return _lists(db, sql, person, first, last)


def _lists(db: Connection, sql: str, person: str, first: date, last: date) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for entry, value in db.execute(sql, [person, first.isoformat(), last.isoformat()]):
        found.setdefault(entry, []).append(value)
    return found


class Tagged(NamedTuple):
    """``n`` entries with one tag of which was said the same of whether it worked."""

    kind: TagKind
    value: str
    worked: Worked | None
    n: int


def kinds(db: Connection, person: str, first: date, last: date) -> dict[Kind, int]:
    """Finished entries from ``first`` to ``last`` by kind, mistreatment too; kinds without one are absent."""
    sql = f"select e.kind, count(*){_DONE}{_SPAN} group by e.kind"
    return dict(db.execute(sql, [person, first.isoformat(), last.isoformat()]).fetchall())


def tagged(db: Connection, person: str, first: date, last: date) -> list[Tagged]:
    """Tags of the finished entries from ``first`` to ``last``, the most used first; none of mistreatment.

    Ways of responding are those of debriefs: what was only planned is no use.
    """
    sql = (
        "select t.kind, t.value, t.worked, count(*) as n from entry e join entry_tag t on t.entry = e.id"
        f" where e.person = ? and e.state = 'done'{_SPAN} and e.episode is not 'abusive'"
        " and (t.kind <> 'response' or e.kind = 'debrief')"
        " group by t.kind, t.value, t.worked order by n desc, t.kind, t.value, t.worked"
    )
    return [Tagged(*row) for row in db.execute(sql, [person, first.isoformat(), last.isoformat()])]


def told(db: Connection, person: str, first: date, last: date) -> list[str]:
    """Ids of the finished entries from ``first`` to ``last``, newest first; check-ins only with a text."""
    sql = (
        f"select e.id{_DONE}{_SPAN} and (e.kind <> 'check-in' or exists (select 1 from entry_text where entry = e.id))"
        " order by e.at desc, e.id desc"
    )
    return [one for (one,) in db.execute(sql, [person, first.isoformat(), last.isoformat()])]


def mistreatments(db: Connection, person: str, first: date, last: date) -> int:
    """Finished episodes of mistreatment from ``first`` to ``last``."""
    sql = f"select count(*){_DONE} and e.kind = 'debrief' and e.episode = 'abusive'{_SPAN}"
    return int(db.execute(sql, [person, first.isoformat(), last.isoformat()]).fetchone()[0])
