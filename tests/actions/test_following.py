"""Answering a follow-up: minutes that can be true, once, and "not yet" or "put away" as good answers."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from eq.actions import entries, following
from eq.errors import EqError
from eq.reflect.entry import Entry
from eq.store.workspace import Workspace

At = Callable[[str], None]


@pytest.fixture
def debrief(workspace: Workspace, at: At) -> str:
    """A finished debrief of 09:00, looked at again at 17:00."""
    entries.begin(workspace, "debrief", entry="one", zone="UTC")
    entries.note(workspace, "one", severity=6)
    entries.finish(workspace, "one")
    at("2026-11-21T17:00:00Z")
    return "one"


def now(workspace: Workspace) -> Entry:
    return entries.get(workspace, "one")


def test_the_minutes_are_kept_with_the_time_of_the_answer(workspace: Workspace, debrief: str) -> None:
    """A known recovery, and the follow-up is over."""
    following.finish(workspace, debrief, 30)
    kept = now(workspace)
    assert (kept.recovery, kept.recovery_minutes) == ("known", 30)
    assert kept.followed_at is not None
    assert kept.followed_at.isoformat() == "2026-11-21T17:00:00+00:00"
    assert kept.asked_at == kept.followed_at


def test_a_second_answer_changes_nothing(workspace: Workspace, debrief: str, at: At) -> None:
    """Whether another tab answers, says not yet or puts it away: the first word stands."""
    following.finish(workspace, debrief, 30)
    first = now(workspace)
    at("2026-11-21T18:00:00Z")
    following.finish(workspace, debrief, 60)
    following.not_yet(workspace, debrief)
    following.put_away(workspace, debrief)
    assert now(workspace) == first


@pytest.mark.parametrize("minutes", [481, 10**9, -1, 2.5, True, "30"])
def test_no_recovery_is_longer_than_the_time_since(workspace: Workspace, debrief: str, minutes: int) -> None:
    """Eight hours later 480 minutes are the most; nonsense is refused, and the question stays open."""
    before = now(workspace)
    with pytest.raises(EqError):
        following.finish(workspace, debrief, minutes)
    assert now(workspace) == before
    following.finish(workspace, debrief, 480)
    assert now(workspace).recovery_minutes == 480


def test_done_without_minutes_is_an_answer_too(workspace: Workspace, debrief: str) -> None:
    """Whoever leaves the question out is not asked again, and no recovery is made up."""
    following.finish(workspace, debrief)
    kept = now(workspace)
    assert (kept.recovery, kept.recovery_minutes) == (None, None)
    assert kept.followed_at is not None


def test_not_yet_keeps_the_question_open(workspace: Workspace, debrief: str, at: At) -> None:
    """It says when it was asked; minutes given later take its place."""
    following.not_yet(workspace, debrief)
    kept = now(workspace)
    assert (kept.recovery, kept.recovery_minutes, kept.followed_at) == ("not-yet", None, None)
    assert kept.asked_at is not None
    at("2026-11-21T23:30:00Z")
    following.finish(workspace, debrief, 600)
    assert (now(workspace).recovery, now(workspace).recovery_minutes) == ("known", 600)


def test_putting_away_keeps_what_was_said(workspace: Workspace, debrief: str) -> None:
    """The mood and the words given before stay, without a recovery."""
    entries.place(workspace, debrief, "later", 0.5, -0.2)
    entries.write(workspace, debrief, "later", "It is fine.")
    following.put_away(workspace, debrief)
    kept = now(workspace)
    assert kept.followed_at is not None
    assert kept.recovery is None
    assert kept.points["later"].pleasantness == 0.5
    assert kept.text("later") == "It is fine."


@pytest.mark.parametrize("act", [following.finish, following.not_yet, following.put_away])
def test_a_debrief_that_is_gone_is_named(workspace: Workspace, debrief: str, act: Callable[..., None]) -> None:
    """An error in words, and nothing comes back."""
    entries.delete(workspace, debrief)
    with pytest.raises(EqError, match="deleted"):
        act(workspace, debrief)
    assert entries.find(workspace, debrief) is None
