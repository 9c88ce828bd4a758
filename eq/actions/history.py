"""Every sitting of one instrument as a table over time, the one comparison that carries a verdict, and pulse blocks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from eq.actions import clock, counting, instruments, results
from eq.actions.settings import settings
from eq.assess import change, pulse, pulse_weeks
from eq.assess.questionnaire import Questionnaire
from eq.assess.scores import STATUS, ScoreTable, score
from eq.assess.weeks import PulseWeek
from eq.plan.plan import Plan
from eq.store import people
from eq.store import sittings as rows
from eq.store.sittings import Sitting
from eq.store.workspace import Workspace


@dataclass(frozen=True)
class Taken:
    """An instrument that was taken at least once: its id, the title it had last, and how often."""

    questionnaire_id: str
    title: str
    sittings: int


@dataclass(frozen=True)
class History:
    """The sittings of one instrument, oldest first.

    ``table`` has one row per sitting and scale: taken (local date-time without zone, its date the day the sitting
    belongs to), scale (id, str), mean, low95, high95 (points of the answer scale), pomp (0..100) float64, NaN when
    withheld; answered, items (int); status (one of ``STATUS``, or ``quality_open`` while the question about the
    answers is not settled); assessment (id, str); series (int64, counts up where statements were
    changed). ``comparison`` is None
    while there is no reference. ``trend``, ``weeks`` and the block pair are there for a pulse only. ``today`` is the
    person's present day. ``plan`` is the one whose first sitting the comparison counts from, and ``focus`` its scale,
    tested alone; both None without one.
    """

    questionnaire: Questionnaire
    sittings: tuple[Sitting, ...]
    table: pd.DataFrame
    comparison: change.Comparison | None
    trend: pulse.PulseTrend | None
    pair: tuple[int, int] | None
    pulse_changes: tuple[pulse.PulseChange, ...]
    weeks: tuple[PulseWeek, ...]
    more_weeks: tuple[int, date | None] | None
    today: date
    plan: Plan | None = None
    focus: str | None = None


def taken(workspace: Workspace) -> list[Taken]:
    """Instruments with at least one finished sitting, the one taken last first."""
    if not workspace.exists():
        return []
    with workspace.read() as db:
        person = people.owner(db)
        every = rows.sittings(db, person, state="done") if person else []
    found: dict[str, Taken] = {}
    for sitting in reversed(every):
        known = found.get(sitting.questionnaire_id)
        title = known.title if known else sitting.title
        found[sitting.questionnaire_id] = Taken(sitting.questionnaire_id, title, (known.sittings if known else 0) + 1)
    return list(found.values())


def asking(workspace: Workspace, scale: str, first: str = "") -> str:
    """The id of an instrument that was taken and has a scale of that id: ``first`` if it is one, else the one taken
    last; "" for none."""
    if not workspace.exists():
        return ""
    with workspace.read() as db:
        person = people.owner(db)
        every = rows.sittings(db, person, state="done") if person else []
        latest = {sitting.questionnaire_id: sitting.questionnaire for sitting in every}
        found = (one for one in dict.fromkeys([first, *(s.questionnaire_id for s in reversed(every))]) if one in latest)
        return next((one for one in found if scale in (s.id for s in instruments.kept(db, latest[one]).scales)), "")


def history(workspace: Workspace, questionnaire_id: str, zone: str | None) -> History | None:
    """The history of one instrument; None when it was never finished.

    A sitting belongs to a day in the zone where it was taken, so that blocks stay where they are when the person
    travels; ``zone``, the browser's, only says what day it is now.
    """
    end_of_day = settings(workspace).end_of_day
    with workspace.read() as db:
        person = people.owner(db)
        found = rows.sittings(db, person, state="done", questionnaire_id=questionnaire_id) if person else []
        if not found or person is None:
            return None
        forms = {digest: instruments.kept(db, digest) for digest in {s.questionnaire for s in found}}
        values = results.values(db, person, found, forms)
        plans = counting.known(db, person, end_of_day)
    latest = forms[found[-1].questionnaire]
    today = clock.local_day(clock.now(), zone, end_of_day)
    series = counting.series(found, forms, values, end_of_day)
    weeks = pulse_weeks.fates(series, latest) if latest.is_pulse else ()
    trend = pulse_weeks.trend(series, latest, weeks, today) if latest.is_pulse else None
    pair = pulse.verdict_pair(trend, today) if trend else None
    start = counting.Start(None) if latest.is_pulse else counting.start(series, plans)
    return History(
        latest,
        tuple(found),
        _table(series),
        change.compare(start.reference, series[-1], focus=start.focus) if start.reference else None,
        trend,
        pair,
        pulse.change(latest, trend.block(pair[0]), trend.block(pair[1])) if trend and pair else (),
        weeks,
        pulse.first_number(trend, today) if trend else None,
        today,
        start.plan,
        start.focus,
    )


def _table(series: list[change.Sitting]) -> pd.DataFrame:
    run, runs = 0, {}
    for n, s in enumerate(series):
        run += n > 0 and change.items_changed(series[n - 1].questionnaire, s.questionnaire)
        runs[s.id] = run
    forms = {s.questionnaire.digest: s.questionnaire for s in series}
    parts = [_rows([s for s in series if s.questionnaire.digest == digest], form) for digest, form in forms.items()]
    table = pd.concat(parts, ignore_index=True).sort_values("taken", kind="stable", ignore_index=True)
    return table.assign(series=table["assessment"].map(runs).astype("int64"))


def _rows(group: list[change.Sitting], form: Questionnaire) -> pd.DataFrame:
    table: ScoreTable = score(form, np.stack([s.values for s in group]))
    n, p = table.mean.shape
    withheld = np.repeat(np.array([s.quality_open for s in group]), p)
    status = np.array(STATUS)[table.status.ravel()]
    numbers = {
        name: np.where(withheld, np.nan, getattr(table, name).ravel()) for name in ("mean", "low95", "high95", "pomp")
    }
    local = np.array([s.taken_at.replace(tzinfo=None) for s in group], dtype="datetime64[us]")
    return pd.DataFrame(
        {
            "taken": np.repeat(local, p),
            "scale": np.tile(np.array(table.scales), n),
            **numbers,
            "answered": table.answered.ravel(),
            "items": np.tile(table.items, n),
            "status": np.where(withheld & (status == "ok"), "quality_open", status),
            "assessment": np.repeat(np.array([s.id for s in group]), p),
        }
    )
