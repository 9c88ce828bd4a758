"""The journal in words: entries, fields, filters, and what deleting does."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from eq.reflect.entry import Entry, Kind, Moment, Point, TagKind, TextField, Worked
from eq.wording.plain import count, day, listing, lower_first, upper_first

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

TITLE = "Journal"
EMPTY = "What you check in, write and debrief is kept here, day by day."
EMPTY_TITLE = "Nothing written yet"
EMPTY_CHECK_IN, EMPTY_DEBRIEF = "Check in", "Debrief a hard interaction"
SEARCH = "Search your journal"
SEARCH_HINT = "Words, or “words in quotes” for a phrase"
VIEWS = {"entries": "Entries", "calendar": "Calendar", "clients": "Clients", "words": "Words and tags"}
VIEW = "What to look at"
NOTHING = "No entry fits this."
CLEAR_ALL = "Show all entries"
OLDER, NEWER = "Older", "Newer"
BACK = "Back"
FILTER = "Filter"
ANY = "Any"
PARKED = "Parked"
GO_ON = "Go on"
IN_DEBRIEF = "Open in Debrief"
EDIT, UNDO, DELETE, CLOSE_EDIT = "Edit", "Undo the last edit", "Delete …", "Done editing"
UNDONE = "The entry is as it was before the edit."
EDITING = "Each field is kept as you leave it. The version from before this edit is kept, too: you can undo it."
STORY = "The story"
PROMISES = "Promises"
LATER = "Later"
ONWARD = "For next time"
ADD_PROMISE = "Add a promise"

KIND: dict[Kind, str] = {
    "check-in": "Check-in",
    "note": "Note",
    "debrief": "Debrief",
    "preparation": "Preparation",
    "feedback": "Feedback received",
}
FIELD: dict[TextField, str] = {
    "title": "In one line",
    "text": "What you wrote",
    "prompt": "The question",
    "happened": "What happened, as a camera would see it",
    "quotes": "Word for word",
    "did": "What I did and said",
    "reported": "Whom I told, and what was recorded",
    "next_time": "One sentence for next time",
    "label": "The word I had for them",
    "fairer": "A fairer reading",
    "need": "What they may have needed, in my words",
    "helpful": "One helpful thing I did",
    "keep": "To keep",
    "change": "To change",
    "if_cue": "If …",
    "if_act": "… then",
    "from_whom": "From",
    "later": "Looking back",
}
IF_THEN = "If–then"
LINE_FIELDS: frozenset[TextField] = frozenset({"title", "next_time", "if_cue", "if_act", "from_whom"})
"""Fields that are one line long."""
MOMENT: dict[Moment, str] = {"now": "How it felt", "before": "Felt then", "after": "Felt after", "later": "Felt later"}
TAG: dict[TagKind, str] = {
    "competency": "Competency",
    "trigger": "What set it off",
    "response": "Way of responding",
    "channel": "Channel",
    "need": "What they may have needed",
    "custom": "Own tag",
}
TAGS: dict[TagKind, str] = TAG | {
    "competency": "Competencies",
    "response": "Ways of responding",
    "need": "What they may have needed",
    "custom": "Own tags",
}
WORKED: dict[Worked, str] = {"yes": "worked", "partly": "worked partly", "no": "did not work"}
FEELING, CLIENT, KIND_LABEL, SEVERITY, DATES = "Feeling word", "Client", "Kind of entry", "How hard, 0 to 10", "Dates"
CLIENT_HELP = "A label only you understand. Better not their name."
SEVERITY_LABEL, EPISODE_LABEL = "How hard it was, 0 to 10", "Kind of interaction"
WHEN_LABEL, TIME_LABEL = "The day it happened", "At"
NOT_SAID = "Not said"
OWN_ALLOWED = "Choose, or type your own"
FEELINGS_LABEL = "Feeling words, at most three"

DAY, ENTRIES = "Day", "Entries"
CALENDAR_LABEL_YEAR, CALENDAR_LABEL_MONTH, CALENDAR_LABEL_DAY = "Year", "Show the entries of a month", "Or of one day"
CALENDAR_CAPTION_EMPTY = "Each square is a day; the darker, the more entries it holds."


def long_day(moment: date) -> str:
    """``Saturday, 21 November 2026``."""
    return f"{WEEKDAYS[moment.weekday()]}, {day(moment)}"


def clock_time(local: datetime) -> str:
    """``14:05``."""
    return f"{local.hour:02}:{local.minute:02}"


def severity(value: int) -> str:
    """How hard an interaction was (0..10), in words with the number beside."""
    words = ("easy", "fairly easy", "noticeable", "hard", "very hard", "as hard as it gets")
    return f"{words[0 if value == 0 else min((value + 1) // 2, 5)]} ({value} of 10)"


def severity_line(value: int) -> str:
    """The same as a whole phrase."""
    return upper_first(severity(value))


def point(place: Point) -> str:
    """A place on the plane in words, such as ``rather pleasant, very low energy``; "" when it says nothing."""
    said = []
    if place.pleasantness is not None:
        said.append(_axis(place.pleasantness, "pleasant", "unpleasant", "neither pleasant nor unpleasant"))
    if place.energy is not None:
        said.append(_axis(place.energy, "high energy", "low energy", "middling energy"))
    return ", ".join(said)


def _axis(value: float, above: str, below: str, middle: str) -> str:
    """One coordinate, -1..1, in five steps a side would be too fine for: three."""
    size, name = abs(value), above if value > 0 else below
    if size < 0.15:
        return middle
    return f"{'a little' if size < 0.4 else 'rather' if size < 0.75 else 'very'} {name}"


def feelings(words: Sequence[str], place: Point | None) -> str:
    """Words and point of one moment, such as ``Calm, rested · rather pleasant``."""
    parts = [upper_first(", ".join(words)), point(place) if place else ""]
    return " · ".join(part for part in parts if part)


def recovery(entry: Entry) -> str:
    """How long until one was back to normal; "" when it was not asked."""
    if entry.recovery_minutes is not None:
        return f"Back to normal after {minutes(entry.recovery_minutes)}."
    return "Not back to normal yet when asked." if entry.recovery == "not-yet" else ""


def minutes(value: int) -> str:
    """A length of time: ``40 minutes``, ``2 hours 5 minutes``, ``3 days``."""
    days, rest = divmod(value, 1440)
    hours, left = divmod(rest, 60)
    parts = [
        count(n, name)
        for n, name in ((days, "day"), (hours, "hour"), (left, "minute" if value < 1440 else ""))
        if n and name
    ]
    return " ".join(parts) or "0 minutes"


def if_then(cue: str, act: str) -> str:
    """The whole sentence; each half alone when the other was left open."""
    cue, act = cue.strip().rstrip(","), act.strip().rstrip(".")
    if not (cue and act):
        return f"If {lower_first(cue)}, then …" if cue else f"If …, then {lower_first(act)}."
    return f"If {lower_first(cue)}, then {lower_first(act)}."


def need_sure(sure: int | None, asked: bool | None) -> str:
    """How sure the guess about the other's need is, and whether it was asked; "" when neither was said."""
    parts = [] if sure is None else [f"{sure} of 100 sure"]
    if asked is not None:
        parts.append("asked them" if asked else "did not ask them")
    return upper_first(", ".join(parts))


