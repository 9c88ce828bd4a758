"""The journal in words: entries, fields, filters, and what deleting does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from eq.reflect.entry import Entry, Episode, Kind, Moment, Point, TagKind, TextField, Worked
from eq.reflect.promise import PROMISE_STATES, PromiseState
from eq.wording.check_in import point
from eq.wording.debrief import NEXT_STEP_LABEL
from eq.wording.entry import KIND_NAMES
from eq.wording.plain import count, day, listing, lower_first, upper_first
from eq.wording.plain import short_day as short_day

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
BACK, ALL_ENTRIES = "Back", "All entries"
BACK_TO = {
    "results": "Back to Results",
    "progress": "Back to Progress",
    "insights": "Back to Insights",
    "playbook": "Back to the playbook",
    "prepare": "Back to preparing",
    "plan": "Back to My plan",
}
FILTER = "Filter"
ANY = "Any"
PARKED = "Parked"
GO_ON = "Go on"
IN_DEBRIEF = "Open in Debrief"
EDIT, UNDO, DELETE, CLOSE_EDIT = "Edit", "Undo the last edit", "Delete …", "Done editing"
UNDONE = "The entry is as it was before the edit."
EDITING = "Each field is kept as you leave it. The version from before this edit is kept, too: you can undo it."
PROMISES = "Promises"
LATER = "Later"
ONWARD, ONWARD_FOR_ME = "For next time", "For you"
PREPARE, PREPARE_SAFE = "Prepare for them", "What you can ask for"
SAFE_HERE = "What you prepared for them is kept, out of sight. What happened since is not yours to solve."
ADD_PROMISE = "Add a promise"

KIND: dict[Kind, str] = KIND_NAMES | {"feedback": "Feedback received"}
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
    "outcome": "A good outcome for them",
    "can": "What I can offer",
    "cannot": "What I cannot offer",
    "involve": "Whom I can involve",
    "limit": "My limit",
    "opening": "My first sentence",
}
EPISODES_OF = "Episodes that speak to"
LINE_FIELDS: frozenset[TextField] = frozenset({"title", "next_time", "if_cue", "if_act", "from_whom"})
"""Fields that are one line long."""
LONG_FIELDS: frozenset[TextField] = frozenset({"text", "happened", "did", "quotes"})
"""Fields that invite several lines."""
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
DAY_FROM, DAY_TO = "From the day", "Up to the day"
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2099, 12, 31)
REMOVE, CLEAR_FILTER, NO_LONGER = "Take this out of the filter", "Clear the filter", "no longer there"
WORKED_SHORT: dict[Worked, str] = {"yes": "Yes", "partly": "Partly", "no": "No"}
SHORT_FIELDS: frozenset[TextField] = frozenset({"title", "from_whom"})
FIND_CLIENT = "Find another client"
FEELING, CLIENT, KIND_LABEL, SEVERITY, DATES = "Feeling word", "Client", "Kind of entry", "How hard, 0 to 10", "Dates"
CLIENT_HELP = "A label only you understand. Better not their name."
SEVERITY_LABEL, EPISODE_LABEL = "How hard it was, 0 to 10", "Kind of interaction"
WHEN_LABEL, TIME_LABEL = "The day it happened", "At"
NOT_SAID = "Not said"
OWN_ALLOWED = "Choose, or type your own"

DAY, ENTRIES = "Day", "Entries"
CALENDAR_EMPTY = "A calendar of your days grows here with the first entry."
WHOLE_YEAR = "Choose a month"

CLIENTS_EMPTY = "Clients you name by a private label are listed here with what you wrote and promised."
CLIENTS_TITLE, WORDS_TITLE = "Clients", "Words and tags"
NO_OPEN_PROMISE = "No open promise."
USED_TITLE = "Ways of responding you used"
USED_CAPTION = (
    "Counted from your own notes; for the rest you did not say. Some ways are used more in harder contacts, so these "
    "numbers do not tell which is better."
)
USED_COLUMNS = ("Way of responding", "Used", "Worked", "Partly", "Did not")
CONTACTS = "Contacts"
ALL_CONTACTS = "Show all their entries"
RENAME, MERGE, DELETE_LABEL = "Rename …", "Bring together …", "Delete the label …"
RENAME_TITLE, MERGE_TITLE, DELETE_LABEL_TITLE = "Rename", "Bring two together", "Delete this label?"
NEW_NAME, KEEP_NAME = "New name", "Rename"
INTO, MERGE_GO = "Keep this one", "Bring together"
RENAME_CLIENT_HELP = "The label changes in every entry and promise. Texts stay as you wrote them."
RENAMED = "Renamed."
MERGED = "They are one now."
NO_OTHER = "There is no other one to bring it together with."
WORDS_EMPTY = "Feeling words, tags, triggers and channels of your own are listed here once you use some."
WORDS_KIND = "Which of your words"
WORDS_ONE = "One of them"
WORDS_COLUMNS = ("Yours", "Entries")
SHOW_THEM = "Show its entries"
OWN_KIND = {
    "word": "Feeling words", "custom": "Tags", "trigger": "Triggers", "channel": "Channels", "need": "Needs",
}  # fmt: skip
RENAME_WORD_HELP = (
    "It changes in every entry. Texts stay as you wrote them. If you already use the new name, the two become one; "
    "that cannot be taken apart again."
)
CALENDAR_YEAR, CALENDAR_MONTH, CALENDAR_DAY = "Year", "Show the entries of a month", "Or of one day"
CALENDAR_CAPTION_EMPTY = "Each square is a day; the stronger its colour, the more entries it holds."


def field(name: TextField, *, abusive: bool) -> str:
    """What a text field is called; after mistreatment the sentence for next time is a step for the person."""
    return NEXT_STEP_LABEL if abusive and name == "next_time" else FIELD[name]


def labelled(label: str, value: str) -> str:
    """``Client: K``."""
    return f"{label}: {value}"


def more_chips(n: int) -> str:
    """How many more there are than are shown."""
    return f"and {n} more"


def moment_words(moment: Moment) -> str:
    """What asks for the feeling words of one moment."""
    return f"{MOMENT[moment]}, in up to three words"


def worked_question(way: str) -> str:
    """Whether a way of responding worked; ``way`` is safe to show."""
    return f"Did it work: {way}"


def long_day(moment: date) -> str:
    """``Saturday, 21 November 2026``."""
    return f"{WEEKDAYS[moment.weekday()]}, {day(moment)}"


def clock_time(local: datetime) -> str:
    """``14:05``."""
    return f"{local.hour:02}:{local.minute:02}"


def severity(value: int) -> str:
    """How hard an interaction was (0..10), in words with the number beside."""
    words = ("hardly anything", "a little hard", "fairly hard", "hard", "very hard", "as hard as it gets")
    return f"{words[5 if value == 10 else min((value + 1) // 2, 4)]} ({value} of 10)"


def severity_line(value: int) -> str:
    """The same as a whole phrase."""
    return upper_first(severity(value))


def feelings(words: Sequence[str], place: Point | None) -> str:
    """Words and point of one moment, such as ``Calm, rested · rather pleasant``."""
    parts = [upper_first(", ".join(words)), point(place.pleasantness, place.energy) if place else ""]
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
    return f"{count(n, 'entry', 'entries')} found{', the newest of many' if n >= limit else ''}."


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
        f"The {lower_first(KIND[entry.kind])} of {day(entry.local_date)}{f', “{title}”,' if title else ''}{inside} "
        f"will be deleted and overwritten, and so will the version from before its last edit.{kept} "
        "**This cannot be undone.**"
    ).replace(",”,", "”,")


DELETE_TITLE, DELETE_GO = "Delete this entry?", "Delete for good"
_LATER_BYTES = " Another tab still reads the file: old bytes go once it is closed."


def deleted(gone: bool) -> str:
    """That an entry was deleted."""
    return f"The entry was deleted.{'' if gone else _LATER_BYTES}"


def deleted_label(gone: bool) -> str:
    """That a client's label was deleted."""
    return f"The label was deleted; the entries and promises stay.{'' if gone else _LATER_BYTES}"


