"""What a start is offered, and how it is filled in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from eq.actions import plan_steps, planning, plans, practices
from eq.content import questionnaires
from eq.plan.practice import Practice
from eq.reflect.competencies import COMPETENCIES, Competency
from eq.store.workspace import Workspace

ZONE = "Europe/Berlin"
Begin = Callable[..., str]


def serving(area: Competency, *, minutes: int | None = None) -> list[Practice]:
    """The shipped practices of an area, those of so many minutes a day where it is said."""
    return [one for one in practices.all() if one.competency == area and minutes in (None, one.minutes_a_day)]


@pytest.fixture
def begin(workspace: Workspace, at: Callable[[str], None]) -> Begin:
    """Begins a plan for the area of a practice with it; gives the id of the plan."""

    def start(practice: Practice, plan: str = "plan", minutes: int = 1) -> str:
        setup = replace(planning.setup_of(practice), minutes=minutes, times=1)
        plan_steps.begin(
            workspace,
            plan=plan,
            action=f"{plan}-first",
            competency=practice.competency,
            goal="",
            ranking="",
            setup=setup,
            practice=practice,
            zone=ZONE,
        )
        return plan

    return start


@pytest.mark.parametrize("area", COMPETENCIES)
def test_every_area_has_three_practices_for_somebody_without_any_records(
    workspace: Workspace, area: Competency
) -> None:
    """Each says that there is no reason yet, fits into the minutes, and is filled in as it ships."""
    found = planning.offer(workspace, area, ZONE)
    assert (found.refused, found.minutes_left, len(found.suggestions)) == ("", 10, 3)
    for one in found.suggestions:
        assert [reason.kind for reason in one.reasons] == ["none"]
        assert area in (one.practice.competency, *one.practice.also)
    assert found.reference is None
    assert found.instrument == "five-competencies"


@pytest.mark.parametrize("practice", practices.all(), ids=lambda one: one.id)
def test_what_is_filled_in_can_be_started_as_it_stands(practice: Practice) -> None:
    """As many days a week as the practice proposes, within the minutes, from today and without a test."""
    setup = planning.setup_of(practice)
    assert len(setup.weekdays) == practice.days
    assert setup.minutes * setup.times <= 10
    assert (setup.practice, setup.cue, setup.act, setup.baseline_days) == (
        practice.id,
        practice.cue,
        practice.act,
        None,
    )


def test_no_test_is_offered_for_what_protects_people() -> None:
    """For every other practice of the library it is."""
    assert {one.id for one in practices.all() if not planning.testable(one)} == {"boundary-script", "escalate-well"}


@pytest.mark.parametrize(("days", "rarely"), [((3,), True), ((1, 4), False), ((), False)])
def test_one_day_a_week_is_rarely_enough_for_a_question_a_day(days: tuple[int, ...], rarely: bool) -> None:
    """Whatever practice it is."""
    assert planning.rarely_told(days) is rarely


def test_a_practice_asked_for_by_name_comes_first_even_if_it_was_left_out(workspace: Workspace, at: object) -> None:
    """Whoever asks for it decides; the others follow, three in all."""
    wanted = serving("empathy")[-1].id
    practices.skip(workspace, wanted)
    usual = [one.practice.id for one in planning.offer(workspace, "empathy", ZONE).suggestions]
    found = [one.practice.id for one in planning.offer(workspace, "empathy", ZONE, wanted=wanted).suggestions]
    assert wanted not in usual
    assert found == [wanted, *usual[:2]]


def test_what_was_left_out_is_not_offered(workspace: Workspace, at: object) -> None:
    """The next one takes its place."""
    first = planning.offer(workspace, "motivation", ZONE).suggestions[0].practice.id
    practices.skip(workspace, first)
    found = [one.practice.id for one in planning.offer(workspace, "motivation", ZONE).suggestions]
    assert first not in found
    assert len(found) == 3


def test_running_practices_take_their_minutes_and_are_not_offered_again(workspace: Workspace, begin: Begin) -> None:
    """Swapping one gives its minutes back, and still does not offer it again."""
    running = serving("empathy")[0]
    plan = begin(running, minutes=8)
    found = planning.offer(workspace, "empathy", ZONE, plan=plan)
    assert found.minutes_left == 2
    assert all(one.practice.minutes_a_day <= 2 for one in found.suggestions)
    swap = planning.offer(workspace, "empathy", ZONE, plan=plan, swapped="plan-first", wanted=running.id)
    assert swap.minutes_left == 10
    assert running.id not in [one.practice.id for one in swap.suggestions]


def test_a_full_plan_two_plans_and_a_full_day_are_refused_with_the_reason(workspace: Workspace, begin: Begin) -> None:
    """A swap is possible all the same, because it frees a place."""
    plan = begin(serving("empathy")[0])
    more = serving("empathy", minutes=None)[1]
    setup = replace(planning.setup_of(more), minutes=1, times=1)
    plan_steps.add(workspace, plan=plan, action="second", setup=setup, practice=more, zone=ZONE)
    assert planning.offer(workspace, "empathy", ZONE, plan=plan).refused == "two_practices"
    assert planning.offer(workspace, "empathy", ZONE, plan=plan, swapped="second").refused == ""
    begin(serving("motivation")[0], plan="other", minutes=8)
    assert planning.offer(workspace, "self-awareness", ZONE).refused == "two_plans"
    found = planning.offer(workspace, "motivation", ZONE, plan="other")
    assert (found.refused, found.suggestions) == ("no_minutes", ())


def test_the_latest_sitting_of_four_weeks_is_what_change_counts_from(
    workspace: Workspace, sit: Callable[..., str], at: Callable[[str], None]
) -> None:
    """An older one is not; then the questionnaire taken last is proposed, never the pulse."""
    taken = sit(questionnaires.shipped("client-work"))
    sit(questionnaires.shipped("pulse"))
    found = planning.offer(workspace, "empathy", ZONE)
    assert found.reference is not None
    assert (found.reference.id, found.instrument) == (taken, "")
    at("2026-12-20T09:00:00Z")
    later = planning.offer(workspace, "empathy", ZONE)
    assert (later.reference, later.instrument) == (None, "client-work")


def test_every_reason_names_something_the_statements_or_the_library_know(
    workspace: Workspace, sit: Callable[..., str]
) -> None:
    """Low answers are named by ids that have a text to show."""
    from eq.actions import focus

    form = questionnaires.shipped("five-competencies")
    low, high = form.answers.low, form.answers.high
    sit(form, given={item.id: high if item.reverse else low for item in form.items if item.scale == "empathy"})
    texts = focus.statements(workspace)
    reasons = [one for each in planning.offer(workspace, "empathy", ZONE).suggestions for one in each.reasons]
    named = [item for one in reasons if one.kind == "items" for item in one.ids]
    assert named
    assert set(named) <= set(texts)


def test_a_plan_that_runs_keeps_the_sitting_it_counts_from(
    workspace: Workspace, begin: Begin, sit: Callable[..., str], at: Callable[[str], None]
) -> None:
    """A second practice is counted from the same one, however much later it is added."""
    taken = sit(questionnaires.shipped("five-competencies"))
    plan = begin(serving("empathy")[0])
    assert plans.reference(workspace, plans.get(workspace, plan)) == taken
    at("2027-02-01T09:00:00Z")
    found = planning.offer(workspace, "empathy", ZONE, plan=plan)
    assert found.reference is not None
    assert found.reference.id == taken


def test_a_practice_asked_for_goes_where_there_is_room(workspace: Workspace, begin: Begin) -> None:
    """The plan of its own area comes first, unless that is full and another one it serves is not."""
    practice = next(one for one in practices.all() if one.also)
    main, other = practice.competency, practice.also[0]
    assert planning.room(workspace, practice) is None
    begin(next(one for one in serving(other) if one != practice), "first")
    found = planning.room(workspace, practice)
    assert found is not None
    assert found.id == "first"
    own = [one for one in serving(main) if one != practice]
    begin(own[0], "main")
    found = planning.room(workspace, practice)
    assert found is not None
    assert found.id == "main"
    setup = replace(planning.setup_of(own[1]), minutes=1, times=1)
    plan_steps.add(workspace, plan="main", action="main-second", setup=setup, practice=own[1], zone=ZONE)
    found = planning.room(workspace, practice)
    assert found is not None
    assert found.id == "first"
