"""What a plan may hold: its texts, days and minutes as they are kept, and in words what makes no sense."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import time
from typing import Any, get_args

from eq.errors import EqError
from eq.plan.measure import BASELINE_LEAST, BASELINE_MOST
from eq.plan.plan import MOST_FOCUSES, MOST_MINUTES_A_DAY, MOST_PRACTICES, Action, Plan, Setup
from eq.plan.schedule import MOST_WINDOW, NO_WORD, minutes_left
from eq.reflect.competencies import Competency

LONGEST = 200
"""Characters of a goal and of each part of an if–then."""

LONGEST_NOTE = 2_000
"""Characters of the note of a weekly look."""

WHERE = "My plan"
UNTOUCHED = "Nothing was changed."
DELETED = "This plan was deleted in another tab."
GONE = "This practice was deleted in another tab."
BEGIN = "Begin anew from My plan."
CHOOSE = "Choose among these."

_LINES = ("cue", "act", "obstacle", "instead")


def line(text: str) -> str:
    """The text on one line, without signs that no file can carry; EqError when it is too long."""
    kept = " ".join(text.replace("\0", "").encode("utf-8", "replace").decode().split())
    if len(kept) > LONGEST:
        raise EqError(WHERE, f"This is longer than {LONGEST} characters.", f"{UNTOUCHED} Shorten it, please.")
    return kept


def note(text: str) -> str:
    """The note of a weekly look as it is kept; EqError when it is too long."""
    kept = text.replace("\0", "").encode("utf-8", "replace").decode().strip()
    if len(kept) > LONGEST_NOTE:
        raise EqError(WHERE, f"This is longer than {LONGEST_NOTE:,} characters.", f"{UNTOUCHED} Shorten it, please.")
    return kept


def competency(name: str) -> Competency:
    """The area of that id; EqError when there is none."""
    for known in get_args(Competency):
        if known == name:
            return known  # type: ignore[no-any-return]
    raise EqError(WHERE, "There is no such area.", "Choose one of the five.")


def setup(given: Setup) -> Setup:
    """The setup as it is kept; EqError for days, minutes or a test that make no sense."""
    kept = replace(given, **fields({name: getattr(given, name) for name in (*_LINES, *_KEPT_AS)}))
    refuse_minutes(kept.minutes, kept.times)
    if kept.baseline_days is not None:
        if not BASELINE_LEAST <= kept.baseline_days <= BASELINE_MOST:
            what = f"A test has {BASELINE_LEAST} to {BASELINE_MOST} days before the practice."
            raise EqError(WHERE, what, f"{UNTOUCHED} {CHOOSE}")
        if not 1 <= kept.window_days <= MOST_WINDOW:
            what = f"The first day is drawn from 1 to {MOST_WINDOW} days."
            raise EqError(WHERE, what, f"{UNTOUCHED} {CHOOSE}")
    return kept


def fields(given: dict[str, Any]) -> dict[str, Any]:
    """Those fields of a practice as they are kept; EqError for one that makes no sense or cannot be changed."""
    unknown = given.keys() - {*_LINES, *_KEPT_AS}
    if unknown:
        raise EqError(WHERE, f"A practice has no {sorted(unknown)[0]} to change.", UNTOUCHED)
    return {name: line(value) if name in _LINES else _KEPT_AS[name](value) for name, value in given.items()}


def refuse_minutes(minutes: int, times: int) -> None:
    """EqError when one practice alone asks for more than a day has."""
    if minutes * times > MOST_MINUTES_A_DAY:
        raise EqError(
            WHERE, f"A plan asks for no more than {MOST_MINUTES_A_DAY} minutes a day.", f"{UNTOUCHED} Take fewer."
        )


def refuse_test(setup: Setup) -> None:
    """EqError when a practice that protects people is to be tested."""
    if setup.baseline_days is not None and setup.practice in NO_WORD:
        what = "This practice protects people, so it is never judged by how days went."
        raise EqError(WHERE, what, f"{UNTOUCHED} Begin it without a test.")


def refuse_plan(running: Sequence[Plan], area: Competency) -> None:
    """EqError when one more plan, for ``area``, would be too many."""
    if any(plan.competency == area for plan in running):
        raise EqError(WHERE, "A plan for this area is running.", "Add the practice there, or finish that plan first.")
    if len(running) >= MOST_FOCUSES:
        raise EqError(
            WHERE, f"No more than {MOST_FOCUSES} plans run side by side.", f"{UNTOUCHED} Finish one of them first."
        )


def refuse_action(running: Iterable[Action], new: Action) -> None:
    """EqError when ``new`` would be one practice too many of its plan, the same again, or go beyond the minutes.

    ``running`` are the practices of all running plans; ``new`` itself among them is passed over.
    """
    others = [one for one in running if one.running and one.id != new.id]
    if any(one.practice == new.practice for one in others):
        raise EqError(WHERE, "This practice is running already.", f"{UNTOUCHED} Choose another one.")
    if sum(one.plan == new.plan for one in others) >= MOST_PRACTICES:
        raise EqError(
            WHERE,
            f"A plan has no more than {MOST_PRACTICES} practices at a time.",
            f"{UNTOUCHED} Swap or stop one of them first.",
        )
    left = minutes_left(others)
    if new.minutes_a_day > left:
        raise EqError(
            WHERE,
            f"Together that would be more than {MOST_MINUTES_A_DAY} minutes a day; {left} are left.",
            f"{UNTOUCHED} Take fewer minutes, or the small version of another practice.",
        )


def _weekdays(value: Iterable[int]) -> tuple[int, ...]:
    kept = tuple(sorted(set(value)))
    if not kept or not set(kept) <= set(range(1, 8)):
        raise EqError(WHERE, "A practice needs at least one day of the week.", f"{UNTOUCHED} Choose a day.")
    return kept


def _minutes(value: int) -> int:
    if not 1 <= value <= MOST_MINUTES_A_DAY:
        raise EqError(WHERE, f"A practice takes 1 to {MOST_MINUTES_A_DAY} minutes.", f"{UNTOUCHED} {CHOOSE}")
    return value


def _times(value: int) -> int:
    if not 1 <= value <= 3:
        raise EqError(WHERE, "A practice is done one to three times on a day.", f"{UNTOUCHED} {CHOOSE}")
    return value


def _time(value: time | None) -> time | None:
    return value.replace(second=0, microsecond=0, tzinfo=None) if value is not None else None


_KEPT_AS: dict[str, Callable[[Any], Any]] = {
    "weekdays": _weekdays,
    "minutes": _minutes,
    "times": _times,
    "remind_at": _time,
}
