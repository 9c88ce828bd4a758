"""Rows of guided exercises: what is kept comes back as it was, and rises in distress are counted where they belong."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eq.plan.measure import Measure
from eq.plan.plan import Action, Plan, Session
from eq.store import people, plans, practice_days, practice_sessions

AT = datetime(2026, 11, 21, 9, 30, 15, 250_000, tzinfo=UTC)
DAY = date(2026, 11, 21)
CALM = Measure("Calm", "How calm were you today?", "scale", "higher", "Not at all", "Wholly")


def make(session_id="s", **more):
    return Session(session_id, more.pop("practice", "pause"), more.pop("guide", "look-around"), AT, DAY, **more)


@pytest.fixture
def db(workspace):
    workspace.ensure()
    with workspace.write() as db:
        person = people.ensure_owner(db, AT)
        plans.add_plan(db, person, Plan("p", "self-regulation", "", DAY, "UTC", AT, AT))
        for action in ("a", "b"):
            plans.add_action(db, Action(action, "p", "pause", "Pause", CALM, 2, 1, (1, 2, 3, 4, 5), DAY, AT, AT))
        yield db


@pytest.fixture
def person(db):
    return people.owner(db)


upset = st.none() | st.integers(0, 10)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 86_400), st.booleans(), upset, upset, st.sampled_from([None, "a", "b"]))
def test_a_session_comes_back_as_it_was(db, person, seconds, finished, before, after, action):
    """With every length, end and rating, within a plan and outside it."""
    practice_sessions.add(db, person, make(action=action))
    assert practice_sessions.put(db, "s", seconds=seconds, finished=finished, before=before, after=after)
    expected = make(action=action, seconds=seconds, finished=finished, before=before, after=after)
    assert practice_sessions.session(db, "s") == expected
    db.execute("delete from practice_session")


def test_adding_the_same_session_again_changes_nothing(db, person):
    """A double click begins one exercise."""
    assert practice_sessions.add(db, person, make())
    assert not practice_sessions.add(db, person, make(guide="kindness"))
    assert practice_sessions.session(db, "s") == make()


def test_a_session_of_an_action_that_is_gone_stands_without_it(db, person):
    """Deleted in another tab, before the exercise began or after."""
    practice_sessions.add(db, person, make(action="gone"))
    assert practice_sessions.session(db, "s") == make()
    practice_sessions.add(db, person, make("t", action="a"))
    db.execute("delete from plan_action where id = 'a'")
    assert practice_sessions.session(db, "t") == make("t")


def test_what_is_not_there_cannot_be_closed(db):
    """And nothing is made in its place."""
    assert not practice_sessions.put(db, "s", seconds=1, finished=True, before=None, after=None)
    assert practice_sessions.session(db, "s") is None


@pytest.mark.parametrize(
    ("before", "after", "counts"),
    [(3, 5, 1), (3, 4, 0), (5, 3, 0), (0, 10, 1), (None, 9, 0), (1, None, 0), (None, None, 0)],
)
def test_a_rise_is_two_points_or_more(db, person, before, after, counts):
    """Where both were said; otherwise there is no rise."""
    practice_sessions.add(db, person, make(action="a"))
    practice_sessions.put(db, "s", seconds=1, finished=False, before=before, after=after)
    assert practice_sessions.rises(db, ["a", "b"]) == ({"a": counts} if counts else {})
    assert practice_sessions.rises_of_practice(db, person, "pause") == counts
    assert practice_sessions.rises_of_practice(db, person, "another") == 0


def test_the_last_word_about_a_day_is_found_in_its_plan_alone(db):
    """None while nothing was said."""
    assert practice_days.last_said(db, ["p"]) is None
    practice_days.say(db, "a", DAY, "done", AT)
    practice_days.measure(db, "b", DAY, 4.0, AT.replace(hour=20))
    assert practice_days.last_said(db, ["p"]) == AT.replace(hour=20)
    assert practice_days.last_said(db, ["another"]) is None
