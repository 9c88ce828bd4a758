"""Guided exercises that were begun: how long they went on, and how upset a person was before and after."""

from __future__ import annotations

from eq.actions import clock
from eq.actions.owner import new_id as new_id
from eq.actions.owner import of_owner
from eq.actions.settings import settings
from eq.errors import EqError
from eq.plan.adherence import RISE as RISE
from eq.plan.adherence import distressed as distressed
from eq.plan.plan import Session
from eq.store import people
from eq.store import practice_sessions as rows
from eq.store.workspace import Workspace

UPSET = range(11)
"""How upset a person can say to be: 0 not at all, 10 as much as can be."""

_LONGEST = 24 * 60 * 60


def begin(
    workspace: Workspace, *, session: str, practice: str, guide: str, action: str | None, zone: str | None
) -> None:
    """Note that an exercise was begun; the same id again changes nothing. An action that was deleted is left out."""
    end_of_day = settings(workspace).end_of_day
    workspace.ensure()
    with workspace.write() as db:
        now = clock.now()
        day = clock.local_day(now, zone, end_of_day)
        rows.add(db, people.ensure_owner(db, now), Session(session, practice, guide, now, day, action or None))


def close(
    workspace: Workspace, session: str, *, seconds: int, finished: bool, before: int | None, after: int | None
) -> None:
    """Keep how it went: ``seconds`` 0 or more, ``before`` and ``after`` 0..10 or None where not said.

    It can be said again, with other values. Raises EqError, and keeps nothing, for what makes no sense or when the
    session is not there.
    """
    if type(seconds) is not int or not 0 <= seconds <= _LONGEST:
        raise EqError("Exercise", "That is no length of an exercise.", "Nothing was changed.")
    if any(value is not None and (type(value) is not int or value not in UPSET) for value in (before, after)):
        raise EqError("Exercise", "How upset you were is said from 0 to 10.", "Nothing was changed.")
    with workspace.write() as db:
        if not rows.put(db, session, seconds=seconds, finished=finished, before=before, after=after):
            raise EqError("Exercise", "What was kept of this exercise has been deleted.", "Nothing was changed.")


def get(workspace: Workspace, session: str) -> Session | None:
    """One session, or None when there is none of that id."""
    return of_owner(workspace, lambda db, _: rows.session(db, session), None)


def rises(workspace: Workspace, action: str) -> int:
    """Exercises of that practice of a plan after which the person was more upset by ``RISE`` points or more."""
    return of_owner(workspace, lambda db, _: rows.rises(db, [action]).get(action, 0), 0)


def rises_of_practice(workspace: Workspace, practice: str) -> int:
    """The same for a practice of the library, within plans and outside them."""
    return of_owner(workspace, lambda db, person: rows.rises_of_practice(db, person, practice), 0)
