"""What a running plan asks for on Today, in words."""

from __future__ import annotations

from eq.plan.measure import Measure
from eq.plan.plan import Action, Done
from eq.wording.measure import value
from eq.wording.plain import day

HEAD = "Your plan today"
OPEN_PLAN = "Open the plan"
EXERCISE = "Do it now, guided"
CHANGE = "Change"
FIRST_DAY = "Today the practice begins."
NOT_PLANNED = "Not planned today; only this question."

_SAID: dict[Done, str] = {
    "done": "done",
    "small": "small version",
    "not-today": "not today",
    "no-chance": "no chance to",
}


def answered(action: Action, done: Done | None, given: float | None) -> str:
    """What has been said of a day, on one line. Plain text."""
    said = [_SAID[done]] if done else []
    if given is not None:
        said.append(f"{action.measure.name}: {_value(action.measure, given)}")
    return f"{action.title}: {', '.join(said)}"


def resting(action: Action) -> str:
    """A practice that rests, and since when. Plain text."""
    return f"Resting since {day(action.pauses[-1].first)}: {action.title}"


def small(action: Action) -> str:
    """What its small version is. Plain text."""
    return f"Small version: {action.tiny}"


def before(action: Action) -> str:
    """Said of a practice that has not begun."""
    begins = "later" if action.resting else f"on {day(action.practice_from)}"
    return f"So far only this question; the practice begins {begins}."


def _value(measure: Measure, given: float) -> str:
    return f"{value(measure, given)} of {measure.most:g}" if measure.kind == "scale" else value(measure, given)
