"""What was proven about a report, in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from eq.wording.plain import count, day

UNCHECKED: Final[dict[str, str]] = {
    "journal": "the journal in numbers",
    "entries": "the episodes",
    "promises": "the promises",
    "plan": "the plan",
    "next": "the next step",
    "questions": "the questions about anything but answers",
}
QUESTIONS: Final = "the questions"
WITHHELD: Final[Mapping[str, str]] = {
    "profile": "the profile",
    "change": "what changed",
    "items": "the statements",
    "appendix": "the appendix",
}
WORDING: Final = "the sentences and tables, which another version worded"
REFERENCE: Final = "from which sitting change is counted, whether a plan began with it and which area is tested alone"
ORDER: Final = "whether every sitting of the period is there, in which order its statements came and on which pages"
COVER: Final = "whose report it is and what the cover says of purpose, reader and how long it may be kept"
SECTIONS: Final = "Sections"
DAYS: Final = "Days of the report"

SCORES, CHANGES = "Scores", "Changes"
INSTRUMENTS, SITTINGS, ANSWERS, COMPARED = "Questionnaires", "Sittings", "answers", "Comparisons"
THERE, NOT_THERE, SEVERAL, ONCE = "there", "not there", "there more than once", "once"
BROKEN, WHOLE = "not whole", "scales, statements and answers that fit together"
NO_ZONE, ZONE = "an instant without a zone", "an instant with a zone"
MIXED, OLDEST_FIRST = "in another order", "the oldest first"
ALL_OR_NONE: Final = "answers of all sittings or of none"
NO_BASELINE, BASELINE = "two sittings counted as one start", "sittings one to two weeks apart, with the same statements"

_PARTS: Final[Mapping[str, str]] = {
    "se": "standard error",
    "df": "degrees of freedom",
    "low95": "lower end of the 95 % range",
    "high95": "upper end of the 95 % range",
    "pomp": "percent of maximum",
    "diff": "change",
    "p": "p",
    "p_holm": "p (Holm)",
    "detectable": "detectable change",
    "taken_at": "instant",
    "local": "day",
    "questionnaire": "questionnaire",
    "blocks": "block",
    "rows": "row",
    "columns": "column",
    "items": "statements",
    "item": "statement",
    "latest": "latest sitting",
}
_LONGEST: Final = 300


def part(name: object) -> str:
    """The name of a part of the file in words."""
    return shown(_PARTS.get(str(name), str(name)))


def score(questionnaire: str, scale: str, on: date | None) -> str:
    """One scale of one sitting."""
    return f"Score of {shown(scale)} in {shown(questionnaire)}, {_day(on)}"


def change(questionnaire: str, scale: str, before: date | None, after: date | None) -> str:
    """One scale of one comparison."""
    return f"Change of {shown(scale)} in {shown(questionnaire)}, {_day(before)} to {_day(after)}"


def twice(what: str, n: int) -> str:
    """That of ``n`` rows one is there more than once."""
    return f"{what}, {count(n, 'row')} of which some are there twice"


def section(title: str) -> str:
    """One section of the report."""
    return f"Section “{title}”"


def until(last: date) -> str:
    """That days end with the one on which a report was made."""
    return f"days up to {day(last)}, the first one first"


def length(where: str) -> str:
    """How many parts something has."""
    return f"{where}, how many"


def instrument(name: str) -> str:
    """One questionnaire."""
    return f"Questionnaire {name}"


def sitting(on: date, name: str) -> str:
    """One sitting."""
    return f"Sitting of {day(on)} ({name})"


def compared(questionnaire: str) -> str:
    """One comparison."""
    return f"What is compared in {shown(questionnaire)}"


def missing(bare: int, of: int) -> str:
    """That some sittings came without answers."""
    return f"none for {bare} of {count(of, 'sitting')}"


def shown(value: object) -> str:
    """A value of the file in one line: printable, cut where it is long."""
    text = "none" if value is None else str(value)
    plain = "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in text)
    return plain if len(plain) <= _LONGEST else f"{plain[: _LONGEST - 1]}…"


def _day(on: date | None) -> str:
    return day(on) if on else "a day that is not in the report"
