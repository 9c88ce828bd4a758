"""Today beside a plan: one that is over, one that rests, and the first day of a practice."""

from __future__ import annotations

from datetime import date

import pytest

from eq.actions import entries, plan_days, plan_steps, practices
from eq.actions.settings import change_settings
from eq.plan.plan import Setup
from eq.wording import plan_today as plan_words
from eq.wording import today as words

BERLIN = "Europe/Berlin"
DAILY = (1, 2, 3, 4, 5, 6, 7)


@pytest.fixture
def begin(workspace, at):
    """Begins slow breathing, by default on 21 November, a Saturday, on every day."""

    def make(**more):
        shipped = practices.one("slow-breathing")
        fields = {"weekdays": DAILY, "minutes": shipped.minutes, "times": 1} | more
        plan_steps.begin(
            workspace, plan="p", action="a", competency="self-regulation", goal="", ranking="", practice=shipped,
            setup=Setup(shipped.id, "c", "a", "o", "i", **fields), zone=BERLIN,
        )  # fmt: skip

    return make


def test_a_plan_that_is_over_is_something_begun(tab, workspace, begin):
    """Nobody who has finished a plan is asked where to begin; the plan stays one tap away."""
    begin()
    plan_steps.end(workspace, "p", BERLIN)
    tab.run()
    assert tab.title == words.TITLE
    assert "Nothing is due. That is fine." in tab.words
    assert tab.has("today.way.plan")


def test_a_practice_that_rests_is_one_quiet_line(tab, workspace, begin, at):
    """It asks nothing, says since when it rests, and leads to the plan; switched off it is gone."""
    begin()
    plan_steps.pause(workspace, "a", BERLIN)
    at("2026-11-25T09:00:00Z")
    tab.run()
    assert "Resting since 22 November 2026: Slow breathing" in tab.words
    assert not tab.has("today.plan.open")
    assert tab.has("today.plan.resting.a")
    assert tab.click("today.plan.resting.a").title == "Self-regulation"
    change_settings(workspace, today_practice=False)
    assert "Resting since" not in tab.open("today").words


def test_the_small_version_is_said_where_it_can_be_chosen(tab, workspace, begin):
    """Once: where only it is asked for, it stands there already."""
    begin()
    small = f"Small version: {practices.one('slow-breathing').tiny}"
    assert tab.run().words.count(small) == 1
    plan_steps.shrink(workspace, "a", BERLIN)
    assert tab.run().words.count(practices.one("slow-breathing").tiny) == 1


@pytest.mark.parametrize(
    ("weekdays", "first"), [(DAILY, "2026-11-28"), ((2, 4), "2026-12-01")], ids=["daily", "tuesdays"]
)
def test_the_first_planned_day_after_a_test_began_is_said_once(tab, begin, at, weekdays, first):
    """The practice begins on Saturday 28 November; with Tuesdays and Thursdays its first day is the Tuesday."""
    begin(baseline_days=7, window_days=1, weekdays=weekdays)
    said = []
    for day in ("2026-11-27", "2026-11-28", "2026-11-29", "2026-12-01", "2026-12-03", "2026-12-05"):
        at(f"{day}T09:00:00Z")
        if plan_words.FIRST_DAY in tab.run().words:
            said.append(day)
    assert said == [first]


def test_without_a_test_the_first_day_is_not_announced_again(tab, begin):
    begin()
    assert plan_words.FIRST_DAY not in tab.run().words


def test_starting_from_today_is_offered_only_where_it_lets_go_of_something(tab, workspace, begin, at):
    """A plan alone waits for nothing that could be let go; a draft does, be it behind three other things."""
    begin()
    plan_days.say(workspace, "a", date(2026, 11, 21), "done", BERLIN)
    at("2026-12-05T09:00:00Z")
    tab.run()
    assert tab.title == words.WELCOME_BACK
    assert not tab.has("today.start")
    at("2026-11-21T10:00:00Z")
    entries.begin(workspace, "note", entry="one", zone=BERLIN)
    entries.write(workspace, "one", "text", "Half a thought")
    at("2026-12-05T09:00:00Z")
    assert tab.run().has("today.start")
    tab.click("today.start")
    assert (tab.title, tab.has("today.start")) == (words.TITLE, False)
