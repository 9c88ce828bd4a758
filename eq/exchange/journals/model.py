"""What another program's journal holds once it is read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from eq.errors import Problem

Source = Literal["daylio", "dayone", "jrnl"]

MAX_TEXT = 100_000
"""Longest text of one entry in characters; longer ones are cut, say so in their last line and in the notes."""

MAX_TITLE = 200
"""Longer titles become the first line of the text."""

MAX_LABEL = 100
"""Longest mood or tag in characters; the rest is cut off."""

MAX_TAGS = 200
MAX_ENTRIES = 200_000


@dataclass(frozen=True)
class ImportedEntry:
    """One entry as it may be stored: printable text, lines ended by ``\\n``.

    ``external_id`` is 1 to 64 letters, digits, ``-`` or ``_``: the entry's own id in the file or, where the format
    has none, a hash of its content and local minute, so that reading the same entry again gives the same id whatever
    the zone. ``at`` is aware and in UTC; ``local_date`` is the day the person saw on the page, ``zone`` an IANA name or
    a fixed offset such as ``UTC+05:30``. ``mood`` is the person's own label or None; ``pleasantness`` (-1 to 1) is set
    only where the file itself ranks that mood. ``photos`` counts every attachment left behind: pictures, films, sound.
    """

    external_id: str
    at: datetime
    zone: str
    local_date: date
    title: str
    text: str
    mood: str | None
    pleasantness: float | None
    tags: tuple[str, ...]
    starred: bool
    photos: int


@dataclass(frozen=True)
class Journal:
    """A whole file: ``entries`` ordered by instant and id, whatever their order in the file.

    ``refused`` names each row or entry that was left out and why; ``notes`` what was changed in entries that are in,
    such as a text cut at ``MAX_TEXT``. ``moods`` are the labels in use, most frequent first, then by alphabet.
    ``photos_left`` counts the attachments of every entry that could be read, refused ones without words included.
    """

    source: Source
    entries: tuple[ImportedEntry, ...]
    refused: tuple[Problem, ...]
    moods: tuple[str, ...]
    photos_left: int
    notes: tuple[Problem, ...] = ()
