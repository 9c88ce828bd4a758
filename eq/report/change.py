"""The one comparison with a verdict, for every instrument that has one."""

from __future__ import annotations

import math
from collections.abc import Sequence

from eq.assess.change import Comparison
from eq.coach.report import Block, Bullets, ChangeRow, Section
from eq.report.blocks import heading, paragraphs
from eq.report.sections import section
from eq.report.series import Series
from eq.wording import report as words


def change(every: Sequence[Series]) -> Section:
    """What moved, what could have been seen, and where nothing was compared the reason."""
    return section("change", every, _finding, _one)


def rows(every: Sequence[Series]) -> tuple[ChangeRow, ...]:
    """The rows of `eq change` for every comparison, the scales of each in the order of its form."""
    return tuple(row for one in every if (found := one.comparison()) is not None for row in _rows(one, found))


def _rows(one: Series, found: Comparison) -> list[ChangeRow]:
    names = ("diff", "se", "t", "df", "p", "p_holm", "detectable")
    return [
        ChangeRow(
            questionnaire=one.form.id,
            before=found.reference.id,
            after=found.latest.id,
            scale=row.scale,
            items=row.items,
            verdict=row.verdict,
            reason=row.reason,
            **{name: _finite(getattr(row, name)) for name in names},
        )
        for row in found.changes
    ]


def _finite(value: float) -> float | None:
    """A number for the file: equal moves of all statements have no end of degrees of freedom, and JSON no infinity."""
    return value if math.isfinite(value) else None


def _finding(one: Series) -> str:
    if one.form.is_pulse:
        return words.PULSE_CHANGE
    found = one.comparison()
    if found is None:
        return words.ONE_SITTING
    if found.refused is not None:
        return words.refusal(found, of_plan=_of_plan(one))
    return words.headline(one.form, found.changes)


def _one(one: Series) -> tuple[Block, ...]:
    head = heading(one.form.title)
    found = None if one.form.is_pulse else one.comparison()
    if found is None or found.refused is not None:
        spanned = [words.span(found, of_plan=_of_plan(one))] if found and found.refused != "reference_only" else []
        return (head, *paragraphs(spanned, "quiet"))
    from eq.charts.still_change import figure

    title = {scale.id: scale.title for scale in one.form.scales}
    focus = one.compared.focus if one.compared else None
    return (
        head,
        *paragraphs(
            [words.span(found, of_plan=_of_plan(one)), *([words.focus(title[focus])] if focus in title else [])]
        ),
        figure(one.form, found, ours=one.ours),
        Bullets(items=tuple(words.notes(one.form, found.changes))),
    )


def _of_plan(one: Series) -> bool:
    return one.compared is not None and one.compared.of_plan
