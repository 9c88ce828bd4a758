"""Promises: what each step does, what it refuses, and that every step can be undone."""

from __future__ import annotations

from datetime import date, time

import pytest

from eq.actions import clients, entries, promises
from eq.actions.settings import change_settings
from eq.errors import EqError
from eq.reflect.promise import PROMISE_STATES

BERLIN = "Europe/Berlin"


@pytest.fixture
def promised(workspace, at):
    """Makes a promise; returns its id."""

    def make(what="Send the list", **more):
        promise = promises.new_id()
        promises.add(workspace, promise=promise, what=what, zone=more.pop("zone", BERLIN), **more)
        return promise

    return make


def everything(workspace):
    return {one.id: one for one in promises.every(workspace)}


def test_a_promise_is_kept_as_it_was_given(workspace, promised):
    made = promised("  Call\nback ", to_whom="Ana", due_date=date(2026, 11, 25), due_time=time(15, 30, 59), agreed=True)
    found = promises.get(workspace, made)
    assert (found.what, found.to_whom, found.agreed, found.state) == ("Call back", "Ana", True, "open")
    assert (found.due_date, found.due_time, found.zone) == (date(2026, 11, 25), time(15, 30), BERLIN)


def test_the_same_id_again_repeats_nothing(workspace, promised):
    made = promised()
    promises.add(workspace, promise=made, what="Other", zone=BERLIN)
    assert [one.what for one in promises.open_(workspace)] == ["Send the list"]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"what": " \n "}, "What did you promise?"),
        ({"what": "x" * 1001}, "longer than 1,000"),
        ({"what": "x", "to_whom": "x" * 101}, "longer than 100"),
        ({"what": "x", "due_time": time(9)}, "A time needs a date"),
        ({"what": "x", "due_date": date(1026, 11, 21)}, "hardly be meant"),
    ],
)
def test_what_makes_no_sense_keeps_nothing(workspace, at, fields, said):
    """The words say what is missing, and no promise was made."""
    with pytest.raises(EqError, match=said.replace("?", r"\?")):
        promises.add(workspace, promise="p", zone=BERLIN, **fields)
    assert promises.every(workspace) == []


STEPS = {
    "kept": promises.keep,
    "moved": lambda ws, p: promises.move(ws, p, due_date=date(2027, 1, 5), successor="next"),
    "handed-over": lambda ws, p: promises.hand_over(ws, p, "the night team"),
    "broken": lambda ws, p: promises.break_(ws, p, "ill"),
    "open": lambda ws, p: promises.change(ws, p, what="Other", due_date=None, agreed=False),
}


@pytest.mark.parametrize("state", PROMISE_STATES)
def test_every_step_can_be_undone(workspace, promised, at, state):
    """Undo brings back all that stood there, and there is nothing left to undo then."""
    made = promised(due_date=date(2026, 11, 25), agreed=True)
    before = promises.get(workspace, made)
    at("2026-11-22T09:00:00Z")
    STEPS[state](workspace, made)
    after = promises.get(workspace, made)
    assert (after.state, after.changed_at > before.changed_at) == (state, True)
    assert promises.undoable(workspace, [made]) == {made}
    assert promises.undo(workspace, made) is True
    back = promises.get(workspace, made)
    assert list(everything(workspace)) == [made]
    assert (back.what, back.due_date, back.agreed, back.state) == ("Send the list", date(2026, 11, 25), True, "open")
    assert (back.reason, back.resolved_at) == ("", None)
    assert promises.undo(workspace, made) is False


@pytest.mark.parametrize("state", [state for state in PROMISE_STATES if state != "open"])
def test_a_second_click_changes_nothing(workspace, promised, at, state):
    """The same step again, as by a double click, leaves everything and its undo alone."""
    made = promised(due_date=date(2026, 11, 25))
    STEPS[state](workspace, made)
    once = everything(workspace)
    at("2026-11-22T09:00:00Z")
    STEPS[state](workspace, made)
    assert everything(workspace) == once
    assert promises.undo(workspace, made)


def test_a_promise_resolved_elsewhere_is_not_resolved_again(workspace, promised):
    made = promised()
    promises.keep(workspace, made)
    with pytest.raises(EqError, match="resolved in another tab"):
        promises.break_(workspace, made, "ill")
    assert promises.get(workspace, made).state == "kept"


