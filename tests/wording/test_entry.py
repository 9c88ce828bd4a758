"""What entries are called."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from eq.reflect.entry import Entry
from eq.wording.entry import shortened, title_of

AT = datetime(2026, 11, 21, 12, tzinfo=UTC)


def debrief(**facts) -> Entry:
    return Entry(
        "e", "debrief", "done", AT, "Europe/Berlin", date(2026, 11, 21), AT, AT,
        texts={"happened": "They shouted at me."}, **facts,
    )  # fmt: skip


def test_a_debrief_is_called_by_what_happened() -> None:
    """Where it has no title of its own."""
    assert title_of(debrief(severity=7, episode="aggressive")) == "They shouted at me."


@pytest.mark.parametrize("facts", [{"severity": 8}, {"episode": "abusive"}])
def test_what_was_severe_or_mistreatment_is_not_told_in_a_list(facts) -> None:
    """It is called by its kind until it has a title."""
    assert title_of(debrief(**facts)) == "Debrief"


def test_a_shortened_line_has_no_sign_before_its_ellipsis() -> None:
    """Neither a full stop nor a comma."""
    assert shortened("They meant the intercom. And the bill", 26) == "They meant the intercom…"
