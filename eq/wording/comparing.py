"""Two reports side by side, in words: blocks that are drawn like those of any report."""

from __future__ import annotations

from datetime import date
from typing import Final

from eq.coach.comparing import FormPair, Reading, SideBySide
from eq.coach.report import Block, Column, Facts, Heading, Paragraph, Section, Table
from eq.wording.change import VERDICT
from eq.wording.plain import between, listing, number, short_day

TITLE: Final = "Numbers side by side"
LEAD: Final = (
    "What each report says, next to the other. Two numbers alone do not tell whether anything changed: a verdict "
    "stands here only where the later report gives one between these very sittings."
)
NO_NUMBERS: Final = "Neither report has numbers of a questionnaire."
OTHER_PERSON: Final = "The two reports were made in different workspaces. See that they are of one person."
SHARED: Final = (
    "Both reports cover some of the same days, so what is counted on those stands in both. Counts, shares and words of "
    "the two are not tested against each other."
)
APART: Final = "Counts, shares and words of the two reports are not tested against each other."
NO_VERDICT: Final = "no verdict between these two"
NOTHING: Final = "Not in this report."
PULSE: Final = "A weekly pulse is read over weeks, not from two single answers. Its figure stands in each report."
WITHHELD: Final = {
    "too_few_items": "too few statements on the form",
    "too_few_answered": "fewer than four in five statements answered",
    "quality_open": "a question about these answers is still open",
}
SAME: Final = "Both reports show the same sitting, so there is nothing to compare."
OTHER_FORM: Final = "The two sittings were on different versions of the form, so the means may not mean the same."


def sections(found: SideBySide) -> tuple[Section, ...]:
    """The numbers first, then what both say of the journal, promises and the plan."""
    before, after = (_report(days) for days in found.days)
    blocks: list[Block] = []
    if not found.same_person:
        blocks.append(Paragraph(text=OTHER_PERSON, role="caution"))
    for form in found.forms:
        blocks += _form(form)
    if not found.forms:
        blocks.append(Paragraph(text=NO_NUMBERS))
    if found.told:
        blocks.append(Paragraph(text=SHARED if found.shared else APART, role="quiet"))
    blocks += [Paragraph(text=text, role="quiet") for text in _only(found, before, after)]
    told = tuple(
        Section(
            id=one.section,
            title=one.title,
            blocks=(Facts(rows=((before, one.before or NOTHING), (after, one.after or NOTHING))),),
        )
        for one in found.told
    )
    return (Section(id="profile", title=TITLE, lead=LEAD, blocks=tuple(blocks)), *told)


def _report(days: tuple[date, date]) -> str:
    return f"{short_day(days[0])} to {short_day(days[1])}"


def _form(pair: FormPair) -> list[Block]:
    head = Heading(text=pair.form.title[:2_000])
    if pair.pulse:
        return [head, Paragraph(text=PULSE)]
    notes = []
    if pair.same_sitting:
        notes.append(Paragraph(text=SAME, role="caution"))
    elif pair.before_on and pair.after_on and not pair.same_form:
        notes.append(Paragraph(text=OTHER_FORM, role="caution"))
    low, high = pair.form.answers.low, pair.form.answers.high
    judged = any(scale.verdict is not None for scale in pair.scales)
    rows = tuple(
        (
            scale.title,
            _reading(scale.before),
            _reading(scale.after),
            *((VERDICT.get(scale.verdict or "", NO_VERDICT),) if judged else ()),
        )
        for scale in pair.scales
    )
    titles = ("Area", _sitting(pair.before_on), _sitting(pair.after_on), *(("In the later report",) if judged else ()))
    table = Table(
        caption=f"Mean on the scale from {low} to {high}, with its 95 % range and how many statements were answered",
        columns=tuple(Column(title=title) for title in titles),
        rows=rows,
    )
    if not judged and not pair.same_sitting and pair.before_on and pair.after_on:
        notes.append(Paragraph(text=f"The later report gives {NO_VERDICT} sittings.", role="quiet"))
    return [head, table, *notes]


def _sitting(on: date | None) -> str:
    return short_day(on) if on else "no sitting"


def _reading(reading: Reading | None) -> str:
    if reading is None:
        return "–"
    answered = f"{reading.answered} of {reading.items}"
    if reading.mean is None or reading.low95 is None or reading.high95 is None:
        return f"no number: {WITHHELD.get(reading.status, 'not shown')} ({answered})"
    return f"{number(reading.mean, 2)} ({between(reading.low95, reading.high95, 2)}), {answered}"


def _only(found: SideBySide, before: str, after: str) -> list[str]:
    return [
        f"Only in the report on {days}: {listing(titles)}."
        for days, titles in ((before, found.only_before), (after, found.only_after))
        if titles
    ]
