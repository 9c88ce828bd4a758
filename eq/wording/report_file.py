"""What the files of a report say of themselves: the cover, the contents and the labels around what it holds."""

from __future__ import annotations

from datetime import date
from typing import Final
from zoneinfo import ZoneInfo

from eq.coach.report import Cover, Report
from eq.wording.plain import count, day, listing
from eq.wording.report_frame import TEXTS

TITLE: Final = "Reflection report"
MAKER: Final = "EQ Reflect"
CONTENTS: Final = "Contents"
SKIP: Final = "Skip to the report"
AS_TABLE: Final = "The values as a table"
NOT_DRAWN: Final = "This figure cannot be drawn from its data. Its values are in the table."
UNNAMED: Final = "Without a name"
BECAUSE: Final = "What led to it"
ROOM: Final = "Room for notes"

PAGE, OF = "Page", "of"
NOT_PRINTED: Final = (
    "Report",
    "It could not be laid out as a pdf.",
    "Save it as html instead, and print that; it holds the same.",
)

USE_TITLE: Final = "What it is for"
USE: Final = (
    "A conversation between the person it is about and whoever they choose to show it to. It is not for hiring, "
    "promotion, pay, discipline or monitoring. Nobody has to share it, and a copy handed over cannot be called back."
)

COPIES: Final = {
    "person": "Own copy: what it can mean, and a next step",
    "coach": "Copy for a coach: evidence and questions",
}


def made_on(cover: Cover) -> date:
    """The day on which it was made, where it was made; in UTC where the place has no known clock."""
    try:
        return cover.made_at.astimezone(ZoneInfo(cover.zone)).date()
    except (KeyError, ValueError, OSError, OverflowError):
        return cover.made_at.date()


def period(cover: Cover) -> str:
    """``1 March 2026 to 21 November 2026``, or the one day it is about."""
    first, last = day(cover.first), day(cover.last)
    return first if first == last else f"{first} to {last}"


def own_words(cover: Cover) -> str:
    """Which of the texts a person typed are in it."""
    named = [TEXTS.get(text, text) for text in cover.texts]
    return f"In it: {listing(named)}" if named else "None in it: numbers and our own words only"


def facts(cover: Cover) -> tuple[tuple[str, str], ...]:
    """What the cover says, as pairs of a name and a value; what was not said is left out."""
    until = f"{day(cover.until)}, then please delete every copy" if cover.until else ""
    rows = (
        ("About", cover.subject),
        ("Period", period(cover)),
        ("For", cover.recipient),
        ("Purpose", cover.purpose),
        ("May be kept until", until),
        ("Own words", own_words(cover)),
        ("Names", f"{count(cover.masked, 'name')} replaced" if cover.masked else ""),
        ("Made on", day(made_on(cover))),
    )
    return tuple((name, value) for name, value in rows if value.strip())


def file_title(report: Report) -> str:
    """The title of the file, as a window or a reader's list shows it."""
    return " · ".join(part for part in (TITLE, report.cover.subject, period(report.cover)) if part.strip())


def replaced(n: int) -> str:
    """Why some signs stand as a code in square brackets; ``n`` of them, at least one."""
    signs = "1 sign stands" if n == 1 else f"{n} signs stand"
    return (
        f"{signs} as a code and a name in square brackets, such as [U+1F600 grinning face]: the fonts of this file do "
        "not have such signs. The html file shows them."
    )


def made_with(report: Report, fingerprint: str) -> str:
    """The last line: with what it was made, and how to find the very same report again."""
    return (
        f"Made with {report.made_with} on {day(made_on(report.cover))}. Report {report.id}, fingerprint {fingerprint}."
    )
