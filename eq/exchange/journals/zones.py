"""Time zones as files of other programs name them, and local times to instants."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from eq.errors import EqError

FIRST_YEAR, LAST_YEAR = 1900, 2099
"""Entries of other years are refused: nobody keeps such a journal, and a slip of the file is likelier."""

_OFFSET = re.compile(r"(?:UTC|GMT)?([+-])([0-9]{1,2}):?([0-9]{2})?", re.IGNORECASE)
_LARGEST = timedelta(hours=14)


@lru_cache(maxsize=1)
def _names() -> frozenset[str]:
    return frozenset(available_timezones())


@lru_cache(maxsize=1024)
def zone_named(name: str) -> tzinfo | None:
    """The zone of an IANA name or of a fixed offset such as ``UTC+05:30``, ``GMT-0800`` or ``+2``, else None."""
    if name in _names():
        return ZoneInfo(name)
    found = _OFFSET.fullmatch(name)
    if not found:
        return None
    sign, hours, minutes = found.groups()
    offset = timedelta(hours=int(hours), minutes=int(minutes or 0))
    return timezone(-offset if sign == "-" else offset) if offset <= _LARGEST else None


def zone_given(name: str) -> tzinfo:
    """The zone the caller asks for; raises EqError when there is none of that name."""
    found = zone_named(name)
    if found is None:
        raise EqError("time zone", "There is no time zone of that name.", "Write it like Europe/Berlin.")
    return found


def fixed_name(offset: timedelta) -> str:
    """The name of a fixed offset: IANA's own for whole hours, else such as ``UTC+05:30``."""
    if not offset:
        return "UTC"
    minutes = round(offset.total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    if not rest and -12 <= minutes // 60 <= 14:
        return f"Etc/GMT{'-' if minutes > 0 else '+'}{hours}"
    return f"UTC{'+' if minutes > 0 else '-'}{hours:02}:{rest:02}"


def is_offset(offset: timedelta) -> bool:
    """Whether a clock somewhere could differ from UTC by this much: whole minutes, 14 hours at most."""
    return abs(offset) <= _LARGEST and not offset % timedelta(minutes=1)


def in_range(day: date) -> bool:
    """Whether a day lies between the first and the last year that is read."""
    return FIRST_YEAR <= day.year <= LAST_YEAR


def instant(local: datetime, zone: tzinfo) -> datetime:
    """The instant (UTC) of a local time without zone, its year in range; of two equal ones the earlier.

    A time that the clock skipped is read as if it had not been put forward yet.
    """
    return local.replace(tzinfo=zone, fold=0).astimezone(UTC)
