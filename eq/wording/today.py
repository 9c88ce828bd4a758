"""Today, in words."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from eq.reflect.entry import Entry, Kind
from eq.wording.entry import shortened
from eq.wording.plain import count, day

TITLE = "Today"
WELCOME_BACK = "Good to see you again"
FIRST_TITLE = "Where would you like to begin?"
FIRST_LEAD = "All three keep everything as you give it, so you can stop at any time and go on later."
FIRST_STAND = (
    "**See where you stand.** Nine quiet minutes are enough for a first picture of what you do at work, and of what it "
    "leaves open."
)
FIRST_HAPPENED = (
    "**Something just happened.** Five short questions about a hard interaction, to leave with one sentence for next "
    "time. One line is enough if that is all you have time for."
)
FIRST_PRACTICE = "**Start with one small practice.** Three suggestions, everything filled in; about a minute."
FIRST_BUTTON = "Choose a questionnaire"
FIRST_FOCUS = "Choose a focus"
LATEST = "Your last result"
BUTTON = {
    "follow-up": "Answer",
    "overdue": "See the promises",
    "prepared": "Debrief it",
    "practice": "See the plan",
    "plan-review": "Weekly look",
    "parked": "Go on",
    "draft": "Go on",
    "entry-draft": "Go on",
    "promises": "See the promises",
    "check-in": "Check in",
    "pulse": "Take the pulse",
    "retest": "Take it again",
}
OPEN = "Open it"
PUT_AWAY = "Put it away"
WAY = {
    "debrief": "Something just happened",
    "prepare": "Prepare",
    "check_in": "Check in",
    "write": "Write",
    "promises": "Promises",
    "plan": "Plan",
    "take": "Take",
}
"""Page -> its button, the most used first."""

CHECK_IN = "**No check-in yet today.** A point and a word or two, about ten seconds."
QUIET_PARKED = "Something you set aside is kept for you. It can stay there as long as you like."
QUIET_DRAFT = "What you began is kept as you left it. It can stay there as long as you like."
START = "Start from today"
START_HELP = (
    "Follow-ups, preparations, parked debriefs and drafts from before stop asking here; all of them stay in your "
    "journal. Promises stay due."
)
STARTED = "You start from today."
CUE_HEAD = "One of your if–thens"
CUE_ASKED = "Did it come up?"
CUE_ANSWERS = {"yes": "Yes", "no": "No", "not-yet": "Not yet"}
CUE_NOTED = "Noted."

_LONGEST_PLAN = 400
_LONGEST_TITLE = 80
_BEGUN: dict[Kind, str] = {
    "check-in": "A check-in",
    "note": "A note",
    "debrief": "A debrief",
    "preparation": "A preparation",
    "feedback": "Feedback you received",
}


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


def retest(title: str, taken: date, times: int, *, plan: bool = False) -> str:
    """A sitting worth repeating, and what the next one is good for; ``plan``: it is the retest of a plan."""
    if plan:
        return (
            f"**{title}** was last taken on {day(taken)}. Your plan is eight weeks old: taking it again now shows "
            "whether your answers moved further than chance since it began."
        )
    good_for = (
        "The second sitting is the one change counts from."
        if times == 1
        else "Taking it again now shows whether your answers moved further than chance."
    )
    return f"**{title}** was last taken on {day(taken)}. {good_for}"


def pulse(title: str) -> str:
    """The weekly pulse."""
    return f"**{title}** for this week: a few short statements, done in two minutes or so."


def when(moment: datetime, now: datetime) -> str:
    """``today at 9:05``, ``yesterday at 14:10``, ``on 3 November 2026 at 9:05``; both on the same clock."""
    time = f"{moment.hour}:{moment.minute:02}"
    names = {now.date(): "today", now.date() - timedelta(days=1): "yesterday"}
    return f"{names.get(moment.date(), f'on {day(moment.date())}')} at {time}"


def overdue(n: int) -> str:
    """Promises whose time is over; no word of blame."""
    return "**1 promise is past its date.**" if n == 1 else f"**{n} promises are past their date.**"


def promises(n: int) -> str:
    """Promises due today."""
    return "**1 promise is due today.**" if n == 1 else f"**{n} promises are due today.**"


def prepared(label: str, at: str) -> str:
    """A contact that was prepared for; ``label`` is made plain by the caller, "" for nobody."""
    return f"**How did it go{f' with {label}' if label else ''}?** You prepared for it {at}."


def plan_review(week: int) -> str:
    """A plan that is due for its weekly look, after so many full weeks."""
    return f"**Five minutes for your plan?** Week {week} is over: what was done, and what you would like to keep."


def parked(title: str, at: str, others: int) -> str:
    """A debrief that was set aside, by its line (made plain by the caller, "" when it has none)."""
    more = f" {count(others, 'more waits', 'more wait')} under Debrief." if others else ""
    name = f"**{title}**" if title else "**A debrief**"
    return f"{name} waits for you, set aside for later. It happened {at}.{more}"


def entry_draft(kind: Kind, at: str) -> str:
    """Something that was begun; never its words."""
    return f"**{_BEGUN[kind]}** waits for you, begun {at}. All you wrote is kept."


def title(entry: Entry) -> str:
    """The line an entry is known by, in short; "" when it has none. Plain text."""
    return shortened(" ".join(entry.text("title").split()), _LONGEST_TITLE)


def plan(text: str) -> str:
    """An if–then, in short where it is very long. Plain text."""
    return shortened(text, _LONGEST_PLAN)
