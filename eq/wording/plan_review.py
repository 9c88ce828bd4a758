"""The weekly look at a plan, and plans that are finished, in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from eq.plan.plan import Decision
from eq.plan.reviewing import Why
from eq.plan.schedule import Counted
from eq.wording.figures import block_days
from eq.wording.plain import count, day, listing

TITLE: Final = "The weekly look"
BACK: Final = "Back to my plan"
LEAD: Final = "What was done, what the days were like, and what happens next. Nothing has to change."
NOT_OVER: Final = "The first week is not over yet. You can look at it so far; it is kept once the week is over."
KEPT: Final = "You have had your look at this week."
DECIDE: Final = "What happens next?"
DECISIONS: Final[Mapping[Decision, str]] = {
    "keep": "Keep it as it is",
    "shrink": "Make it smaller",
    "swap": "Swap it",
    "stop": "Stop it",
}
HINTS: Final[Mapping[Decision, str]] = {
    "keep": "The same act on the same days.",
    "shrink": "Only its small version is asked for.",
    "swap": "Next you choose another practice in its place.",
    "stop": "It ends today. Its days are kept.",
}
SUGGESTED: Final[Mapping[Why, str]] = {
    "distress": (
        "Speaks for stopping: in two guided sessions you were more upset afterwards than before. It may not be for you."
    ),
    "adherence": (
        "Speaks for stopping: it was changed twice, and fewer than 3 in 10 planned days fitted in since. Another "
        "practice may fit your days better."
    ),
    "unsuited": "That speaks for a swap, and there is no hurry.",
    "little": (
        "Speaks for a change: fewer than 3 in 10 planned days fitted in. A smaller version, or another practice, asks "
        "less of such days."
    ),
    "helps": "That speaks for keeping it.",
}
"""What speaks for a decision; where it is the word on the days, that stands right above."""

YOURS: Final = "You decide."
NOTE, NOTE_HINT = "A note for yourself, if you like", "What helped, what got in the way, what you want to try"
KEEP: Final = "Keep the weekly look"
KEPT_SAID: Final = "The weekly look is kept."
NOTE_LEFT: Final = "This note was typed here after the look at the week had been kept in another tab."
NOTE_KEEP, NOTE_DROP = "Keep it in the journal", "Drop it"
NOTE_KEPT: Final = "Kept as a note in your journal."
ADJUST: Final = (
    "Four weeks are a good time to adjust: a practice that fits your days is worth more than one that looks good on "
    "paper. Most habits take two months or longer, and a day without practice does no harm."
)
RETEST_TITLE: Final = "Take the questionnaire again"
RETEST_SINCE: Final = "Your answers since the start"
ONE_RETEST: Final = "This was planned for one retest; each further one is one more chance to be misled."
RETEST: Final = (
    "Eight weeks of the plan have passed. Taking the questionnaire once more lets the area of your plan be compared "
    "with the sitting at its start. That area is tested alone, so it needs no allowance for looking at several. "
    f"{ONE_RETEST}"
)
RETEST_OTHER: Final = (
    "Your other plan began first, so its area is the one tested alone. This area is compared among the other four, "
    "which asks for a larger change."
)
RETEST_LATER: Final = (
    "Change is counted from the sitting at the start of your later plan, so its area is the one tested alone. This "
    "area is compared among the other four, which asks for a larger change."
)
RETEST_GO: Final = "Take it again"
RETEST_FIRST: Final = (
    "No sitting from around the start of this plan is there to compare with. You can still take the questionnaire; it "
    "says where you stand now."
)
FINISH: Final = "Finish the plan"
NO_ACTIONS: Final = "No practice runs in this plan at the moment."

PAST_TITLE: Final = "What is over"
PAST_LEAD: Final = (
    "Plans and practices that ended, and what they showed. What helped is offered first when you choose a practice."
)
NOTES: Final = "From the weekly looks"
NO_PRACTICE: Final = "No practice of it has ended."


def head(week: int, first: date, last: date) -> str:
    """The quiet line above the look."""
    return f"My plan · week {week} · {block_days(first, last)}"


def note_title(number: int) -> str:
    """The title of a note that could not be kept with its look any more."""
    return f"Note on week {number} of my plan"


def week(counted: Counted) -> str:
    """What was done in the week; never a verdict."""
    did = counted.done + counted.extra
    if not counted.planned and not did:
        return "This week: no day was planned or done."
    beyond = f", and {counted.extra} beyond the plan" if counted.extra else ""
    return f"This week: done on {counted.done} of {count(counted.planned, 'planned day')}{beyond}."


def past(goal: str, first: date, last: date | None) -> str:
    """The heading of a plan; may hold what the person typed. ``last`` None: it runs, and a practice of it has ended."""
    return f"{goal} · {block_days(first, last) if last else 'still running'}"


def past_practice(first: date, last: date | None, ending: str) -> str:
    """When a practice ran, and how it ended."""
    if last is None:
        return f"Since {day(first)}."
    return f"{block_days(min(first, last), last)} · {ending}"


def past_week(number: int, note: str, decisions: list[str]) -> str:
    """One weekly look in a line; ``note`` may hold what the person typed."""
    said = listing(decisions)
    return f"Week {number}: {note or said}" if not (note and said) else f"Week {number} ({said}): {note}"


def decided(title: str, decision: Decision) -> str:
    """What was decided of a practice."""
    what = {"keep": "kept", "shrink": "made smaller", "swap": "to be swapped", "stop": "stopped"}[decision]
    return f"{title}: {what}"