def test_a_promise_that_is_gone_says_so(workspace, promised):
    made = promised()
    assert promises.delete(workspace, made) is True
    with pytest.raises(EqError, match="deleted in another tab"):
        promises.keep(workspace, made)
    assert promises.get(workspace, made) is None


def test_who_took_over_and_why_not_are_asked(workspace, promised):
    made = promised()
    with pytest.raises(EqError, match="To whom"):
        promises.hand_over(workspace, made, " ")
    with pytest.raises(EqError, match="got in the way"):
        promises.break_(workspace, made, "")
    assert promises.get(workspace, made).state == "open"


def test_a_move_makes_the_promise_it_was_moved_to(workspace, promised, at):
    """The old one is closed as moved; the new one is open, agreed, and knows where it came from."""
    made = promised(to_whom="Ana", due_date=date(2026, 11, 25), agreed=False)
    promises.move(workspace, made, due_date=date(2027, 1, 5), due_time=time(9), successor="next")
    old, new = promises.get(workspace, made), promises.get(workspace, "next")
    assert (old.state, old.due_date, new.state) == ("moved", date(2026, 11, 25), "open")
    assert (new.follows, new.what, new.to_whom, new.agreed) == (made, old.what, "Ana", True)
    assert (new.due_date, new.due_time, new.zone) == (date(2027, 1, 5), time(9), BERLIN)


@pytest.mark.parametrize("to", [None, date(2026, 11, 25)])
def test_a_move_needs_another_date(workspace, promised, to):
    made = promised(due_date=date(2026, 11, 25))
    with pytest.raises(EqError, match=r"date|then already"):
        promises.move(workspace, made, due_date=to, successor="next")
    assert list(everything(workspace)) == [made]


def test_undoing_a_move_spares_what_was_done_since(workspace, promised, at):
    """While the new promise has steps of its own, the move stays; once that one is gone, it can be undone."""
    made = promised(due_date=date(2026, 11, 25))
    promises.move(workspace, made, due_date=date(2027, 1, 5), successor="next")
    promises.keep(workspace, "next")
    for take_back in (promises.undo, promises.reopen):
        with pytest.raises(EqError, match="has been changed since"):
            take_back(workspace, made)
    assert promises.get(workspace, made).state == "moved"
    promises.delete(workspace, "next")
    assert promises.undo(workspace, made)
    assert promises.get(workspace, made).state == "open"


def test_undoing_an_edit_of_a_moved_promise_leaves_the_move(workspace, promised, at):
    made = promised(due_date=date(2026, 11, 25))
    promises.move(workspace, made, due_date=date(2027, 1, 5), successor="next")
    promises.change(workspace, made, what="Better words")
    assert promises.undo(workspace, made)
    assert promises.get(workspace, made).state == "moved"
    assert promises.get(workspace, "next") is not None


def test_changing_nothing_keeps_the_undo(workspace, promised):
    made = promised()
    promises.change(workspace, made, what="Other")
    promises.change(workspace, made, what="Other")
    assert promises.undo(workspace, made)
    assert promises.get(workspace, made).what == "Send the list"


@pytest.mark.parametrize("fields", [{"what": ""}, {"due_time": time(9)}, {"state": "kept"}, {"due_date": date.max}])
def test_a_change_that_makes_no_sense_changes_nothing(workspace, promised, fields):
    made = promised()
    before = promises.get(workspace, made)
    with pytest.raises(EqError):
        promises.change(workspace, made, **fields)
    assert promises.get(workspace, made) == before


@pytest.mark.parametrize("state", ["kept", "moved", "handed-over", "broken"])
def test_a_resolved_promise_can_be_opened_again(workspace, promised, state):
    made = promised(due_date=date(2026, 11, 25))
    STEPS[state](workspace, made)
    promises.reopen(workspace, made)
    found = promises.get(workspace, made)
    assert (found.state, found.reason, found.resolved_at, found.satisfied) == ("open", "", None, None)
    assert len(promises.open_(workspace)) == 1


def test_satisfaction_is_asked_of_what_was_kept_or_handed_over(workspace, promised):
    """The answer leaves the undo of the step before as it is, and goes with it."""
    made = promised()
    with pytest.raises(EqError, match="kept or handed over"):
        promises.satisfied(workspace, made, "yes")
    promises.keep(workspace, made)
    with pytest.raises(EqError, match="no answer"):
        promises.satisfied(workspace, made, "very")
    promises.satisfied(workspace, made, "partly")
    assert promises.get(workspace, made).satisfied == "partly"
    assert promises.undo(workspace, made)
    assert (promises.get(workspace, made).state, promises.get(workspace, made).satisfied) == ("open", None)


