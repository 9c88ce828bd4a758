"""What a running plan asks for on Today, in words."""

from __future__ import annotations

from eq.plan.measure import Measure
from eq.plan.plan import DONE, Action, Done

HEAD = "Your plan today"
OPEN_PLAN = "Open the plan"
EXERCISE = "Do the exercise"
CHANGE = "Change"
SMALL = "Small version"
DONE_LABEL = {"done": "Done", "small": "Small version", "not-today": "Not today", "no-chance": "No chance"}
DID = "The practice"
YES_NO = {1.0: "Yes", 0.0: "No"}
QUICK_MINUTES = (0.0, 5.0, 10.0, 15.0, 30.0, 60.0)
OTHER_MINUTES = "Other number of minutes"
BASELINE = "So far only the measure; the practice comes later."
FROM_DEBRIEF = "A debrief of today already says so. You can say something else."

_SAID = {"done": "done", "small": "small version done", "not-today": "not today", "no-chance": "no chance today"}


def choices(action: Action) -> tuple[Done, ...]:
    """What can be said of a practice today: "no chance" only where it waits for its moment."""
    left_out = {*(() if action.occasion else ("no-chance",)), *(("done",) if action.small else ())}
    return tuple(done for done in DONE if done not in left_out)


def label(done: Done) -> str:
    """The words on the button."""
    return DONE_LABEL[done]


def value(measure: Measure, found: float) -> str:
    """A value of a measure in words: ``6 of 10``, ``yes``, ``15 minutes``."""
    if measure.kind == "yes-no":
        return YES_NO[found].lower()
    if measure.kind == "minutes":
        return "1 minute" if found == 1 else f"{found:g} minutes"
    return f"{found:g} of {measure.most:g}"


def answered(action: Action, done: Done | None, found: float | None) -> str:
    """What has been said of a day, on one line. Plain text."""
    said = [_SAID[done]] if done else []
    if found is not None:
        said.append(f"{action.measure.name}: {value(action.measure, found)}")
    return f"{action.title} – {', '.join(said)}"


def question(measure: Measure) -> str:
    """The question of a measure, with what the ends of its scale mean."""
    if measure.kind != "scale" or not (measure.low or measure.high):
        return measure.question
    return f"{measure.question} 0 is {measure.low}, {measure.most:g} is {measure.high}."
