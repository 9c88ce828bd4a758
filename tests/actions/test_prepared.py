from __future__ import annotations

from collections.abc import Callable

import pytest

from eq.actions import entries, journal, prepared
from eq.actions.preparing import Chosen
from eq.store.workspace import Workspace

ZONE = "Europe/Berlin"


@pytest.mark.parametrize("fact", [{"need_sure": 0}, {"need_asked": False}], ids=["how sure", "asked"])
def test_an_answer_without_any_word_is_no_empty_preparation(
    workspace: Workspace, at: Callable[[str], None], fact: dict[str, int]
) -> None:
    """How sure they were, or whether they asked, waits among the drafts and can be kept."""
    prepared.begin(workspace, "p", Chosen(), ZONE)
    entries.note(workspace, "p", **fact)
    assert [one.id for one in prepared.open_drafts(workspace, "")] == ["p"]
    prepared.finish(workspace, "p")
    assert [one.id for one in journal.page(workspace).entries] == ["p"]


def test_a_debrief_from_an_empty_preparation_puts_nothing_empty_into_the_journal(
    workspace: Workspace, at: Callable[[str], None]
) -> None:
    """A draft whose only answer was taken back stays out of sight, and its debrief begins all the same."""
    prepared.begin(workspace, "p", Chosen(), ZONE)
    assert prepared.begin_from(workspace, "p", ZONE)
    assert entries.get(workspace, "p").state == "draft"
    assert journal.page(workspace).entries == ()


def test_undo_after_the_preparation_was_deleted_brings_back_the_text_alone(
    workspace: Workspace, at: Callable[[str], None]
) -> None:
    """An edited debrief goes back to what it said before, and points to no preparation any more."""
    prepared.begin(workspace, "p", Chosen(trigger="delay"), ZONE)
    one = prepared.begin_from(workspace, "p", ZONE)
    entries.write(workspace, one, "text", "before")
    entries.finish(workspace, one)
    entries.begin_edit(workspace, one)
    entries.write(workspace, one, "text", "after")
    entries.delete(workspace, "p")
    assert entries.undo_edit(workspace, one)
    found = entries.get(workspace, one)
    assert (found.text("text"), found.prepared, found.tagged("trigger")) == ("before", None, ("delay",))
