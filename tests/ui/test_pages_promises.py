"""Promises: added in one line, kept, moved, handed over, not kept, each with its undo."""

from __future__ import annotations

import pytest

from eq.actions import promises

ZONE = "Europe/Berlin"


def field(tab, kind, ending):
    """The widget of a kind whose key ends so."""
    found = [one for one in getattr(tab.app, kind) if (one.key or "").endswith(ending)]
    assert len(found) == 1, [one.key for one in getattr(tab.app, kind)]
    return found[0]


@pytest.fixture
def promised(workspace, at):
    """Makes a promise; returns its id."""

    def make(what="Send the list", **more):
        promise = promises.new_id()
        promises.add(workspace, promise=promise, what=what, zone=more.pop("zone", ZONE), **more)
        return promise

    return make


def test_nothing_promised_yet_says_what_to_do_first(tab):
    tab.open("promises")
    assert "Write down the first one." in tab.words
    assert field(tab, "text_input", ".what").value == ""


def test_one_line_makes_a_promise_and_the_form_is_empty_again(tab, workspace):
    tab.open("promises")
    field(tab, "text_input", ".what").input("Call <b>Ana</b> back")
    tab.click("promise.page.add")
    (made,) = promises.open_(workspace)
    assert (made.what, made.due_date, made.agreed, made.zone) == ("Call <b>Ana</b> back", None, None, ZONE)
    assert field(tab, "text_input", ".what").value == ""
    assert "Call <b>Ana</b> back" in tab.words
    assert "no date" in tab.words
    assert "Promise added." in tab.words
    assert "Promise added." not in tab.run().words
