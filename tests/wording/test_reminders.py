"""What a calendar says of a practice."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from eq.plan.measure import Measure
from eq.plan.plan import Action
from eq.wording import plan_run
from eq.wording import reminders as words

MOMENT = datetime(2026, 11, 2, 9, tzinfo=UTC)
CALM = Measure("Calm", "How calm were you today?", "scale", "higher", "Not at all", "Wholly")


def action(**more: Any) -> Action:
    fields = {
        "id": "a", "plan": "p", "practice": "x", "title": "Pause", "measure": CALM, "minutes": 2, "times": 1,
        "weekdays": (1, 3), "practice_from": date(2026, 11, 2), "created_at": MOMENT, "changed_at": MOMENT,
        "cue": "The phone rings", "act": "I breathe out", "obstacle": "I forget", "instead": "I do it later",
        "tiny": "Feel your feet.",
    }  # fmt: skip
    return Action(**(fields | more))


def test_a_calendar_has_the_sentences_the_pages_have() -> None:
    """Word for word, and the small version beside them."""
    first, second, small, *_ = words.practice(action())
    assert first == plan_run.if_then("The phone rings", "I breathe out") == "If the phone rings, then I breathe out."
    assert second == "If I forget, then I do it later."
    assert small == "Or only the small version: Feel your feet."


def test_where_only_the_small_version_is_asked_for_the_calendar_asks_for_nothing_else() -> None:
    """It is the title, and no line below brings the whole practice back."""
    one = action(small=True)
    assert words.practice_title(one) == "Feel your feet."
    assert not any("phone" in line or "breathe" in line for line in words.practice(one))
