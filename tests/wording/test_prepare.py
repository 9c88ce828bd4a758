"""Preparing, in words."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from eq.reflect.preparing import Chosen, Said
from eq.wording import prepare as words

DAY = date(2026, 11, 3)
NAMES = {"delay": "A delay", "phone": "Phone"}


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ((1, 0, 0, 0), "once · not said 1"),
        ((2, 1, 0, 1), "twice · worked 1, did not 1"),
        ((6, 3, 1, 1), "6 times · worked 3, partly 1, did not 1, not said 1"),
    ],
)
def test_uses_are_counted_as_they_were_said(counts, said) -> None:
    """What was never said is named as such, what never happened is left out."""
    assert words.used(*counts) == said


def test_the_lead_says_what_the_card_is_drawn_from() -> None:
    """And that it is something wider where nothing was written about what is chosen."""
    van = Chosen("c")
    assert words.lead(van, van, 1, DAY, NAMES) == "1 debrief with them, the last on 3 November 2026."
    assert words.lead(Chosen("c", "delay", "phone"), van, 2, DAY, NAMES) == (
        "No debrief with them on “A delay” and “Phone” yet. "
        "This is drawn from 2 debriefs with them, the last on 3 November 2026."
    )
    assert "playbook" in words.lead(van, Chosen(), 0, None, NAMES)


@pytest.mark.parametrize(
    ("prepared", "said"),
    [
        (datetime(2026, 11, 21, 8, tzinfo=UTC), "this morning"),
        (datetime(2026, 11, 21, 12, tzinfo=UTC), "earlier today"),
        (datetime(2026, 11, 21, 1, tzinfo=UTC), "earlier today"),
        (datetime(2026, 11, 20, 23, tzinfo=UTC), "yesterday"),
        (datetime(2026, 11, 3, 23, tzinfo=UTC), "on 3 November 2026"),
    ],
)
def test_when_it_was_is_said_as_people_say_it(prepared, said) -> None:
    """A night is no morning."""
    assert words.prepared_when(prepared, datetime(2026, 11, 21, 15, tzinfo=UTC), DAY) == said


def test_a_plan_is_one_sentence_however_its_parts_end() -> None:
    """No full stop stands twice or in the middle."""
    assert words.plan(" they shout. ", "I wait.") == "If they shout, then I wait."


def test_a_long_plan_keeps_both_of_its_parts() -> None:
    """A sign told at length does not push out what to do; the whole keeps to one text of the card."""
    said = words.plan("they ask " + "again and " * 40, "I name the next step " + "and its day " * 40)
    assert said.startswith("If they ask again")
    assert "…, then I name the next step" in said
    assert said.endswith("…")
    assert words.short(said) == said


def test_every_sentence_says_where_it_comes_from() -> None:
    """A preparation by its day, an own sentence and a shipped one by the way it belongs to."""
    ways = {"greet": "Greet"}
    assert words.said_by(Said("x", "preparation", DAY), ways) == "From your preparation of 3 Nov 2026"
    assert words.said_by(Said("x", "own", way="greet"), ways) == "Your own sentence for “Greet”"
    assert words.said_by(Said("x", "playbook", way="greet"), ways) == "Playbook example: Greet"


def test_a_long_text_is_cut_on_the_card_and_a_sentence_later() -> None:
    """So that the card stays one page; lines become one."""
    text = "a word\n" * 100
    assert len(words.short(text)) <= 150
    assert 150 < len(words.sentence(text)) <= 240
    assert "\n" not in words.sentence(text)
