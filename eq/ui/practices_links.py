"""The ways into the library of practices: from its list, and from another page."""

from __future__ import annotations

from eq.ui import navigation, state


def turn_to(practice: str) -> None:
    """Open a practice in place of what the page shows; for callbacks."""
    state.put("practices.practice", practice)


def leave() -> None:
    """Close whatever practice is open."""
    state.forget("practices.practice", "practices.from")


def open_from(came_from: str, practice: str) -> None:
    """Go to a practice from another page, which then stands ready to go back to; ends the run."""
    turn_to(practice)
    state.put("practices.from", came_from)
    navigation.go("practices")
