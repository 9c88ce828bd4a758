"""The last word of a report: questions for a talk in the coach's copy, a meaning and a next step in the person's."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from eq.assess.profile import own_profile
from eq.assess.questionnaire import Questionnaire
from eq.coach.asking import Finding, Sitting, every, findings
from eq.coach.facts import LifeFacts
from eq.coach.report import Block, ChangeRow, Paragraph, Questions, Section, SittingRecord
from eq.wording import asking as words


def questions(
    forms: Sequence[Questionnaire],
    records: Sequence[SittingRecord],
    changes: Sequence[ChangeRow],
    facts: LifeFacts,
    *,
    profiled: bool = True,
) -> Section:
    """Questions to the client, each with what in this report led to it.

    ``records`` come with their answers; ``profiled``: the profile is in the report, so that areas may be asked about.
    """
    found = findings(_latest(forms, records, profiled=profiled), changes, facts)
    items = tuple(words.question(one) for one in found)
    return Section(
        id="questions", title=words.QUESTIONS_TITLE, lead=words.QUESTIONS_LEAD, blocks=(Questions(items=items),)
    )


def next_step(
    forms: Sequence[Questionnaire],
    records: Sequence[SittingRecord],
    changes: Sequence[ChangeRow],
    facts: LifeFacts,
    *,
    profiled: bool = True,
) -> Section:
    """What the findings can mean for the person, and one step for each that has one; arguments as ``questions``."""
    found = findings(_latest(forms, records, profiled=profiled), changes, facts)
    blocks = [block for one in found for block in _meant(one)] or [
        Paragraph(text=words.NOTHING_YET),
        Paragraph(text=f"{words.STEP}{words.FIRST_STEP}", role="finding"),
    ]
    return Section(id="next", title=words.NEXT_TITLE, lead=words.NEXT_LEAD, blocks=tuple(blocks))


def answered(
    forms: Sequence[Questionnaire],
    records: Sequence[SittingRecord],
    changes: Sequence[ChangeRow],
    *,
    profiled: bool,
) -> tuple[Finding, ...]:
    """Everything that answers alone lead to, however much of it stands in a report; arguments as ``questions``."""
    between = every(_latest(forms, records, profiled=profiled), changes, LifeFacts())
    return (Finding("aim"), *between, Finding("step"))


def _meant(found: Finding) -> tuple[Block, ...]:
    said = words.meaning(found)
    if said is None:
        return ()
    meaning, step = said
    return Paragraph(text=meaning), Paragraph(text=f"{words.STEP}{step}", role="finding")


def _latest(forms: Sequence[Questionnaire], records: Sequence[SittingRecord], *, profiled: bool) -> tuple[Sitting, ...]:
    """The last sitting of every instrument that shows numbers from one sitting, in the order of the instruments.

    One that waits for a word on its answers has no profile, as in its section, whatever the one before it says.
    """
    by_digest = {form.digest: form for form in forms}
    last: dict[str, SittingRecord] = {}
    for one in sorted(records, key=lambda record: (record.taken_at, record.id)):
        form = by_digest[one.questionnaire]
        if not form.is_pulse:
            last[form.id] = one
    return tuple(
        _sitting(by_digest[one.questionnaire], one)
        if profiled and one.quality != "open"
        else Sitting(by_digest[one.questionnaire], None)
        for one in last.values()
    )


def _sitting(form: Questionnaire, record: SittingRecord) -> Sitting:
    given = {one.item: one.value for one in record.answers or ()}
    found = (given.get(item.id) for item in form.items)
    values = np.array([np.nan if value is None else float(value) for value in found])
    return Sitting(form, own_profile(form, values))
