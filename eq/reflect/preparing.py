"""Preparing for a contact: what is chosen, where a sentence on the card comes from, what a debrief takes over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from eq.reflect.entry import Entry, Tag, TextField

if TYPE_CHECKING:
    from eq.reflect.ways import Stage, Way

Source = Literal["preparation", "own", "playbook"]
"""Where a sentence comes from: the last preparation, an own sentence kept in the playbook, or what ships there."""

OFFERED_FOR = timedelta(days=7)
"""How long a preparation is offered as the start of a debrief."""
ASKED_FOR = timedelta(days=3)
ASKED_FROM = timedelta(hours=2)
"""From when until when Today asks how it went."""

LIMIT_WAY = "set-boundary"
OPENING_WAY = "full-attention"
"""The ways whose sentence stands on the card while nothing of the person's own is known."""

_SAID_TO_OTHERS = frozenset({"involve-senior", "end-contact", "hand-to-arbitrator"})
"""Ways whose sentences are for a colleague or for the end, so that none stands as what to say to the client."""
_TO_ONESELF = "to yourself:"

_CARRIED: tuple[TextField, ...] = ("label", "fairer", "need", "if_cue", "if_act")
_OF_OTHERS: frozenset[TextField] = frozenset({"label", "fairer", "need"})


@dataclass(frozen=True)
class Chosen:
    """Whom or what a person prepares for: the id of a client, a trigger, a channel; "" for whatever is left open."""

    client: str = ""
    trigger: str = ""
    channel: str = ""


@dataclass(frozen=True)
class Said:
    """A sentence on the card. ``day`` is that of the preparation it stands in, ``way`` the id of its playbook page."""

    text: str
    source: Source
    day: date | None = None
    way: str = ""


def widening(chosen: Chosen) -> tuple[Chosen, ...]:
    """What to look at, the closest first: all that is chosen, then the client, the trigger or the channel alone, then
    everything."""
    alone = (Chosen(client=chosen.client), Chosen(trigger=chosen.trigger), Chosen(channel=chosen.channel))
    return tuple(dict.fromkeys((chosen, *(one for one in alone if one != Chosen()), Chosen())))


def from_preparations(found: Iterable[Entry], field: TextField) -> Said | None:
    """The field of the first of these preparations that has one."""
    return next((Said(one.text(field), "preparation", one.local_date) for one in found if one.text(field)), None)


def of_playbook(
    ways: Sequence[Way], stage: Stage, fallback: str, used: Sequence[str], own: Mapping[str, Sequence[str]]
) -> Said | None:
    """A sentence for one part of a contact: an own one of the way used most in it, else one that ships.

    ``used`` are ids, the most used first; ``own`` the sentences kept under each id. What ships is always that of
    ``fallback``: the sentences of other ways were written for somebody else's contact.
    """
    fitting = {way.id: way for way in fitting_ways(ways, stage, fallback)}
    order = [one for one in used if one in fitting]
    for one in dict.fromkeys([*order, fallback, *fitting]):
        if mine := said_to_them(own.get(one, ())):
            return Said(mine[0], "own", way=one)
    shipped = said_to_them(fitting[fallback].say) if fallback in fitting else ()
    return Said(shipped[0], "playbook", way=fallback) if shipped else None


def fitting_ways(ways: Iterable[Way], stage: Stage, usual: str) -> tuple[Way, ...]:
    """The way called ``usual``, and those of one part of a contact whose sentences are for the client."""
    return tuple(way for way in ways if way.id == usual or (way.stage == stage and way.id not in _SAID_TO_OTHERS))


def said_to_them(sentences: Iterable[str]) -> tuple[str, ...]:
    """Those sentences that are said aloud, and not to oneself."""
    return tuple(one for one in sentences if not one.casefold().startswith(_TO_ONESELF))


def if_thens(found: Iterable[Entry], n: int) -> tuple[Entry, ...]:
    """The first ``n`` entries with an if-then that none before them has already."""
    kept: dict[tuple[str, str], Entry] = {}
    for one in found:
        key = (_same(one.text("if_cue")), _same(one.text("if_act")))
        if all(key):
            kept.setdefault(key, one)
    return tuple(kept.values())[:n]


def _same(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".")


def carried(preparation: Entry, *, mistreated: bool) -> tuple[dict[TextField, str], tuple[Tag, ...]]:
    """The texts and tags a debrief begins with. After mistreatment nothing about the client's side is among them."""
    texts = {field: preparation.text(field) for field in _CARRIED if preparation.text(field)}
    tags = tuple(Tag(tag.kind, tag.value) for tag in preparation.tags if tag.kind in ("trigger", "channel", "need"))
    if mistreated:
        texts = {field: text for field, text in texts.items() if field not in _OF_OTHERS}
        tags = tuple(tag for tag in tags if tag.kind != "need")
    return texts, tags