def client_line(contacts: int, last: date | None, open_promises: int) -> str:
    """What there is about one client, in one line."""
    parts = [count(contacts, "contact")]
    if last is not None:
        parts.append(f"last on {short_day(last)}")
    if open_promises:
        parts.append(count(open_promises, "open promise"))
    return " · ".join(parts)


def clients_found(n: int) -> str:
    """How many clients there are."""
    return f"{count(n, 'client')}, the one you met last first."


def episodes(counts: Mapping[Episode, int], names: Mapping[str, str]) -> str:
    """Contacts by kind of interaction; "" without any."""
    return ", ".join(f"{names.get(kind, kind)}: {n}" for kind, n in counts.items())


def promise_states(counts: Mapping[PromiseState, int]) -> str:
    """How many promises stand where, such as ``2 open, 3 kept``; "" without any."""
    said = {"open": "open", "kept": "kept", "moved": "moved", "handed-over": "handed over", "broken": "not kept"}
    parts = [f"{counts[state]} {said[state]}" for state in PROMISE_STATES if counts.get(state)]
    return f"Promises: {listing(parts)}." if parts else ""


def merge_client(label: str) -> str:
    """What bringing a client together with another does; ``label`` is safe to show."""
    return (
        f"Everything of “{label}”, entries and promises, goes to the other label, and “{label}” is deleted. "
        "**This cannot be taken apart again.**"
    )


def delete_label(label: str, contacts: int, promises: int) -> str:
    """What deleting a client's label does; ``label`` is safe to show."""
    kept = [count(contacts, "entry", "entries")] if contacts else []
    if promises:
        kept.append(count(promises, "promise"))
    stay = f" The {listing(kept)} with it stay, without a client." if kept else ""
    return f"The label “{label}” will be deleted.{stay} Texts stay as you wrote them. **This cannot be undone.**"


def merge_word(value: str, n: int) -> str:
    """What bringing a word together with another does; ``value`` is safe to show."""
    return (
        f"“{value}” becomes the other one in {count(n, 'entry', 'entries')}. Texts stay as you wrote them. "
        "**This cannot be taken apart again.**"
    )
