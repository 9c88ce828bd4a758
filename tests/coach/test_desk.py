"""The rules of the desk: order, who is shown under whom, labels, and dates that are over."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eq.coach.desk import LONGEST_LABEL, Client, Done, Row, ended, groups, label_for, ordered, overdue, root

TODAY = date(2026, 11, 21)
names = st.sampled_from("ABCDE")


def row(label: str, next_on: date | None = None, unread: int = 0) -> Row:
    return Row(Client(label, label), next_on, None, unread, 0, "", None, None, False, None, False, 1)


def test_the_next_session_comes_first() -> None:
    """The earliest day, a past one included; without one the most unread; then by label whatever its case."""
    rows = [
        row("b"), row("A"), row("c", unread=2), row("d", TODAY, unread=9), row("e", date(2026, 11, 1)),
        row("f", TODAY), row("g", unread=1),
    ]  # fmt: skip
    assert [one.client.label for one in ordered(rows)] == ["e", "d", "f", "c", "g", "A", "b"]


@pytest.mark.parametrize(
    ("until", "over"), [(None, False), (date(2026, 11, 20), True), (TODAY, False), (date(2026, 11, 22), False)]
)
def test_the_last_day_counts_in(until: date | None, over: bool) -> None:
    """On the consent date itself a packet may still be kept."""
    assert ended(until, TODAY) is over


@pytest.mark.parametrize(
    ("agreed", "due", "done", "late"),
    [
        ("a", date(2026, 11, 20), None, True),
        ("a", TODAY, None, False),
        ("a", None, None, False),
        ("a", date(2026, 11, 20), "no", False),
        ("", date(2026, 11, 20), None, False),
    ],
)
def test_a_step_is_overdue_until_something_is_said_of_it(
    agreed: str, due: date | None, done: Done | None, late: bool
) -> None:
    """Whatever is said; a step without a date never is."""
    assert overdue(agreed, due, done, TODAY) is late


@settings(max_examples=100)
@given(st.dictionaries(names, names, max_size=5))
def test_everybody_is_shown_once_whatever_was_merged(merged: dict[str, str]) -> None:
    """Even where merges run in a circle, which no act of the desk makes, nobody is lost and nobody doubled."""
    people = {name: f"Client {name}" for name in "ABCDE"}
    shown = [person for one in groups(people, merged) for person in one.persons]
    assert sorted(shown) == sorted(people)
    assert all(root(root(name, merged), merged) == root(name, merged) for name in people)


def test_the_name_on_the_report_is_the_label() -> None:
    """On one line, with a number where it is taken, cut where it is too long."""
    assert label_for(" Mara\n K. ", []) == "Mara K."
    assert label_for("Mara", ["mara", "Mara 2"]) == "Mara 3"
    assert label_for("", []) == "Client 1"
    assert label_for(" ", ["Client 1", "client 2", "Client 4"]) == "Client 3"


@settings(max_examples=100)
@given(st.text(max_size=200), st.lists(st.text(max_size=10), max_size=3))
def test_a_label_is_new_and_fits(subject: str, taken: list[str]) -> None:
    """Never empty, never one that is there, never longer than a label may be."""
    once = label_for(subject, taken)
    again = label_for(subject, [*taken, once])
    assert 0 < len(once) <= LONGEST_LABEL
    assert once.casefold() not in {one.casefold() for one in taken}
    assert again.casefold() != once.casefold()
    assert len(again) <= LONGEST_LABEL
