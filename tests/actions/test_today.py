from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from eq.actions import entries, following, promises, results, taking
from eq.actions.settings import WEEKDAYS, change_settings, welcome
from eq.actions.today import Today, start_from_today, today
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


# What a person writes ------------------------------------------------------------------------------------------------


def kinds(workspace: Workspace) -> list[str]:
    return [due.kind for due in today(workspace, "UTC").due]


@pytest.fixture
def write(workspace: Workspace, at: At) -> Callable[..., str]:
    """An entry made at an instant, finished, parked or left a draft."""

    def make(name: str, instant: str, *, kind: str = "debrief", end: str = "done", line: str = "", **facts: object):
        at(instant)
        entries.begin(workspace, kind, entry=name, zone="UTC")  # type: ignore[arg-type]
        entries.write(workspace, name, "title", line or f"Line of {name}")
        entries.note(workspace, name, **facts)
        if end != "draft":
            (entries.finish if end == "done" else entries.park)(workspace, name)
        return name

    return make


def check_in(workspace: Workspace, at: At, instant: str) -> None:
    at(instant)
    entries.check_in(workspace, entry=instant, zone="UTC", pleasantness=0.1, energy=0.1)


def test_a_follow_up_comes_once_and_a_not_yet_again(workspace: Workspace, write: Callable[..., str], at: At) -> None:
    """From six hours on; after "not yet" six hours later; after an answer never."""
    write("one", "2026-11-21T09:00:00Z", severity=9, episode="abusive")
    at("2026-11-21T14:59:00Z")
    assert kinds(workspace) == []
    at("2026-11-21T15:00:00Z")
    due = today(workspace, "UTC").due[0]
    assert (due.kind, due.quiet, due.entry.id if due.entry else "") == ("follow-up", True, "one")
    following.not_yet(workspace, "one")
    assert kinds(workspace) == []
    at("2026-11-21T21:00:00Z")
    assert kinds(workspace) == ["follow-up"]
    following.finish(workspace, "one", 600)
    assert kinds(workspace) == []


def test_a_debrief_of_days_ago_is_not_followed_up(workspace: Workspace, write: Callable[..., str], at: At) -> None:
    """What counts is when it happened, not when it was written."""
    write("one", "2026-11-21T09:00:00Z")
    entries.set_when(workspace, "one", datetime(2026, 11, 19, 9), "UTC")  # noqa: DTZ001
    at("2026-11-21T16:00:00Z")
    assert kinds(workspace) == []


def test_a_parked_debrief_comes_back_after_two_hours(workspace: Workspace, write: Callable[..., str], at: At) -> None:
    """Counted from parking; several of them are one thing, about the newest."""
    write("a", "2026-11-21T08:00:00Z", end="parked")
    write("b", "2026-11-21T09:00:00Z", end="parked")
    at("2026-11-21T09:59:59Z")
    assert kinds(workspace) == []
    at("2026-11-21T11:00:00Z")
    (due,) = today(workspace, "UTC").due
    assert (due.kind, due.count, due.quiet) == ("parked", 2, False)
    assert due.entry is not None
    assert due.entry.id == "b"


@pytest.mark.parametrize("facts", [{"severity": 8}, {"episode": "abusive"}], ids=str)
def test_a_hard_parked_debrief_shows_no_words_and_makes_room(
    workspace: Workspace, write: Callable[..., str], at: At, facts: dict[str, object]
) -> None:
    """Alone it is offered quietly; beside a lighter one it is the lighter one that is named."""
    write("hard", "2026-11-21T09:00:00Z", end="parked", **facts)
    at("2026-11-22T09:00:00Z")
    assert [(due.kind, due.quiet) for due in today(workspace, "UTC").due] == [("parked", True)]
    write("light", "2026-11-21T08:00:00Z", end="parked", severity=7)
    at("2026-11-22T09:00:00Z")
    (due,) = today(workspace, "UTC").due
    assert (due.entry.id if due.entry else "", due.quiet) == ("light", False)


def test_a_draft_with_nothing_in_it_does_not_wait(workspace: Workspace, write: Callable[..., str], at: At) -> None:
    """One with a word in it does, at once; one of something hard is to be left alone."""
    at("2026-11-21T09:00:00Z")
    entries.begin(workspace, "debrief", entry="empty", zone="UTC")
    assert kinds(workspace) == []
    write("one", "2026-11-21T09:00:00Z", end="draft")
    assert [(due.kind, due.quiet) for due in today(workspace, "UTC").due] == [("entry-draft", False)]
    entries.note(workspace, "one", severity=8)
    assert [(due.kind, due.quiet) for due in today(workspace, "UTC").due] == [("entry-draft", True)]


def test_promises_are_one_card_each_overdue_ones_and_todays(workspace: Workspace, at: At) -> None:
    """Two overdue, one for today, one for tomorrow and one without a date."""
    at("2026-11-21T09:00:00Z")
    for n, day in enumerate((19, 20, 21, 22, None)):
        due_date = date(2026, 11, day) if day else None
        promises.add(workspace, promise=f"p{n}", what="Call back", due_date=due_date, zone="UTC")
    assert [(due.kind, due.count) for due in today(workspace, "UTC").due] == [("overdue", 2), ("promises", 1)]


