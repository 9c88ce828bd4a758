from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import get_args

import pytest

from eq.actions.beforehand import Role, beforehand
from eq.actions.history import history
from eq.assess.questionnaire import Questionnaire
from eq.store.workspace import Workspace
from eq.wording.take import beforehand as said

At = Callable[[str], None]
Sit = Callable[..., str]


@pytest.fixture
def taken(make_form: Callable[..., Questionnaire], sit: Sit, at: At) -> Callable[..., None]:
    """Takes the small form on each of the days."""

    def on(*days: str) -> None:
        for day in days:
            at(f"{day}T09:00:00Z")
            sit(make_form())

    return on


@pytest.mark.parametrize(
    ("days", "now", "role", "judged", "against"),
    [
        (("2026-01-05",), "2026-01-11", "reference", "2026-02-08", None),
        (("2026-01-05",), "2026-01-12", "double_baseline", "2026-02-09", None),
        (("2026-01-05",), "2026-01-19", "double_baseline", "2026-02-16", None),
        (("2026-01-05",), "2026-01-20", "reference", "2026-02-17", None),
        (("2026-01-05", "2026-02-09"), "2026-03-08", "too_soon", "2026-03-09", "2026-02-09"),
        (("2026-01-05", "2026-02-09"), "2026-03-09", "judged", None, "2026-02-09"),
        (("2026-01-05", "2026-02-09", "2026-03-16"), "2026-04-12", "overlaps", None, "2026-02-09"),
        (("2026-01-05", "2026-02-09", "2026-03-16"), "2026-04-13", "judged", None, "2026-02-09"),
    ],
)
def test_a_person_knows_beforehand_what_a_sitting_will_be(
    workspace: Workspace,
    taken: Callable[..., None],
    at: At,
    days: tuple[str, ...],
    now: str,
    role: str,
    judged: str | None,
    against: str | None,
) -> None:
    """The role, the day from which a verdict is possible and the sitting change counts from are told before."""
    taken(*days)
    at(f"{now}T09:00:00Z")
    found = beforehand(workspace, "small", "UTC")
    assert found is not None
    assert found.role == role
    assert found.sittings == len(days)
    assert found.last == date.fromisoformat(days[-1])
    assert found.judged == (date.fromisoformat(judged) if judged else None)
    assert found.against == (date.fromisoformat(against) if against else None)


@pytest.mark.parametrize("later", ["2026-02-09", "2026-03-07", "2026-03-08", "2026-03-20"])
def test_what_was_said_beforehand_is_what_happens(
    workspace: Workspace, taken: Callable[..., None], at: At, later: str
) -> None:
    """Whatever the days, a sitting called too soon is refused as too soon, and one that may be judged is judged."""
    taken("2026-01-01", "2026-02-08")
    at(f"{later}T09:00:00Z")
    told = beforehand(workspace, "small", "UTC")
    taken(later)
    found = history(workspace, "small", "UTC")
    assert told is not None
    assert found is not None
    assert found.comparison is not None
    assert (told.role == "too_soon") == (found.comparison.refused == "too_soon")
    assert (told.role in {"judged", "overlaps"}) == (found.comparison.refused is None)


def test_before_the_first_sitting_there_is_nothing_to_say(workspace: Workspace, taken: Callable[..., None]) -> None:
    """Neither without a workspace nor for an instrument never taken; none is made for the asking."""
    assert beforehand(workspace, "small", "UTC") is None
    assert not workspace.path.parent.exists()
    taken("2026-01-05")
    assert beforehand(workspace, "other", "UTC") is None


@pytest.mark.parametrize("role", get_args(Role))
def test_every_role_has_its_sentence(role: str) -> None:
    """Only where nothing stands in the way nothing is said; every day that matters is named."""
    text = said(role, date(2026, 3, 9), date(2026, 2, 9))
    assert (text == "") == (role == "judged")
    if role == "overlaps":
        assert "9 February 2026" in text
    elif text:
        assert "9 March 2026" in text
