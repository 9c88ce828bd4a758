"""Which feeling words are offered, and which one a typed word means."""

from __future__ import annotations

from eq.actions import feelings
from eq.reflect.entry import Point


def test_eight_words_near_a_point_the_nearest_first():
    near = feelings.near(Point(0.8, 0.8))
    assert len(near) == 8
    assert near[0] == "excited"


def test_an_axis_left_alone_counts_as_its_middle():
    assert feelings.near(Point(0.5, None)) == feelings.near(Point(0.5, 0.0))


def test_without_a_point_every_corner_of_the_plane_has_two_words():
    """Eight different words, so that a person who skips the plane is not led to one mood."""
    offered = feelings.near(None)
    places = {one.word: one for one in feelings.words()}
    corners = [(places[word].pleasantness > 0, places[word].energy > 0) for word in offered]
    assert len(set(offered)) == 8
    assert {corner: corners.count(corner) for corner in corners} == dict.fromkeys(
        [(True, True), (False, True), (True, False), (False, False)], 2
    )
    assert feelings.near(Point(None, None)) == offered


def test_a_shipped_word_is_known_whatever_its_case_and_an_own_one_stays_as_it_is():
    assert feelings.meant("  CALM ") == "calm"
    assert feelings.meant("Like   rain") == "Like rain"
    assert feelings.meant("cal") == "cal"


def test_a_word_spelt_nearly_so_is_offered_beside_it():
    assert feelings.alike("dissapointed")[0] == "disappointed"
    assert feelings.alike("calm") == ()
    assert feelings.alike("like rain") == ()


def test_unsure_ships_with_a_place_of_its_own():
    """The chip that is always there is one of the words, so that Insights can count it with them."""
    assert feelings.UNSURE in {one.word for one in feelings.words()}
