"""The journal and the questionnaires side by side, in words."""

from __future__ import annotations

from datetime import date

import pytest

from eq.wording import loop as words


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2026, 2, 28), date(2026, 2, 28), "28 Feb 2026"),
        (date(2026, 12, 28), date(2027, 1, 3), "week of 28 Dec 2026"),
        (date(2026, 2, 1), date(2026, 2, 28), "February 2026"),
        (date(2026, 10, 1), date(2026, 12, 31), "Oct to Dec 2026"),
        (date(2026, 1, 1), date(2026, 12, 31), "2026"),
    ],
)
def test_a_stretch_of_days_has_its_own_name(first: date, last: date, said: str) -> None:
    """A day, a week also across the new year, a month, a quarter, a year."""
    assert words.stretch(first, last) == said


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ((True, [], []), "Shares the same client"),
        ((False, ["A bill"], ["Empathy"]), "Shares “A bill” and Empathy"),
        ((True, ["A bill"], [], ["Phone"]), "Shares the same client, “A bill” and “Phone”"),
        ((False, [], []), ""),
    ],
)
def test_what_is_shared_is_one_phrase(given: tuple[object, ...], said: str) -> None:
    """The client first, then what set it off and the channel, then the areas."""
    assert words.shared(*given) == said  # type: ignore[arg-type]


def test_counts_agree_with_their_nouns() -> None:
    """One episode, two episodes."""
    assert words.area("Empathy", 1) == "Empathy · 1 episode"
    assert words.stroke_lines(date(2026, 2, 1), date(2026, 2, 28), 2) == ["February 2026", "2 episodes in your journal"]
