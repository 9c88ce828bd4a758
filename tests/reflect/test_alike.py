"""What makes two episodes alike, and which areas an entry speaks to."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from eq.reflect.alike import Shared, Wanted, shared, speaks_to, wanted
from eq.reflect.competencies import COMPETENCIES, Competency
from eq.reflect.entry import Entry, Tag

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
WAYS: dict[str, Competency] = {"paraphrase": "social-skills", "stay-calm": "self-regulation", "offer": "empathy"}


def entry(*tags: tuple[str, str], **more: Any) -> Entry:
    facts: dict[str, Any] = {"kind": "debrief", "state": "done"} | more
    return Entry(
        id="e",
        at=NOW,
        zone="UTC",
        local_date=date(2026, 11, 21),
        created_at=NOW,
        changed_at=NOW,
        tags=tuple(Tag(kind, value) for kind, value in tags),  # type: ignore[arg-type]
        **facts,
    )


def test_a_debrief_speaks_to_the_areas_of_its_tags_and_of_the_ways_it_used() -> None:
    """Each area once, in the order that is the same everywhere, whatever the order of the tags."""
    found = speaks_to(
        entry(("response", "paraphrase"), ("response", "stay-calm"), ("competency", "social-skills"),
              ("competency", "self-awareness")),
        WAYS,
    )  # fmt: skip
    assert found == ("self-awareness", "self-regulation", "social-skills")
    assert list(found) == [one for one in COMPETENCIES if one in found]


def test_a_way_of_ones_own_and_an_unknown_area_speak_to_nothing() -> None:
    """What does not ship has no area."""
    assert speaks_to(entry(("response", "I hummed"), ("competency", "patience")), WAYS) == ()


def test_what_is_only_planned_was_not_used() -> None:
    """A preparation speaks by its own tags alone."""
    planned = entry(("response", "paraphrase"), ("competency", "empathy"), kind="preparation")
    assert speaks_to(planned, WAYS) == ("empathy",)


def test_mistreatment_speaks_to_no_area() -> None:
    """It is not a communication problem, whatever was tagged before its kind was said."""
    assert speaks_to(entry(("competency", "empathy"), ("response", "offer"), episode="abusive"), WAYS) == ()


@pytest.mark.parametrize(
    ("tags", "client", "weight"),
    [
        ((), "k", 3),
        ((("trigger", "a"),), None, 2),
        ((("trigger", "a"), ("trigger", "b"), ("trigger", "c")), None, 4),
        ((("response", "paraphrase"),), None, 1),
        ((("channel", "phone"),), None, 1),
        ((("trigger", "a"), ("competency", "empathy"), ("response", "offer"), ("channel", "phone")), "k", 7),
        ((("trigger", "other"), ("channel", "email")), "l", 0),
    ],
)
def test_the_client_counts_most_then_triggers_then_areas(tags: Any, client: str | None, weight: int) -> None:
    """Three for the client, two for each trigger, one for each area and for the channel."""
    wants = Wanted("k", ("a", "b"), ("empathy", "social-skills"), ("phone",))
    assert shared(wants, entry(*tags, client=client), WAYS).weight == weight


def test_without_a_client_nobody_is_the_same_client() -> None:
    """Two episodes that name nobody do not share a client."""
    assert shared(wanted(entry(), WAYS), entry(), WAYS) == Shared(False, (), ())
