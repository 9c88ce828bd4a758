from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from eq.actions import results, taking
from eq.actions.settings import WEEKDAYS, change_settings, welcome
from eq.actions.today import Today, today
from eq.assess.questionnaire import Questionnaire
from eq.store.workspace import Workspace

At = Callable[[str], None]
Sit = Callable[..., str]
MakeForm = Callable[..., Questionnaire]


@pytest.fixture
def form(make_form: MakeForm) -> Questionnaire:
    return make_form()


@pytest.fixture
def weekly(make_form: MakeForm) -> Questionnaire:
    return make_form(id="pulse", title="Pulse", scales=5, items=3)


def dues(found: Today) -> list[tuple[str, str]]:
    return [(due.kind, due.questionnaire_id) for due in found.due]


def test_a_new_workspace_owes_nothing(workspace: Workspace, at: At) -> None:
    """After the welcome nothing is due, there is no result, and nobody was away."""
    at("2026-11-21T09:00:00Z")
    welcome(workspace)
    assert today(workspace, "UTC") == Today((), None, away=False)


def test_a_draft_waits(workspace: Workspace, form: Questionnaire, sit: Sit) -> None:
    """What was begun is offered with its sitting, the latest first."""
    draft = sit(form, finish=False)
    found = today(workspace, "UTC")
    assert dues(found) == [("draft", "small")]
    assert found.due[0].sitting is not None
    assert found.due[0].sitting.id == draft
    assert found.latest is None


def test_a_retest_is_offered_after_eight_weeks(workspace: Workspace, form: Questionnaire, sit: Sit, at: At) -> None:
    """Not a second earlier, and for the sitting it repeats."""
    done = sit(form)
    at("2027-01-16T08:59:59Z")
    assert dues(today(workspace, "UTC")) == []
    at("2027-01-16T09:00:00Z")
    found = today(workspace, "UTC")
    assert dues(found) == [("retest", "small")]
    assert found.due[0].sitting == found.latest
    assert found.latest is not None
    assert found.latest.id == done


def test_the_latest_sitting_decides_about_a_retest(workspace: Workspace, form: Questionnaire, sit: Sit, at: At) -> None:
    """A newer sitting, or a draft of it, takes the offer away."""
    sit(form)
    at("2027-02-01T09:00:00Z")
    draft = sit(form, finish=False)
    assert dues(today(workspace, "UTC")) == [("draft", "small")]
    taking.finish(workspace, draft)
    assert dues(today(workspace, "UTC")) == []


def test_the_pulse_is_due_once_a_week_after_the_first(
    workspace: Workspace, weekly: Questionnaire, sit: Sit, at: At
) -> None:
    """Never before it was taken at all, then from the first day of each week until it is taken."""
    at("2026-11-18T09:00:00Z")
    welcome(workspace)
    assert dues(today(workspace, "UTC")) == []
    sit(weekly)
    at("2026-11-22T23:00:00Z")
    assert dues(today(workspace, "UTC")) == []
    at("2026-11-23T09:00:00Z")
    assert dues(today(workspace, "UTC")) == [("pulse", "pulse")]
    sit(weekly)
    assert dues(today(workspace, "UTC")) == []


def test_a_pulse_is_never_a_retest(workspace: Workspace, weekly: Questionnaire, sit: Sit, at: At) -> None:
    """After months it is one pulse that is due."""
    sit(weekly)
    at("2027-06-01T09:00:00Z")
    assert dues(today(workspace, "UTC")) == [("pulse", "pulse")]


def test_a_pulse_that_was_begun_is_one_thing_not_two(
    workspace: Workspace, weekly: Questionnaire, sit: Sit, at: At
) -> None:
    """Its draft is offered, not the pulse beside it; with drafts switched off the pulse is."""
    sit(weekly)
    at("2026-12-01T09:00:00Z")
    sit(weekly, finish=False)
    assert dues(today(workspace, "UTC")) == [("draft", "pulse")]
    change_settings(workspace, today_drafts=False)
    assert dues(today(workspace, "UTC")) == [("pulse", "pulse")]


