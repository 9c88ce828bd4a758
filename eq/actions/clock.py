"""The one clock. ``EQ_TEST_NOW`` (an ISO instant) replaces it for tests and is shown on every page when set."""

from __future__ import annotations

import os
import re
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from eq.errors import EqError

_OFFSET = re.compile(r"UTC([+-])([01][0-9]):([0-5][0-9])")


def test_now() -> str | None:
    """The replaced instant as it was given, or None in normal use."""
    return os.environ.get("EQ_TEST_NOW") or None


def now() -> datetime:
    """The present instant, aware, in UTC."""
    given = test_now()
    return parse_instant(given, "EQ_TEST_NOW") if given else datetime.now(UTC)


def after(last: datetime) -> datetime:
    """The present instant, or a second after ``last`` where the clock stands before it.

    For what is changed a second time: whoever goes by the seconds between, as a calendar does, hears of every change.
    """
    return max(now(), last + timedelta(seconds=1))


def parse_instant(text: str, where: str) -> datetime:
    """An ISO instant with its offset (or Z) as aware UTC; without an offset it is read as UTC."""
    try:
        moment = datetime.fromisoformat(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError) as problem:
        raise EqError(
            where, "This is no date and time that can be read.", "Write it like 2026-11-21T09:30:00Z."
        ) from problem


def zone(name: str | None) -> ZoneInfo:
    """The time zone of that IANA name; this computer's own when the name is missing or unknown."""
    return _known_zone(name) or _known_zone(_computer_zone()) or ZoneInfo("UTC")


def local_day(moment: datetime, zone_name: str | None, end_of_day: int) -> date:
    """The day a moment belongs to, when days end at ``end_of_day`` (hours after midnight, 0..12) for this person."""
    return day_time(moment, zone_name, end_of_day).date()


def day_time(moment: datetime, zone_name: str | None, end_of_day: int) -> datetime:
    """The moment in that zone, moved back so that its date is the day it belongs to for this person."""
    return moment.astimezone(zone(zone_name)) - timedelta(hours=end_of_day)


def local_time(moment: datetime, zone_name: str | None) -> datetime:
    """The moment on the clock of that place: an IANA zone, or a fixed offset such as ``UTC+05:30``."""
    given = _OFFSET.fullmatch(zone_name or "")
    if given is None:
        return moment.astimezone(zone(zone_name))
    sign, hours, minutes = given.groups()
    offset = timedelta(hours=int(hours), minutes=int(minutes))
    return moment.astimezone(timezone(-offset if sign == "-" else offset))


def _known_zone(name: str | None) -> ZoneInfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _computer_zone() -> str | None:
    from tzlocal import get_localzone_name

    try:
        return get_localzone_name()
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
