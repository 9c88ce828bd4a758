"""The words of a debrief that depend on what kind of contact it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from eq.reflect.entry import Entry, Tag
from eq.wording import debrief as words

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
SEEN = Entry(
    id="e", kind="debrief", state="done", at=NOW, zone="UTC", local_date=date(2026, 11, 21), created_at=NOW,
    changed_at=NOW, texts={"next_time": "I tell the lead."}, tags=(Tag("response", "paraphrase"),),
)  # fmt: skip


def test_after_mistreatment_there_is_a_next_step_and_no_next_time() -> None:
    """Nor a way of responding that it could be counted against."""
    abused = words.facts(replace(SEEN, episode="abusive"), {})
    assert abused[1:] == ["My next step: I tell the lead."]
    assert words.facts(SEEN, {})[1:] == ["Used: paraphrase", "For next time: I tell the lead."]


def test_only_mistreatment_changes_what_is_asked() -> None:
    """Every other screen keeps its title and lead."""
    changed = {
        screen
        for screen in words.QUESTION
        if words.head(screen, abusive=True, settled=False) != words.head(screen, abusive=False, settled=False)
    }
    assert changed == {"happened", "did", "next"}
