"""Exercises that were begun: written only when they begin, closed as often as something is said."""

from __future__ import annotations

from datetime import date

import pytest

from eq.actions import clock, sessions
from eq.actions.settings import change_settings
from eq.errors import EqError
from eq.plan.plan import Session


@pytest.fixture
def begun(workspace, at):
    sessions.begin(workspace, session="s", practice="pause", guide="look-around", action="", zone="Europe/Berlin")
    return workspace


def test_an_exercise_is_kept_with_its_day_and_place(workspace, at):
    """Before anything of it is said it has no length and no rating; an empty action is none."""
    at("2026-11-21T01:30:00Z")
    change_settings(workspace, end_of_day=4)
    for _ in range(2):
        sessions.begin(workspace, session="s", practice="pause", guide="look-around", action="", zone="Europe/Berlin")
    assert sessions.get(workspace, "s") == Session("s", "pause", "look-around", clock.now(), date(2026, 11, 20))


def test_it_can_be_closed_again_with_more_said(begun):
    """The rating afterwards comes later than the end."""
    sessions.close(begun, "s", seconds=40, finished=False, before=3, after=None)
    sessions.close(begun, "s", seconds=180, finished=True, before=3, after=2)
    found = sessions.get(begun, "s")
    assert (found.seconds, found.finished, found.before, found.after) == (180, True, 3, 2)


@pytest.mark.parametrize(
    "wrong",
    [{"seconds": -1}, {"seconds": 86_401}, {"seconds": 1.5}, {"seconds": True}]
    + [{name: value} for name in ("before", "after") for value in (-1, 11, 2.5, True, "3")],
)
def test_what_makes_no_sense_changes_nothing(begun, wrong):
    """And says what was wrong."""
    sessions.close(begun, "s", seconds=5, finished=False, before=1, after=1)
    known = sessions.get(begun, "s")
    with pytest.raises(EqError):
        sessions.close(begun, "s", **({"seconds": 9, "finished": True, "before": 2, "after": 2} | wrong))
    assert sessions.get(begun, "s") == known


def test_what_was_never_begun_cannot_be_closed(begun):
    """Nor what was deleted meanwhile."""
    with pytest.raises(EqError, match="deleted"):
        sessions.close(begun, "other", seconds=5, finished=False, before=None, after=None)


def test_an_empty_workspace_has_no_sessions(workspace):
    """And asking makes no file."""
    assert sessions.get(workspace, "s") is None
    assert (sessions.rises(workspace, "a"), sessions.rises_of_practice(workspace, "pause")) == (0, 0)
    assert not workspace.exists()


def test_rises_outside_of_a_plan_count_for_the_practice(begun):
    """Two of them are two."""
    sessions.close(begun, "s", seconds=5, finished=False, before=1, after=5)
    sessions.begin(begun, session="t", practice="pause", guide="look-around", action=None, zone="UTC")
    sessions.close(begun, "t", seconds=5, finished=True, before=1, after=3)
    assert sessions.rises_of_practice(begun, "pause") == 2
