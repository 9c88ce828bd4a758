"""The practices page: browsed, searched, filtered; one practice open, left out, planned, done, and how it has gone."""

from __future__ import annotations

import pytest

from eq.actions import plan_steps, plans, practices
from eq.actions.names import COMPETENCY_TITLES
from eq.plan.plan import Setup
from eq.reflect.competencies import COMPETENCIES
from eq.wording import practices as words

ZONE = "Europe/Berlin"


def opened(tab, practice):
    return tab.remember(practices__practice=practice).open("practices")


def shown(tab):
    """Ids of the practices on the list, from top to bottom."""
    keys = [str(button.key) for button in tab.app.button]
    return [key.removeprefix("practices.open.") for key in keys if key.startswith("practices.open.")]


def search(tab, text):
    tab.app.text_input(key="practices.search").set_value(text)
    return tab.run()


def pick(tab, name, values):
    next(group for group in tab.app.get("button_group") if group.key == f"practices.pick.{name}").set_value(values)
    return tab.run()


def begun(workspace, practice):
    """Begins a plan with that practice and gives the ids of plan and action."""
    one = practices.one(practice)
    plan, action = plans.new_id(), plans.new_id()
    setup = Setup(one.id, one.cue, one.act, one.obstacle, one.instead, (1, 2, 3), one.minutes, one.times)
    plan_steps.begin(
        workspace,
        plan=plan,
        action=action,
        competency=one.competency,
        goal="I do it on three days a week.",
        ranking="",
        setup=setup,
        practice=one,
        zone=ZONE,
    )
    return plan, action


def test_every_practice_stands_under_its_competency(tab):
    """All fifty-four, each under its heading; nothing is narrowed."""
    tab.open("practices")
    assert tab.title == "Practices"
    assert tab.headings == [COMPETENCY_TITLES[one] for one in COMPETENCIES]
    assert sorted(shown(tab)) == sorted(one.id for one in practices.all())
    assert not tab.has("practices.clear")


def test_a_search_says_how_many_fit(tab):
    """The words may be only begun; showing all again leaves nothing behind."""
    search(tab.open("practices"), "apolog")
    assert "full-apology" in shown(tab)
    assert words.found(len(shown(tab)), 54) in tab.words
    tab.click("practices.clear")
    assert len(shown(tab)) == 54
    assert tab.app.text_input(key="practices.search").value == ""


def test_a_search_without_a_hit_says_what_to_do(tab):
    """An empty list is not the end."""
    search(tab.open("practices"), "xylophone")
    assert shown(tab) == []
    assert words.NOTHING in tab.words
    assert tab.has("practices.clear")


def test_filters_narrow_together(tab):
    """Competency (also where it comes second), minutes of a day, grade and whether there is an exercise."""
    pick(tab.open("practices"), "competency", ["motivation"])
    assert "strengths-in-a-new-way" in shown(tab)
    pick(tab, "minutes", ["short", "middle"])
    pick(tab, "grade", ["A"])
    found = [practices.one(one) for one in shown(tab)]
    assert found
    assert all(one.minutes_a_day <= 5 and one.grade == "A" for one in found)
    assert all("motivation" in (one.competency, *one.also) for one in found)
    tab.app.checkbox(key="practices.pick.guide").check()
    tab.run()
    assert all(practices.one(one).guide for one in shown(tab))
    assert words.filter_label(4) in tab.words


@pytest.mark.parametrize("practice", ["slow-breathing", "reset-the-line", "specific-goal"])
def test_one_practice_says_all_of_it(tab, practice):
    """When it fits, care, steps, small version, dose, measure, grade and source; headings in order."""
    one = practices.one(practice)
    opened(tab, practice)
    assert tab.title == one.title
    for text in (one.fits, one.caution, *one.steps, one.tiny, one.dose, one.source, one.measure.question):
        assert text in tab.words
    assert words.grade(one.grade) in tab.words
    assert one.ask in tab.words
    assert (words.ASK_LEAD in tab.words) == bool(one.ask)
    assert tab.headings[0] == words.CARE
    assert words.GONE_NONE in tab.words


def test_every_practice_opens(tab):
    """None of them stumbles over its own text."""
    for practice in ("track-and-share", "if-then-pause", "i-message", "escalate-well", "coaching-session"):
        assert opened(tab, practice).title == practices.one(practice).title


def test_an_unknown_practice_is_said_and_the_list_comes_back(tab):
    """A stale link ends in words, and once more in the list."""
    opened(tab, "no-such-one")
    assert "no such practice" in tab.errors
    tab.run()
    assert len(shown(tab)) == 54


def test_back_leads_to_the_list_or_to_where_one_came_from(tab):
    """From My plan one goes back to My plan."""
    opened(tab, "woop").click("practices.back")
    assert len(shown(tab)) == 54
    tab.remember(practices__from="plan")
    opened(tab, "woop").click("practices.return")
    assert tab.title != "Practices"
    assert tab.title != practices.one("woop").title


def test_left_out_it_is_not_offered_until_taken_back(tab, workspace):
    """No reason is asked; the list keeps it last, and nothing can be begun with it meanwhile."""
    opened(tab, "slow-breathing").click("practices.skip")
    assert practices.skipped(workspace) == {"slow-breathing"}
    assert words.IS_LEFT_OUT in tab.words
    assert not tab.has("practices.plan")
    assert not tab.has("practices.do")
    tab.click("practices.back")
    assert tab.headings[-1] == words.LEFT_OUT
    assert shown(tab)[-1] == "slow-breathing"
    tab.click("practices.open.slow-breathing").click("practices.take_back")
    assert practices.skipped(workspace) == frozenset()
    assert tab.has("practices.plan")


def test_into_my_plan_takes_the_practice_along(tab):
    """My plan opens with the wish for this one."""
    opened(tab, "woop").click("practices.plan")
    assert practices.one("woop").tiny in tab.words
    assert not tab.has("practices.back")


def test_an_exercise_opens_in_place_and_leads_back(tab):
    """Only a practice with an exercise has the button; leaving the exercise leads back to the practice."""
    assert not opened(tab, "woop").has("practices.do")
    opened(tab, "reset-the-line").click("practices.do")
    assert tab.title == practices.one("reset-the-line").title
    assert not tab.has("practices.back")
    assert tab.click("guide.leave").title == practices.one("reset-the-line").title


def test_ways_lead_to_the_playbook_and_back(tab):
    """The same act in a contact is one click away."""
    opened(tab, "reappraise").click("playbook.link.practice.check-own-label")
    assert tab.app.session_state["tab.playbook.way"] == "check-own-label"
    tab.click("playbook.return")
    assert tab.title == practices.one("reappraise").title


def test_one_that_runs_leads_to_my_plan(tab, workspace):
    """It is not put into the plan twice."""
    begun(workspace, "woop")
    opened(tab, "woop")
    assert words.IN_PLAN in tab.words
    assert words.TO_PLAN in tab.buttons
    assert words.INTO_PLAN not in tab.buttons
    assert words.GONE_GOES in tab.words


def test_how_it_has_gone_is_told_once_it_has_ended(tab, workspace):
    """What was done, and why there is no word on whether it helped."""
    _, action = begun(workspace, "woop")
    plan_steps.stop(workspace, action, ZONE)
    opened(tab, "woop")
    assert words.GONE in tab.headings
    assert words.GONE_NONE not in tab.words
    assert "Not done this time" in tab.words
    assert "There is no word on whether it helps" in tab.words
