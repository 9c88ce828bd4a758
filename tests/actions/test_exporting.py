"""Taking one's own words out: every entry, drafts too, in the words a person reads."""

from __future__ import annotations

import csv
import io

import pytest

from eq.actions import entries, exporting, importing
from eq.content.playbook import playbook
from eq.store.workspace import Workspace

pytestmark = pytest.mark.usefixtures("at")


def rows(workspace: Workspace) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(exporting.csv_of_entries(workspace).decode("utf-8-sig"), newline="")))


def test_without_a_workspace_the_table_is_empty_and_none_is_made(workspace: Workspace) -> None:
    """Looking stores nothing."""
    assert rows(workspace) == []
    assert not workspace.path.exists()


def test_every_entry_is_in_drafts_too_in_the_order_of_time(workspace: Workspace) -> None:
    """Nothing a person wrote is missing from what they take out."""
    old = importing.preview(workspace, "jrnl", b"[2024-01-05 20:00] old @work\nbody", "j", zone="Europe/Berlin")
    importing.keep(workspace, old, batch="b")
    entries.begin(workspace, "debrief", entry="e1", zone="Europe/Berlin")
    entries.write(workspace, "e1", "happened", "They shouted.")
    first = playbook()[0]
    entries.tag(workspace, "e1", "response", [first.id])
    entries.judge(workspace, "e1", first.id, "yes")
    found = rows(workspace)
    assert [(row["state"], row["local_date"], row["local_time"]) for row in found] == [
        ("done", "2024-01-05", "20:00"),
        ("draft", "2026-11-21", "10:00"),
    ]
    assert (found[0]["title"], found[0]["text"], found[0]["custom_tags"], found[0]["origin"]) == (
        "old @work", "body", "work", "jrnl",
    )  # fmt: skip
    assert (found[1]["happened"], found[1]["response_tags"]) == ("They shouted.", first.title)
    assert found[1]["worked"] == f"{first.title}: yes"
