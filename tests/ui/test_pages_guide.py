"""Guided exercises in the place of a page, and what the plan asks for on Today."""

from __future__ import annotations

from datetime import date
from itertools import count

import pytest

from eq.actions import entries, journal, plan_days, plan_steps, plans, practices, sessions
from eq.actions.settings import settings
from eq.plan.plan import Setup
from eq.wording import guide as words

BERLIN = "Europe/Berlin"
TODAY = date(2026, 11, 21)
SEQ = count(1)


@pytest.fixture
def begin(workspace, at):
    """Begins a plan with one practice every day."""

    def make(practice="slow-breathing", action="a", plan="p", **more):
        shipped = practices.one(practice)
        chosen = {"weekdays": (1, 2, 3, 4, 5, 6, 7), "minutes": shipped.minutes, "times": shipped.times} | more
        plan_steps.begin(
            workspace, plan=plan, action=action, competency=shipped.competency, goal="", ranking="", practice=shipped,
            setup=Setup(practice, "the phone is down", "I breathe out", "o", "i", **chosen), zone=BERLIN,
        )  # fmt: skip

    return make


@pytest.fixture
def opened(tab):
    """Opens an exercise as a page does; what was done before in the tab is kept."""

    def make(guide, practice, action=""):
        return tab.remember(guide__open=(guide, practice, action)).run()

    return make


def run_of(tab):
    return tab.app.session_state["tab.guide.run"]


def tell(tab, state, seconds=0):
    """What the exercise in the browser would send."""
    tab.app.session_state[f"guide.exercise.{run_of(tab)}"] = {
        "sent": {"state": state, "seconds": seconds, "seq": next(SEQ)}
    }
    return tab.run()


def say(tab, when, value):
    tab.app.radio(key=f"guide.{when}.{run_of(tab)}").set_value(value)
    return tab.run()


def pills(tab, key):
    return next(group for group in tab.app.get("button_group") if group.key == key)


def day(workspace, action="a"):
    return plans.days(workspace, plans.get(workspace, "p").actions)[action].get(TODAY)


# The exercise --------------------------------------------------------------------------------------------------------


def test_breathing_begins_with_its_caution_and_look_around_as_an_equal(tab, opened):
    """No breath before one of the two was chosen; both are plain buttons of one row."""
    opened("slow-breathing", "slow-breathing")
    assert tab.title == practices.one("slow-breathing").title
    assert "Stop if you feel dizzy" in tab.words
    assert tab.buttons == ["Look around", words.BEGIN, "Back"]
    tab.click("guide.breathing.look-around")
    assert tab.title == "Look around"
    assert tab.has("guide.did")


def test_nothing_is_stored_before_the_exercise_begins(tab, workspace, opened):
    """Opening it, and leaving with Stop before Start, leaves no trace; the page is there again."""
    opened("look-around", "slow-breathing")
    one = run_of(tab)
    say(tab, "before", 4)
    tell(tab, "stopped", 0)
    assert tab.title != "Look around"
    assert sessions.get(workspace, one) is None


def test_an_exercise_is_kept_from_start_to_end_with_both_ratings(tab, workspace, opened):
    """Begun, left in between, finished, and rated afterwards."""
    opened("look-around", "slow-breathing")
    one = run_of(tab)
    say(tab, "before", 4)
    tell(tab, "begun")
    assert not tab.app.radio
    tell(tab, "left", 20)
    assert (sessions.get(workspace, one).seconds, sessions.get(workspace, one).finished) == (20, False)
    tell(tab, "finished", 60)
    assert practices.guide("look-around").close in tab.words
    assert words.UPSET_AGAIN in tab.words
    say(tab, "after", 3)
    found = sessions.get(workspace, one)
    assert (found.practice, found.guide, found.seconds, found.finished, found.before, found.after) == (
        "slow-breathing", "look-around", 60, True, 4, 3,
    )  # fmt: skip
    assert not tab.has("guide.count")


@pytest.mark.parametrize("message", [("stopped", "9"), ("stopped", -1), ("else", 4), ("finished", True)])
def test_a_message_of_another_shape_is_passed_over(tab, workspace, opened, message):
    """It stores nothing and moves nothing."""
    opened("look-around", "slow-breathing")
    tell(tab, *message)
    assert sessions.get(workspace, run_of(tab)) is None
    assert tab.has("guide.did")


def test_an_end_whose_beginning_was_lost_is_kept_all_the_same(tab, workspace, opened):
    """The browser sends its last message again, not those before it."""
    opened("look-around", "slow-breathing")
    tell(tab, "stopped", 25)
    found = sessions.get(workspace, run_of(tab))
    assert (found.seconds, found.finished) == (25, False)
    assert words.STOPPED in tab.words
    assert words.UPSET in tab.words


