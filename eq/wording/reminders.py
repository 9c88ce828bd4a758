"""What a calendar says of a plan, and what is said of the calendar file."""

from __future__ import annotations

from eq.plan.plan import Action, Plan
from eq.wording.debrief import COMPETENCY
from eq.wording.journal import WEEKDAYS
from eq.wording.plan_run import if_then

TITLE = "Reminders in your calendar"
SAVE = "Save as a calendar file"
FILE = "plan.ics"
WHAT = (
    "A file with your practices that have a time, the weekly look and the day of the questionnaire in week 8. Open "
    "it in your calendar; a later file updates what an earlier one brought, and takes out what you ended here. It "
    "holds the words of your plan and is no longer protected once it is saved."
)
DELETED = "A plan you delete for good cannot be taken out of a calendar by a file. End it and save the file first."
REVIEW_DAY, REVIEW_TIME, RETEST_TIME = (
    "Day of the weekly look",
    "Time of the weekly look",
    "Time for the questionnaire in week 8",
)
REVIEW_DAYS = {0: "Same weekday as the start", **dict(enumerate(WEEKDAYS, 1))}
NO_TIME = "None of your practices has a time for a reminder yet. Change one of them to give it a time."


def practice(action: Action) -> tuple[str, ...]:
    """The lines below a practice's title, in the person's own words."""
    small = bool(action.small and action.tiny)
    lines = [] if small else [if_then(action.cue, action.act), if_then(action.obstacle, action.instead)]
    if action.tiny and not small:
        lines.append(f"Or only the small version: {action.tiny}")
    return (*filter(None, lines), "One tap on Today says how it went.")


def practice_title(action: Action) -> str:
    """What is to be done: the practice, or its small version."""
    return action.tiny if action.small and action.tiny else action.title


def baseline(action: Action) -> tuple[str, ...]:
    """The lines below the question of a measure before its practice begins."""
    return (
        f"One number a day before you begin “{action.title}”, so that you can see later whether it helped.",
        "Answer it on Today.",
    )


def review_title(plan: Plan) -> str:
    """The weekly look."""
    return f"Five minutes for your plan: {COMPETENCY[plan.competency]}"


def review(plan: Plan) -> tuple[str, ...]:
    """What the weekly look is for."""
    goal = (f"Your goal: {plan.goal}",) if plan.goal else ()
    return (*goal, "Keep, make smaller, swap or stop. It is under My plan.")


RETEST = "Take your questionnaire again"


def retest(plan: Plan) -> tuple[str, ...]:
    """What the retest is for."""
    return (f"Eight weeks since your plan began: what has become of {COMPETENCY[plan.competency].lower()}?",)
