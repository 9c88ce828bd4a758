"""Daylio's backup: JSON written as Base64, in an archive beside the pictures."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, tzinfo

from eq.errors import EqError
from eq.exchange.journals import structures, texts, zones
from eq.exchange.journals.archives import is_archive, texts_inside
from eq.exchange.journals.gathering import Gathering, Moment
from eq.exchange.journals.moods import GROUPS, PREDEFINED

_BASE64 = re.compile(rb"[A-Za-z0-9+/\s]{64}")
_EXPORT = "In Daylio choose More, Backup & Restore, Advanced Options, Export, and import the file unchanged."
_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - counts milliseconds of a clock without zone
_QUARTER = timedelta(minutes=15)

_Moods = dict[int, tuple[str, float | None]]


def is_unpacked(data: bytes) -> bool:
    """Whether these are the bytes of the backup's inner file, still in Base64 or already JSON."""
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:64]
    return start.startswith(b"{") or bool(_BASE64.fullmatch(start))


def id_parts(mood: str, tags: Sequence[str]) -> tuple[str, ...]:
    """What tells two entries of one minute and wording apart, the same in the table and in the backup."""
    return (mood.casefold(), *sorted(tag.casefold() for tag in tags))


def read(data: bytes, where: str, found: Gathering, zone: tzinfo, zone_name: str) -> None:
    """Gather the entries of a backup, packed or not; ``zone`` serves entries that carry no offset of their own."""
    if is_archive(data):
        inside = texts_inside(data, where, lambda name: name.rsplit("/", 1)[-1].lower() == "backup.daylio")
        if not inside:
            raise EqError(where, "There is no backup.daylio in this archive.", _EXPORT)
        data = inside[0][1]
    root = structures.load(_unwrapped(data, where), where)
    structures.refuse_other_program(root, where, "Daylio", _EXPORT)
    moods = _moods(root)
    tags = {number: structures.text(tag, "name") for tag, number in _numbered(root, "tags")}
    for number, one in enumerate(structures.items(root, "dayEntries"), start=1):
        place = f"entry {number}"
        if not isinstance(one, dict):
            found.refuse(place, "This is no entry.", "Make the backup again.")
        elif when := _moment(one, zone, zone_name):
            _add(found, place, when, one, moods, tags)
        else:
            found.refuse(place, "There is no such date and time.", "Mend its date in Daylio.")


def _unwrapped(data: bytes, where: str) -> bytes:
    bare = data.removeprefix(b"\xef\xbb\xbf").strip()
    if bare.startswith(b"{"):
        return data
    try:
        return base64.b64decode(b"".join(bare.split()), validate=True)
    except (binascii.Error, ValueError):
        raise EqError(where, "The backup is damaged or was cut off.", _EXPORT) from None


def _numbered(root: structures.Object, key: str) -> list[tuple[structures.Object, int]]:
    pairs = [(one, structures.whole(one, "id")) for one in structures.objects(root, key)]
    return [(one, number) for one, number in pairs if number is not None]


def _moods(root: structures.Object) -> _Moods:
    """Label and pleasantness of each mood id; the group ranks it, never the id, which own moods count on from 6."""
    if "customMoods" not in root:
        return {number: (name, GROUPS[number]) for number, name in PREDEFINED.items()}
    found: _Moods = {}
    for mood, number in _numbered(root, "customMoods"):
        predefined = structures.whole(mood, "predefined_name_id") or 0
        name = texts.label(structures.text(mood, "custom_name")) or PREDEFINED.get(predefined, f"mood {number}")
        found[number] = (name, GROUPS.get(structures.whole(mood, "mood_group_id") or 0))
    return found


def _moment(entry: structures.Object, zone: tzinfo, zone_name: str) -> Moment | None:
    """The wall clock the entry shows, and the offset it was written under; a missing one follows from the instant."""
    wall, instant = _wall(entry), _instant(entry)
    offset = _offset(entry)
    if wall is None:
        if instant is None:
            return None
        there = offset if offset is not None else instant.replace(tzinfo=UTC).astimezone(zone).utcoffset()
        wall = instant + (there or timedelta())
    elif offset is None and instant is not None:
        gap = round((wall - instant) / _QUARTER) * _QUARTER
        offset = gap if zones.is_offset(gap) else None
    if not zones.in_range(wall):
        return None
    if offset is None:
        return Moment.on_the_wall(wall, zone, zone_name)
    if instant is not None and timedelta() <= instant - (wall - offset) < timedelta(minutes=1):
        wall = instant + offset
    return Moment.with_offset(wall, offset, zone, zone_name)


def _wall(entry: structures.Object) -> datetime | None:
    parts = [structures.whole(entry, key) for key in ("year", "month", "day", "hour", "minute")]
    year, month, day, hour, minute = parts
    if year is None or month is None or day is None:
        return None
    try:
        return datetime(year, month + 1, day, hour or 0, minute or 0)  # noqa: DTZ001 - a wall clock has no zone
    except (ValueError, OverflowError):
        return None


def _instant(entry: structures.Object) -> datetime | None:
    """The instant in UTC, without zone; None when missing or out of range."""
    milliseconds = structures.whole(entry, "datetime")
    if milliseconds is None:
        return None
    try:
        found = _EPOCH + timedelta(milliseconds=milliseconds)
    except OverflowError:
        return None
    return found if zones.in_range(found) else None


def _offset(entry: structures.Object) -> timedelta | None:
    milliseconds = structures.whole(entry, "timeZoneOffset")
    if milliseconds is None or abs(milliseconds) > 10**9:
        return None
    found = timedelta(milliseconds=milliseconds)
    return found if zones.is_offset(found) else None


def _add(
    found: Gathering, place: str, when: Moment, entry: structures.Object, moods: _Moods, names: dict[int, str]
) -> None:
    number = structures.whole(entry, "mood")
    mood, pleasantness = moods.get(number, ("", None)) if number is not None else ("", None)
    if number is not None and number not in moods:
        found.note(place, "Its mood is not among the moods of the backup and was left out.")
    chosen = [tag for tag in structures.items(entry, "tags") if isinstance(tag, int)]
    tags = texts.labels(names.get(tag, "") for tag in chosen)
    found.add(
        place,
        when,
        id_parts=id_parts(mood, tags),
        title=texts.plain(structures.text(entry, "note_title")),
        text=texts.plain(structures.text(entry, "note")),
        mood=mood,
        pleasantness=pleasantness,
        tags=tags,
        starred=structures.true(entry, "isFavorite"),
        photos=len(structures.items(entry, "assets")),
    )
