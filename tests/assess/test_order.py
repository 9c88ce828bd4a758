from __future__ import annotations

from collections import Counter
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eq.assess.order import pages, shown_order
from eq.assess.questionnaire import AnswerScale, Item, Questionnaire, Scale
from eq.content import questionnaires

seeds = st.integers(0, 2**32 - 1)


def of(sizes: list[int], *, facets: bool = False) -> Questionnaire:
    """A form with one scale (or, with ``facets``, one facet of its only scale) of each size."""
    names = [f"g{n}" for n in range(len(sizes))]
    scales = [Scale(id="one", title="One", facets={name: name for name in names})]
    if not facets:
        scales = [Scale(id=name, title=name) for name in names]
    return Questionnaire(
        id="form",
        version=1,
        title="Form",
        answers=AnswerScale(low=1, high=2, labels=("No", "Yes")),
        scales=tuple(scales),
        items=tuple(
            Item(id=f"{name}-{n}", scale="one" if facets else name, facet=name if facets else None, text="Text.")
            for name, size in zip(names, sizes, strict=True)
            for n in range(size)
        ),
    )


def group(item: str) -> str:
    return item.split("-", 1)[0]


def neighbours(order: tuple[str, ...]) -> int:
    """How often two neighbours are of one group."""
    return sum(group(a) == group(b) for a, b in pairwise(order))


@given(sizes=st.lists(st.integers(1, 9), min_size=1, max_size=6), seed=seeds)
def test_every_item_is_shown_once(sizes: list[int], seed: int) -> None:
    """An order is a rearrangement of the form's items, whatever its shape."""
    form = of(sizes)
    assert Counter(shown_order(form, np.random.default_rng(seed))) == Counter(item.id for item in form.items)


@pytest.mark.parametrize("facets", [False, True], ids=["scales", "facets"])
@given(sizes=st.lists(st.integers(1, 9), min_size=2, max_size=6), seed=seeds)
def test_neighbours_differ_wherever_that_is_possible(facets: bool, sizes: list[int], seed: int) -> None:
    """No two neighbours share a scale (or facet) unless one has more items than the others can keep apart."""
    order = shown_order(of(sizes, facets=facets), np.random.default_rng(seed))
    largest = max(sizes)
    assert neighbours(order) == max(0, largest - 1 - (sum(sizes) - largest))


@pytest.mark.parametrize("name", questionnaires.shipped_ids())
@given(seed=seeds)
def test_a_shipped_form_never_shows_two_of_a_scale_together(name: str, seed: int) -> None:
    """On the forms that ship, two statements of one area never stand side by side."""
    form = questionnaires.shipped(name)
    scale = {item.id: item.scale for item in form.items}
    order = shown_order(form, np.random.default_rng(seed))
    assert all(scale[a] != scale[b] for a, b in pairwise(order))


@given(seed=seeds)
def test_the_same_seed_gives_the_same_order(seed: int) -> None:
    """A retest with the stored seed shows the statements in the same order."""
    form = of([8, 8, 8])
    first, second = (shown_order(form, np.random.default_rng(seed)) for _ in range(2))
    assert first == second


def test_other_seeds_give_other_orders() -> None:
    """The order really is shuffled: a hundred people see a hundred orders, and any item can come first."""
    form = of([8, 8, 8])
    orders = {shown_order(form, np.random.default_rng(seed)) for seed in range(100)}
    assert len(orders) == 100
    assert len({order[0] for order in orders}) > 20


def test_a_scale_too_large_to_keep_apart_keeps_its_facets_apart() -> None:
    """Where the statements of one area have to follow each other, those of one facet still do not."""
    form = Questionnaire(
        id="form",
        version=1,
        title="Form",
        answers=AnswerScale(low=1, high=2, labels=("No", "Yes")),
        scales=(Scale(id="big", title="Big", facets={"f": "F", "g": "G"}), Scale(id="small", title="Small")),
        items=(
            *(Item(id=f"{facet}-{n}", scale="big", facet=facet, text="Text.") for facet in "fg" for n in range(5)),
            Item(id="s-0", scale="small", text="Text."),
        ),
    )
    for seed in range(50):
        assert neighbours(shown_order(form, np.random.default_rng(seed))) == 0


def test_items_without_a_facet_may_stand_together() -> None:
    """On a form of one scale and no facets every order is allowed, and all items are shown."""
    form = of([6]).model_copy(update={"items": tuple(i.model_copy(update={"facet": None}) for i in of([6]).items)})
    assert len(shown_order(form, np.random.default_rng(1))) == 6


@given(count=st.integers(1, 200), size=st.integers(1, 20))
def test_pages_cut_the_order_into_few_and_even_parts(count: int, size: int) -> None:
    """Pages hold every item in order, none more than the size, none two more than another, and as few as possible."""
    order = tuple(f"i{n}" for n in range(count))
    cut = pages(order, size)
    lengths = [len(page) for page in cut]
    assert tuple(item for page in cut for item in page) == order
    assert max(lengths) <= size
    assert max(lengths) - min(lengths) <= 1
    assert len(cut) == -(-count // size)


def test_fifty_items_on_pages_of_seven_are_eight_pages() -> None:
    """Two pages of seven and six of six, instead of seven full ones and a page with one statement."""
    assert [len(page) for page in pages(tuple("x" * 50), 7)] == [7, 7, 6, 6, 6, 6, 6, 6]