def test_without_the_clock_it_can_be_read_and_said_to_be_done(tab, workspace, opened):
    """All its lines stand there; nobody knows how long it took."""
    opened("look-around", "slow-breathing")
    for part in practices.guide("look-around").parts:
        assert part.text in tab.words
    tab.click("guide.did")
    found = sessions.get(workspace, run_of(tab))
    assert (found.finished, found.seconds) == (True, 0)


def test_once_more_begins_anew(tab, workspace, opened):
    """As another session, with nothing said before it."""
    opened("look-around", "slow-breathing")
    first = run_of(tab)
    say(tab, "before", 4)
    tell(tab, "finished", 60)
    tab.click("guide.again")
    assert run_of(tab) != first
    assert tab.app.radio[0].value is None
    assert sessions.get(workspace, first).finished


def test_an_exercise_that_is_gone_is_said_in_words(tab, opened):
    """As after an update; the page can be left by the navigation."""
    opened("gone", "slow-breathing")
    assert "There is no such exercise" in tab.errors


# Counting it, and distress -------------------------------------------------------------------------------------------


def test_a_finished_exercise_counts_for_today_with_one_tap(tab, workspace, begin, opened):
    """And is not offered twice."""
    begin()
    opened("look-around", "slow-breathing", "a")
    tell(tab, "finished", 60)
    tab.click("guide.count")
    assert day(workspace).done == "done"
    assert not tab.has("guide.count")
    assert words.COUNTED in tab.words


@pytest.mark.parametrize(("seconds", "offered"), [(29, False), (30, True)])
def test_what_was_stopped_counts_as_the_small_version(tab, workspace, begin, opened, seconds, offered):
    """From half a minute on."""
    begin()
    opened("look-around", "slow-breathing", "a")
    tell(tab, "stopped", seconds)
    assert tab.has("guide.count") == offered
    assert (words.COUNT_YOURSELF in tab.words) != offered
    if offered:
        tab.click("guide.count")
        assert day(workspace).done == "small"


def test_in_the_baseline_nothing_counts_yet(tab, begin, opened):
    """An exercise done before the practice begins is no practice."""
    begin(baseline_days=10)
    opened("look-around", "slow-breathing", "a")
    tell(tab, "finished", 60)
    assert not tab.has("guide.count")
    assert words.COUNT_YOURSELF not in tab.words


def rise(tab, opened, action, *, before=3, after=5):
    opened("look-around", "slow-breathing", action)
    say(tab, "before", before)
    tell(tab, "finished", 60)
    return say(tab, "after", after)


def test_after_one_rise_there_is_a_kind_word_and_after_two_a_way_to_end_it(tab, workspace, begin, opened):
    """The practice ends only when the person says so, and with its own reason."""
    begin()
    rise(tab, opened, "a")
    assert words.ROSE in tab.words
    assert not tab.has("guide.end_it")
    assert not tab.has("guide.again")
    rise(tab, opened, "a")
    assert words.ROSE_AGAIN in tab.words
    tab.click("guide.end_it")
    (action,) = plans.get(workspace, "p").actions
    assert (action.ending, action.ended_on) == ("distress", TODAY)
    assert words.ENDED in tab.words


def test_a_practice_of_two_rises_can_be_kept(tab, workspace, begin, opened):
    """Then nothing is said of it any more this time."""
    begin()
    rise(tab, opened, "a")
    rise(tab, opened, "a")
    tab.click("guide.keep_it")
    assert words.ROSE_AGAIN not in tab.words
    assert plans.get(workspace, "p").actions[0].running


def test_a_smaller_rise_is_none(tab, begin, opened):
    """One point of ten says nothing."""
    begin()
    rise(tab, opened, "a", after=4)
    rise(tab, opened, "a", after=4)
    assert words.ROSE not in tab.words
    assert words.ROSE_AGAIN not in tab.words
    assert tab.has("guide.again")


def test_outside_of_a_plan_a_practice_of_two_rises_can_be_left_out(tab, workspace, opened):
    """It is not offered any more then."""
    rise(tab, opened, "")
    rise(tab, opened, "")
    tab.click("guide.end_it")
    assert practices.skipped(workspace) == {"slow-breathing"}


# Forms ---------------------------------------------------------------------------------------------------------------


def type_(tab, field, text):
    tab.app.session_state[f"guide.field.{field}.{run_of(tab)}"] = {"sent": {"text": text, "seq": next(SEQ)}}
    return tab.run()


def test_a_form_keeps_nothing_unless_it_is_kept_as_a_note(tab, workspace, opened):
    """Finishing stores that it was done, and no word of it."""
    opened("reset-line", "reset-the-line")
    type_(tab, "theirs", "Marzipankartoffel")
    tab.click("guide.finish")
    assert sessions.get(workspace, run_of(tab)).finished
    tab.click("guide.leave")
    assert journal.page(workspace, journal.Filter()).entries == ()
    assert entries.drafts(workspace, "note") == []
    assert b"Marzipankartoffel" not in workspace.path.read_bytes()
    assert "tab.guide.typed" not in tab.app.session_state


