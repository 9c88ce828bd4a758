"""What change counts from once there is a plan, and when its retest is due."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from icalendar import Calendar

from eq.actions import history, plan_reminders, plan_reviews, plan_steps, planning, plans, practices
from eq.actions.beforehand import beforehand
from eq.actions.today import Due, today
from eq.assess.questionnaire import MIN_ITEMS, Questionnaire
from eq.store import sittings
from eq.store.workspace import Workspace

At = Callable[[str], None]
Sit = Callable[..., str]
Begin = Callable[..., None]
NAMES = {"area-a": "self-awareness", "area-b": "empathy"}


@pytest.fixture
def form(make_form: Callable[..., Questionnaire]) -> Questionnaire:
    """A small form that asks about two of the five areas."""
    return named(make_form())


def named(form: Questionnaire) -> Questionnaire:
    scales = tuple(one.model_copy(update={"id": NAMES[one.id]}) for one in form.scales)
    items = tuple(one.model_copy(update={"scale": NAMES[one.scale]}) for one in form.items)
    return Questionnaire(**{**dict(form), "scales": scales, "items": items})


@pytest.fixture
def begin(workspace: Workspace, at: At) -> Begin:
    """Begins a plan on a day; its practice is the first of the area."""

    def start(day: str, area: str = "self-awareness", plan: str = "p", baseline: int | None = None) -> None:
        at(f"{day}T12:00:00Z")
        practice = next(one for one in practices.all() if one.competency == area and one.minutes_a_day <= 5)
        plan_steps.begin(
            workspace,
            plan=plan,
            action=f"{plan}-a",
            competency=practice.competency,
            goal="",
            ranking="",
            setup=replace(planning.setup_of(practice), baseline_days=baseline, window_days=1),
            practice=practice,
            zone="UTC",
        )

    return start


def take(at: At, sit: Sit, form: Questionnaire, day: str, shift: int = 0) -> str:
    at(f"{day}T09:00:00Z")
    return sit(form, shift=shift)


def of(workspace: Workspace) -> history.History:
    found = history.history(workspace, "small", "UTC")
    assert found is not None
    return found


def compared(workspace: Workspace) -> tuple[str, str | None]:
    found = of(workspace)
    assert found.comparison is not None
    return found.comparison.reference.id, found.focus


def retests(workspace: Workspace) -> list[Due]:
    return [one for one in today(workspace, "UTC").due if one.kind == "retest"]


def test_the_fewest_statements_are_those_of_the_scoring() -> None:
    """The first page may not load the module that says so first."""
    assert plans.FEWEST_STATEMENTS == MIN_ITEMS


def test_with_a_plan_change_counts_from_its_sitting_and_the_focus_is_alone(
    workspace: Workspace, form: Questionnaire, sit: Sit, at: At, begin: Begin
) -> None:
    """Not from the second ever; the focus has the plain p, and the other area that of itself alone."""
    take(at, sit, form, "2026-01-05")
    second = take(at, sit, form, "2026-02-09")
    third = take(at, sit, form, "2026-06-01")
    assert compared(workspace) == (second, None)
    begin("2026-06-02")
    assert compared(workspace) == (third, "self-awareness")
    take(at, sit, form, "2026-07-28", shift=1)
    found = of(workspace)
    assert found.comparison is not None
    assert (found.comparison.reference.id, found.comparison.refused) == (third, None)
    assert found.plan is not None
    assert found.plan.id == "p"
    rows = {row.scale: row for row in found.comparison.changes}
    assert rows["self-awareness"].p_holm == rows["self-awareness"].p
    assert rows["self-awareness"].detectable < 1.2 * rows["empathy"].detectable


def test_one_sitting_before_a_plan_is_enough(
    workspace: Workspace, form: Questionnaire, sit: Sit, at: At, begin: Begin
) -> None:
    """The first ever counts where a plan began with it, and the page before the next sitting says so too."""
    first = take(at, sit, form, "2026-06-01")
    assert of(workspace).comparison is None
    begin("2026-06-02")
    assert compared(workspace) == (first, "self-awareness")
    at("2026-06-20T09:00:00Z")
    told = beforehand(workspace, "small", "UTC")
    assert told is not None
    assert (told.role, told.against, told.judged) == ("too_soon", date(2026, 6, 1), date(2026, 6, 29))


def test_a_plan_about_another_area_or_without_a_sitting_changes_nothing(
    workspace: Workspace, form: Questionnaire, sit: Sit, at: At, begin: Begin
) -> None:
    """The form does not ask about motivation, and a sitting of half a year ago is none at the start of a plan."""
    take(at, sit, form, "2026-01-05")
    second = take(at, sit, form, "2026-02-09")
    begin("2026-02-10", area="motivation")
    assert compared(workspace) == (second, None)
    begin("2026-08-01", plan="q")
    assert compared(workspace) == (second, None)


def test_change_counts_from_the_sitting_of_the_latest_plan(
    workspace: Workspace, form: Questionnaire, sit: Sit, at: At, begin: Begin
) -> None:
    """Whichever of them has ended."""
    first = take(at, sit, form, "2026-06-01")
    begin("2026-06-02", plan="one")
    later = take(at, sit, form, "2026-07-13")
    begin("2026-07-14", area="empathy", plan="two")
    assert compared(workspace) == (later, "empathy")
    assert plans.reference(workspace, plans.get(workspace, "one")) == first
    plan_steps.end(workspace, "one", "UTC")
    assert compared(workspace) == (later, "empathy")
    plan_steps.end(workspace, "two", "UTC")
    assert compared(workspace) == (later, "empathy")
    assert plans.get(workspace, "two").reference == later


@pytest.mark.parametrize("ended", [(), ("one",), ("two",), ("one", "two")])
def test_of_plans_from_one_sitting_the_first_names_the_focus_be_it_over(
    workspace: Workspace, form: Questionnaire, sit: Sit, at: At, begin: Begin, ended: tuple[str, ...]
) -> None:
    """Finishing a plan, seen from the answers, must not choose how strictly the other area is tested."""
    first = take(at, sit, form, "2026-06-01")
    begin("2026-06-02", plan="one")
    begin("2026-06-03", area="empathy", plan="two")
    take(at, sit, form, "2026-08-03", shift=1)
    for plan in ended:
        plan_steps.end(workspace, plan, "UTC")
    assert compared(workspace) == (first, "self-awareness")


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (("05-01", "06-01"), "06-01"),
        (("05-20", "06-02", "06-06"), "06-02"),
        (("06-05", "06-08"), "06-05"),
        (("05-04", "06-09"), "06-09"),
        (("05-04", "06-10"), None),
    ],
)
def test_a_plan_counts_from_the_last_sitting_before_its_practice(
    workspace: Workspace, form: Questionnaire, sit: Sit, at: At, begin: Begin, days: tuple[str, ...], expected: str
) -> None:
    """One that lies in the practice only where there is none, and then the first of a week."""
    taken: dict[str | None, str | None] = {None: None}
    begun_on = "06-02"
    for day in days:
        if day > begun_on and not plans.every(workspace):
            begin(f"2026-{begun_on}")
        taken[day] = take(at, sit, form, f"2026-{day}")
    if not plans.every(workspace):
        begin(f"2026-{begun_on}")
    assert plans.reference(workspace, plans.get(workspace, "p")) == taken[expected]


def test_a_retest_waits_until_it_can_be_judged(
    workspace: Workspace, form: Questionnaire, sit: Sit, at: At, begin: Begin
) -> None:
    """Its sitting was taken late in a long time before the practice; Today, the look and the calendar agree."""
    begin("2026-06-02", baseline=28)
    for day in ("2026-06-03", "2026-06-16"):
        at(f"{day}T09:00:00Z")
        plan_steps.pause(workspace, "p-a", "UTC")
    at("2026-06-16T09:30:00Z")
    plan_steps.resume(workspace, "p-a", "UTC")
    start = plans.get(workspace, "p").actions[0].practice_from
    assert start == date(2026, 7, 12)
    take(at, sit, form, "2026-07-12")
    assert beforehand(workspace, "small", "UTC").judged == date(2026, 8, 9)  # type: ignore[union-attr]
    event = next(e for e in Calendar.from_ical(plan_reminders.ics(workspace)).walk("VEVENT") if "retest" in e["uid"])
    assert event["dtstart"].dt.date() == date(2026, 8, 9)
    for day, due in (("2026-07-28", False), ("2026-08-08", False), ("2026-08-09", True)):
        at(f"{day}T12:00:00Z")
        assert [one.plan for one in retests(workspace)] == ["p"] * due
        assert plan_reviews.look(workspace, "p", "UTC").retest_due is due
    take(at, sit, form, "2026-08-09")
    assert retests(workspace) == []


def test_changed_statements_end_the_comparison_with_the_plans_sitting(
    workspace: Workspace, form: Questionnaire, sit: Sit, at: At, begin: Begin
) -> None:
    """The plan has no say then, and nothing is tested alone."""
    take(at, sit, form, "2026-06-01")
    begin("2026-06-02")
    items = tuple(item.model_copy(update={"text": f"{item.text} Now."}) for item in form.items)
    new = Questionnaire(**{**form.model_dump(), "version": 2, "items": items})
    take(at, sit, new, "2026-08-03")
    second = take(at, sit, new, "2026-09-07")
    found = of(workspace)
    assert found.comparison is not None
    assert (found.comparison.reference.id, found.plan, found.focus) == (second, None, None)


def test_the_retest_of_a_plan_is_due_in_its_ninth_week(
    workspace: Workspace, form: Questionnaire, sit: Sit, at: At, begin: Begin
) -> None:
    """On the 56th day of the plan, not eight weeks after a sitting that came before it; and not again once taken."""
    take(at, sit, form, "2026-05-11")
    begin("2026-06-01")
    at("2026-07-26T12:00:00Z")
    assert retests(workspace) == []
    at("2026-07-27T12:00:00Z")
    (due,) = retests(workspace)
    assert (due.questionnaire_id, due.plan, due.times) == ("small", "p", 1)
    take(at, sit, form, "2026-07-28")
    assert retests(workspace) == []
    at("2026-09-22T12:00:00Z")
    assert [one.plan for one in retests(workspace)] == [""]


def test_a_sitting_in_the_last_week_before_it_is_the_retest(
    workspace: Workspace, form: Questionnaire, sit: Sit, at: At, begin: Begin
) -> None:
    """One of eight days before is not."""
    take(at, sit, form, "2026-06-01")
    begin("2026-06-01")
    take(at, sit, form, "2026-07-19")
    at("2026-07-27T12:00:00Z")
    assert [one.plan for one in retests(workspace)] == ["p"]
    take(at, sit, form, "2026-07-20")
    at("2026-07-27T12:00:00Z")
    assert retests(workspace) == []


def test_a_scale_that_a_later_version_left_out_names_no_focus(
    workspace: Workspace, form: Questionnaire, sit: Sit, at: At, begin: Begin
) -> None:
    """What it cannot be asked about any more cannot be tested alone."""
    take(at, sit, form, "2026-06-01")
    begin("2026-06-02")
    items = tuple(item for item in form.items if item.scale == "empathy")
    scales = tuple(scale for scale in form.scales if scale.id == "empathy")
    take(at, sit, Questionnaire(**{**form.model_dump(), "version": 2, "scales": scales, "items": items}), "2026-07-10")
    assert (of(workspace).focus, of(workspace).plan) == (None, None)


@pytest.mark.parametrize("statements", [MIN_ITEMS - 1, MIN_ITEMS])
def test_the_start_promises_the_sitting_that_counts_in_the_end(
    workspace: Workspace, form: Questionnaire, sit: Sit, at: At, begin: Begin, statements: int
) -> None:
    """A form that asks too little about the area serves neither, and is not offered to be taken for it."""
    asked = [item for item in form.items if item.scale == "self-awareness"][:statements]
    items = tuple(item for item in form.items if item.scale == "empathy" or item in asked)
    taken = take(at, sit, Questionnaire(**{**form.model_dump(), "items": items}), "2026-06-01")
    at("2026-06-02T12:00:00Z")
    offered = planning.offer(workspace, "self-awareness", "UTC")
    begin("2026-06-02")
    kept = plans.reference(workspace, plans.get(workspace, "p"))
    assert kept == (offered.reference.id if offered.reference else None) == (taken if statements >= MIN_ITEMS else None)
    assert (offered.instrument == "") == (kept is not None)


def test_answers_that_were_not_settled_are_never_what_change_counts_from(
    workspace: Workspace, form: Questionnaire, sit: Sit, at: At, begin: Begin
) -> None:
    """Quick or alike ones may say nothing: the sitting before them serves, for the start and for the plan."""
    settled, open_ = take(at, sit, form, "2026-05-30"), take(at, sit, form, "2026-06-01")
    with workspace.write() as db:
        sittings.set_quality(db, open_, "open")
    begin("2026-06-02")
    assert plans.reference(workspace, plans.get(workspace, "p")) == settled
    offered = planning.offer(workspace, "self-awareness", "UTC").reference
    assert offered is not None
    assert offered.id == settled


def test_until_the_first_day_of_a_tested_practice_a_sitting_lies_before_it(
    workspace: Workspace, form: Questionnaire, sit: Sit, at: At, begin: Begin
) -> None:
    """The last of the baseline serves, however long that is."""
    take(at, sit, form, "2026-06-01")
    begin("2026-06-02", baseline=14)
    last = take(at, sit, form, "2026-06-16")
    take(at, sit, form, "2026-06-17")
    assert plans.get(workspace, "p").actions[0].practice_from == date(2026, 6, 16)
    assert plans.reference(workspace, plans.get(workspace, "p")) == last
