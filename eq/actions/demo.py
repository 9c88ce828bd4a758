"""A believable made-up history: sittings, a weekly pulse, a journal and plans of a person who changes a little."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import numpy as np

from eq.actions import clock, demo_journal, demo_plan
from eq.actions.settings import Settings
from eq.actions.taking import keep, page_plan, quality_state
from eq.assess.questionnaire import Questionnaire
from eq.content import questionnaires as content
from eq.errors import EqError
from eq.stats import Floats, generator
from eq.store import entries, people, promises, settings
from eq.store import sittings as rows
from eq.store.database import Connection
from eq.store.sittings import Answer
from eq.store.workspace import Workspace

MONTHLY, WEEKLY = "five-competencies", "pulse"
_ITEM_SPREAD, _DAY_SPREAD, _NOISE = 0.45, 0.15, 0.65
_SHARE_NOT_APPLICABLE = 0.015


@dataclass(frozen=True)
class _Person:
    """Usual levels by scale at the start, and how far they move over the whole history, in points of 1..5."""

    level: Floats
    drift: Floats


@dataclass(frozen=True)
class Made:
    """How much was made."""

    sittings: int
    entries: int
    promises: int
    plans: int


def make(path: Path, *, years: int, seed: int) -> Made:
    """Write a new workspace with that much history up to now, all of it in one transaction.

    The same seed and clock make the same history. Raises EqError when the file exists already.
    """
    workspace = Workspace(path.expanduser().absolute())
    if workspace.path.exists():
        raise EqError(str(path), "There is a file here already.", "Name a new one; nothing was changed.")
    now, random = clock.now(), generator(seed)
    zone = clock.zone(os.environ.get("TZ"))
    # Streams of their own: more or fewer entries or plans leave everything else as it is.
    of_journal, of_plans = random.spawn(2)
    written = demo_journal.history(of_journal, now=now, zone=zone, years=years)
    end_of_day = Settings().end_of_day
    planned = demo_plan.history(of_plans, today=clock.local_day(now, zone.key, end_of_day), zone=zone, years=years)
    workspace.ensure()
    with workspace.write() as db:
        owner = people.ensure_owner(db, now)
        settings.put(db, "welcomed", True)
        settings.put(db, "made_up", True)
        sittings = _put_sittings(db, owner, random, now, zone.key, years)
        _put_journal(db, owner, written)
        demo_plan.put(db, owner, planned, zone, end_of_day)
    return Made(sittings, len(written.entries), len(written.promises), len(planned))


def _put_sittings(db: Connection, owner: str, random: np.random.Generator, now: datetime, zone: str, years: int) -> int:
    person, made = _Person(random.uniform(2.6, 4.1, 5), random.uniform(-0.5, 0.9, 5)), 0
    for questionnaire, moments in _calendar(now, years):
        keep(db, questionnaire, now)
        difficulty = random.normal(0, _ITEM_SPREAD, len(questionnaire.items))
        form_seed = int(random.integers(2**31))
        for moment in moments:
            share = 1 - (now - moment) / timedelta(days=365.25 * years)
            assessment = str(UUID(bytes=random.bytes(16), version=4))
            rows.add_sitting(
                db,
                assessment=assessment,
                person=owner,
                questionnaire=questionnaire.digest,
                seed=form_seed,
                at=moment,
                zone=zone,
            )
            given = _answers(questionnaire, person, difficulty, share, form_seed, random)
            rows.put_answers(db, assessment, given, moment)
            rows.finish(
                db,
                assessment,
                moment + timedelta(seconds=sum(a.seconds or 0.0 for a in given)),
                quality=quality_state(questionnaire, given),
            )
            made += 1
    return made


def _put_journal(db: Connection, owner: str, written: demo_journal.MadeUp) -> None:
    clients: dict[str, str] = {}
    for entry in written.entries:
        label = entry.client_label
        if label and label not in clients:
            clients[label] = entries.client_named(db, owner, label, entry.at)
        entries.add(db, owner, replace(entry, client=clients.get(label)))
    for promise in written.promises:
        promises.add(db, owner, replace(promise, client=clients.get(promise.client_label)))


def _calendar(now: datetime, years: int) -> Iterator[tuple[Questionnaire, list[datetime]]]:
    """Instruments with the instants of their sittings, oldest first; a few weeks are left out, as in real life."""
    months = [now - timedelta(days=30.44 * n, hours=1 + n % 5) for n in range(12 * years, -1, -1)]
    weeks = [now - timedelta(days=7 * n + 1, hours=n % 4) for n in range(52 * years, -1, -1) if n % 17 != 11]
    yield content.shipped(MONTHLY), months
    yield content.shipped(WEEKLY), weeks


def _answers(
    questionnaire: Questionnaire,
    person: _Person,
    difficulty: Floats,
    share: float,
    form_seed: int,
    random: np.random.Generator,
) -> list[Answer]:
    scale = {s.id: n for n, s in enumerate(questionnaire.scales)}
    low, high = questionnaire.answers.low, questionnaire.answers.high
    day = random.normal(0, _DAY_SPREAD)
    found, position = [], 0
    for page, items in enumerate(page_plan(questionnaire, form_seed)):
        for item_id in items:
            column = questionnaire.item_index[item_id]
            item = questionnaire.items[column]
            at = scale[item.scale] % len(person.level)
            usual = person.level[at] + share * person.drift[at] + difficulty[column] + day
            value = int(np.clip(round(usual + random.normal(0, _NOISE)), low, high))
            value = low + high - value if item.reverse else value
            seconds = float(np.round(np.exp(random.normal(1.9, 0.35)), 1))
            skipped = random.random() < _SHARE_NOT_APPLICABLE
            found.append(Answer(item_id, None if skipped else value, position, page, seconds))
            position += 1
    return found
