"""The one door to SQLCipher: a typed view of the DB-API parts we use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol, cast

from sqlcipher3 import dbapi2

DatabaseError: type[Exception] = dbapi2.DatabaseError
OperationalError: type[Exception] = dbapi2.OperationalError
IntegrityError: type[Exception] = dbapi2.IntegrityError

BUSY_MS = 10_000
"""How long a writer waits for another tab or command before it gives up."""


class Cursor(Protocol):
    """What we use of a DB-API cursor."""

    rowcount: int

    def fetchone(self) -> Any: ...
    def fetchall(self) -> list[Any]: ...
    def __iter__(self) -> Iterator[Any]: ...


class Connection(Protocol):
    """What we use of a DB-API connection; rows are plain tuples."""

    def execute(self, sql: str, parameters: Sequence[Any] = ...) -> Cursor: ...
    def executemany(self, sql: str, parameters: Iterable[Sequence[Any]]) -> Cursor: ...
    def backup(self, target: Connection) -> None: ...
    def close(self) -> None: ...


def connect(path: Path) -> Connection:
    """A new connection in autocommit mode with our safety settings; the file must exist.

    WAL lets tabs read while one writes; ``synchronous=FULL`` keeps a commit through a power cut;
    ``secure_delete`` overwrites what is deleted.
    """
    connection = cast(
        Connection,
        dbapi2.connect(f"file:{_uri(path)}?mode=rw", uri=True, isolation_level=None, timeout=BUSY_MS / 1000),
    )
    for pragma in ("foreign_keys = on", "synchronous = full", "secure_delete = on", "trusted_schema = off"):
        connection.execute(f"pragma {pragma}")
    return connection


def roll_back(connection: Connection) -> None:
    """Undo the open transaction; after some errors (a full disk) SQLite has done so itself."""
    with suppress(OperationalError):
        connection.execute("rollback")


def _uri(path: Path) -> str:
    from urllib.parse import quote

    return quote(path.absolute().as_posix())
