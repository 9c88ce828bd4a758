"""The start of a practice in words: everything is filled in, and what a proper test buys is said."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from eq.plan.measure import BASELINE_DAYS, BASELINE_LEAST, BASELINE_MOST
from eq.plan.plan import MOST_MINUTES_A_DAY
from eq.wording import plan_run
from eq.wording.plain import count, day, lower_first

TITLE = "Begin with something small"
TITLE_ADD = "Add a practice"
TITLE_SWAP = "Choose something else instead"
LEAD = "Everything is filled in. Press Start, or change what does not fit you."
LEAD_ASK = "Everything is filled in. At the end there is one question, then it begins; or change what does not fit you."
LEAD_SWAP = "What was done so far stays in your history. The new practice gets its own days."
WHICH = "Which practice"
ALL = "All practices"
READ = "Read all about it"
BACK = "Choose another focus"
BACK_PLAN = "Back to my plan"

HOW = "Steps"
TINY = "On a hard day, the small version is enough:"
CAUTION = "Before you begin"
GOAL, GOAL_HINT = "Your goal, in your own words", "What will you do, how often or when?"
MOMENT, HURDLE = "Your moment", "When something gets in the way"
DAYS = "On which days"
WEEKDAYS: Mapping[int, str] = dict(enumerate(plan_run.WEEKDAYS, 1))
REMIND = "Time of a reminder, if you want one"
REMIND_HELP = "It goes into the calendar file you can save from My plan; this app sends nothing."
NO_DAY = "Choose at least one day of the week."

TEST = "Test it properly"
TEST_WHY = (
    "You answer one question a day before the practice begins{drawn}. Only then can your plan say something about "
    "whether your days went better. Even then, where nothing changed, about 13 of 100 people get a hopeful word after "
    "two weeks (made-up people)."
)
DRAWN = ", and its first day is drawn by lot"
TEST_OFF = (
    "Your plan then shows what you did and how your days were, and cannot tell whether one has to do with the other. "
    "There is one question a day either way; leave it out whenever you like."
)
TEST_WEEKLY = (
    "A question a day will rarely tell for something done once a week: few days hold it. “Cannot tell” is then the "
    "likely word, and it says nothing against the practice. It is fine to begin without a test."
)
TEST_NONE = (
    "No test is offered for this one. It protects people, so your plan counts it and never judges whether days went "
    "better with it."
)
BASELINE, WINDOW = "Days before the practice", "Days to draw the first day from"
BASELINE_HELP = f"{BASELINE_LEAST} to {BASELINE_MOST} days, {BASELINE_DAYS} are proposed: more make the answer surer."
MEASURE = "The one question a day"
TAKE = "Take a questionnaire first"

START, START_NO, LEAVE_OUT = "Start", "No: start", "Yes: leave it out"
ONE_QUESTION = "One question before the start"
ASK_KEPT = "Your answer is not kept. If you leave it out, only that is remembered, and you can take it back."
STARTED = "Your plan has begun."
STARTED_TEST = "The days before the practice come first."
LEFT_OUT = "Left out. You can take it back under Practices."
NOTHING = "No other practice fits here: what is left is running already, was left out, or takes too many minutes."
REFUSED: Mapping[str, str] = {
    "two_plans": "Two plans are running, and that is the most. Finish one of them to begin another.",
    "two_practices": "This plan has two practices, and that is the most. Swap or stop one of them first.",
    "no_minutes": f"Your practices take all of the {MOST_MINUTES_A_DAY} minutes a day. Make one smaller, or stop one.",
}
SEE_PLAN = "See what is running"


def started(*, swapped: bool, added: bool, tested: bool) -> str:
    """What has begun: a plan, a second practice, or one in place of another."""
    if swapped:
        said = "The new practice is in your plan; the one before is kept under “What is over”."
    else:
        said = "The practice is in your plan." if added else STARTED
    return f"{said} {STARTED_TEST}" if tested else said


def begins(first: date, today: date) -> str:
    """When a practice without a test begins: today, or on the first of its days."""
    if first == today:
        return "Without a test the practice begins today."
    named = f"{WEEKDAYS[first.isoweekday()]}, {day(first)}"
    return f"Without a test the practice begins on the first of your days: {named}."


def lead_swap(title: str) -> str:
    """What a swap leaves behind; ``title`` is plain text."""
    return f"Instead of “{title}”. {LEAD_SWAP}"


def context(title: str, minutes_left: int) -> str:
    """The line above the title: the area, and the minutes that are left where some are taken."""
    return title if minutes_left == MOST_MINUTES_A_DAY else f"{title} · {count(minutes_left, 'minute')} a day left"


def use_goal(goal: str) -> str:
    """Takes the goal of a practice over; ``goal`` is plain text."""
    return f"Use: “{goal}”"


def takes(minutes: int, times: int, *, occasion: bool) -> str:
    """How long it takes on a day; ``occasion``: it is done when its moment comes."""
    if occasion:
        return f"About {count(minutes, 'minute')} when its moment comes; a day without that moment is no gap."
    often = {1: "", 2: ", twice", 3: ", three times"}[times]
    return f"{count(minutes, 'minute')}{often} on each of your days."


def minutes(a_day: int) -> str:
    """What a practice takes on a day, among those offered."""
    return f"{count(a_day, 'minute')}."


def wanted_not(title: str, minutes_left: int) -> str:
    """Why a practice that was asked for is not among those offered; ``title`` is plain text."""
    return (
        f"“{title}” is running already, or takes more than the {count(minutes_left, 'minute')} a day that are left. "
        "Here is what fits."
    )


def test_why(window_days: int) -> str:
    """What a test buys, and how little that is; nothing is drawn from a single day."""
    return TEST_WHY.format(drawn=DRAWN if window_days > 1 else "")


def window(first: date, last: date) -> str:
    """The days the first day of practice is drawn from."""
    if first == last:
        return f"Begins on {day(first)}: no day is drawn."
    return f"The practice begins between {day(first)} and {day(last)}; the day is drawn as you begin, and kept."


def reference(title: str, taken: date) -> str:
    """The sitting change is counted from; ``title`` is plain text."""
    return f"Change in your answers is counted from “{title}” of {day(taken)}."


def no_reference(area: str) -> str:
    """What is missing for a later comparison of the area."""
    return (
        f"No questionnaire of the last four weeks asks about {lower_first(area)}. One taken now, or within a week, "
        "lets you compare your answers after eight weeks."
    )
