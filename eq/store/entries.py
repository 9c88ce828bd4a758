"""Rows of entries and of everything that belongs to one: texts, points, words, tags, its last version."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from eq.reflect.entry import Entry, Moment, Point, State, Tag, TagKind, TextField, Word, Worked
from eq.store.database import Connection
from eq.store.folding import folded, search_text
from eq.store.instants import from_text, to_text

_AT_ONCE = 500
_COLUMNS = (
    "id, kind, state, at, zone, local_date, created_at, changed_at, severity, episode, client, need_sure, need_asked,"
    " settled, screen, recovery, recovery_minutes, asked_at, followed_at, origin, external_id, batch, prepared"
)
_INSTANTS = ("at", "created_at", "changed_at", "asked_at", "followed_at")
FACTS = (
    "severity", "episode", "need_sure", "need_asked", "settled", "screen", "recovery", "recovery_minutes", "asked_at",
    "followed_at", "client", "at", "zone", "local_date", "prepared",
)  # fmt: skip
"""The columns that ``put_facts`` may change."""

_ANSWERED_LATER = {"recovery", "recovery_minutes", "asked_at", "followed_at", "screen", "prepared"}
"""What is said apart from any edit: undoing an edit leaves it as it is."""


def entry(db: Connection, entry_id: str) -> Entry | None:
    """One entry, or None when it is not there (any more)."""
    return next(iter(entries(db, [entry_id])), None)


def entries(db: Connection, ids: Sequence[str]) -> list[Entry]:
    """The entries with these ids, in their order; ids that are gone are left out. Five queries for each 500 ids."""
    found: dict[str, Entry] = {}
    for start in range(0, len(ids), _AT_ONCE):
        found |= _some(db, ids[start : start + _AT_ONCE])
    return [found[one] for one in ids if one in found]


def _some(db: Connection, ids: Sequence[str]) -> dict[str, Entry]:
    marks = ",".join("?" * len(ids))
    texts: dict[str, dict[TextField, str]] = {}
    for owner, name, text in db.execute(f"select entry, field, text from entry_text where entry in ({marks})", ids):
        texts.setdefault(owner, {})[name] = text
    points: dict[str, dict[Moment, Point]] = {}
    select = f"select entry, moment, pleasantness, energy from entry_point where entry in ({marks})"
    for owner, moment, pleasantness, energy in db.execute(select, ids):
        points.setdefault(owner, {})[moment] = Point(pleasantness, energy)
    words: dict[str, list[Word]] = {}
    select = f"select entry, word, moment, intensity from entry_word where entry in ({marks}) order by moment, position"
    for owner, *rest in db.execute(select, ids):
        words.setdefault(owner, []).append(Word(*rest))
    tags: dict[str, list[Tag]] = {}
    select = f"select entry, kind, value, worked from entry_tag where entry in ({marks}) order by kind, position"
    for owner, *rest in db.execute(select, ids):
        tags.setdefault(owner, []).append(Tag(*rest))
    names = [name.strip() for name in _COLUMNS.split(",")]
    select = (
        f"select {', '.join('entry.' + name for name in names)}, coalesce(client.label, '') from entry"
        f" left join client on client.id = entry.client where entry.id in ({marks})"
    )
    return {
        row[0]: Entry(
            **_values(dict(zip(names, row, strict=False))),
            client_label=row[-1],
            texts=texts.get(row[0], {}),
            points=points.get(row[0], {}),
            words=tuple(words.get(row[0], ())),
            tags=tuple(tags.get(row[0], ())),
        )
        for row in db.execute(select, ids)
    }


def _values(row: dict[str, Any]) -> dict[str, Any]:
    for name in _INSTANTS:
        row[name] = from_text(row[name]) if row[name] is not None else None
    row["local_date"] = date.fromisoformat(row["local_date"])
    row["settled"] = bool(row["settled"])
    row["need_asked"] = None if row["need_asked"] is None else bool(row["need_asked"])
    return row


def _cell(value: Any) -> Any:
    if isinstance(value, datetime):
        return to_text(value)
    if isinstance(value, bool):
        return int(value)
    return value.isoformat() if isinstance(value, date) else value


def add(db: Connection, person: str, new: Entry) -> bool:
    """Add a whole entry; False, and nothing changed, when its id or its origin's id is there already."""
    names = [name.strip() for name in _COLUMNS.split(",")]
    marks = ",".join("?" * (len(names) + 1))
    added = db.execute(
        f"insert into entry (person, {_COLUMNS}) values ({marks}) on conflict do nothing",
        [person, *(_cell(getattr(new, name)) for name in names)],
    ).rowcount
    if added != 1:
        return False
    _put_parts(db, new)
    reindex(db, new)
    return True


