"""When a practice is due, in which phase a day lies, when a look back is due, and what a practice has shown so far."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from eq.plan.measure import BASELINE_DAYS, BASELINE_LEAST, BASELINE_MOST
from eq.plan.plan import DID, MOST_MINUTES_A_DAY, Action, Day, Pause, Plan

if TYPE_CHECKING:
    from eq.plan.helped import Helped

Phase = Literal["before", "baseline", "practice", "paused", "ended"]
TrialReason = Literal["", "no_word", "no_baseline", "not_begun", "too_few", "not_done"]
"""Why a trial has no word; where several hold, the first of them.

It is one of NO_WORD, its measure was not begun before the practice, there was no practice yet, a phase has too few days
with a value, or it was done on fewer than DONE_LEAST days.
"""

DONE_LEAST = 5
"""Days on which a practice was done, planned or not, before there is a word on whether it helps."""

NO_WORD = frozenset({"boundary-script", "escalate-well"})
"""Practices that protect people; they are counted and never judged by how days went."""

WINDOW_DAYS = 7
MOST_WINDOW = 14
"""Days the first day of practice is drawn from, by default and at most."""

ADJUST_WEEK, RETEST_WEEK = 4, 8
"""Weeks whose look back has more to decide (evidence §7)."""

DAYS_BACK = 6
"""So many days before today can still be filled in or corrected, a week with today; longer ago is guessing."""

RETEST_GAP = timedelta(days=28)
"""The least time between two sittings that are compared.

