"""Rows of own sentences: what a person would say in their own words, one way of responding at a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from eq.store.database import Connection
from eq.store.instants import to_text


@dataclass(frozen=True)
class Sentence:
    """``response`` is the id of a way of responding."""

    id: str
    response: str
    text: str


def every(db: Connection, person: str) -> list[Sentence]:
    """All own sentences, the first one kept first."""
    sql = "select id, response, text from own_sentence where person = ? order by created_at, rowid"
    return [Sentence(*row) for row in db.execute(sql, [person])]


def put(db: Connection, person: str, sentence: Sentence, at: datetime) -> None:
    """Keep a sentence, or the new text of one that is there."""
    db.execute(
        "insert into own_sentence values (?, ?, ?, ?, ?) on conflict (id) do update set text = excluded.text",
        (sentence.id, person, sentence.response, sentence.text, to_text(at)),
    )


def delete(db: Connection, sentence: str) -> bool:
    """Delete a sentence; False when it is not there (any more)."""
    return bool(db.execute("delete from own_sentence where id = ?", (sentence,)).rowcount)
