"""The follow-up of a debrief, in words."""

from __future__ import annotations

TITLE = "How is it now?"
TITLE_QUIET = "How are you now?"
LEAD = "Three short questions about what you wrote; leave out any of them."
LEAD_ABUSIVE = (
    "You were treated badly, and that was not yours to solve. You do not have to answer any of this. If something of "
    "it is still going on, or it stays with you, people who listen are on the Support page."
)
LEAD_SEVERE = "That was a hard one. Leave out any of these questions, or all of them."
SUPPORT = "Open Support"
MOOD = "How do you feel now?"
HOW_LONG = "How long was it until you were yourself again?"
NOT_YET = "not-yet"
OTHER = "other"
CHOICES = {
    "5": "a few minutes",
    "15": "15 minutes",
    "30": "30 minutes",
    "60": "1 hour",
    "120": "2 hours",
    "240": "half a day",
    OTHER: "another time",
    NOT_YET: "not yet",
}
"""Minutes as text, or one of the two words; and what a person reads."""

UNITS = {"minutes": 1, "hours": 60}
"""Unit -> its minutes."""

HOW_MANY = "How many?"
UNIT = "Minutes or hours"
MISSING = "Write how many minutes or hours it took, or choose another answer."
LATER = "Anything to add?"
LATER_HINT = "What helped, what is still open, what you need."
LATER_CHIPS = ("What helped: ", "Still open: ", "I have told ", "I need ")
DONE = "Done"
PUT_AWAY = "Put it away"
NOT_NOW = "Not now"
KEPT = "Kept."
KEPT_NOT_YET = "Kept. It takes the time it takes."
PUT = "Put away. You will not be asked about it again."


def card(title: str, at: str) -> str:
    """What Today says of it. ``title`` is the debrief's line, made plain by the caller, "" when it stays unsaid."""
    about = f" It is about **{title}**." if title else ""
    return f"**How is it now?** You wrote a debrief of what happened {at}.{about} Three short questions, if you like."


def card_quiet(at: str) -> str:
    """The same where none of the words of the debrief may stand."""
    return f"**How are you now?** What happened {at} was hard. Three short questions, only if you like."


def card_abusive(at: str) -> str:
    """The same after mistreatment."""
    return (
        f"**How are you now?** What was done to you {at} was not yours to solve. You can say how you are, or put this "
        "away; people who listen are on the Support page."
    )


def context(at: str, title: str) -> str:
    """The quiet line above: when it was, and the debrief's line where it may stand. Plain text."""
    return f"What happened {at}{f' · {title}' if title else ''}"
