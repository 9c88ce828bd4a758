"""The appendix: which exact questionnaires were answered, when, and where it was let out each answer."""

from __future__ import annotations

from collections.abc import Sequence

from eq.assess.questionnaire import Questionnaire
from eq.coach.report import Block, Facts, Section, SittingRecord
from eq.report.blocks import heading, paragraphs, table
from eq.wording import report as words
from eq.wording.plain import number, short_day

GROUP = 5


def appendix(instruments: Sequence[Questionnaire], records: Sequence[SittingRecord], *, answers: bool) -> Section:
    """One part for each version that was answered; without ``answers`` only its fingerprint and the days."""
    if not records:
        return Section(id="appendix", title=words.TITLES["appendix"], lead=words.NO_SITTING)
    lead = words.WITH_ANSWERS if answers else words.HASHES_ONLY
    parts = ((form, [record for record in records if record.questionnaire == form.digest]) for form in instruments)
    blocks = tuple(block for form, found in parts if found for block in _one(form, found, answers))
    return Section(id="appendix", title=words.TITLES["appendix"], lead=lead, blocks=blocks)


def _one(form: Questionnaire, found: Sequence[SittingRecord], answers: bool) -> tuple[Block, ...]:
    head = (heading(f"{form.title}, version {form.version}"), Facts(rows=tuple(words.form_facts(form))))
    if not answers:
        return (*head, *paragraphs([words.days([record.local for record in found])]))
    title = {scale.id: scale.title for scale in form.scales}
    statements = [
        (str(at), item.text, title[item.scale], words.REVERSED if item.reverse else "")
        for at, item in enumerate(form.items, start=1)
    ]
    given = [(short_day(record.local), _answers(form, record), _seconds(record)) for record in found]
    return (
        *head,
        table(words.statements_caption(form), words.STATEMENT_COLUMNS, statements, (0,)),
        table(words.sittings_caption(form), words.SITTING_COLUMNS, given, (2,)),
    )


def _answers(form: Questionnaire, record: SittingRecord) -> str:
    """Answers in item order in groups of five; of answer scales with longer numbers each stands by itself."""
    given = {one.item: one.value for one in record.answers or ()}
    signs = [_sign(given[item.id]) if item.id in given else words.NO_ANSWER for item in form.items]
    inside = "" if form.answers.low >= 0 and form.answers.high <= 9 else " "
    groups = [inside.join(signs[at : at + GROUP]) for at in range(0, len(signs), GROUP)]
    return (" " if not inside else " | ").join(groups)


def _sign(value: int | None) -> str:
    return words.NOT_APPLICABLE if value is None else str(value).replace("-", "−")


def _seconds(record: SittingRecord) -> str:
    known = [one.seconds for one in record.answers or () if one.seconds is not None]
    return number(sum(known), 0) if known else "–"
