"""Which episodes are like one another: by whom, by what set it off, and by the area they speak to; never by date."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from eq.reflect import flow
from eq.reflect.competencies import COMPETENCIES, Competency
from eq.reflect.entry import Entry

CLIENT, TRIGGER, COMPETENCY, CHANNEL = 3, 2, 1, 1
"""What sharing one of them counts. The channel is asked for by preparations only."""


@dataclass(frozen=True)
class Wanted:
    """What an episode should share; ``client`` is an id, "" for nobody. Nothing wanted is like nothing."""

    client: str = ""
    triggers: tuple[str, ...] = ()
    competencies: tuple[Competency, ...] = ()
    channels: tuple[str, ...] = ()


@dataclass(frozen=True)
class Shared:
    """What an episode shares, in the order it was wanted."""

    client: bool
    triggers: tuple[str, ...]
    competencies: tuple[Competency, ...]
    channels: tuple[str, ...] = ()

    @property
    def weight(self) -> int:
        """0 or more; an episode of weight 0 is not alike."""
        return (
            CLIENT * self.client
            + TRIGGER * len(self.triggers)
            + COMPETENCY * len(self.competencies)
            + CHANNEL * len(self.channels)
        )


def speaks_to(entry: Entry, ways: Mapping[str, Competency]) -> tuple[Competency, ...]:
    """The areas an entry speaks to, in their fixed order: by its own tags, a debrief also by the ways it used.

    ``ways`` gives the area of every way of responding that ships. Mistreatment speaks to none: it is nobody's skill.
    A way that is only planned was not used.
    """
    if flow.abusive(entry):
        return ()
    found = set(entry.tagged("competency"))
    if entry.kind == "debrief":
        found |= {ways[way] for way in entry.tagged("response") if way in ways}
    return tuple(one for one in COMPETENCIES if one in found)


def wanted(entry: Entry, ways: Mapping[str, Competency]) -> Wanted:
    """What an episode like this one would share."""
    return Wanted(entry.client or "", entry.tagged("trigger"), speaks_to(entry, ways))


def shared(wants: Wanted, entry: Entry, ways: Mapping[str, Competency]) -> Shared:
    """What this entry shares of what is wanted."""
    triggers, channels, areas = entry.tagged("trigger"), entry.tagged("channel"), speaks_to(entry, ways)
    return Shared(
        bool(wants.client) and entry.client == wants.client,
        tuple(one for one in wants.triggers if one in triggers),
        tuple(one for one in wants.competencies if one in areas),
        tuple(one for one in wants.channels if one in channels),
    )