@pytest.mark.parametrize("first", WEEKDAYS)
def test_the_pulse_runs_from_monday_to_sunday_whatever_the_week_starts_with(
    workspace: Workspace, weekly: Questionnaire, sit: Sit, at: At, first: str
) -> None:
    """Its blocks are calendar weeks from Monday; a second pulse in one of them would only replace the first."""
    at("2026-11-21T12:00:00Z")
    sit(weekly)
    change_settings(workspace, week_starts=first)
    at("2026-11-22T23:00:00Z")
    assert dues(today(workspace, "UTC")) == []
    at("2026-11-23T12:00:00Z")
    assert dues(today(workspace, "UTC")) == [("pulse", "pulse")]


def test_a_night_shift_ends_its_day_later(workspace: Workspace, weekly: Questionnaire, sit: Sit, at: At) -> None:
    """A pulse at three in the night of Monday still belongs to the week that ends, unless the person says otherwise."""
    at("2026-11-23T03:00:00+01:00")
    sit(weekly)
    at("2026-11-23T12:00:00+01:00")
    assert dues(today(workspace, "Europe/Berlin")) == [("pulse", "pulse")]
    change_settings(workspace, end_of_day=0)
    assert dues(today(workspace, "Europe/Berlin")) == []


def test_at_most_three_things_are_due(
    workspace: Workspace, make_form: MakeForm, weekly: Questionnaire, sit: Sit, at: At
) -> None:
    """Drafts come first, then the pulse, then retests; the rest waits quietly."""
    for n in range(3):
        at(f"2026-11-2{n}T09:00:00Z")
        sit(make_form(id=f"old-{n}"))
    sit(weekly)
    at("2027-03-01T09:00:00Z")
    sit(make_form(id="begun"), finish=False)
    assert dues(today(workspace, "UTC")) == [("draft", "begun"), ("pulse", "pulse"), ("retest", "old-0")]


@pytest.mark.parametrize(("kind", "setting"), [("draft", "today_drafts"), ("pulse", "today_pulse"),
                                               ("retest", "today_retest")])  # fmt: skip
def test_each_kind_can_be_switched_off(
    workspace: Workspace,
    make_form: MakeForm,
    weekly: Questionnaire,
    sit: Sit,
    at: At,
    kind: str,
    setting: str,
) -> None:
    """Switched off, a kind is not shown and the others are."""
    sit(make_form(id="old"))
    sit(weekly)
    at("2027-03-01T09:00:00Z")
    sit(make_form(id="begun"), finish=False)
    change_settings(workspace, **{setting: False})
    assert {due.kind for due in today(workspace, "UTC").due} == {"draft", "pulse", "retest"} - {kind}


def test_coming_back_after_a_week_is_noticed(workspace: Workspace, form: Questionnaire, sit: Sit, at: At) -> None:
    """Seven days after the last thing done, not a second sooner; a draft counts as something done."""
    sit(form)
    at("2026-11-28T08:59:59Z")
    assert today(workspace, "UTC").away is False
    at("2026-11-28T09:00:00Z")
    assert today(workspace, "UTC").away is True
    sit(form, finish=False)
    assert today(workspace, "UTC").away is False


def test_the_latest_result_is_the_one_that_counts_latest(
    workspace: Workspace, form: Questionnaire, sit: Sit, at: At
) -> None:
    """An edited date moves a sitting; a draft is no result."""
    first = sit(form)
    at("2026-11-22T09:00:00Z")
    second = sit(form)
    sit(form, finish=False)
    results.edit(workspace, second, taken_at=datetime(2026, 11, 1, tzinfo=UTC), zone="UTC", note="")
    latest = today(workspace, "UTC").latest
    assert latest is not None
    assert latest.id == first
