"""What Today says of what a person wrote."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import get_args

import pytest

from eq.actions.settings import Settings
from eq.actions.today import DueKind
from eq.reflect.entry import KINDS
from eq.wording import follow_up, settings, today

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (datetime(2026, 11, 21, 9, 5, tzinfo=UTC), "today at 9:05"),
        (datetime(2026, 11, 20, 23, 59, tzinfo=UTC), "yesterday at 23:59"),
        (datetime(2026, 11, 19, 0, 0, tzinfo=UTC), "on 19 November 2026 at 0:00"),
        (datetime(2025, 11, 21, 9, 5, tzinfo=UTC), "on 21 November 2025 at 9:05"),
    ],
)
def test_a_time_near_by_is_called_by_its_name(moment: datetime, said: str) -> None:
    """Today and yesterday by the calendar, everything else by its date."""
    assert today.when(moment, NOW) == said


def test_every_kind_that_can_be_due_has_its_button() -> None:
    """And no button stands there for nothing."""
    assert set(today.BUTTON) == set(get_args(DueKind))


def test_every_switch_has_its_words() -> None:
    """One label for each thing Today may show."""
    labelled = {*settings.JOURNAL_SWITCHES, *settings.PLAN_SWITCHES, *settings.QUESTIONNAIRE_SWITCHES}
    assert labelled == {name for name in vars(Settings()) if name.startswith("today_")} - {"today_from"}


@pytest.mark.parametrize(("n", "said"), [(1, "1 promise is"), (2, "2 promises are")])
def test_one_promise_is_one(n: int, said: str) -> None:
    """In number and verb."""
    assert said in today.overdue(n)
    assert said in today.promises(n)


@pytest.mark.parametrize("kind", KINDS)
def test_a_draft_of_every_kind_has_a_name(kind: str) -> None:
    """Nothing that was begun is left without words."""
    assert "begun today at 9:05" in today.entry_draft(kind, "today at 9:05")  # type: ignore[arg-type]


def test_parked_debriefs_are_one_sentence_with_or_without_a_line() -> None:
    """The others are counted behind it."""
    assert today.parked("The parcel", "today at 9:05", 0) == (
        "**The parcel** waits for you, set aside for later. It happened today at 9:05."
    )
    assert today.parked("", "today at 9:05", 2).startswith("**A debrief** waits")
    assert "2 more wait under Debrief" in today.parked("", "today at 9:05", 2)
    assert "1 more waits under Debrief" in today.parked("", "today at 9:05", 1)


def test_every_easy_answer_is_a_number_of_minutes_or_a_word_of_ours() -> None:
    """And the numbers rise."""
    minutes = [int(key) for key in follow_up.CHOICES if key not in (follow_up.OTHER, follow_up.NOT_YET)]
    assert minutes == sorted(minutes)
    assert minutes[-1] <= 6 * 60
