"""The sittings of a report by instrument, as the arithmetic takes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Final

import numpy as np

from eq.assess import change
from eq.assess.change import Comparison, Sitting
from eq.assess.questionnaire import Questionnaire
from eq.coach.report import Compared, SittingRecord
from eq.stats import Floats
from eq.wording.debrief import COMPETENCY

LABELS: Final = frozenset({"Never or almost never", "Rarely", "Sometimes", "Often", "Always or almost always"})
"""The answers of every questionnaire that ships."""


@dataclass(frozen=True, eq=False)
class Series:
    """The sittings of one instrument, oldest first, at least one; ``form`` is the version of the last.

    A sitting of ``sittings`` stands at noon of the day its record counts for, so that days are counted alike
    everywhere. ``compared`` is None where nothing is compared.
    """

    form: Questionnaire
    records: tuple[SittingRecord, ...]
    sittings: tuple[Sitting, ...]
    compared: Compared | None

    @property
    def ours(self) -> bool:
        """Whether its areas and answers are called as in what ships: others were typed by somebody, and stay out of
        figures."""
        titles = {scale.title for scale in self.form.scales}
        return titles <= set(COMPETENCY.values()) and set(self.form.answers.labels) <= LABELS

    def comparison(self) -> Comparison | None:
        """The comparison that ``compared`` names, None without one. ValueError when its sittings are not there."""
        if self.compared is None:
            return None
        known = {one.id: one for one in self.sittings}
        named = [known[one] for one in self.compared.reference if one in known]
        reference = named[0] if len(named) == 1 else change.reference(named)
        if reference is None or reference.ids != self.compared.reference or self.compared.latest not in known:
            raise ValueError("the sittings that are compared are not those of the report")
        return change.compare(reference, known[self.compared.latest], focus=self.compared.focus)


def values(form: Questionnaire, record: SittingRecord) -> Floats:
    """Raw answers (items,) in the order of ``form``, NaN where unanswered or "does not apply".

    ValueError when the answers were kept back.
    """
    if record.answers is None:
        raise ValueError("these answers were kept back")
    given = {one.item: one.value for one in record.answers}
    found = (given.get(item.id) for item in form.items)
    return np.array([np.nan if value is None else float(value) for value in found], dtype=np.float64)


def by_instrument(
    instruments: Sequence[Questionnaire], records: Sequence[SittingRecord], compared: Sequence[Compared]
) -> tuple[Series, ...]:
    """One for each instrument, the one taken last first and pulses after all others.

    ``records`` are oldest first. ValueError when a record has no instrument.
    """
    forms = {form.digest: form for form in instruments}
    found: dict[str, list[SittingRecord]] = {}
    for record in records:
        found.setdefault(_form(forms, record).id, []).append(record)
    pairs = {one.questionnaire: one for one in compared}
    every = [_series(forms, group, pairs.get(name)) for name, group in found.items()]
    place = {record.id: at for at, record in enumerate(records)}
    return tuple(sorted(every, key=lambda one: (one.form.is_pulse, -place[one.records[-1].id])))


def _form(forms: Mapping[str, Questionnaire], record: SittingRecord) -> Questionnaire:
    if record.questionnaire not in forms:
        raise ValueError("a sitting has no instrument")
    return forms[record.questionnaire]


def _series(forms: Mapping[str, Questionnaire], group: Sequence[SittingRecord], compared: Compared | None) -> Series:
    sittings = tuple(
        Sitting(
            record.id,
            datetime.combine(record.local, time(12), UTC),
            forms[record.questionnaire],
            values(forms[record.questionnaire], record),
            record.quality == "open",
        )
        for record in group
    )
    return Series(sittings[-1].questionnaire, tuple(group), sittings, compared)
