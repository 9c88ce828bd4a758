"""Another process at the workspace: ``python other_process.py ensure|write|sittings FILE ...``."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from eq.store import people, settings, sittings
from eq.store.sittings import Answer
from eq.store.workspace import Workspace

ITEMS = 40
AT = datetime(2026, 11, 21, 9, tzinfo=UTC)


def write(workspace: Workspace, name: str, count: int) -> None:
    """One setting in each transaction."""
    for n in range(count):
        with workspace.write() as db:
            settings.put(db, f"{name}-{n}", n)


def sit(workspace: Workspace, name: str) -> None:
    """Sittings of ``ITEMS`` answers each without end, one transaction each; says its id once it is kept."""
    for n in range(1_000_000):
        assessment = f"{name}-{n}"
        with workspace.write() as db:
            person = people.owner(db) or ""
            sittings.add_sitting(
                db, assessment=assessment, person=person, questionnaire="digest", seed=1, at=AT, zone="UTC"
            )
            sittings.put_answers(db, assessment, [Answer(f"i{i}", 3, i, 0, 1.5) for i in range(ITEMS)], AT)
        os.write(1, f"{assessment}\n".encode())


def main(what: str, path: str, *more: str) -> None:
    workspace = Workspace(Path(path))
    if what == "ensure":
        workspace.ensure()
    elif what == "write":
        write(workspace, more[0], int(more[1]))
    else:
        sit(workspace, more[0])


if __name__ == "__main__":
    main(*sys.argv[1:])
