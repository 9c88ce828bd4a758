"""When the questionnaire a plan counts from is worth taking again; free of what the first page does not wait for."""

from __future__ import annotations

from datetime import date, timedelta

from eq.actions import clock, plans
from eq.plan.schedule import RETEST_WEEK
from eq.store import plans as rows
from eq.store import sittings
from eq.store.database import Connection

EARLY = timedelta(days=7)
"""So long before its day a sitting counts as the retest."""


def due(db: Connection, person: str, today: date, end_of_day: int) -> dict[str, str]:
    """Questionnaire id -> the plan whose retest with it is due, "" for not yet; those not seen again since the start.

    Only those a running plan counts from; every other is due by the calendar alone. ``today``: the present day.
    """
    found: dict[str, str] = {}
    running = rows.running(db, person)
    every = sittings.sittings(db, person, state="done") if running else []
    for plan in running:
        start = plans.reference_in(db, person, plan, end_of_day)
        taken = next((one for one in every if one.id == start), None)
        if taken is None:
            continue
        name, day = taken.questionnaire_id, plan.started_on + timedelta(weeks=RETEST_WEEK)
        days = [clock.local_day(s.taken_at, s.zone, end_of_day) for s in every if s.questionnaire_id == name]
        if max(days) < day - EARLY:
            found[name] = found.get(name) or (plan.id if today >= day else "")
    return found
