"""Rows of questionnaires, sittings and answers. Raw answers only: scores are derived, never stored."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from eq.store.database import Connection
from eq.store.instants import from_text, to_text

State = Literal["draft", "done"]


@dataclass(frozen=True)
class Sitting:
    """One sitting without its answers.

    ``questionnaire`` is the digest of the exact version; times are aware UTC; ``zone`` is an IANA name; ``quality``
    is ``open`` while the question about quick or alike answers waits for a word, else ``stands``; ``answered`` counts
    the statements with an answer or a "does not apply".
    """

    id: str
    person: str
    questionnaire: str
    questionnaire_id: str
    version: int
    title: str
    state: State
    seed: int
    started_at: datetime
    ended_at: datetime | None
    taken_at: datetime
    zone: str
    note: str
    quality: str
    page: int
    answered: int
    valued: int


@dataclass(frozen=True)
class Answer:
    """One raw answer; ``value`` is None where the statement does not apply; ``seconds`` spent on it, or None."""

    item: str
    value: int | None
    position: int
    page: int
    seconds: float | None = None


_SITTING = """
select a.id, a.person, a.questionnaire, q.id, q.version, q.title, a.state, a.seed, a.started_at, a.ended_at,
       a.taken_at, a.zone, a.note, a.quality, a.page,
       (select count(*) from answer where assessment = a.id),
       (select count(value) from answer where assessment = a.id)
