"""On which days a calendar reminds: of a practice, of the measure before it, of a weekly look, of a retest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from eq.plan.plan import Action, Pause, Plan
from eq.plan.schedule import retest_day

EVERY_DAY = (1, 2, 3, 4, 5, 6, 7)


@dataclass(frozen=True)
class Times:
    """When a person wants to be reminded of what belongs to no practice.

    ``review_day`` 1 (Monday) to 7, None for the weekday on which the plan began. ``changed_at`` (aware) is when they
    were chosen, ``nights_at`` when the hour was at which the day ends; None for never.
    """

    review: time = time(18, 0)
    retest: time = time(10, 0)
    review_day: int | None = None
    changed_at: datetime | None = None
    nights_at: datetime | None = None


@dataclass(frozen=True)
class Series:
    """Days that come back: every one of ``weekdays`` from ``first``, itself one of them, to ``last`` (None: no end).

    ``without`` are those of them that are left out, in order. ``cancelled``: it shall be in no calendar any more.
    """

    first: date
    last: date | None
    weekdays: tuple[int, ...]
    without: tuple[date, ...] = ()
    cancelled: bool = False


def practice(action: Action) -> Series:
    """The days on which a practice is planned; a rest that is not over ends them until it is."""
    return _series(action, action.practice_from, None, action.weekdays)


def baseline(action: Action) -> Series | None:
    """The days of its measure before the practice; None without a test."""
    if action.baseline_from is None:
        return None
    return _series(action, action.baseline_from, action.practice_from - timedelta(days=1), EVERY_DAY)


def review(plan: Plan, times: Times) -> Series:
    """The weekly look back, the first when a week is over."""
    weekday = times.review_day or plan.started_on.isoweekday()
    first = _next(plan.started_on + timedelta(days=7), (weekday,))
    return Series(first, plan.ended_on, (weekday,), cancelled=not goes_on(plan))


def retest(plan: Plan, reference: date | None = None) -> Series:
    """The one day of the retest; ``reference`` is the day of the sitting it is compared with, where it is known."""
    day = retest_day(plan, reference)
    return Series(day, day, (day.isoweekday(),), cancelled=plan.ended_on is not None)


def goes_on(plan: Plan) -> bool:
    """Whether the plan has not ended and something in it runs."""
    return plan.ended_on is None and bool(plan.running)


def _series(action: Action, earliest: date, latest: date | None, weekdays: tuple[int, ...]) -> Series:
    last = _earlier(latest, action.ended_on, *(_eve(pause) for pause in action.pauses if pause.last is None))
    first = planned = _next(earliest, weekdays)
    rests = [pause for pause in action.pauses if pause.last is not None]
    while any(pause.holds(first) for pause in rests):
        first = _next(first + timedelta(days=1), weekdays)
    if last is not None and first > last:
        # Not one day is left: what an earlier file brought is taken away.
        return Series(planned, planned, weekdays, cancelled=True)
    return Series(first, last, weekdays, _left_out(rests, first, last, weekdays), not action.running)


def _left_out(rests: Sequence[Pause], first: date, last: date | None, weekdays: tuple[int, ...]) -> tuple[date, ...]:
    found: set[date] = set()
    for pause in rests:
        end = _earlier(pause.last, last)
        start = max(first, pause.first)
        if end is not None:
            found.update(start + timedelta(days=n) for n in range((end - start).days + 1))
    return tuple(sorted(day for day in found if day.isoweekday() in weekdays))


def _next(earliest: date, weekdays: tuple[int, ...]) -> date:
    """The first of these weekdays on or after a day."""
    return earliest + timedelta(days=min((weekday - earliest.isoweekday()) % 7 for weekday in weekdays))


def _eve(pause: Pause) -> date:
    return pause.first - timedelta(days=1)


def _earlier(*days: date | None) -> date | None:
    return min((day for day in days if day is not None), default=None)
