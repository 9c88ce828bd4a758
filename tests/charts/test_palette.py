"""Colours and shapes of the competencies."""

from __future__ import annotations

import pytest

from eq.charts.palette import DARK, LIGHT, SYMBOLS, Tokens, mark_colour, mark_size, mark_symbol, soft


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_the_five_colours_keep_their_order_and_return_from_the_sixth_scale_on(tokens: Tokens) -> None:
    assert [mark_colour(at, tokens) for at in range(10)] == [*tokens.marks, *tokens.marks]


def test_the_first_five_shapes_are_all_different_and_in_order() -> None:
    assert tuple(mark_symbol(at) for at in range(5)) == SYMBOLS
    assert len(set(SYMBOLS)) == 5


def test_the_first_twenty_five_scales_are_told_apart_by_colour_and_shape_together() -> None:
    assert len({(mark_colour(at, LIGHT), mark_symbol(at)) for at in range(25)}) == 25


def test_every_shape_has_a_size() -> None:
    assert all(0.9 <= mark_size(at) <= 1.3 for at in range(len(SYMBOLS)))


def test_a_soft_colour_is_the_same_colour_with_less_of_it() -> None:
    assert soft("#1B4587", 0.25) == "rgba(27,69,135,0.25)"
