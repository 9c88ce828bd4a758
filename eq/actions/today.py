"""What is due: at most three things, each kind can be switched off; and one of the person's own if-thens."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Literal

from eq.actions import clock, if_then, plan_retest, plan_today, prepared
from eq.actions.entries import is_empty
from eq.actions.if_then import IfThen
from eq.actions.plan_today import PlanToday
from eq.actions.settings import Settings, change_settings, settings
from eq.plan.schedule import RETEST_WEEK
from eq.reflect import flow, following, kept
from eq.reflect.entry import Entry, Kind
from eq.store import entries, people, plans, promises, waiting
from eq.store import sittings as rows
from eq.store.database import Connection
from eq.store.sittings import Sitting
from eq.store.workspace import Workspace

DueKind = Literal[
    "follow-up", "overdue", "prepared", "practice", "plan-review", "parked", "draft", "entry-draft", "promises",
    "check-in", "pulse", "retest",
]  # fmt: skip
RETEST_DUE = timedelta(weeks=RETEST_WEEK)
"""From here on a retest is offered (evidence §3.7: 8–12 weeks)."""
AWAY = timedelta(days=7)
PARKED_FOR = timedelta(hours=2)
"""How long a parked debrief stays away: long enough for the next calls, short enough for the end of the same shift.

The next calendar day would send it away over an evening and bring it back half an hour after midnight.
"""
AT_MOST = 3
LET_GO: frozenset[DueKind] = frozenset({"follow-up", "prepared", "parked", "draft", "entry-draft"})
"""What "start from today" lets go of."""
PULSE = "pulse"
_EVER = datetime(1, 1, 2, tzinfo=UTC)
_MOST_LOOKED_AT = 20
"""Drafts that are looked at, to leave out the empty ones; and debriefs of the last day and a half."""


@dataclass(frozen=True)
class Due:
    """One thing that is due.

    ``questionnaire_id``, ``title`` and ``sitting`` belong to draft, pulse and retest: the draft to go on with, or the
    sitting that is worth repeating; ``times``: how often the instrument was finished so far. ``entry`` is what a
    follow-up, a parked debrief or an entry's draft is about, or the preparation; ``quiet``: none of its words may be
    shown (evidence §0.9). ``count``: how many promises, parked debriefs or practices there are of the kind, or the week
    of the plan a look back is due for; ``plan`` is the id of that plan.
    """

    kind: DueKind
    questionnaire_id: str = ""
    title: str = ""
    sitting: Sitting | None = None
    times: int = 0
    entry: Entry | None = None
    quiet: bool = False
    count: int = 0
    plan: str = ""


@dataclass(frozen=True)
class Today:
    """``due`` at most three; ``latest`` the last finished sitting, or None; ``away`` after a week or more.

    ``if_then`` is brought back today, or None; ``begun``: there is something in the workspace, were it a draft.
    ``practice`` is what the running plans ask for today, also where nothing of it is due any more, and what of them
    rests; None where there is neither, or it is switched off. ``lets_go``: after a while away, starting from today
    would let go of something.
    """

    due: tuple[Due, ...]
    latest: Sitting | None
    away: bool
    if_then: IfThen | None = None
    begun: bool = False
    practice: PlanToday | None = None
    lets_go: bool = False


@dataclass(frozen=True)
class _Look:
    """What every question about today needs to know."""

    db: Connection
    person: str
    chosen: Settings
    now: datetime
    zone: str | None
    plans: PlanToday

    @property
    def day(self) -> date:
        return clock.local_day(self.now, self.zone, self.chosen.end_of_day)

    @property
    def since(self) -> datetime:
        """The last "start from today"."""
        return clock.parse_instant(self.chosen.today_from, "Settings") if self.chosen.today_from else _EVER


def today(workspace: Workspace, zone: str | None) -> Today:
    """What Today shows: one look at the file, and no more of it than can be due."""
    chosen, now = settings(workspace), clock.now()
    with workspace.read() as db:
        person = people.owner(db)
        if person is None:
            return Today((), None, away=False)
        planned = plan_today.of_day(db, person, clock.local_day(now, zone, chosen.end_of_day))
        look = _Look(db, person, chosen, now, zone, planned)
        every = rows.sittings(db, person)
        last = _last(look, every)
        away = last is not None and now - last >= AWAY
        # Whether "start from today" lets go of anything is asked only where it is offered.
        waiting_now = tuple(_due(look, every) if away else islice(_due(look, every), AT_MOST))
        mine = if_then.todays(db, person, now, zone, chosen.end_of_day) if chosen.today_if_then else None
        done = [s for s in every if s.state == "done"]
        begun = bool(every) or bool(waiting_now) or _planned(db, person, planned) or waiting.any_written(db, person)
    shown = planned if chosen.today_practice and (planned.asked or planned.resting) else None
    lets_go = away and any(one.kind in LET_GO for one in waiting_now)
    return Today(waiting_now[:AT_MOST], done[-1] if done else None, away, mine, begun, shown, lets_go)


def _planned(db: Connection, person: str, found: PlanToday) -> bool:
    """Whether there is a plan, were it over."""
    return found.begun or bool(plans.every(db, person))


def start_from_today(workspace: Workspace) -> None:
    """Let go of what waits from before now: follow-ups, preparations, parked debriefs and drafts.

    They stay where they are kept. Promises stay due.
    """
    change_settings(workspace, today_from=clock.now().isoformat())


def _due(look: _Look, every: list[Sitting]) -> Iterator[Due]:
    """Everything that is due, the most urgent first; what comes after the third is never looked for."""
    chosen = look.chosen
    open_promises = _promises(look) if chosen.today_promises else {}
    if chosen.today_follow_up:
        yield from _follow_up(look)
    if overdue := open_promises.get("overdue", 0):
        yield Due("overdue", count=overdue)
    if chosen.today_prepared and (entry := prepared.asked_about(look.db, look.person, look.now, look.since)):
        yield Due("prepared", entry=entry)
    yield from _plans(look)
    if chosen.today_parked:
        yield from _parked(look)
    if chosen.today_drafts:
        yield from _entry_drafts(look)
        yield from _drafts(look, every)
    if today_only := open_promises.get("today", 0):
        yield Due("promises", count=today_only)
    if chosen.today_check_in:
        yield from _check_in(look)
    yield from _pulse(every, chosen, look.day)
    yield from _retests(look, every)


def _plans(look: _Look) -> Iterator[Due]:
    """One card for all practices of the day, and one for each plan that is due for a look back."""
    if look.chosen.today_practice and look.plans.open:
        yield Due("practice", count=sum(not one.answered for one in look.plans.asked))
    if look.chosen.today_plan_review:
        for plan, week in look.plans.reviews:
            yield Due("plan-review", count=week, plan=plan.id)


def _last(look: _Look, every: list[Sitting]) -> datetime | None:
    """When the person last did anything here."""
    seen = [s.ended_at or s.started_at for s in every]
    seen += filter(None, (waiting.last_change(look.db, look.person), look.plans.last))
    return max([*seen, look.since]) if seen else None


def _follow_up(look: _Look) -> Iterator[Due]:
    first, last = look.now - following.CLOSES, look.now - following.OPENS
    found = waiting.open_follow_ups(look.db, look.person, first, last, _MOST_LOOKED_AT)
    entry = following.due(found, look.now, since=look.since)
    if entry is not None:
        yield Due("follow-up", entry=entry, quiet=_quiet(entry))


def _promises(look: _Look) -> dict[str, int]:
    counted: dict[str, int] = {}
    for one in promises.still_open(look.db, look.person):
        standing = kept.standing(
            one,
            now=look.now,
            own=clock.zone(one.zone),
            here=clock.zone(look.zone),
            end_of_day=look.chosen.end_of_day,
        )
        counted[standing.urgency] = counted.get(standing.urgency, 0) + 1
    return counted


def _parked(look: _Look) -> Iterator[Due]:
    """One card for all of them, about the newest whose words may be shown."""
    ids = waiting.left(look.db, look.person, "parked", changed_to=look.now - PARKED_FOR, changed_after=look.since)
    found = [entry for entry in entries.entries(look.db, ids[:_MOST_LOOKED_AT]) if entry.kind == "debrief"]
    if found:
        shown = next((entry for entry in found if not _quiet(entry)), found[0])
        yield Due("parked", entry=shown, quiet=_quiet(shown), count=len(found))


def _quiet(entry: Entry) -> bool:
    return flow.severe(entry) or flow.abusive(entry)


def _entry_drafts(look: _Look) -> Iterator[Due]:
    """The latest draft of each kind of entry; a draft's words stay out of sight."""
    ids = waiting.left(look.db, look.person, "draft", changed_to=look.now, changed_after=look.since)
    shown: set[Kind] = set()
    for entry in entries.entries(look.db, ids[:_MOST_LOOKED_AT]):
        if entry.kind not in shown and not is_empty(entry):
            shown.add(entry.kind)
            yield Due("entry-draft", entry=entry, quiet=_quiet(entry))


