"""Promises: added in one line, kept, moved, handed over, not kept, each with its undo."""

from __future__ import annotations

from datetime import date, time, timedelta

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


def test_a_chip_begins_the_promise_and_stands_behind_what_was_typed(tab):
    """A second tap on the same one changes nothing."""
    tab.open("promises")
    chip = field(tab, "button", ".what.chip.0").key
    tab.click(chip)
    assert field(tab, "text_input", ".what").value == "Call back"
    field(tab, "text_input", ".what").input("Tomorrow")
    tab.click(chip).click(chip)
    assert field(tab, "text_input", ".what").value == "Tomorrow, call back"


def test_an_empty_line_asks_kindly_and_keeps_the_rest(tab, workspace):
    """What was typed elsewhere in the form is still there."""
    tab.open("promises")
    field(tab, "text_input", ".to_whom").input("Ana")
    tab.click("promise.page.add")
    assert "What did you promise? A word or two will do." in tab.errors
    assert field(tab, "text_input", ".to_whom").value == "Ana"
    assert promises.every(workspace) == []


def test_a_second_click_adds_nothing_and_is_no_mistake(tab, workspace):
    tab.open("promises")
    field(tab, "text_input", ".what").input("Call back")
    tab.click("promise.page.add").click("promise.page.add")
    assert len(promises.every(workspace)) == 1
    assert tab.errors == ""


def test_the_due_days_are_those_of_the_person(tab, workspace):
    """On Saturday morning in Berlin tomorrow is Sunday; the time is taken as it was given."""
    tab.open("promises")
    field(tab, "selectbox", ".due").select("tomorrow")
    tab.run()
    field(tab, "text_input", ".what").input("Call back")
    field(tab, "time_input", ".time").set_value(time(15))
    field(tab, "selectbox", ".agreed").select("Yes")
    tab.click("promise.page.add")
    (made,) = promises.open_(workspace)
    assert (made.due_date, made.due_time, made.agreed) == (date(2026, 11, 22), time(15), True)
    assert "due tomorrow, 22 November 2026 at 15:00 · agreed with them" in tab.words


def test_picking_a_date_needs_one(tab, workspace):
    tab.open("promises")
    field(tab, "selectbox", ".due").select("pick")
    tab.run()
    field(tab, "text_input", ".what").input("Call back")
    tab.click("promise.page.add")
    assert "Choose the date, or “No date”." in tab.errors
    field(tab, "date_input", ".date").set_value(date(2026, 12, 24))
    tab.click("promise.page.add")
    assert promises.open_(workspace)[0].due_date == date(2026, 12, 24)


def test_overdue_ones_stand_first_in_words(tab, promised):
    promised("No hurry")
    promised("Next week", due_date=date(2026, 11, 28))
    promised("Late", due_date=date(2026, 11, 18))
    tab.open("promises")
    assert "3 promises open, 1 past the date." in tab.words
    assert "was due 18 November 2026, 3 days ago" in tab.words
    assert tab.words.index("Late") < tab.words.index("Next week") < tab.words.index("No hurry")


def test_kept_is_one_click_then_one_question(tab, promised, workspace):
    """The question comes once; Undo brings the promise back."""
    made = promised()
    tab.open("promises").click(f"promise.open.{made}.keep")
    assert promises.get(workspace, made).state == "kept"
    assert "Are they satisfied?" in tab.words
    tab.click("promise.open.last.partly")
    assert promises.get(workspace, made).satisfied == "partly"
    assert "Are they satisfied?" not in tab.words


def test_the_question_can_be_skipped_for_good(tab, promised, workspace):
    made = promised()
    tab.open("promises").click(f"promise.open.{made}.keep").click("promise.open.last.skip")
    assert "Are they satisfied?" not in tab.run().words
    assert promises.get(workspace, made).satisfied is None


def test_kept_by_mistake_is_undone_at_once(tab, promised, workspace):
    made = promised()
    tab.open("promises").click(f"promise.open.{made}.keep").click("promise.open.last.undo")
    assert promises.get(workspace, made).state == "open"
    assert tab.has(f"promise.open.{made}.keep")


def choose(tab, name, act):
    """Open the dialog of a promise and choose an act in it; the dialog is closed by the next run of a whole page."""
    tab.app.button(key=f"{name}.other").click()
    tab.run()
    tab.app.radio(key=f"{name}.act").set_value(act)
    tab.app.button(key=f"{name}.other").click()
    return tab.run()


def finish(tab, name, ending):
    tab.app.button(key=f"{name}.other").click()
    return tab.click(f"{name}.act.{ending}")


def test_not_kept_needs_a_reason(tab, promised, workspace):
    made = promised()
    name = f"promise.open.{made}"
    choose(tab.open("promises"), name, "break")
    finish(tab, name, "reason.go")
    assert "What got in the way?" in tab.errors
    tab.app.text_input(key=f"{name}.act.reason").input("[ill](http://x.example)")
    finish(tab, name, "reason.go")
    found = promises.get(workspace, made)
    assert (found.state, found.reason) == ("broken", "[ill](http://x.example)")
    assert "Noted as not kept: Send the list" in tab.words
    assert "satisfied" not in tab.words


