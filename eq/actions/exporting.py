"""One's own words out: entries and promises as files and as lists."""

from __future__ import annotations

from eq.actions import journal, names, promises
from eq.actions.filed import Listing
from eq.exchange.entries import entries_csv
from eq.store import entries, people
from eq.store.workspace import Workspace

ENTRIES = (
    "id", "kind", "state", "at", "local_date", "zone", "severity", "episode", "pleasantness", "energy", "words",
    "competencies", "triggers", "responses", "channel", "client", "recovery_minutes", "title",
)  # fmt: skip
COMMITMENTS = (
    "id", "what", "to_whom", "due_date", "due_time", "zone", "agreed", "state", "reason", "satisfied", "created_at",
    "resolved_at", "entry", "client", "follows",
)  # fmt: skip


def listing(workspace: Workspace, what: str) -> Listing:
    """The rows of ``entries`` (parked and done) or ``commitments``, for csv and json alike."""
    if what == "entries":
        return Listing(ENTRIES, journal.rows(workspace))
    return Listing(COMMITMENTS, promises.rows(workspace))


def csv_of_entries(workspace: Workspace) -> bytes:
    """Every entry, drafts too, in the order of time, as a CSV in UTF-8."""
    if not workspace.exists():
        return entries_csv([], names.name)
    with workspace.read() as db:
        person = people.owner(db)
        found = entries.with_state(db, person, ("draft", "parked", "done")) if person else []
    return entries_csv(sorted(found, key=lambda one: (one.at, one.id)), names.name)