from assessment a join questionnaire q on q.digest = a.questionnaire
"""


def _sitting(row: Sequence[object]) -> Sitting:
    values = list(row)
    for at in (8, 9, 10):
        values[at] = from_text(str(values[at])) if values[at] is not None else None
    return Sitting(*values)  # type: ignore[arg-type]


def sittings(
    db: Connection, person: str, *, state: State | None = None, questionnaire_id: str | None = None
) -> list[Sitting]:
    """Sittings of a person, oldest first by the date they count for."""
    sql, parameters = _SITTING + " where a.person = ?", [person]
    if state is not None:
        sql, parameters = sql + " and a.state = ?", [*parameters, state]
    if questionnaire_id is not None:
        sql, parameters = sql + " and q.id = ?", [*parameters, questionnaire_id]
    return [_sitting(row) for row in db.execute(sql + " order by a.taken_at, a.id", parameters)]


def sitting(db: Connection, assessment: str) -> Sitting | None:
    """One sitting, or None when it is not there (any more)."""
    row = db.execute(_SITTING + " where a.id = ?", (assessment,)).fetchone()
    return _sitting(row) if row else None


def add_sitting(
    db: Connection, *, assessment: str, person: str, questionnaire: str, seed: int, at: datetime, zone: str
) -> None:
    """Start a draft; starting the same id again changes nothing."""
    moment = to_text(at)
    db.execute(
        "insert into assessment (id, person, questionnaire, state, seed, started_at, taken_at, zone)"
        " values (?, ?, ?, 'draft', ?, ?, ?, ?) on conflict (id) do nothing",
        (assessment, person, questionnaire, seed, moment, moment, zone),
    )


def answers(db: Connection, assessment: str) -> list[Answer]:
    """The answers of one sitting in the order in which they were shown."""
    rows = db.execute(
        "select item, value, position, page, seconds from answer where assessment = ? order by position",
        (assessment,),
    )
    return [Answer(*row) for row in rows]


def answer_rows(db: Connection, person: str, digest: str) -> list[tuple[str, str, int]]:
    """(assessment, item, value) of every finished sitting of one exact instrument; "does not apply" is left out."""
    return db.execute(
        "select assessment, item, value from answer join assessment on assessment.id = answer.assessment"
        " where person = ? and questionnaire = ? and state = 'done' and value is not null",
        (person, digest),
    ).fetchall()


def last_given(db: Connection, assessment: str) -> datetime | None:
    """When the last answer of a sitting was given, or None."""
    row = db.execute("select max(given_at) from answer where assessment = ?", (assessment,)).fetchone()
    return from_text(row[0]) if row[0] else None


def put_answers(db: Connection, assessment: str, given: Iterable[Answer], at: datetime) -> None:
    """Keep answers of a draft; the last one given for a statement stays. A finished sitting is left alone.

    Of two times for one statement the longer stays: a quick correction does not make the first look hasty.
    """
    moment = to_text(at)
    db.executemany(
        "insert into answer (assessment, item, value, position, page, seconds, given_at)"
        " select id, ?, ?, ?, ?, ?, ? from assessment where id = ? and state = 'draft'"
        " on conflict (assessment, item) do update set value = excluded.value, position = excluded.position,"
        " page = excluded.page, given_at = excluded.given_at,"
        " seconds = max(coalesce(excluded.seconds, seconds), coalesce(seconds, excluded.seconds))",
        [(a.item, a.value, a.position, a.page, a.seconds, moment, assessment) for a in given],
    )


def set_page(db: Connection, assessment: str, page: int) -> None:
    """Remember the page (from 0) where a draft was left."""
    db.execute("update assessment set page = ? where id = ? and state = 'draft'", (page, assessment))


def finish(db: Connection, assessment: str, at: datetime, *, quality: str) -> None:
    """Turn a draft into a sitting that counts from ``at``; ``quality`` as in ``set_quality``.

    A sitting that was reopened keeps the day it counts for and its first end.
    """
    db.execute(
        "update assessment set state = 'done', quality = ?, ended_at = coalesce(ended_at, ?),"
        " taken_at = case when ended_at is null then ? else taken_at end where id = ? and state = 'draft'",
        (quality, to_text(at), to_text(at), assessment),
    )


def reopen(db: Connection, assessment: str) -> None:
    """Turn a finished sitting back into a draft whose answers can be looked at again.

    Its end stays, which tells it from a first draft.
    """
    db.execute(
        "update assessment set state = 'draft', page = 0 where id = ? and state = 'done'",
        (assessment,),
    )


def set_quality(db: Connection, assessment: str, quality: str) -> None:
    """Keep what the person said to the question about quick or alike answers."""
    db.execute("update assessment set quality = ? where id = ?", (quality, assessment))


def edit(db: Connection, assessment: str, *, taken_at: datetime, zone: str, note: str, at: datetime) -> None:
    """Change the date and the note; what stood there before is kept as the last version."""
    db.execute(
        "insert or replace into assessment_version (assessment, taken_at, zone, note, edited_at)"
        " select id, taken_at, zone, note, ? from assessment where id = ?",
        (to_text(at), assessment),
    )
    db.execute(
        "update assessment set taken_at = ?, zone = ?, note = ? where id = ?",
        (to_text(taken_at), zone, note, assessment),
    )


def undo_edit(db: Connection, assessment: str) -> bool:
    """Bring the last version back; False when there is none."""
    done = db.execute(
        "update assessment set (taken_at, zone, note) ="
        " (select taken_at, zone, note from assessment_version where assessment = assessment.id)"
        " where id = ? and exists (select 1 from assessment_version where assessment = ?)",
        (assessment, assessment),
    ).rowcount
    db.execute("delete from assessment_version where assessment = ?", (assessment,))
    return bool(done)


def has_version(db: Connection, assessment: str) -> bool:
    """True when the last edit can be undone."""
    return bool(db.execute("select 1 from assessment_version where assessment = ?", (assessment,)).fetchone())


def delete(db: Connection, assessment: str) -> None:
    """Delete a sitting and its answers; the instrument stays while another sitting uses it."""
    db.execute("delete from assessment where id = ?", (assessment,))
    db.execute("delete from questionnaire where digest not in (select questionnaire from assessment)")


def keep_questionnaire(
    db: Connection, *, digest: str, questionnaire_id: str, version: int, title: str, json: str, at: datetime
) -> None:
    """Keep one exact version of an instrument; keeping it again changes nothing."""
    db.execute(
        "insert into questionnaire (digest, id, version, title, json, kept_at) values (?, ?, ?, ?, ?, ?)"
        " on conflict (digest) do nothing",
        (digest, questionnaire_id, version, title, json, to_text(at)),
    )


def questionnaire_json(db: Connection, digest: str) -> str | None:
    """The canonical JSON of a kept instrument, or None."""
    row = db.execute("select json from questionnaire where digest = ?", (digest,)).fetchone()
    return row[0] if row else None


def statements(db: Connection, digest: str, scale: str) -> int:
    """How many statements of a scale a kept instrument asks of a person about themselves; 0 without that scale."""
    row = db.execute(
        "select count(*) from questionnaire q, json_each(q.json, '$.items') i"
        " where q.digest = ? and q.json ->> '$.form' = 'self' and i.value ->> '$.scale' = ?",
        (digest, scale),
    ).fetchone()
    return int(row[0])
