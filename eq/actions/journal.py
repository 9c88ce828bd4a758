"""Reading the journal: its pages, the search, the calendar, what is in use. Drafts are in none of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from eq.reflect.entry import TAG_KINDS, Entry, Kind, Point, TagKind
from eq.store import clients as client_rows
from eq.store import entries as entry_rows
from eq.store import journal as kept
from eq.store import people
from eq.store.instants import to_text
from eq.store.journal import Filter as Filter
from eq.store.searching import Snippet as Snippet
from eq.store.searching import Wanted, best_snippet, wanted
from eq.store.workspace import Workspace
from eq.wording import entry as wording

PAGE = 20
Key = TypeVar("Key", bound=str)
_NOT_IN_SNIPPETS = ("title", "prompt")
_MOMENTS = ("now", "after", "before")


@dataclass(frozen=True)
class Page:
    """``entries`` newest first; ``next`` asks for the ones before them, None at the end; ``total`` of all pages."""

    entries: tuple[Entry, ...]
    next: str | None
    total: int


@dataclass(frozen=True)
class Hit:
    """An entry that was found. ``snippet``: parts of one line of its text, True where it is what was searched for."""

    entry: Entry
    title: str
    snippet: Snippet


@dataclass(frozen=True)
class DayCount:
    """``n`` entries of a day; ``pleasantness`` the mean of theirs (-1..1), None when none has one.

    An entry counts by how its writer felt in it: a debrief by how they felt after, not by its follow-up.
    """

    n: int
    pleasantness: float | None


@dataclass(frozen=True)
class ClientUse:
    """A client with the number of entries."""

    id: str
    label: str
    n: int


@dataclass(frozen=True)
class InUse:
    """What the entries hold, with the number of entries that have it, most used first; every tag kind has its key."""

    tags: dict[TagKind, tuple[tuple[str, int], ...]]
    words: tuple[tuple[str, int], ...]
    clients: tuple[ClientUse, ...]
    kinds: tuple[tuple[Kind, int], ...]


def page(workspace: Workspace, chosen: Filter | None = None, *, before: str | None = None, size: int = PAGE) -> Page:
    """One page of the timeline, newest first. ``before`` is the ``next`` of the page before this one."""
    chosen = chosen or Filter()
    if not workspace.exists():
        return Page((), None, 0)
    with workspace.read() as db:
        person = people.owner(db)
        if person is None:
            return Page((), None, 0)
        last = (before.partition("|")[0], before.partition("|")[2]) if before else None
        keys = kept.newest(db, person, chosen, before=last, limit=size + 1)
        shown = keys[:size]
        return Page(
            tuple(entry_rows.entries(db, [one for _, one in shown])),
            "|".join(shown[-1]) if len(keys) > size else None,
            kept.count(db, person, chosen),
        )


def search(
    workspace: Workspace,
    words: str,
    *,
    filter: Filter | None = None,  # noqa: A002
    limit: int | None = 50,
) -> tuple[Hit, ...]:
    """Entries in which all words occur, newest first; each word may be only begun, unless it stands in quotes.

    Accents and case do not matter. Nothing that can be typed is an error; without any word there are no hits.
    """
    wants = wanted(words)
    if not wants or not workspace.exists():
        return ()
    with workspace.read() as db:
        person = people.owner(db)
        if person is None:
            return ()
        ids = kept.found(db, person, wants, filter or Filter(), limit=-1 if limit is None else limit)
        found = entry_rows.entries(db, ids)
    return tuple(Hit(one, title_of(one), _snippet(one, wants)) for one in found)


def _snippet(entry: Entry, wants: tuple[Wanted, ...]) -> Snippet:
    texts = [text for field, text in entry.texts.items() if field not in _NOT_IN_SNIPPETS]
    said = [word.word for word in entry.words] + list(entry.tagged("custom")) + [entry.client_label]
    own = [tag.value for tag in entry.tags if tag.kind in ("trigger", "channel", "need")]
    rest = [", ".join(filter(None, part)) for part in (said, own)]
    last = [entry.text(field) for field in _NOT_IN_SNIPPETS]  # type: ignore[arg-type]
    return best_snippet([text for text in (*texts, *rest, *last) if text], wants)


def days(workspace: Workspace, *, first: date, last: date) -> dict[date, DayCount]:
    """The days with entries from ``first`` to ``last``, both counted in."""
    if not workspace.exists():
        return {}
    with workspace.read() as db:
        person = people.owner(db)
        found = kept.by_day(db, person, first, last) if person else []
    return {date.fromisoformat(day): DayCount(n, mean) for day, n, mean in found}


def in_use(workspace: Workspace) -> InUse:
    """What there is to filter by."""
    tags: dict[TagKind, dict[str, int]] = {kind: {} for kind in TAG_KINDS}
    if not workspace.exists():
        return InUse(dict.fromkeys(TAG_KINDS, ()), (), (), ())
    with workspace.read() as db:
        person = people.owner(db)
        if person is None:
            return InUse(dict.fromkeys(TAG_KINDS, ()), (), (), ())
        for (kind, value), n in kept.tags_in_use(db, person).items():
            tags[kind][value] = n
        words, kinds = kept.words_in_use(db, person), kept.kinds_in_use(db, person)
        clients = [ClientUse(c.id, c.label, c.contacts) for c in client_rows.every(db, person) if c.contacts]
    return InUse(
        {kind: _most_used(counts) for kind, counts in tags.items()},
        _most_used(words),
        tuple(sorted(clients, key=lambda c: (-c.n, c.label))),
        _most_used(kinds),
    )


def _most_used(counts: Mapping[Key, int]) -> tuple[tuple[Key, int], ...]:
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def title_of(entry: Entry) -> str:
    """What an entry is called, in one line."""
    return wording.title_of(entry)


def point_of(entry: Entry) -> Point | None:
    """The point an entry counts by: now, else after, else before; never that of a follow-up."""
    return next((entry.points[moment] for moment in _MOMENTS if moment in entry.points), None)  # type: ignore[index]


def rows(workspace: Workspace) -> list[dict[str, Any]]:
    """All entries, newest first, as plain values; what is missing is None, times are ISO text in UTC.

    ``pleasantness`` and ``energy`` (-1..1) are those of ``point_of``; ``words`` are of every moment, each once.
    """
    if not workspace.exists():
        return []
    with workspace.read() as db:
        person = people.owner(db)
        found = entry_rows.entries(db, kept.ids(db, person)) if person else []
    return [_row(entry) for entry in found]


def _row(entry: Entry) -> dict[str, Any]:
    point = point_of(entry) or Point(None, None)
    return {
        "id": entry.id,
        "kind": entry.kind,
        "state": entry.state,
        "at": to_text(entry.at),
        "local_date": entry.local_date.isoformat(),
        "zone": entry.zone,
        "severity": entry.severity,
        "episode": entry.episode,
        "pleasantness": point.pleasantness,
        "energy": point.energy,
        "words": list(dict.fromkeys(word.word for word in entry.words)),
        "competencies": list(entry.tagged("competency")),
        "triggers": list(entry.tagged("trigger")),
        "responses": list(entry.tagged("response")),
        "channel": ", ".join(entry.tagged("channel")) or None,
        "client": entry.client_label or None,
        "recovery_minutes": entry.recovery_minutes,
        "title": title_of(entry),
    }


def search_rows(workspace: Workspace, words: str) -> list[dict[str, Any]]:
    """Every hit of a search as plain values: id, kind, local_date, title, snippet (text)."""
    return [
        {
            "id": hit.entry.id,
            "kind": hit.entry.kind,
            "local_date": hit.entry.local_date.isoformat(),
            "title": hit.title,
            "snippet": "".join(part for part, _ in hit.snippet),
        }
        for hit in search(workspace, words, limit=None)
    ]
