"""Today: one way in at first, at most three things due, and no debt after a while away."""

from __future__ import annotations

import pytest

from eq.actions.settings import change_settings


def due(tab):
    return [button.key.removeprefix("today.go.") for button in tab.app.button if button.key.startswith("today.go.")]


def test_the_first_visit_offers_one_thing(tab):
    tab.run()
    assert tab.buttons == ["Choose a questionnaire"]
    assert tab.click("today.first").title == "Choose a questionnaire"


def test_a_draft_waits_on_today_and_opens_where_it_was_left(tab, sit, shipped):
    sit(shipped("pulse"), finish=False)
    tab.run()
    assert due(tab) == ["draft.pulse"]
    assert "Weekly pulse waits for you: 15 statements answered, begun on 21 November 2026." in tab.words
    assert tab.click("today.go.draft.pulse").has("take.leave")


def test_the_pulse_is_due_again_in_a_new_week_only(tab, sit, shipped, at):
    """On the Sunday after a Wednesday pulse nothing is due; on the Monday it is."""
    at("2026-11-18T09:00:00Z")
    sit(shipped("pulse"))
    at("2026-11-22T09:00:00Z")
    assert due(tab.run()) == []
    assert "Nothing is due. That is fine." in tab.words
    at("2026-11-23T09:00:00Z")
    assert due(tab.run()) == ["pulse.pulse"]


def test_a_retest_is_offered_after_eight_weeks(tab, sit, shipped, at):
    at("2026-09-27T09:00:00Z")
    sit(shipped("five-competencies"))
    at("2026-11-20T09:00:00Z")
    assert due(tab.run()) == []
    at("2026-11-22T09:00:00Z")
    assert due(tab.run()) == ["retest.five-competencies"]
    assert "was last taken on 27 September 2026" in tab.words
    assert tab.click("today.go.retest.five-competencies").app.button[0].key == "take.begin.five-competencies"


def test_no_more_than_three_things_are_due(tab, sit, shipped, make_form, at):
    at("2026-08-01T09:00:00Z")
    for form in (shipped("pulse"), shipped("five-competencies"), shipped("client-work"), make_form()):
        sit(form)
    at("2026-11-21T09:00:00Z")
    sit(make_form(id="other"), finish=False)
    tab.run()
    assert len(due(tab)) == 3
    assert due(tab)[0] == "draft.other"
    assert "Three things you could do" in tab.words


@pytest.mark.parametrize(
    ("kind", "setting"),
    [("draft", "today_drafts"), ("pulse", "today_pulse"), ("retest", "today_retest")],
)
def test_each_kind_can_be_switched_off(tab, workspace, sit, shipped, make_form, at, kind, setting):
    at("2026-08-01T09:00:00Z")
    sit(shipped("pulse"))
    sit(shipped("client-work"))
    sit(make_form(), finish=False)
    at("2026-11-21T09:00:00Z")
    assert sorted(one.partition(".")[0] for one in due(tab.run())) == ["draft", "pulse", "retest"]
    change_settings(workspace, **{setting: False})
    assert kind not in {one.partition(".")[0] for one in due(tab.run())}
    assert len(due(tab)) == 2


def test_coming_back_after_a_week_is_a_welcome(tab, sit, shipped, at):
    at("2026-11-01T09:00:00Z")
    sit(shipped("pulse"))
    at("2026-11-21T09:00:00Z")
    tab.run()
    assert tab.title == "Good to see you again"
    assert "One thing you could do, whenever it suits you." in tab.words


def test_the_last_result_is_one_tap_away(tab, sit, shipped):
    sit(shipped("five-competencies"))
    tab.run()
    assert "Five competencies, taken on 21 November 2026." in tab.words
    assert tab.click("today.result").title == "What your answers say"
    assert tab.open("today").click("today.progress").title == "What changed, and what did not"


def test_a_night_shift_still_belongs_to_the_day_before(tab, workspace, sit, shipped, at):
    """A pulse at two on Monday morning is last week's while the day ends at four, this week's when it ends at midnight.

    The tab stands in Berlin, an hour ahead of UTC.
    """
    at("2026-11-23T01:00:00Z")
    sit(shipped("pulse"))
    at("2026-11-23T12:00:00Z")
    assert due(tab.run()) == ["pulse.pulse"]
    change_settings(workspace, end_of_day=0)
    assert due(tab.run()) == []
