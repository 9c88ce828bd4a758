"""Preparing for a contact: what is chosen, where a sentence on the card comes from, what a debrief takes over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from eq.reflect.entry import Entry, Tag, TextField

if TYPE_CHECKING:
    from eq.reflect.ways import Way

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
    ways: Sequence[Way], stage: str, fallback: str, used: Sequence[str], own: Mapping[str, Sequence[str]]
) -> Said | None:
    """A sentence for one part of a contact: an own one of the way used most in it, else one that ships.

    ``used`` are ids, the most used first; ``own`` the sentences kept under each id. What ships comes from the way used
    most only for the opening; a limit is always the plain one.
    """
    fitting = {way.id: way for way in ways if way.stage == stage or way.id == fallback}
    order = [one for one in used if one in fitting]
    for one in dict.fromkeys([*order, fallback, *fitting]):
        if own.get(one):
            return Said(own[one][0], "own", way=one)
    shipped = fitting.get(order[0] if order and stage == "opening" else fallback)
    return Said(shipped.say[0], "playbook", way=shipped.id) if shipped else None


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
