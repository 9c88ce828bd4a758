"""Everything in a workspace as plain rows: reading it, telling whether two hold the same, filling an empty one."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from eq.errors import EqError
from eq.store import entries, indexing, migrations, settings
from eq.store.database import Connection, IntegrityError, connect

Row = tuple[str | int | float | None, ...]

_AT_ONCE = 500
_CANONICAL = json.JSONEncoder(ensure_ascii=True, sort_keys=True, separators=(",", ":"))
_ANEW = "Nothing was changed. Export it again where it came from."


class Column(NamedTuple):
    """A column and its kind: ``text``, ``integer`` or ``real``."""

    name: str
    kind: str


def tables(db: Connection) -> tuple[str, ...]:
    """Every table with rows of a person, each after those it points to.

    The search index is made from them and the list of schema steps is about the file: both are left out.
    """
    listed = db.execute("select name from pragma_table_list where schema = 'main' and type = 'table' order by name")
    left = [row[0] for row in listed if not row[0].startswith("sqlite_") and row[0] != "migration"]
    needs = {one: set(_referenced(db, one)) - {one} for one in left}
    found: list[str] = []
    while left:
        # In a circle of references any beginning is as good as another: they are checked when all rows are in.
        ready = [one for one in left if not needs[one] & set(left)] or left[:1]
        found += ready
        left = [one for one in left if one not in ready]
    return tuple(found)


def _referenced(db: Connection, table: str) -> list[str]:
    return [row[0] for row in db.execute('select distinct "table" from pragma_foreign_key_list(?)', (table,))]


def columns(db: Connection, table: str) -> tuple[Column, ...]:
    """The columns of a table in the order in which it was made."""
    found = db.execute("select name, lower(type) from pragma_table_info(?) order by cid", (table,))
    return tuple(Column(*row) for row in found)


def rows(db: Connection, table: str, names: Sequence[str]) -> Iterator[Row]:
    """The rows of a table, the columns in the order of ``names``; always in the same order while nothing changes."""
    wanted = ", ".join(f'"{name}"' for name in names)
    return iter(db.execute(f'select {wanted} from "{table}" order by {_order(db, table)}'))


def _order(db: Connection, table: str) -> str:
    rowid = db.execute("select wr = 0 from pragma_table_list where schema = 'main' and name = ?", (table,)).fetchone()
    if rowid[0]:
        return "rowid"
    keys = db.execute("select name from pragma_table_info(?) where pk > 0 order by pk", (table,))
    return ", ".join(f'"{row[0]}"' for row in keys)


def content_hash(db: Connection) -> str:
    """64 hex digits that are the same for two workspaces when every row of every table is, in whatever order.

    Of each row the SHA-256 of the JSON ``["table",{"column":value,…}]`` in ASCII with sorted keys and no spaces;
    these digests sorted, and the SHA-256 of them one after the other. Empty tables count for nothing.
    """
    digests = []
    for table in tables(db):
        names = [column.name for column in columns(db, table)]
        for row in rows(db, table, names):
            text = _CANONICAL.encode([table, dict(zip(names, row, strict=True))])
            digests.append(hashlib.sha256(text.encode("ascii")).digest())
    whole = hashlib.sha256()
    for digest in sorted(digests):
        whole.update(digest)
    return whole.hexdigest()


def count(db: Connection) -> int:
    """How many rows there are in all tables."""
    return sum(int(db.execute(f'select count(*) from "{table}"').fetchone()[0]) for table in tables(db))


def is_empty(db: Connection) -> bool:
    """Whether nobody has kept anything in the file, settings included."""
    return not any(db.execute(f'select exists (select 1 from "{table}")').fetchone()[0] for table in tables(db))


def load(db: Connection, found: Mapping[str, tuple[Sequence[str], Iterable[Row]]], where: str) -> None:
    """Fill an empty workspace inside the open transaction: table -> names of its columns, and rows in their order.

    The search index is made too, unless the file has an older schema: then ``index`` does so once it is up to date.
    ``where`` names the source in errors. Raises EqError when something is here already, and when a row does not fit its
    table, points to none, or cannot be read as what it should be.
    """
    if not is_empty(db):
        raise EqError(where, "There is something in this workspace already.", "Choose an empty one.")
    db.execute("pragma defer_foreign_keys = on")
    for table in tables(db):
        if table in found:
            _fill(db, table, *found[table], where)
    loose = sorted({row[0] for row in db.execute("pragma foreign_key_check")})
    if loose:
        raise EqError(f"{where}, {loose[0]}", "A row points to one that is not there.", _ANEW)
    if migrations.applied(db) == migrations.names():
        index(db, where)


def _fill(db: Connection, table: str, names: Sequence[str], values: Iterable[Row], where: str) -> None:
    into, marks = ", ".join(f'"{name}"' for name in names), ", ".join("?" * len(names))
    try:
        db.executemany(f'insert into "{table}" ({into}) values ({marks})', values)
    except IntegrityError:
        raise EqError(f"{where}, {table}", "A row does not fit into this table.", _ANEW) from None


def index(db: Connection, where: str) -> None:
    """Make the search index of all entries, which reads each of them; EqError when a row is not what it should be."""
    ids = [row[0] for row in db.execute("select id from entry order by seq")]
    try:
        settings.all_settings(db)
        with indexing.many_changes(db, len(ids)):
            for start in range(0, len(ids), _AT_ONCE):
                for entry in entries.entries(db, ids[start : start + _AT_ONCE]):
                    entries.reindex(db, entry)
    except (ValueError, KeyError, TypeError, RecursionError):
        raise EqError(where, "A row does not hold what it should.", _ANEW) from None


def new_file(path: Path, steps: Iterable[str]) -> None:
    """Make a workspace file (0600) with just these schema steps, as an older version left it; never over another."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    db = connect(path)
    try:
        migrations.begin(db, steps)
    finally:
        db.close()
