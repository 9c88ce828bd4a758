"""Writing an entry: begun, stored field by field as each is left, parked, finished, edited, undone, deleted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from eq.actions import clock
from eq.actions.owner import new_id as new_id
from eq.actions.owner import of_owner
from eq.actions.settings import settings
from eq.errors import EqError
from eq.reflect.entry import (
    EPISODES,
    KINDS,
    LONGEST_LABEL,
    LONGEST_TEXT,
    MOST_WORDS,
    TEXT_FIELDS,
    Entry,
    Kind,
    Moment,
    Point,
    TagKind,
    TextField,
    Word,
    Worked,
)
from eq.store import entries as rows
from eq.store import people, recent
from eq.store.database import Connection
from eq.store.workspace import Workspace

_SHORT = {"title", "from_whom"}
_OFFERED = 50
_FIRST_YEAR = 1900
_GONE = EqError(
    "Entry", "This entry was deleted in another tab.", "Nothing was changed. The journal shows what is there."
)


def begin(workspace: Workspace, kind: Kind, *, entry: str, zone: str | None) -> None:
    """Begin a draft of that id; beginning the same id again changes nothing."""
    if kind not in KINDS:
        raise EqError("Entry", "There is no such kind of entry.", "Nothing was kept.")
    end_of_day = settings(workspace).end_of_day
    workspace.ensure()
    with workspace.write() as db:
        moment = clock.now()
        rows.add(db, people.ensure_owner(db, moment), _fresh(kind, entry, moment, zone, end_of_day))


def _fresh(kind: Kind, entry: str, moment: datetime, zone: str | None, end_of_day: int) -> Entry:
    name = clock.zone(zone).key
    day = clock.local_day(moment, name, end_of_day)
    return Entry(entry, kind, "draft", moment, name, day, moment, moment)


def get(workspace: Workspace, entry: str) -> Entry:
    """The entry; EqError when it was deleted."""
    with workspace.read() as db:
        found = rows.entry(db, entry)
    if found is None:
        raise _GONE
    return found


def find(workspace: Workspace, entry: str) -> Entry | None:
    """The entry, or None when there is none of that id."""
    if not entry or not workspace.exists():
        return None
    with workspace.read() as db:
        return rows.entry(db, entry)


@contextmanager
def _changing(workspace: Workspace, entry: str) -> Iterator[tuple[Connection, Entry]]:
    """One transaction that changes an entry that is there."""
    with workspace.write() as db:
        found = rows.entry(db, entry)
        if found is None:
            raise _GONE
        yield db, found
        rows.touch(db, entry, clock.now())


def write(workspace: Workspace, entry: str, field: TextField, text: str) -> None:
    """Keep one text field as it was left; spaces alone remove it.

    Raises EqError, and keeps what was there, when the text is too long or the entry is gone.
    """
    if field not in TEXT_FIELDS:
        raise EqError("Entry", "There is no such field.", "Nothing was kept.")
    kept = _text(text, LONGEST_LABEL * 2 if field in _SHORT else LONGEST_TEXT)
    with _changing(workspace, entry) as (db, _):
        rows.put_text(db, entry, field, kept)


def _text(text: str, longest: int) -> str:
    """The text as it is kept: without signs no file can carry, "" when it holds nothing that can be seen."""
    kept = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").encode("utf-8", "replace").decode()
    if len(kept) > longest:
        raise EqError(
            "Entry", f"This is longer than {longest:,} characters.", "The text before it is kept. Shorten it, please."
        )
    return kept if kept.strip() else ""


def _labels(values: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(label for value in values if (label := _label(value))))


def _label(value: str) -> str:
    return _text(" ".join(value.split()), LONGEST_LABEL)


def place(workspace: Workspace, entry: str, moment: Moment, pleasantness: float | None, energy: float | None) -> None:
    """Keep a point on the plane, each coordinate -1..1; None for both removes it."""
    point = _point(pleasantness, energy)
    with _changing(workspace, entry) as (db, _):
        rows.put_point(db, entry, moment, point)


def _point(pleasantness: float | None, energy: float | None) -> Point:
    if any(value is not None and not -1 <= value <= 1 for value in (pleasantness, energy)):
        raise EqError("Entry", "This point lies outside the plane.", "Nothing was kept. Choose it again.")
    return Point(pleasantness, energy)


def feel(workspace: Workspace, entry: str, moment: Moment, words: Sequence[str]) -> None:
    """Replace the feeling words of a moment; at most three, own ones among them."""
    kept = _words(words, moment)
    with _changing(workspace, entry) as (db, _):
        rows.put_words(db, entry, moment, kept)


def _words(words: Sequence[str], moment: Moment) -> tuple[Word, ...]:
    labels = _labels(words)
    if len(labels) > MOST_WORDS:
        raise EqError("Entry", f"Up to {MOST_WORDS} words fit one moment.", "Take one out first.")
    return tuple(Word(label, moment) for label in labels)


def tag(workspace: Workspace, entry: str, kind: TagKind, values: Sequence[str]) -> None:
    """Replace the tags of one kind; whether a response that stays worked is kept."""
    kept = _labels(values)
    with _changing(workspace, entry) as (db, _):
        rows.put_tags(db, entry, kind, kept)


def judge(workspace: Workspace, entry: str, response: str, worked: Worked | None) -> None:
    """Keep whether a way of responding that was used worked; None takes the word back."""
    with _changing(workspace, entry) as (db, _):
        rows.put_worked(db, entry, response, worked)


_CHECKS: dict[str, Callable[[Any], bool]] = {
    "severity": lambda value: value is None or (type(value) is int and 0 <= value <= 10),
    "episode": lambda value: value is None or value in EPISODES,
    "need_sure": lambda value: value is None or (type(value) is int and 0 <= value <= 100),
    "need_asked": lambda value: value is None or isinstance(value, bool),
    "settled": lambda value: isinstance(value, bool),
    "screen": lambda value: isinstance(value, str) and len(value) <= LONGEST_LABEL,
}


def note(workspace: Workspace, entry: str, **facts: Any) -> None:
    """Keep some of: ``severity`` 0..10, ``episode``, ``need_sure`` 0..100, ``need_asked``, ``settled``, ``screen``."""
    wrong = [name for name, value in facts.items() if name not in _CHECKS or not _CHECKS[name](value)]
    if wrong:
        raise EqError("Entry", f"That is no answer to “{wrong[0]}”.", "Nothing was kept. Choose it again.")
    with _changing(workspace, entry) as (db, _):
        rows.put_facts(db, entry, facts)


def name_client(workspace: Workspace, entry: str, label: str) -> None:
    """Name the client by a private label, one of the known ones or a new one; "" takes it back."""
    kept = _label(label)
    with _changing(workspace, entry) as (db, _):
        moment = clock.now()
        client = rows.client_named(db, people.ensure_owner(db, moment), kept, moment) if kept else None
        rows.put_facts(db, entry, {"client": client})
        recent.forget_unused_clients(db)


def set_when(workspace: Workspace, entry: str, local: datetime, zone: str | None) -> None:
    """Set when it was, in local time of ``zone``; EqError when that lies ahead, or before 1900."""
    end_of_day = settings(workspace).end_of_day
    moment, name = _past(local, zone)
    with _changing(workspace, entry) as (db, _):
        day = clock.local_day(moment, name, end_of_day)
        rows.put_facts(db, entry, {"at": moment, "zone": name, "local_date": day})


def _past(local: datetime, zone: str | None) -> tuple[datetime, str]:
    if local.year < _FIRST_YEAR:
        raise EqError("When", "This lies too far back.", f"Choose a day from {_FIRST_YEAR} on.")
    place_ = clock.zone(zone)
    moment = clock.parse_instant(local.replace(tzinfo=place_).isoformat(), "When")
    if moment > clock.now():
        raise EqError("When", "This lies ahead.", "Choose a time that has been.")
    return moment, place_.key


def finish(workspace: Workspace, entry: str) -> None:
    """Finish a draft or a parked entry; EqError while there is nothing in it. Finishing twice changes nothing."""
    _end(workspace, entry, "done")


def park(workspace: Workspace, entry: str) -> None:
    """Park a draft for later; EqError while there is nothing in it. Parking twice changes nothing."""
    _end(workspace, entry, "parked")


def _end(workspace: Workspace, entry: str, state: Any) -> None:
    with _changing(workspace, entry) as (db, found):
        if is_empty(found):
            raise EqError("Entry", "There is nothing in it yet.", "Write a word or choose something first.")
        if found.state == "draft" or (found.state, state) == ("parked", "done"):
            rows.put_state(db, entry, state)


def is_empty(entry: Entry) -> bool:
    """True when a person has said nothing in it so far."""
    said = [value for name, value in entry.texts.items() if name != "prompt"]
    facts = (entry.severity, entry.episode, entry.client, entry.recovery, entry.need_sure, entry.need_asked)
    return not (said or entry.points or entry.words or entry.tags or any(fact is not None for fact in facts))


def resume(workspace: Workspace, entry: str) -> None:
    """Make a parked or finished entry a draft again, with everything in it."""
    with _changing(workspace, entry) as (db, _):
        rows.put_state(db, entry, "draft")


def drafts(workspace: Workspace, kind: Kind | None = None) -> list[Entry]:
    """Drafts with something in them, the latest first."""
    return [one for one in _in_state(workspace, "draft", kind) if not is_empty(one)]


def parked(workspace: Workspace) -> list[Entry]:
    """Parked entries, the latest first."""
    return _in_state(workspace, "parked", None)


def _in_state(workspace: Workspace, state: Any, kind: Kind | None) -> list[Entry]:
    if not workspace.exists():
        return []
    with workspace.read() as db:
        person = people.owner(db)
        return rows.with_state(db, person, [state], kind) if person else []


def discard(workspace: Workspace, entry: str) -> bool:
    """Delete an entry that is not wanted; False when another tab still reads, so that old bytes remain for now."""
    with workspace.write() as db:
        rows.delete(db, entry)
        recent.forget_unused_clients(db)
    return workspace.scrub()


def delete(workspace: Workspace, entry: str) -> bool:
    """Delete an entry for good, its words in the search index too; its promises stay. Returns as ``discard``."""
    return discard(workspace, entry)


def begin_edit(workspace: Workspace, entry: str) -> None:
    """Keep a finished entry as it is before it is edited, so that the edit can be undone."""
    with workspace.write() as db:
        found = rows.entry(db, entry)
        if found is None:
            raise _GONE
        rows.keep_version(db, found, clock.now())
        recent.forget_unused_clients(db)


def undo_edit(workspace: Workspace, entry: str) -> bool:
    """Bring the last version back; undoing again brings the edit back. False when there is no version."""
    with workspace.write() as db:
        return rows.swap_version(db, entry, clock.now())


def has_version(workspace: Workspace, entry: str) -> bool:
    """True when the last edit can be undone."""
    with workspace.read() as db:
        return rows.has_version(db, entry)


def check_in(
    workspace: Workspace,
    *,
    entry: str,
    zone: str | None,
    pleasantness: float | None,
    energy: float | None,
    words: Sequence[str] = (),
    tags: Sequence[str] = (),
    competencies: Sequence[str] = (),
    line: str = "",
    client: str = "",
    local: datetime | None = None,
) -> None:
    """Keep a whole check-in at once; the same id again changes nothing. EqError when it says nothing at all."""
    point, felt, own, text, who = (
        _point(pleasantness, energy),
        _words(words, "now"),
        _labels(tags),
        _text(line, LONGEST_TEXT),
        _label(client),
    )
    if not (point != Point(None, None) or felt or own or text or who or competencies):
        raise EqError("Check in", "There is nothing in it yet.", "Choose a point or a word first.")
    end_of_day = settings(workspace).end_of_day
    now = clock.now()
    moment, name = _past(local, zone) if local else (now, clock.zone(zone).key)
    workspace.ensure()
    with workspace.write() as db:
        person = people.ensure_owner(db, now)
        if rows.entry(db, entry) is not None:
            return
        new = Entry(
            entry,
            "check-in",
            "done",
            moment,
            name,
            clock.local_day(moment, name, end_of_day),
            now,
            now,
            client=rows.client_named(db, person, who, now) if who else None,
            client_label=who,
            texts={"text": text} if text else {},
            points={} if point == Point(None, None) else {"now": point},
            words=felt,
        )
        rows.add(db, person, new)
        rows.put_tags(db, entry, "custom", own)
        rows.put_tags(db, entry, "competency", list(competencies))
        rows.touch(db, entry, now)


def last_words(workspace: Workspace, n: int = 8) -> list[str]:
    """The feeling words used most lately, at most ``n``."""
    return of_owner(workspace, lambda db, person: recent.words(db, person, n), [])


def own_values(workspace: Workspace, kind: TagKind) -> list[str]:
    """The values of one kind of tag in use, most used first, at most 50; ids of what ships are among them."""
    return of_owner(workspace, lambda db, person: recent.values(db, person, kind, _OFFERED), [])


def client_labels(workspace: Workspace) -> list[str]:
    """Labels of clients, the one met last first, at most 50."""
    return of_owner(workspace, lambda db, person: recent.client_labels(db, person, _OFFERED), [])
