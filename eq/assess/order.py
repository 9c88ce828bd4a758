"""The order in which the items of a form are shown, and how they fall on pages."""

from __future__ import annotations

from collections import Counter

import numpy as np

from eq.assess.questionnaire import Questionnaire


def shown_order(questionnaire: Questionnaire, generator: np.random.Generator) -> tuple[str, ...]:
    """Item ids in a random order that mixes the scales.

    No two neighbours share a scale (or a facet, on a form of one scale) wherever the counts allow it, so that no two
    items of a facet stand side by side. The same generator state gives the same order.
    """
    group = {item.id: item.scale for item in questionnaire.items}
    if len(questionnaire.scales) == 1:
        group = {item.id: item.facet or item.id for item in questionnaire.items}
    left = [questionnaire.items[i].id for i in generator.permutation(len(questionnaire.items))]
    shown: list[str] = []
    while left:
        last = group[shown[-1]] if shown else None
        shown.append(_next(left, group, last))
        left.remove(shown[-1])
    return tuple(shown)


def _next(left: list[str], group: dict[str, str], last: str | None) -> str:
    """The first item of another group than the last; of the largest group once it would otherwise be left over."""
    counts = Counter(group[item] for item in left)
    largest, size = counts.most_common(1)[0]
    if largest != last and 2 * size > len(left):
        return next(item for item in left if group[item] == largest)
    return next((item for item in left if group[item] != last), left[0])


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
