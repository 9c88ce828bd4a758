"""Writing a note or feedback: the question on offer, the draft that begins with its first word, the offer to close."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final, Literal

from eq.actions import clock, entries
from eq.actions.settings import settings
from eq.content.debrief import SafetyText, debrief
from eq.content.prompts import Prompt, in_group, prompts
from eq.errors import EqError
from eq.reflect.entry import Entry, TextField
from eq.reflect.flow import LONG_MINUTES
from eq.store.workspace import Workspace

Group = Literal["evening", "general"]
Kind = Literal["note", "feedback"]
GROUPS: Final[tuple[Group, ...]] = ("general", "evening")
KINDS: Final[tuple[Kind, ...]] = ("note", "feedback")

_EVENING = 17


def group_now(workspace: Workspace, zone: str | None) -> Group:
    """Questions for an evening from 17:00 until this person's day ends, general ones otherwise."""
    hour = clock.local_time(clock.now(), zone).hour
    return "evening" if hour >= _EVENING or hour < settings(workspace).end_of_day else "general"


def question(group: Group, zone: str | None, after: str = "") -> Prompt:
    """The question to offer: the one of the day, or the one that follows ``after`` (an id); never ``after`` itself."""
    offered = in_group(prompts(), group)
    ids = [one.id for one in offered]
    if after in ids:
        return offered[(ids.index(after) + 1) % len(offered)]
    return offered[clock.local_time(clock.now(), zone).toordinal() % len(offered)]


def open_drafts(workspace: Workspace, without: str) -> list[Entry]:
    """Notes and feedback that were begun, but not the one called ``without``, the latest first."""
    found = [one for kind in KINDS for one in entries.drafts(workspace, kind) if one.id != without]
    return sorted(found, key=lambda one: one.changed_at, reverse=True)


def finish(workspace: Workspace, entry: str) -> None:
    """Put a draft into the journal; EqError while there is nothing in it."""
    if entries.find(workspace, entry) is None:
        raise EqError("Write", "There is nothing in it yet.", "Write a word first.")
    entries.finish(workspace, entry)


def keep(workspace: Workspace, entry: str, *, title: str, text: str, zone: str | None) -> None:
    """Put a whole note into the journal; the same id again changes nothing. EqError while there is nothing in it."""
    if not text.strip():
        raise EqError("Note", "There is nothing in it yet.", "Write a word first.")
    known = entries.find(workspace, entry)
    if known is not None and known.state == "done":
        return
    entries.begin(workspace, "note", entry=entry, zone=zone)
    entries.write(workspace, entry, "title", title)
    entries.write(workspace, entry, "text", text)
    entries.finish(workspace, entry)


def fifteen_minutes(opened: datetime | None) -> SafetyText | None:
    """The words that offer to close with one next step, a quarter of an hour after the first word; else None."""
    if opened is None or clock.now() - opened < timedelta(minutes=LONG_MINUTES):
        return None
    return debrief().said("fifteen-minutes")


def chips() -> Mapping[TextField, tuple[str, ...]]:
    """What one may tap beside the boxes of feedback."""
    content = debrief()
    return {
        "keep": tuple(f"{chip.text}." for chip in content.keep),
        "change": tuple(f"{chip.text}." for chip in content.change),
        "next_time": tuple(one.text for one in content.starters),
    }
