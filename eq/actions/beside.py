"""What one may tap beside the boxes of an entry that is edited."""

from __future__ import annotations

from collections.abc import Mapping

from eq.actions import debriefing, noting
from eq.reflect import flow
from eq.reflect.entry import Entry, TextField
from eq.wording import check_in, debrief, follow_up, write


def chips(entry: Entry, field: TextField) -> tuple[str, ...]:
    """Chips for a field of this entry, () where it has none or says something already."""
    if entry.text(field):
        return ()
    if field == "later":
        return follow_up.LATER_CHIPS
    if entry.kind == "debrief":
        return _debrief(entry).get(field, ())
    return _other(entry).get(field, ())


def _debrief(entry: Entry) -> Mapping[TextField, tuple[str, ...]]:
    told: dict[TextField, tuple[str, ...]] = {
        "title": debrief.TITLE_CHIPS,
        "happened": debrief.HAPPENED_BEGIN,
        "quotes": debrief.QUOTES_BEGIN,
        "reported": debrief.WHOM_TOLD,
    }
    if flow.abusive(entry):
        return told | {"did": debrief.DID_ABUSED, "next_time": debrief.STEPS_FOR_ME}
    offered = debriefing.offered()
    return told | {
        "did": debrief.DID_BEGIN,
        "next_time": tuple(f"{chip.text}." for chip in offered.change),
        "if_cue": tuple(one.cue for one in offered.starters),
        "if_act": tuple(one.act for one in offered.starters),
        "helpful": tuple(chip.text for chip in offered.helpful),
        "keep": tuple(chip.text for chip in offered.keep),
        "change": tuple(chip.text for chip in offered.change),
        "label": tuple(chip.text for chip in offered.labels),
        "fairer": tuple(debriefing.readings(entry.text("label"))),
        "need": tuple(chip.text for chip in offered.needs),
    }


def _other(entry: Entry) -> Mapping[TextField, tuple[str, ...]]:
    body = check_in.LINE_CHIPS if entry.kind == "check-in" else write.BODY_CHIPS
    return {"text": body, "title": write.TITLE_CHIPS, "from_whom": write.FROM_CHIPS, **noting.chips()}
