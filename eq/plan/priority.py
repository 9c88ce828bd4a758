"""Which of the five competencies to work on first: a sum of a few points, every one of them shown (docs/scoring.md).

The sum orders; the person decides. A term that is missing for one competency is dropped for all, so that nobody's
silence about one area counts as a low number.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from eq.reflect.competencies import COMPETENCIES, Competency

TermName = Literal["importance", "journal", "low", "down", "observers", "readiness"]

TERMS: tuple[TermName, ...] = get_args(TermName)

IMPORTANCE = range(4)
READINESS = range(3)
OBSERVERS = range(3)
"""What may be answered or, for observers, found; 0 is the least."""

EVIDENCE_DAYS = 56
EVIDENCE_SEVERITY = 4
EVIDENCE_LEAST = 5
"""Days looked back on, severity from which an entry counts, and such entries the journal needs in all."""

CLOSE = 2
"""Points between the first two up to which they are too close to rank; as many as a low profile can give."""

_WEIGHTS: dict[TermName, Literal[1, 2]] = {
    "importance": 2,
    "journal": 2,
    "low": 1,
    "down": 1,
    "observers": 1,
    "readiness": 1,
}
_LOW, _DOWN, _TESTS_MOST = 2, 1, 2
_JOURNAL_FROM = (1, 3, 5)


@dataclass(frozen=True)
class Known:
    """What is known about one competency; None means it is missing.

    ``importance`` 0..3 and ``readiness`` 0..2 as answered. ``days``: distinct days of the last ``EVIDENCE_DAYS`` with
    an entry tagged with it of at least ``EVIDENCE_SEVERITY``; None for all while the journal has fewer than
    ``EVIDENCE_LEAST`` such entries in all. ``low``: lower in the own profile, that is the test over all areas and the
    one of this area (Bonferroni) both say so; False, not None, when the former does not; None without a usable
    sitting. ``down``: the change since the reference sitting has the verdict "down"; None without a comparison.
    ``observers`` 0..2, None until there are rounds.
    """

    competency: Competency
    importance: int | None
    readiness: int | None
    days: int | None
    low: bool | None
    down: bool | None
    observers: int | None = None


@dataclass(frozen=True)
class Term:
    """One part of a sum: ``raw`` points (0 where missing), ``weight``, and the ``points`` that went into the sum.

    ``points`` is raw * weight, except that ``low`` and ``down`` add at most 2 together: ``down`` counts first and
    ``low`` fills up. Not ``counted`` (and 0 points) when it is missing for any competency.
    """

    name: TermName
    raw: int
    weight: Literal[1, 2]
    points: int
    counted: bool


@dataclass(frozen=True)
class Row:
    """One competency with its sum 0..18, its ``rank`` (1 + number of larger sums) and all six terms in fixed order."""

    competency: Competency
    total: int
    rank: int
    terms: tuple[Term, ...]


@dataclass(frozen=True)
class Ranking:
    """The five, largest sum first, equal ones in the order in which competencies are always shown.

    ``dropped``: terms nobody got. ``close``: the first two lie within ``CLOSE`` points. ``only_low``: the first is
    alone at the top, and would not be without the own profile; then it is always ``close`` as well. ``nothing``: no
    term counted at all, so the order means nothing; this too is ``close``.
    """

    rows: tuple[Row, ...]
    dropped: tuple[TermName, ...]
    close: bool
    only_low: bool
    nothing: bool


def ranking(known: Sequence[Known]) -> Ranking:
    """Order the five competencies by their points.

    ``known``: each competency once, in any order; ValueError otherwise, or for a number outside its range.
    """
    by_id = {one.competency: one for one in known}
    if len(known) != len(COMPETENCIES) or set(by_id) != set(COMPETENCIES):
        raise ValueError("each of the five competencies is needed once")
    raws = {competency: _raw(by_id[competency]) for competency in COMPETENCIES}
    dropped = tuple(name for name in TERMS if any(raw[name] is None for raw in raws.values()))
    terms = {competency: _terms(raw, dropped) for competency, raw in raws.items()}
    totals = {competency: sum(term.points for term in row) for competency, row in terms.items()}
    order = sorted(COMPETENCIES, key=lambda competency: -totals[competency])
    rows = tuple(
        Row(competency, totals[competency], 1 + sum(one > totals[competency] for one in totals.values()), row)
        for competency, row in ((competency, terms[competency]) for competency in order)
    )
    first, second = rows[:2]
    return Ranking(
        rows,
        dropped,
        close=first.total - second.total <= CLOSE,
        only_low=_only_low(rows),
        nothing=len(dropped) == len(TERMS),
    )


def _only_low(rows: tuple[Row, ...]) -> bool:
    if rows[0].total == rows[1].total:
        return False
    first, *others = (row.total - row.terms[TERMS.index("low")].points for row in rows)
    return first <= max(others)


def _terms(raw: dict[TermName, int | None], dropped: tuple[TermName, ...]) -> tuple[Term, ...]:
    given = {name: points or 0 for name, points in raw.items()}
    points = {name: 0 if name in dropped else given[name] * _WEIGHTS[name] for name in TERMS}
    points["low"] = min(points["low"], _TESTS_MOST - points["down"])
    return tuple(Term(name, given[name], _WEIGHTS[name], points[name], name not in dropped) for name in TERMS)


def _raw(known: Known) -> dict[TermName, int | None]:
    return {
        "importance": _within(known.importance, IMPORTANCE),
        "journal": _evidence(known.days),
        "low": None if known.low is None else _LOW * known.low,
        "down": None if known.down is None else _DOWN * known.down,
        "observers": _within(known.observers, OBSERVERS),
        "readiness": _within(known.readiness, READINESS),
    }


def _evidence(days: int | None) -> int | None:
    """Points 0..3 for a number of days."""
    found = _within(days, range(EVIDENCE_DAYS + 1))
    return None if found is None else sum(found >= least for least in _JOURNAL_FROM)


def _within(value: int | None, allowed: range) -> int | None:
    if value is not None and value not in allowed:
        raise ValueError(f"{value} is outside {allowed.start} to {allowed.stop - 1}")
    return value
