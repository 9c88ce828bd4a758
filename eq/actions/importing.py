"""Journals of other programs: looked at first, brought in as one batch, and taken back whole."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import get_args
from uuid import UUID, uuid5

from eq.actions import clock
from eq.actions.owner import new_id as new_id
from eq.content.emotions import emotions
from eq.errors import EqError, Problem
from eq.exchange.cells import shown
from eq.exchange.files import read_bytes
from eq.exchange.journals import ImportedEntry, Journal, read_journal
from eq.exchange.journals import Source as Source
from eq.reflect.entry import LONGEST_LABEL, Entry, Point, Tag, Word
from eq.store import batches as rows
from eq.store import entries, people, recent
from eq.store.batches import Batch as Batch
from eq.store.workspace import Workspace
from eq.wording import importing as words

SOURCES: tuple[Source, ...] = get_args(Source)
STARRED = "starred"
"""The own tag of entries that were marked in the other program."""

_NAMESPACE = UUID("d169f0c0-2a6d-4ec7-a6b0-b1610d4cb8ce")
"""Entry ids are made in it from program and external id. It never changes, or a second import would double entries."""

_SLACK = timedelta(days=1)
"""Somewhere it is tomorrow already; an entry of a later day cannot have been written yet."""


@dataclass(frozen=True)
class Mood:
    """A mood of the other program: its label there, how many entries have it, and the pleasantness it may stand for.

    ``pleasantness`` is -1..1, or None where only the person can say.
    """

    label: str
    count: int
    pleasantness: float | None


@dataclass(frozen=True)
class Preview:
    """What a file would bring; nothing is stored yet.

    ``entries`` are those that can be imported, ``new`` of them not there yet and ``existing`` there already.
    ``refused`` names what is left out and why, ``notes`` what is changed on the way in. ``moods``: most frequent
    first. ``first`` and ``last`` are local days, None without entries.
    """

    source: Source
    name: str
    entries: tuple[ImportedEntry, ...]
    new: int
    existing: int
    refused: tuple[Problem, ...]
    moods: tuple[Mood, ...]
    photos_left: int
    notes: tuple[Problem, ...]
    first: date | None
    last: date | None


@dataclass(frozen=True)
class Outcome:
    """What an import did: entries that are in now, entries that were there already, and what was left out."""

    new: int
    existing: int
    refused: tuple[Problem, ...]


@dataclass(frozen=True)
class TakenBack:
    """How many entries are gone, and how many of them had been edited.

    ``scrubbed`` is False while another tab still reads the file and old bytes go later.
    """

    entries: int
    edited: int
    scrubbed: bool


def preview(workspace: Workspace, source: Source, data: bytes, name: str, *, zone: str | None) -> Preview:
    """What the bytes of a file that ``source`` exported would bring; nothing is stored, no workspace made.

    ``zone``: where the person was when the file tells no zone; this computer's own when None. Raises EqError when
    the file as a whole cannot be read.
    """
    place = clock.zone(zone).key
    journal = read_journal(source, data, name, zone=place)
    later = clock.now().astimezone(clock.zone(place)).date() + _SLACK
    usable = tuple(one for one in journal.entries if one.local_date <= later)
    ahead = [_ahead(one, shown(name)) for one in journal.entries if one.local_date > later]
    known = _known(workspace, source)
    existing = sum(one.external_id in known for one in usable)
    days = [one.local_date for one in usable]
    return Preview(
        source, shown(name), usable, len(usable) - existing, existing, (*journal.refused, *ahead),
        _moods(journal, usable), journal.photos_left, journal.notes,
        min(days, default=None), max(days, default=None),
    )  # fmt: skip


def _ahead(one: ImportedEntry, name: str) -> Problem:
    return Problem(f"{name}, {words.entry_of(one.local_date)}", words.AHEAD, words.AHEAD_REMEDY)


def _known(workspace: Workspace, source: Source) -> frozenset[str]:
    if not workspace.exists():
        return frozenset()
    workspace.ensure()
    with workspace.read() as db:
        person = people.owner(db)
        return rows.known(db, person, source) if person else frozenset()


def _moods(journal: Journal, usable: Iterable[ImportedEntry]) -> tuple[Mood, ...]:
    """The moods of the usable entries; where entries of one label differ, the pleasantness most of them have."""
    ranks: dict[str, Counter[float | None]] = defaultdict(Counter)
    for one in usable:
        if one.mood:
            ranks[one.mood][one.pleasantness] += 1
    return tuple(
        Mood(label, ranks[label].total(), ranks[label].most_common(1)[0][0])
        for label in journal.moods
        if label in ranks
    )


def keep(
    workspace: Workspace, found: Preview, moods: Mapping[str, float | None] | None = None, *, batch: str
) -> Outcome:
    """Bring in what a preview found, as one batch in one transaction; what is there already stays as it is.

    ``moods``: label -> pleasantness (-1..1), or None to leave the scale out; labels that are missing keep what the
    preview proposed. Without anything new not even the batch is noted; the same batch again changes nothing and gives
    the same outcome.
    """
    scale = {one.label: one.pleasantness for one in found.moods} | dict(moods or {})
    if any(value is not None and not -1 <= value <= 1 for value in scale.values()):
        raise EqError("Import", "A mood can only stand between -1 and 1.", "Nothing was imported. Choose again.")
    workspace.ensure()
    moment = clock.now()
    feelings = {feeling.word.casefold(): feeling.word for feeling in emotions()}
    with workspace.write() as db:
        person = people.ensure_owner(db, moment)
        before = rows.one(db, batch)
        known = rows.known(db, person, found.source)
        fresh = [] if before else [one for one in found.entries if one.external_id not in known]
        if fresh:
            rows.add(db, person, batch=batch, source=found.source, file=found.name, at=moment)
        new = sum(entries.add(db, person, _entry(one, found.source, scale, feelings, batch, moment)) for one in fresh)
    new = before.entries if before else new
    return Outcome(new, len(found.entries) - new, found.refused)


def _entry(
    one: ImportedEntry,
    source: Source,
    scale: Mapping[str, float | None],
    feelings: Mapping[str, str],
    batch: str,
    moment: datetime,
) -> Entry:
    """The entry as it is kept; a mood with nothing written is a check-in."""
    pleasantness = scale.get(one.mood) if one.mood else None
    word = feelings.get(one.mood.casefold(), one.mood) if one.mood else ""
    tags = [*one.tags]
    if one.starred and STARRED not in map(str.casefold, tags):
        tags.append(STARRED)
    return Entry(
        id=str(uuid5(_NAMESPACE, f"{source}:{one.external_id}")),
        kind="check-in" if one.mood and not (one.title or one.text) else "note",
        state="done",
        at=one.at,
        zone=one.zone,
        local_date=one.local_date,
        created_at=moment,
        changed_at=moment,
        origin=source,
        external_id=one.external_id,
        batch=batch,
        texts={"title": one.title, "text": one.text},
        points={} if pleasantness is None else {"now": Point(pleasantness, None)},
        words=(Word(word),) if 0 < len(word) <= LONGEST_LABEL else (),
        tags=tuple(Tag("custom", tag) for tag in tags),
    )


def import_file(workspace: Workspace, source: Source, path: Path, *, dry_run: bool = False) -> tuple[Preview, Outcome]:
    """Import a file of any size with the moods as the program itself ranks them; ``dry_run`` stores nothing."""
    found = preview(workspace, source, read_bytes(path), path.name, zone=None)
    if dry_run:
        return found, Outcome(found.new, found.existing, found.refused)
    return found, keep(workspace, found, batch=new_id())


def report(found: Preview, done: Outcome, *, dry_run: bool = False) -> list[str]:
    """What an import did, line by line, for a terminal."""
    lines = words.report(found.name, done.new, done.existing, done.refused, dry=dry_run)
    if found.photos_left:
        lines.append(words.photos(found.photos_left))
    if done.new and (unranked := [one.label for one in found.moods if one.pleasantness is None]):
        lines.append(words.unranked(unranked))
    return lines


def batches(workspace: Workspace) -> list[Batch]:
    """All imports that were not taken back, the latest first."""
    if not workspace.exists():
        return []
    with workspace.read() as db:
        person = people.owner(db)
        return rows.all_of(db, person) if person else []


def take_back(workspace: Workspace, batch: str) -> TakenBack:
    """Delete everything one import brought, edited or not, and clients only it had; promises made in it stay.

    A batch that is gone already deletes nothing.
    """
    with workspace.write() as db:
        found = rows.one(db, batch)
        if found is None:
            return TakenBack(0, 0, True)
        rows.delete(db, batch)
        recent.forget_unused_clients(db)
    return TakenBack(found.entries, found.edited, workspace.scrub())
