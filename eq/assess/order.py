"""The order in which the items of a form are shown, and how they fall on pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping

import numpy as np

from eq.assess.questionnaire import Questionnaire


def shown_order(questionnaire: Questionnaire, generator: np.random.Generator) -> tuple[str, ...]:
    """Item ids in a random order that mixes the scales.

    No two neighbours share a scale wherever the counts allow it, nor a facet where only one scale is left. The same
    generator state gives the same order.
    """
    scale = {item.id: item.scale for item in questionnaire.items}
    facet = {item.id: (item.scale, item.facet or item.id) for item in questionnaire.items}
    left = [questionnaire.items[i].id for i in generator.permutation(len(questionnaire.items))]
    shown: list[str] = []
    while left:
        last = shown[-1] if shown else None
        shown.append(_apart(_apart(left, scale, last), facet, last)[0])
        left.remove(shown[-1])
    return tuple(shown)


def _apart(choices: list[str], group: Mapping[str, Hashable], last: str | None) -> list[str]:
    """The choices that keep groups apart: those of another group than the last item's, or all if there are none.

    A group that holds more than half of the choices goes first, or its items would have to stand together at the end.
    """
    before = None if last is None else group[last]
    largest, size = Counter(group[item] for item in choices).most_common(1)[0]
    if largest != before and 2 * size > len(choices):
        return [item for item in choices if group[item] == largest]
    return [item for item in choices if group[item] != before] or choices


def pages(order: tuple[str, ...], page_size: int) -> tuple[tuple[str, ...], ...]:
    """The order cut into the fewest pages of at most ``page_size`` items, as even as possible."""
    count = -(-len(order) // page_size)
    base, longer = divmod(len(order), count)
    cut, found = 0, []
    for page in range(count):
        size = base + (page < longer)
        found.append(order[cut : cut + size])
        cut += size
    return tuple(found)
