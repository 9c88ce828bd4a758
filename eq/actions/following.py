"""Answering the follow-up of a debrief: the only place where the minutes of recovery are asked and kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from eq.actions import clock
from eq.errors import EqError
from eq.reflect import following
from eq.reflect.entry import Entry
from eq.store import entries as rows
from eq.store.workspace import Workspace


def finish(workspace: Workspace, entry: str, minutes: int | None = None) -> None:
    """The follow-up is answered; ``minutes`` until back to normal, None when not said. A second answer changes nothing.

    Raises EqError for minutes below 0 or more than have passed, and when the debrief was deleted; nothing is kept then.
    """

    def facts(found: Entry, now: datetime) -> Mapping[str, Any]:
        if minutes is None:
            return {"followed_at": now}
        _refuse_impossible(minutes, following.most_minutes(found, now))
        return {"followed_at": now, "recovery": "known", "recovery_minutes": minutes}

    _keep(workspace, entry, facts)


def not_yet(workspace: Workspace, entry: str) -> None:
    """Not back to normal yet: it is asked again, six or more hours later, while that is still sensible."""
    _keep(workspace, entry, lambda _found, _now: {"recovery": "not-yet"})


def put_away(workspace: Workspace, entry: str) -> None:
    """The follow-up is not wanted: it is never asked again. What was said of it already stays."""
    _keep(workspace, entry, lambda _found, now: {"followed_at": now})


def _keep(workspace: Workspace, entry: str, facts: Callable[[Entry, datetime], Mapping[str, Any]]) -> None:
    with workspace.write() as db:
        now, found = clock.now(), rows.entry(db, entry)
        if found is None:
            raise EqError("Follow-up", "This debrief was deleted.", "Nothing was kept.")
        if found.followed_at is None:
            rows.put_facts(db, entry, {"asked_at": now, **facts(found, now)})
            rows.touch(db, entry, now)


def _refuse_impossible(minutes: int, most: int) -> None:
    if type(minutes) is not int or minutes < 0:
        raise EqError("How long", "That is no length of time.", "Choose one, or write 0 or more.")
    if minutes > most:
        raise EqError(
            "How long",
            "That is longer ago than the interaction itself.",
            "Choose a shorter time, or “not yet”.",
        )