def test_a_check_in_is_due_once_a_day_for_whoever_uses_it(workspace: Workspace, at: At) -> None:
    """Never before the first; then on days without one, by the person's own end of day."""
    welcome(workspace)
    assert kinds(workspace) == []
    check_in(workspace, at, "2026-11-21T02:00:00Z")
    at("2026-11-21T03:59:00Z")
    assert kinds(workspace) == []
    at("2026-11-21T04:00:00Z")
    assert kinds(workspace) == ["check-in"]
    check_in(workspace, at, "2026-11-21T12:00:00Z")
    assert kinds(workspace) == []


def everything(workspace: Workspace, write: Callable[..., str], sit: Sit, make_form: MakeForm, at: At) -> None:
    """One of each kind is due on 1 March 2027 at 17:00."""
    sit(make_form(id="old"))
    sit(make_form(id="pulse", title="Pulse", scales=5, items=3))
    check_in(workspace, at, "2027-02-27T09:00:00Z")
    write("parked", "2027-03-01T08:00:00Z", end="parked")
    write("draft", "2027-03-01T08:30:00Z", end="draft", kind="note")
    write("done", "2027-03-01T09:00:00Z")
    promises.add(workspace, promise="late", what="Call", due_date=date(2027, 2, 1), zone="UTC")
    promises.add(workspace, promise="now", what="Call", due_date=date(2027, 3, 1), zone="UTC")
    sit(make_form(id="begun"), finish=False)
    at("2027-03-01T17:00:00Z")


SWITCHES = {
    "follow-up": "today_follow_up",
    "overdue": "today_promises",
    "parked": "today_parked",
    "entry-draft": "today_drafts",
    "draft": "today_drafts",
    "promises": "today_promises",
    "check-in": "today_check_in",
    "pulse": "today_pulse",
    "retest": "today_retest",
}
"""Every kind in the order of its rank, and its switch."""


def test_at_most_three_in_their_rank_and_each_kind_can_be_switched_off(
    workspace: Workspace, write: Callable[..., str], sit: Sit, make_form: MakeForm, at: At
) -> None:
    """With everything due, switching off what is shown brings up the next three, until nothing is left."""
    everything(workspace, write, sit, make_form, at)
    left = list(SWITCHES)
    while left:
        assert kinds(workspace) == left[:3]
        change_settings(workspace, **{SWITCHES[left[0]]: False})
        left = [kind for kind in left if SWITCHES[kind] != SWITCHES[left[0]]]
    assert kinds(workspace) == []


def test_writing_anything_ends_the_time_away(workspace: Workspace, write: Callable[..., str], at: At) -> None:
    """Seven days after the last word, changed promise or answer; every one of them counts."""
    write("one", "2026-11-01T09:00:00Z", end="draft")
    at("2026-11-08T08:59:59Z")
    assert today(workspace, "UTC").away is False
    at("2026-11-08T09:00:00Z")
    assert today(workspace, "UTC").away is True
    entries.write(workspace, "one", "happened", "Something.")
    assert today(workspace, "UTC").away is False
    at("2026-11-20T09:00:00Z")
    assert today(workspace, "UTC").away is True
    promises.add(workspace, promise="p", what="Call", zone="UTC")
    assert today(workspace, "UTC").away is False


def test_starting_from_today_lets_go_of_what_waits_and_keeps_promises(
    workspace: Workspace, write: Callable[..., str], sit: Sit, make_form: MakeForm, at: At
) -> None:
    """Follow-ups, parked debriefs and drafts of before stop asking and stay kept; what comes later asks again."""
    everything(workspace, write, sit, make_form, at)
    change_settings(workspace, today_check_in=False, today_pulse=False, today_retest=False)
    assert kinds(workspace) == ["follow-up", "overdue", "parked"]
    start_from_today(workspace)
    assert kinds(workspace) == ["overdue", "promises"]
    assert {entries.get(workspace, name).state for name in ("parked", "draft", "done")} == {"parked", "draft", "done"}
    at("2027-03-20T09:00:00Z")
    assert today(workspace, "UTC").away is True
    start_from_today(workspace)
    assert today(workspace, "UTC").away is False
    entries.write(workspace, "draft", "text", "A word more.")
    at("2027-03-20T09:00:01Z")
    entries.write(workspace, "draft", "text", "And one more.")
    assert kinds(workspace) == ["overdue", "entry-draft"]


def test_there_is_a_beginning_with_the_first_thing_of_any_kind(workspace: Workspace, at: At) -> None:
    """A check-in alone, or a promise alone, is no first visit any more."""
    welcome(workspace)
    assert today(workspace, "UTC").begun is False
    promises.add(workspace, promise="p", what="Call", zone="UTC")
    assert today(workspace, "UTC").begun is True
    promises.delete(workspace, "p")
    assert today(workspace, "UTC").begun is False
    check_in(workspace, at, "2026-11-21T10:00:00Z")
    assert today(workspace, "UTC").begun is True
