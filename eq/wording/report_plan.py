"""The plan of a report: its practices, what was done of them and whether they helped, without speaking to anybody."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date
from typing import Final

from eq.plan.adherence import Adherence
from eq.plan.helped import MINIMUM, Helped, Verdict
from eq.plan.measure import Measure
from eq.plan.plan import DID
from eq.plan.schedule import DONE_LEAST, Counted, Phase, Trial, TrialReason
from eq.wording.plain import between, count, day, listing, lower_first, number, short_day

TITLE: Final = "The plan"
NOTHING: Final = "No plan ran in these days."
NO_PRACTICE: Final = "No practice was in it in these days."
BEGUN, ENDED, LOOKS = "Begun", "Ended", "Weekly looks in these days"
GOAL, IF_THEN, OBSTACLE = "Goal", "If and then", "An obstacle, and what then"
WHEN, HOW_MUCH, DONE, MEASURE = "When", "How much", "Done since it began", "Daily measure"

_PHASES: Final[Mapping[Phase, str]] = {
    "before": "begins later",
    "baseline": "its measure is asked before it begins",
    "practice": "running",
    "paused": "resting",
    "ended": "ended",
}
_WEEKDAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_WORD: Final[Mapping[Verdict, str]] = {
    "likely": "Likely helping: the days since it began lie to the better side.",
    "promising": (
        "Promising: the days since it began lean to the better side, and that settles nothing yet. That word comes to "
        "about one in ten people whose practice does nothing."
    ),
    "cannot-tell": "Cannot tell: these days cannot tell a help from chance.",
    "may-not-suit": (
        "May not suit: the days since it began lean to the worse side. That word comes to about one in eight people "
        "whose practice does nothing."
    ),
}
_APART: Final = (
    "Cannot tell: the days before and since lie far apart and are alike within, and this way of reckoning is made for "
    "days that vary. The days themselves are in the figure."
)
_NO_WORD: Final[Mapping[TrialReason, str]] = {
    "": "",
    "no_word": (
        "There is no word on whether it helps: setting a limit and getting help protect people, so this is counted and "
        "never judged."
    ),
    "no_baseline": (
        "There is no word on whether it helps: its measure was not asked before the practice began, so there is "
        "nothing to compare with."
    ),
    "not_begun": "There is no word on whether it helps: no day since its beginning has an answer yet.",
    "too_few": (
        f"There is no word on whether it helps yet: it needs {MINIMUM} days with an answer before the practice and "
        f"{MINIMUM} since it began."
    ),
    "not_done": f"There is no word on whether it helps: a word needs {DONE_LEAST} days on which it was done.",
}
_TREND: Final = "The days before it may have been getting better already, so part of a difference may be that."
_OTHERS: Final = "Another practice began or ended within these days; what came from which cannot be told apart."
_LIMITS: Final = (
    "It compares days before with days since and does not show what caused a difference: work, days off, health or the "
    "season may have changed as well. The word is worked out again with every day and may come and go."
)


def plans(running: int, practices: int) -> str:
    """How many plans and practices there were in these days."""
    return f"{count(running, 'plan')} with {count(practices, 'practice')} in these days."


def plan(area: str) -> str:
    """The heading of a plan."""
    return f"Plan for {lower_first(area)}"


def since(first: date, last: date | None, phase: Phase) -> str:
    """When a practice ran, and where it stood on the last day."""
    if last is not None:
        return f"{short_day(first)} to {short_day(last)}, {_PHASES['ended']}"
    return f"from {short_day(first)} on, {_PHASES[phase]}"


def how_much(minutes: int, times: int, weekdays: tuple[int, ...], *, small: bool) -> str:
    """What was planned for a day and for which days."""
    each = "its small version" if small else count(minutes, "minute")
    often = "" if times == 1 else f", {count(times, 'time')} a day"
    days = "every day" if len(weekdays) == 7 else listing([_WEEKDAYS[one - 1] for one in sorted(weekdays)])
    return f"{each}{often}, {days}"


def done(counted: Counted, found: Adherence) -> str:
    """What was done in counts, and as a share with its range where there can be one."""
    beyond = f", and {counted.extra} beyond the plan" if counted.extra else ""
    if found.reason == "none_planned":
        return f"no planned day is over yet{beyond}"
    days = f"{counted.done} of {count(counted.planned, 'planned day')}{beyond}"
    if found.reason == "few_said":
        return f"{days}; no share, because only of {counted.said} of {count(counted.days, 'day')} it is known"
    share, low, high = (f"{100 * value:.0f}" for value in (found.share, found.low95, found.high95))
    return f"{days}: {share} % (95 % range for the usual share {low} to {high} %)"


def measure(one: Measure) -> str:
    """What was asked once a day, and which way is the better one."""
    return f"{one.name}; {'higher' if one.better == 'higher' else 'lower'} is better"


def verdict(trial: Trial) -> str:
    """The word on whether a practice helps, or why there is none."""
    found = trial.helped
    if found is None or found.verdict is None:
        why = _NO_WORD[trial.reason]
        if trial.reason in ("no_word", "no_baseline"):
            return why
        return f"{why} So far {len(trial.before)} before and {len(trial.during)} since, done on {trial.done_days}."
    return _APART if found.verdict == "cannot-tell" and found.alike else _WORD[found.verdict]


def basis(one: Measure, trial: Trial) -> str:
    """What a word rests on, with its numbers and what else may have moved it; "" without a word."""
    found = trial.helped
    if found is None or found.verdict is None:
        return ""
    did = sum(each.standing in DID for each in trial.during)
    said = [
        _estimate(one, found),
        f"{count(len(trial.before), 'day')} before and {len(trial.during)} since; on {did} of these it was done.",
        _TREND if found.trend_warning else "",
        _OTHERS if trial.others else "",
        _weaker(trial),
        _LIMITS,
    ]
    return " ".join(part for part in said if part)


def _estimate(one: Measure, found: Helped) -> str:
    of_100 = min(99, max(1, math.floor(100 * found.p)))
    chance = f"The chance that days got better rather than worse comes out at {of_100} in 100."
    if found.alike or found.even:
        return chance
    doublings = ", measured in doublings," if one.kind == "minutes" else ""
    side = "worse" if found.mean < 0 else "better"
    return (
        f"{chance} The shift{doublings} is about {number(abs(found.mean))} times the usual distance of a day from the "
        f"middle, to the {side} side (cautious 95 % range {between(found.low95, found.high95)}; 0 is no difference, "
        "and above it is better)."
    )


def _weaker(trial: Trial) -> str:
    parts = [
        f"{trial.late} filled in later than the next day" if trial.late else "",
        f"{count(trial.rests, 'day')} of rest left out" if trial.rests else "",
        f"the practice changed on {count(trial.redesigns, 'day')}" if trial.redesigns else "",
    ]
    said = [one for one in parts if one]
    return f"Of these days: {listing(said)}." if said else ""


def looked(week: int, on: date) -> str:
    """Which weekly look a note is from."""
    return f"Weekly look {week}, {day(on)}"
