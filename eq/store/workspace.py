"""The workspace: one SQLite file that holds everything a person keeps."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from eq.errors import EqError
from eq.store import migrations
from eq.store.database import BUSY_MS, Connection, DatabaseError, OperationalError, connect, roll_back
from eq.store.indexing import forget_edges

_CHECKPOINT_TRIES = 20
_CHECKPOINT_PAUSE = 0.1
_SMALLEST = 512


@dataclass(frozen=True)
class Workspace:
    """The file at ``path``. Cheap to make; every operation opens a connection of its own, because tabs are threads."""

    path: Path

    @property
    def questionnaires(self) -> Path:
        """The folder beside the file where a person's own questionnaires lie; it may not exist."""
        return self.path.parent / "questionnaires"

    def exists(self) -> bool:
        """True when the file is there."""
        return self.path.is_file()

    def ensure(self) -> None:
        """Make the folder (0700) and the file (0600 from its first byte) if missing, and bring the schema up to date.

        Raises EqError when the place cannot be written, is no workspace, or was written by a newer version.
        """
        if not self.exists():
            self._create_file()
        with self._translated(), self._connected() as db:
            migrations.upgrade(db, self.path)

    def make_folder(self) -> None:
        """Make the folder of the file, and every missing one above it, for this person alone (0700)."""
        above = [folder for folder in self.path.parent.parents if not folder.exists()]
        for folder in (*reversed(above), self.path.parent):
            folder.mkdir(mode=0o700, exist_ok=True)

    def stamp(self) -> tuple[int, ...]:
        """Changes whenever anything in the file may have changed; for keeping derived tables within one tab."""
        found: list[int] = []
        for path in (self.path, self.path.with_name(self.path.name + "-wal")):
            try:
                facts = path.stat()
            except FileNotFoundError:
                continue
            found += [facts.st_ino, facts.st_mtime_ns, facts.st_size]
        return tuple(found)

    def require(self) -> None:
        """Raise EqError, saying what to do, unless the file exists; then bring its schema up to date."""
        if not self.exists():
            raise EqError(
                str(self.path),
                "There is no workspace here yet.",
                "Start the app with 'eq', or name another file.",
            )
        self.ensure()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection with one consistent view of the file."""
        with self._translated(), self._connected() as db:
            db.execute("begin")
            yield db
            db.execute("rollback")

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A connection inside one transaction: all of it is kept, or none when the block raises."""
        with self._translated(), self._connected() as db:
            db.execute("begin immediate")
            try:
                yield db
                db.execute("commit")
            except BaseException:
                roll_back(db)
                raise

    def scrub(self) -> bool:
        """Write the file anew from what it holds, then fold the journal into it, so that deleted bytes are in neither.

        Overwriting what is deleted is not enough: where rows moved to another page, SQLite leaves copies behind.
        Under a second for ten years of entries. False when another tab kept reading or writing for four seconds, or
        the disk has no room for a second copy: the next call finishes it.
        """
        with self._translated(), self._connected() as db:
            db.execute("pragma busy_timeout = 100")
            anew = False
            for _ in range(_CHECKPOINT_TRIES):
                anew = anew or _written_anew(db)
                busy, left, _done = db.execute("pragma wal_checkpoint(truncate)").fetchone()
                if anew and not busy and left <= 0:
                    return True
                time.sleep(_CHECKPOINT_PAUSE)
        return False

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        if self.exists() and 0 < self.path.stat().st_size < _SMALLEST:
            # SQLite would take a file of one byte for a new one, and write over it.
            raise self._explained(DatabaseError("file is not a database"))
        db = connect(self.path)
        try:
            yield db
        finally:
            db.close()

    def _create_file(self) -> None:
        try:
            self.make_folder()
            os.close(os.open(self.path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        except FileExistsError:
            return
        except OSError as problem:
            raise EqError(
                str(self.path),
                f"The workspace cannot be made here ({problem.strerror}).",
                "Choose another place with --workspace or EQ_WORKSPACE.",
            ) from problem

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except (OperationalError, DatabaseError) as problem:
            raise self._explained(problem) from problem
        except OSError as problem:
            raise EqError(
                str(self.path),
                f"A file beside the workspace could not be used ({problem.strerror}).",
                "Nothing was changed. Check the folder and the space on the disk, then try again.",
            ) from problem

    def _explained(self, problem: Exception) -> EqError:
        text = str(problem).lower()
        where = str(self.path)
        if "locked" in text or "busy" in text:
            return EqError(
                where,
                f"Another tab or command kept the file busy for {BUSY_MS // 1000} seconds.",
                "Nothing was changed. Try again in a moment.",
            )
        if "full" in text:
            return EqError(where, "The disk is full.", "Nothing was changed. Free some space, then try again.")
        if "disk i/o" in text:
            return EqError(
                where,
                "The disk did not take the change.",
                "Nothing was changed. See that it is there and has room, then try again.",
            )
        if "readonly" in text or "unable to open" in text:
            return EqError(
                where,
                "The file cannot be opened for writing.",
                "Check that the folder exists and belongs to you.",
            )
        if "not a database" in text or "malformed" in text:
            return EqError(
                where,
                "This is not a workspace, or it is damaged.",
                "Nothing was changed. Keep a copy of the file and start with another one.",
            )
        return EqError(
            where, "The workspace could not be used.", "Nothing was changed. 'eq doctor' looks for the cause."
        )


def _written_anew(db: Connection) -> bool:
    try:
        forget_edges(db)
        db.execute("vacuum")
    except OperationalError:
        return False
    return True
