"""Numbers out of answers: the same work makes a report and proves one."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from eq.assess.questionnaire import Questionnaire
from eq.assess.scores import ScoreTable, score
from eq.coach.report import ChangeRow, Chosen, Compared, ScoreRow, Section, SittingRecord
from eq.report import appendix, change, items, profile
from eq.report.series import Series, by_instrument

NUMBERS = ("mean", "se", "df", "low95", "high95", "pomp")


@dataclass(frozen=True)
class Measured:
    """What follows from answers: the rows, and the sections that were chosen of profile, change, items, appendix.

    ``scores`` are empty unless the profile was chosen, ``changes`` unless the change was.
    """

    scores: tuple[ScoreRow, ...]
    changes: tuple[ChangeRow, ...]
    sections: tuple[Section, ...]


def measured(
    instruments: Sequence[Questionnaire],
    sittings: Sequence[SittingRecord],
    compared: Sequence[Compared],
    chosen: frozenset[Chosen],
    *,
    answers: bool,
) -> Measured:
    """Everything a report says of questionnaires.

    ``sittings`` come with their answers, oldest first; one whose ``quality`` is open shows no number, and None counts
    as settled. ``answers``: whether single answers may stand in the appendix. ValueError when a sitting has no
    instrument or no answers, or when what is compared is not there.
    """
    every = by_instrument(instruments, sittings, compared)
    parts: dict[Chosen, Section] = {}
    if "profile" in chosen:
        parts["profile"] = profile.profile(every)
    if "change" in chosen:
        parts["change"] = change.change(every)
    if "items" in chosen:
        parts["items"] = items.items(every)
    if "appendix" in chosen:
        parts["appendix"] = appendix.appendix(instruments, sittings, answers=answers)
    return Measured(
        _scores(every, sittings) if "profile" in chosen else (),
        change.rows(every) if "change" in chosen else (),
        tuple(parts.values()),
    )


def kept_back(record: SittingRecord, *, answers: bool, quality: bool) -> SittingRecord:
    """What of a sitting may leave: single answers and the question about them only where each was let out."""
    return record.model_copy(
        update={"answers": record.answers if answers else None, "quality": record.quality if quality else None}
    )


def _scores(every: Sequence[Series], records: Sequence[SittingRecord]) -> tuple[ScoreRow, ...]:
    """The rows of `eq list scores`, sittings in the order of ``records``, scales in the order of the form."""
    found: dict[str, list[ScoreRow]] = {}
    forms = {sitting.id: sitting for one in every for sitting in one.sittings}
    for digest in dict.fromkeys(record.questionnaire for record in records):
        group = [record for record in records if record.questionnaire == digest]
        form = forms[group[0].id].questionnaire
        table = score(form, np.stack([forms[record.id].values for record in group]))
        found |= {record.id: _rows(form, table, row, record) for row, record in enumerate(group)}
    return tuple(row for record in records for row in found[record.id])


def _rows(form: Questionnaire, table: ScoreTable, row: int, record: SittingRecord) -> list[ScoreRow]:
    rows = []
    for at, scale in enumerate(table.scales):
        status = table.status_word(row, at)
        withheld = status == "ok" and record.quality == "open"
        numbers = {name: None if withheld else _finite(float(getattr(table, name)[row, at])) for name in NUMBERS}
        rows.append(
            ScoreRow(
                assessment=record.id,
                questionnaire=form.id,
                taken_at=record.taken_at,
                scale=scale,
                items=int(table.items[at]),
                answered=int(table.answered[row, at]),
                status="quality_open" if withheld else status,
                **numbers,
            )
        )
    return rows


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None
