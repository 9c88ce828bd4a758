"""Guided exercises, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from eq.wording.plain import count

if TYPE_CHECKING:
    from eq.plan.practice import Guide, Rhythm

CONTEXT = "Exercise"
WAITING = "An exercise should run here. If it does not appear, its words are below."
COMPONENT = {
    "start": "Start",
    "pause": "Pause",
    "go_on": "Go on",
    "stop": "Stop",
    "ready": "Whenever you are ready.",
    "over": "One moment …",
    "paused": "Paused. There is no hurry.",
    "progress": "How far it has gone",
    "minutes_left": "about {n} minutes left",
    "minute_left": "about a minute left",
    "moment_left": "less than a minute left",
}
IN, AGAIN, OUT = "In", "A little more", "Out"

UPSET = "How upset are you now? You can leave this out."
UPSET_AGAIN = "And how upset are you now? You can leave this out, too."
ENDS = ("0: Not at all", "10: Very much")

CAUTIONS = "Before you breathe"
BEGIN = "Begin breathing"
AS_TEXT = "Read it without the clock"
DID = "I have done it"
LEAVE = "Back"

STOPPED = "You stopped, and that is fine."
COUNT_IT = "Count it for today"
COUNT_SMALL = "Count it as the small version"
COUNTED = "It counts for today."
COUNT_YOURSELF = "Was it enough for you? Then you can count it yourself, on Today or in My plan."
AGAIN_BUTTON = "Once more"
DONE = "Done"

ROSE = (
    "You were more upset after this than before. That happens, and it says nothing about you. It is fine to leave it "
    "at that, to settle another way, or to talk to someone."
)
ROSE_AGAIN = (
    "More than once now, you were more upset after this exercise than before. It may not be for you, and that is no "
    "fault of yours. You can end it here; another practice can take its place."
)
LOOK_AROUND = "Look around"
SUPPORT = "Support"
END_IT = "End this practice"
LEAVE_OUT = "Leave it out from now on"
KEEP_IT = "Keep it for now"
ENDED = "The practice has ended. You can undo that under My plan."
LEFT_OUT = "It will not be offered any more. You can take that back under Practices."

FINISH = "Finish"
KEEP_NOTE = "Keep as a note"
NOTE_KEPT = "Kept as a note in your journal."
SEE_NOTE = "See the note"
FIELD = {
    "not_yet": "not taken over yet",
    "lost": "Not taken over: the app is not running. Start it again and leave this window open; what you wrote stays.",
}
"""What a box says of itself: what stands in it is never saved, so no word of it may sound like that."""
NOT_KEPT = "What you typed is not kept unless you keep it as a note."
NOTHING_TYPED = "There is nothing in it yet."
NOTHING_TYPED_DO = "Write a word first, or leave it as it is."
PERCENT_ENDS = ("0: Not at all", "100: Completely")


def context(guide: Guide) -> str:
    """What kind of thing this is, and how long it takes."""
    if not guide.seconds:
        return CONTEXT
    return f"{CONTEXT} · {lasting(guide.seconds)}"


def lasting(seconds: int) -> str:
    """A length of time in words: ``about a minute``, ``about 8 minutes``."""
    minutes = max(1, round(seconds / 60))
    return "about a minute" if minutes == 1 else f"about {minutes} minutes"


def stopped(seconds: int) -> str:
    """What is said after an exercise that was stopped; the time from a minute on."""
    return f"{STOPPED} It went on for {lasting(seconds)}." if seconds >= 60 else STOPPED


def rhythm(found: Rhythm) -> str:
    """A slow pace without the clock."""
    again = f", {found.again} more to let in a little more" if found.again else ""
    return (
        f"Breathe in for {count(found.into, 'second')}{again}, and out for {found.out}, without holding. "
        f"Go on for {count(found.minutes, 'minute')}."
    )


def note(guide: Guide, typed: Mapping[str, str]) -> str:
    """What was typed into a form, field by field, as the text of a note; "" when nothing was."""
    filled = ((field.label, typed.get(field.id, "").strip()) for field in guide.fields)
    return "\n\n".join(f"{label}:\n{text}" for label, text in filled if text)


def percent(value: int) -> str:
    """How much something is believed, as a note keeps it."""
    return f"{value} of 100"
