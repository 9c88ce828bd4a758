"""One if-then a day: which one, never one of a hard or abusive episode, and its answer."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from eq.actions import entries, if_then
from eq.actions.settings import change_settings
from eq.actions.today import today
from eq.errors import EqError
from eq.store.workspace import Workspace

At = Callable[[str], None]


@pytest.fixture
def plan(workspace: Workspace, at: At) -> Callable[..., None]:
    """A finished debrief with an if-then, made at an instant."""

    def make(name: str, instant: str, *, act: str = "I ask one question", done: bool = True, **facts: object) -> None:
        at(instant)
        entries.begin(workspace, "debrief", entry=name, zone="UTC")
        entries.write(workspace, name, "if_cue", f"they shout ({name})")
        entries.write(workspace, name, "if_act", act)
        if facts:
            entries.note(workspace, name, **facts)
        if done:
            entries.finish(workspace, name)

    return make


def shown(workspace: Workspace) -> str | None:
    found = today(workspace, "UTC").if_then
    return found.entry if found else None


def answers(workspace: Workspace) -> list[tuple[str, str]]:
    with workspace.read() as db:
        return db.execute("select entry, answer from cue_check order by at").fetchall()


def test_it_comes_in_the_persons_own_words(workspace: Workspace, plan: Callable[..., None], at: At) -> None:
    """Cue and act, and the day of the debrief."""
    plan("one", "2026-11-20T09:00:00Z")
    at("2026-11-21T09:00:00Z")
    found = today(workspace, "UTC").if_then
    assert found is not None
    assert (found.cue, found.act) == ("they shout (one)", "I ask one question")
    assert found.day.isoformat() == "2026-11-20"


@pytest.mark.parametrize(
    "facts",
    [{"severity": 8}, {"severity": 10}, {"episode": "abusive"}, {"severity": 2, "episode": "abusive"}, {"act": ""},
     {"done": False}],
    ids=str,
)  # fmt: skip
def test_what_is_hard_abusive_or_half_is_never_brought_back(
    workspace: Workspace, plan: Callable[..., None], facts: dict[str, object]
) -> None:
    """Nor is a draft's."""
    plan("one", "2026-11-20T09:00:00Z", **facts)
    assert shown(workspace) is None


@pytest.mark.parametrize("facts", [{}, {"severity": 7}, {"severity": 0}, {"episode": "aggressive"}], ids=str)
def test_what_was_bearable_is(workspace: Workspace, plan: Callable[..., None], facts: dict[str, object]) -> None:
    """Severity up to seven or not said, demanding and aggressive contacts."""
    plan("one", "2026-11-20T09:00:00Z", **facts)
    assert shown(workspace) == "one"


def test_one_a_day_the_least_recently_asked_first(workspace: Workspace, plan: Callable[..., None], at: At) -> None:
    """Over five days three plans take turns: those never asked about first, the newest of them before the older."""
    for day, name in ((17, "a"), (18, "b"), (19, "c")):
        plan(name, f"2026-11-{day}T09:00:00Z")
    seen = []
    for day in range(20, 25):
        at(f"2026-11-{day}T10:00:00Z")
        asked = shown(workspace)
        assert asked is not None
        seen.append(asked)
        if_then.answer(workspace, asked, "not-yet", "UTC")
        assert shown(workspace) is None
    assert seen == ["c", "b", "a", "c", "b"]


def test_the_next_one_waits_for_the_persons_own_day(workspace: Workspace, plan: Callable[..., None], at: At) -> None:
    """Answered in the evening of a night shift, nothing comes before the day ends at four."""
    plan("one", "2026-11-19T09:00:00Z")
    at("2026-11-20T22:00:00Z")
    if_then.answer(workspace, "one", "no", "UTC")
    at("2026-11-21T03:59:00Z")
    assert shown(workspace) is None
    at("2026-11-21T04:00:00Z")
    assert shown(workspace) == "one"


def test_a_second_answer_on_the_same_day_takes_the_place_of_the_first(
    workspace: Workspace, plan: Callable[..., None], at: At
) -> None:
    """A double click is one answer, and a slip can be mended from another tab; another day adds one."""
    plan("one", "2026-11-19T09:00:00Z")
    at("2026-11-20T09:00:00Z")
    if_then.answer(workspace, "one", "yes", "UTC")
    if_then.answer(workspace, "one", "yes", "UTC")
    at("2026-11-20T09:00:05Z")
    if_then.answer(workspace, "one", "no", "UTC")
    assert answers(workspace) == [("one", "no")]
    at("2026-11-21T09:00:00Z")
    if_then.answer(workspace, "one", "yes", "UTC")
    assert answers(workspace) == [("one", "no"), ("one", "yes")]


def test_a_plan_of_more_than_a_year_ago_rests(workspace: Workspace, plan: Callable[..., None], at: At) -> None:
    """It was made for other days."""
    plan("one", "2025-11-21T09:00:00Z")
    at("2026-11-21T09:00:00Z")
    assert shown(workspace) == "one"
    at("2026-11-21T09:00:01Z")
    assert shown(workspace) is None


def test_it_can_be_switched_off_and_is_none_of_the_three(workspace: Workspace, plan: Callable[..., None]) -> None:
    """Switched off it is not brought back; switched on it takes no place among what is due."""
    plan("one", "2026-11-20T09:00:00Z")
    assert today(workspace, "UTC").due == ()
    assert shown(workspace) == "one"
    change_settings(workspace, today_if_then=False)
    assert shown(workspace) is None


def test_an_answer_to_what_is_gone_or_no_answer_is_refused(workspace: Workspace, plan: Callable[..., None]) -> None:
    """In words, and nothing is kept."""
    plan("one", "2026-11-20T09:00:00Z")
    with pytest.raises(EqError, match="yes, no or not yet"):
        if_then.answer(workspace, "one", "maybe", "UTC")  # type: ignore[arg-type]
    entries.delete(workspace, "one")
    with pytest.raises(EqError, match="deleted"):
        if_then.answer(workspace, "one", "yes", "UTC")
    assert answers(workspace) == []
