"""What a report found in journal, promises and plan, as plain numbers for the rules that ask about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from eq.plan.adherence import Adherence
    from eq.plan.helped import Verdict
    from eq.plan.schedule import Phase, TrialReason
    from eq.reflect.days import Level
    from eq.reflect.kept import KeptShare
    from eq.reflect.responding import Verdict as WentWith


@dataclass(frozen=True)
class PracticeFact:
    """One practice of a plan on the last day of the report.

    ``before`` and ``during`` are the days with a value; ``verdict`` is None with the ``reason``.
    """

    title: str
    verdict: Verdict | None
    reason: TrialReason
    adherence: Adherence
    phase: Phase
    before: int = 0
    during: int = 0


@dataclass(frozen=True)
class WayFact:
    """A way of responding of which there is a word: ``n`` episodes with it, ``without`` it, ``ratio`` of the minutes
    until back to normal (below 1: shorter) with its 95 % interval ``low``..``high``.

    ``tested`` ways share the error of the word; ``few_clients``: its uses were with fewer than three clients.
    """

    title: str
    verdict: WentWith
    n: int
    without: int
    ratio: float
    low: float
    high: float
    tested: int = 1
    few_clients: bool = False


@dataclass(frozen=True)
class LifeFacts:
    """Of sections that are in the report only; the rest is empty. No text in it was typed by a person.

    ``debriefs`` are those without the mistreatment, of which there are ``mistreatments``. ``triggers``: what ships,
    with the debriefs that have it, the most frequent first. ``recovery`` in minutes, None where the journal is not in
    the report. ``kept`` is None without promises; ``late`` of the ``open`` ones are past their day. ``withheld``: what
    is not shown yet, and how many more it needs.
    """

    debriefs: int = 0
    mistreatments: int = 0
    triggers: tuple[tuple[str, int], ...] = ()
    recovery: Level | None = None
    ways: tuple[WayFact, ...] = ()
    kept: KeptShare | None = None
    open: int = 0
    late: int = 0
    broken: int = 0
    practices: tuple[PracticeFact, ...] = ()
    withheld: tuple[tuple[str, int], ...] = ()
