"""A plan as a calendar file (RFC 5545): practices, measures, weekly looks and retests, under ids that stay the same.

Nothing in it depends on when it is made: what did not change comes out as before, to the byte.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from types import MappingProxyType
from typing import TYPE_CHECKING

from eq.exchange.calendar import LONGEST_TEXT, LONGEST_TITLE, cut, version
from eq.exchange.timezones import timezone
from eq.plan import reminding
from eq.plan.plan import Action, Plan
from eq.plan.reminding import Series, Times
from eq.wording import reminders as words

if TYPE_CHECKING:
    from icalendar import Alarm, Event

REVIEW_MINUTES, RETEST_MINUTES, MEASURE_MINUTES = 5, 15, 1
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_NONE: Mapping[str, date] = MappingProxyType({})
_NOON = time(12)
_NO_TIME = _NOON
"""Stands in a cancelled reminder, which needs a time and is not shown."""


@dataclass(frozen=True)
class _Reminder:
    """One event: ``at`` is the time of day on the clock of the plan's zone; ``created``, ``changed`` are aware."""

    uid: str
    series: Series
    at: time
    minutes: int
    title: str
    lines: Sequence[str]
    created: datetime
    changed: datetime


def calendar(
    plans: Iterable[Plan],
    *,
    times: Times,
    end_of_day: int,
    zone_of: Callable[[str], tzinfo],
    references: Mapping[str, date] = _NONE,
) -> bytes:
    """The file: for each practice with a time its days, for a tested one its measure before, a weekly look, a retest.

    A plan without a ``reference`` has no retest. What ended is cancelled, and so is the reminder of a practice that was
    changed and has no time (any more). A time before ``end_of_day`` (0..12, hours after midnight) belongs to the night
    after its day. ``zone_of`` gives the zone of a name. ``references``: plan id -> the day of its reference sitting.
    """
    from icalendar import Calendar

    found = [(plan.zone, one) for plan in plans for one in _of(plan, times, references.get(plan.id))]
    made = Calendar()
    made.add("prodid", "-//EQ Reflect//Plan//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    for zone in sorted({zone for zone, _ in found}):
        first = min(one.series.first for of, one in found if of == zone)
        made.add_component(timezone(zone, zone_of(zone), first))
    for zone, one in found:
        made.add_component(_event(one, zone, zone_of(zone), end_of_day))
    return bytes(made.to_ical())


def _of(plan: Plan, times: Times, reference: date | None) -> Iterator[_Reminder]:
    for action in plan.actions:
        if action.remind_at is not None or action.changed_at > action.created_at:
            yield from _of_action(action, times)
    changed = max(plan.changed_at, times.changed_at or plan.changed_at, *(action.changed_at for action in plan.actions))
    yield _Reminder(
        f"{plan.id}@review.eq-reflect",
        reminding.review(plan, times),
        times.review,
        REVIEW_MINUTES,
        words.review_title(plan),
        words.review(plan),
        plan.created_at,
        _moved(times.review, changed, times),
    )
    if plan.reference is not None:
        yield _Reminder(
            f"{plan.id}@retest.eq-reflect",
            reminding.retest(plan, reference),
            times.retest,
            RETEST_MINUTES,
            words.RETEST,
            words.retest(plan),
            plan.created_at,
            _moved(times.retest, changed, times),
        )


def _of_action(action: Action, times: Times) -> Iterator[_Reminder]:
    at = action.remind_at or _NO_TIME
    silent = action.remind_at is None
    before = reminding.baseline(action)
    created, changed = action.created_at, _moved(at, action.changed_at, times)
    if before is not None:
        yield _Reminder(
            f"{action.id}@measure.eq-reflect",
            _silenced(before) if silent else before,
            at,
            MEASURE_MINUTES,
            action.measure.question,
            words.baseline(action),
            created,
            changed,
        )
    series = reminding.practice(action)
    yield _Reminder(
        f"{action.id}@practice.eq-reflect",
        _silenced(series) if silent else series,
        at,
        max(1, action.minutes_a_day),
        words.practice_title(action),
        words.practice(action),
        created,
        changed,
    )


def _moved(at: time, changed: datetime, times: Times) -> datetime:
    """The last change, be it of where the day ends: by noon at the latest, that moves small hours to another night."""
    return max(changed, times.nights_at) if times.nights_at is not None and at < _NOON else changed


def _silenced(series: Series) -> Series:
    return Series(series.first, series.first, series.weekdays, cancelled=True)


def _event(one: _Reminder, name: str, zone: tzinfo, end_of_day: int) -> Event:
    from icalendar import Event

    night = timedelta(days=one.at.hour < end_of_day)
    series = one.series
    event = Event()
    event.add("uid", one.uid)
    event.add("dtstamp", one.changed.astimezone(UTC))
    event.add("last-modified", one.changed.astimezone(UTC))
    event.add("sequence", version(one.created, one.changed))
    event.add("dtstart", _clock(series.first + night, one.at), {"TZID": name})
    event.add("duration", timedelta(minutes=one.minutes))
    if series.first != series.last:
        event.add("rrule", _rule(series, one.at, zone, night))
    if series.without:
        event.add("exdate", [_clock(day + night, one.at) for day in series.without], {"TZID": name})
    event.add("summary", cut(one.title, LONGEST_TITLE))
    event.add("description", "\n".join(cut(line, LONGEST_TEXT) for line in one.lines))
    event.add("status", "CANCELLED" if series.cancelled else "CONFIRMED")
    # A reminder takes no time out of the day.
    event.add("transp", "TRANSPARENT")
    if not series.cancelled:
        event.add_component(_alarm(one))
    return event


def _rule(series: Series, at: time, zone: tzinfo, night: timedelta) -> dict[str, object]:
    rule: dict[str, object] = {"freq": "daily"}
    if series.weekdays != reminding.EVERY_DAY:
        shifted = sorted((weekday - 1 + night.days) % 7 for weekday in series.weekdays)
        rule = {"freq": "weekly", "byday": [_DAYS[weekday] for weekday in shifted]}
    if series.last is not None:
        rule["until"] = _clock(series.last + night, at).replace(tzinfo=zone).astimezone(UTC)
    return rule


def _clock(day: date, at: time) -> datetime:
    """What the clock of the place shows then; its zone is named beside it."""
    return datetime.combine(day, at.replace(tzinfo=None, second=0, microsecond=0))


def _alarm(one: _Reminder) -> Alarm:
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", cut(one.title, LONGEST_TITLE))
    alarm.add("trigger", timedelta(0))
    return alarm
