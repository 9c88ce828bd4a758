"""Looking after the workspace: where it is, whether it is sound, and erasing it."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from eq.actions import instruments
from eq.errors import EqError
from eq.store import checks
from eq.store.database import DatabaseError
from eq.store.migrations import copies, is_foreign
from eq.store.workspace import Workspace
from eq.wording.plain import count

Level = Literal["ok", "warning", "error"]
LITTLE_SPACE = 200 * 1024 * 1024
"""Free bytes below which the disk is called nearly full."""


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at; ``remedy`` is empty when there is nothing to do."""

    level: Level
    what: str
    remedy: str = ""


@dataclass(frozen=True)
class Diagnosis:
    """All findings; ``status`` is the worst level among them."""

    findings: tuple[Finding, ...]

    @property
    def status(self) -> Level:
        """The worst level found."""
        levels = {finding.level for finding in self.findings}
        return "error" if "error" in levels else "warning" if "warning" in levels else "ok"


def diagnose(workspace: Workspace) -> Diagnosis:
    """Look at the file, its schema, its rows, its folder and the person's own questionnaires. Changes nothing."""
    if not workspace.exists():
        return Diagnosis(
            (Finding("error", f"There is no workspace at {workspace.path}.", "Start the app with 'eq' to make one."),)
        )
    return Diagnosis((*_file(workspace), *_place(workspace.path), *_instruments(workspace)))


def erase(workspace: Workspace) -> bool:
    """Delete everything a person kept, the questionnaires added here and the copies upgrades made; an empty file stays.

    Files that somebody put into the questionnaires folder by hand are theirs and stay: other workspaces may lie
    beside this one.

    False when another tab still reads: then old bytes go when that tab closes or the app stops.
    """
    with workspace.write() as db:
        added = instruments.added_files(workspace, db)
        checks.erase_rows(db)
    gone = workspace.scrub()
    try:
        for path in (*added, *copies(workspace.path)):
            path.unlink(missing_ok=True)
    except OSError as problem:
        raise EqError(
            str(workspace.path.parent),
            f"The rows were deleted, but a file beside them was not ({problem.strerror}).",
            "Delete what is left in this folder yourself.",
        ) from None
    return gone


def _file(workspace: Workspace) -> Iterator[Finding]:
    try:
        with workspace.read() as db:
            damage, loose = checks.integrity(db), checks.orphans(db)
            missing, unknown = checks.schema_gap(db)
            foreign = is_foreign(db)
            counted = checks.counts(db)
            unindexed = 0 if missing or unknown or foreign else checks.unindexed(db)
    except (EqError, DatabaseError) as problem:
        yield Finding("error", str(problem), "Keep a copy of the file before anything else.")
        return
    if foreign:
        yield Finding("error", f"{workspace.path} is a database of another program.", "Name another file.")
        return
    if damage:
        yield Finding(
            "error", f"The file is damaged: {damage[0]}.", "Keep a copy of it, and go back to an earlier copy of yours."
        )
    else:
        yield Finding("ok", "The file is sound.")
    if loose:
        yield Finding("error", f"Rows in {', '.join(loose)} point to rows that are gone.", "Keep a copy of the file.")
    if unknown:
        yield Finding("error", "The workspace was written by a newer EQ Reflect.", "Install the newer version.")
    elif missing:
        yield Finding(
            "warning", "The workspace is from an older version.", "Start the app once; it is brought up to date."
        )
    else:
        yield Finding("ok", "The schema is up to date.")
    if unindexed:
        what = f"The search misses words of {count(unindexed, 'entry', 'entries')}."
        yield Finding("warning", what, "Open and change such an entry, and it can be found again.")
    kept = count(counted.get("assessment", 0), "sitting")
    yield Finding("ok", f"{count(counted.get('entry', 0), 'entry', 'entries')} in the journal.")
    yield Finding("ok", f"{kept} with {count(counted.get('answer', 0), 'answer')} kept.")
    yield Finding("warning", "The workspace is not encrypted.", "Anyone who can read your files can read it.")


def _place(path: Path) -> Iterator[Finding]:
    free = shutil.disk_usage(path.parent).free
    if free < LITTLE_SPACE:
        yield Finding("warning", f"Only {free // 2**20} MB are free on this disk.", "Free some space.")
    else:
        yield Finding("ok", "There is room on the disk.")
    if os.name == "posix":
        yield from (found for found in map(_reach, (path, path.parent)) if found)
    if not os.access(path, os.W_OK):
        yield Finding("error", "The file cannot be written.", "Check that it belongs to you.")


def _reach(place: Path) -> Finding | None:
    """A warning where other users of the computer can reach a file or folder."""
    facts = place.stat()
    if not stat.S_IMODE(facts.st_mode) & 0o077:
        return None
    what = f"Other users of this computer can reach {place}."
    if stat.S_ISDIR(facts.st_mode) and (facts.st_mode & stat.S_ISVTX or facts.st_uid != os.geteuid()):
        # Locking a folder that all share, such as the one for temporary files, would lock out the others.
        return Finding("warning", what, "Keep the file in a folder of your own.")
    return Finding("warning", what, f"Run: chmod {0o700 if stat.S_ISDIR(facts.st_mode) else 0o600:o} '{place}'")


def _instruments(workspace: Workspace) -> Iterator[Finding]:
    _, problems = instruments.available(workspace)
    for problem in problems:
        yield Finding("warning", str(problem), "")
