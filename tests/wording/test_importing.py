"""What is said about journals that come in and go out again."""

from __future__ import annotations

from datetime import date

import pytest

from eq.errors import Problem
from eq.wording import importing as words

DAY, LATER = date(2024, 1, 5), date(2026, 11, 21)


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ((1, 0, 0), "**1 entry** new · 5 January 2024 to 21 November 2026"),
        ((12000, 3, 1), "**12,000 entries** new, 3 already there, 1 left out · 5 January 2024 to 21 November 2026"),
        ((0, 3, 0), "Nothing new, 3 already there · 5 January 2024 to 21 November 2026"),
    ],
)
def test_a_preview_is_one_sentence(counts: tuple[int, int, int], expected: str) -> None:
    """Only what there is is named."""
    assert words.summary(*counts, DAY, LATER) == expected


def test_a_preview_of_one_day_or_of_none() -> None:
    """One day is named once, and a file without entries says so."""
    assert words.summary(2, 0, 0, DAY, DAY) == "**2 entries** new · 5 January 2024"
    assert words.summary(0, 0, 2, None, None) == "Nothing new, 2 left out."
    assert words.summary(0, 0, 0, None, None) == "There are no entries in this file."


def test_every_place_of_the_scale_is_found_by_its_own_number() -> None:
    """Numbers between take the nearest word."""
    assert [words.level_of(number) for _, number in words.SCALE] == [label for label, _ in words.SCALE]
    assert words.level_of(0.7) == "Very pleasant"
    assert words.level_of(-0.1) == "In between"


def test_what_was_done_counts_right() -> None:
    """One is, many are."""
    assert words.done(1, 0, 0) == "1 entry is in your journal now."
    assert words.done(2, 1, 3) == "2 entries are in your journal now, 1 was there already, 3 left out."
    assert words.done(0, 2, 0) == "Nothing was new: 2 entries were there already."


def test_taking_back_names_what_goes() -> None:
    """Edited entries are told apart, and an import of which nothing is left deletes nothing."""
    assert "changed since" not in words.take_back(2, 0)
    assert "**1 of them was changed since**" in words.take_back(2, 1)
    assert "No entry" in words.take_back(0, 0)
    assert words.taken_back(1, True) == "1 entry was taken back."
    assert "another tab" in words.taken_back(2, False).lower()


def test_a_terminal_hears_of_ten_at_most() -> None:
    """The rest is a number."""
    refused = [Problem(f"row {n}", "It is odd.", "Mend it.") for n in range(12)]
    lines = words.report("f.csv", 1, 0, refused, dry=False)
    assert lines[0] == "f.csv: 1 entry new, 0 already there, 12 left out."
    assert lines[1] == "row 0: It is odd. Mend it."
    assert (len(lines), lines[-1]) == (12, "… and 2 more. --format json names them all.")
    assert len(words.report("f.csv", 1, 0, refused[:10], dry=True)) == 11
