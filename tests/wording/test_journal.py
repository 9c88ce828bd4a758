"""The journal in words."""

from __future__ import annotations

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from eq.reflect.entry import TAG_KINDS, TEXT_FIELDS, Entry, Point, Tag, Word
from eq.wording import journal as words

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
DAY = date(2026, 11, 21)


def test_every_field_and_tag_has_its_words() -> None:
    """Nothing is shown by the name the file has for it."""
    assert set(words.FIELD) == set(TEXT_FIELDS)
    assert set(words.TAG) == set(words.TAGS) == set(TAG_KINDS)


def test_severity_is_said_in_words_with_its_number() -> None:
    """From hardly anything to as hard as it gets, never decreasing."""
    said = [words.severity(value) for value in range(11)]
    assert said[0] == "hardly anything (0 of 10)"
    assert said[10] == "as hard as it gets (10 of 10)"
    steps = list(dict.fromkeys(text.split(" (")[0] for text in said))
    assert len(steps) == 6


def test_feelings_are_the_words_and_then_the_point() -> None:
    """Either alone as well; a moment without both says nothing."""
    assert words.feelings(("calm", "rested"), Point(0.5, -0.5)) == "Calm, rested · rather pleasant, rather low energy"
    assert words.feelings((), Point(0.5, None)) == "rather pleasant"
    assert words.feelings(("calm",), None) == "Calm"
    assert words.feelings((), Point(None, None)) == ""


@given(st.integers(0, 10**6))
def test_lengths_of_time_add_up(value: int) -> None:
    """Days, hours and minutes; from a day on minutes are left out."""
    said = words.minutes(value).split()
    found = dict(zip((unit.rstrip("s") for unit in said[1::2]), map(int, said[::2]), strict=True))
    total = found.get("day", 0) * 1440 + found.get("hour", 0) * 60 + found.get("minute", 0)
    assert total == (value if value < 1440 else value // 60 * 60)


def test_filters_read_as_a_person_would_say_them() -> None:
    """Open ends are said as such."""
    assert words.between_days(DAY, DAY) == "21 November 2026"
    assert words.between_days(None, DAY) == "Up to 21 November 2026"
    assert words.between_severities(8, 10) == "Severity 8 to 10"
    assert words.between_severities(None, 3) == "Severity up to 3"


def test_deleting_names_what_goes_and_what_stays() -> None:
    """The day, the title, the numbers, the promises that stay, and that it is final."""
    entry = Entry(
        "e", "debrief", "done", NOW, "UTC", DAY, NOW, NOW,
        texts={"happened": "x", "did": "y"}, words=(Word("calm"),), tags=(Tag("custom", "team"),),
    )  # fmt: skip
    said = words.delete_entry(entry, "A call", 2)
    assert "“A call”" in said
    for part in (
        "debrief of 21 November 2026", "2 texts, 1 feeling word and 1 tag", "2 promises", "cannot be undone",
    ):  # fmt: skip
        assert part in said
    assert "promise" not in words.delete_entry(entry, "A call", 0)


def test_a_deletion_that_is_not_over_says_so() -> None:
    """Old bytes go when the other tab is closed."""
    assert "Another tab" in words.deleted(gone=False)
    assert "Another tab" not in words.deleted(gone=True)


def test_shades_cover_every_number_once() -> None:
    """From none to the open end."""
    assert words.shade_names((1, 2, 3, 5)) == ["none", "1", "2", "3–4", "5 or more"]


def test_a_clients_line_counts() -> None:
    """What was never is not said."""
    assert words.client_line(1, None, 0) == "1 contact"
    assert words.client_line(3, DAY, 1) == "3 contacts · last on 21 Nov 2026 · 1 open promise"
    assert words.promise_states({"open": 2, "handed-over": 1}) == "Promises: 2 open and 1 handed over."
    assert words.promise_states({}) == ""
