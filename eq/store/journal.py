"""Finding entries: a page of the timeline, a search, a calendar, and what the entries hold. Drafts are in none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from eq.reflect.entry import Kind, TagKind
from eq.store.database import Connection
from eq.store.searching import Wanted, match_expression

_SHOWN = ("done", "parked")
_LATEST = 1000


@dataclass(frozen=True)
class Area:
    """A competency with the ways of responding that speak to it: wanted are its episodes.

    Those are finished debriefs that have its tag or used one of its ways; mistreatment is none of them.
    """

    competency: str
    ways: tuple[str, ...]


@dataclass(frozen=True)
class Filter:
    """Which entries are wanted: any of the values of every field that has some.

    ``client`` holds ids, ``custom`` own tags, ``word`` feeling words. Severity 0..10 and days count with their ends;
    an entry without a severity is in no range of it.
    """

    kinds: tuple[Kind, ...] = ()
    competency: tuple[str, ...] = ()
    trigger: tuple[str, ...] = ()
    response: tuple[str, ...] = ()
    channel: tuple[str, ...] = ()
    need: tuple[str, ...] = ()
    custom: tuple[str, ...] = ()
    client: tuple[str, ...] = ()
    word: tuple[str, ...] = ()
    area: tuple[Area, ...] = ()
    severity_from: int | None = None
    severity_to: int | None = None
    day_from: date | None = None
    day_to: date | None = None


_TAGS: tuple[TagKind, ...] = ("competency", "trigger", "response", "channel", "need", "custom")
_FELT = (
    "(select pleasantness from entry_point where entry = e.id and moment <> 'later' and pleasantness is not null"
    " order by case moment when 'now' then 0 when 'after' then 1 else 2 end limit 1)"
)


def conditions(chosen: Filter) -> tuple[str, list[Any]]:
    """More conditions on ``entry e``, beginning with ``and``, and their parameters."""
    sql, parameters = "", list[Any]()

    def any_of(values: Sequence[str], before: str, after: str = "", *first: str) -> None:
        nonlocal sql
        if values:
            sql += f" and {before} in ({','.join('?' * len(values))}){after}"
            parameters.extend((*first, *values))

    any_of(chosen.kinds, "e.kind")
    any_of(chosen.client, "e.client")
    for kind in _TAGS:
        any_of(getattr(chosen, kind), "e.id in (select entry from entry_tag where kind = ? and value", ")", kind)
    any_of(chosen.word, "e.id in (select entry from entry_word where word", ")")
    if chosen.area:
        areas, ways = [one.competency for one in chosen.area], [way for one in chosen.area for way in one.ways]
        sql += (
            " and e.kind = 'debrief' and e.state = 'done' and e.episode is not 'abusive' and e.id in ("
            f"select entry from entry_tag where kind = 'competency' and value in ({','.join('?' * len(areas))})"
            f" union select entry from entry_tag where kind = 'response' and value in ({','.join('?' * len(ways))}))"
        )
        parameters += [*areas, *ways]
    for value, condition in (
        (chosen.severity_from, "e.severity >= ?"),
        (chosen.severity_to, "e.severity <= ?"),
        (chosen.day_from and chosen.day_from.isoformat(), "e.local_date >= ?"),
        (chosen.day_to and chosen.day_to.isoformat(), "e.local_date <= ?"),
    ):
        if value is not None:
            sql += f" and {condition}"
            parameters.append(value)
    return sql, parameters


def newest(
    db: Connection, person: str, chosen: Filter, *, before: tuple[str, str] | None, limit: int
) -> list[tuple[str, str]]:
    """(at, id) of a person's entries, newest first, older than ``before``."""
    more, parameters = conditions(chosen)
    if before is not None:
        more, parameters = more + " and (e.at, e.id) < (?, ?)", [*parameters, *before]
    return _newest(db, person, "e.id", more, parameters, limit)


def found(db: Connection, person: str, wants: Sequence[Wanted], chosen: Filter, *, limit: int) -> list[str]:
    """Ids of a person's entries in which all that is wanted occurs, newest first; ``limit`` below 0 means all."""
    matching = match_expression(wants)
    if limit >= 0 and (stretch := _latest(db, person)) is not None:
        since, *seqs = stretch
        recent = _found(db, person, " and rowid between ? and ?", [matching, *seqs], chosen, since, limit)
        if len(recent) == limit:
            return recent
    return _found(db, person, "", [matching], chosen, "", limit)


