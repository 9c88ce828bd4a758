"""What was shared, and the answers that came back, in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from eq.coach.choosing import TEXTS
from eq.wording.plain import day, listing
from eq.wording.report_page import LATER, SECTION, TEXT, period

LOG: Final = "What was shared, when"
LOG_EMPTY: Final = "Once you save a report, it stands here: when, for whom, and what was in it."
FORGET: Final = "Delete this line"
FORGOTTEN: Final = "The line is gone. The file itself is not touched."
MORE: Final = "Show {} more"

ANSWERED: Final = "Answers from your coach"
ANSWERED_EMPTY: Final = (
    "When your coach sends an answer to a report, open the file here. What it says then stands here and beside your "
    "plan."
)
OPEN_FILE: Final = "Open a file you were sent"
FILE_WORDS: Final = "The passphrase for this file"
OPEN_GO: Final = "Open it"
FROM_COACH: Final = "From your coach"
UNREAD, READ = "Not read yet", "I have read it"
AGREED, NEXT_ON, THINK = "Agreed step", "Next session", "To think about until then"
NOT_ASKED: Final = (
    "The list of what you shared names no report with its number. Anyone who has seen a report of yours can make an "
    "answer: ask your coach whether this one is theirs."
)
DELETE_ANSWER: Final = "Delete this answer"
ANSWER_GONE: Final = "The answer was deleted."
_OPENED: Final = {
    "reply": "The answer is below, and beside your plan.",
    "key": "The key of your coach is in the list now. Compare its four groups with them before you use it.",
    "packet": "That was somebody’s report. It is on the page Coach desk now.",
    "export": "That is everything from a workspace. It is brought into an empty one with `eq import eq FILE`.",
    "questionnaire": "That is a questionnaire. Add it on the page Take.",
}


def shared(at: date, fmt: str, recipient: str, sealed: str) -> str:
    """What left, when and for whom; plain text."""
    kind = "Everything" if fmt == "csv" else {"eqpack": "A report"}.get(fmt, f"A report as {fmt}")
    how = {"key": ", sealed to a key", "passphrase": ", sealed with a passphrase"}.get(sealed, "")
    whom = f" for {recipient}" if recipient else ""
    return f"{day(at)}: {kind}{whom}{how}"


def shared_holds(
    sections: Sequence[str], texts: Sequence[str], days: tuple[date, date] | None, until: date | None, *, answers: bool
) -> str:
    """What was in it; plain text."""
    named = [title.lower() for name, title in SECTION.items() if name in sections]
    if answers:
        named.append("single answers")
    said = [period(*days)] if days else []
    said += [listing(named)] if named else []
    words = [TEXT[one].lower() for one in TEXTS if one in texts]
    said += [f"of your own words {listing(words)}"] if words else []
    said += [f"to be kept until {day(until)}"] if until else []
    return "; ".join(said)


def more(n: int) -> str:
    """The button for the rest of a list."""
    return MORE.format(n)


def forgotten(gone: bool) -> str:
    """That a line was deleted."""
    return FORGOTTEN if gone else FORGOTTEN + LATER


def answer_gone(gone: bool) -> str:
    """That an answer was deleted."""
    return ANSWER_GONE if gone else ANSWER_GONE + LATER


def opened(kind: str, new: bool) -> str:
    """What became of a file that was opened."""
    said = _OPENED.get(kind, "")
    return said if new else f"It was here already, nothing was changed. {said}"


def answer_from(coach: str, on: date) -> str:
    """Whose answer it is; plain text."""
    return f"{coach or 'Your coach'}, {day(on)}"


def answer_to(recipient: str, on: date) -> str:
    """What it answers, and what its name is worth; plain text."""
    whom = f" with {recipient}" if recipient else ""
    return f"To the report you shared{whom} on {day(on)}. The name above is what its writer typed."


def agreed(step: str, due: date | None) -> str:
    """The agreed step with its day; plain text."""
    return f"{AGREED}: {step}{f', until {day(due)}' if due else ''}"


def next_on(on: date) -> str:
    """The next session."""
    return f"{NEXT_ON}: {day(on)}"
