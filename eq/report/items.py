"""The statements behind a profile: the highest and the lowest, those about the opposite, and those that moved."""

from __future__ import annotations

import math
from collections.abc import Sequence

from eq.assess.questionnaire import AnswerScale, Item
from eq.coach.report import Block, Section
from eq.report.blocks import heading, paragraphs, table
from eq.report.series import Series
from eq.wording import change as change_words
from eq.wording import report as words

EACH = 2
"""Statements shown at either end of an area."""

MOST_MOVED = 20

_UNLIKE = {"other_instrument", "items_changed", "quality_open"}
"""Refusals after which even single answers are not laid side by side."""


def items(every: Sequence[Series]) -> Section:
    """For every instrument but pulses, of its latest sitting."""
    lead = words.ITEMS_LEAD if every else words.NO_SITTING
    blocks = tuple(block for one in every for block in _one(one))
    return Section(id="items", title=words.TITLES["items"], lead=lead, blocks=blocks)


def _one(one: Series) -> tuple[Block, ...]:
    latest = one.sittings[-1]
    head = heading(words.sitting(one.form, latest.taken_at.date()))
    if one.form.is_pulse:
        return (heading(one.form.title), *paragraphs([words.ITEMS_PULSE]))
    if latest.quality_open:
        return (head, *paragraphs([words.ITEMS_OPEN]))
    given = dict(zip(one.form.items, latest.values.tolist(), strict=True))
    answered = {item: value for item, value in given.items() if not math.isnan(value)}
    usual = [row for scale in one.form.scales for row in _ends(scale.title, _of(answered, scale.id), one.form.answers)]
    title = {scale.id: scale.title for scale in one.form.scales}
    opposite = [
        (title[item.scale], item.text, _label(value, one.form.answers))
        for item, value in answered.items()
        if item.reverse
    ]
    first = (table(words.ITEMS_CAPTION, words.ITEMS_COLUMNS, usual),) if usual else ()
    second = (
        (*paragraphs([words.OPPOSITE_NOTE]), table(words.OPPOSITE_CAPTION, words.OPPOSITE_COLUMNS, opposite))
        if opposite
        else ()
    )
    return (head, *first, *second, *_moved(one))


def _of(answered: dict[Item, float], scale: str) -> list[tuple[Item, float]]:
    """Answered statements of one area that are not about its opposite, in the order of the form."""
    return [(item, value) for item, value in answered.items() if item.scale == scale and not item.reverse]


def _ends(area: str, found: list[tuple[Item, float]], answers: AnswerScale) -> list[tuple[str, str, str, str]]:
    """The highest and the lowest of one area; where all are alike the first few, and said so.

    An answer that would stand at both ends stands only at the end of the area it is: in the middle, at neither.
    """
    values = {value for _, value in found}
    if len(values) < 2:
        return [(area, words.ALIKE, item.text, _label(value, answers)) for item, value in found[:EACH]]
    highest = sorted(found, key=lambda one: -one[1])[:EACH]
    lowest = sorted((one for one in found if one not in highest), key=lambda one: one[1])[:EACH]
    both = {value for _, value in highest} & {value for _, value in lowest}
    highest = [one for one in highest if one[1] not in both or one[1] == max(values)]
    lowest = [one for one in lowest if one[1] not in both or one[1] == min(values)]
    return [
        (area, word, item.text, _label(value, answers))
        for word, part in ((words.HIGHEST, highest), (words.LOWEST, lowest))
        for item, value in part
    ]


def _label(value: float, answers: AnswerScale) -> str:
    return answers.labels[int(value) - answers.low]


def _moved(one: Series) -> tuple[Block, ...]:
    found = one.comparison()
    if found is None or found.latest.id in found.reference.ids or found.refused in _UNLIKE:
        return ()
    rows = change_words.moved_rows(found)
    head = heading(words.MOVED_HEADING)
    if not rows:
        return (head, *paragraphs([words.NONE_MOVED]))
    caption = words.moved_caption(min(len(rows), MOST_MOVED), len(rows))
    return (head, table(caption, change_words.MOVED_COLUMNS, rows[:MOST_MOVED]))
