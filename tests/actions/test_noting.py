"""The question on offer, drafts that wait, and the offer to close."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from eq.actions import entries, noting
from eq.errors import EqError

ZONE = "Europe/Berlin"


@pytest.mark.parametrize(
    ("moment", "group"),
    [
        ("2026-11-21T15:59:00Z", "general"),
        ("2026-11-21T16:00:00Z", "evening"),
        ("2026-11-22T02:59:00Z", "evening"),
        ("2026-11-22T03:00:00Z", "general"),
    ],
)
def test_evening_questions_from_five_until_the_day_ends(workspace, at, moment, group):
    """In the person's own zone; their day ends at four in the morning by default."""
    at(moment)
    assert noting.group_now(workspace, ZONE) == group


@pytest.mark.parametrize("group", noting.GROUPS)
def test_all_questions_of_a_group_come_before_one_comes_again(at, group):
    at("2026-11-21T09:00:00Z")
    asked = [noting.question(group, ZONE)]
    while len(asked) < 2 or asked[-1] != asked[0]:
        asked.append(noting.question(group, ZONE, asked[-1].id))
    assert len(asked) > 10
    assert len(set(asked)) == len(asked) - 1
    assert {one.group for one in asked} == {group}


def test_the_next_day_begins_with_another_question(at):
    at("2026-11-21T09:00:00Z")
    first = noting.question("general", ZONE)
    at("2026-11-22T09:00:00Z")
    assert noting.question("general", ZONE) != first


def test_drafts_of_both_kinds_wait_the_latest_first_and_the_open_one_does_not(workspace, at):
    ids = {"note": "one", "feedback": "two", "debrief": "three"}
    for minute, (kind, entry) in enumerate(ids.items()):
        at(f"2026-11-21T09:0{minute}:00Z")
        entries.begin(workspace, kind, entry=entry, zone=ZONE)
        entries.write(workspace, entry, "keep", "Something.")
    assert [one.id for one in noting.open_drafts(workspace, "")] == ["two", "one"]
    assert [one.id for one in noting.open_drafts(workspace, "two")] == ["one"]


def test_finishing_what_was_never_begun_says_what_to_do(workspace):
    with pytest.raises(EqError, match="Write a word first"):
        noting.finish(workspace, "never")


def test_the_offer_to_close_comes_after_a_quarter_of_an_hour(at):
    """Its words and its two answers are those of the safety step."""
    opened = datetime(2026, 11, 21, 9, tzinfo=UTC)
    at("2026-11-21T09:14:59Z")
    assert noting.fifteen_minutes(opened) is None
    at("2026-11-21T09:15:00Z")
    said = noting.fifteen_minutes(opened)
    assert said is not None
    assert [choice.id for choice in said.choices] == ["close-with-step", "go-on"]
    assert noting.fifteen_minutes(None) is None
