"""A running plan in words: its practices today, the days before, what was done, and what can be done with it."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import date, time
from typing import Final

from eq.plan.adherence import Adherence, Stop
from eq.plan.measure import Measure
from eq.plan.plan import Action, Day, Done, Ending
from eq.plan.schedule import Counted, Phase
from eq.wording.measure import value
from eq.wording.plain import count, day, listing, lower_first

TITLE: Final = "My plan"
FEWEST: Final = 5
"""Planned days from which a share is shown beside the counts."""

DONE: Final[Mapping[Done, str]] = {
    "done": "Done",
    "small": "Small version",
    "not-today": "Not today",
    "no-chance": "No chance",
}
_DONE_SAID: Final[Mapping[Done, str]] = {
    "done": "done",
    "small": "small version",
    "not-today": "not done",
    "no-chance": "no chance",
}
_TODAY: Final = re.compile(r"(of |with |before )?today(?:’s)?")
_THAT_DAY: Final[Mapping[str, str]] = {"today’s": "that day’s"}
DID_TODAY, DID_THAT_DAY = "What became of it today?", "What became of it on that day?"
FROM_DEBRIEF: Final = (
    "Counted from a debrief of this day, in which you named a way of responding that is the same act. "
    "Tap another answer to say otherwise."
)
TAKE_BACK: Final = "Take the answer back"
YES_NO: Final[Mapping[int, str]] = {1: "Yes", 0: "No"}
MINUTES, MINUTE_CHIPS = "Minutes", (0, 5, 15, 30, 60)

DAYS, DAYS_WHICH, DAYS_NONE = (
    "Earlier days",
    "Which day",
    "The days before today stand here from tomorrow on. Today stands above.",
)
HOW, SMALL, SMALL_ONLY = "Steps", "Small version", "Small version only"
GONE: Final = "This practice is no longer in the library. What you chose for it is kept."
READ: Final = "All about this practice"
EXERCISE: Final = "Do it now, guided"
PAUSE, RESUME, CHANGE = "Pause", "Go on with it", "Change …"
UNDO: Final[Mapping[str, str]] = {
    "": "Undo the last step",
    "pause": "Undo: paused",
    "resume": "Undo: going on",
    "shrink": "Undo: only the small version",
    "grow": "Undo: the whole practice again",
    "change": "Undo: changed",
    "stopped": "Undo: stopped",
    "distress": "Undo: stopped",
    "swapped": "Undo: swapped",
}
"""By the step that is taken back, or by how a practice ended; "" where this tab does not know it."""
ADD_PRACTICE, ADD_PLAN = "Add a practice", "Add a second focus"
FINISH, CHANGE_GOAL, DELETE = "Finish the plan", "Reword the goal", "Delete for good"
NONE_RUNNING: Final = "No practice runs in this plan. Add one to go on, or finish the plan."
EMPTY: Final = "No plan runs at the moment. Choose one thing to work on, and begin with something small."
EMPTY_GO: Final = "Choose a focus"

CHANGE_TITLE, CHANGE_LABEL = "Change this practice", "What would you like to do?"
ACTS: Final[Mapping[str, str]] = {
    "words": "Change the if–then",
    "days": "Change days, minutes or reminder",
    "shrink": "Ask only for the small version",
    "grow": "Ask for the whole practice again",
    "swap": "Swap it for another practice",
    "stop": "Stop it",
}
ACTED: Final[Mapping[str, str]] = {
    "pause": "Paused",
    "resume": "Going on",
    "shrink": "Only the small version from now on",
    "grow": "The whole practice again",
    "change": "Changed",
    "stop": "Stopped",
}
SHRINK_SAYS: Final = "From today on only its small version is asked for. It counts as done in full."
SWAP_GO: Final = "Choose another practice"
SWAP_SAYS: Final = "You choose another practice next. This one ends when the new one starts, and its days are kept."
STOP_SAYS: Final = "It ends today. Its days and what they showed are kept, and you can undo this."
FINISH_SAYS: Final = (
    "Its practices end today. What was done and what it showed stay under “What is over”. It cannot be begun again; a "
    "new plan can."
)
DELETE_SAYS: Final = (
    "The plan, its practices, every day of them, its weekly looks and notes will be deleted and overwritten. "
    "**This cannot be undone.**"
)
OTHER_STEP, OTHER_STEP_DO = (
    "It was changed in another tab, so nothing was taken back.",
    "Look at it as it is now; Undo then takes back that step.",
)
UNDONE, NOTHING_TO_UNDO = "It is as it was before.", "There is nothing to bring back."
FINISHED, DELETED = "The plan is finished.", "The plan was deleted."
DELETED_LATER: Final = "The plan was deleted. Another tab has the file open: the last traces go once it is closed."
KEEP: Final = "Keep"
CUE, ACT, OBSTACLE, INSTEAD = "If …", "… then …", "But if …", "… then instead …"
GOAL: Final = "Your goal, in your own words"
WEEKDAYS_LABEL, MINUTES_EACH, TIMES = "On which days", "Minutes each time", "Times a day"
REMIND, REMIND_NONE = "Time of a reminder", "No reminder"
WEEKDAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
STOP_RULE: Final[Mapping[Stop, str]] = {
    "distress": (
        "In two guided sessions you were more upset afterwards than before. This practice may not be for you, and "
        "stopping it loses nothing."
    ),
    "adherence": (
        "It was changed twice, and few of its days fitted in since. That says more about the practice and your days "
        "than about you: another one may fit better."
    ),
}
REVIEW, REVIEWS = "Weekly look, five minutes", "Weekly look"
ENDING: Final[Mapping[Ending, str]] = {
    "finished": "ended with its plan",
    "stopped": "stopped",
    "swapped": "swapped for another practice",
    "distress": "stopped, because it was followed by feeling worse",
}


def context(week: int) -> str:
    """The quiet line above a plan; ``week`` full weeks since its start."""
    return f"{TITLE} · {lower_first(of_week(week))}"


def of_week(week: int) -> str:
    """The quiet line above one of two plans."""
    return f"Week {week + 1}"


def review_due(week: int) -> str:
    """What is offered once a week is over."""
    return f"Week {week} is over."


def if_then(cue: str, act: str) -> str:
    """``If <cue>, then <act>.`` in the person's words, as far as it is there; "" when neither is.

    Of a practice there is this one sentence, on every page and in the calendar.
    """
    if not cue.strip() and not act.strip():
        return ""
    first, then = (lower_first(" ".join(part.split())).rstrip(".,") for part in (cue, act))
    return f"If {first or '…'}, then {then or '…'}."


def to_do(action: Action) -> list[str]:
    """What is to be done, in lines: the first if–then, and the small version where only that is asked for."""
    # The small version is a sentence of its own, and may speak of the if–then: neither stands for the other.
    small = f"{SMALL}: {action.tiny}" if action.small and action.tiny else ""
    return [line for line in (if_then(action.cue, action.act), small) if line]


def standing(action: Action, phase: Phase, due: bool, today: date) -> str:
    """Where a practice stands today, in one line."""
    if phase == "baseline":
        left = (action.practice_from - today).days
        # Where it rests from tomorrow on, its first day is put off.
        begins = (
            "Paused from tomorrow on." if action.resting else f"It begins in {count(left, 'day')}, {day_of(action)}."
        )
        return f"Before the practice: only the question is asked. {begins}"
    if phase == "paused":
        since = next((one.first for one in reversed(action.pauses) if one.holds(today)), today)
        return f"Paused since {day(since)}. Nothing is asked until you go on."
    if phase == "before":
        return f"Begins on {day_of(action)}."
    each = "" if action.times == 1 else f", {_times(action.times)} a day"
    planned = "when its moment comes" if action.occasion else "planned today"
    # What the small version is, stands above this line where it is known.
    small = "" if action.tiny else SMALL_ONLY
    how = small if action.small else f"{count(action.minutes, 'minute')}{each}"
    # A rest never takes back a day that has begun.
    rests = "paused from tomorrow on" if action.resting else ""
    said = " · ".join(filter(None, [how, planned if due else "not planned today, open to you", rests]))
    return said[0].upper() + said[1:]


def day_of(action: Action) -> str:
    """The first day of a practice."""
    return day(action.practice_from)


def question(measure: Measure, *, today: bool = True) -> str:
    """What the measure asks; about a day before, of that day."""
    if today:
        return measure.question
    return _TODAY.sub(lambda found: _THAT_DAY.get(found[0], f"{found[1] or 'on '}that day"), measure.question)


def answers(*, small: bool) -> Mapping[Done, str]:
    """The answers about a day; where only the small version is asked for, the whole practice is more than planned."""
    return {**DONE, "small": "Done", "done": "Done in full"} if small else DONE


def minutes_chip(minutes: int) -> str:
    """Minutes to fill in with one tap."""
    return f"{minutes} min"


def chip(one: Day, measure: Measure) -> str:
    """A day among the last seven, with what is known of it."""
    return f"{WEEKDAYS[one.day.weekday()]} {one.day.day}: {_known(one, measure)}"


def day_title(one: date) -> str:
    """The day that is filled in."""
    return f"{WEEKDAYS[one.weekday()]}, {day(one)}"


def _known(one: Day, measure: Measure) -> str:
    parts = [_DONE_SAID[one.standing]] if one.standing else []
    if one.value is not None:
        parts.append(value(measure, one.value))
    return ", ".join(parts) or "open"


def so_far(counted: Counted, found: Adherence) -> str:
    """Things done, and the share of planned days with its range once there are enough of them."""
    did = counted.done + counted.extra
    said = f"Done on {count(did, 'day')} so far" if did else "The first time is still ahead"
    if found.reason == "few_said":
        return f"{said}. {of_moments(counted)}"
    if not counted.planned:
        return f"{said}."
    days = f"{counted.done} of {count(counted.planned, 'planned day')}"
    if counted.planned < FEWEST or math.isnan(found.share):
        return f"{said}: {days}{_extra(counted)}. From {FEWEST} planned days on a share is shown."
    return (
        f"{said}: {days}{_extra(counted)}. That is {_percent(found.share)} %; with this many days the likely range for "
        f"your usual share is {_percent(found.low95)} to {_percent(found.high95)} %."
    )


def of_moments(counted: Counted) -> str:
    """Why a practice that waits for its moment has no share: of most of its days nothing was said."""
    return (
        f"You said of {counted.said} of {count(counted.days, 'day')} what became of it; a share of those would mislead."
    )


def _extra(counted: Counted) -> str:
    return f", and {counted.extra} beyond the plan" if counted.extra else ""


def _times(n: int) -> str:
    return {1: "once", 2: "twice"}.get(n, f"{n} times")


def _percent(share: float) -> str:
    return f"{100 * share:.0f}"


def rhythm(action: Action) -> str:
    """On which days and when a practice is planned."""
    days = "every day" if len(action.weekdays) == 7 else listing([WEEKDAYS[one - 1] for one in action.weekdays])
    at = f", reminder in the calendar file at {clock(action.remind_at)}" if action.remind_at else ""
    return f"Planned: {days}{at}."


def clock(moment: time) -> str:
    """A time such as ``15:00``."""
    return moment.strftime("%H:%M")


def offered(action: Action) -> list[str]:
    """Which changes a practice can have."""
    left_out = "shrink" if action.small else "grow"
    return [act for act in ACTS if act != left_out]


def ended(title: str, ending: Ending | None) -> str:
    """What ended and can be taken back."""
    return f"{title}: {ENDING[ending]}." if ending else f"{title}: ended."