def test_a_form_becomes_one_note_however_often_it_is_kept(tab, workspace, opened):
    """With its title, the labels and what was typed."""
    opened("reset-line", "reset-the-line")
    type_(tab, "mine", "I was *short* with <b>them</b>.")
    tab.click("guide.finish")
    tab.click("guide.keep_note")
    assert not tab.has("guide.keep_note")
    tab.remember(guide__noted="").run().click("guide.keep_note")
    (entry,) = journal.page(workspace, journal.Filter()).entries
    assert (entry.kind, entry.state, entry.text("title")) == ("note", "done", "Theirs, mine, mine to do next")
    assert entry.text("text") == "Mine:\nI was *short* with <b>them</b>."


def test_an_empty_form_can_be_finished_and_offers_no_note(tab, workspace, opened):
    """Boxes may stay empty."""
    opened("reappraisal", "reappraise")
    tab.click("guide.finish")
    assert sessions.get(workspace, run_of(tab)).finished
    assert not tab.has("guide.keep_note")


def test_how_much_is_believed_goes_into_the_note(tab, workspace, opened):
    """In steps of ten."""
    opened("reappraisal", "reappraise")
    tab.app.radio(key=f"guide.percent.belief-before.{run_of(tab)}").set_value(70)
    tab.run().click("guide.finish").click("guide.keep_note")
    (entry,) = journal.page(workspace, journal.Filter()).entries
    assert entry.text("text") == "How much I believe it now:\n70 of 100"


# Today ---------------------------------------------------------------------------------------------------------------


def test_today_asks_and_keeps_with_one_tap_each(tab, workspace, begin, at):
    """The same tap again takes the answer back, also right after the last; a while later one quiet line is left."""
    begin()
    tab.run()
    assert "If the phone is down, then" in tab.words
    assert "One thing you could do." in tab.words
    done, scale = f"plan.done.a.{TODAY}", f"plan.measure.a.{TODAY}"
    pills(tab, done).set_value("done")
    tab.run()
    assert day(workspace).done == "done"
    pills(tab, done).set_value(None)
    tab.run()
    assert day(workspace) is None
    pills(tab, done).set_value("small")
    tab.run()
    tab.app.radio(key=scale).set_value(0)
    tab.run()
    assert (day(workspace).done, day(workspace).value) == ("small", 0)
    assert "Nothing is due. That is fine." in tab.words
    assert tab.title == "Today"
    assert not tab.has("today.plan.change.a")
    pills(tab, done).set_value(None)
    tab.run()
    assert "One thing you could do." in tab.words
    pills(tab, done).set_value("small")
    tab.run()
    at("2026-11-21T09:01:00Z")
    tab.run()
    assert "small version, " in tab.words
    assert done not in [group.key for group in tab.app.get("button_group")]
    tab.click("today.plan.change.a")
    pills(tab, done).set_value("not-today")
    tab.run()
    assert day(workspace).done == "not-today"


def test_before_the_practice_only_its_measure_is_asked(tab, begin):
    """Nothing to be done yet."""
    begin(baseline_days=10)
    tab.run()
    assert [group.key for group in tab.app.get("button_group") if group.key.startswith("plan.done")] == []
    assert tab.app.radio(key=f"plan.measure.a.{TODAY}").value is None
    assert "the practice begins on " in tab.words


def test_the_exercise_opens_in_the_place_of_today_and_leads_back(tab, workspace, begin):
    """With the action it belongs to."""
    begin()
    tab.run().click("today.plan.guide.a")
    assert tab.title == practices.one("slow-breathing").title
    tab.click("guide.breathing.gentle-breath")
    tell(tab, "finished", 180)
    tab.click("guide.count")
    tab.click("guide.leave")
    assert tab.title == "Today"
    assert day(workspace).done == "done"


def test_the_words_of_a_person_show_as_typed(tab, workspace, begin):
    """An if–then full of signs is no markup."""
    begin()
    plan_steps.change(workspace, "a", zone=BERLIN, cue="<b>they</b> *shout* [x](y) :smile:")
    assert "<b>they</b> *shout* [x](y) :smile:" in tab.run().words


def test_a_look_back_leads_to_the_plan(tab, workspace, begin, at):
    """A week after it began."""
    begin()
    at("2026-11-28T09:00:00Z")
    plan_days.say(workspace, "a", date(2026, 11, 28), "done", BERLIN)
    tab.run()
    assert "Week 1 is over" in tab.words
    tab.click("today.go.plan-review.p")
    assert tab.title != "Today"


def test_both_can_be_switched_off_in_the_settings(tab, workspace):
    """And are on at first."""
    tab.open("settings")
    for name in ("today_practice", "today_plan_review"):
        assert getattr(settings(workspace), name)
        tab.app.toggle(key=f"settings.{name}").set_value(False)
        tab.run()
        assert not getattr(settings(workspace), name)
