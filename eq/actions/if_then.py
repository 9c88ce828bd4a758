"""One of a person's own if-thens brought back: which one, and whether its cue came up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from eq.actions import clock
from eq.actions.settings import settings
from eq.errors import EqError
from eq.reflect.flow import SEVERE
from eq.store import cues, entries, people
from eq.store.cues import Answer as Answer
from eq.store.database import Connection
from eq.store.workspace import Workspace

ANSWERS: tuple[Answer, ...] = ("yes", "no", "not-yet")
KEEPS = timedelta(days=365)
"""A plan of more than a year ago was made for other days."""


@dataclass(frozen=True)
class IfThen:
    """``cue`` and ``act`` in the person's words; ``entry`` the debrief they come from, ``day`` its day."""

    entry: str
    cue: str
    act: str
    day: date


def todays(db: Connection, person: str, now: datetime, zone: str | None, end_of_day: int) -> IfThen | None:
    """The if-then for today, or None: without any, and once one was answered today."""
    asked = cues.latest(db)
    if asked is not None and clock.local_day(asked, zone, end_of_day) >= clock.local_day(now, zone, end_of_day):
        return None
    chosen = cues.next_if_then(db, person, since=now - KEEPS, severity_below=SEVERE)
    found = entries.entry(db, chosen) if chosen else None
    return IfThen(found.id, found.text("if_cue"), found.text("if_act"), found.local_date) if found else None


def answer(workspace: Workspace, entry: str, said: Answer, zone: str | None) -> None:
    """Keep whether the cue came up; a second answer on the same day takes the place of the first.

    Raises EqError when the debrief was deleted.
    """
    if said not in ANSWERS:
        raise EqError("If–then", "That is no answer to this question.", "Choose yes, no or not yet.")
    now, end_of_day = clock.now(), settings(workspace).end_of_day
    since = _day_began(now, zone, end_of_day)
    with workspace.write() as db:
        if people.owner(db) is None or not cues.add(db, entry, said, now, instead_since=since):
            raise EqError("If–then", "The debrief it comes from was deleted.", "Nothing was kept.")


def _day_began(now: datetime, zone: str | None, end_of_day: int) -> datetime:
    return clock.day_time(now, zone, end_of_day).replace(hour=end_of_day, minute=0, second=0, microsecond=0)
