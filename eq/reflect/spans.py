"""How far back one looks, the stretches that are set side by side, and roughly when there is enough."""

from __future__ import annotations

import math
from datetime import date, timedelta

from eq.reflect.insight import More, Span

LATELY = 56
"""Days whose pace is taken for the present one."""

_FOUR_WEEKS = 28
_SHORTEST_PACE = 7
_WEEKS: dict[Span, int] = {"4w": 28, "12w": 84}


def reach(span: Span, today: date, begun: date | None) -> tuple[date, date]:
    """First and last day of a span that ends today; ``begun`` is the day of the earliest entry, None without any."""
    if span == "all":
        return min(begun or today, today), today
    if span == "year":
        return _a_year_before(today) + timedelta(days=1), today
    return today - timedelta(days=_WEEKS[span] - 1), today


def of_days(first: date, last: date) -> Span:
    """The span whose stretches suit these days: four weeks each up to twelve weeks, above that months."""
    return "12w" if (last - first).days < _WEEKS["12w"] else "all"


def _a_year_before(day: date) -> date:
    return day.replace(year=day.year - 1, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=day.year - 1)


def stretches(span: Span, first: date, last: date) -> list[tuple[date, date]]:
    """(start, end) of four weeks each, or of calendar months for a year and for all; the outer months are cut."""
    found = []
    start = first
    while start <= last:
        if span in _WEEKS:
            following = start + timedelta(days=_FOUR_WEEKS)
        else:
            following = (start.replace(day=1) + timedelta(days=32)).replace(day=1)
        found.append((start, min(last, following - timedelta(days=1))))
        start = following
    return found


def more(missing: int, lately: int, begun: date | None, today: date, *, minimum: int, span: Span = "all") -> More:
    """What is missing of a ``minimum``, and roughly when it is there.

    ``lately`` of what counts came in the last 56 days, or since ``begun`` where that is later (a week at least, so
    that a busy first day is no pace).
    """
    if missing <= 0:
        return More(0, None)
    since = (today - begun).days + 1 if begun else LATELY
    pace = lately / min(LATELY, max(_SHORTEST_PACE, since))
    if pace == 0 or (span in _WEEKS and pace * _WEEKS[span] < minimum):
        return More(missing, None)
    return More(missing, today + timedelta(days=math.ceil(missing / pace)))
