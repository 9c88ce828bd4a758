"""What is due: at most three things, each kind can be switched off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from eq.actions import clock
from eq.actions.settings import Settings, settings
from eq.store import people
from eq.store import sittings as rows
from eq.store.sittings import Sitting
from eq.store.workspace import Workspace

Kind = Literal["draft", "retest", "pulse"]
RETEST_DUE = timedelta(weeks=8)
"""From here on a retest is offered (evidence §3.7: 8–12 weeks)."""
AWAY = timedelta(days=7)
AT_MOST = 3
PULSE = "pulse"


@dataclass(frozen=True)
class Due:
    """One thing that is due. ``sitting`` is the draft to go on with, or the sitting that is worth repeating.

    ``times``: how often the instrument was finished so far.
    """

    kind: Kind
    questionnaire_id: str
    title: str
    sitting: Sitting | None = None
    times: int = 0


@dataclass(frozen=True)
class Today:
    """``due`` at most three; ``latest`` the last finished sitting, or None; ``away`` after a week or more."""

    due: tuple[Due, ...]
    latest: Sitting | None
    away: bool


def today(workspace: Workspace, zone: str | None) -> Today:
    """What Today shows."""
    chosen, now = settings(workspace), clock.now()
    with workspace.read() as db:
        person = people.owner(db)
        every = rows.sittings(db, person) if person else []
    done = [s for s in every if s.state == "done"]
    last = max((s.ended_at or s.started_at for s in every), default=None)
    day = clock.local_day(now, zone, chosen.end_of_day)
    due = (*_drafts(every, chosen), *_pulse(every, chosen, day), *_retests(every, chosen, now))
    return Today(due[:AT_MOST], done[-1] if done else None, last is not None and now - last >= AWAY)


def _drafts(every: list[Sitting], chosen: Settings) -> list[Due]:
    drafts = [s for s in every if s.state == "draft"] if chosen.today_drafts else []
    return [Due("draft", s.questionnaire_id, s.title, s) for s in drafts[::-1]]


def _pulse(every: list[Sitting], chosen: Settings, day: date) -> list[Due]:
    """The weekly pulse, once it was taken at all, unless this week has one or its draft is shown already."""
    pulses = [s for s in every if s.questionnaire_id == PULSE]
    taken = [s for s in pulses if s.state == "done"]
    if not (chosen.today_pulse and taken) or (chosen.today_drafts and len(taken) < len(pulses)):
        return []
    # The blocks the pulse is read in run Monday to Sunday, whatever day the person's own week starts on.
    monday = day - timedelta(days=day.weekday())
    if clock.local_day(taken[-1].taken_at, taken[-1].zone, chosen.end_of_day) >= monday:
        return []
    return [Due("pulse", PULSE, taken[-1].title, taken[-1])]


def _retests(every: list[Sitting], chosen: Settings, now: datetime) -> list[Due]:
    if not chosen.today_retest:
        return []
    latest = {s.questionnaire_id: s for s in every if s.questionnaire_id != PULSE}
    return [
        Due("retest", key, s.title, s, sum(one.questionnaire_id == key and one.state == "done" for one in every))
        for key, s in latest.items()
        if s.state == "done" and now - s.taken_at >= RETEST_DUE
    ]
