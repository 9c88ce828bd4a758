"""A person's own words and tags, in entries, drafts, and last versions that can be brought back."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from eq.reflect.entry import TagKind
from eq.store.database import Connection


def entries_with_word(db: Connection, person: str, word: str) -> list[str]:
    """Ids of a person's entries, drafts too, that have a feeling word at any moment."""
    sql = "select distinct e.id from entry_word w join entry e on e.id = w.entry where w.word = ? and e.person = ?"
    return [one for (one,) in db.execute(sql, (word, person))]


def entries_with_tag(db: Connection, person: str, kind: TagKind, value: str) -> list[str]:
    """Ids of a person's entries, drafts too, that have a tag."""
    sql = (
        "select e.id from entry_tag t join entry e on e.id = t.entry where t.kind = ? and t.value = ? and e.person = ?"
    )
    return [one for (one,) in db.execute(sql, (kind, value, person))]


def rename_word(db: Connection, entry: str, old: str, new: str) -> None:
    """One feeling word of an entry for another; where the other one is there already, the old one goes.

    An intensity that only the old one had is kept.
    """
    db.execute(
        "update entry_word set intensity = coalesce(intensity, (select o.intensity from entry_word o"
        " where o.entry = entry_word.entry and o.moment = entry_word.moment and o.word = ?))"
        " where entry = ? and word = ?",
        (old, entry, new),
    )
    db.execute("update or ignore entry_word set word = ? where entry = ? and word = ?", (new, entry, old))
    db.execute("delete from entry_word where entry = ? and word = ?", (entry, old))


def rename_tag(db: Connection, entry: str, kind: TagKind, old: str, new: str) -> None:
    """One tag of an entry for another; where the other one is there already, the old one goes.

    Whether it worked is kept, of two answers the one of the tag that stays.
    """
    db.execute(
        "update entry_tag set worked = coalesce(worked, (select o.worked from entry_tag o"
        " where o.entry = entry_tag.entry and o.kind = entry_tag.kind and o.value = ?))"
        " where entry = ? and kind = ? and value = ?",
        (old, entry, kind, new),
    )
    db.execute(
        "update or ignore entry_tag set value = ? where entry = ? and kind = ? and value = ?", (new, entry, kind, old)
    )
    db.execute("delete from entry_tag where entry = ? and kind = ? and value = ?", (entry, kind, old))


def rename_in_versions(db: Connection, person: str, kind: TagKind | None, old: str, new: str) -> None:
    """The same in the last versions of edited entries; ``kind`` is None for a feeling word."""
    quoted = json.dumps(old, ensure_ascii=False)
    rows = db.execute(
        "select v.entry, v.json from entry_version v join entry e on e.id = v.entry"
        " where e.person = ? and instr(v.json, ?) > 0",
        (person, quoted),
    ).fetchall()
    for entry, text in rows:
        version = json.loads(text)
        if kind is None:
            version["words"] = _renamed(version["words"], lambda row: row[:1] == [old], 0, new, key=2)
        else:
            version["tags"] = _renamed(version["tags"], lambda row: row[:2] == [kind, old], 1, new, key=2)
        db.execute(
            "update entry_version set json = ? where entry = ?", (json.dumps(version, ensure_ascii=False), entry)
        )


def _renamed(
    rows: list[list[Any]], is_old: Callable[[list[Any]], bool], at: int, new: str, *, key: int
) -> list[list[Any]]:
    """The rows with the new value, each first ``key`` cells once; the last cell keeps what either row said."""
    found: dict[tuple[Any, ...], list[Any]] = {}
    for row in rows:
        one = [*row[:at], new, *row[at + 1 :]] if is_old(row) else list(row)
        known = found.setdefault(tuple(one[:key]), one)
        if known[-1] is None:
            known[-1] = one[-1]
    return list(found.values())
