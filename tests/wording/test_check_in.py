"""A point on the plane, in words."""

from __future__ import annotations

import pytest

from eq.wording import check_in as words


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (-1.0, "very unpleasant"),
        (-0.65, "very unpleasant"),
        (-0.6, "rather unpleasant"),
        (-0.25, "rather unpleasant"),
        (-0.2, "neither pleasant nor unpleasant"),
        (0.2, "neither pleasant nor unpleasant"),
        (0.25, "rather pleasant"),
        (0.6, "rather pleasant"),
        (0.65, "very pleasant"),
    ],
)
def test_pleasantness_in_five_words(value, said):
    """The middle is the widest, and both sides are cut at the same distance from it."""
    assert words.pleasantness(value) == said


def test_a_point_says_only_the_axes_that_were_chosen():
    assert words.point(0.5, -0.7) == "rather pleasant, very low energy"
    assert words.point(0.5, None) == "rather pleasant"
    assert words.point(None, None) == ""


def test_what_was_kept_is_one_sentence_whatever_there_is():
    assert words.kept("rather pleasant", "calm, rested", "today at 9:05") == (
        "Today at 9:05: calm, rested; rather pleasant."
    )
    assert words.kept("", "", "today at 9:05") == "Today at 9:05."
