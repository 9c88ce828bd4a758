"""Do the numbers of a report follow from the answers in it? They are worked out again and compared."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from eq.coach.report import ChangeRow, Chosen, Report, ScoreRow, Section
from eq.report.limits import limits
from eq.report.measured import measured
from eq.report.reading import reading
from eq.report.records import problems
from eq.report.standing import questions, standing
from eq.wording import following as words

MOST: Final = 200
"""Differences that are named."""

PROVEN: Final[tuple[Chosen, ...]] = ("profile", "change", "items", "appendix")
"""The sections that are made of answers alone."""

CLOSE: Final = 1e-9


@dataclass(frozen=True)
class Difference:
    """One thing that does not follow: where it stands, what the report says, and what the answers give."""

    where: str
    said: str
    found: str


@dataclass(frozen=True)
class Check:
    """``yes``: all of it follows; ``no``: ``differences`` say what does not; ``withheld``: there are no answers.

    ``numbers`` counts the values and sentences that were compared, ``differences`` names at most 200, ``unchecked``
    lists in words what could not be compared with answers.
    """

    status: Literal["yes", "no", "withheld"]
    numbers: int
    differences: tuple[Difference, ...]
    unchecked: tuple[str, ...]


def follows(report: Report, *, this: str = "") -> Check:
    """Work the report out again from its answers, and compare every number and every sentence made from them.

    ``this`` is what this program calls itself in a report. One that another version made may word its sections in
    another way: then the rows of scores and changes are compared and the sections are named as unchecked. "" compares
    all of it, whoever made it.
    """
    kept_back = bool(report.sittings) and report.sittings[0].answers is None
    worded = this in ("", report.made_with)
    unchecked = (
        _unchecked(report, kept_back=kept_back) if worded else (words.WORDING, *_unchecked(report, kept_back=True))
    )
    wrong = tuple(Difference(*one) for one in problems(report))
    if wrong:
        return Check("no", 0, wrong[:MOST], unchecked)
    found = _Comparison(differences=[Difference(*one) for one in standing(report, worded=worded)][:MOST])
    if worded:
        for fresh in (reading(report.cover, report.cover.copy_for), limits(report.instruments, report.cover.copy_for)):
            found.section(report, fresh)
    if not kept_back:
        _numbers(found, report, worded=worded)
    if found.differences:
        return Check("no", found.numbers, tuple(found.differences), unchecked)
    return Check("withheld" if kept_back else "yes", found.numbers, (), unchecked)


def _unchecked(report: Report, *, kept_back: bool) -> tuple[str, ...]:
    """In words what no comparison reaches, the sections in their order and the cover last."""
    parts: list[str] = []
    if kept_back:
        parts += [words.WITHHELD[one.id] for one in report.sections if one.id in words.WITHHELD]
    elif report.sittings:
        parts += [words.REFERENCE] * bool(report.compared) + [words.ORDER]
    other = words.UNCHECKED | ({"questions": words.QUESTIONS} if kept_back else {})
    return (*parts, *(other[one.id] for one in report.sections if one.id in other), words.COVER)


def _numbers(found: _Comparison, report: Report, *, worded: bool) -> None:
    chosen = frozenset(one for one in PROVEN if report.section(one) is not None)
    fresh = measured(report.instruments, report.sittings, report.compared, chosen, answers=True)
    day = {one.id: one.local for one in report.sittings}

    def score(row: ScoreRow) -> str:
        return words.score(row.questionnaire, row.scale, day.get(row.assessment))

    def change(row: ChangeRow) -> str:
        return words.change(row.questionnaire, row.scale, day.get(row.before), day.get(row.after))

    found.rows(
        {(row.assessment, row.scale): (score(row), row.model_dump()) for row in report.scores},
        {(row.assessment, row.scale): (score(row), row.model_dump()) for row in fresh.scores},
        words.twice(words.SCORES, len(report.scores)),
        len(report.scores),
    )
    found.rows(
        {(row.questionnaire, row.scale): (change(row), row.model_dump()) for row in report.changes},
        {(row.questionnaire, row.scale): (change(row), row.model_dump()) for row in fresh.changes},
        words.twice(words.CHANGES, len(report.changes)),
        len(report.changes),
    )
    if worded:
        for section in fresh.sections:
            found.section(report, section)
        found.differences += [Difference(*one) for one in questions(report)][: MOST - len(found.differences)]


_Rows = Mapping[tuple[str, str], tuple[str, dict[str, Any]]]
"""Rows by what they are about, each with the words for it."""


@dataclass
class _Comparison:
    """What was compared so far, and what was found."""

    numbers: int = 0
    differences: list[Difference] = field(default_factory=list)

    def rows(self, said: _Rows, fresh: _Rows, doubled: str, given: int) -> None:
        """Compare rows of numbers; ``given`` is how many the report has, more than there are if one is there twice."""
        if given != len(said):
            self._differ(doubled, str(given), str(len(said)))
        for key in dict.fromkeys([*fresh, *said]):
            where = (fresh.get(key) or said[key])[0]
            if key not in said or key not in fresh:
                there, missing = words.THERE, words.NOT_THERE
                self._differ(where, *((there, missing) if key in said else (missing, there)))
                continue
            for name, value in fresh[key][1].items():
                self._values(f"{where}, {words.part(name)}", said[key][1][name], value)

    def section(self, report: Report, fresh: Section) -> None:
        """Compare every sentence and number of one section; a section that was taken out is no difference."""
        same = [one for one in report.sections if one.id == fresh.id]
        if len(same) > 1:
            self._differ(words.section(fresh.title), words.SEVERAL, words.THERE)
        for one in same:
            self._values(words.section(fresh.title), one.model_dump(), fresh.model_dump())

    def _values(self, where: str, said: Any, found: Any) -> None:
        """Compare two values of any shape; a difference is named where it lies deepest."""
        if isinstance(said, Mapping) and isinstance(found, Mapping):
            for key in dict.fromkeys([*found, *said]):
                self._values(f"{where}, {words.part(key)}", said.get(key), found.get(key))
        elif _listed(said) and _listed(found):
            if len(said) != len(found):
                self._differ(words.length(where), str(len(said)), str(len(found)))
            for at, (one, other) in enumerate(zip(said, found, strict=False), start=1):
                self._values(f"{where} {at}", one, other)
        else:
            self.numbers += 1
            if not _same(said, found):
                self._differ(where, words.shown(said), words.shown(found))

    def _differ(self, where: str, said: str, found: str) -> None:
        if len(self.differences) < MOST:
            self.differences.append(Difference(where, said, found))


def _listed(value: Any) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str)


def _same(said: Any, found: Any) -> bool:
    """Whether two values are equal; numbers up to the last digits, in which machines differ."""
    numbers = (int, float)
    if isinstance(said, bool) or isinstance(found, bool):
        return said is found
    if isinstance(said, numbers) and isinstance(found, numbers):
        return math.isclose(said, found, rel_tol=CLOSE, abs_tol=1e-12)
    return type(said) is type(found) and bool(said == found)
