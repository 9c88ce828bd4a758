"""Taking a questionnaire, in words."""

from __future__ import annotations

from datetime import date

from eq.wording.plain import count, day

TITLE = "Choose a questionnaire"
LEAD = "Answer for how it was, not for how it should be. Every answer is kept at once, and you can stop at any time."
LEAVE = "Leave and go on later"
PLAIN = "Use the plain form"
FANCY = "Use the usual form"
GO_ON = "Go on"
DELETE_DRAFT = "Delete this draft …"
DELETED = "The draft was deleted."
DELETED_LATER = "The draft was deleted. Another tab still reads the file: old bytes go once it is closed."
START_AGAIN = "Start again"
STALE_TITLE = "It has been more than a week"
REVIEW_TITLE = "Before you finish"
UNANSWERED = "Not answered yet"
FINISH = "Finish and see the result"
ADD = "Add a questionnaire of your own"
ADD_HELP = (
    "A YAML file; docs/questionnaires.md in the source describes the format. It is checked first; nothing is added "
    "while it has problems."
)


def stale(when: str, answered: int) -> str:
    """Why a draft of more than a week asks."""
    return (
        f"You gave {count(answered, 'answer')} up to {when}. The statements ask about the days just before you "
        "answer, so going on now would mix two stretches of time. Starting again deletes the answers so far."
    )


def review(answered: int, total: int) -> str:
    """How many statements are answered."""
    if answered == total:
        return "Every statement is answered. You can still go back and change any of them."
    missing = total - answered
    verb = "is" if missing == 1 else "are"
    return (
        f"{answered} of {total} statements are answered; {missing} {verb} still open. You can leave statements "
        "open: an area needs four in five answered before it shows a number."
    )


def describe(statements: int, minutes: int | None) -> str:
    """Length of a form."""
    return count(statements, "statement") + (f" · about {count(minutes, 'minute')}" if minutes else "")


def last_taken(taken: date, times: int) -> str:
    """When it was last taken, and how often."""
    return f"Last taken on {day(taken)} ({count(times, 'time')} in all)."


def beforehand(role: str, judged: date | None, against: date | None) -> str:
    """What a sitting taken today would be, said before it; empty when nothing stands in the way."""
    if role == "double_baseline":
        return (
            "This will be your second sitting, one to two weeks after the first: change will count from the mean of "
            "the two, because first answers tend to run high. The first sitting that can be judged comes four weeks "
            f"later, from {_day(judged)}."
        )
    if role == "reference":
        return (
            "This will be your second sitting, the one change counts from, because first answers tend to run high. The "
            f"first sitting that can be judged comes four weeks later, from {_day(judged)}."
        )
    if role == "too_soon":
        return (
            f"You can take it today, but change can be judged only from {_day(judged)}: earlier than four weeks after "
            f"{_day(against)}, where change counts from, the statements still ask about the same days."
        )
    if role == "overlaps":
        return (
            "The last time is less than four weeks ago, so both sittings ask partly about the same days. This one will "
            f"be compared with {_day(against)}, where change counts from."
        )
    return ""


def _day(moment: date | None) -> str:
    return day(moment) if moment else ""


def newer_version(kept: int, new: int) -> str:
    """The statements were changed since the last sitting."""
    now = f"there is a version {new} now" if new != kept else "its statements have been changed since"
    return (
        f"You last took version {kept}; {now}. Answers to different statements cannot be compared: keep the earlier "
        "statements, or take the new ones and begin a new comparison."
    )


def keep_version(kept: int, new: int) -> str:
    """The button that goes on with the statements of the last sitting."""
    return f"Keep version {kept}" if new != kept else "Keep the earlier statements"


def take_version(kept: int, new: int) -> str:
    """The button that begins a new comparison."""
    return f"Take version {new}" if new != kept else "Take the new statements"


def delete_draft(title: str, answered: int) -> str:
    """What deleting a draft takes away."""
    return (
        f"“{title}” with {count(answered, 'answer')} so far will be deleted and overwritten. **This cannot be undone.**"
    )


def waiting(answered: int, total: int, begun: date) -> str:
    """A draft that waits."""
    return f"{answered} of {count(total, 'statement')} answered, begun on {day(begun)}."
