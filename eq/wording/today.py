"""Today, in words."""

from __future__ import annotations

from datetime import date

from eq.wording.plain import count, day

TITLE = "Today"
WELCOME_BACK = "Good to see you again"
FIRST_TITLE = "Begin with a look at where you stand"
FIRST_LEAD = (
    "Nine quiet minutes are enough for a first picture. Every answer is kept when you give it, so you can stop at any "
    "time and go on later."
)
FIRST_BUTTON = "Choose a questionnaire"
LATEST = "Your last result"
TAKE_ANOTHER = "Take a questionnaire"
BUTTON = {"draft": "Go on", "retest": "Take it again", "pulse": "Take the pulse"}


def lead(due: int, away: bool) -> str:
    """The paragraph under the title."""
    if not due:
        return "Nothing is due. That is fine."
    said = {1: "One thing", 2: "Two things"}.get(due, "Three things")
    return f"{said} you could do{', whenever it suits you' if away else ''}."


def latest(title: str, taken: date) -> str:
    """Which sitting is the last one."""
    return f"{title}, taken on {day(taken)}."


def draft(title: str, answered: int, begun: date) -> str:
    """A sitting that waits."""
    return f"**{title}** waits for you: {count(answered, 'statement')} answered, begun on {day(begun)}."


def retest(title: str, taken: date, times: int) -> str:
    """A sitting worth repeating, and what the next one is good for."""
    good_for = (
        "The second sitting is the one change counts from."
        if times == 1
        else "Taking it again now shows whether your answers moved further than chance."
    )
    return f"**{title}** was last taken on {day(taken)}. {good_for}"


def pulse(title: str) -> str:
    """The weekly pulse."""
    return f"**{title}** for this week: a few short statements, done in two minutes or so."