def _put_parts(db: Connection, new: Entry) -> None:
    db.executemany(
        "insert into entry_text values (?, ?, ?)", [(new.id, *pair) for pair in new.texts.items() if pair[1]]
    )
    db.executemany(
        "insert into entry_point values (?, ?, ?, ?)",
        [(new.id, moment, point.pleasantness, point.energy) for moment, point in new.points.items()],
    )
    db.executemany(
        "insert into entry_word (entry, moment, word, intensity, position) values (?, ?, ?, ?, ?)",
        [(new.id, word.moment, word.word, word.intensity, n) for n, word in enumerate(new.words)],
    )
    db.executemany(
        "insert into entry_tag (entry, kind, value, worked, position) values (?, ?, ?, ?, ?)",
        [(new.id, tag.kind, tag.value, tag.worked, n) for n, tag in enumerate(new.tags)],
    )


def put_text(db: Connection, entry_id: str, field: TextField, text: str) -> None:
    """Keep one text field; an empty one has no row."""
    if text:
        db.execute("insert or replace into entry_text values (?, ?, ?)", (entry_id, field, text))
    else:
        db.execute("delete from entry_text where entry = ? and field = ?", (entry_id, field))


def put_point(db: Connection, entry_id: str, moment: Moment, point: Point) -> None:
    """Keep the point of one moment; with neither coordinate it has no row."""
    if point == Point(None, None):
        db.execute("delete from entry_point where entry = ? and moment = ?", (entry_id, moment))
    else:
        db.execute(
            "insert or replace into entry_point values (?, ?, ?, ?)",
            (entry_id, moment, point.pleasantness, point.energy),
        )


def put_words(db: Connection, entry_id: str, moment: Moment, words: Sequence[Word]) -> None:
    """Replace the feeling words of one moment."""
    db.execute("delete from entry_word where entry = ? and moment = ?", (entry_id, moment))
    db.executemany(
        "insert into entry_word (entry, moment, word, intensity, position) values (?, ?, ?, ?, ?)",
        [(entry_id, moment, word.word, word.intensity, n) for n, word in enumerate(words)],
    )


def put_tags(db: Connection, entry_id: str, kind: TagKind, values: Sequence[str]) -> None:
    """Replace the tags of one kind; what was said of a value that stays is kept."""
    known = dict(
        db.execute("select value, worked from entry_tag where entry = ? and kind = ?", (entry_id, kind)).fetchall()
    )
    db.execute("delete from entry_tag where entry = ? and kind = ?", (entry_id, kind))
    db.executemany(
        "insert into entry_tag (entry, kind, value, worked, position) values (?, ?, ?, ?, ?)",
        [(entry_id, kind, value, known.get(value), n) for n, value in enumerate(dict.fromkeys(values))],
    )


def put_worked(db: Connection, entry_id: str, response: str, worked: Worked | None) -> None:
    """Keep whether a way of responding worked; without that tag nothing changes."""
    db.execute(
        "update entry_tag set worked = ? where entry = ? and kind = 'response' and value = ?",
        (worked, entry_id, response),
    )


def put_facts(db: Connection, entry_id: str, facts: Mapping[str, Any]) -> None:
    """Change some of the columns named in ``FACTS``."""
    names = [name for name in FACTS if name in facts]
    if names:
        db.execute(
            f"update entry set {', '.join(f'{name} = ?' for name in names)} where id = ?",
            [*(_cell(facts[name]) for name in names), entry_id],
        )


def put_state(db: Connection, entry_id: str, state: State) -> None:
    """Change the state."""
    db.execute("update entry set state = ? where id = ?", (state, entry_id))


def touch(db: Connection, entry_id: str, at: datetime) -> None:
    """Note that an entry was changed, and bring its words in the search index up to date."""
    db.execute("update entry set changed_at = ? where id = ?", (to_text(at), entry_id))
    now = entry(db, entry_id)
    if now is not None:
        reindex(db, now)


def reindex(db: Connection, now: Entry) -> None:
    """Index the words of an entry as it is; a draft has none in the index."""
    where = "(select seq from entry where id = ?)"
    db.execute(f"delete from entry_search where rowid = {where}", (now.id,))
    if now.state != "draft":
        title, body = search_text(now)
        db.execute(f"insert into entry_search (rowid, title, body) values ({where}, ?, ?)", (now.id, title, body))


