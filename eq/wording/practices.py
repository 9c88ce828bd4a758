"""The library of practices in words: its list, one practice, what stands behind it, and how it has gone."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date

from eq.plan.adherence import Adherence
from eq.plan.measure import Measure
from eq.plan.schedule import Counted
from eq.reflect.ways import Grade
from eq.wording.plain import count, listing, short_day
from eq.wording.plan_run import FEWEST, of_moments

TITLE = "Practices"
SEARCH = "Search the practices"
SEARCH_HINT = "Such as sleep, worry, saying no"
COMPETENCY, GRADE, MINUTES = "Area", "What stands behind it", "Minutes on a day"
FILTER = "Filter"
WITH_GUIDE = "Only with an exercise the app leads through"
NOTHING = "No practice has these words. Try another word, or show all practices."
NONE_FIT = "No practice fits all of this."
SHOW_ALL = "Show all practices"
LEFT_OUT = "Left out by you"
LEFT_OUT_LEAD = "These are not offered to you. Open one to take it back."

GRADES: dict[Grade, str] = {"A": "A: many studies", "B": "B: some studies", "C": "C: experience"}
_GRADE_MEANS: dict[Grade, str] = {
    "A": "A: a meta-analysis, which takes many studies together, covers this or the training it is taken from.",
    "B": "B: at least one study put this, or something close to it, to the test.",
    "C": "C: this rests on expert practice or on links between things; it was not tested on its own.",
}
GRADE_LIMIT = "A grade is about what was studied, often longer or with a trainer. It is no promise for you."
LENGTHS = {"short": "2 or less", "middle": "3 to 5", "long": "6 to 10"}
"""Bands of minutes a day."""

BACK, ALL_PRACTICES = "Back", "All practices"
BACK_TO = {"plan": "Back to my plan", "today": "Back to Today", "results": "Back to results"}
CARE = "Before you begin"
ASK_LEAD = "One question first:"
ASK_YES = "If yes, it is fine to leave this one out for now. Only that it is left out is kept, never why."
LEAVE_OUT, TAKE_BACK = "Leave this one out", "Take it back"
IS_LEFT_OUT = "You left this one out, so it is not offered to you."
INTO_PLAN, DO_NOW, TO_PLAN = "Put it into my plan", "Do it now", "Open my plan"
IN_PLAN = "It is in your plan."
STEPS = "Steps"
TINY, TINY_LEAD = "The small version", "For a day with little room; it counts as done."
DOSE = "How much"
MEASURE = "The question it is measured by"
MEASURE_LEAD = "One question an evening, before and during the practice, so that the two can be compared:"
EVIDENCE = "What stands behind it"
WAYS = "In the Playbook"

GONE = "How it has gone for you"
GONE_GOES = "It is in your plan now. What was done and seen so far stands there, and here once it has ended."
GONE_NONE = "Nothing is counted yet. Once a plan with it has ended, this says what you did and what its measure showed."


def lead(n: int) -> str:
    """What the page holds."""
    return f"{n} small practices, none longer than ten minutes on a day. Open one to read it, try it or plan it."


def found(n: int, total: int) -> str:
    """How many fit."""
    return f"{n} of {count(total, 'practice fits', 'practices fit')}."


def filter_label(active: int) -> str:
    """The filter, with how many of its choices are active."""
    return f"{FILTER} ({active})" if active else FILTER


def minutes(n: int, times: int) -> str:
    """``5 minutes``, ``1 minute, twice``: each time on a day it is done."""
    each = count(n, "minute")
    return each if times == 1 else f"{each}, {_times(times)}"


def row(grade: Grade, n: int, times: int, *, guide: bool, also: Sequence[str]) -> str:
    """The line below a title: minutes, grade, whether the app leads through it, and what else it serves."""
    parts = [minutes(n, times), GRADES[grade]]
    parts += ["with an exercise"] if guide else []
    parts += [f"also {listing([one.lower() for one in also])}"] if also else []
    return " · ".join(parts)


def context(competency: str, n: int, times: int) -> str:
    """The quiet line above a title."""
    return f"{competency} · {minutes(n, times)}"


def rhythm(n: int, times: int, days: int, weeks: int, *, occasion: bool) -> str:
    """How much of it the plan proposes."""
    often = "on every day" if days == 7 else f"on {count(days, 'day')} a week"
    again = f"look again after {count(weeks, 'week')}"
    text = f"In the plan: {minutes(n, times)}, {often}; {again}. All of it can be changed."
    return f"{text} It is done when its moment comes up; a day without the moment is left out." if occasion else text


def grade(value: Grade) -> str:
    """A grade in words."""
    return _GRADE_MEANS[value]


def answers(measure: Measure) -> str:
    """How the measure is answered, and which way is the better one."""
    better = "a higher" if measure.better == "higher" else "a lower"
    if measure.kind == "yes-no":
        return f"Answered with yes or no; {'yes' if measure.better == 'higher' else 'no'} is what it works towards."
    if measure.kind == "minutes":
        return f"Answered in minutes; it works towards {better} number."
    return f"0 is “{measure.low}”, 10 is “{measure.high}”; it works towards {better} number."


def between(first: date, last: date) -> str:
    """The days on which it was in a plan."""
    return short_day(first) if first == last else f"{short_day(first)} to {short_day(last)}"


def did(counted: Counted, found: Adherence) -> str:
    """What was done of a practice that has ended, in counts, and as a share with its range where there can be one."""
    total = counted.done + counted.extra
    often = f"Done on {count(total, 'day')}" if total else "Not done this time"
    if found.reason == "few_said":
        return f"{often}. {of_moments(counted)}"
    if not counted.planned:
        return f"{often}."
    beyond = f", and {counted.extra} beyond the plan" if counted.extra else ""
    days = f"{often}: {counted.done} of {count(counted.planned, 'planned day')}{beyond}."
    if counted.planned < FEWEST or math.isnan(found.share):
        return days
    share, low, high = (f"{100 * value:.0f}" for value in (found.share, found.low95, found.high95))
    return f"{days} That is {share} % of them (likely range for your usual share: {low} to {high} %)."


def _times(n: int) -> str:
    return {1: "once", 2: "twice"}.get(n, f"{n} times")