def _latest(db: Connection, person: str) -> tuple[str, int, int] | None:
    """(at, lowest seq, highest seq) of the latest entries: all those after ``at`` lie between the two.

    A word that is common is found often enough among them, and then the rest of the index need not be read.
    """
    keys = _newest(db, person, "e.seq", "", [], _LATEST)
    if len(keys) < _LATEST:
        return None
    seqs = [seq for _, seq in keys]
    return keys[-1][0], min(seqs), max(seqs)


def _found(
    db: Connection, person: str, where: str, matching: list[Any], chosen: Filter, since: str, limit: int
) -> list[str]:
    more, parameters = conditions(chosen)
    # The plus keeps SQLite from fetching and sorting every hit: it walks back in time until the limit is reached.
    more = f" and e.at > ? and +e.seq in (select rowid from entry_search where entry_search match ?{where}){more}"
    return [one for _, one in _newest(db, person, "e.id", more, [since, *matching, *parameters], limit)]


def _newest(
    db: Connection, person: str, what: str, more: str, parameters: list[Any], limit: int
) -> list[tuple[str, Any]]:
    # One walk for each state, because the index that knows the order of time begins with the state.
    walk = (
        f"select * from (select e.at, {what} from entry e where e.person = ? and e.state = ?{more}"
        f" order by e.at desc, {what} desc limit ?)"
    )
    each = [value for state in _SHOWN for value in (person, state, *parameters, limit)]
    sql = " union all ".join([walk] * len(_SHOWN)) + " order by 1 desc, 2 desc limit ?"
    return [(at, one) for at, one in db.execute(sql, [*each, limit])]


def count(db: Connection, person: str, chosen: Filter) -> int:
    """How many of a person's entries there are."""
    more, parameters = conditions(chosen)
    sql = f"select count(*) from entry e where e.person = ? and e.state in (?, ?){more}"
    return int(db.execute(sql, [person, *_SHOWN, *parameters]).fetchone()[0])


def by_day(db: Connection, person: str, first: date, last: date) -> list[tuple[str, int, float | None]]:
    """(local date, entries, mean pleasantness or None) of every day with entries; each entry counts by one point."""
    sql = (
        f"select e.local_date, count(*), avg({_FELT}) from entry e"
        " where e.person = ? and e.state in (?, ?) and e.local_date between ? and ? group by e.local_date"
    )
    return [(*row,) for row in db.execute(sql, [person, *_SHOWN, first.isoformat(), last.isoformat()])]


def tags_in_use(db: Connection, person: str) -> dict[tuple[TagKind, str], int]:
    """(kind, value) -> entries of a person that have it."""
    return _less(
        db,
        "select kind, value, count(*) from entry_tag group by kind, value",
        f"select kind, value, count(*) from entry_tag where entry in ({_OUTSIDE}) group by kind, value",
        person,
    )


def words_in_use(db: Connection, person: str) -> dict[str, int]:
    """Feeling word -> entries of a person that have it, at whatever moment."""
    counts = _less(
        db,
        "select word, count(distinct entry) from entry_word group by word",
        f"select word, count(distinct entry) from entry_word where entry in ({_OUTSIDE}) group by word",
        person,
    )
    return {word: n for (word,), n in counts.items()}


def kinds_in_use(db: Connection, person: str) -> dict[Kind, int]:
    """Kind -> entries of a person."""
    sql = "select kind, count(*) from entry where person = ? and state in (?, ?) group by kind"
    return dict(db.execute(sql, [person, *_SHOWN]).fetchall())


_OUTSIDE = (
    "select id from entry where person = ?1 and state = 'draft'"
    " union all select id from entry where person < ?1 union all select id from entry where person > ?1"
)


def _less(db: Connection, every: str, outside: str, person: str) -> dict[Any, int]:
    """Counts of all rows less those of drafts and other people: quicker than looking at the entry of every row."""
    counts = {tuple(key): n for *key, n in db.execute(every)}
    for *key, n in db.execute(outside, [person]):
        counts[tuple(key)] -= n
    return {key: n for key, n in counts.items() if n > 0}


def ids(db: Connection, person: str) -> list[str]:
    """Ids of all entries of a person that are no drafts, newest first."""
    sql = "select id from entry where person = ? and state in (?, ?) order by at desc, id desc"
    return [one for (one,) in db.execute(sql, [person, *_SHOWN])]