def test_handed_over_names_who_and_asks(tab, promised, workspace):
    made = promised()
    name = f"promise.open.{made}"
    choose(tab.open("promises"), name, "hand_over")
    tab.app.text_input(key=f"{name}.act.to").input("the night team")
    finish(tab, name, "to.go")
    assert promises.get(workspace, made).reason == "the night team"
    assert "Are they satisfied?" in tab.words


def test_a_move_closes_the_old_and_shows_the_new(tab, promised, workspace):
    made = promised(due_date=date(2026, 11, 25))
    name = f"promise.open.{made}"
    choose(tab.open("promises"), name, "move")
    finish(tab, name, "move.go")
    assert "It is due then already." in tab.errors
    field(tab, "date_input", ".act.move.date").set_value(date(2026, 12, 1))
    finish(tab, name, "move.go")
    (new,) = promises.open_(workspace)
    assert (new.follows, new.due_date) == (made, date(2026, 12, 1))
    tab.click("promise.open.last.undo")
    assert [one.id for one in promises.open_(workspace)] == [made]


def test_words_and_date_can_be_changed_and_brought_back(tab, promised, workspace):
    made = promised(due_date=date(2026, 11, 25), due_time=time(9), zone="Asia/Tokyo")
    name = f"promise.open.{made}"
    choose(tab.open("promises"), name, "change")
    assert field(tab, "time_input", ".change.time").value == time(1)
    field(tab, "text_input", ".change.what").input("Send the whole list")
    finish(tab, name, "change.go")
    found = promises.get(workspace, made)
    assert (found.what, found.due_time, found.zone) == ("Send the whole list", time(9), "Asia/Tokyo")
    choose(tab, name, "undo")
    finish(tab, name, "undo.go")
    assert promises.get(workspace, made).what == "Send the list"


def test_deleting_asks_once_and_is_final(tab, promised, workspace):
    made = promised()
    name = f"promise.open.{made}"
    choose(tab.open("promises"), name, "delete")
    assert "This cannot be undone." in tab.words
    assert promises.get(workspace, made) is not None
    finish(tab, name, "delete.go")
    assert promises.get(workspace, made) is None
    assert "The promise was deleted." in tab.words


def test_few_promises_show_the_material_and_no_share(tab, promised, workspace):
    for n in range(3):
        made = promised(f"Promise {n}")
        if n:
            promises.keep(workspace, made)
        else:
            promises.break_(workspace, made, "ill")
    tab.open("promises")
    assert "2 kept and 1 not kept. From five on a share is shown." in tab.words
    assert "%" not in tab.words


def test_from_five_on_the_share_carries_its_range(tab, promised, workspace):
    for n in range(24):
        made = promised(f"Promise {n}")
        if n < 17:
            promises.keep(workspace, made)
        else:
            promises.break_(workspace, made, "ill")
    moved = promised("Moved", due_date=date(2026, 11, 25))
    promises.move(workspace, moved, due_date=date(2026, 11, 26), successor="next")
    tab.open("promises")
    assert "17 of 24 were kept: 71 %. With this many, the likely range for your usual share is 51 to 85 %." in tab.words
    assert "Left out: 1 moved with their agreement." in tab.words
    assert "1 open one is not counted, past the date or not." in tab.words


def test_years_of_resolved_promises_are_folded_filtered_and_paged(tab, promised, workspace, at):
    """Only twenty stand on the page at once, and only when asked for."""
    for n in range(45):
        at(f"2026-11-{1 + n // 24:02}T{n % 24:02}:00:00Z")
        made = promised(f"Promise {n:02}.")
        if n % 9 == 0:
            promises.break_(workspace, made, "ill")
        else:
            promises.keep(workspace, made)
    at("2026-11-21T09:00:00Z")
    tab.open("promises")
    assert "Resolved (45)" in tab.words
    assert "Promise 44." not in tab.words
    tab.app.session_state["promises-resolved"] = True
    tab.run()
    shown = [n for n in range(45) if f"Promise {n:02}." in tab.words]
    assert shown == list(range(25, 45))
    assert "Page 1 of 3" in tab.words
    tab.click("promises.turn.Older").click("promises.turn.Older")
    assert [n for n in range(45) if f"Promise {n:02}." in tab.words] == list(range(5))
    tab.app.selectbox(key="promises.filter.pick").select("broken")
    tab.run()
    assert [n for n in range(45) if f"Promise {n:02}." in tab.words] == [0, 9, 18, 27, 36]


def test_hostile_words_are_shown_as_typed(tab, promised, workspace):
    nasty = '<script>alert(1)</script> ![x](http://x.example/a.png) :red[no] $a$ `b` "=1+1"'
    made = promised(nasty, to_whom="**Ana** <b>", agreed=True)
    tab.open("promises")
    assert nasty in tab.words
    assert "to **Ana** <b> ·" in tab.words
    assert "<script>" not in tab.raw
    tab.click(f"promise.open.{made}.keep")
    assert "<script>" not in tab.raw


def test_many_open_ones_come_in_stretches(tab, promised):
    for n in range(23):
        promised(f"Promise {n:02}.", due_date=date(2026, 12, 1) + timedelta(days=n))
    tab.open("promises")
    assert "Promise 19." in tab.words
    assert "Promise 20." not in tab.words
    assert "Promise 22." in tab.click("promises.more").words
