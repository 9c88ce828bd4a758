"""Entries of one file brought together: ids, doubles, limits, and what has to be said about them."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, tzinfo

from eq.errors import EqError, Problem
from eq.exchange.journals import texts, zones
from eq.exchange.journals.model import MAX_ENTRIES, MAX_TEXT, ImportedEntry, Journal, Source

_PLAIN_ID = re.compile(r"[0-9A-Za-z_-]{1,64}")
_UUID = re.compile(r"[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}")
_UNTOLD = re.compile(r"[\s*]+")


@dataclass(frozen=True)
class Moment:
    """When an entry was written: the local wall clock, and the instant where the file knows it."""

    local: datetime
    at: datetime
    zone: str

    @classmethod
    def on_the_wall(cls, local: datetime, zone: tzinfo, name: str) -> Moment:
        """A local time whose file names no zone; its year must be in range."""
        return cls(local, zones.instant(local, zone), name)

    @classmethod
    def with_offset(cls, local: datetime, offset: timedelta, zone: tzinfo, name: str) -> Moment:
        """A local time that was ``offset`` ahead of UTC, in the zone named if its clock agrees, else a fixed one."""
        at = (local - offset).replace(tzinfo=UTC)
        return cls(local, at, name if at.astimezone(zone).utcoffset() == offset else zones.fixed_name(offset))


class Gathering:
    """Collects the entries of one file and what must be said about them; ``where`` is the file's name."""

    def __init__(self, source: Source, where: str) -> None:
        self._source = source
        self._where = where
        self._kept: dict[str, tuple[tuple[str, ...], str, ImportedEntry]] = {}
        self._refused: list[Problem] = []
        self._notes: list[Problem] = []
        self._photos = 0

    def refuse(self, place: str, what: str, remedy: str) -> None:
        """Leave out the entry at ``place``, such as "row 3"; raises EqError when that has become too much."""
        if len(self._refused) == MAX_ENTRIES:
            raise EqError(self._where, f"More than {MAX_ENTRIES:,} entries cannot be read.", "Export it again.")
        self._refused.append(Problem(f"{self._where}, {place}", what, remedy))

    def note(self, place: str, what: str, remedy: str = "") -> None:
        """Say something about an entry that is in all the same."""
        self._notes.append(Problem(f"{self._where}, {place}", what, remedy))

    def add(
        self,
        place: str,
        when: Moment,
        *,
        own_id: str = "",
        version: str = "",
        id_parts: Sequence[str] = (),
        title: str = "",
        text: str = "",
        extra: str = "",
        mood: str = "",
        pleasantness: float | None = None,
        tags: Sequence[str] = (),
        starred: bool = False,
        photos: int = 0,
    ) -> None:
        """Take in one entry; texts may be raw.

        ``own_id`` is the file's own id. Without one the id is hashed from the local minute, the words of title and
        text, and ``id_parts``; spaces and stars do not count, for one export has them where another has not. Of
        entries with one id the highest ``version`` stays, whatever the order of the file. ``extra`` is a line below
        the text that has no part in the id.
        """
        title, text = texts.title_and_text(title, text)
        mood, tags = texts.label(mood), texts.labels(tags)
        extra = texts.tidy(extra)
        self._photos += photos
        if not (title or text or mood or tags or extra):
            self._without_words(place, photos)
            return
        words = _UNTOLD.sub("", title + text)
        external = _own(own_id) or _hash(self._source, f"{when.local:%Y-%m-%dT%H:%M}", words, *id_parts)
        full = "\n\n".join(part for part in (text, extra) if part)
        entry = ImportedEntry(
            external, when.at, when.zone, when.local.date(), title, full, mood or None, pleasantness if mood else None,
            tags, starred, photos,
        )  # fmt: skip
        self._keep(place, version, entry)

    def journal(self) -> Journal:
        """Everything gathered so far as a journal in the order of time."""
        entries = []
        for _, place, entry in self._kept.values():
            if len(entry.text) > MAX_TEXT:
                self.note(place, f"The text is longer than {MAX_TEXT:,} characters and was cut there.")
                entry = replace(entry, text=texts.cut(entry.text))  # noqa: PLW2901
            entries.append(entry)
        entries.sort(key=lambda entry: (entry.at, entry.external_id))
        uses = Counter(entry.mood for entry in entries if entry.mood)
        moods = tuple(sorted(uses, key=lambda mood: (-uses[mood], mood)))
        return Journal(self._source, tuple(entries), tuple(self._refused), moods, self._photos, tuple(self._notes))

    def _keep(self, place: str, version: str, entry: ImportedEntry) -> None:
        rank = (version, *(str(part) for part in vars(entry).values()))
        double = self._kept.get(entry.external_id)
        if double is None:
            if len(self._kept) == MAX_ENTRIES:
                raise EqError(
                    self._where, f"There are more than {MAX_ENTRIES:,} entries.", "Export a shorter span of time."
                )
            self._kept[entry.external_id] = (rank, place, entry)
            return
        fresh = (rank, place, entry)
        kept, left_out = (fresh, double) if rank > double[0] else (double, fresh)
        self._kept[entry.external_id] = kept
        self._photos -= left_out[2].photos
        self.refuse(left_out[1], f"This is the same entry as {kept[1]}.", "It is in once; nothing needs doing.")

    def _without_words(self, place: str, photos: int) -> None:
        if photos:
            what = f"There are no words in it, only {photos} {'attachment' if photos == 1 else 'attachments'}."
            self.refuse(place, what, "Pictures, films and sound stay in the other program.")
        else:
            self.refuse(place, "There is nothing in it.", "Nothing needs doing.")


def _own(given: str) -> str:
    """The file's own id in one spelling; ids of an odd shape are hashed, a blank one gives ""."""
    folded = given.strip().lower()
    if _UUID.fullmatch(folded):
        return folded.replace("-", "")
    text = given.strip()
    return text if not text or _PLAIN_ID.fullmatch(text) else _hash("id", text)


def _hash(*parts: str) -> str:
    text = "\x1f".join(parts)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
