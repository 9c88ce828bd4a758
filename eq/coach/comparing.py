"""Two reports side by side: what each of them says, and a verdict only where the later one itself gives it.

Ranges that overlap or not say little about a change, so none is read out of two numbers here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from eq.assess.questionnaire import Questionnaire
from eq.coach.report import ChangeRow, Heading, Paragraph, Report, ScoreRow, Section, SectionId

TOLD: Final[tuple[SectionId, ...]] = ("journal", "promises", "plan")
"""Sections of which the findings are set side by side in words."""


@dataclass(frozen=True)
class Reading:
    """One scale of one sitting; the mean and its 95 % range are None unless ``status`` is ok."""

    mean: float | None
    low95: float | None
    high95: float | None
    answered: int
    items: int
    status: str


@dataclass(frozen=True)
class ScalePair:
    """One scale in both reports; ``verdict``: what the later one says about these two sittings, None otherwise."""

    title: str
    before: Reading | None
    after: Reading | None
    verdict: str | None
    reason: str | None


@dataclass(frozen=True)
class FormPair:
    """One instrument: its latest sitting in each report, on a local day, None where a report has none.

    ``same_sitting``: both reports show the same one. ``same_form``: both sittings were on the very same form.
    ``pulse``: it is read as a series, so that it has no rows.
    """

    form: Questionnaire
    before_on: date | None
    after_on: date | None
    same_sitting: bool
    same_form: bool
    pulse: bool
    scales: tuple[ScalePair, ...]


@dataclass(frozen=True)
class Told:
    """The findings of one section in both reports, "" where a report does not have it."""

    section: SectionId
    title: str
    before: str
    after: str


@dataclass(frozen=True)
class SideBySide:
    """Two reports, the earlier one first; ``made`` is when, ``days`` which days each covers.

    ``same_person``: the same id stands in both. ``shared``: both cover some day. ``only_before`` and ``only_after``:
    titles of sections that one has.
    """

    made: tuple[datetime, datetime]
    days: tuple[tuple[date, date], tuple[date, date]]
    same_person: bool
    shared: bool
    forms: tuple[FormPair, ...]
    told: tuple[Told, ...]
    only_before: tuple[str, ...]
    only_after: tuple[str, ...]


def compare(before: Report, after: Report) -> SideBySide:
    """Two reports side by side; instruments in the order of the later one."""
    ids = dict.fromkeys(form.id for report in (after, before) for form in report.instruments)
    return SideBySide(
        made=(before.cover.made_at, after.cover.made_at),
        days=((before.cover.first, before.cover.last), (after.cover.first, after.cover.last)),
        same_person=before.person == after.person,
        shared=max(before.cover.first, after.cover.first) <= min(before.cover.last, after.cover.last),
        forms=tuple(pair for one in ids if (pair := _form(one, before, after)) is not None),
        told=tuple(told for section in TOLD if (told := _told(section, before, after)) is not None),
        only_before=_only(before, after),
        only_after=_only(after, before),
    )


@dataclass(frozen=True)
class _Latest:
    sitting: str
    on: date
    form: Questionnaire
    rows: dict[str, ScoreRow]


def _latest(report: Report, questionnaire: str) -> _Latest | None:
    """The latest sitting of an instrument that has numbers in a report."""
    forms = {form.digest: form for form in report.instruments if form.id == questionnaire}
    scored = {row.assessment for row in report.scores}
    records = [one for one in report.sittings if one.questionnaire in forms and one.id in scored]
    if not records:
        return None
    last = max(records, key=lambda one: (one.taken_at, one.id))
    rows = {row.scale: row for row in report.scores if row.assessment == last.id}
    return _Latest(last.id, last.local, forms[last.questionnaire], rows)


def _form(questionnaire: str, before: Report, after: Report) -> FormPair | None:
    earlier, later = _latest(before, questionnaire), _latest(after, questionnaire)
    shown = later or earlier
    if shown is None:
        return None
    same = earlier is not None and later is not None and earlier.sitting == later.sitting
    verdicts = _verdicts(after, questionnaire, earlier, later)
    titles = {scale.id: scale.title for one in (later, earlier) if one for scale in reversed(one.form.scales)}
    order = dict.fromkeys(scale.id for one in (later, earlier) if one for scale in one.form.scales)
    return FormPair(
        form=shown.form,
        before_on=earlier.on if earlier else None,
        after_on=later.on if later else None,
        same_sitting=same,
        same_form=earlier is not None and later is not None and earlier.form.digest == later.form.digest,
        pulse=shown.form.is_pulse,
        scales=() if shown.form.is_pulse else tuple(
            _pair(scale, titles[scale], earlier, later, verdicts.get(scale)) for scale in order
        ),
    )  # fmt: skip


def _pair(scale: str, title: str, before: _Latest | None, after: _Latest | None, found: ChangeRow | None) -> ScalePair:
    return ScalePair(
        title=title,
        before=_reading(before, scale),
        after=_reading(after, scale),
        verdict=found.verdict if found else None,
        reason=found.reason if found else None,
    )


def _reading(one: _Latest | None, scale: str) -> Reading | None:
    row = one.rows.get(scale) if one else None
    if row is None:
        return None
    shown = row.status == "ok"
    return Reading(
        row.mean if shown else None,
        row.low95 if shown else None,
        row.high95 if shown else None,
        row.answered,
        row.items,
        row.status,
    )


def _verdicts(
    after: Report, questionnaire: str, earlier: _Latest | None, later: _Latest | None
) -> dict[str, ChangeRow]:
    """Scale -> the verdict of the later report, when it is between these very sittings."""
    if earlier is None or later is None or earlier.sitting == later.sitting:
        return {}
    wanted = ((earlier.sitting,), later.sitting)
    between = any(
        one.questionnaire == questionnaire and (one.reference, one.latest) == wanted for one in after.compared
    )
    return {row.scale: row for row in after.changes if row.questionnaire == questionnaire} if between else {}


def _told(which: SectionId, before: Report, after: Report) -> Told | None:
    pair = before.section(which), after.section(which)
    shown = pair[1] or pair[0]
    return Told(which, shown.title, _said(pair[0]), _said(pair[1])) if shown is not None else None


def _said(section: Section | None) -> str:
    """The findings of a section: what it leads with, and its paragraphs that are findings under their headings.

    A word without what it is about would be nobody's, and two practices with the same word would be one.
    """
    if section is None:
        return ""
    found, about = [section.lead], ""
    for block in section.blocks:
        if isinstance(block, Heading):
            about = f"“{block.text}”: "
        elif isinstance(block, Paragraph) and block.role == "finding":
            found.append(f"{about}{block.text}")
    return " ".join(text for text in found if text)


def _only(one: Report, other: Report) -> tuple[str, ...]:
    there = {section.id for section in other.sections}
    return _titles([section for section in one.sections if section.id not in there])


def _titles(sections: Sequence[Section]) -> tuple[str, ...]:
    return tuple(section.title for section in sections)
