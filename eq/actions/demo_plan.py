"""Plans of a made-up history: one a year that was tested and finished, and one that runs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import numpy as np

from eq.actions import practices
from eq.actions.demo_draw import Draw
from eq.actions.planning import setup_of
from eq.actions.plans import reference_in
from eq.plan.beginning import begun
from eq.plan.measure import BASELINE_DAYS
from eq.plan.plan import Action, Day, Decision, Done, Plan, Review
from eq.plan.schedule import asked, due
from eq.store import plans as rows
from eq.store import practice_days, reviews, sittings
from eq.store.database import Connection

_FINISHED = ("cyclic-sighing", "reset-the-line", "paraphrase-reflect-ask", "two-check-ins", "three-good-things")
_RUNNING, _BESIDE = "leaving-work-ritual", "if-then-pause"
_ENDED_AGO, _WEEKS, _RUNS = 150, 8, 26
"""Days since the start of a finished plan, beyond whole years; how long it ran; days since the start of the other."""

_DRAWS = 2**31 - 1
_ANSWERED, _DONE, _SMALL, _NOT = 0.88, 0.62, 0.14, 0.12
_USUAL, _SPREAD, _HELPS = 5.0, 1.4, (-0.3, 1.9)
_KEEP: Decision = "keep"
_NOTES = ("", "", "Mornings work best.", "A full week; the small version kept it going.", "It comes by itself now.")


@dataclass(frozen=True)
class MadePlan:
    """A plan with the days of its practices by action and its weekly looks."""

    plan: Plan
    days: tuple[tuple[str, Day], ...]
    looks: tuple[Review, ...]


def history(random: np.random.Generator, *, today: date, zone: ZoneInfo, years: int) -> list[MadePlan]:
    """The plans up to ``today``, the oldest first; the same stream makes the same ones."""
    maker = Maker(Draw(random), zone, today)
    started = [today - timedelta(days=round(365.25 * n) + _ENDED_AGO) for n in range(years - 1, -1, -1)]
    ended = [maker.finished(_FINISHED[n % len(_FINISHED)], day) for n, day in enumerate(started)]
    return [*ended, maker.running(today - timedelta(days=_RUNS))]


def put(db: Connection, owner: str, made: Sequence[MadePlan], zone: ZoneInfo, end_of_day: int) -> None:
    """Write them; a finished one keeps the sitting it counts from, as it does when a person finishes it."""
    every = sittings.sittings(db, owner)
    for one in made:
        rows.add_plan(db, owner, one.plan)
        for action in one.plan.actions:
            rows.add_action(db, action)
        if one.plan.ended_on is not None:
            rows.put_plan(db, replace(one.plan, reference=reference_in(db, one.plan, end_of_day, every)))
        for action_id, day in one.days:
            at = _instant(day.day, time(21), zone)
            if day.done is not None:
                practice_days.say(db, action_id, day.day, day.done, at)
            if day.value is not None:
                practice_days.measure(db, action_id, day.day, day.value, at)
        for look in one.looks:
            reviews.add(db, look, _instant(look.day, time(19), zone))


class Maker:
    """Makes plans of one stream of chances, seen from ``today``; the same calls in order make the same ones."""

    def __init__(self, draw: Draw, zone: ZoneInfo, today: date) -> None:
        self.draw, self.zone, self.today = draw, zone, today

    def finished(self, practice: str, start: date) -> MadePlan:
        """A plan of one tested practice that ran its weeks from ``start`` on."""
        end = start + timedelta(weeks=_WEEKS)
        plan = self._plan(practice, start)
        action = replace(
            self._action(plan.id, practice, start, tested=True),
            ended_on=end,
            ending="finished",
            changed_at=_instant(end, time(19), self.zone),
        )
        closed = replace(plan, ended_on=end, changed_at=action.changed_at, actions=(action,))
        return MadePlan(closed, tuple(self._days(action, end)), self._looks(closed, _WEEKS - 1))

    def running(self, start: date, practice: str = _RUNNING, beside: str = _BESIDE) -> MadePlan:
        """A plan that runs since ``start``: a tested practice, and one beside it from the second week on."""
        plan = self._plan(practice, start)
        first = self._action(plan.id, practice, start, tested=True)
        second = self._action(plan.id, beside, start + timedelta(days=7), tested=False)
        whole = replace(plan, actions=(first, second))
        eve = self.today - timedelta(days=1)
        days = [*self._days(first, eve), *self._days(second, eve)]
        # The look at the last full week is left to whoever opens the file.
        return MadePlan(whole, tuple(days), self._looks(whole, (self.today - start).days // 7 - 1))

    def _plan(self, practice: str, start: date) -> Plan:
        at, what = _instant(start, time(18), self.zone), practices.one(practice)
        return Plan(self.draw.new_id(), what.competency, what.goal, start, self.zone.key, at, at)

    def _action(self, plan: str, practice: str, start: date, *, tested: bool) -> Action:
        what = practices.one(practice)
        setup = replace(setup_of(what), baseline_days=BASELINE_DAYS if tested else None, remind_at=time(17, 30))
        at = _instant(start, time(18), self.zone)
        draw = self.draw.whole(0, _DRAWS)
        return begun(what, setup, action=self.draw.new_id(), plan=plan, today=start, at=at, draw=draw)

    def _days(self, action: Action, last: date) -> Iterator[tuple[str, Day]]:
        first, helps = action.baseline_from or action.practice_from, self.draw.normal(*_HELPS)
        for day in (first + timedelta(days=n) for n in range((last - first).days + 1)):
            done = self._done(action) if due(action, day) else None
            value = self._value(action, helps if day >= action.practice_from else 0.0)
            if asked(action, day) and (done is not None or value is not None):
                yield action.id, Day(day, done, value)

    def _done(self, action: Action) -> Done | None:
        share, chance = float(self.draw.random.random()), self.draw.chance(0.2)
        if action.occasion and chance:
            return "no-chance"
        if share < _DONE:
            return "done"
        if share < _DONE + _SMALL:
            return "small"
        return "not-today" if share < _DONE + _SMALL + _NOT else None

    def _value(self, action: Action, helps: float) -> float | None:
        measure = action.measure
        better = helps if measure.better == "higher" else -helps
        level, answered = self.draw.normal(_USUAL + better, _SPREAD), self.draw.chance(_ANSWERED)
        if not answered:
            return None
        if measure.kind == "yes-no":
            return float(level > _USUAL)
        if measure.kind == "minutes":
            return float(min(measure.most, round(2 ** (level / 1.5) - 1)))
        return float(min(measure.most, max(0, round(level))))

    def _looks(self, plan: Plan, weeks: int) -> tuple[Review, ...]:
        return tuple(
            Review(
                self.draw.new_id(),
                plan.id,
                week,
                plan.started_on + timedelta(days=7 * week),
                self.draw.one(_NOTES),
                tuple((action.id, _KEEP) for action in plan.actions),
            )
            for week in range(1, weeks + 1)
        )


def _instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, at, zone).astimezone(UTC)
