"""Any file of ours from the command line: an export moves in, everything else goes to the desk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eq.actions import moving
from eq.actions.moving import Moved
from eq.errors import EqError
from eq.exchange import opening
from eq.exchange.files import read_bytes
from eq.store.workspace import Workspace
from eq.wording import moving as words


@dataclass(frozen=True)
class Came:
    """What a file was. ``moved``: what an export brought; ``new``: False when it was here already.

    ``asks``: whose it is must still be said on the page Coach desk. ``differs``: numbers of a report do not follow from
    its answers. ``stored`` is False after a trial run.
    """

    kind: str
    moved: Moved | None = None
    new: bool = True
    asks: bool = False
    differs: bool = False
    stored: bool = True


def bring(workspace: Workspace, path: Path, *, ask: Callable[[], str], dry_run: bool = False) -> Came:
    """Take in a file; ``ask`` is called for the passphrase when it is sealed with one.

    An export fills an empty workspace; packets, answers and key files go where the desk keeps them. ``dry_run`` stores
    nothing: an export is read to its end, of anything else only the kind is told. Raises EqError for what is no file
    of ours, is damaged or newer, and for a wrong passphrase; nothing is changed then.
    """
    data, where = read_bytes(path), path.name
    kind = opening.kind(data)
    passphrase: str | None = None
    if kind == "packet":
        from eq.exchange import sealing

        if sealing.stanza(data, where) == "passphrase":
            passphrase = ask()
            inside = sealing.unseal(data, where, passphrase=passphrase)
            if opening.kind(inside) == "export":
                data, kind = inside, "export"
    if kind == "export" or data.startswith(b"PK"):
        moved = moving.import_all(workspace, data, where, dry_run=dry_run)
        return Came("export", moved, stored=not dry_run)
    if kind == "unknown":
        raise EqError(
            where, "This is no file EQ Reflect can take in.", "Choose an export, a packet, an answer or a key file."
        )
    if dry_run:
        return Came(kind, stored=False)
    return _to_the_desk(workspace, data, where, passphrase)


def _to_the_desk(workspace: Workspace, data: bytes, where: str, passphrase: str | None) -> Came:
    from eq.actions import desk_files

    opened = desk_files.open_file(workspace, data, where, None, passphrase=passphrase)
    asks = opened.kind == "packet" and opened.person is None
    return Came(opened.kind, new=opened.new, asks=asks, differs=opened.follows == "no")


def report(file: str, came: Came) -> list[str]:
    """What became of a file, line by line, for a terminal."""
    if came.moved:
        return words.imported(file, came.moved.rows, came.moved.hash, dry=not came.stored)
    if not came.stored:
        return words.would_open(file, came.kind)
    return words.opened(file, came.kind, new=came.new, asks=came.asks, differs=came.differs)


def document(came: Came) -> dict[str, Any]:
    """The same as a document: rows (or the one file) that are new and that were here already, none refused.

    ``content`` is the hash of the whole content after an export moved in, else None.
    """
    n = came.moved.rows if came.moved else 1
    return {
        "kind": came.kind,
        "new": n if came.new else 0,
        "existing": 0 if came.new else n,
        "refused": [],
        "content": came.moved.hash if came.moved else None,
    }
