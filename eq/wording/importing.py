"""Bringing a journal in, and taking one's own words out, in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from eq.errors import Problem
from eq.wording import plain

PROGRAMS = {"daylio": "Daylio", "dayone": "Day One", "jrnl": "jrnl"}
TYPES = {"daylio": ("csv", "daylio", "zip", "json"), "dayone": ("zip", "json"), "jrnl": ("json", "txt", "jrnl", "md")}
"""The endings the files of each program have."""

LARGEST_MB = 200
"""Largest file the page takes (the server's own limit is no lower); the command takes larger ones."""

TITLE = "Bring a journal in"
LEAD = (
    "Entries from another program join your journal here. You see first what would come in, and a whole import can be "
    "taken back."
)
PROGRAM = "Which program is it from?"
HOW = {
    "daylio": "In Daylio: More, Export Entries, CSV. Or More, Backup & Restore, Advanced Options, Export: a backup "
    "also knows the time zone of each entry.",
    "dayone": "In Day One: File, Export, JSON. The whole zip file is fine; photos are not read.",
    "jrnl": "In a terminal: jrnl --export json --file journal.json. The journal’s own text file works as well.",
}
FILE = "The file it wrote"
SIZE = "It is read on this computer and not kept. A larger file: eq import on the command line."
READING = "Reading the file …"
BRINGING = "Bringing the entries in …"
TAKING = "Taking the import back …"
MOODS = "How pleasant is each mood?"
MOODS_HELP = (
    "A mood says how pleasant it was, not how much energy you had: that stays open. “Leave it out” keeps the word only."
)
SCALE: tuple[tuple[str, float | None], ...] = (
    ("Very pleasant", 0.8),
    ("Pleasant", 0.4),
    ("In between", 0.0),
    ("Unpleasant", -0.4),
    ("Very unpleasant", -0.8),
    ("Leave it out", None),
)
MOST_MOODS = 12
"""Moods asked about at once; rarer ones wait behind a line to open."""

IMPORT = "Import"
TAKE_BACK = "Take this import back"
TAKE_BACK_ROW = "Take back"
TAKE_BACK_TITLE = "Take this import back?"
TAKE_BACK_GO = "Delete these entries for good"
EARLIER = "Earlier imports"
GONE = "No entry of this import was left; it is off the list."
AHEAD = "Its date is still to come."
AHEAD_REMEDY = "Mend the date in the other program, or import it again when the day has come."
SHOWN_AT_ONCE = 10
"""Refused entries named on the page."""

OUT_TITLE = "Take your words out"
OUT_LEAD = (
    "Copies of what you wrote, in formats other programs read. They are not protected: whoever can read your downloads "
    "can read them."
)
OUT_ENTRIES = "Entries as a table (CSV)"
OUT_ENTRIES_FILE = "entries.csv"
OUT_PROMISES = "Promises for a calendar (ICS)"
OUT_PROMISES_FILE = "promises.ics"


def level_of(pleasantness: float | None) -> str:
    """The nearest of the words of ``SCALE``."""
    if pleasantness is None:
        return SCALE[-1][0]
    return min((pair for pair in SCALE if pair[1] is not None), key=lambda pair: abs((pair[1] or 0.0) - pleasantness))[
        0
    ]


def entry_of(day: date) -> str:
    """How an entry without a row number is named in a message, which quotes nothing a person wrote."""
    return f"entry of {plain.day(day)}"


def entries(n: int) -> str:
    """``1 entry``, ``12,000 entries``."""
    return f"{n:,} {'entry' if n == 1 else 'entries'}"


def rarer(n: int) -> str:
    """The line that opens the moods beyond ``MOST_MOODS``."""
    return f"{n:,} rarer {'mood' if n == 1 else 'moods'}"


def earlier(n: int) -> str:
    """The line that opens the list of imports."""
    return f"{EARLIER} ({n:,})"


def mood(label: str, count: int) -> str:
    """The line above one mood's choice."""
    return f"{label} · {entries(count)}"


def summary(new: int, existing: int, refused: int, first: date | None, last: date | None) -> str:
    """How many entries would come in, are there, and are left out, and from when to when they are."""
    if not (new or existing or refused):
        return "There are no entries in this file."
    parts = [f"**{entries(new)}** new" if new else "Nothing new"]
    if existing:
        parts.append(f"{existing:,} already there")
    if refused:
        parts.append(f"{refused:,} left out")
    if not (first and last):
        return f"{', '.join(parts)}."
    when = plain.day(first) if first == last else f"{plain.day(first)} to {plain.day(last)}"
    return f"{', '.join(parts)} · {when}"


def photos(n: int) -> str:
    """What stays behind."""
    if n == 1:
        return "1 photo, film or recording stays in the other program."
    return f"{n:,} photos, films or recordings stay in the other program."


def left_out(n: int) -> str:
    """The line that opens the list of refused entries."""
    return f"What is left out and why ({n:,})"


def more(n: int) -> str:
    """The rest of a list."""
    return f"… and {n:,} more."


def changed(n: int) -> str:
    """The line that opens the list of notes."""
    return f"What is changed on the way in ({n:,})"


def done(new: int, existing: int, refused: int) -> str:
    """What an import did."""
    if not new:
        return f"Nothing was new: {entries(existing)} {'was' if existing == 1 else 'were'} there already."
    text = f"{plain.upper_first(entries(new))} {'is' if new == 1 else 'are'} in your journal now"
    if existing:
        text += f", {existing:,} {'was' if existing == 1 else 'were'} there already"
    return text + (f", {refused:,} left out." if refused else ".")


def batch(source: str, day: date, n: int) -> str:
    """One earlier import, without the name of its file."""
    left = entries(n) if n else "no entries left"
    return f"{PROGRAMS.get(source, source)}, {plain.day(day)}: {left}"


def take_back(n: int, edited: int) -> str:
    """What exactly taking an import back does."""
    if not n:
        return "No entry of this import is left; only its line in this list goes."
    text = f"{plain.upper_first(entries(n))} from this import will be deleted and overwritten."
    if edited:
        text += f" **{edited:,} of them {'was' if edited == 1 else 'were'} changed since**, and the changes go too."
    return text + " Promises made in them stay. **This cannot be undone**, but the file can be imported again."


def taken_back(n: int, scrubbed: bool) -> str:
    """What taking back did."""
    if not n:
        return GONE
    text = f"{plain.upper_first(entries(n))} {'was' if n == 1 else 'were'} taken back."
    return text if scrubbed else f"{text} Another tab still reads the file: old bytes go as soon as it is closed."


def report(name: str, new: int, existing: int, refused: Sequence[Problem], *, dry: bool) -> list[str]:
    """The lines a command prints about an import."""
    verb = "would be new" if dry else "new"
    lines = [f"{name}: {entries(new)} {verb}, {existing:,} already there, {len(refused):,} left out."]
    lines += [str(one) for one in refused[:SHOWN_AT_ONCE]]
    if len(refused) > SHOWN_AT_ONCE:
        lines.append(f"{more(len(refused) - SHOWN_AT_ONCE)} --format json names them all.")
    return lines


def unranked(labels: Sequence[str]) -> str:
    """Moods a command keeps as words only."""
    return f"Kept as words only, for nothing says how pleasant they are: {plain.listing(labels)}."
