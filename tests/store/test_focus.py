"""What speaks for a focus, as it is counted in the file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from eq.reflect.competencies import Competency
from eq.reflect.entry import Entry, Tag, TagKind, Worked
from eq.store import entries, focus, people
from eq.store.database import Connection
from eq.store.workspace import Workspace

AT = datetime(2026, 11, 1, 9, tzinfo=UTC)
FIRST, LAST = date(2026, 11, 1), date(2026, 11, 20)
WAYS: dict[str, Competency] = {"listen": "empathy", "calm": "self-regulation"}


@pytest.fixture
def db(workspace: Workspace) -> Iterator[Connection]:
    """A transaction with an owner."""
    workspace.ensure()
    with workspace.write() as connection:
        people.ensure_owner(connection, AT)
        yield connection


def met(db: Connection, name: str, day: int, *tags: tuple[TagKind, str, Worked | None], **facts: object) -> None:
    """Put a finished debrief of severity 6 on a day counted from the first of November."""
    at = AT + timedelta(days=day - 1)
    kept = tuple(Tag(*tag) for tag in tags)
    new = Entry(name, "debrief", "done", at, "UTC", at.date(), at, at, tags=kept, severity=6)
    entries.add(db, people.ensure_owner(db, AT), replace(new, **facts))  # type: ignore[arg-type]


def owner(db: Connection) -> str:
    return people.ensure_owner(db, AT)


def area(name: str) -> tuple[TagKind, str, None]:
    return ("competency", name, None)


def used(way: str, worked: Worked | None = None) -> tuple[TagKind, str, Worked | None]:
    return ("response", way, worked)


def test_an_episode_speaks_by_its_tag_or_by_a_way_that_did_not_wholly_work_and_to_each_area_once(
    db: Connection,
) -> None:
    """The latest comes first; a way that worked, or of which it was not said, shows no need of its area."""
    met(db, "both", 1, area("empathy"), used("listen", "no"))
    met(db, "two", 2, area("motivation"), used("calm", "partly"), used("own words", "no"))
    met(db, "fine", 2, used("calm", "yes"), used("listen"))
    met(db, "none", 3, used("own words"), ("trigger", "noise", None))
    assert focus.hard_episodes(db, owner(db), WAYS, FIRST, LAST, 4) == [
        ("motivation", "two", "2026-11-02"),
        ("self-regulation", "two", "2026-11-02"),
        ("empathy", "both", "2026-11-01"),
    ]


def test_mildness_mistreatment_drafts_and_other_days_do_not_speak(db: Connection) -> None:
    """The first and the last day count in; an episode without a severity is not known to be hard."""
    tag = area("empathy")
    met(db, "edge", 20, tag, severity=4)
    met(db, "first", 1, tag)
    met(db, "mild", 2, tag, severity=3)
    met(db, "unsaid", 3, tag, severity=None)
    met(db, "abusive", 4, tag, episode="abusive")
    met(db, "draft", 5, tag, state="draft")
    met(db, "parked", 6, tag, state="parked")
    met(db, "planned", 7, tag, kind="preparation")
    met(db, "later", 21, tag)
    met(db, "before", 0, tag)
    assert [one for _, one, _ in focus.hard_episodes(db, owner(db), WAYS, FIRST, LAST, 4)] == ["edge", "first"]


def test_a_trigger_counts_by_days_and_a_way_by_times_it_did_not_quite_work(db: Connection) -> None:
    """Two episodes of one day are one day; mistreatment, other days and what worked are left out."""
    noise: tuple[TagKind, str, None] = ("trigger", "noise", None)
    met(db, "a", 2, noise, used("calm", "no"), severity=1)
    met(db, "b", 2, noise, used("calm", "partly"), used("listen", "yes"))
    met(db, "c", 3, noise, used("listen"))
    met(db, "d", 4, noise, used("calm", "no"), episode="abusive")
    met(db, "e", 21, noise, used("calm", "no"))
    assert focus.trigger_days(db, owner(db), FIRST, LAST) == {"noise": 2}
    assert focus.unhelpful_ways(db, owner(db), FIRST, LAST) == {"calm": 2}


def test_the_last_answer_about_an_area_stands(db: Connection) -> None:
    """Either half may be missing, and areas without an answer are absent."""
    focus.rate(db, owner(db), "empathy", (3, None), AT)
    focus.rate(db, owner(db), "empathy", (1, 2), AT)
    focus.rate(db, owner(db), "motivation", (None, 0), AT)
    assert focus.ratings(db, owner(db)) == {"empathy": (1, 2), "motivation": (None, 0)}