def found(total: int, *, narrowed: bool) -> str:
    """How many entries there are."""
    return f"{count(total, 'entry', 'entries')}{' that fit' if narrowed and total != 1 else ''}"


def hits(n: int, limit: int) -> str:
    """How many entries a search found."""
    if not n:
        return "Nothing found."
    return f"{count(n, 'entry', 'entries')} found{', the best of many' if n >= limit else ''}."


def month_choice(name: str, n: int) -> str:
    """A month that can be chosen, with what it holds."""
    return f"{name} ({count(n, 'entry', 'entries')})"


def day_count(one: date, n: int) -> str:
    """What one square of the calendar says."""
    return f"{day(one)}: {count(n, 'entry', 'entries') if n else 'no entry'}"


def shade_names(steps: Sequence[int]) -> list[str]:
    """What the shades of the calendar stand for, the empty one first, from the least number of each."""
    ends = [nxt - 1 for nxt in steps[1:]]
    named = [str(low) if low == high else f"{low}–{high}" for low, high in zip(steps[:-1], ends, strict=True)]
    return ["none", *named, f"{steps[-1]} or more"]


def calendar_title(year: int, days: int) -> str:
    """The finding of the calendar in one sentence."""
    return f"You wrote on {count(days, 'day')} of {year}" if days else f"Nothing written in {year}"


def calendar_caption(entries: int) -> str:
    """What a square is, and how many entries stand behind them."""
    return f"{CALENDAR_CAPTION_EMPTY} {count(entries, 'entry', 'entries')} in all."


def between_days(first: date | None, last: date | None) -> str:
    """A span of days as a filter says it."""
    if first and last:
        return day(first) if first == last else f"{day(first)} to {day(last)}"
    return f"From {day(first)}" if first else f"Up to {day(last)}" if last else ""


def between_severities(low: int | None, high: int | None) -> str:
    """A span of severities as a filter says it."""
    if low is not None and high is not None:
        return f"Severity {low}" if low == high else f"Severity {low} to {high}"
    return f"Severity {low} or more" if low is not None else f"Severity up to {high}"


def delete_entry(entry: Entry, title: str, promises: int) -> str:
    """What exactly deleting an entry does; ``title`` is safe to show."""
    held = [count(len(entry.texts), "text")] if entry.texts else []
    if entry.words:
        held.append(count(len(entry.words), "feeling word"))
    if entry.tags:
        held.append(count(len(entry.tags), "tag"))
    inside = f" with its {listing(held)}" if held else ""
    kept = ""
    if promises:
        kept = f" {count(promises, 'promise')} made in it will stay on your list."
    return (
        f"The {lower_first(KIND[entry.kind])} of {day(entry.local_date)}, “{title}”,{inside} "
        f"will be deleted and overwritten, and so will the version from before its last edit.{kept} "
        "**This cannot be undone.**"
    ).replace(",”,", "”,")


DELETE_TITLE, DELETE_GO = "Delete this entry?", "Delete for good"
_LATER_BYTES = " Another tab still reads the file: old bytes go once it is closed."


def deleted(gone: bool) -> str:
    """That an entry was deleted."""
    return f"The entry was deleted.{'' if gone else _LATER_BYTES}"
