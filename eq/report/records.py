"""Are the records of a report whole: its sittings, its instruments, and which sittings it compares?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Final, NamedTuple

from eq.assess.questionnaire import Questionnaire
from eq.coach.report import Compared, Report, SittingRecord
from eq.report.series import by_instrument
from eq.wording import following as words

_APART: Final = timedelta(days=2)
"""How far the day a sitting counts for may lie from its instant: zones and late evenings move it by a day."""


class Wrong(NamedTuple):
    """Something that cannot be: where, what the report says, and what it would have to be."""

    where: str
    said: str
    found: str


def problems(report: Report) -> tuple[Wrong, ...]:
    """Everything that makes it impossible to work the report out again; none of a report that was made here."""
    forms = {form.digest: form for form in report.instruments}
    found = [
        *_instruments(report, forms),
        *(wrong for record in report.sittings for wrong in _sitting(record, forms)),
        *_order(report),
    ]
    if not found:
        found = [wrong for one in report.compared for wrong in _compared(one, report, forms)]
        found += _pairs(report)
    return tuple(found or _rebuilt(report))


def _instruments(report: Report, forms: Mapping[str, Questionnaire]) -> Iterator[Wrong]:
    if len(forms) != len(report.instruments):
        yield Wrong(words.INSTRUMENTS, words.SEVERAL, words.ONCE)
    for form in report.instruments:
        scales = [scale.id for scale in form.scales]
        items = [item.id for item in form.items]
        asked = {item.scale for item in form.items}
        whole = form.answers.low < form.answers.high and len(form.answers.labels) == (
            form.answers.high - form.answers.low + 1
        )
        if not whole or len(set(scales)) != len(scales) or len(set(items)) != len(items) or asked != set(scales):
            yield Wrong(words.instrument(form.id), words.BROKEN, words.WHOLE)


def _sitting(record: SittingRecord, forms: Mapping[str, Questionnaire]) -> Iterator[Wrong]:
    where = words.sitting(record.local, record.id)
    if abs(record.local - record.taken_at.date()) > _APART:
        yield Wrong(f"{where}, {words.part('local')}", str(record.local), str(record.taken_at.date()))
    form = forms.get(record.questionnaire)
    if form is None:
        known = ", ".join(digest[:12] for digest in forms) or words.NOT_THERE
        yield Wrong(f"{where}, {words.part('questionnaire')}", record.questionnaire[:12], known)
        return
    given = record.answers or ()
    if len({one.item for one in given}) != len(given):
        yield Wrong(f"{where}, {words.ANSWERS}", words.SEVERAL, words.ONCE)
    for one in given:
        if one.item not in form.item_index:
            yield Wrong(f"{where}, {words.part('item')}", one.item, words.NOT_THERE)
        elif one.value is not None and not form.answers.low <= one.value <= form.answers.high:
            yield Wrong(f"{where}, {one.item}", str(one.value), f"{form.answers.low}–{form.answers.high}")


def _order(report: Report) -> Iterator[Wrong]:
    ids = [record.id for record in report.sittings]
    if len(set(ids)) != len(ids):
        yield Wrong(words.SITTINGS, words.SEVERAL, words.ONCE)
    instants = [record.taken_at for record in report.sittings]
    if any(instant.tzinfo is None for instant in instants):
        yield Wrong(words.SITTINGS, words.NO_ZONE, words.ZONE)
    elif instants != sorted(instants):
        yield Wrong(words.SITTINGS, words.MIXED, words.OLDEST_FIRST)
    bare = sum(record.answers is None for record in report.sittings)
    if 0 < bare < len(report.sittings):
        yield Wrong(words.ANSWERS, words.missing(bare, len(report.sittings)), words.ALL_OR_NONE)


def _pairs(report: Report) -> Iterator[Wrong]:
    named = [one.questionnaire for one in report.compared]
    if len(set(named)) != len(named):
        yield Wrong(words.COMPARED, words.SEVERAL, words.ONCE)


def _compared(one: Compared, report: Report, forms: Mapping[str, Questionnaire]) -> Iterator[Wrong]:
    where = words.compared(one.questionnaire)
    taken = [record.id for record in report.sittings if forms[record.questionnaire].id == one.questionnaire]
    missing = [name for name in (*one.reference, one.latest) if name not in taken]
    if missing:
        yield Wrong(where, ", ".join(missing), words.NOT_THERE)
    elif one.latest != taken[-1]:
        yield Wrong(f"{where}, {words.part('latest')}", one.latest, taken[-1])


def _rebuilt(report: Report) -> tuple[Wrong, ...]:
    """A double baseline that is none: the two are not one to two weeks apart, or asked different things."""
    if any(record.answers is None for record in report.sittings):
        return ()
    for one in by_instrument(report.instruments, report.sittings, report.compared):
        try:
            one.comparison()
        except ValueError:
            return (Wrong(words.compared(one.form.id), words.NO_BASELINE, words.BASELINE),)
    return ()
