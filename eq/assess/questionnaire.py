"""What an instrument is: its scales, its items and its answer scale."""

from __future__ import annotations

import hashlib
import json
from functools import cached_property
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Id = Annotated[str, StringConstraints(pattern=r"\A[A-Za-z][A-Za-z0-9_.-]{0,63}\z")]
Text = Annotated[str, StringConstraints(min_length=1, max_length=2000)]

MIN_ITEMS = 6
"""Fewest items a scale needs on the form before one sitting may show a number (evidence §3.10)."""

MIN_SHARE = 0.8
"""Share of a scale's items that must be answered (evidence §2.4)."""


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class AnswerScale(_Frozen):
    """The answers every item offers: whole numbers ``low..high``, one label each."""

    low: int
    high: int
    labels: tuple[Text, ...]
    not_applicable: Text | None = None


class Scale(_Frozen):
    """One competency; ``facets`` maps facet id to title."""

    id: Id
    title: Text
    description: str = ""
    facets: dict[Id, Text] = Field(default_factory=dict)


class Item(_Frozen):
    """One statement; ``reverse`` marks a reverse-keyed (opposite-behaviour) item."""

    id: Id
    scale: Id
    text: Text
    facet: Id | None = None
    reverse: bool = False


class Source(_Frozen):
    """Who wrote the instrument and where it comes from."""

    authors: str = ""
    note: str = ""
    url: str = ""


class ReliabilityRow(_Frozen):
    """What is known about one scale's reliability and in whom; coefficients 0..1, n a head count."""

    scale: Id
    alpha: float | None = None
    retest: float | None = None
    n: int
    sample: Text
    citation: Text


class Evidence(_Frozen):
    """The evidence passport: validated with rows to show for it, or plainly not."""

    status: Literal["not-validated", "validated"] = "not-validated"
    note: str = ""
    reliability: tuple[ReliabilityRow, ...] = ()


class Questionnaire(_Frozen):
    """One exact version of an instrument.

    ``items`` keep the order of the file; every array of answers in this package has one column per item in that
    order. ``minutes`` is the authors' estimate, ``page_size`` the number of items shown together.
    """

    id: Id
    version: Annotated[int, Field(ge=1)]
    title: Text
    answers: AnswerScale
    scales: tuple[Scale, ...]
    items: tuple[Item, ...]
    form: Literal["self", "observer"] = "self"
    language: str = "en"
    instruction: str = ""
    frame: str = ""
    minutes: Annotated[int, Field(ge=1, le=240)] | None = None
    page_size: Annotated[int, Field(ge=1, le=20)] = 7
    licence: str = ""
    source: Source = Source()
    evidence: Evidence = Evidence()

    def canonical_json(self) -> str:
        """The instrument as JSON with sorted keys and no spaces: equal text means an equal instrument."""
        return json.dumps(self.model_dump(mode="json"), sort_keys=True, separators=(",", ":"), ensure_ascii=False)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the canonical JSON, 64 hex digits: the key under which results keep the instrument."""
        return hashlib.sha256(self.canonical_json().encode()).hexdigest()

    @cached_property
    def item_index(self) -> dict[str, int]:
        """Item id -> column."""
        return {item.id: column for column, item in enumerate(self.items)}

    @cached_property
    def scale_columns(self) -> dict[str, tuple[int, ...]]:
        """Scale id -> the columns of its items, scales in the order of the file."""
        return {
            scale.id: tuple(c for c, item in enumerate(self.items) if item.scale == scale.id) for scale in self.scales
        }

    @cached_property
    def is_pulse(self) -> bool:
        """True when no scale has enough items for a number from one sitting: such a form is read in blocks."""
        return all(len(columns) < MIN_ITEMS for columns in self.scale_columns.values())