def _drafts(look: _Look, every: list[Sitting]) -> Iterator[Due]:
    for s in reversed(every):
        if s.state == "draft" and (rows.last_given(look.db, s.id) or s.started_at) > look.since:
            yield Due("draft", s.questionnaire_id, s.title, s)


def _check_in(look: _Look) -> Iterator[Due]:
    """Once a day, for whoever checks in at all."""
    used = waiting.any_since(look.db, look.person, "check-in", look.now - if_then.KEEPS)
    if used and not waiting.any_on(look.db, look.person, "check-in", look.day):
        yield Due("check-in")


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


def _retests(look: _Look, every: list[Sitting]) -> Iterator[Due]:
    """What was last taken long ago; what a running plan counts from waits for the plan's own day."""
    if not look.chosen.today_retest:
        return
    plans = plan_retest.due(look.db, look.person, look.day, look.chosen.end_of_day, every)
    latest = {s.questionnaire_id: s for s in every if s.questionnaire_id != PULSE}
    for key, s in latest.items():
        if s.state == "done" and (plans[key] if key in plans else look.now - s.taken_at >= RETEST_DUE):
            times = sum(one.questionnaire_id == key and one.state == "done" for one in every)
            yield Due("retest", key, s.title, s, times, plan=plans.get(key, ""))
