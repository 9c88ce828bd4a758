"""The calendar file on My plan, with times of one's own, and a plan as what Progress counts from."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

import pytest

from eq.actions import plan_reminders, plan_steps, planning, practices
from eq.plan.reminding import Times
from eq.wording import reminders as words

ZONE = "Europe/Berlin"


@pytest.fixture
def begin(workspace, at):
    """Begins a plan; its practice is reminded of where a time is given."""

    def make(remind_at=None, practice="name-it-precisely"):
        what = practices.one(practice)
        plan_steps.begin(
            workspace,
            plan="p",
            action="a",
            competency=what.competency,
            goal="One word a day",
            ranking="",
            setup=replace(planning.setup_of(what), remind_at=remind_at),
            practice=what,
            zone=ZONE,
        )

    return make


def calendar(tab):
    """My plan with the calendar unfolded."""
    tab.open("plan")
    tab.app.session_state["plan-calendar"] = True
    return tab.run()


def test_without_a_plan_there_is_nothing_to_remind_of(tab):
    tab.open("plan")
    assert words.TITLE not in [one.label for one in tab.app.expander]


def test_it_says_that_no_practice_has_a_time_only_where_none_has(tab, begin, workspace):
    begin()
    assert words.NO_TIME in calendar(tab).words
    plan_steps.change(workspace, "a", zone=None, remind_at=time(9))
    assert words.NO_TIME not in tab.run().words


def test_a_finished_plan_can_still_be_taken_out_of_a_calendar(tab, begin, workspace):
    begin(time(9))
    plan_steps.end(workspace, "p", ZONE)
    assert words.WHAT in calendar(tab).words


def test_times_of_ones_own_are_kept_at_once(tab, begin, workspace):
    begin(time(9))
    calendar(tab)
    tab.app.selectbox(key="calendar.day").set_value(7)
    tab.run()
    tab.app.time_input(key="calendar.review").set_value(time(7, 30))
    tab.run()
    kept = plan_reminders.times(workspace)
    assert (kept.review_day, kept.review, kept.retest) == (7, time(7, 30), Times().retest)
    tab.app.selectbox(key="calendar.day").set_value(0)
    tab.run()
    assert plan_reminders.times(workspace).review_day is None


def test_progress_says_that_it_counts_from_the_plan_and_tests_its_focus_alone(tab, begin, sit, shipped, at):
    at("2026-06-01T09:00:00Z")
    sit(shipped("five-competencies"))
    begin()
    tab.open("progress")
    assert "The latest sitting is the one at the start of your plan." in tab.words
    at("2026-08-03T09:00:00Z")
    sit(shipped("five-competencies"), shift=1)
    tab.run()
    assert "Self-awareness, its focus, is tested alone" in tab.words
    assert "against 1 June 2026, the start of your plan." in tab.words
