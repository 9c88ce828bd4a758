"""Promises, in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time

from eq.reflect.kept import FEWEST, KeptShare, Standing
from eq.reflect.promise import Commitment, PromiseState, Satisfied
from eq.wording.plain import MONTHS, count, day, listing

TITLE = "Promises"
SHARE_TITLE = "How many you kept"
FIRST = "What you said you would do for somebody belongs here. Write down the first one."
NONE_OPEN = "Nothing is open."
WHICH, NEWER, OLDER = "Which", "Newer", "Older"
CALENDAR, CALENDAR_SAVE = "For your calendar", "Save as a calendar file"
CALENDAR_WHAT = (
    "A file with every promise that has a date. Open it in your calendar; a later file updates what an earlier one "
    "brought. It says what you promised, and to whom, and is no longer protected once it is saved."
)

WHAT, WHAT_HINT = "What did you promise?", "Call back with the price"
TO_WHOM, DUE, TIME, DATE, AGREED = "To whom", "Due", "Time, if it matters", "Date", "Agreed with them"
WHAT_CHIPS = ("Call back", "Write to them", "Find out and tell them", "Send the form")
WHAT_CHIPS_LABEL = "Tap to begin"
WHOM_CHIPS = ("The client", "A colleague", "My manager")
WHOM_CHIPS_LABEL = "To whom: tap to add"
MORE = "To whom, by when, agreed?"
ADD, ADDED = "Add promise", "Promise added."

DUE_CHOICES = {
    "none": "No date",
    "today": "Today",
    "tomorrow": "Tomorrow",
    "week": "In a week",
    "pick": "Pick a date …",
}
AGREED_CHOICES: dict[str, bool | None] = {"Not said": None, "Yes": True, "No": False}
SATISFIED_CHOICES: dict[Satisfied, str] = {
    "yes": "Yes",
    "partly": "Partly",
    "no": "No",
    "not-asked": "I did not ask",
}
STATES: dict[PromiseState, str] = {
    "open": "Open",
    "kept": "Kept",
    "moved": "Moved",
    "handed-over": "Handed over",
    "broken": "Not kept",
}

ACTS = {
    "move": "The date was moved, they agreed",
    "hand_over": "Somebody else took it over",
    "break": "It was not kept",
    "change": "Change the words or the date",
    "undo": "Undo the last step",
    "delete": "Delete it for good",
}
ACTS_RESOLVED = {
    "change": "Change the words or the date",
    "satisfied": "Say whether they are satisfied",
    "reopen": "Open it again",
    "undo": "Undo the last step",
    "delete": "Delete it for good",
}
DONE = {
    "keep": "Kept",
    "move": "Moved",
    "hand_over": "Handed over",
    "break": "Noted as not kept",
    "change": "Changed",
    "reopen": "Open again",
}
ACTS_TITLE, ACTS_LABEL = "This promise", "What would you like to do?"
NEW_DATE, HANDED_TO, REASON, REASON_HINT = "The new date", "Who took it over?", "What got in the way?", "A word will do"
HANDED_CHIPS = ("A colleague", "The next shift", "My manager", "Another team")
REASON_CHIPS = ("No time", "I waited for someone else", "It slipped my mind", "It could not be done")
CHIPS_LABEL = "Tap to add"
TIMED, KEEP_IT = "At a certain time", "Keep"
SURE = "It will be deleted and overwritten. **This cannot be undone.**"
DELETE = "Delete for good"
NO_DATE = "Choose the date, or “No date”."
SEE_ENTRY, DISMISS = "See the entry", "Close"
KEPT, OTHER, CHANGE, UNDO = "Kept", "Something else …", "Change …", "Undo"
SATISFIED, SKIP = "Are they satisfied?", "Skip"
UNDONE = "It is as it was before."
NOTHING_TO_UNDO = "There is nothing to bring back."
DELETED = "The promise was deleted."
DELETED_LATER = "The promise was deleted. Another tab still reads the file: old bytes go once it is closed."


def lead(open_: int, overdue: int) -> str:
    """The paragraph under the title; "" while there is nothing to say."""
    if not open_:
        return ""
    said = f"{count(open_, 'promise')} open"
    return f"{said}, {overdue} past the date." if overdue else f"{said}."


def due_choice(name: str, on: date | None) -> str:
    """One choice of a due date, with the day it stands for."""
    return f"{DUE_CHOICES[name]}, {on.day} {MONTHS[on.month - 1][:3]}" if on else DUE_CHOICES[name]


def nothing(ever: int) -> str:
    """The paragraph under the title while nothing is open."""
    return NONE_OPEN if ever else FIRST


def more(left: int) -> str:
    """The button under the first open promises."""
    return f"Show more ({left} left)"


def resolved(total: int) -> str:
    """The heading over what is resolved."""
    return f"Resolved ({total})"


def filter_choice(name: str, counts: Mapping[PromiseState, int]) -> str:
    """One choice of what to show among the resolved ones; ``name`` is a state or "all"."""
    for state, said in STATES.items():
        if state == name:
            return f"{said} ({counts[state]})"
    return f"All ({sum(n for state, n in counts.items() if state != 'open')})"


def page_of(number: int, pages: int) -> str:
    """Which page is shown, from 1."""
    return f"Page {number} of {pages}"


def when(standing: Standing) -> str:
    """When an open promise is due, such as ``due tomorrow, 22 November 2026, at 15:00``."""
    if standing.day is None or standing.days is None:
        return "no date"
    verb = "was due" if standing.urgency == "overdue" else "due"
    at = f" at {clock(standing.time)}" if standing.time else ""
    if standing.days == 0:
        return f"{verb} today{at}"
    if abs(standing.days) == 1:
        near = "tomorrow" if standing.days == 1 else "yesterday"
        return f"{verb} {near}, {day(standing.day)}{at}"
    if standing.days < 0:
        return f"{verb} {day(standing.day)}{at}, {count(-standing.days, 'day')} ago"
    return f"{verb} {day(standing.day)}{at}"


def clock(moment: time) -> str:
    """A time such as ``15:00``."""
    return moment.strftime("%H:%M")


def details(promise: Commitment, due: str = "") -> str:
    """The quiet line under a promise; may hold what the person typed."""
    parts = [f"to {promise.to_whom}" if promise.to_whom else "", due]
    if promise.agreed is not None:
        parts.append("agreed with them" if promise.agreed else "not agreed with them")
    return " · ".join(part for part in parts if part)


def outcome(promise: Commitment, resolved: date | None) -> str:
    """What became of a resolved promise, and when; may hold what the person typed."""
    on = f" on {day(resolved)}" if resolved else ""
    reason = f": {promise.reason}" if promise.reason else ""
    said = {
        "moved": f"Moved with their agreement{on}",
        "handed-over": f"Handed over{on}{reason.replace(': ', ' to ', 1)}",
        "broken": f"Not kept, noted{on}{reason}",
    }.get(promise.state, f"{STATES[promise.state]}{on}")
    if promise.satisfied:
        said += f" · satisfied: {SATISFIED_CHOICES[promise.satisfied].lower()}"
    return said


def told(promise: Commitment) -> list[str]:
    """The lines that describe a promise in a calendar; may hold what the person typed."""
    lines = [f"To: {promise.to_whom}"] if promise.to_whom else []
    if promise.agreed is not None:
        lines.append(f"Agreed with them: {'yes' if promise.agreed else 'no'}")
    if promise.state != "open":
        lines.append(STATES[promise.state])
    return lines


def share(found: KeptShare) -> str:
    """The kept share with its range, or the material itself while there is too little of it."""
    if found.share is None or found.low95 is None or found.high95 is None:
        parts = [f"{n} {word}" for n, word in ((found.kept, "kept"), (found.broken, "not kept")) if n]
        so_far = listing(parts) or "None kept or not kept yet"
        return f"{so_far}. From {_number(FEWEST)} on a share is shown."
    return (
        f"{found.kept} of {found.of} were kept: **{_percent(found.share)} %**. With this many, the likely range for "
        f"your usual share is {_percent(found.low95)} to {_percent(found.high95)} %."
    )


def share_limits(found: KeptShare) -> str:
    """What the kept share counts and leaves out."""
    words = ((found.moved, "moved with their agreement"), (found.handed_over, "handed over"))
    left = [f"{n} {word}" for n, word in words if n]
    out = f" Left out: {listing(left)}." if left else " Moved and handed-over ones are left out."
    range_ = "" if found.share is None else " The range is the 95 % Wilson interval."
    return f"Counts promises that were kept or not kept.{out}{_uncounted(found)}{range_}"


def _uncounted(found: KeptShare) -> str:
    if not found.open:
        return ""
    return f" {count(found.open, 'open one')} {'is' if found.open == 1 else 'are'} not counted, past the date or not."


def _percent(share: float) -> str:
    return f"{100 * share:.0f}"


def _number(n: int) -> str:
    return {5: "five"}.get(n, str(n))
