"""My plan without a running plan: choosing a focus, and starting a practice on one screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from eq.actions import focus, plan_steps, planning, plans, practices
from eq.actions.names import COMPETENCY_TITLES
from eq.plan.plan import Plan
from eq.plan.practice import Practice
from eq.reflect.competencies import COMPETENCIES
from eq.store.workspace import Workspace
from eq.ui import look
from eq.wording import plan_focus as focus_words
from eq.wording import plan_run as moment_words
from eq.wording import plan_start as words

ZONE = "Europe/Berlin"


def offered(tab: Any) -> list[str]:
    """Ids of the practices the start screen offers."""
    labels = [str(label) for label in which(tab).options]
    ids = {f"**{look.plain(one.title)}**": one.id for one in practices.all()}
    return [ids[label[: label.index("**", 2) + 2]] for label in labels]


def which(tab: Any) -> Any:
    return next(one for one in tab.app.radio if one.label == words.WHICH)


def shown(tab: Any) -> Practice:
    return practices.one(which(tab).value)


def area_of(tab: Any, label: str) -> Any:
    return next(one for one in tab.app.text_area if one.label == label)


def start(tab: Any) -> Any:
    """Press the start, whichever of its two forms stands there."""
    return tab.click("plan-start-go" if tab.has("plan-start-go") else "plan-start-no")


def only(workspace: Workspace) -> Plan:
    (plan,) = plans.running(workspace)
    return plan


def begin(workspace: Workspace, practice: Practice, plan: str = "p") -> str:
    plan_steps.begin(
        workspace,
        plan=plan,
        action=f"{plan}-a",
        competency=practice.competency,
        goal="Mine",
        ranking="",
        setup=planning.setup_of(practice),
        practice=practice,
        zone=ZONE,
    )
    return f"{plan}-a"


def asking(*, asks: bool) -> Practice:
    """A shipped practice that asks a question before its start, or one that does not."""
    return next(one for one in practices.all() if bool(one.ask) == asks)


def test_from_the_page_to_a_running_plan_it_takes_two_taps(tab: Any, workspace: Workspace) -> None:
    """No question need be answered, and everything is filled in."""
    tab.open("plan")
    assert tab.title == focus_words.TITLE
    assert "choose what matters to you" in tab.words
    tab.click("focus.work.self-regulation")
    practice = shown(tab)
    start(tab)
    plan = only(workspace)
    (action,) = plan.actions
    assert (plan.competency, plan.goal, plan.ranking) == ("self-regulation", practice.goal, "")
    assert (action.practice, action.cue, action.act) == (practice.id, practice.cue, practice.act)
    assert not action.tested
    assert words.STARTED in tab.words


def test_a_double_click_begins_one_plan(tab: Any, workspace: Workspace) -> None:
    """Its ids are made before it is written."""
    tab.open("plan").click("focus.work.empathy")
    kept = tab.app.session_state["tab.plan.start"]
    start(tab)
    plan = only(workspace)
    assert (plan.id, plan.actions[0].id) == (kept.new_plan, kept.new_action)
    begin_again = practices.one(plan.actions[0].practice)
    plan_steps.begin(
        workspace,
        plan=kept.new_plan,
        action=kept.new_action,
        competency="empathy",
        goal="Another",
        ranking="",
        setup=planning.setup_of(begin_again),
        practice=begin_again,
        zone=ZONE,
    )
    assert only(workspace) == plan


def test_what_is_changed_on_the_screen_is_what_is_kept(tab: Any, workspace: Workspace) -> None:
    """Goal, if–then and days; every practice has its own, and a look at another one takes nothing away."""
    tab.open("plan").click("focus.work.motivation")
    first, second = offered(tab)[:2]
    area_of(tab, words.GOAL).set_value("My own goal")
    area_of(tab, moment_words.CUE).set_value("the phone rings\ntwice")
    tab.run()
    which(tab).set_value(second)
    tab.run()
    assert area_of(tab, words.GOAL).value == practices.one(second).goal
    which(tab).set_value(first)
    tab.run()
    assert area_of(tab, words.GOAL).value == "My own goal"
    next(one for one in tab.app.button_group if one.label == words.DAYS).set_value([6, 2])
    start(tab)
    plan = only(workspace)
    (action,) = plan.actions
    assert (plan.goal, action.cue, action.weekdays) == ("My own goal", "the phone rings twice", (2, 6))


def test_without_a_day_nothing_begins_and_nothing_typed_is_lost(tab: Any, workspace: Workspace) -> None:
    """It is said beside the button what is missing."""
    tab.open("plan").click("focus.work.motivation")
    area_of(tab, words.GOAL).set_value("My own goal")
    next(one for one in tab.app.button_group if one.label == words.DAYS).set_value([])
    start(tab)
    assert words.NO_DAY in tab.errors
    assert plans.running(workspace) == ()
    assert area_of(tab, words.GOAL).value == "My own goal"


def test_a_test_asks_for_days_before_and_stores_its_draw(tab: Any, workspace: Workspace) -> None:
    """The days it can begin on are named before, and the day drawn is one of them."""
    tab.open("plan").click("focus.work.empathy")
    assert words.TEST_OFF in tab.words
    tab.app.toggle[0].set_value(True)
    tab.run()
    assert "between 1 December 2026 and 7 December 2026" in tab.words
    next(one for one in tab.app.number_input if one.label == words.BASELINE).set_value(8)
    tab.run()
    assert "between 29 November 2026 and 5 December 2026" in tab.words
    start(tab)
    (action,) = only(workspace).actions
    assert action.baseline_from is not None
    assert action.draw is not None
    assert 8 <= (action.practice_from - action.baseline_from).days <= 14
    assert words.STARTED_TEST in tab.words


def test_a_question_of_health_stands_before_the_start_and_a_yes_leaves_the_practice_out(
    tab: Any, workspace: Workspace
) -> None:
    """Only that it was left out is kept; the next suggestion takes its place, and nothing has begun."""
    practice = asking(asks=True)
    tab.run()
    tab.remember(plan__wanted=practice.id).open("plan")
    assert shown(tab) == practice
    assert not tab.has("plan-start-go")
    tab.click("plan-start-skip")
    assert practices.skipped(workspace) == {practice.id}
    assert practice.id not in offered(tab)
    assert plans.running(workspace) == ()


def test_no_to_the_question_is_the_start(tab: Any, workspace: Workspace) -> None:
    """One tap answers and begins; nothing about the answer is kept."""
    practice = asking(asks=True)
    tab.run()
    tab.remember(plan__wanted=practice.id).open("plan").click("plan-start-no")
    assert only(workspace).actions[0].practice == practice.id
    assert practices.skipped(workspace) == frozenset()


def test_answers_are_kept_and_nothing_moves_until_it_is_asked_for(tab: Any, workspace: Workspace) -> None:
    """Once all five have one, the largest sum can be put first; the reasons open in place."""
    tab.open("plan")
    for area in COMPETENCIES:
        tab.app.radio(key=f"focus.importance.{area}").set_value(3 if area == "social-skills" else 0)
        tab.run()
        assert not tab.app.session_state["tab.focus.begun"]
    assert focus.focus(workspace, ZONE).rated
    assert tab.headings[:5] == [COMPETENCY_TITLES[area] for area in COMPETENCIES]
    assert "Social skills has the most points, 6" in tab.words
    tab.click("focus.sort")
    assert tab.headings[0] == "Social skills"
    assert not tab.has("focus.sort")
    assert "6 points · Listening" in tab.words
    assert "0 points · Noticing" in tab.words


def test_the_questions_stand_open_where_they_were_begun_before(tab: Any, workspace: Workspace) -> None:
    """Folded for whoever has answered none of them, or all."""
    focus.rate(workspace, "empathy", importance=2)
    tab.open("plan")
    (asked,) = [one for one in tab.app.expander if one.label == focus_words.QUESTIONS]
    assert asked.proto.expanded
    assert tab.app.radio(key="focus.importance.empathy").value == 2
    assert tab.app.radio(key="focus.readiness.empathy").label == "Empathy: how ready are you to work on it?"


def test_the_points_open_with_their_episodes(tab: Any, workspace: Workspace, at: Callable[[str], None]) -> None:
    """Each term says where it comes from; an episode opens in the journal, with the way back."""
    from eq.actions import entries

    for n in range(5):
        one = f"0000000{n}-0000-4000-8000-000000000000"
        entries.begin(workspace, "debrief", entry=one, zone=ZONE)
        entries.write(workspace, one, "title", f"Call *{n}*")
        entries.tag(workspace, one, "competency", ["empathy"])
        entries.note(workspace, one, episode="demanding", severity=5)
        entries.finish(workspace, one)
    tab.remember(plan__view="run").open("plan")
    assert "on 1 day of the last 56" not in tab.words
    tab.app.session_state["focus.why"] = True
    tab.run()
    assert "5 episodes of severity 4 or more on 1 day of the last 56" in tab.words
    assert "Empathy: 2 points" in tab.words
    assert "nobody else has been asked" in tab.words
    entry = next(button.key for button in tab.app.button if str(button.key).startswith("focus.entry.empathy."))
    tab.click(entry)
    assert tab.title.startswith("Call *")
    assert "Back to My plan" in tab.buttons


def test_a_second_focus_is_possible_a_third_is_not(tab: Any, workspace: Workspace) -> None:
    """The area of a running plan offers one more practice instead."""
    first = next(one for one in practices.all() if one.competency == "empathy" and one.minutes_a_day <= 3)
    begin(workspace, first)
    tab.remember(plan__view="focus").open("plan")
    assert tab.title == focus_words.TITLE_SECOND
    assert tab.has("focus.add.empathy")
    assert not tab.has("focus.work.empathy")
    second = next(one for one in practices.all() if one.competency == "motivation" and one.minutes_a_day <= 3)
    begin(workspace, second, "q")
    tab.remember(plan__view="focus").open("plan")
    assert focus_words.FULL in tab.words
    assert not any(tab.has(f"focus.work.{area}") for area in COMPETENCIES)


def test_a_swap_keeps_the_plan_and_its_goal(tab: Any, workspace: Workspace) -> None:
    """The goal stands there to be changed; the practice that ran is not among those offered."""
    practice = next(one for one in practices.all() if one.competency == "empathy")
    action = begin(workspace, practice)
    tab.run()
    tab.remember(plan__swap=action).open("plan")
    assert tab.title == words.TITLE_SWAP
    assert practice.id not in offered(tab)
    assert area_of(tab, words.GOAL).value == "Mine"
    wanted = shown(tab).id
    start(tab)
    plan = only(workspace)
    assert plan.goal == "Mine"
    assert [(one.practice, one.ending) for one in plan.actions] == [(practice.id, "swapped"), (wanted, None)]
    assert plan.actions[1].replaces == action


def test_a_swap_takes_the_goal_of_the_new_practice_with_one_tap(tab: Any, workspace: Workspace) -> None:
    """So that the plan does not go on promising what was swapped away."""
    action = begin(workspace, next(one for one in practices.all() if one.competency == "empathy"))
    tab.run()
    tab.remember(plan__swap=action).open("plan").click("start.use_goal")
    wanted = shown(tab)
    assert area_of(tab, words.GOAL).value == wanted.goal
    assert not tab.has("start.use_goal")
    start(tab)
    assert only(workspace).goal == wanted.goal


def test_a_goal_that_came_with_a_practice_goes_with_it(tab: Any, workspace: Workspace) -> None:
    """Each practice that is looked at brings its own goal then, and what it takes the place of is named."""
    before = next(one for one in practices.all() if one.competency == "empathy")
    action = begin(workspace, before)
    plan_steps.change_goal(workspace, "p", before.goal)
    tab.run()
    tab.remember(plan__swap=action).open("plan")
    assert f"Instead of “{before.title}”." in tab.words
    assert area_of(tab, words.GOAL).value == shown(tab).goal
    which(tab).set_value(offered(tab)[1])
    wanted = shown(tab.run())
    assert area_of(tab, words.GOAL).value == wanted.goal
    assert not tab.has("start.use_goal")
    start(tab)
    assert only(workspace).goal == wanted.goal


def test_where_there_is_no_button_called_start_the_lead_names_none(tab: Any) -> None:
    """It names the question instead, which is the start."""
    for asks in (True, False):
        tab.run()
        tab.remember(plan__wanted=asking(asks=asks).id).open("plan")
        assert (words.LEAD_ASK in tab.words, words.LEAD in tab.words) == (asks, not asks)


def test_without_a_test_the_first_of_the_chosen_days_is_named(tab: Any) -> None:
    """It is Saturday 21 November: of Monday to Friday the first is Monday."""
    practice = next(one for one in practices.all() if one.days == 5 and not one.ask and planning.testable(one))
    tab.run()
    tab.remember(plan__wanted=practice.id).open("plan")
    assert "begins on the first of your days: Mon, 23 November 2026." in tab.words
    days = next(one for one in tab.app.button_group if one.key.endswith(f"{practice.id}.days"))
    days.set_value([6])
    assert "Without a test the practice begins today." in tab.run().words
    days = next(one for one in tab.app.button_group if one.key.endswith(f"{practice.id}.days"))
    days.set_value([])
    assert "Without a test the practice begins today." in tab.run().words


def test_what_protects_people_begins_without_a_test_whatever_was_chosen_before(tab: Any, workspace: Workspace) -> None:
    """The switch turned on for another practice stays with that one."""
    tab.remember(plan__wanted="boundary-script").open("plan")
    assert shown(tab).id == "boundary-script"
    assert words.TEST_NONE in tab.words
    assert not tab.app.toggle
    which(tab).set_value(next(one for one in offered(tab) if one != "boundary-script"))
    tab.run()
    tab.app.toggle[0].set_value(True)
    tab.run()
    which(tab).set_value("boundary-script")
    tab.run()
    assert not tab.app.toggle
    start(tab)
    (action,) = only(workspace).actions
    assert (action.practice, action.baseline_from, action.draw) == ("boundary-script", None, None)
    assert words.STARTED in tab.words


def test_of_a_test_of_something_done_once_a_week_it_is_said_that_it_rarely_tells(tab: Any) -> None:
    """By the days that are chosen."""
    tab.remember(plan__wanted="role-play").open("plan")
    assert words.TEST_WEEKLY in tab.words
    next(one for one in tab.app.button_group if str(one.key).endswith("role-play.days")).set_value([1, 4])
    tab.run()
    assert words.TEST_WEEKLY not in tab.words


@pytest.mark.parametrize("name", ["plan__swap", "plan__wanted"])
def test_what_is_gone_is_said_in_words(tab: Any, name: str) -> None:
    """The page is there all the same."""
    tab.run()
    tab.remember(**{name: "nothing-of-that-id"}).open("plan")
    assert tab.errors
    assert tab.title == focus_words.TITLE


def test_a_practice_that_does_not_fit_is_named(tab: Any, workspace: Workspace) -> None:
    """It runs already, so others are offered, and it is said why."""
    practice = next(one for one in practices.all() if one.competency == "empathy" and one.minutes_a_day <= 3)
    begin(workspace, practice)
    tab.run()
    tab.remember(plan__wanted=practice.id).open("plan")
    assert practice.title in "\n".join(box.value for box in tab.app.info)
    assert practice.id not in offered(tab)


def test_a_plan_that_ended_in_another_tab_leaves_no_dead_end(tab: Any, workspace: Workspace) -> None:
    """The start of its second practice gives way to the choice of a focus."""
    practice = next(one for one in practices.all() if one.competency == "empathy" and one.minutes_a_day <= 3)
    begin(workspace, practice)
    tab.remember(plan__view="focus").open("plan").click("focus.add.empathy")
    assert tab.title == words.TITLE_ADD
    plan_steps.end(workspace, "p", ZONE)
    tab.run()
    assert tab.title == focus_words.TITLE
    assert not tab.errors


@pytest.mark.parametrize("name", ["results", "insights"])
def test_results_and_insights_lead_on_to_the_plan(
    tab: Any, workspace: Workspace, sit: Callable[..., str], name: str
) -> None:
    """One tap away from what speaks for a focus."""
    from eq.actions import entries
    from eq.content import questionnaires

    sit(questionnaires.shipped("five-competencies"))
    entries.begin(workspace, "note", entry="n", zone=ZONE)
    entries.write(workspace, "n", "text", "A line")
    entries.finish(workspace, "n")
    tab.open(name).click(f"{name}.plan")
    assert tab.title == focus_words.TITLE
