"""How an entry is read again: which of its fields stand in the open, which are folded, which are not shown at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from eq.reflect import flow
from eq.reflect.entry import Entry, Moment, TagKind, TextField

_FACTS: tuple[TextField, ...] = (
    "prompt", "text", "from_whom", "happened", "did", "reported", "outcome", "can", "cannot", "involve",
)  # fmt: skip
_ONWARD: tuple[TextField, ...] = ("opening", "limit", "next_time", "helpful", "keep", "change")
_STORY: tuple[TextField, ...] = ("quotes", "label", "fairer", "need")

_LIVED: tuple[TextField, ...] = ("happened", "did")
"""Facts that are folded, too, where it was mistreatment or something severe."""

_OF_OTHERS: frozenset[TextField] = frozenset({"label", "fairer", "need", "keep", "change"})
"""What a debrief of mistreatment neither asks nor shows (evidence §0.9)."""

_PLAN: frozenset[TextField] = frozenset({"if_cue", "if_act"})
"""How to do better next time: mistreatment was nothing to do better."""

_FOR_THEM: frozenset[TextField] = frozenset({"outcome", "can", "opening"})
"""What a preparation holds for the client, beside the above; out of sight once they mistreated the person."""

_SHOWN_TAGS: tuple[TagKind, ...] = ("channel", "trigger", "competency", "custom")

_EDITED: dict[str, tuple[TextField, ...]] = {
    "check-in": ("text",),
    "note": ("title", "text"),
    "feedback": ("from_whom", "keep", "change", "text"),
    "debrief": (
        "title", "happened", "did", "reported", "next_time", "if_cue", "if_act", "helpful", "keep", "change",
        "quotes", "label", "fairer", "need",
    ),
    "preparation": (
        "title", "opening", "limit", "label", "fairer", "need", "outcome", "can", "cannot", "involve", "text",
        "if_cue", "if_act",
    ),
}  # fmt: skip
_TAGGED: dict[str, tuple[TagKind, ...]] = {
    "check-in": ("competency", "custom"),
    "note": ("competency", "custom"),
    "feedback": ("competency", "custom"),
    "debrief": ("response", "trigger", "channel", "need", "competency", "custom"),
    "preparation": ("need", "trigger", "channel", "response", "competency", "custom"),
}
_MOMENTS: dict[str, tuple[Moment, ...]] = {"debrief": ("before", "after"), "feedback": ()}


@dataclass(frozen=True)
class Reading:
    """The text fields that hold something, in the order in which they are read.

    ``facts`` and ``onward`` stand in the open; ``story`` is folded where ``folded``, so that reading again is not
    living through it again. ``moments``: when the feelings beside the story were felt. ``needs``: what the other may
    have needed belongs to it. ``judged``: ways of responding belong to it, and whether each worked. ``plan``: so does
    its if-then. ``tags``: the kinds that stand among the facts. ``promising``: promises are asked for. ``safety``: the
    words for safety belong to it.
    """

    facts: tuple[TextField, ...]
    onward: tuple[TextField, ...]
    story: tuple[TextField, ...]
    moments: tuple[Moment, ...]
    needs: bool
    judged: bool
    folded: bool
    plan: bool
    tags: tuple[TagKind, ...]
    promising: bool
    safety: bool


def reading(entry: Entry, *, mistreated: bool = False) -> Reading:
    """How this entry is shown again. An episode of mistreatment says nothing of the other's needs or of what set it
    off, judges no response, plans nothing and asks for no promise. Nor does a preparation for somebody who
    ``mistreated`` the person.

    Only a debrief is folded: what was felt and thought of the other; after mistreatment or something severe the whole
    account. Whatever a field holds that its kind does not ask for is shown as well.
    """
    hidden, spared = withheld(entry, mistreated=mistreated), _spared(entry, mistreated)

    def holding(fields: Sequence[TextField]) -> tuple[TextField, ...]:
        return tuple(field for field in fields if entry.text(field) and field not in hidden)

    debrief = entry.kind == "debrief"
    lived = _LIVED if debrief and (flow.abusive(entry) or flow.severe(entry)) else ()
    felt: tuple[Moment, ...] = ("before", "after") if debrief else ("now", "before", "after")
    return Reading(
        holding(tuple(field for field in (*_FACTS, *(() if debrief else ("quotes",))) if field not in lived)),
        holding(_ONWARD),
        holding((*lived, *(field for field in _STORY if debrief or field != "quotes"))),
        tuple(moment for moment in felt if moment in entry.points or entry.felt(moment)),
        "need" not in hidden and bool(entry.tagged("need") or entry.text("need")),
        not spared,
        debrief,
        not spared and bool(entry.text("if_cue") or entry.text("if_act")),
        shown_tags(entry, mistreated=mistreated),
        entry.kind in ("debrief", "preparation") and not spared,
        flow.abusive(entry),
    )


def _spared(entry: Entry, mistreated: bool) -> bool:
    """Whether nothing here is about how to handle the other."""
    return flow.abusive(entry) or (mistreated and entry.kind == "preparation")


def withheld(entry: Entry, *, mistreated: bool = False) -> frozenset[TextField]:
    """Text fields this entry never shows or asks for; ``mistreated``: the past with its client holds mistreatment."""
    if not _spared(entry, mistreated):
        return frozenset()
    return _OF_OTHERS | _PLAN | (_FOR_THEM if entry.kind == "preparation" else frozenset())


def shown_tags(entry: Entry, *, mistreated: bool = False) -> tuple[TagKind, ...]:
    """The kinds of tags that stand among its facts; beside mistreatment nothing says what set it off."""
    spared = _spared(entry, mistreated)
    return tuple(kind for kind in _SHOWN_TAGS if not (spared and kind == "trigger"))


def edited_texts(entry: Entry, *, mistreated: bool = False) -> tuple[TextField, ...]:
    """The text fields that an edit of this entry offers: those of its kind, and any other that holds something.

    Where nothing was ever reported, only an episode of mistreatment asks what was.
    """
    own = tuple(f for f in _EDITED[entry.kind] if f != "reported" or flow.abusive(entry) or entry.text("reported"))
    more = tuple(field for field in entry.texts if field not in own and field != "prompt")
    return tuple(field for field in (*own, *more) if field not in withheld(entry, mistreated=mistreated))


def edited_tags(entry: Entry, *, mistreated: bool = False) -> tuple[TagKind, ...]:
    """The kinds of tags that an edit of this entry offers."""
    own = _TAGGED[entry.kind]
    more = tuple(dict.fromkeys(tag.kind for tag in entry.tags if tag.kind not in own))
    hidden: tuple[TagKind, ...] = ("need", "response", "trigger") if _spared(entry, mistreated) else ()
    return tuple(kind for kind in (*own, *more) if kind not in hidden)


def edited_moments(entry: Entry) -> tuple[Moment, ...]:
    """The moments whose feelings an edit of this entry offers."""
    own = _MOMENTS.get(entry.kind, ("now",))
    given: tuple[Moment, ...] = ("now", "before", "after", "later")
    return tuple(m for m in given if m in own or m in entry.points or entry.felt(m))