It is ``eq.assess.change.GAP``, which the first page does not wait for; a test holds them equal.
"""


@dataclass(frozen=True)
class Counted:
    """Days of practice up to a day: ``done`` of ``planned``; ``extra`` were done without being planned.

    ``said``: of how many of the ``days`` on which it was due it is known what became of it, "no chance" included.
    """

    done: int
    planned: int
    extra: int
    said: int = 0
    days: int = 0


@dataclass(frozen=True)
class Trial:
    """What a practice has shown so far.

    ``before`` and ``during`` are the days with a value, in order. ``helped`` is None with the ``reason``; ``others``:
    another practice of this person set in or was left off between the first and the last of these days, so that the two
    cannot be told apart.

    ``done_days``: days of practice on which it was done, planned or not, with or without a value. What makes a word
    weaker: ``late`` values among these days that were given later than on the day after; ``rests``: days of rest
    between the first and the last of them; ``redesigns``: days within ``during`` on which the practice was changed.
    """

    before: tuple[Day, ...]
    during: tuple[Day, ...]
    helped: Helped | None
    reason: TrialReason
    others: bool
    done_days: int = 0
    late: int = 0
    rests: int = 0
    redesigns: int = 0


def start_day(earliest: date, window_days: int, draw: int) -> date:
    """The first day of practice: one of ``window_days`` (1..14) days from ``earliest`` on, by a number drawn before.

    ValueError for another window or a negative number.
    """
    if not 1 <= window_days <= MOST_WINDOW or draw < 0:
        raise ValueError("the window has 1 to 14 days, and the draw is 0 or more")
    return earliest + timedelta(days=draw % window_days)


def tested_start(baseline_from: date, baseline_days: int, window_days: int, draw: int) -> date:
    """The first day of practice after a baseline of ``baseline_days`` (7..28) days; ValueError for fewer or more."""
    if not BASELINE_LEAST <= baseline_days <= BASELINE_MOST:
        raise ValueError(f"a baseline has {BASELINE_LEAST} to {BASELINE_MOST} days, by default {BASELINE_DAYS}")
    return start_day(baseline_from + timedelta(days=baseline_days), window_days, draw)


def phase(action: Action, day: date) -> Phase:
    """Where ``day`` lies for an action."""
    if action.ended_on is not None and day > action.ended_on:
        return "ended"
    first = action.practice_from if action.baseline_from is None else action.baseline_from
    if day < first:
        return "before"
    if any(pause.holds(day) for pause in action.pauses):
        return "paused"
    return "baseline" if day < action.practice_from else "practice"


def due(action: Action, day: date) -> bool:
    """Whether the practice is planned for ``day``, by the weekdays it had then."""
    return phase(action, day) == "practice" and day.isoweekday() in action.weekdays_on(day)


def asked(action: Action, day: date) -> bool:
    """Whether its measure is asked on ``day``: every day of baseline and practice, planned or not."""
    return phase(action, day) in ("baseline", "practice")


def paused(action: Action, today: date) -> Action:
    """The action at rest from the day after ``today`` on, so that no rest takes a day that is known; once is enough.

    Whoever travels west, or sets the clock back, may stand before the end of a rest that is over: it goes on then, for
    two rests never share a day.
    """
    if action.resting:
        return action
    first = today + timedelta(days=1)
    over = tuple(pause for pause in action.pauses if pause.last is not None and pause.last < first)
    again = action.pauses[len(over) :]
    return replace(
        action,
        pauses=(*over, Pause(min([first, *(pause.first for pause in again)]))),
        practice_from=action.practice_from - sum((_put_off(action, pause) for pause in again), timedelta()),
    )


def _put_off(action: Action, rest: Pause) -> timedelta:
    """By how much a rest that is over put the first day of practice off."""
    if not (action.tested and rest.last is not None and rest.first < action.practice_from):
        return timedelta()
    return rest.last - rest.first + timedelta(days=1)


def resumed(action: Action, today: date) -> Action:
    """The action going on from ``today``; the same where it does not rest.

    A rest in the baseline puts the first day of practice off by as many days, so that the baseline keeps its length.
    """
    if not action.resting:
        return action
    rest = action.pauses[-1]
    if today <= rest.first:
        return replace(action, pauses=action.pauses[:-1])
    ended = Pause(rest.first, today - timedelta(days=1))
    return replace(
        action,
        pauses=(*action.pauses[:-1], ended),
        practice_from=action.practice_from + _put_off(action, ended),
    )


def counted(
    action: Action, days: Mapping[date, Day], today: date, since: date | None = None, until: date | None = None
) -> Counted:
    """Days of practice from ``since`` (its beginning without one) to ``until`` or ``today``.

    Today, and the day on which it ended, count as planned only once something was said of them. Of a practice that
    waits for its moment, a day counts only when it was said to be done or not; "no chance" counts for no practice.
    """
    first = max(action.practice_from, since or action.practice_from)
    unfinished = min(today, action.ended_on or today)
    last = min(unfinished, until or unfinished)
    done = planned = extra = known = open_days = 0
    for one in (first + timedelta(days=n) for n in range((last - first).days + 1)):
        said = days[one].standing if one in days else None
        did = said in DID
        if not due(action, one):
            extra += did and phase(action, one) == "practice"
            continue
        if said is not None or one < unfinished:
            open_days += 1
            known += said is not None
        if said != "no-chance" and (said is not None or (one < unfinished and not action.occasion)):
            planned += 1
            done += did
    return Counted(done, planned, extra, known, open_days)


def trial(action: Action, days: Iterable[Day], others: Collection[Action] = (), today: date | None = None) -> Trial:
    """Compare the measure before and during a practice (evidence §0.5); days of rest count for neither.

    ``others`` are this person's other actions, of whatever plan. ``today`` tells a practice that has no value yet from
    one that has not begun; without it the two are one. A practice of NO_WORD gets no word however many days there are,
    and none gets one that was done on fewer than DONE_LEAST days.
    """
    every = sorted(days, key=lambda one: one.day)
    known = [one for one in every if one.value is not None]
    before = tuple(one for one in known if phase(action, one.day) == "baseline")
    during = tuple(one for one in known if phase(action, one.day) == "practice")
    done = sum(one.standing in DID and phase(action, one.day) == "practice" for one in every)
    begun = bool(during) or (today is not None and today >= action.practice_from)
    found, reason = _found(action, before, during, done, begun)
    return Trial(
        before=before,
        during=during,
        helped=found,
        reason=reason,
        others=bool(before and during) and _mixed(before[0].day, during[-1].day, action, others),
        done_days=done,
        late=sum(one.late for one in (*before, *during)),
        rests=_rests(action, (*before, *during)),
        redesigns=sum(during[0].day <= day <= during[-1].day for day in action.redesigns) if during else 0,
    )


def _found(
    action: Action, before: Sequence[Day], during: Sequence[Day], done: int, begun: bool
) -> tuple[Helped | None, TrialReason]:
    if action.practice in NO_WORD:
        return None, "no_word"
    if not action.tested:
        return None, "no_baseline"
    if not begun:
        return None, "not_begun"
    # Here, because the first page reads plans and waits for no large library.
    from eq.plan.helped import helped

    found = helped(
        [one.value for one in before if one.value is not None],
        [one.value for one in during if one.value is not None],
        days_before=[one.day.toordinal() for one in before],
        days_during=[one.day.toordinal() for one in during],
        unit=action.measure.unit,
        better=action.measure.better,
    )
    if found.verdict is None:
        return None, "too_few"
    return (found, "") if done >= DONE_LEAST else (None, "not_done")


def _rests(action: Action, days: Sequence[Day]) -> int:
    if not days:
        return 0
    first, last = days[0].day, days[-1].day
    return sum(
        phase(action, day) == "paused" for day in (first + timedelta(days=n) for n in range((last - first).days))
    )


def _mixed(first: date, last: date, action: Action, others: Collection[Action]) -> bool:
    return any(first < edge <= last for other in others if other.id != action.id for edge in _edges(other))


def _edges(action: Action) -> Iterator[date]:
    """The first day of each stretch of practice without a rest, and the day after its last."""
    ends = (action.ended_on, *(pause.last for pause in action.pauses))
    turns = {action.practice_from, *(pause.first for pause in action.pauses)}
    turns.update(end + timedelta(days=1) for end in ends if end is not None)
    for day in sorted(turns):
        if (phase(action, day) == "practice") != (phase(action, day - timedelta(days=1)) == "practice"):
            yield day


def minutes_left(actions: Iterable[Action]) -> int:
    """Minutes a day that are still free beside these actions, 0..10."""
    return max(0, MOST_MINUTES_A_DAY - sum(action.minutes_a_day for action in actions if action.running))


def retest_day(plan: Plan, reference: date | None) -> date:
    """The day from which taking the questionnaire again is worth it: eight weeks after the start.

    ``reference``: the day of the sitting change counts from; before RETEST_GAP is over none can be judged against it.
    """
    day = plan.started_on + timedelta(weeks=RETEST_WEEK)
    return day if reference is None else max(day, reference + RETEST_GAP)


def weeks_done(plan: Plan, today: date) -> int:
    """Full weeks since the plan began, 0 or more."""
    return max(0, ((min(today, plan.ended_on or today)) - plan.started_on).days // 7)


def review_due(plan: Plan, reviewed: Sequence[int], today: date) -> int | None:
    """The week whose look back is due, None when there is none; of several that were left out only the latest."""
    week = weeks_done(plan, today)
    running = plan.ended_on is None and bool(plan.running)
    return week if running and week >= 1 and week not in reviewed else None
