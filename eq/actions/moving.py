"""Moving house: everything out as one zip, and into an empty workspace somewhere else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from eq.actions import exporting, filed, plan_listing
from eq.errors import EqError
from eq.exchange import opening, tables
from eq.exchange.files import replacing, same_file
from eq.exchange.manifests import newer
from eq.store import contents, migrations
from eq.store.database import Connection, OperationalError
from eq.store.workspace import Workspace
from eq.wording import moving as words


@dataclass(frozen=True)
class Moved:
    """What went out or came in: rows of all tables, and the hash of their content (64 hex digits)."""

    rows: int
    hash: str


def export(workspace: Workspace, passphrase: str | None = None) -> bytes:
    """Everything as one zip, for the person alone; sealed in the age format when a passphrase is given."""
    return _packed(workspace, passphrase)[0]


def export_file(workspace: Workspace, path: Path, *, force: bool = False, passphrase: str | None = None) -> list[str]:
    """Write the export to a file that only its owner can read, all of it or nothing; what was done, in lines.

    Raises EqError as ``refuse_taken`` does, for a passphrase that is too short, and when it cannot be written.
    """
    refuse_taken(workspace, path, force=force)
    if passphrase is not None and (wanting := words.wanting(passphrase, passphrase)):
        raise EqError("Passphrase", wanting, "Nothing was written.")
    data, moved = _packed(workspace, passphrase)
    with replacing(path, private=True) as sink:
        sink.write(data)
    return words.exported(path.name, moved.rows, moved.hash, sealed=passphrase is not None)


def refuse_taken(workspace: Workspace, path: Path, *, force: bool) -> None:
    """Raise EqError where there is a file already, unless ``force``; the workspace itself is never written over."""
    if same_file(path, workspace.path):
        raise EqError(str(path), "This is the workspace itself.", "Name another file; nothing was changed.")
    if path.exists() and not force:
        raise EqError(str(path), "There is a file here already.", "Name a new one, or say --force to write over it.")


def _packed(workspace: Workspace, passphrase: str | None) -> tuple[bytes, Moved]:
    workspace.require()
    lists = {
        "entries.csv": exporting.csv_of_entries(workspace),
        "promises.csv": _spreadsheet(exporting.listing(workspace, "commitments")),
        "scores.csv": _spreadsheet(filed.listing(workspace, "scores")),
        "practice-log.csv": _spreadsheet(plan_listing.practice_log(workspace)),
    }
    with workspace.read() as db:
        moved = Moved(contents.count(db), contents.content_hash(db))
        found = {name: _table(db, name) for name in contents.tables(db)}
        schema = migrations.applied(db)
        data = tables.export_bytes(found, schema=schema, content=moved.hash, readme=words.README, lists=lists)
    if passphrase is not None:
        from eq.exchange import sealing

        data = sealing.seal(data, passphrase=passphrase)
    return data, moved


def _spreadsheet(rows: filed.Listing) -> bytes:
    """A list in UTF-8 with the mark by which spreadsheets tell it; half a sign becomes a question mark."""
    return ("\ufeff" + filed.as_csv(rows)).encode("utf-8", "replace")


def _table(db: Connection, name: str) -> tables.Table:
    columns = contents.columns(db, name)
    return tables.Table(columns, partial(contents.rows, db, name, [column.name for column in columns]))


def import_all(
    workspace: Workspace, data: bytes, where: str, *, passphrase: str | None = None, dry_run: bool = False
) -> Moved:
    """Bring an export into an empty workspace, made if missing, in one transaction; ``where`` names it in errors.

    The rows, counts and hashes must be exactly those of the manifest. An export of an older version is brought up to
    date in a temporary file first. ``dry_run`` does all of it there and nothing here. Raises EqError, with nothing
    changed, for anything else than an export, a newer version's, and a workspace with something in it.
    """
    if opening.kind(data) == "packet":
        from eq.exchange import sealing

        data = sealing.unseal(data, where, passphrase=passphrase)
    found = tables.open_export(data, where)
    unknown = set(found.schema) - set(migrations.names())
    if unknown:
        raise newer(where)
    _refuse_used(workspace)
    if set(found.schema) == set(migrations.names()) and not dry_run:
        with _made(workspace), workspace.write() as db:
            return _bring(db, found, where)
    with _staged(workspace, found, where) as staged:
        if dry_run:
            with staged.write() as db:
                contents.index(db, where)
                return _counted(db)
        with _made(workspace), staged.read() as source, workspace.write() as db:
            names = {one: [column.name for column in contents.columns(db, one)] for one in contents.tables(db)}
            contents.load(db, {one: (cols, contents.rows(source, one, cols)) for one, cols in names.items()}, where)
            return _counted(db)


def _refuse_used(workspace: Workspace) -> None:
    if not workspace.exists():
        return
    workspace.ensure()
    with workspace.read() as db:
        empty = contents.is_empty(db)
    if not empty:
        raise EqError(
            str(workspace.path),
            "There is something in this workspace already, and an import never mixes two.",
            "Name a new file with --workspace, or erase everything on the page Data & privacy first.",
        )


@contextmanager
def _made(workspace: Workspace) -> Iterator[None]:
    """Make the workspace if missing; after an error what was made is gone again."""
    fresh = not workspace.exists()
    workspace.ensure()
    try:
        yield
    except BaseException:
        if fresh:
            for end in ("", "-wal", "-shm"):
                workspace.path.with_name(workspace.path.name + end).unlink(missing_ok=True)
        raise


@contextmanager
def _staged(workspace: Workspace, found: tables.Export, where: str) -> Iterator[Workspace]:
    """The export in a temporary file beside the workspace, brought up to date; gone when the block ends."""
    folder = workspace.path.parent
    try:
        place = TemporaryDirectory(prefix=".eq-import-", dir=folder if folder.is_dir() else None)
    except OSError as problem:
        raise EqError(
            str(folder), f"No temporary file can be made here ({problem.strerror}).", "Check the folder and its room."
        ) from None
    with place as name:
        staged = Workspace(Path(name) / "import.eq")
        try:
            contents.new_file(staged.path, found.schema)
        except OperationalError:
            raise EqError(where, "The manifest names schema steps that do not follow one another.",
                          "Nothing was changed. Export it again where it came from.") from None  # fmt: skip
        with staged.write() as db:
            _bring(db, found, where)
        staged.ensure()
        yield staged


def _bring(db: Connection, found: tables.Export, where: str) -> Moved:
    """Fill the empty file from the zip, and see that it holds what was exported."""
    known = contents.tables(db)
    if wrong := sorted(set(known) ^ found.tables.keys()):
        what = "This table is missing from the zip." if wrong[0] in known else "This is no table of that version."
        raise EqError(f"{where}, tables/{wrong[0]}.csv", what, "Nothing was changed. Use the file as it was exported.")
    layouts = {name: contents.columns(db, name) for name in known}
    contents.load(db, {name: ([c.name for c in cols], found.rows(name, cols)) for name, cols in layouts.items()}, where)
    moved = _counted(db)
    if moved.hash != found.content:
        raise EqError(where, "What is in the zip is not what was exported.", "Nothing was changed. Export it again.")
    return moved


def _counted(db: Connection) -> Moved:
    return Moved(contents.count(db), contents.content_hash(db))
