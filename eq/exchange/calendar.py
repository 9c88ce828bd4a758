"""Promises as a calendar file (RFC 5545): one event each, the same id every time, so that a later file updates it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING

from eq.reflect.kept import ends
from eq.reflect.promise import Commitment
from eq.wording import promises as words

if TYPE_CHECKING:
    from icalendar import Event

LONGEST_TITLE, LONGEST_TEXT = 200, 2_000
"""Characters of an event's title and of each part of its description; what is longer ends in an ellipsis."""

_LARGEST_SEQUENCE = 2**31 - 1


def calendar(promises: Iterable[Commitment], *, now: datetime, zone_of: Callable[[str], tzinfo]) -> bytes:
    """The file: promises with a due date, all-day without a time, else an instant in UTC.

    A promise that is open is confirmed, any other is cancelled, which a calendar takes as "no longer to be done"; its
    description says what became of it. ``now`` (aware) is when the file was made; ``zone_of`` gives the zone of a name.
    """
    from icalendar import Calendar

    made = Calendar()
    made.add("prodid", "-//EQ Reflect//Promises//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    for promise in promises:
        if promise.due_date is not None:
            made.add_component(_event(promise, now, zone_of(promise.zone)))
    return bytes(made.to_ical())


def _event(promise: Commitment, now: datetime, own: tzinfo) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", f"{promise.id}@promise.eq-reflect")
    event.add("dtstamp", now.astimezone(UTC))
    event.add("last-modified", promise.changed_at)
    event.add("sequence", sequence(promise))
    due = ends(promise, own, 0)
    if promise.due_time is None or due is None:
        event.add("dtstart", promise.due_date)
        if promise.due_date is not None:
            event.add("dtend", promise.due_date + timedelta(days=1))
    else:
        event.add("dtstart", due.astimezone(UTC))
    event.add("summary", cut(promise.what, LONGEST_TITLE))
    told = words.told(promise)
    long = [cut(promise.what, LONGEST_TEXT)] if len(clean(promise.what)) > LONGEST_TITLE else []
    event.add("description", "\n".join(cut(line, LONGEST_TEXT) for line in (*long, *told)))
    event.add("status", "CONFIRMED" if promise.state == "open" else "CANCELLED")
    # A due date takes no time out of the day.
    event.add("transp", "TRANSPARENT")
    return event


def sequence(promise: Commitment) -> int:
    """A number that rises with every change: whole seconds from the making of the promise to its last change."""
    return version(promise.created_at, promise.changed_at)


def version(created: datetime, changed: datetime) -> int:
    """Whole seconds from the making of a thing to its last change, 0 or more, as far as a calendar counts."""
    return min(max(0, (changed - created) // timedelta(seconds=1)), _LARGEST_SEQUENCE)


def clean(text: str) -> str:
    """``text`` on one line, without the signs a calendar cannot carry."""
    kept = "".join(" " if unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp") else sign for sign in text)
    return " ".join(kept.split())


def cut(text: str, longest: int) -> str:
    """``text`` cleaned and at most ``longest`` characters long, cut between words where that leaves enough."""
    line = clean(text)
    if len(line) <= longest:
        return line
    start = line[: longest - 1]
    whole = start.rpartition(" ")[0]
    return (whole if len(whole) >= longest // 2 else start) + "…"
