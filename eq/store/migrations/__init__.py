"""Schema steps: SQL files with reserved numbers, applied once each, in order, all or none."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from importlib import resources
from pathlib import Path

from eq.errors import EqError
from eq.store.database import Connection, connect, roll_back


def names() -> tuple[str, ...]:
    """The steps this version knows, in order, such as ``0101_assess``."""
    files = resources.files(__package__).iterdir()
    return tuple(sorted(f.name.removesuffix(".sql") for f in files if f.name.endswith(".sql")))


def applied(db: Connection) -> tuple[str, ...]:
    """The steps the file has had; empty for a new file."""
    columns = "select count(*) from pragma_table_info('migration') where name in ('name', 'applied_at')"
    if db.execute(columns).fetchone()[0] != 2:
        return ()
    return tuple(row[0] for row in db.execute("select name from migration order by name"))


def upgrade(db: Connection, path: Path) -> None:
    """Apply what is missing, in one exclusive transaction; before a second step ever, a proven copy is kept.

    Raises EqError when the file was written by a newer version, or is a database of another kind.
    """
    known = names()
    if applied(db) == known:
        return
    # Looked at before anything is set: a file that is not ours keeps every byte.
    db.execute("begin")
    _usable(db, known, path)
    db.execute("rollback")
    db.execute("pragma journal_mode = wal")
    db.execute("begin exclusive")
    try:
        have = _usable(db, known, path)
        missing = [name for name in known if name not in have]
        if have and missing:
            keep_copy(path, missing[0])
        for name in missing:
            _apply(db, name)
        db.execute("commit")
    except BaseException:
        roll_back(db)
        raise


def begin(db: Connection, steps: Iterable[str]) -> None:
    """Give a new file just these steps, each one of ``names()``, as an older version would have."""
    db.execute("begin exclusive")
    try:
        for name in sorted(steps):
            _apply(db, name)
        db.execute("commit")
    except BaseException:
        roll_back(db)
        raise


def copies(path: Path) -> list[Path]:
    """The copies that upgrades kept beside the file."""
    return [copy for copy in (_copy(path, step) for step in names()) if copy.is_file()]


def _copy(path: Path, step: str) -> Path:
    return path.with_name(f"{path.stem}.before-{step}{path.suffix}")


def keep_copy(path: Path, step: str) -> Path:
    """A copy of the file as it is before a step, written by SQLite's own backup and proven by an integrity check."""
    target = _copy(path, step)
    target.unlink(missing_ok=True)
    target.touch(mode=0o600)
    source, copy = connect(path), connect(target)
    try:
        source.backup(copy)
        if copy.execute("pragma integrity_check").fetchone()[0] != "ok":
            raise EqError(str(target), "The copy made before the upgrade is damaged.", "Nothing was changed.")
    finally:
        copy.close()
        source.close()
    return target


def _usable(db: Connection, known: tuple[str, ...], path: Path) -> tuple[str, ...]:
    """The steps the file has had; EqError when it is another program's, or a newer version's."""
    have = applied(db)
    _refuse_foreign(db, path)
    _refuse_newer(have, known, path)
    return have


def is_foreign(db: Connection) -> bool:
    """Whether the file is a database of another program: it has tables, and none of our steps."""
    tables = db.execute("select count(*) from sqlite_master where type = 'table'").fetchone()[0]
    return bool(tables) and not applied(db)


def _refuse_foreign(db: Connection, path: Path) -> None:
    if is_foreign(db):
        raise EqError(str(path), "This file is a database of another program.", "Name another file.")


def _refuse_newer(have: tuple[str, ...], known: tuple[str, ...], path: Path) -> None:
    if set(have) - set(known):
        raise EqError(
            str(path),
            "This workspace was written by a newer EQ Reflect.",
            "Install the newer version to open it.",
        )


def _apply(db: Connection, name: str) -> None:
    text = (resources.files(__package__) / f"{name}.sql").read_text("utf-8")
    db.execute("create table if not exists migration (name text primary key, applied_at text not null) strict")
    for statement in _statements(text):
        db.execute(statement)
    db.execute("insert into migration values (?, strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))", (name,))


def _statements(text: str) -> list[str]:
    """Split a script where SQLite itself says that a statement is complete; a rest is one more, for it to judge."""
    found, part = [], ""
    for line in text.splitlines(keepends=True):
        part += line
        if sqlite3.complete_statement(part):
            found.append(part)
            part = ""
    return [*found, part] if part.strip() else found
