"""The journal and the questionnaires side by side: episodes of an area, and episodes like one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from eq.reflect.entry import Entry, TextField
from eq.wording import journal
from eq.wording.plain import MONTHS, count, listing, short_day, upper_first

TITLE: Final = "Your episodes"
LEAD: Final = (
    "Finished debriefs that touch an area: you tagged it, or used a way of responding that belongs to it. The number "
    "says what you wrote about, not how well it went. Episodes of mistreatment are left out."
)
EMPTY: Final = (
    "The debriefs that touch an area will stand here, the latest first. Debrief one hard interaction, and say which "
    "way of responding you used."
)
EMPTY_GO: Final = "Debrief a hard interaction"

ALIKE: Final = "Episodes like this one"
ALIKE_LEAD: Final = "By client, by what set it off and by area; the story of each stays folded."
SPEAKS_TO: Final = "Speaks to"
FACT: Final[Mapping[TextField, str]] = {"happened": "What happened", "did": "What I did", "reported": "Reported"}
"""Shorter than on the page of an entry; any other field goes by its own label."""
SAME_CLIENT: Final = "the same client"

JOURNAL_ROW: Final = "Journal"


def area(title: str, n: int) -> str:
    """The line above the episodes of one area; ``title`` is safe to show."""
    return f"{title} · {count(n, 'episode')}"


def none_of(titles: str) -> str:
    """The areas without an episode; ``titles`` are safe to show."""
    return f"No episode so far: {titles}."


def all_of(n: int, title: str) -> str:
    """What leads to all episodes of an area; ``title`` is safe to show."""
    return f"All {n} episodes of {title}"


def episode(title: str, on: date) -> str:
    """One episode as a link; ``title`` is safe to show."""
    return f"{short_day(on)} · {title}"


def shared(client: bool, triggers: Sequence[str], areas: Sequence[str], channels: Sequence[str] = ()) -> str:
    """What an episode shares, in words: ``Shares the same client and “A bill or a price”``."""
    said = [SAME_CLIENT] if client else []
    said += [f"“{one}”" for one in (*triggers, *channels)]
    said += areas
    return f"Shares {listing(said)}" if said else ""


def alike_facts(entry: Entry, *, dated: bool) -> list[str]:
    """Day and severity of an episode, each in a few safe words; the day only where it is not its title."""
    said = [short_day(entry.local_date)] if dated else []
    return said if entry.severity is None else [*said, journal.severity_line(entry.severity)]


def stretch(first: date, last: date) -> str:
    """A day, a week, a month, a quarter or a year by its name."""
    days = (last - first).days + 1
    if days == 1:
        return short_day(first)
    if days == 7:
        return f"week of {short_day(first)}"
    if first.month == last.month:
        return f"{MONTHS[first.month - 1]} {first.year}"
    if last.month - first.month == 11:
        return str(first.year)
    return f"{MONTHS[first.month - 1][:3]} to {MONTHS[last.month - 1][:3]} {first.year}"


def stroke_lines(first: date, last: date, n: int) -> list[str]:
    """One stroke at the foot of a panel, in lines."""
    return [upper_first(stretch(first, last)), f"{count(n, 'episode')} in your journal"]


def stroke_row(first: date, last: date) -> str:
    """The heading of a row of the table for one stroke."""
    return f"{JOURNAL_ROW}, {stretch(first, last)}"


def stroke_cell(n: int) -> str:
    """The episodes of one stroke in the table."""
    return count(n, "episode")


MARKS_CAPTION: Final = (
    "Strokes at the very foot: finished debriefs in your journal that touch the area, a taller stroke for more of "
    "them, from the first mark on; they say what you wrote about, not how well it went."
)
MARKS_ALT: Final = "Strokes at the foot of each panel mark episodes from the journal."
