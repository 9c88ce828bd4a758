"""My plan in two tabs at once: nothing typed is lost, nothing of the other tab is overwritten or taken back unseen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from eq.actions import (
    journal,
    plan_days,
    plan_reminders,
    plan_reviews,
    plan_steps,
    planning,
    plans,
    practices,
    promises,
)
from eq.ui import plan_acts
from eq.wording import plan_start

ZONE = "Europe/Berlin"
PRACTICE = "slow-breathing"


@pytest.fixture
def begin(workspace, at):
    """Begins a plan "p" with the practice "a" on 3 November; the clock then stands on the day that is named."""

    def act(day=3, practice=PRACTICE, **chosen):
        at("2026-11-03T12:00:00Z")
        one = practices.one(practice)
        setup = replace(planning.setup_of(one), weekdays=(1, 2, 3, 4, 5, 6, 7), **chosen)
        plan_steps.begin(
            workspace, plan="p", action="a", competency=one.competency, goal="Pause", ranking="", setup=setup,
            practice=one, zone=ZONE,
        )  # fmt: skip
        at(f"2026-11-{day:02}T12:00:00Z")

    return act


def running(workspace):
    return plans.running(workspace)[0].running[0]


def test_a_change_of_one_part_sends_that_part_alone(workspace, begin, monkeypatch):
    """What another tab has changed meanwhile stays as it is there."""
    begin()
    sent = []
    monkeypatch.setattr(plan_acts.state, "workspace", lambda: workspace)
    monkeypatch.setattr(plan_acts.state, "zone", lambda: ZONE)
    monkeypatch.setattr(plan_acts.plan_steps, "change", lambda *_, zone, **fields: sent.append(fields))
    drawn = running(workspace)
    plan_acts._change(drawn, {"cue": drawn.cue, "act": "I count to ten"})
    plan_acts._change(drawn, {"weekdays": drawn.weekdays, "minutes": drawn.minutes})
    assert sent == [{"act": "I count to ten"}]


def test_a_calendar_time_changed_here_leaves_the_day_of_another_tab(tab, workspace, begin):
    """And the page shows what the other tab has set."""
    begin(remind_at=time(9))
    tab.open("plan")
    tab.app.session_state["plan-calendar"] = True
    tab.run()
    plan_reminders.set_times(workspace, review=time(18), retest=time(10), review_day=3)
    tab.app.time_input(key="calendar.retest").set_value(time(19))
    tab.run()
    kept = plan_reminders.times(workspace)
    assert (kept.review_day, kept.review, kept.retest) == (3, time(18), time(19))
    assert tab.app.selectbox(key="calendar.day").value == 3


def test_undo_names_the_step_of_this_tab_and_takes_back_no_other(tab, workspace, begin):
    """A step of another tab is not undone unseen; seen, it can be."""
    begin()
    tab.open("plan").click("plan.act.a.pause")
    assert "Undo: paused" in tab.buttons
    plan_steps.change(workspace, "a", zone=ZONE, cue="I sit down")
    tab.click("plan.act.a.undo")
    assert "changed in another tab" in tab.errors
    assert running(workspace).cue == "I sit down"
    assert "Undo the last step" in tab.buttons
    tab.click("plan.act.a.undo")
    assert running(workspace).cue != "I sit down"


def test_undo_of_an_end_says_what_ended(tab, workspace, begin):
    begin()
    plan_steps.stop(workspace, "a", ZONE)
    assert "Undo: stopped" in tab.open("plan").buttons


def test_a_note_typed_while_another_tab_kept_the_look_can_go_to_the_journal(tab, workspace, begin):
    """It stays on the page until it is kept or dropped."""
    begin(day=11)
    tab.open("plan").click("plan.review.p")
    tab.app.text_area[0].set_value("Mornings <b>work</b>")
    plan_reviews.keep(workspace, review="other", plan="p", week=1, note="", decisions={"a": "keep"}, zone=ZONE)
    tab.click("review.keep")
    assert tab.errors
    assert tab.app.text_area[0].value == "Mornings <b>work</b>"
    tab.click("review.note.keep")
    (entry,) = journal.page(workspace).entries
    assert entry.text("text") == "Mornings <b>work</b>"
    assert not tab.app.text_area


def test_a_note_that_was_kept_with_its_look_is_not_offered_again(tab, begin):
    begin(day=11)
    tab.open("plan").click("plan.review.p")
    tab.app.text_area[0].set_value("Kept")
    tab.click("review.keep").click("plan.look.p")
    assert not tab.app.text_area


def test_a_start_whose_plan_another_tab_deleted_says_so_once(tab, workspace, begin):
    """The next start is greeted by nothing."""
    begin()
    tab.open("plan").click("plan.practice.p")
    start = "plan-start-go" if tab.has("plan-start-go") else "plan-start-no"
    plan_steps.delete(workspace, "p")
    tab.click(start)
    assert "deleted" in tab.errors or "ended" in tab.errors
    assert not tab.click("focus.work.self-awareness").errors


@pytest.mark.parametrize(
    ("swapped", "added", "said"),
    [(False, False, "Your plan has begun."), (False, True, "is in your plan."), (True, True, "The new practice")],
)
def test_what_has_begun_is_named(swapped, added, said):
    assert said in plan_start.started(swapped=swapped, added=added, tested=False)
    assert "days before" in plan_start.started(swapped=swapped, added=added, tested=True)


def test_the_way_to_a_practice_leads_back_to_the_plan(tab, begin):
    """Whatever page was come from before."""
    begin()
    tab.open("plan")
    tab.app.session_state["tab.practices.from"] = "today"
    tab.app.session_state["plan.how.a"] = True
    tab.run()
    tab.app.button(key="plan.read.a").click()
    tab.open("practices")
    assert "Back to my plan" in tab.buttons


def test_an_ended_practice_does_not_speak_of_a_first_time_ahead(tab, workspace, begin):
    begin(day=5)
    plan_steps.end(workspace, "p", ZONE)
    tab.open("plan")
    tab.app.session_state["past.p"] = True
    tab.run()
    assert "Not done this time" in tab.words
    assert "ahead" not in tab.words


def test_a_running_plan_with_a_practice_that_ended_is_said_to_run(tab, workspace, begin):
    begin(day=5)
    plan_steps.stop(workspace, "a", ZONE)
    tab.open("plan")
    assert [one.label for one in tab.app.expander if "still running" in one.label]


def test_an_exercise_that_no_longer_ships_leaves_today_as_it_is(tab, workspace, begin):
    """It says so, and the rest of the page is there at once."""
    begin()
    with workspace.write() as db:
        db.execute("update plan_action set guide = 'gone-from-here'")
    tab.open("today").click("today.plan.guide.a")
    assert tab.errors
    assert tab.title == "Today"
    assert tab.has("today.plan.guide.a")
    assert not tab.run().errors


def test_the_last_answer_of_the_day_leaves_the_card_where_it_is(tab, workspace, begin):
    """What stood above it still does, so that the finger rests on nothing else."""
    begin(day=11)
    promises.add(workspace, promise="p", what="Call back", due_date=date(2026, 11, 9), zone="UTC")

    def order():
        keys = [button.key for button in tab.app.button]
        return [key for key in keys if key in ("today.go.overdue", "today.plan.open", "today.go.plan-review.p")]

    tab.open("today")
    assert order() == ["today.go.overdue", "today.plan.open", "today.go.plan-review.p"]
    day = date(2026, 11, 11)
    plan_days.say(workspace, "a", day, "done", ZONE)
    plan_days.measure(workspace, "a", day, 3, ZONE)
    tab.run()
    assert order() == ["today.go.overdue", "today.plan.open", "today.go.plan-review.p"]
