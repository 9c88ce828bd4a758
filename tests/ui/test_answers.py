from __future__ import annotations

import dataclasses
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from eq.ui.components import answers as component
from eq.ui.components.answers import AnswerPage, Answers, Choice, Statement, fit, page_data, read_message, time_left

PAGE = AnswerPage(
    sitting="s-1",
    form_title="Five competencies",
    frame="How often?",
    page_number=2,
    pages=3,
    statements=(Statement("a", "One"), Statement("b", "Two")),
    choices=tuple(Choice(value, f"label {value}") for value in range(1, 6)),
    not_applicable="No chance to do this",
    given={"a": 4},
    answered_total=9,
    total=20,
    minutes_left=3,
)
MESSAGE = {
    "sitting": "s-1",
    "page": 2,
    "seq": 7,
    "given": {"a": 5, "b": "na"},
    "seconds": 12.5,
    "item_seconds": {"a": 4, "b": 8.5},
    "go": "next",
}


def test_a_message_is_read_as_it_was_sent():
    assert read_message(MESSAGE) == Answers("s-1", 2, {"a": 5, "b": "na"}, 12.5, {"a": 4.0, "b": 8.5}, 7, "next")


@pytest.mark.parametrize(
    "broken",
    [
        None,
        [],
        "text",
        {},
        MESSAGE | {"sitting": 1},
        MESSAGE | {"page": "2"},
        MESSAGE | {"page": True},
        MESSAGE | {"seq": 7.5},
        MESSAGE | {"seconds": -1},
        MESSAGE | {"seconds": float("nan")},
        MESSAGE | {"seconds": "12"},
        MESSAGE | {"given": [["a", 5]]},
        MESSAGE | {"given": {"a": "five"}},
        MESSAGE | {"given": {"a": True}},
        MESSAGE | {"given": {"a": None}},
        MESSAGE | {"item_seconds": {"a": "4"}},
        MESSAGE | {"item_seconds": None},
        MESSAGE | {"go": "home"},
        MESSAGE | {"go": ["next"]},
    ],
)
def test_a_message_of_another_shape_is_no_message(broken):
    assert read_message(broken) is None


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from(sorted(MESSAGE)), ANYTHING))
def test_no_message_makes_the_reader_stumble(changes):
    """Whatever stands in a message, it is either refused or has only answers of the two kinds and finite times."""
    sent = read_message(MESSAGE | changes)
    if sent is not None:
        assert all(value == "na" or type(value) is int for value in sent.given.values())
        assert sent.seconds >= 0
        assert sent.go in (None, "back", "next")


def test_a_message_of_another_sitting_does_not_fit():
    assert fit(read_message(MESSAGE | {"sitting": "s-2"}), PAGE) is None


def test_only_answers_on_offer_to_statements_shown_fit():
    """A value off the scale and a statement of another page are left out, with their times."""
    sent = read_message(MESSAGE | {"given": {"a": 6, "b": 2, "c": 3}, "item_seconds": {"a": 1, "b": 2, "c": 3}})
    fitting = fit(sent, PAGE)
    assert fitting.given == {"b": 2}
    assert fitting.item_seconds == {"b": 2.0}
    assert fitting.go == "next"


def test_does_not_apply_fits_only_where_it_is_offered():
    sent = read_message(MESSAGE)
    assert fit(sent, PAGE).given == {"a": 5, "b": "na"}
    assert fit(sent, dataclasses.replace(PAGE, not_applicable=None)).given == {"a": 5}


def test_a_late_message_of_another_page_keeps_its_answers_but_moves_nothing():
    fitting = fit(read_message(MESSAGE | {"page": 1, "given": {"z": 3}}), PAGE)
    assert fitting.given == {"z": 3}
    assert fitting.page_number == 1
    assert fitting.go is None


def test_the_browser_gets_what_the_page_shows():
    data = page_data(PAGE, kept=6, trouble=None)
    assert json.loads(json.dumps(data)) == data
    assert data["context"] == "Five competencies · page 2 of 3"
    assert data["given"] == {"a": 4}
    assert data["elsewhere"] == 8
    assert data["left"] == "about 3 minutes left"
    assert data["kept"] == 6
    assert data["words"]["next"] == "Next"


def test_the_last_page_leads_to_the_review():
    last = dataclasses.replace(PAGE, page_number=3)
    assert last.last
    assert page_data(last, None, None)["words"]["next"] == "Review"


@pytest.mark.parametrize(
    ("choices", "none", "help_text"),
    [
        (5, "No chance", "Keys 1 to 5 answer and move on, 0 is “No chance”, Backspace goes back."),
        (5, None, "Keys 1 to 5 answer and move on, Backspace goes back."),
        (11, None, "Keys 1 to 9 answer and move on, Backspace goes back."),
    ],
)
def test_the_help_names_the_keys_that_work(choices, none, help_text):
    page = dataclasses.replace(
        PAGE, choices=tuple(Choice(value, str(value)) for value in range(choices)), not_applicable=none
    )
    assert page_data(page, None, None)["words"]["help"].startswith(help_text)


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (None, ""),
        (0, "less than a minute left"),
        (1, "about 1 minute left"),
        (9, "about 9 minutes left"),
    ],
)
def test_the_time_left_in_words(minutes, words):
    assert time_left(minutes) == words


