"""What a person writes down: check-ins, notes, debriefs, preparations, feedback received."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, get_args

Kind = Literal["check-in", "note", "debrief", "preparation", "feedback"]
State = Literal["draft", "parked", "done"]
Episode = Literal["demanding", "aggressive", "abusive"]
Moment = Literal["now", "before", "after", "later"]
TagKind = Literal["competency", "trigger", "response", "channel", "need", "custom"]
Worked = Literal["yes", "partly", "no"]
Recovery = Literal["known", "not-yet"]
TextField = Literal[
    "title", "text", "prompt", "happened", "quotes", "did", "reported", "next_time", "label", "fairer", "need",
    "helpful", "keep", "change", "if_cue", "if_act", "from_whom", "later", "outcome", "can", "cannot", "involve",
    "limit", "opening",
]  # fmt: skip

KINDS: tuple[Kind, ...] = get_args(Kind)
EPISODES: tuple[Episode, ...] = get_args(Episode)
MOMENTS: tuple[Moment, ...] = get_args(Moment)
TAG_KINDS: tuple[TagKind, ...] = get_args(TagKind)
TEXT_FIELDS: tuple[TextField, ...] = get_args(TextField)

MOST_WORDS = 3
"""Feeling words for one moment."""

LONGEST_TEXT = 100_000
LONGEST_LABEL = 100
"""Characters of a text field, and of a word, tag, title or client label."""


@dataclass(frozen=True)
class Point:
    """A place on the plane, each -1..1; None where a person left that axis alone."""

    pleasantness: float | None
    energy: float | None


@dataclass(frozen=True)
class Word:
    """A feeling word: one of the 80 or the person's own; ``intensity`` 0..6 or None."""

    word: str
    moment: Moment = "now"
    intensity: int | None = None


@dataclass(frozen=True)
class Tag:
    """``value`` is the id of what ships (competency, chip, response), or the person's own text."""

    kind: TagKind
    value: str
    worked: Worked | None = None


@dataclass(frozen=True)
class Entry:
    """One entry with all that belongs to it.

    ``at`` is aware UTC, ``zone`` an IANA name or fixed offset such as ``UTC+05:30``, ``local_date`` the day the person
    counts it to. ``severity`` 0..10, ``need_sure`` 0..100, ``recovery_minutes`` 0 or more; each None when not said.
    ``recovery`` is ``not-yet`` when the follow-up was answered so. ``settled``: the person settled before saying how
    they felt after. ``screen``: where a draft was left. Texts hold no empty values. ``client`` is an id,
    ``client_label`` its present label. ``origin`` names the program an imported entry came from, else "". ``prepared``
    is the id of the preparation a debrief began from.
    """

    id: str
    kind: Kind
    state: State
    at: datetime
    zone: str
    local_date: date
    created_at: datetime
    changed_at: datetime
    severity: int | None = None
    episode: Episode | None = None
    client: str | None = None
    client_label: str = ""
    need_sure: int | None = None
    need_asked: bool | None = None
    settled: bool = False
    screen: str = ""
    recovery: Recovery | None = None
    recovery_minutes: int | None = None
    asked_at: datetime | None = None
    followed_at: datetime | None = None
    origin: str = ""
    external_id: str | None = None
    batch: str | None = None
    prepared: str | None = None
    texts: Mapping[TextField, str] = field(default_factory=dict)
    points: Mapping[Moment, Point] = field(default_factory=dict)
    words: tuple[Word, ...] = ()
    tags: tuple[Tag, ...] = ()

    def text(self, name: TextField) -> str:
        """The text of a field, "" when nothing was written."""
        return self.texts.get(name, "")

    def tagged(self, kind: TagKind) -> tuple[str, ...]:
        """The values of one kind of tag, in the order they were given."""
        return tuple(tag.value for tag in self.tags if tag.kind == kind)

    def felt(self, moment: Moment) -> tuple[str, ...]:
        """The feeling words of one moment, in the order they were given."""
        return tuple(word.word for word in self.words if word.moment == moment)
