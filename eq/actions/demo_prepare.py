"""Preparations of a made-up history: now and then, one to three hours before a debrief with a client."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from eq.actions.demo_draw import Draw
from eq.reflect import flow
from eq.reflect.entry import Entry, Tag, TextField
from eq.wording import prepare as words

_SHARE = 0.07
_LIMITS = (
    "I go through the bill once more. I do not talk while I am shouted at.",
    "Twenty minutes today; what is left gets a date of its own.",
    "I say what I can decide, and who decides the rest.",
    "I do not agree to a date before the workshop has confirmed it.",
)
_OPENINGS = (
    "Good that I reach you. I have your last two messages here in front of me.",
    "Before we begin: what would you like to be settled by the end of this call?",
    "I said I would come back to you today, and here is what I know by now.",
    "I have read what happened since Monday. Please tell me what matters most to you.",
)
_PLANNED = ("full-attention", "paraphrase", "offer-options", "agree-next-step", "stay-calm", "set-boundary")


def preparations(draw: Draw, entries: Sequence[Entry]) -> list[Entry]:
    """The entries with a preparation before some of the finished debriefs that have a client, which begin from it."""
    made: list[Entry] = []
    for entry in entries:
        wanted = entry.kind == "debrief" and entry.state == "done" and entry.client_label and not flow.abusive(entry)
        if wanted and draw.chance(_SHARE):
            before = _preparation(draw, entry)
            made += [before, replace(entry, prepared=before.id)]
        else:
            made.append(entry)
    return made


def _preparation(draw: Draw, entry: Entry) -> Entry:
    at = entry.at - timedelta(minutes=draw.whole(40, 170))
    texts: dict[TextField, str] = {
        "outcome": draw.one(words.OUTCOME_CHIPS),
        "limit": draw.one(_LIMITS),
        "opening": draw.one(_OPENINGS),
    }
    if draw.chance(0.6):
        texts |= {"can": draw.one(words.CAN_CHIPS), "cannot": draw.one(words.CANNOT_CHIPS)}
    if draw.chance(0.4):
        texts["involve"] = draw.one(words.INVOLVE_CHIPS)
    kept = tuple(Tag(tag.kind, tag.value) for tag in entry.tags if tag.kind in ("trigger", "channel", "need"))
    planned = tuple(Tag("response", way) for way in draw.some(_PLANNED, 2))
    return Entry(
        draw.new_id(),
        "preparation",
        "done",
        at,
        entry.zone,
        entry.local_date,
        at,
        at + timedelta(minutes=3),
        client_label=entry.client_label,
        texts=texts,
        tags=kept + planned,
    )
