"""When the questionnaire a plan counts from is worth taking again; free of what the first page does not wait for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from eq.actions import clock, plans
from eq.plan.schedule import RETEST_GAP, retest_day
from eq.store import plans as rows
from eq.store.database import Connection
from eq.store.sittings import Sitting

EARLY = timedelta(days=7)
"""So long before its day a sitting counts as the retest."""


def due(db: Connection, person: str, today: date, end_of_day: int, every: Sequence[Sitting]) -> dict[str, str]:
    """Questionnaire id -> the plan whose retest with it is due, "" for not yet; those not seen again since the start.

    Only those a running plan counts from; every other is due by the calendar alone. ``today``: the present day;
    ``every``: the person's sittings, oldest first.
    """
    found: dict[str, str] = {}
    done = [one for one in every if one.state == "done"]
    for plan in rows.running(db, person):
        start = plans.reference_in(db, plan, end_of_day, done)
        taken = next((one for one in done if one.id == start), None)
        if taken is None:
            continue
        name, first = taken.questionnaire_id, clock.local_day(taken.taken_at, taken.zone, end_of_day)
        day = retest_day(plan, first)
        days = [clock.local_day(s.taken_at, s.zone, end_of_day) for s in done if s.questionnaire_id == name]
        if max(days) < max(day - EARLY, first + RETEST_GAP):
            found[name] = found.get(name) or (plan.id if today >= day else "")
    return found
