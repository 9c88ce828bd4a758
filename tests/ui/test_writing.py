"""What a field and the plane take in from the browser, and what they pass over."""

from __future__ import annotations

import pytest

from eq.errors import EqError
from eq.ui.components import plane, sending, writing


@pytest.fixture
def state(monkeypatch):
    """The session state of one tab, as the components see it."""
    import streamlit as st

    values = {}
    monkeypatch.setattr(st, "session_state", values)
    return values


def told(state, **message):
    state["field"] = {"sent": message}
    kept = []

    def keep(sent):
        kept.append(sent["text"])
        return True

    sending.hand_over("field", keep)
    return kept


def test_a_message_is_handled_once(state):
    assert told(state, seq=1, text="a") == ["a"]
    assert told(state, seq=1, text="a") == []
    assert told(state, seq=2, text="ab") == ["ab"]
    assert told(state, seq=1, text="a") == []


def test_a_message_for_a_server_that_is_gone_is_passed_over(state):
    """A browser repeats its last message to a new server; only what it tells the new one counts."""
    assert told(state, seq=5, text="old", session="another") == []
    session = sending.state_data("field")["session"]
    assert told(state, seq=5, text="new", session=session) == ["new"]


@pytest.mark.parametrize("sent", [None, 1, "x", [], {}, {"seq": "1"}, {"seq": True}, {"seq": 1.5}])
def test_anything_of_another_shape_is_passed_over(state, sent):
    state["field"] = {"sent": sent}
    assert not sending.hand_over("field", lambda _: pytest.fail("handed over"))
    state["field"] = sent
    assert not sending.hand_over("field", lambda _: pytest.fail("handed over"))


def test_trouble_is_told_until_the_same_message_is_kept(state):
    """The message counts as not kept, so that the browser tells again."""

    def full(_):
        raise EqError("Your note", "The disk is full.", "Free some space.")

    state["field"] = {"sent": {"seq": 3, "text": "a"}}
    assert not sending.hand_over("field", full)
    assert "The disk is full" in sending.state_data("field")["trouble"]
    assert told(state, seq=3, text="a") == ["a"]
    assert sending.state_data("field") | {"session": ""} == {"session": "", "kept": 3, "trouble": None}


@pytest.mark.parametrize("value", [None, True, "0", 1.01, -2, float("nan"), float("inf")])
def test_what_is_no_coordinate_is_none(value):
    assert plane._coordinate(value) is None


def test_a_coordinate_is_a_number_within_the_plane():
    assert [plane._coordinate(value) for value in (-1, 0, 0.25, 1)] == [-1.0, 0.0, 0.25, 1.0]


@pytest.mark.parametrize(
    ("text", "rows", "fill", "expected"),
    [
        ("", 3, "append", "Chip"),
        ("Mine. ", 3, "append", "Mine.\nChip"),
        ("Mine.", 1, "append", "Mine. Chip"),
        ("mine", 1, "append", "mine, Chip"),
        ("mine", 1, "replace", "Chip"),
    ],
)
def test_a_chip_joins_a_plain_field_as_it_joins_the_other(text, rows, fill, expected):
    assert writing._joined(text, "Chip", rows, fill) == expected


def test_a_label_in_our_words_is_not_escaped_and_a_risky_one_is():
    """Streamlit reads escapes out in the accessible name of its own fields."""
    assert writing._label("What happened, as a camera would see it?") == "What happened, as a camera would see it?"
    assert writing._label("[x](https://x.example)") != "[x](https://x.example)"
