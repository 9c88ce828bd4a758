"""What a person should know before taking a questionnaire again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from eq.actions import clock, counting, instruments, results
from eq.actions.settings import settings
from eq.assess import change
from eq.store import people
from eq.store import sittings as rows
from eq.store.workspace import Workspace

Role = Literal["double_baseline", "reference", "too_soon", "overlaps", "judged"]
"""What a sitting taken today would be.

- ``double_baseline``: the second ever, 7–14 days after the first: change counts from the mean of the two.
- ``reference``: the second ever: change counts from it, and from ``judged`` on a sitting can be judged.
- ``too_soon``: no verdict before ``judged``, four weeks after the sitting change counts from.
- ``overlaps``: it can be judged, but the last sitting asks partly about the same days.
- ``judged``: nothing stands in the way.
"""


@dataclass(frozen=True)
class Beforehand:
    """Days are the person's own; ``against`` is the sitting change counts from, None where there is none."""

    role: Role
    last: date
    sittings: int
    judged: date | None
    against: date | None


def beforehand(workspace: Workspace, questionnaire_id: str, zone: str | None) -> Beforehand | None:
    """The same rules as the verdict itself, asked before the sitting; None when it was never taken."""
    if not workspace.exists():
        return None
    end_of_day = settings(workspace).end_of_day
    with workspace.read() as db:
        person = people.owner(db)
        found = rows.sittings(db, person, state="done", questionnaire_id=questionnaire_id) if person else []
        forms = {digest: instruments.kept(db, digest) for digest in {s.questionnaire for s in found}}
        values = results.values(db, person or "", found, forms)
        plans = counting.known(db, person, end_of_day) if person else []
    if not found:
        return None
    series = [
        change.Sitting(s.id, clock.day_time(s.taken_at, s.zone, end_of_day), forms[s.questionnaire], values[s.id])
        for s in found
    ]
    now = clock.day_time(clock.now(), zone, end_of_day)
    last = series[-1].taken_at.date()
    since_last = (now.date() - last).days
    reference = counting.start(series, plans).reference
    if reference is None:
        role: Role = "double_baseline" if since_last in change.BASELINE_DAYS else "reference"
        return Beforehand(role, last, len(found), (now + change.GAP).date(), None)
    judged = change.judged_from(reference).date()
    if now.date() < judged:
        return Beforehand("too_soon", last, len(found), judged, reference.taken_at.date())
    role = "overlaps" if since_last < change.GAP.days else "judged"
    return Beforehand(role, last, len(found), None, reference.taken_at.date())
