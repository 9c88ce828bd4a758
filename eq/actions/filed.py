"""Sittings from files, and lists of what the workspace holds, for commands."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import numpy as np

from eq.actions import clock, instruments, results, taking
from eq.assess.questionnaire import Questionnaire
from eq.assess.scores import STATUS, ScoreTable, score
from eq.content import questionnaires as content
from eq.errors import EqError
from eq.exchange.answers import read_answers
from eq.exchange.entries import cell, joined
from eq.store import people
from eq.store import sittings as rows
from eq.store.instants import to_text
from eq.store.workspace import Workspace

ASSESSMENTS = (
    "assessment", "questionnaire", "version", "state", "taken_at", "started_at", "ended_at", "zone", "answered", "note",
)  # fmt: skip
SCORES = (
    "assessment", "questionnaire", "taken_at", "scale", "items", "answered", "mean", "se", "df", "low95", "high95",
    "pomp", "status",
)  # fmt: skip
NUMBERS = ("mean", "se", "df", "low95", "high95", "pomp")


@dataclass(frozen=True)
class Listing:
    """Rows for csv and json alike; a missing number is None."""

    columns: tuple[str, ...]
    records: list[dict[str, Any]]


def take_file(workspace: Workspace, questionnaire: str, path: Path, at: str | None) -> tuple[str, int, int]:
    """Keep one sitting from a file of answers: its id, the answered statements, and all statements.

    The same file content at the same instant is the same sitting: taking it again changes nothing.
    """
    form = content.find(questionnaire)
    given = read_answers(path, form)
    if not given:
        raise EqError(str(path), "There is no answer in this file.", "Fill the column 'value' for some items.")
    moment = clock.parse_instant(at, "--at") if at else clock.now()
    if moment > clock.now():
        raise EqError("--at", "This instant is still to come.", "Give the time when the answers were given.")
    workspace.ensure()
    with workspace.write() as db:
        person = people.ensure_owner(db, clock.now())
        content_key = f"{form.digest}|{to_text(moment)}|{sorted(given.items(), key=str)}"
        assessment = str(uuid5(NAMESPACE_URL, f"eq-take:{content_key}"))
        taking.keep(db, form, moment)
        rows.add_sitting(
            db,
            assessment=assessment,
            person=person,
            questionnaire=form.digest,
            seed=taking.seed_for(db, person, form.id, assessment),
            at=moment,
            zone=clock.zone(None).key,
        )
        spots = {item.id: n for n, item in enumerate(form.items)}
        answers = [rows.Answer(item, value, spots[item], 0) for item, value in given.items()]
        rows.put_answers(db, assessment, answers, moment)
        rows.finish(db, assessment, moment, quality=taking.quality_state(form, answers))
    return assessment, sum(value is not None for value in given.values()), len(form.items)


def listing(workspace: Workspace, what: str) -> Listing:
    """``assessments`` or ``scores`` of the owner, oldest first."""
    with workspace.read() as db:
        person = people.owner(db)
        found = rows.sittings(db, person) if person else []
        if what == "assessments":
            return Listing(ASSESSMENTS, [_assessment(s) for s in found])
        done = [s for s in found if s.state == "done"]
        by_digest: dict[str, list[rows.Sitting]] = {}
        for sitting in done:
            by_digest.setdefault(sitting.questionnaire, []).append(sitting)
        scored: dict[str, list[dict[str, Any]]] = {}
        for digest, group in by_digest.items():
            form = instruments.kept(db, digest)
            values = results.matrix(db, person or "", form, [s.id for s in group])
            scored |= dict(_scores(form, group, values))
    return Listing(SCORES, [row for s in done for row in scored[s.id]])


def as_csv(rows_: Listing) -> str:
    """The rows as csv text; text that a spreadsheet would read as a formula is prefixed with an apostrophe.

    Several values of one cell are joined by a bar.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(rows_.columns)
    for record in rows_.records:
        writer.writerow(["" if record[c] is None else cell(joined(record[c])) for c in rows_.columns])
    return out.getvalue()


def _assessment(s: rows.Sitting) -> dict[str, Any]:
    return {
        "assessment": s.id,
        "questionnaire": s.questionnaire_id,
        "version": s.version,
        "state": s.state,
        "taken_at": to_text(s.taken_at),
        "started_at": to_text(s.started_at),
        "ended_at": to_text(s.ended_at) if s.ended_at else None,
        "zone": s.zone,
        "answered": s.valued,
        "note": s.note,
    }


def _scores(
    form: Questionnaire, group: list[rows.Sitting], values: np.ndarray[Any, np.dtype[np.float64]]
) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    table = score(form, values)
    for n, sitting in enumerate(group):
        yield sitting.id, [_score(table, form, sitting, n, at) for at in range(len(table.scales))]


def _score(table: ScoreTable, form: Questionnaire, sitting: rows.Sitting, n: int, at: int) -> dict[str, Any]:
    """One row; no numbers while the question about quick or alike answers is open."""
    status = STATUS[int(table.status[n, at])]
    withheld = status == "ok" and sitting.quality == "open"
    return {
        "assessment": sitting.id,
        "questionnaire": form.id,
        "taken_at": to_text(sitting.taken_at),
        "scale": table.scales[at],
        "items": int(table.items[at]),
        "answered": int(table.answered[n, at]),
        **{name: None if withheld else _number(getattr(table, name)[n, at]) for name in NUMBERS},
        "status": "quality_open" if withheld else status,
    }


def _number(value: float) -> float | None:
    return None if math.isnan(value) else float(value)
