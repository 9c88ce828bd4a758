"""The calendar file of what is in the workspace, and times of one's own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import time

import pytest
from icalendar import Calendar, Event

from eq.actions import plan_reminders, plan_steps, planning, plans, practices
from eq.actions.settings import change_settings, settings
from eq.errors import EqError
from eq.store import checks
from eq.store.workspace import Workspace

At = Callable[[str], None]
Start = Callable[..., None]


@pytest.fixture
def start(workspace: Workspace, at: At) -> Start:
    """Begins a plan with a practice at nine in the evening, unless other fields are given."""
    at("2026-11-02T09:00:00Z")
    practice = practices.one("name-it-precisely")

    def begin(plan: str = "p", **fields: object) -> None:
        setup = replace(planning.setup_of(practice), **{"remind_at": time(21), **fields})
        plan_steps.begin(
            workspace,
            plan=plan,
            action=f"{plan}-a",
            competency=practice.competency,
            goal="One word a day",
            ranking="",
            setup=setup,
            practice=practice,
            zone="Europe/Berlin",
        )

    return begin


def events(workspace: Workspace) -> dict[str, Event]:
    read = Calendar.from_ical(plan_reminders.ics(workspace))
    return {str(event["uid"]).removesuffix(".eq-reflect"): event for event in read.walk("VEVENT")}


def test_without_a_workspace_the_file_is_empty_and_none_is_made(workspace: Workspace) -> None:
    """Asking for reminders makes nothing."""
    assert events(workspace) == {}
    assert not workspace.path.parent.exists()


def test_the_same_file_comes_out_on_another_day(workspace: Workspace, start: Start, at: At) -> None:
    """Nothing changed, so not a byte does."""
    start(baseline_days=10)
    first = plan_reminders.ics(workspace)
    at("2026-11-20T22:13:14Z")
    assert plan_reminders.ics(workspace) == first


@pytest.mark.parametrize("step", ["pause", "stop"])
def test_a_step_and_its_undoing_both_reach_the_calendar(workspace: Workspace, start: Start, at: At, step: str) -> None:
    """Each raises the number of the version, and the undone one reads as before."""
    start()
    before = events(workspace)["p-a@practice"]
    at("2026-11-05T09:00:00Z")
    getattr(plan_steps, step)(workspace, "p-a", "Europe/Berlin")
    during = events(workspace)["p-a@practice"]
    at("2026-11-05T09:00:30Z")
    assert plan_steps.undo(workspace, "p-a", "Europe/Berlin")
    after = events(workspace)["p-a@practice"]
    numbers = [int(one["sequence"]) for one in (before, during, after)]
    assert numbers == sorted(set(numbers))
    assert during["rrule"] != before["rrule"]
    assert (after["rrule"], after["status"]) == (before["rrule"], "CONFIRMED")


def test_a_finished_plan_is_cancelled_for_a_year(workspace: Workspace, start: Start, at: At) -> None:
    """Then it leaves the file; nobody has its reminders any more."""
    start()
    at("2026-11-20T09:00:00Z")
    plan_steps.end(workspace, "p", "Europe/Berlin")
    assert {event["status"] for event in events(workspace).values()} == {"CANCELLED"}
    at("2027-11-20T09:00:00Z")
    assert events(workspace).keys() == {"p-a@practice", "p@review"}
    at("2027-11-20T09:00:01Z")
    assert events(workspace) == {}


def test_the_retest_is_in_it_once_there_is_a_sitting_to_count_from(
    workspace: Workspace, start: Start, at: At, sit: Callable[..., str], make_form: Callable[..., object]
) -> None:
    """Also where that sitting came some days after the start."""
    start()
    assert "p@retest" not in events(workspace)
    at("2026-11-05T09:00:00Z")
    form = make_form(scales=1)
    names = {"self-awareness": form.scales[0]}  # type: ignore[attr-defined]
    scales = tuple(scale.model_copy(update={"id": name}) for name, scale in names.items())
    items = tuple(one.model_copy(update={"scale": "self-awareness"}) for one in form.items)  # type: ignore[attr-defined]
    sit(form.model_copy(update={"scales": scales, "items": items}))  # type: ignore[attr-defined]
    assert events(workspace)["p@retest"].decoded("dtstart").isoformat() == "2026-12-28T10:00:00+01:00"


def test_times_of_ones_own_are_kept_and_raise_the_version(workspace: Workspace, start: Start, at: At) -> None:
    """And choosing the same ones again changes nothing."""
    start()
    before = events(workspace)
    at("2026-11-06T09:00:00Z")
    plan_reminders.set_times(workspace, review=time(7, 30), retest=time(11), review_day=7)
    after = events(workspace)
    assert after["p@review"].decoded("dtstart").isoformat() == "2026-11-15T07:30:00+01:00"
    assert int(after["p@review"]["sequence"]) > int(before["p@review"]["sequence"])
    assert after["p-a@practice"].to_ical() == before["p-a@practice"].to_ical()
    at("2026-11-07T09:00:00Z")
    plan_reminders.set_times(workspace, review=time(7, 30), retest=time(11), review_day=7)
    assert events(workspace)["p@review"].to_ical() == after["p@review"].to_ical()


def test_a_day_that_is_none_changes_nothing(workspace: Workspace, start: Start) -> None:
    """The old times stay."""
    start()
    before = settings(workspace)
    with pytest.raises(EqError, match="day of the week"):
        plan_reminders.set_times(workspace, review=time(7), retest=time(8), review_day=8)
    assert settings(workspace) == before


def sequence(workspace: Workspace, uid: str) -> int:
    return int(events(workspace)[uid]["sequence"])


def test_a_swap_taken_back_takes_its_practice_out_of_the_calendar(workspace: Workspace, start: Start, at: At) -> None:
    """A file saved between held it; the next one cancels it, though the plan knows nothing of it any more."""
    start()
    at("2026-11-05T09:00:00Z")
    practice = practices.one("slow-breathing")
    setup = replace(planning.setup_of(practice), remind_at=time(8))
    plan_steps.swap(workspace, "p-a", successor="b", setup=setup, practice=practice, zone="Europe/Berlin")
    before = sequence(workspace, "b@practice")
    assert plan_steps.undo(workspace, "p-a", "Europe/Berlin")
    (plan,) = plans.every(workspace)
    assert [one.id for one in plan.actions] == ["p-a"]
    later = events(workspace)
    assert (later["b@practice"]["status"], later["p-a@practice"]["status"]) == ("CANCELLED", "CONFIRMED")
    assert sequence(workspace, "b@practice") > before
    with pytest.raises(EqError, match="taken back"):
        plan_steps.swap(workspace, "p-a", successor="b", setup=setup, practice=practice, zone="Europe/Berlin")
    assert plans.every(workspace) == (plan,)
    with pytest.raises(EqError, match="deleted in another tab"):
        plan_steps.pause(workspace, "b", "Europe/Berlin")
    plan_steps.delete(workspace, "p")
    assert events(workspace) == {}


def test_a_practice_without_a_time_leaves_nothing_when_its_swap_is_taken_back(
    workspace: Workspace, start: Start
) -> None:
    """No calendar ever heard of it."""
    start()
    practice = practices.one("slow-breathing")
    setup = planning.setup_of(practice)
    plan_steps.swap(workspace, "p-a", successor="b", setup=setup, practice=practice, zone="Europe/Berlin")
    assert plan_steps.undo(workspace, "p-a", "Europe/Berlin")
    assert "b@practice" not in events(workspace)
    with workspace.read() as db:
        assert checks.counts(db)["plan_action"] == 1


def test_every_change_has_a_higher_number_though_the_clock_is_set_back(
    workspace: Workspace, start: Start, at: At
) -> None:
    """And two within one second have two."""
    start()
    numbers = [sequence(workspace, "p-a@practice")]
    for hour, moment in ((10, "2026-11-12T12:00:00Z"), (11, "2026-11-12T12:00:00Z"), (12, "2026-11-11T12:00:00Z")):
        at(moment)
        plan_steps.change(workspace, "p-a", zone="Europe/Berlin", remind_at=time(hour))
        numbers.append(sequence(workspace, "p-a@practice"))
    assert plan_steps.undo(workspace, "p-a", "Europe/Berlin")
    numbers.append(sequence(workspace, "p-a@practice"))
    plan_steps.end(workspace, "p", "Europe/Berlin")
    numbers.append(sequence(workspace, "p-a@practice"))
    assert numbers == sorted(set(numbers))


def test_another_end_of_the_day_reaches_the_calendar(workspace: Workspace, start: Start, at: At) -> None:
    """A practice at one in the night moves to another date, under a higher number."""
    start(remind_at=time(1))
    before = events(workspace)["p-a@practice"]
    at("2026-11-05T09:00:00Z")
    change_settings(workspace, end_of_day=0)
    after = events(workspace)["p-a@practice"]
    assert after.decoded("dtstart") != before.decoded("dtstart")
    assert int(after["sequence"]) > int(before["sequence"])
