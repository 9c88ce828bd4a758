"""What running plans ask for today, and how Today ranks it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from eq.actions import entries, plan_days, plan_reviews, plan_steps, plan_today, practices
from eq.actions.settings import change_settings, welcome
from eq.actions.today import today
from eq.plan.plan import Setup

BERLIN = "Europe/Berlin"
FIRST = date(2026, 11, 21)
DAILY = (1, 2, 3, 4, 5, 6, 7)


@pytest.fixture
def begin(workspace, at):
    """Begins a plan, by default on 21 November, a Saturday."""
    welcome(workspace)

    def make(plan="p", action="a", practice="slow-breathing", competency="self-regulation", **more):
        shipped = practices.one(practice)
        fields = {"weekdays": DAILY, "minutes": shipped.minutes, "times": 1} | more
        plan_steps.begin(
            workspace, plan=plan, action=action, competency=competency, goal="", ranking="", practice=shipped,
            setup=Setup(practice, "c", "a", "o", "i", **fields), zone=BERLIN,
        )  # fmt: skip

    return make


def asked(workspace):
    return [(one.action.id, one.phase, one.due, one.answered) for one in plan_today.present(workspace, BERLIN).asked]


def kinds(workspace):
    return [due.kind for due in today(workspace, BERLIN).due]


def test_without_a_plan_nothing_is_asked(workspace, at):
    """And no file is made."""
    found = plan_today.present(workspace, BERLIN)
    assert (found.asked, found.reviews, found.begun, found.open) == ((), (), False, False)
    assert not workspace.exists()
    welcome(workspace)
    assert today(workspace, BERLIN).practice is None


def test_a_practice_is_asked_until_it_and_its_measure_are_said(workspace, begin):
    """Either alone is not enough, and taking an answer back asks again."""
    begin()
    assert asked(workspace) == [("a", "practice", True, False)]
    plan_days.say(workspace, "a", FIRST, "not-today", BERLIN)
    assert asked(workspace) == [("a", "practice", True, False)]
    plan_days.measure(workspace, "a", FIRST, 0, BERLIN)
    assert asked(workspace) == [("a", "practice", True, True)]
    assert kinds(workspace) == []
    assert today(workspace, BERLIN).practice.asked[0].answered
    plan_days.say(workspace, "a", FIRST, None, BERLIN)
    assert kinds(workspace) == ["practice"]


def test_on_a_day_that_is_not_planned_only_the_measure_is_asked(workspace, begin):
    """A Saturday of someone who practises from Monday to Friday."""
    begin(weekdays=(1, 2, 3, 4, 5))
    assert asked(workspace) == [("a", "practice", False, False)]
    plan_days.measure(workspace, "a", FIRST, 5, BERLIN)
    assert asked(workspace) == [("a", "practice", False, True)]


def test_before_a_tested_practice_only_the_measure_is_asked(workspace, begin):
    """From the first day of its baseline on."""
    begin(baseline_days=10)
    assert asked(workspace) == [("a", "baseline", False, False)]


def test_a_debrief_that_used_the_same_act_says_that_it_was_done(workspace, begin, at):
    """Then only the measure is left to say."""
    practice = next(one for one in practices.all() if one.ways and one.competency == "self-regulation")
    begin(practice=practice.id)
    entries.begin(workspace, "debrief", entry="e", zone=BERLIN)
    entries.tag(workspace, "e", "response", [practice.ways[0]])
    entries.write(workspace, "e", "happened", "A call.")
    entries.finish(workspace, "e")
    plan_days.measure(workspace, "a", FIRST, 1, BERLIN)
    assert asked(workspace) == [("a", "practice", True, True)]


def test_a_practice_that_rests_or_has_ended_asks_nothing(workspace, begin, at):
    """Nor does it make anything due; on the day on which it was paused it still asks."""
    begin()
    plan_steps.pause(workspace, "a", BERLIN)
    assert asked(workspace) == [("a", "practice", True, False)]
    at("2026-11-22T09:00:00Z")
    assert asked(workspace) == []
    assert kinds(workspace) == []
    assert today(workspace, BERLIN).begun
    plan_steps.resume(workspace, "a", BERLIN)
    plan_steps.end(workspace, "p", BERLIN)
    assert asked(workspace) == []
    assert not plan_today.present(workspace, BERLIN).begun


def test_all_practices_are_one_thing_to_do(workspace, begin):
    """Two plans, one card; it counts those that are open."""
    begin()
    begin("q", "b", "body-scan", "self-awareness", minutes=5)
    (due,) = today(workspace, BERLIN).due
    assert (due.kind, due.count) == ("practice", 2)
    plan_days.say(workspace, "a", FIRST, "done", BERLIN)
    plan_days.measure(workspace, "a", FIRST, 5, BERLIN)
    assert today(workspace, BERLIN).due[0].count == 1


def test_a_look_back_is_due_after_a_week_until_it_was_held(workspace, begin, at):
    """For its own plan, with the weeks that are over."""
    begin()
    at("2026-11-27T12:00:00Z")
    assert kinds(workspace) == ["practice"]
    at("2026-11-28T12:00:00Z")
    found = [due for due in today(workspace, BERLIN).due if due.kind == "plan-review"]
    assert [(due.plan, due.count) for due in found] == [("p", 1)]
    plan_reviews.keep(workspace, review="r", plan="p", week=1, note="", decisions={}, zone=BERLIN)
    assert kinds(workspace) == ["practice"]


@pytest.mark.parametrize(("setting", "kind"), [("today_practice", "practice"), ("today_plan_review", "plan-review")])
def test_both_can_be_switched_off(workspace, begin, at, setting, kind):
    """One without the other."""
    begin()
    at("2026-11-28T12:00:00Z")
    assert kinds(workspace) == ["practice", "plan-review"]
    change_settings(workspace, **{setting: False})
    assert kinds(workspace) == [one for one in ("practice", "plan-review") if one != kind]
    assert (today(workspace, BERLIN).practice is None) == (kind == "practice")


def test_no_more_than_three_things_are_due_with_plans_among_them(workspace, begin, at):
    """What comes after the third waits."""
    begin()
    at("2026-11-28T12:00:00Z")
    for kind in ("note", "feedback"):
        entries.begin(workspace, kind, entry=kind, zone=BERLIN)
        entries.write(workspace, kind, "title", "Something")
    at("2026-11-28T12:01:00Z")
    assert kinds(workspace) == ["practice", "plan-review", "entry-draft"]


def test_whoever_answers_every_day_was_not_away(workspace, begin, at):
    """Answers of a plan are something done here; without any for a week it is a welcome back."""
    begin()
    for n in range(3):
        at(f"2026-11-2{1 + n}T09:00:00Z")
        plan_days.say(workspace, "a", FIRST + timedelta(days=n), "done", BERLIN)
    at("2026-11-30T08:59:00Z")
    assert not today(workspace, BERLIN).away
    at("2026-11-30T09:00:00Z")
    assert today(workspace, BERLIN).away


def test_an_exercise_finds_the_running_action_of_its_practice(workspace, begin):
    """By its id or, opened from the library, by the practice; of another practice there is none."""
    begin()
    for action in ("a", ""):
        assert plan_today.asked_of(workspace, action, "slow-breathing", BERLIN).action.id == "a"
    assert plan_today.asked_of(workspace, "b", "slow-breathing", BERLIN) is None
    assert plan_today.asked_of(workspace, "", "body-scan", BERLIN) is None
