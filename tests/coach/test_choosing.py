"""What is chosen for a report, and until when it may be kept."""

from __future__ import annotations

from datetime import date

import pytest

from eq.coach.choosing import Selection, months_on


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 11, 21), 1, date(2026, 12, 21)),
        (date(2026, 11, 21), 3, date(2027, 2, 21)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 12, 1), 0, date(2026, 12, 1)),
    ],
)
def test_months_end_on_a_day_that_exists(day: date, months: int, then: date) -> None:
    """Where a month is too short, its last day stands for the one it has not."""
    assert months_on(day, months) == then


def test_nothing_typed_is_chosen_at_first() -> None:
    """A report of which nothing was said holds every section of numbers and no word of one's own."""
    usual = Selection(date(2026, 1, 1), date(2026, 2, 1))
    assert not usual.has("entries")
    assert usual.has("journal")
    assert not any(usual.lets_out(kind) for kind in ("entries", "promises", "goals", "words", "tags", "notes"))
