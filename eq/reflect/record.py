"""The neutral record of a debrief: facts for a case system. No feelings, labels, needs, severity or client label."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from eq.reflect.entry import Entry
from eq.reflect.promise import Commitment


@dataclass(frozen=True)
class Step:
    """Something promised that is still open; ``agreed``: with the client, None when not said."""

    what: str
    due_date: date | None
    due_time: time | None
    agreed: bool | None


@dataclass(frozen=True)
class Record:
    """Facts, quotes, actions and next steps; texts are "" and tuples empty where nothing was written.

    ``channels`` and ``responses`` are ids of what ships or the person's own text.
    """

    day: date
    channels: tuple[str, ...]
    happened: str
    quotes: str
    did: str
    responses: tuple[str, ...]
    reported: str
    steps: tuple[Step, ...]


def neutral(entry: Entry, promises: Sequence[Commitment]) -> Record:
    """What of a debrief is fact.

    Left out on purpose: the title (often written in the heat), the sentence for next time (it is the person's own),
    to whom something was promised (it may be the private label), and after mistreatment the ways of responding.
    """
    steps = (Step(one.what, one.due_date, one.due_time, one.agreed) for one in promises if one.state == "open")
    return Record(
        day=entry.local_date,
        channels=entry.tagged("channel"),
        happened=entry.text("happened").strip(),
        quotes=entry.text("quotes").strip(),
        did=entry.text("did").strip(),
        responses=() if entry.episode == "abusive" else entry.tagged("response"),
        reported=entry.text("reported").strip() if entry.episode == "abusive" else "",
        steps=tuple(sorted(steps, key=lambda step: (step.due_date or date.max, step.due_time or time.max))),
    )
