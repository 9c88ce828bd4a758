"""The calendar file of one's plans, and the times of one's own in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta

from eq.actions import clock, plans
from eq.actions.owner import of_owner
from eq.actions.settings import change_settings, settings
from eq.plan.plan import Action, Plan
from eq.plan.reminding import Times
from eq.store import people
from eq.store import plans as rows
from eq.store.workspace import Workspace

EXPORTED = timedelta(days=365)
"""So long after its end a plan stays in the file, so that a calendar that still has it lets go of it."""


def ics(workspace: Workspace) -> bytes:
    """The calendar file of the plans that run, and of those that ended within a year, which it cancels.

    A practice that came in by a swap that was taken back is cancelled too.

    What did not change since is the same, byte by byte, whenever it is made.
    """
    from eq.exchange import reminders

    nothing: list[Action] = []
    wanted, gone = _wanted(workspace), of_owner(workspace, rows.withdrawn, nothing)
    found = plans.references(workspace, wanted)
    return reminders.calendar(
        [
            replace(
                one,
                reference=found[one.id].id if one.id in found else None,
                actions=(*one.actions, *(action for action in gone if action.plan == one.id)),
            )
            for one in wanted
        ],
        times=times(workspace),
        end_of_day=settings(workspace).end_of_day,
        zone_of=clock.zone,
        references={plan: kept.day for plan, kept in found.items()},
    )


def any_to_save(workspace: Workspace) -> bool:
    """Whether the file would hold anything."""
    if not workspace.exists():
        return False
    with workspace.read() as db:
        person = people.owner(db)
        return person is not None and rows.any_since(db, person, clock.now() - EXPORTED)


def _wanted(workspace: Workspace) -> list[Plan]:
    now = clock.now()
    return [one for one in plans.every(workspace) if one.ended_on is None or now - one.changed_at <= EXPORTED]


def times(workspace: Workspace) -> Times:
    """When the weekly look and the retest are reminded of."""
    chosen = settings(workspace)
    return Times(
        time.fromisoformat(chosen.review_time),
        time.fromisoformat(chosen.retest_time),
        chosen.review_day or None,
        _since(chosen.reminders_from),
        _since(chosen.end_of_day_from),
    )


def set_times(workspace: Workspace, *, review: time, retest: time, review_day: int | None) -> None:
    """Keep one's own times; ``review_day`` 1 (Monday) to 7, None for the weekday a plan began.

    EqError, changing nothing, for another day. The same times again change nothing.
    """
    change_settings(
        workspace,
        review_time=review.strftime("%H:%M"),
        retest_time=retest.strftime("%H:%M"),
        review_day=review_day or 0,
    )


def _since(text: str) -> datetime | None:
    return clock.parse_instant(text, "Settings, reminders") if text else None
