"""The follow-up of a debrief: when it is asked, and which answers it takes.

Everything is reckoned by instants, so that a night shift, a journey or the end of summer time changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from eq.reflect.entry import Entry

OPENS = timedelta(hours=6)
"""Before this a person may still be in the middle of it."""
CLOSES = timedelta(hours=36)
"""After this nobody remembers how long it took: the question is left for good."""
AGAIN = timedelta(hours=6)
"""How long a "not yet" is left in peace."""


def passed(earlier: datetime, later: datetime) -> timedelta:
    """The time between two aware instants, whatever zones they are written in."""
    # Two instants of one zone are subtracted by their clocks, which is an hour wrong across the end of summer time.
    return later.astimezone(UTC) - earlier.astimezone(UTC)


def waits(entry: Entry, now: datetime, *, since: datetime | None = None) -> bool:
    """True while the follow-up of ``entry`` may be asked at ``now``.

    A debrief that is done, 6 to 36 hours after it happened (both ends included), not answered and not put away; after
    "not yet" again from six hours later. ``since``: what happened before or then was let go.
    """
    if entry.kind != "debrief" or entry.state != "done" or entry.followed_at is not None:
        return False
    if since is not None and passed(entry.at, since) >= timedelta(0):
        return False
    if not OPENS <= passed(entry.at, now) <= CLOSES:
        return False
    return entry.asked_at is None or passed(entry.asked_at, now) >= AGAIN


def due(entries: Iterable[Entry], now: datetime, *, since: datetime | None = None) -> Entry | None:
    """The one entry whose follow-up is asked at ``now``: the newest that waits, or None."""
    waiting = [entry for entry in entries if waits(entry, now, since=since)]
    return max(waiting, key=lambda entry: (entry.at, entry.id), default=None)


def most_minutes(entry: Entry, now: datetime) -> int:
    """The longest recovery that can be true at ``now``: the whole minutes since it happened, 0 or more."""
    return max(0, passed(entry.at, now) // timedelta(minutes=1))
