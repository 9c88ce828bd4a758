"""A time zone as a calendar file carries it: the changes of its clock, each at the hour it happens."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from icalendar import Component, Timezone

YEARS = 20
"""Years whose changes are written out, from the year before the first event; calendars know the zone by its name
anyway, and this is for those that do not."""

_Change = tuple[datetime, datetime]


def timezone(name: str, zone: tzinfo, first: date) -> Timezone:
    """The definition of ``zone`` under ``name`` for events from ``first`` on.

    Clock changes are given by the clock that stood before them, as the standard asks.
    """
    from icalendar import Timezone

    made = Timezone()
    made.add("tzid", name)
    start = datetime(first.year - 1, 1, 1, tzinfo=UTC)
    made.add_component(_observance([(start.astimezone(zone), start.astimezone(zone))]))
    kinds: dict[tuple[timedelta | None, timedelta | None, str | None], list[_Change]] = {}
    for before, after in _changes(zone, start):
        kinds.setdefault((before.utcoffset(), after.utcoffset(), after.tzname()), []).append((before, after))
    for changes in kinds.values():
        made.add_component(_observance(changes))
    return made


def _observance(changes: list[_Change]) -> Component:
    from icalendar import TimezoneDaylight, TimezoneStandard

    before, after = changes[0]
    old, new = before.utcoffset() or timedelta(), after.utcoffset() or timedelta()
    part = TimezoneDaylight() if after.dst() else TimezoneStandard()
    onsets = [(moment.astimezone(UTC) + old).replace(tzinfo=None) for _, moment in changes]
    part.add("dtstart", onsets[0])
    if onsets[1:]:
        part.add("rdate", onsets[1:])
    part.add("tzoffsetfrom", old)
    part.add("tzoffsetto", new)
    part.add("tzname", after.tzname() or "")
    return part


def _changes(zone: tzinfo, start: datetime) -> Iterator[_Change]:
    """Each change of the clock: the last minute before it and the first after it."""
    day, end = start, start.replace(year=start.year + YEARS)
    while day < end:
        later = day + timedelta(days=1)
        if _clock(day, zone) != _clock(later, zone):
            low, high = day, later
            while high - low > timedelta(minutes=1):
                middle = low + timedelta(minutes=(high - low) // timedelta(minutes=2))
                low, high = (middle, high) if _clock(middle, zone) == _clock(day, zone) else (low, middle)
            yield low.astimezone(zone), high.astimezone(zone)
        day = later


def _clock(moment: datetime, zone: tzinfo) -> tuple[timedelta | None, str | None]:
    there = moment.astimezone(zone)
    return there.utcoffset(), there.tzname()
