"""Which practices to offer for a focus, and why: only reasons that the person's own records hold (docs/scoring.md)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from eq.reflect.competencies import Competency
from eq.reflect.ways import Grade

ReasonKind = Literal["helped", "leaned", "unsuited", "trigger", "items", "ways", "none"]

OFFERED = 3

_TRIGGER_MOST, _ITEMS_MOST, _WAYS_MOST, _MAIN = 3, 2, 2, 1
_GRADES: dict[Grade, int] = {"A": 2, "B": 1, "C": 0}
_ASKS = -2
"""What a question about health or safety takes away: such a practice leads only where a record speaks for it."""

_SAID: dict[str, ReasonKind] = {"likely": "helped", "promising": "leaned", "may-not-suit": "unsuited"}
_TIERS: dict[str, int] = {"likely": 0, "promising": 1, "may-not-suit": 3}
_NEITHER = 2
"""Rank by the word of the last trial. One that may not suit stands last, not out: the word also comes by chance."""

_LONG, _LONGER = 5, -1
"""Minutes a day above which a practice loses a point: what is begun small is kept up more easily."""

_ALMOST = 1
"""Points by which a practice of another kind may lie lower and still stand in for one of the same kind."""


@dataclass(frozen=True)
class Candidate:
    """What the choice needs of a practice.

    ``competency`` its main one and ``also`` others it serves; ``facets``, ``ways`` and ``triggers`` as ids;
    ``minutes_a_day`` 1..10; ``order`` its place in the file; ``asks``: its caution puts a question first.
    """

    id: str
    competency: Competency
    also: tuple[Competency, ...]
    facets: tuple[str, ...]
    minutes_a_day: int
    grade: Grade
    ways: tuple[str, ...]
    triggers: tuple[str, ...]
    order: int
    asks: bool = False


@dataclass(frozen=True)
class Record:
    """What the person's own records say; any part may be empty.

    ``trigger_days``: trigger -> distinct days of the last 56 with a debrief that names it (abuse left out).
    ``low_items``: facet -> its statements in the latest sitting whose keyed answer is one of the lowest two of the
    scale. ``unhelpful_ways``: way -> times of the last 56 days it helped "partly" or not. ``verdicts``: practice ->
    word of its last finished trial, only where there is one. ``left``: practices skipped by their caution, after which
    distress rose twice, or dropped as not wanted. ``running``: practices of a plan that runs.
    """

    trigger_days: Mapping[str, int] = field(default_factory=dict)
    low_items: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unhelpful_ways: Mapping[str, int] = field(default_factory=dict)
    verdicts: Mapping[str, str] = field(default_factory=dict)
    left: frozenset[str] = frozenset()
    running: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Reason:
    """Why a practice is offered.

    ``helped``: the practice itself, whose last trial was "likely", ``n`` 1; ``leaned`` the same for "promising",
    ``unsuited`` for "may-not-suit".
    ``trigger``: the one of its triggers that came up on most days, ``n`` those days (days of several triggers may be
    the same ones, so they are not added up). ``items``: the statements, ``n`` how many. ``ways``: the ways, ``n`` the
    times in all. ``none``: nothing in the records, no ids, ``n`` 0.
    """

    kind: ReasonKind
    ids: tuple[str, ...]
    n: int


@dataclass(frozen=True)
class Suggestion:
    """A practice and its reasons, in the order of ``ReasonKind``; at least one."""

    practice: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class _Ranked:
    candidate: Candidate
    reasons: tuple[Reason, ...]
    tier: int
    score: int

    @property
    def key(self) -> tuple[int, int, int, int, str]:
        one = self.candidate
        return self.tier, -self.score, one.minutes_a_day, one.order, one.id

    @property
    def facets(self) -> frozenset[str]:
        return frozenset(self.candidate.facets)


def suggestions(
    candidates: Iterable[Candidate], record: Record, competency: Competency, minutes_left: int, n: int = OFFERED
) -> tuple[Suggestion, ...]:
    """Up to ``n`` practices for a focus on ``competency`` that fit into ``minutes_left`` a day.

    Left out: what serves another competency, takes longer, runs already, or was left. First come those whose last
    verdict was "likely", then "promising", then the rest, then "may-not-suit"; among each by score: days of the
    commonest of its triggers (3 at most) + statements answered low (2) + times its ways did not help (2) + 1 when
    the focus is its main competency + 2 for grade A or 1 for B - 2 when its caution asks something first
    - 1 above 5 minutes a day; of equal ones the shorter first, then by place in the file. Two with the same facets
    are offered together only when nothing else of the same rank in verdicts scores as high, or one point lower.
    """
    left = sorted(
        (_ranked(one, record, competency) for one in candidates if _fits(one, record, competency, minutes_left)),
        key=lambda one: one.key,
    )
    chosen: list[_Ranked] = []
    while left and len(chosen) < n:
        chosen.append(_next(left, {one.facets for one in chosen}))
        left.remove(chosen[-1])
    return tuple(Suggestion(one.candidate.id, one.reasons) for one in sorted(chosen, key=lambda one: one.key))


def _fits(candidate: Candidate, record: Record, competency: Competency, minutes_left: int) -> bool:
    return (
        competency in {candidate.competency, *candidate.also}
        and candidate.minutes_a_day <= minutes_left
        and candidate.id not in record.running | record.left
    )


def _next(left: Sequence[_Ranked], taken: set[frozenset[str]]) -> _Ranked:
    """The best of those left, or one nearly as good where the best only repeats what is there."""
    best = left[0]
    if best.facets not in taken:
        return best
    others = (
        one for one in left if one.tier == best.tier and one.score >= best.score - _ALMOST and one.facets not in taken
    )
    return next(others, best)


def _ranked(candidate: Candidate, record: Record, competency: Competency) -> _Ranked:
    days, trigger = max(
        ((record.trigger_days.get(one, 0), one) for one in candidate.triggers), key=lambda one: one[0], default=(0, "")
    )
    facets = dict.fromkeys(candidate.facets)
    items = tuple(dict.fromkeys(item for facet in facets for item in record.low_items.get(facet, ())))
    ways = tuple(way for way in dict.fromkeys(candidate.ways) if record.unhelpful_ways.get(way, 0) > 0)
    times = sum(record.unhelpful_ways[way] for way in ways)
    verdict = record.verdicts.get(candidate.id, "")
    found = (
        Reason(_SAID.get(verdict, "none"), (candidate.id,), 1 if verdict in _SAID else 0),
        Reason("trigger", (trigger,), days),
        Reason("items", items, len(items)),
        Reason("ways", ways, times),
    )
    score = min(days, _TRIGGER_MOST) + min(len(items), _ITEMS_MOST) + min(times, _WAYS_MOST)
    score += _GRADES[candidate.grade] + _MAIN * (candidate.competency == competency) + _ASKS * candidate.asks
    score += _LONGER * (candidate.minutes_a_day > _LONG)
    return _Ranked(
        candidate,
        tuple(one for one in found if one.n > 0) or (Reason("none", (), 0),),
        _TIERS.get(verdict, _NEITHER),
        score,
    )
