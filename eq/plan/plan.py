"""A plan: one focus, the practices in it, what was done on each day, and the weekly looks at it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Literal, get_args

from eq.plan.measure import Measure
from eq.reflect.competencies import Competency

Done = Literal["done", "small", "not-today", "no-chance"]
"""What became of a practice on a day: done, its small version done, not done, or its moment did not come."""

Decision = Literal["keep", "shrink", "swap", "stop"]
Ending = Literal["finished", "stopped", "swapped", "distress"]

DONE: tuple[Done, ...] = get_args(Done)
DECISIONS: tuple[Decision, ...] = get_args(Decision)

DID: frozenset[Done] = frozenset({"done", "small"})

MOST_FOCUSES = 2
MOST_PRACTICES = 2
"""Running plans at once, and running practices of each (evidence §7)."""

MOST_MINUTES_A_DAY = 10
"""Minutes a day over all running practices together (evidence §7)."""


@dataclass(frozen=True)
class Pause:
    """Days of rest, both ends included; ``last`` is None while it still rests."""

    first: date
    last: date | None = None

    def holds(self, day: date) -> bool:
        """Whether ``day`` is one of them."""
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True)
class Action:
    """One practice within a plan.

    ``practice`` is the id of what ships; ``title``, ``tiny`` (its small version), ``guide`` (an exercise or "") and
    ``ways`` (ids of the playbook that are the same act) are kept as they were when it was begun, and so is its
    ``measure``. ``weekdays`` 1 (Monday) to 7. ``small``: only its small version is asked for.
    ``baseline_from`` is the first day of its measure, None without a test; ``practice_from`` the first day of practice,
    drawn with ``draw`` from ``window_days`` days where it is tested. ``ended_on`` is its last day. ``replaces`` is the
    action in whose place it came. ``redesigns`` are the days on which it was made smaller or changed, in order;
    ``earlier`` the weekdays it had until the day before each of them, in order.
    """

    id: str
    plan: str
    practice: str
    title: str
    measure: Measure
    minutes: int
    times: int
    weekdays: tuple[int, ...]
    practice_from: date
    created_at: datetime
    changed_at: datetime
    tiny: str = ""
    guide: str = ""
    ways: tuple[str, ...] = ()
    cue: str = ""
    act: str = ""
    obstacle: str = ""
    instead: str = ""
    occasion: bool = False
    small: bool = False
    remind_at: time | None = None
    baseline_from: date | None = None
    window_days: int | None = None
    draw: int | None = None
    ended_on: date | None = None
    ending: Ending | None = None
    replaces: str | None = None
    pauses: tuple[Pause, ...] = ()
    redesigns: tuple[date, ...] = ()
    earlier: tuple[tuple[date, tuple[int, ...]], ...] = ()

    def weekdays_on(self, day: date) -> tuple[int, ...]:
        """The weekdays it was planned for as of ``day``."""
        return next((weekdays for until, weekdays in self.earlier if day < until), self.weekdays)

    @property
    def tested(self) -> bool:
        """Whether its measure was begun before the practice."""
        return self.baseline_from is not None

    @property
    def running(self) -> bool:
        """Whether it has not ended; a practice that rests is running too."""
        return self.ended_on is None

    @property
    def resting(self) -> bool:
        """Whether it is paused and was not resumed; the day on which it was paused is none of its days of rest."""
        return self.running and bool(self.pauses) and self.pauses[-1].last is None

    @property
    def minutes_a_day(self) -> int:
        """Minutes it asks for on a day; the small version takes one each time."""
        return self.times * (1 if self.small else self.minutes)


@dataclass(frozen=True)
class Day:
    """One local day of one action: ``done`` None when nothing was said, ``value`` None without the measure.

    ``debriefs`` are the ids of finished debriefs of that day in which the same act was used; they count as done where
    ``done`` is None. ``late``: the value, or the one that took its place, was given later than on the day after.
    """

    day: date
    done: Done | None = None
    value: float | None = None
    debriefs: tuple[str, ...] = ()
    late: bool = False

    @property
    def standing(self) -> Done | None:
        """What counts for the day."""
        return self.done or ("done" if self.debriefs else None)


@dataclass(frozen=True)
class Plan:
    """One focus with its practices, in the order in which they were begun; ``started_on`` and ``ended_on`` local days.

    ``ranking`` is what spoke for the focus when it was chosen, as JSON, "" when nothing was known. ``reference`` is the
    id of the sitting change counts from, or None.
    """

    id: str
    competency: Competency
    goal: str
    started_on: date
    zone: str
    created_at: datetime
    changed_at: datetime
    ranking: str = ""
    reference: str | None = None
    ended_on: date | None = None
    actions: tuple[Action, ...] = ()

    @property
    def running(self) -> tuple[Action, ...]:
        """The practices that have not ended."""
        return tuple(action for action in self.actions if action.running)


@dataclass(frozen=True)
class Review:
    """A weekly look: ``week`` from 1, ``decisions`` action id -> what was decided."""

    id: str
    plan: str
    week: int
    day: date
    note: str
    decisions: tuple[tuple[str, Decision], ...] = ()


@dataclass(frozen=True)
class Session:
    """A guided exercise that was begun; ``before`` and ``after``: how upset, 0..10, None where it was not said."""

    id: str
    practice: str
    guide: str
    at: datetime
    day: date
    action: str | None = None
    seconds: int = 0
    finished: bool = False
    before: int | None = None
    after: int | None = None


@dataclass(frozen=True)
class Setup:
    """How a practice is to be done, as the person chose it.

    ``baseline_days`` (7..28) of the measure come first where it is to be tested, and the first day of practice is then
    drawn from ``window_days`` (1..14); without a test it begins today and ``baseline_days`` is None. ``weekdays``
    1 (Monday) to 7.
    """

    practice: str
    cue: str
    act: str
    obstacle: str
    instead: str
    weekdays: tuple[int, ...]
    minutes: int
    times: int
    remind_at: time | None = None
    baseline_days: int | None = None
    window_days: int = 7
