"""A section with one part for each questionnaire, its finding first."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from eq.coach.report import Block, Section, SectionId
from eq.report.blocks import paragraphs
from eq.report.series import Series
from eq.wording import report as words


def section(
    name: SectionId,
    every: Sequence[Series],
    finding: Callable[[Series], str],
    part: Callable[[Series], Sequence[Block]],
) -> Section:
    """The finding of the first questionnaire leads; those of the others stand in their own parts, under the heading.

    ``part`` gives the heading and what follows the finding; the heading under the lead stands only over something.
    """
    title = words.TITLES[name]
    if not every:
        return Section(id=name, title=title, lead=words.NO_SITTING)
    first = list(part(every[0]))
    blocks: list[Block] = first if len(first) > 1 else []
    for one in every[1:]:
        head, *rest = part(one)
        blocks += [head, *paragraphs([finding(one)], "finding"), *rest]
    lead = words.of_first(every[0].form, finding(every[0]), len(every))
    return Section(id=name, title=title, lead=lead, blocks=tuple(blocks))
