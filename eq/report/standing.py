"""Do the parts of a report stand as they must: its sections, its days, and the questions that answers lead to?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Final, get_args

from eq.coach.asking import Rule
from eq.coach.report import SECTION_IDS, Questions, Report, SectionId
from eq.report.asking import answered
from eq.report.records import Wrong
from eq.wording import asking as asking_words
from eq.wording import following as words
from eq.wording import report as report_words
from eq.wording import report_life as life_words
from eq.wording import report_plan as plan_words

ALWAYS: Final[tuple[SectionId, ...]] = ("reading", "limits")
"""Sections that no report is without."""

FROM_ANSWERS: Final[tuple[Rule, ...]] = (
    "aim", "too-close", "lower", "higher", "change-settled", "change-leaning", "change-unclear", "change-refused",
    "step",
)  # fmt: skip
"""Rules that read nothing but answers, or nothing at all."""

_TITLES: Final[Mapping[SectionId, str]] = {
    "journal": life_words.JOURNAL,
    "entries": life_words.EPISODES,
    "promises": life_words.PROMISES,
    "plan": plan_words.TITLE,
    "next": asking_words.NEXT_TITLE,
    "questions": asking_words.QUESTIONS_TITLE,
}
_LEADS: Final[Mapping[SectionId, str]] = {
    "next": asking_words.NEXT_LEAD,
    "questions": asking_words.QUESTIONS_LEAD,
}


def standing(report: Report, *, worded: bool) -> Iterator[Wrong]:
    """Sections that are missing, doubled, out of order, of the other copy or under another name; days that cannot be.

    What sections say that are not made of answers is not looked at, and their names only where they are ``worded`` as
    this program words them.
    """
    yield from _sections(report, worded=worded)
    yield from _days(report)


def _sections(report: Report, *, worded: bool) -> Iterator[Wrong]:
    ids = [one.id for one in report.sections]
    for name in ALWAYS:
        if name not in ids:
            yield Wrong(words.section(report_words.TITLES[name]), words.NOT_THERE, words.THERE)
    if ids != sorted(dict.fromkeys(ids), key=SECTION_IDS.index):
        found = ", ".join(sorted(dict.fromkeys(ids), key=SECTION_IDS.index))
        yield Wrong(words.SECTIONS, ", ".join(ids), found)
    other: SectionId = "next" if report.cover.copy_for == "coach" else "questions"
    for one in report.sections:
        title = _TITLES.get(one.id, one.title)
        if one.id == other:
            yield Wrong(words.section(title), words.THERE, words.NOT_THERE)
        if not worded:
            continue
        if one.title != title:
            yield Wrong(words.section(title), words.shown(one.title), title)
        if one.lead != _LEADS.get(one.id, one.lead):
            yield Wrong(words.section(title), words.shown(one.lead), _LEADS[one.id])


def _days(report: Report) -> Iterator[Wrong]:
    """Sittings outside the period are the reference of a comparison or nothing; no report covers days to come."""
    cover = report.cover
    days = f"{cover.first} – {cover.last}"
    if cover.last > cover.made_at.date() + timedelta(days=1) or cover.first > cover.last:
        yield Wrong(words.DAYS, days, words.until(cover.made_at.date()))
    counted = {name for one in report.compared for name in one.reference}
    for record in report.sittings:
        if record.local > cover.last or (record.local < cover.first and record.id not in counted):
            yield Wrong(words.sitting(record.local, record.id), str(record.local), days)


def questions(report: Report) -> Iterator[Wrong]:
    """Questions that answers lead to, and that say something else than these answers; the others are not looked at.

    ``report`` comes with its answers.
    """
    section = report.section("questions")
    if section is None:
        return
    profiled = report.section("profile") is not None
    found = answered(report.instruments, report.sittings, report.changes, profiled=profiled)
    known = [asking_words.question(one) for one in found]
    where = words.section(section.title)
    for block in section.blocks:
        if not isinstance(block, Questions):
            yield Wrong(where, words.shown(block.type), "questions")
            continue
        for one in block.items:
            if one.rule not in get_args(Rule):
                yield Wrong(where, words.shown(one.rule), words.NOT_THERE)
            elif one.rule in FROM_ANSWERS and one not in known:
                same = next((other.because for other in known if other.rule == one.rule), words.NOT_THERE)
                yield Wrong(where, words.shown(f"{one.text} {one.because}"), words.shown(same))