def test_overdue_is_told_in_the_zone_of_the_promise(workspace, promised, at):
    """A promise for today in Tokyo is overdue while the same date in Berlin is not."""
    change_settings(workspace, end_of_day=0)
    tokyo = promised("Tokyo", due_date=date(2026, 11, 21), zone="Asia/Tokyo")
    berlin = promised("Berlin", due_date=date(2026, 11, 21))
    promised("Later", due_date=date(2026, 12, 21))
    promised("Some day")
    at("2026-11-21T16:00:00Z")
    assert [one.id for one in promises.overdue(workspace, BERLIN)] == [tokyo]
    assert [one.id for one in promises.due(workspace, BERLIN)] == [tokyo, berlin]
    assert [one.what for one in promises.open_(workspace)] == ["Tokyo", "Berlin", "Later", "Some day"]


def test_the_day_ends_when_the_person_says(workspace, promised, at):
    """At one in the morning yesterday's promise is not overdue for somebody whose day ends at four."""
    promised(due_date=date(2026, 11, 20))
    at("2026-11-21T00:00:00Z")
    assert promises.overdue(workspace, BERLIN) == []
    change_settings(workspace, end_of_day=0)
    assert len(promises.overdue(workspace, BERLIN)) == 1


def test_the_share_counts_kept_and_broken_ones(workspace, promised):
    for n in range(6):
        made = promised(f"Promise {n}", due_date=date(2026, 11, 25))
        if n < 2:
            STEPS["broken"](workspace, made)
        elif n < 5:
            STEPS["kept"](workspace, made)
    found = promises.share(workspace)
    assert (found.kept, found.of, found.share, found.open) == (3, 5, 0.6, 1)


def test_rows_are_plain_values(workspace, promised):
    """Dates, times and instants are texts, what was not said is None."""
    made = promised(due_date=date(2026, 11, 25), due_time=time(9))
    promises.break_(workspace, made, "ill")
    assert promises.rows(workspace) == [
        {
            "id": made,
            "what": "Send the list",
            "to_whom": "",
            "due_date": "2026-11-25",
            "due_time": "09:00",
            "zone": BERLIN,
            "agreed": None,
            "state": "broken",
            "reason": "ill",
            "satisfied": None,
            "created_at": "2026-11-21T09:00:00.000Z",
            "resolved_at": "2026-11-21T09:00:00.000Z",
            "entry": None,
            "client": None,
            "follows": None,
        }
    ]


def test_a_workspace_that_is_not_there_holds_no_promises(workspace):
    """Nothing is made by looking."""
    assert (promises.open_(workspace), promises.rows(workspace), promises.share(workspace).of) == ([], [], 0)
    assert promises.due(workspace, BERLIN) == []
    assert not workspace.exists()


def test_the_calendar_leaves_out_what_was_resolved_long_ago(workspace, promised, at):
    """Open ones stay however old; resolved ones for a year, so that an older file can be brought up to date."""
    old, recent = promised("Old", due_date=date(2026, 11, 25)), promised("Recent", due_date=date(2026, 11, 25))
    promised("Open", due_date=date(2026, 11, 25))
    promises.keep(workspace, old)
    at("2027-11-01T09:00:00Z")
    promises.keep(workspace, recent)
    at("2027-12-01T09:00:00Z")
    text = promises.ics(workspace).decode()
    assert [name in text for name in ("SUMMARY:Old", "SUMMARY:Recent", "SUMMARY:Open")] == [False, True, True]


def test_a_label_that_only_a_promise_had_goes_with_it(workspace, promised):
    """Once the entry and the promise are deleted, nothing names the client any more."""
    entries.check_in(workspace, entry="one", zone=BERLIN, pleasantness=None, energy=None, client="The garage")
    (client,) = clients.all(workspace)
    made = promised(client=client.id)
    entries.delete(workspace, "one")
    assert promises.get(workspace, made).client_label == "The garage"
    assert promises.delete(workspace, made) is True
    assert clients.all(workspace) == []
    assert b"garage" not in workspace.path.read_bytes()