def delete(db: Connection, entry_id: str) -> None:
    """Delete an entry with everything that belongs to it, out of the search index too; its promises stay."""
    db.execute("delete from entry_search where rowid = (select seq from entry where id = ?)", (entry_id,))
    db.execute("delete from entry where id = ?", (entry_id,))


def with_state(db: Connection, person: str, states: Iterable[State], kind: str | None = None) -> list[Entry]:
    """A person's entries in some states, latest changed first."""
    wanted = list(states)
    sql = f"select id from entry where person = ? and state in ({','.join('?' * len(wanted))})"
    parameters: list[str] = [person, *wanted]
    if kind is not None:
        sql, parameters = sql + " and kind = ?", [*parameters, kind]
    return entries(db, [row[0] for row in db.execute(sql + " order by +changed_at desc, seq desc", parameters)])


def client_named(db: Connection, person: str, label: str, at: datetime) -> str:
    """The id of the client with that label, whatever its case and accents; made if missing."""
    same = folded(label)
    row = db.execute("select id from client where person = ? and folded = ?", (person, same)).fetchone()
    if row:
        return str(row[0])
    made = str(uuid4())
    db.execute("insert into client values (?, ?, ?, ?, ?)", (made, person, label, same, to_text(at)))
    return made


def keep_version(db: Connection, now: Entry, at: datetime) -> None:
    """Keep an entry as it is, as its last version."""
    db.execute("insert or replace into entry_version values (?, ?, ?)", (now.id, _json(now), to_text(at)))


def has_version(db: Connection, entry_id: str) -> bool:
    """True when the last edit can be undone."""
    return bool(db.execute("select 1 from entry_version where entry = ?", (entry_id,)).fetchone())


def swap_version(db: Connection, entry_id: str, at: datetime) -> bool:
    """Bring the last version back; what stood there becomes the last version. False when there is none."""
    row = db.execute("select json from entry_version where entry = ?", (entry_id,)).fetchone()
    now = entry(db, entry_id)
    if row is None or now is None:
        return False
    old = json.loads(row[0])
    keep_version(db, now, at)
    _clear_parts(db, entry_id, old)
    put_facts(db, entry_id, _living(db, old["facts"]))
    db.executemany("insert into entry_text values (?, ?, ?)", [(entry_id, *row) for row in old["texts"]])
    db.executemany("insert into entry_point values (?, ?, ?, ?)", [(entry_id, *row) for row in old["points"]])
    db.executemany(
        "insert into entry_word (entry, word, moment, intensity, position) values (?, ?, ?, ?, ?)",
        [(entry_id, *row, n) for n, row in enumerate(old["words"])],
    )
    db.executemany(
        "insert into entry_tag (entry, kind, value, worked, position) values (?, ?, ?, ?, ?)",
        [(entry_id, *row, n) for n, row in enumerate(old["tags"])],
    )
    touch(db, entry_id, at)
    return True


def _clear_parts(db: Connection, entry_id: str, old: dict[str, Any]) -> None:
    """Make room for an old version; what the follow-up said since then stays."""
    of_old = (
        ("entry_text", "field", {name for name, _ in old["texts"]}),
        ("entry_point", "moment", {row[0] for row in old["points"]}),
        ("entry_word", "moment", {row[1] for row in old["words"]}),
    )
    for table, column, said in of_old:
        spared = "" if "later" in said else f" and {column} <> 'later'"
        db.execute(f"delete from {table} where entry = ?{spared}", (entry_id,))
    db.execute("delete from entry_tag where entry = ?", (entry_id,))


def _living(db: Connection, facts: dict[str, Any]) -> dict[str, Any]:
    """The facts of an old version without a client that was deleted meanwhile."""
    known = db.execute("select 1 from client where id = ?", (facts.get("client"),)).fetchone()
    return facts if known else facts | {"client": None}


def _json(now: Entry) -> str:
    return json.dumps(
        {
            "facts": {name: _cell(getattr(now, name)) for name in FACTS if name not in _ANSWERED_LATER},
            "texts": list(now.texts.items()),
            "points": [(moment, p.pleasantness, p.energy) for moment, p in now.points.items()],
            "words": [(w.word, w.moment, w.intensity) for w in now.words],
            "tags": [(t.kind, t.value, t.worked) for t in now.tags],
        },
        ensure_ascii=False,
    )
