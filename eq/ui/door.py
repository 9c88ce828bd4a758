"""The one way into the Take page: to a sitting that is going on, or to the list. It knows what a tab must forget."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eq.ui import navigation, state

if TYPE_CHECKING:
    # Today comes through here as well, and waits for none of the libraries that taking needs.
    from eq.actions.taking import Sitting


def resume(sitting: Sitting) -> None:
    """Go on with a sitting on the page where it was left."""
    enter(sitting.id, sitting.page)
    navigation.go("take")


def check(assessment: str) -> None:
    """Look through a reopened sitting from its first page."""
    enter(assessment, 0)
    navigation.go("take")


def choose(questionnaire_id: str = "") -> None:
    """Go to the list, one questionnaire first if it is named; a sitting that is open in this tab waits there."""
    leave()
    state.put("take.wanted", questionnaire_id)
    navigation.go("take")


def enter(assessment: str, page: int) -> None:
    """Open a sitting in this tab."""
    state.forget("take.left", "take.wanted", "take.confirmed", "fork")
    state.put("take.sitting", assessment)
    state.put("take.page", page)


def leave() -> None:
    """Close whatever sitting is open in this tab; the draft stays."""
    state.forget("take.sitting", "take.page", "take.confirmed")
    state.put("take.left", True)
