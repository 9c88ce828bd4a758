"""What ships by an id, in the words a person reads: competencies, chips and ways of responding."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from eq.content.debrief import debrief
from eq.content.emotions import emotions
from eq.content.playbook import playbook
from eq.reflect.entry import TagKind

COMPETENCY_TITLES = {
    "self-awareness": "Self-awareness",
    "self-regulation": "Self-regulation",
    "motivation": "Motivation",
    "empathy": "Empathy",
    "social-skills": "Social skills",
}


@cache
def names(kind: TagKind) -> Mapping[str, str]:
    """Id -> text of everything that ships for one kind of tag, in the order it is offered; empty for own tags."""
    content = debrief()
    found = {
        "competency": COMPETENCY_TITLES,
        "trigger": {chip.id: chip.text for chip in content.triggers},
        "response": {way.id: way.title for way in playbook()},
        "channel": {chip.id: chip.text for chip in content.channels},
        "need": {chip.id: chip.text for chip in content.needs},
        "custom": {},
    }
    return MappingProxyType(found[kind])


def name(kind: TagKind, value: str) -> str:
    """The words for one tag; what a person typed themselves is its own name."""
    return names(kind).get(value, value)


@cache
def episodes() -> Mapping[str, str]:
    """Id -> text of the kinds of interaction."""
    return MappingProxyType({chip.id: chip.text for chip in debrief().kinds})


@cache
def feeling_words() -> tuple[str, ...]:
    """The feeling words that ship, by the alphabet."""
    return tuple(sorted(feeling.word for feeling in emotions()))


def seen_before() -> tuple[tuple[str, ...], str]:
    """What is said where an episode is opened again: its lines, and what opens the story."""
    said = debrief().said("seen-before")
    return said.lines, said.choices[0].text
