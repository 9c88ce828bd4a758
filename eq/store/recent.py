"""What a person used lately, to offer it again."""

from __future__ import annotations

from eq.reflect.entry import TagKind
from eq.store.database import Connection
from eq.store.journal import Filter, newest

_LOOKED_AT = 200


def words(db: Connection, person: str, n: int) -> list[str]:
    """Feeling words of the last 200 entries, the one used last first, at most ``n``."""
    latest = [one for _, one in newest(db, person, Filter(), before=None, limit=_LOOKED_AT)]
    return _first_column(
        db,
        f"select w.word from entry e join entry_word w on w.entry = e.id where e.id in ({','.join('?' * len(latest))})"
        " group by w.word order by max(e.at) desc, w.word limit ?",
        (*latest, n),
    )


def values(db: Connection, person: str, kind: TagKind, n: int) -> list[str]:
    """Values of one kind of tag, the most used first, at most ``n``."""
    return _first_column(
        db,
        "select t.value from entry_tag t join entry e on e.id = t.entry where e.person = ? and t.kind = ?"
        " group by t.value order by count(*) desc, t.value limit ?",
        (person, kind, n),
    )


def client_labels(db: Connection, person: str, n: int) -> list[str]:
    """Labels of clients, the one met last first, at most ``n``."""
    return _first_column(
        db,
        "select c.label from client c left join entry e on e.client = c.id where c.person = ?"
        " group by c.id order by max(coalesce(e.at, c.created_at)) desc, c.label limit ?",
        (person, n),
    )


def forget_unused_clients(db: Connection) -> None:
    """Delete clients no entry, no promise and no last version names: a label typed by mistake does not stay behind."""
    db.execute(
        "delete from client where not exists (select 1 from entry where entry.client = client.id)"
        " and not exists (select 1 from commitment where commitment.client = client.id)"
        " and not exists (select 1 from entry_version where json_extract(json, '$.facts.client') = client.id)"
    )


def _first_column(db: Connection, sql: str, parameters: tuple[object, ...]) -> list[str]:
    return [row[0] for row in db.execute(sql, parameters)]
