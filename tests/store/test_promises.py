"""Rows of promises: what is kept comes back as it was, versions too, and deleted words are in no file."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eq.reflect.promise import PROMISE_STATES, SATISFIED, Commitment
from eq.store import people, promises

AT = datetime(2026, 11, 21, 9, 30, 15, 250_000, tzinfo=UTC)
MARK = "Marzipankartoffel"


def make(promise_id="p", **more):
    return Commitment(promise_id, more.pop("what", "Call"), more.pop("state", "open"), "Europe/Berlin", AT, AT, **more)


@pytest.fixture
def db(workspace):
    workspace.ensure()
    with workspace.write() as db:
        yield db


texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=50)
whole = st.builds(
    make,
    what=texts,
    state=st.sampled_from(PROMISE_STATES),
    to_whom=texts,
    due_date=st.none() | st.dates(),
    due_time=st.none() | st.builds(time, st.integers(0, 23), st.integers(0, 59)),
    agreed=st.sampled_from([None, True, False]),
    reason=texts,
    satisfied=st.none() | st.sampled_from(SATISFIED),
    resolved_at=st.sampled_from([None, AT]),
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(whole, whole)
def test_a_promise_and_its_version_come_back_as_they_were(db, first, second):
    """Any text, date and state survives the file, and so does what stood before the last step."""
    person = people.ensure_owner(db, AT)
    promises.delete(db, "p")
    assert promises.add(db, person, first) is True
    assert promises.promise(db, "p") == first
    promises.keep_version(db, first, AT)
    promises.put(db, second)
    now = promises.promise(db, "p")
    assert now == second
    assert promises.version(db, now) == first


def test_the_same_id_is_added_once(db):
    """The second one changes nothing, not even its words."""
    person = people.ensure_owner(db, AT)
    assert promises.add(db, person, make()) is True
    assert promises.add(db, person, make(what="Something else")) is False
    assert promises.promise(db, "p").what == "Call"


def test_an_entry_that_is_gone_loses_no_promise(db):
    """A promise made in a tab whose entry was deleted in another is kept without it."""
    person = people.ensure_owner(db, AT)
    assert promises.add(db, person, make(entry="gone", client="gone"))
    found = promises.promise(db, "p")
    assert (found.entry, found.client) == (None, None)


def test_open_ones_come_by_date_and_undated_ones_last(db):
    person = people.ensure_owner(db, AT)
    dates = {"none": None, "late": date(2026, 12, 1), "noon": date(2026, 11, 30), "day": date(2026, 11, 30)}
    for name, due in dates.items():
        promises.add(db, person, make(name, due_date=due, due_time=time(12) if name == "noon" else None))
    promises.add(db, person, make("done", state="kept", due_date=date(2026, 1, 1)))
    assert [one.id for one in promises.still_open(db, person)] == ["noon", "day", "late", "none"]


def test_resolved_ones_come_in_stretches_the_latest_first(db):
    person = people.ensure_owner(db, AT)
    for n in range(7):
        promises.add(db, person, make(f"p{n}", state="kept" if n % 2 else "broken", resolved_at=AT.replace(minute=n)))
    first, rest = (promises.resolved(db, person, ("kept", "broken"), offset=n, limit=4) for n in (0, 4))
    assert [one.id for one in (*first, *rest)] == ["p6", "p5", "p4", "p3", "p2", "p1", "p0"]
    assert [one.id for one in promises.resolved(db, person, ("kept",))] == ["p5", "p3", "p1"]
    assert promises.counts(db, person) == {"kept": 3, "broken": 4}


def test_deleting_the_first_leaves_the_one_it_was_moved_to(db):
    """The successor only loses the tie."""
    person = people.ensure_owner(db, AT)
    promises.add(db, person, make(state="moved"))
    promises.add(db, person, make("next", follows="p"))
    assert promises.successor(db, "p").id == "next"
    promises.delete(db, "p")
    assert promises.promise(db, "next").follows is None


def test_deleted_promises_are_in_no_file(workspace):
    """Neither the promise nor its last version leaves a byte behind once the file is scrubbed."""
    workspace.ensure()
    with workspace.write() as db:
        person = people.ensure_owner(db, AT)
        promises.add(db, person, make(what=MARK * 40, reason=MARK))
    with workspace.write() as db:
        before = promises.promise(db, "p")
        promises.keep_version(db, before, AT)
        promises.put(db, replace(before, what="short"))
    files = [path for path in workspace.path.parent.rglob("*") if path.is_file()]
    assert any(MARK.encode() in path.read_bytes() for path in files)
    with workspace.write() as db:
        promises.delete(db, "p")
    assert workspace.scrub() is True
    files = [path for path in workspace.path.parent.rglob("*") if path.is_file()]
    assert [path.name for path in files if MARK.encode() in path.read_bytes()] == []
