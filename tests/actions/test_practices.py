"""The library of practices as the pages ask for it: found, and left out or taken back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eq.actions import practices
from eq.errors import EqError


def test_one_is_found_by_its_id():
    """An id that no practice has is an error in words."""
    assert practices.one("slow-breathing").minutes == 3
    with pytest.raises(EqError, match="no such practice"):
        practices.one("hold-your-breath")


def test_an_exercise_is_found_by_its_id():
    """And one that does not ship is an error in words."""
    assert practices.guide("look-around").seconds == 60
    with pytest.raises(EqError, match="no such exercise"):
        practices.guide("slow-breath")


def test_without_words_every_practice_is_found():
    """An empty search is no search."""
    assert practices.search("") == practices.search("  *** ") == practices.all()
    assert len(practices.all()) == 54


@pytest.mark.parametrize(
    ("text", "practice"),
    [("APOLOG", "full-apology"), ("slöw breath", "slow-breathing"), ('"sleep window"', "regular-sleep-window")],
)
def test_a_search_looks_at_beginnings_without_case_or_accents(text, practice):
    """All the words have to occur somewhere in title, fit, steps, small version or measure."""
    found = [one.id for one in practices.search(text)]
    assert practice in found
    assert len(found) < 20


@given(st.text(max_size=80))
def test_whatever_is_typed_is_no_error(text):
    """A search finds practices of the library, in its order, or none."""
    found = practices.search(text)
    assert list(found) == [one for one in practices.all() if one in found]


def test_candidates_are_the_practices_in_order():
    """What is chosen from is the whole library, each once, with its minutes of a day."""
    found = practices.candidates()
    assert [one.id for one in found] == [one.id for one in practices.all()]
    assert [one.order for one in found] == list(range(54))
    assert all(one.minutes_a_day == practices.one(one.id).minutes_a_day for one in found)


def test_before_breathing_there_is_another_choice():
    """The caution comes with Look around as an equal, and that exercise ships."""
    said = practices.breathing()
    assert any("ask a clinician" in line for line in said.lines)
    assert practices.guide(said.choices[0].id).id == "look-around"


def test_a_practice_is_left_out_and_taken_back(workspace):
    """Leaving out twice is the same as once; taking back what was not left out is no error."""
    assert practices.skipped(workspace) == frozenset()
    practices.take_back(workspace, "woop")
    assert not workspace.exists()
    practices.skip(workspace, "slow-breathing")
    practices.skip(workspace, "slow-breathing")
    practices.skip(workspace, "body-scan")
    assert practices.skipped(workspace) == {"slow-breathing", "body-scan"}
    practices.take_back(workspace, "slow-breathing")
    practices.take_back(workspace, "slow-breathing")
    assert practices.skipped(workspace) == {"body-scan"}


def test_only_that_it_is_left_out_is_kept(workspace):
    """No reason, which could be one of health, is ever written."""
    practices.skip(workspace, "slow-breathing")
    with workspace.read() as db:
        (row,) = db.execute("select practice from practice_skipped").fetchall()
        columns = [one[1] for one in db.execute("pragma table_info(practice_skipped)")]
    assert row[0] == "slow-breathing"
    assert columns == ["person", "practice", "at"]


def test_what_is_no_practice_is_not_left_out(workspace):
    """An unknown id changes nothing."""
    with pytest.raises(EqError, match="no such practice"):
        practices.skip(workspace, "anything")
    assert not workspace.exists()
