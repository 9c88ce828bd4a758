"""What speaks for a focus: the answers about the five areas, and hard episodes of a stretch of days."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from eq.reflect.competencies import COMPETENCIES, Competency
from eq.store.database import Connection
from eq.store.instants import to_text

_EPISODES = (
    "select id, local_date, at from entry where person = ? and state = 'done' and kind = 'debrief'"
    " and episode is not 'abusive' and local_date between ? and ?"
)
"""Finished debriefs of a stretch of days; mistreatment speaks for or against nothing."""

Rating = tuple[int | None, int | None]
"""How much an area matters, 0..3, and how ready the person is to work on it, 0..2; None where it was not said."""


def ratings(db: Connection, person: str) -> dict[str, Rating]:
    """Competency -> what was answered; areas without an answer are absent."""
    sql = "select competency, importance, readiness from focus_rating where person = ?"
    return {area: (importance, readiness) for area, importance, readiness in db.execute(sql, [person])}


def rate(db: Connection, person: str, competency: Competency, rating: Rating, at: datetime) -> None:
    """Keep what was answered about an area in place of what stood there."""
    db.execute(
        "insert into focus_rating values (?, ?, ?, ?, ?) on conflict (person, competency) do update set"
        " importance = excluded.importance, readiness = excluded.readiness, changed_at = excluded.changed_at",
        (person, competency, *rating, to_text(at)),
    )


def hard_episodes(
    db: Connection, person: str, ways: Mapping[str, Competency], first: date, last: date, severity: int
) -> list[tuple[Competency, str, str]]:
    """(area, entry, local date) of the episodes from ``first`` to ``last`` of at least ``severity``, latest first.

    An episode speaks to the areas it is tagged with and to those of the ways it used (``ways``) that were said to work
    partly or not, to each once.
    """
    values = ",".join(["(?, ?)"] * len(ways)) or "(null, null)"
    sql = (
        f"with way (response, area) as (values {values}), hard as materialized ({_EPISODES} and severity >= ?),"
        " speaking (entry, area) as ("
        " select t.entry, t.value from hard cross join entry_tag t on t.entry = hard.id"
        f" where t.kind = 'competency' and t.value in ({','.join('?' * len(COMPETENCIES))})"
        " union select t.entry, way.area from hard cross join entry_tag t on t.entry = hard.id"
        " join way on way.response = t.value where t.kind = 'response' and t.worked in ('partly', 'no'))"
        " select s.area, s.entry, hard.local_date from speaking s join hard on hard.id = s.entry"
        " order by hard.at desc, hard.id desc"
    )
    cells: list[Any] = [cell for way in ways.items() for cell in way]
    given = [*cells, person, first.isoformat(), last.isoformat(), severity, *COMPETENCIES]
    return [(*row,) for row in db.execute(sql, given)]


def trigger_days(db: Connection, person: str, first: date, last: date) -> dict[str, int]:
    """Trigger -> distinct days from ``first`` to ``last`` with an episode it set off."""
    sql = (
        f"with episode as materialized ({_EPISODES}) select t.value, count(distinct episode.local_date)"
        " from episode cross join entry_tag t on t.entry = episode.id where t.kind = 'trigger' group by t.value"
    )
    return dict(db.execute(sql, [person, first.isoformat(), last.isoformat()]).fetchall())


def unhelpful_ways(db: Connection, person: str, first: date, last: date) -> dict[str, int]:
    """Way of responding -> episodes from ``first`` to ``last`` in which it was said to work partly or not."""
    sql = (
        f"with episode as materialized ({_EPISODES}) select t.value, count(*)"
        " from episode cross join entry_tag t on t.entry = episode.id"
        " where t.kind = 'response' and t.worked in ('partly', 'no') group by t.value"
    )
    return dict(db.execute(sql, [person, first.isoformat(), last.isoformat()]).fetchall())
