"""Every sitting of one instrument as a table over time, the one comparison that carries a verdict, and pulse blocks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

import numpy as np
import pandas as pd

from eq.actions import clock, instruments, results
from eq.actions.settings import settings
from eq.assess import change, pulse
from eq.assess.questionnaire import Questionnaire
from eq.assess.scores import STATUS, ScoreTable, score
from eq.stats import Floats
from eq.store import people
from eq.store import sittings as rows
from eq.store.database import Connection
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

    ``table`` has one row per sitting and scale: taken (local date-time without zone), scale (id, str), mean, low95,
    high95 (points of the answer scale), pomp (0..100) float64, NaN when withheld; answered, items (int); status (one
    of ``STATUS``, or ``quality_open`` while the question about the answers is not settled); assessment (id, str).
    ``comparison`` is None while there is no reference. ``trend`` and the block pair are there for a pulse only.
    ``days`` are the days the sittings belong to, ``today`` the present one.
    """

    questionnaire: Questionnaire
    sittings: tuple[Sitting, ...]
    table: pd.DataFrame
    comparison: change.Comparison | None
    trend: pulse.PulseTrend | None
    pair: tuple[int, int] | None
    pulse_changes: tuple[pulse.PulseChange, ...]
    more_weeks: tuple[int, date | None] | None
    today: date
    days: tuple[date, ...]


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


def history(workspace: Workspace, questionnaire_id: str, zone: str | None) -> History | None:
    """The history of one instrument; None when it was never finished."""
    end_of_day = settings(workspace).end_of_day
    with workspace.read() as db:
        person = people.owner(db)
        found = rows.sittings(db, person, state="done", questionnaire_id=questionnaire_id) if person else []
        if not found or person is None:
            return None
        forms = {digest: instruments.kept(db, digest) for digest in {s.questionnaire for s in found}}
        values = _values(db, person, found, forms)
    open_ = frozenset(s.id for s in found if s.quality == "open")
    latest = forms[found[-1].questionnaire]
    today = clock.local_day(clock.now(), zone, end_of_day)
    series = [change.Sitting(s.id, _local(s, zone), forms[s.questionnaire], values[s.id], s.id in open_) for s in found]
    trend = _trend(series, latest, zone, end_of_day, today, open_) if latest.is_pulse else None
    pair = pulse.verdict_pair(trend, today) if trend else None
    reference = None if latest.is_pulse else change.reference(series)
    return History(
        latest,
        tuple(found),
        _table(found, forms, values, zone, open_),
        change.compare(reference, series[-1]) if reference else None,
        trend,
        pair,
        pulse.change(latest, trend.block(pair[0]), trend.block(pair[1])) if trend and pair else (),
        pulse.first_number(trend, today) if trend else None,
        today,
        tuple(clock.local_day(s.taken_at, zone, end_of_day) for s in found),
    )


def _local(sitting: Sitting, zone: str | None) -> datetime:
    return sitting.taken_at.astimezone(clock.zone(zone or sitting.zone))


def _values(db: Connection, person: str, found: list[Sitting], forms: dict[str, Questionnaire]) -> dict[str, Floats]:
    values: dict[str, Floats] = {}
    for digest, form in forms.items():
        ids = [s.id for s in found if s.questionnaire == digest]
        values |= dict(zip(ids, results.matrix(db, person, form, ids), strict=True))
    return values


def _table(
    found: list[Sitting],
    forms: dict[str, Questionnaire],
    values: dict[str, Floats],
    zone: str | None,
    open_: frozenset[str],
) -> pd.DataFrame:
    parts = []
    for digest, form in forms.items():
        group = [s for s in found if s.questionnaire == digest]
        parts.append(_rows(group, score(form, np.stack([values[s.id] for s in group])), zone, open_))
    return pd.concat(parts, ignore_index=True).sort_values("taken", kind="stable", ignore_index=True)


def _rows(group: list[Sitting], table: ScoreTable, zone: str | None, open_: frozenset[str]) -> pd.DataFrame:
    n, p = table.mean.shape
    withheld = np.repeat(np.array([s.id in open_ for s in group]), p)
    local = [_local(s, zone).replace(tzinfo=None) for s in group]
    status = np.array(STATUS)[table.status.ravel()]
    numbers = {
        name: np.where(withheld, np.nan, getattr(table, name).ravel()) for name in ("mean", "low95", "high95", "pomp")
    }
    return pd.DataFrame(
        {
            "taken": np.repeat(np.array(local, dtype="datetime64[us]"), p),
            "scale": np.tile(np.array(table.scales), n),
            **numbers,
            "answered": table.answered.ravel(),
            "items": np.tile(table.items, n),
            "status": np.where(withheld & (status == "ok"), "quality_open", status),
            "assessment": np.repeat(np.array([s.id for s in group]), p),
        }
    )


def _trend(
    series: list[change.Sitting],
    form: Questionnaire,
    zone: str | None,
    end_of_day: int,
    today: date,
    open_: frozenset[str],
) -> pulse.PulseTrend:
    """Pulse blocks over the sittings of the latest version; those with an open question are left out."""
    weeks = [
        pulse.Week(clock.local_day(s.taken_at, zone, end_of_day), s.values)
        for s in series
        if s.questionnaire.digest == form.digest and s.id not in open_
    ]
    return pulse.blocks(form, weeks, today=today)
