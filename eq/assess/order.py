"""The order in which the items of a form are shown, and how they fall on pages."""

from __future__ import annotations

from collections import Counter

import numpy as np

from eq.assess.questionnaire import Item, Questionnaire


def shown_order(questionnaire: Questionnaire, generator: np.random.Generator) -> tuple[str, ...]:
    """Item ids in a random order that mixes the scales.

    No two neighbours share a scale (or a facet, on a form of one scale) wherever the counts allow it, so that no two
    items of a facet stand side by side. The same generator state gives the same order.
    """
    items = {item.id: item for item in questionnaire.items}
    left = [questionnaire.items[i].id for i in generator.permutation(len(questionnaire.items))]
    shown: list[str] = []
    while left:
        shown.append(_next(left, items, shown[-1] if shown else None))
        left.remove(shown[-1])
    return tuple(shown)


def _next(left: list[str], items: dict[str, Item], last: str | None) -> str:
    """The first item of another scale than the last, or else of another facet.

    A scale that holds more than half of what is left goes first, or its items would have to stand together at the end.
    """
    counts = Counter(items[item].scale for item in left)
    largest, size = counts.most_common(1)[0]
    crowded = [item for item in left if items[item].scale == largest] if 2 * size > len(left) else left
    if last is None:
        return crowded[0]
    for choice in (crowded, left):
        for item in choice:
            if items[item].scale != items[last].scale:
                return item
    return next((item for item in left if items[item].facet != items[last].facet or items[item].facet is None), left[0])


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
