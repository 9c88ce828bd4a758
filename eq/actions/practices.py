"""The library of practices: all that ship, their exercises, and which ones a person leaves out."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from eq.actions import clock
from eq.content.debrief import SafetyText as SafetyText
from eq.content.debrief import debrief
from eq.content.guides import guides
from eq.content.practices import practices
from eq.errors import EqError
from eq.plan.practice import Guide, Practice
from eq.plan.suggest import Candidate
from eq.store import people
from eq.store import skipping as rows
from eq.store.folding import folded
from eq.store.searching import holds, wanted
from eq.store.workspace import Workspace


def all() -> tuple[Practice, ...]:  # noqa: A001
    """Every practice that ships, in the order of the library."""
    return practices()


def one(practice: str) -> Practice:
    """The practice of that id; EqError when there is none."""
    found = _by_id().get(practice)
    if found is None:
        raise EqError("Practices", "There is no such practice.", "Choose one from the list.")
    return found


@cache
def _by_id() -> Mapping[str, Practice]:
    return MappingProxyType({practice.id: practice for practice in practices()})


def guide(guide: str) -> Guide:
    """The exercise of that id; EqError when there is none."""
    found = _guides_by_id().get(guide)
    if found is None:
        raise EqError("Exercises", "There is no such exercise.", "Open a practice and begin its exercise there.")
    return found


@cache
def _guides_by_id() -> Mapping[str, Guide]:
    return MappingProxyType({one.id: one for one in guides()})


def breathing() -> SafetyText:
    """What is said before an exercise with breathing, with its choices of equal weight."""
    return debrief().said("breathing")


def search(text: str) -> tuple[Practice, ...]:
    """The practices in which all words of ``text`` occur, in the order of the library; without any word, every one.

    Looked for in title, when it fits, steps, tiny version and the measure. Each word may be only begun, unless it
    stands in quotes; accents and case do not matter. Nothing typed is an error.
    """
    wants = wanted(text)
    if not wants:
        return practices()
    return tuple(practice for practice in practices() if holds(_forms()[practice.id], wants))


@cache
def _forms() -> Mapping[str, tuple[str, ...]]:
    """Id -> the searched forms of its texts."""
    return MappingProxyType({one.id: tuple(map(folded, _texts(one))) for one in practices()})


def _texts(practice: Practice) -> tuple[str, ...]:
    measure = practice.measure
    return (practice.title, practice.fits, *practice.steps, practice.tiny, measure.name, measure.question)


@cache
def candidates() -> tuple[Candidate, ...]:
    """What the choice of practices needs of each."""
    return tuple(
        Candidate(
            id=practice.id,
            competency=practice.competency,
            also=practice.also,
            facets=practice.facets,
            minutes_a_day=practice.minutes_a_day,
            grade=practice.grade,
            ways=practice.ways,
            triggers=practice.triggers,
            order=order,
            asks=bool(practice.ask),
        )
        for order, practice in enumerate(practices())
    )


def skipped(workspace: Workspace) -> frozenset[str]:
    """Ids of the practices the person leaves out."""
    if not workspace.exists():
        return frozenset()
    with workspace.read() as db:
        person = people.owner(db)
        return rows.every(db, person) if person else frozenset()


def skip(workspace: Workspace, practice: str) -> None:
    """Leave a practice out of what is offered; the reason is not kept. EqError when there is no such practice."""
    one(practice)
    workspace.ensure()
    with workspace.write() as db:
        moment = clock.now()
        rows.put(db, people.ensure_owner(db, moment), practice, moment)


def take_back(workspace: Workspace, practice: str) -> None:
    """Offer a practice again that was left out; one that was not stays as it is."""
    if not workspace.exists():
        return
    with workspace.write() as db:
        person = people.owner(db)
        if person:
            rows.delete(db, person, practice)