def script(mode):
    """A page that keeps what it gets in the session, so that a test can read it."""
    import streamlit as st

    from eq.errors import EqError
    from eq.ui.components import answers as component
    from eq.ui.components.answers import AnswerPage, Choice, Statement

    store = st.session_state.setdefault("store", {"given": {}, "page": 1, "calls": 0, "full": False})

    def keep(sent):
        store["calls"] += 1
        if store["full"]:
            raise EqError("answers", "The disk is full.", "Free some space.")
        store["given"] |= sent.given
        store["page"] += {"next": 1, "back": -1, None: 0}[sent.go]

    def current():
        if store["page"] > 2:
            return None
        statements = tuple(Statement(f"{store['page']}-{n}", f"Statement {n}") for n in "ab")
        given = {s.id: store["given"][s.id] for s in statements if s.id in store["given"]}
        return AnswerPage(
            sitting="s",
            form_title="Form",
            frame="How often?",
            page_number=store["page"],
            pages=2,
            statements=statements,
            choices=(Choice(0, "Never"), Choice(1, "Sometimes"), Choice(2, "Often")),
            not_applicable="No chance",
            given=given,
            answered_total=len(store["given"]),
            total=4,
        )

    show = {"component": component.answers, "plain": component.plain_answers}[mode]
    if not show(current, keep, key="take"):
        st.title("Review")


def app(mode):
    return AppTest.from_function(script, args=(mode,)).run()


def send(running, **message):
    whole = {"sitting": "s", "page": 1, "seconds": 1.0, "item_seconds": {}, "go": None} | message
    running.session_state["take"] = {"sent": whole}
    return running.run()


def test_what_the_browser_sends_is_handed_over_once():
    """A run for another reason brings the same message again; it is not stored again."""
    running = send(app("component"), seq=1, given={"1-a": 2})
    assert not running.exception
    assert running.session_state["store"]["given"] == {"1-a": 2}
    running.run()
    assert running.session_state["store"]["calls"] == 1
    send(running, seq=2, given={"1-a": 2, "1-b": "na"})
    assert running.session_state["store"]["given"] == {"1-a": 2, "1-b": "na"}
    assert running.session_state["store"]["calls"] == 2


def test_going_on_moves_once_and_the_last_page_ends_in_the_review():
    running = send(app("component"), seq=1, given={"1-a": 1}, go="next")
    assert running.session_state["store"]["page"] == 2
    running.run()
    assert running.session_state["store"]["page"] == 2
    send(running, page=2, seq=2, given={"2-a": 0}, go="next")
    assert [title.value for title in running.title] == ["Review"]
    assert running.session_state["store"]["given"] == {"1-a": 1, "2-a": 0}


def test_answers_that_could_not_be_stored_are_tried_again_with_the_next_run():
    running = app("component")
    running.session_state["store"]["full"] = True
    send(running, seq=1, given={"1-a": 1})
    assert not running.exception
    assert running.session_state["take-memory"].trouble == "answers: The disk is full. Free some space."
    assert running.session_state["take-memory"].kept is None
    running.session_state["store"]["full"] = False
    send(running, seq=1, given={"1-a": 1})
    assert running.session_state["store"]["given"] == {"1-a": 1}
    assert running.session_state["take-memory"].kept == 1
    assert running.session_state["take-memory"].trouble is None


def test_a_message_of_another_sitting_is_kept_under_its_own_name_and_moves_nothing():
    running = send(app("component"), sitting="old", seq=1, given={"1-a": 1}, go="next")
    assert not running.exception
    assert running.session_state["store"]["calls"] == 1
    assert running.session_state["store"]["page"] == 1


def test_the_plain_form_starts_empty_and_keeps_each_answer():
    """No statement has an answer of its own accord; 0 is an answer like any other."""
    running = app("plain")
    assert not running.exception
    assert [radio.value for radio in running.radio] == [None, None]
    running.radio[0].set_value(0).run()
    assert running.session_state["store"]["given"] == {"1-a": 0}
    running.radio[1].set_value("na").run()
    assert running.session_state["store"]["given"] == {"1-a": 0, "1-b": "na"}


def test_the_plain_form_goes_on_and_back_and_shows_what_was_given():
    running = app("plain")
    assert [button.label for button in running.button] == ["Next"]
    running.radio[0].set_value(2).run()
    running.button[0].click().run()
    assert [button.label for button in running.button] == ["Back", "Review"]
    running.button[0].click().run()
    assert [radio.value for radio in running.radio] == [2, None]


def test_the_plain_form_says_when_an_answer_could_not_be_stored():
    running = app("plain")
    running.session_state["store"]["full"] = True
    running.radio[0].set_value(2).run()
    assert not running.exception
    assert "The disk is full" in running.error[0].value


def test_the_script_puts_text_into_the_page_only_as_text():
    """No way of the browser to read markup, and nothing kept outside the page."""
    code = component.source("answers_tools.js", "answers.js")
    for way in ("innerHTML", "outerHTML", "insertAdjacentHTML", "eval(", "document.write", "Storage", "fetch("):
        assert way not in code
