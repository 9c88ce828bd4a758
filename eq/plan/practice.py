"""Practices: what the library says of each, the measure it is judged by, and the exercises a page leads through."""

from __future__ import annotations

from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict

from eq.plan.measure import Measure
from eq.reflect.competencies import Competency
from eq.reflect.ways import Grade

GuideKind = Literal["paced", "timed", "form"]
FieldKind = Literal["text", "percent"]

GUIDE_KINDS: tuple[GuideKind, ...] = get_args(GuideKind)
FIELD_KINDS: tuple[FieldKind, ...] = get_args(FieldKind)


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Practice(_Record):
    """One small practice; ``id`` is for good.

    ``minutes`` each time, ``times`` on a day it is done, ``days`` a week, for ``weeks``. ``occasion``: it is done when
    its moment comes up, and a day without the moment is no missed day. ``dose`` says how it was studied. ``ask`` is a
    question whose yes means to leave it out, or "". ``cue`` and ``act``, ``obstacle`` and ``instead`` are the two
    if–thens it proposes, without if and then. ``ways`` are ids of the playbook that are the same act, ``triggers`` ids
    of the debrief, ``guide`` the id of an exercise or "".
    """

    id: str
    title: str
    competency: Competency
    also: tuple[Competency, ...]
    facets: tuple[str, ...]
    fits: str
    steps: tuple[str, ...]
    tiny: str
    minutes: int
    times: int
    days: int
    weeks: int
    occasion: bool
    dose: str
    grade: Grade
    source: str
    caution: str
    ask: str
    measure: Measure
    cue: str
    act: str
    obstacle: str
    instead: str
    goal: str
    ways: tuple[str, ...]
    triggers: tuple[str, ...]
    guide: str = ""

    @property
    def minutes_a_day(self) -> int:
        """Minutes it takes on a day on which it is done."""
        return self.minutes * self.times


class Rhythm(_Record):
    """Seconds of breathing in, of a second short breath in (0 for none) and out, for so many minutes; no holding."""

    into: int
    again: int = 0
    out: int
    minutes: int


class Part(_Record):
    """One instruction, and how many seconds it stays."""

    text: str
    seconds: int


class Field(_Record):
    """One box of a form: text of the person's own, or a percentage."""

    id: str
    label: str
    hint: str
    kind: FieldKind


class Guide(_Record):
    """An exercise a page leads through: ``rhythm`` of a paced one, ``parts`` of a timed one, ``fields`` of a form.

    ``breathing``: the caution about breathing comes first, with Look around as an equal.
    """

    id: str
    title: str
    kind: GuideKind
    lead: str
    breathing: bool
    rhythm: Rhythm | None = None
    parts: tuple[Part, ...] = ()
    fields: tuple[Field, ...] = ()
    close: str

    @property
    def seconds(self) -> int:
        """How long it lasts; 0 for a form."""
        return self.rhythm.minutes * 60 if self.rhythm else sum(part.seconds for part in self.parts)
