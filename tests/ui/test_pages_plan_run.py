"""My plan while it runs: today in one tap, the days before, changes with their undo, the weekly look, plans so far."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from eq.actions import plan_days, plan_reviews, plan_steps, planning, plans, practices

ZONE = "Europe/Berlin"
NOW = date(2026, 11, 21)
PRACTICE, WAITS, MINUTES = "slow-breathing", "name-it-precisely", "reset-the-line"


@pytest.fixture
def stand(at):
    """Sets the clock to the evening of a day."""

    def to(day):
        at(f"{day.isoformat()}T18:00:00Z")

    return to


@pytest.fixture
def planned(workspace, stand):
    """Begins a plan so many days ago; returns the ids of plan and action."""

    def begin(ago=0, practice=PRACTICE, *, test=False, plan="", goal="One <b>slow</b> minute *before* the next"):
        stand(NOW - timedelta(days=ago))
        one = practices.one(practice)
        setup = replace(planning.setup_of(one), weekdays=(1, 2, 3, 4, 5, 6, 7))
        setup = replace(setup, baseline_days=7, window_days=1) if test else setup
        ids = plan or plans.new_id(), plans.new_id()
        more = {"action": ids[1], "setup": setup, "practice": one, "zone": ZONE, "plan": ids[0]}
        if plan:
            plan_steps.add(workspace, **more)
        else:
            plan_steps.begin(workspace, competency=one.competency, goal=goal, ranking="", **more)
        stand(NOW)
        return ids

    return begin


@pytest.fixture
def filled(workspace, planned, stand):
    """A tested practice with an answer on each of 28 days, calmer since it began."""

    def fill():
        plan, action = planned(27, test=True)
        for n in range(28):
            day = NOW - timedelta(days=27 - n)
            stand(day)
            plan_days.measure(workspace, action, day, (7 if n < 7 else 3) + n % 3, ZONE)
            if n >= 7 and n % 2:
                plan_days.say(workspace, action, day, "done", ZONE)
        stand(NOW)
        return plan, action

    return fill


def today(workspace, n=0):
    (one,) = plans.standing(workspace, ZONE)
    return one.actions[n].today


def pills(tab, key):
    (found,) = [one for one in tab.app.button_group if one.key == key]
    return found


def done_key(action, day=NOW):
    return f"plan.done.{action}.{day.isoformat()}"


def measure_key(action, day=NOW):
    return f"plan.measure.{action}.{day.isoformat()}"


def test_the_area_is_the_title_and_the_goal_reads_as_it_was_typed(tab, planned):
    planned()
    tab.open("plan")
    assert tab.title == "Self-regulation"
    assert "One <b>slow</b> minute *before* the next" in tab.words
    assert "My plan · week 1" in tab.words
    assert "If my first break begins" in tab.words


def test_one_tap_says_the_day_and_the_same_tap_takes_it_back(tab, workspace, planned):
    _, action = planned()
    tab.open("plan")
    pills(tab, done_key(action)).set_value("done")
    tab.run()
    assert today(workspace).done == "done"
    assert "Done on 1 day so far" in tab.words
    pills(tab, done_key(action)).set_value(None)
    tab.run()
    assert today(workspace).done is None


def test_the_measure_is_one_tap_and_can_be_taken_back(tab, workspace, planned):
    """Nothing is chosen until the person chooses; 0 is an answer."""
    _, action = planned()
    tab.open("plan")
    scale = tab.app.radio(key=measure_key(action))
    assert scale.value is None
    assert len(scale.options) == 11
    scale.set_value(0)
    tab.run()
    assert today(workspace).value == 0
    tab.click(f"{measure_key(action)}.back")
    assert today(workspace).value is None
    assert tab.app.radio(key=measure_key(action)).value is None


def test_no_chance_is_offered_only_where_a_practice_waits_for_its_moment(tab, planned):
    plan, action = planned()
    _, waits = planned(practice=WAITS, plan=plan)
    tab.open("plan")
    assert [len(pills(tab, done_key(one)).options) for one in (action, waits)] == [3, 4]


def test_before_a_tested_practice_begins_only_its_measure_is_asked(tab, planned):
    _, action = planned(test=True)
    tab.open("plan")
    assert not [one for one in tab.app.button_group if one.key == done_key(action)]
    assert tab.app.radio(key=measure_key(action)).value is None
    assert "It begins in 7 days, 28 November 2026." in tab.words


def test_a_day_before_can_be_filled_in_and_today_is_not_touched(tab, workspace, planned):
    _, action = planned(3)
    tab.open("plan")
    tab.app.session_state[f"plan.days.{action}"] = True
    tab.run()
    before = NOW - timedelta(days=2)
    choice = pills(tab, f"plan-days-{action}")
    assert len(choice.options) == 3
    choice.set_value(before)
    tab.run()
    pills(tab, done_key(action, before)).set_value("small")
    tab.run()
    tab.app.radio(key=measure_key(action, before)).set_value(6)
    tab.run()
    (known,) = plans.days(workspace, [one for plan in plans.every(workspace) for one in plan.actions]).values()
    assert (known[before].done, known[before].value) == ("small", 6)
    assert NOW not in known
    shown = [option.replace("\\", "") for option in pills(tab, f"plan-days-{action}").options]
    assert shown == ["Wed 18: open", "Thu 19: small version, 6", "Fri 20: open"]


def test_a_pause_asks_nothing_from_the_next_day_on_and_can_be_undone_on_its_day(tab, workspace, planned, stand):
    """A day that has begun stays a day of practice, and the page says from when on it rests."""
    _, action = planned(2)
    tab.open("plan").click(f"plan.act.{action}.pause")
    assert "paused from tomorrow on" in tab.words
    tab.click(f"plan.act.{action}.undo")
    assert "paused" not in tab.words
    tab.click(f"plan.act.{action}.pause")
    stand(NOW + timedelta(days=1))
    tab.run()
    assert "Paused since 22 November 2026." in tab.words
    assert not tab.app.radio
    tab.click(f"plan.act.{action}.resume")
    assert plans.running(workspace)[0].running[0].resting is False
    assert tab.app.radio(key=measure_key(action, NOW + timedelta(days=1)))


def test_a_stop_keeps_its_days_and_can_be_undone(tab, workspace, planned):
    _, action = planned(2)
    tab.open("plan")
    tab.click(f"plan.act.{action}.change")
    tab.app.button(key=f"plan.act.{action}.change").click()
    tab.app.radio(key=f"plan.change.{action}.what").set_value("stop")
    tab.run()
    tab.click_in_dialog(f"plan.act.{action}.change", f"plan.change.{action}.stop.go")
    assert plans.running(workspace)[0].running == ()
    tab.run()
    assert "No practice runs in this plan." in tab.words
    tab.click(f"plan.act.{action}.undo")
    assert plans.running(workspace)[0].running[0].id == action


def test_words_changed_in_the_dialog_are_kept_as_typed(tab, workspace, planned):
    _, action = planned(2)
    tab.open("plan")
    tab.click(f"plan.act.{action}.change")
    tab.app.text_area(key=f"plan.change.{action}.cue").set_value("The *phone* <i>rings</i>")
    tab.click_in_dialog(f"plan.act.{action}.change", f"plan.change.{action}.words.go")
    assert plans.running(workspace)[0].running[0].cue == "The *phone* <i>rings</i>"
    assert "If the *phone* <i>rings</i>, then" in tab.run().words


def unfold(tab, action):
    tab.app.session_state[f"plan.trial.fold.{action}"] = True
    return tab.run()


def test_a_tested_practice_shows_its_figure_its_word_and_what_it_cannot_mean(tab, filled):
    """Folded into the card of the practice, under the word."""
    _, action = filled()
    tab.open("plan")
    assert tab.figures == 0
    assert "likely helping" in tab.words
    assert unfold(tab, action).figures == 1
    basis = next(one for one in tab.app.expander if one.label == "What this rests on")
    (lines,) = [one.value for one in basis.markdown]
    for said in ("is made for days that vary", "in 100", "on 11 of these it was done", "does not show what caused"):
        assert said in lines
    assert "11 of 21 planned days" in tab.words
    tab.app.session_state[f"table-trial-{action}"] = True
    tab.run()
    assert "Before the practice, usual level" in tab.words


def test_without_a_test_the_reason_stands_in_place_of_a_word(tab, workspace, planned):
    _, action = planned(2)
    plan_days.measure(workspace, action, NOW, 4, ZONE)
    tab.open("plan")
    assert "day by day" in tab.words
    assert "nothing to compare with" in unfold(tab, action).words


def test_without_a_test_and_without_an_answer_one_line_says_so_and_the_steps_say_why(tab, planned):
    """Beside two plans a paragraph of reasons would say of nothing what it is about."""
    _, action = planned(2)
    tab.open("plan")
    assert "Not tested: counted, not compared." in tab.words
    assert "nothing to compare with" not in tab.words
    tab.app.session_state[f"plan.how.{action}"] = True
    assert "nothing to compare with" in tab.run().words


def test_the_look_says_what_the_measure_did_before_it_asks_what_happens_next(tab, filled):
    """The figure is folded below the choice."""
    plan, action = filled()
    tab.open("plan").click(f"plan.review.{plan}")
    assert "Before the practice: usually" in tab.words
    assert "Likely helping. Your days" in tab.words
    assert tab.figures == 0
    assert unfold(tab, action).figures == 1


def test_the_weekly_look_is_offered_once_a_week_is_over_and_kept_once(tab, workspace, planned):
    plan, action = planned(8)
    tab.open("plan")
    assert "Week 1 is over." in tab.words
    tab.click(f"plan.review.{plan}")
    assert tab.title == "The weekly look"
    tab.app.text_area[0].set_value("Mornings <b>work</b>")
    tab.click("review.keep")
    (kept,) = plan_reviews.every(workspace, plan)
    assert (kept.week, kept.note, kept.decisions) == (1, "Mornings <b>work</b>", ((action, "keep"),))
    assert "The weekly look is kept." in tab.words
    assert "is over." not in tab.words


def test_making_it_smaller_in_the_look_asks_only_for_the_small_version(tab, workspace, planned):
    plan, action = planned(8)
    tab.open("plan").click(f"plan.review.{plan}")
    tab.app.radio(key=f"review.{plan}.1.{action}").set_value("shrink")
    tab.click("review.keep")
    assert plans.running(workspace)[0].running[0].small
    assert "If my first break begins" in tab.words
    assert "Small version: " in tab.words


def test_whoever_wants_to_swap_is_led_to_another_practice(tab, workspace, planned):
    """The one that runs goes on until the other starts."""
    plan, action = planned(8)
    tab.open("plan").click(f"plan.review.{plan}")
    tab.app.radio(key=f"review.{plan}.1.{action}").set_value("swap")
    tab.click("review.keep")
    assert tab.app.session_state["tab.plan.start"].swapped == action
    assert plans.running(workspace)[0].running[0].id == action


def test_week_four_speaks_of_adjusting_and_week_eight_of_the_questionnaire(tab, planned):
    plan, _ = planned(28)
    tab.open("plan").click(f"plan.review.{plan}")
    assert "Four weeks are a good time to adjust" in tab.words
    assert not tab.has("review.retest")


def test_after_eight_weeks_the_questionnaire_is_offered_again(tab, planned):
    plan, _ = planned(56)
    tab.open("plan").click(f"plan.review.{plan}")
    assert "Take the questionnaire again" in tab.headings
    assert tab.has("review.retest")


def test_a_finished_plan_stays_with_what_it_showed_until_it_is_deleted(tab, workspace, filled):
    plan, _ = filled()
    tab.open("plan").click(f"plan.finish.{plan}")
    tab.click_in_dialog(f"plan.finish.{plan}", f"plan.finish.{plan}.go")
    assert plans.running(workspace) == ()
    tab.app.session_state[f"past.{plan}"] = True
    tab.run()
    assert "What is over" in tab.headings
    assert tab.figures == 1
    assert "ended with its plan" in tab.words
    tab.click(f"past.delete.{plan}")
    tab.click_in_dialog(f"past.delete.{plan}", f"plan.delete.{plan}.go")
    assert plans.every(workspace) == ()
    assert "What is over" not in tab.run().headings


def test_two_plans_stand_below_one_another_with_a_figure_each(tab, workspace, filled, planned):
    """Each under its area with its own goal; the second focus is the last."""
    _, first = filled()
    _, other = planned(2, WAITS, goal="One word after a hard call")
    plan_days.measure(workspace, other, NOW, 5, ZONE)
    tab.open("plan")
    assert tab.title == "My plan"
    assert tab.headings[:2] == ["Self-regulation", "Self-awareness"]
    assert "One word after a hard call" in tab.words
    unfold(tab, first)
    assert unfold(tab, other).figures == 2
    assert not tab.has("plan.add")


def test_a_practice_that_left_the_library_takes_nothing_else_with_it(tab, workspace, planned):
    """Its steps are gone, its days and words are not."""
    _, action = planned(2)
    with workspace.write() as db:
        db.execute("UPDATE plan_action SET practice = 'gone-from-here' WHERE id = ?", (action,))
    tab.open("plan")
    tab.app.session_state[f"plan.how.{action}"] = True
    tab.run()
    assert "no longer in the library" in tab.words
    assert f"Small version. {plans.running(workspace)[0].running[0].tiny}" in tab.words
    assert not tab.errors
    assert tab.app.radio(key=measure_key(action))


def test_minutes_are_typed_or_tapped_and_can_be_emptied(tab, workspace, planned):
    """Nothing typed is no answer; 0 minutes is one."""
    _, action = planned(practice=MINUTES)
    tab.open("plan")
    assert tab.app.number_input(key=measure_key(action)).value is None
    tab.click(f"{measure_key(action)}.chip.0")
    assert today(workspace).value == 0
    tab.app.number_input(key=measure_key(action)).set_value(75)
    tab.run()
    assert today(workspace).value == 75
    tab.app.number_input(key=measure_key(action)).set_value(None)
    tab.run()
    assert today(workspace).value is None


def test_an_exercise_takes_the_place_of_the_plan(tab, planned):
    """Nothing of the plan is drawn around it."""
    _, action = planned()
    tab.open("plan").click(f"plan.act.{action}.guide")
    assert tab.app.session_state["tab.guide.open"] == (PRACTICE, PRACTICE, action)
    assert "What is over" not in tab.headings
    assert not tab.has(f"plan.act.{action}.pause")


def test_a_debrief_that_used_the_same_act_counts_as_done_until_something_else_is_said(
    tab, workspace, planned, monkeypatch
):
    """It is shown as done, and says where that comes from; one tap says otherwise."""
    _, action = planned(1)
    real = plans.standing

    def with_debrief(*given):
        return tuple(
            replace(
                plan,
                actions=tuple(replace(one, today=replace(one.today, debriefs=("entry",))) for one in plan.actions),
            )
            for plan in real(*given)
        )

    monkeypatch.setattr(plans, "standing", with_debrief)
    tab.open("plan")
    assert pills(tab, done_key(action)).value == "done"
    assert "Counted from a debrief of this day" in tab.words
    pills(tab, done_key(action)).set_value("not-today")
    tab.run()
    assert real(workspace, ZONE)[0].actions[0].today.done == "not-today"
    assert "Counted from a debrief" not in tab.words


def test_a_day_that_is_refused_says_why_and_keeps_the_rest(tab, workspace, planned, stand):
    """A tab that was left open over a week asks nothing any more that could not be kept."""
    _, action = planned(3)
    tab.open("plan")
    stand(NOW + timedelta(days=9))
    pills(tab, done_key(action)).set_value("done")
    tab.run()
    assert "can be filled in or changed for 6 days" in tab.errors
    assert not any(known for known in plans.days(workspace, plans.running(workspace)[0].running).values())


def test_after_eight_weeks_the_look_says_what_the_area_of_the_plan_did(tab, stand, planned, sit, shipped):
    """Counted from the sitting at the start of the plan, the area tested alone; another area is not spoken of."""
    form = shipped("five-competencies")
    stand(NOW - timedelta(days=58))
    sit(form, zone=ZONE)
    plan, _ = planned(57)
    tab.open("plan").click(f"plan.review.{plan}")
    assert "No sitting from around the start" not in tab.words
    sit(form, zone=ZONE, shift=1)
    tab.run()
    assert "Your answers on self-regulation moved up." in tab.words
    assert "the start of your plan" in tab.words
    assert "Your answers since the start" in tab.headings
    assert "Taking the questionnaire once more" not in tab.words
    assert "This was planned for one retest" in tab.words
    assert "empathy" not in tab.words.lower()


def test_the_retest_is_of_the_questionnaire_the_plan_counts_from(tab, stand, planned, sit, shipped):
    """Whatever was taken last: a pulse has the same areas, and cannot be compared with it."""
    form = shipped("five-competencies")
    stand(NOW - timedelta(days=58))
    sit(form, zone=ZONE)
    plan, _ = planned(57)
    sit(shipped("pulse"), zone=ZONE)
    tab.open("plan").click(f"plan.review.{plan}")
    assert "No sitting from around the start" not in tab.words
    tab.click("review.retest")
    assert tab.app.session_state["tab.take.wanted"] == form.id


def test_with_one_sitting_the_retest_card_says_that_it_is_the_start_and_names_no_day_that_is_past(
    tab, stand, planned, sit, shipped
):
    """Nothing is said of a second sitting that is not there."""
    stand(NOW - timedelta(days=58))
    sit(shipped("five-competencies"), zone=ZONE)
    plan, _ = planned(57)
    tab.open("plan").click(f"plan.review.{plan}")
    assert "the one at the start of your plan" in tab.words
    assert "second sitting" not in tab.words
    assert "can be judged." not in tab.words


def test_the_card_of_a_second_plan_does_not_deny_the_sitting_both_count_from(tab, workspace, stand, sit, shipped):
    """The plan begun first is tested alone; this one is compared among the others, with its own word."""
    form = shipped("five-competencies")
    stand(NOW - timedelta(days=58))
    sit(form, zone=ZONE)
    ids = []
    for ago, name in ((57, PRACTICE), (56, "two-check-ins")):
        stand(NOW - timedelta(days=ago))
        one = practices.one(name)
        ids.append(plans.new_id())
        plan_steps.begin(
            workspace, plan=ids[-1], action=plans.new_id(), competency=one.competency, goal=name, ranking="",
            setup=planning.setup_of(one), practice=one, zone=ZONE,
        )  # fmt: skip
    stand(NOW)
    sit(form, zone=ZONE, shift=1)
    tab.open("plan").click(f"plan.review.{ids[1]}")
    assert "Your other plan began first" in tab.words
    assert "No sitting from around the start" not in tab.words
    area = practices.one("two-check-ins").competency.replace("-", " ")
    assert re.search(f"{area}|{area.replace(' ', '-')}", tab.words.lower())
