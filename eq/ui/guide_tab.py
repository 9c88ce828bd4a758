"""Which exercise stands open in this tab, how far it has come, and what was said around it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlsplit

import streamlit as st

from eq.actions import sessions
from eq.ui import state

if TYPE_CHECKING:
    from eq.plan.practice import Guide

Stage = Literal["", "begun", "stopped", "finished"]

OPEN = "guide.open"
"""(exercise, practice, action or ""); whoever puts it begins anew."""

_KEPT = (
    "guide.for", "guide.at", "guide.run", "guide.cautioned", "guide.stage", "guide.seconds", "guide.before",
    "guide.after", "guide.typed", "guide.began", "guide.note", "guide.noted", "guide.settled",
)  # fmt: skip


def opened() -> tuple[str, str, str] | None:
    """The exercise that is open on this page, or None. One that was opened on another page waits there."""
    wish: tuple[str, str, str] | None = state.get(OPEN, None)
    if wish is None:
        return None
    here = urlsplit(st.context.url or "").path
    # A new wish for the same exercise is another object, so that it begins anew.
    if wish is not state.get("guide.for", None):
        state.forget(*_KEPT)
        state.put("guide.for", wish)
        state.put("guide.at", here)
    return wish if state.get("guide.at", here) == here else None


def open_(guide: str, practice: str, action: str) -> None:
    """Begin an exercise anew, for a practice and, where it runs in a plan, its action; for callbacks too."""
    state.put(OPEN, (guide, practice, action))


def title(guide: Guide) -> str:
    """The name of the practice it was opened from, where it is the exercise of that practice; else its own."""
    from eq.actions import practices

    _, practice, _ = state.get(OPEN, ("", "", ""))
    found = practices.one(practice) if practice else None
    return found.title if found is not None and found.guide == guide.id else guide.title


def leave() -> None:
    """Back to the page; what was typed and not kept is gone."""
    state.forget(OPEN, *_KEPT)


def instead(guide: str) -> None:
    """Open another exercise in the place of this one, for the same practice."""
    _, practice, action = state.get(OPEN, ("", "", ""))
    open_(guide, practice, action)


def again() -> None:
    """The same exercise from its beginning."""
    instead(state.get(OPEN, ("", "", ""))[0])


def run() -> str:
    """The id of this one going through it, made before anything of it is stored."""
    if not get("run", ""):
        put("run", sessions.new_id())
    one: str = get("run", "")
    return one


def stage() -> Stage:
    """How far it has come: not begun, begun, or over."""
    found: Stage = get("stage", "")
    return found


def get(name: str, default: Any) -> Any:
    """What is remembered of the exercise under a name."""
    return state.get(f"guide.{name}", default)


def put(name: str, value: Any) -> None:
    """Remember something of it."""
    state.put(f"guide.{name}", value)


def typed() -> dict[str, str]:
    """Field -> what was typed into a form; in this tab only."""
    found: dict[str, str] = get("typed", {})
    return found


def type_(field: str, text: str) -> None:
    """Remember what was typed into a field."""
    put("typed", {**typed(), field: text})


def begin(stage_: Stage) -> None:
    """Note in the file that the exercise was begun, and how it stands now; said twice it changes nothing."""
    guide, practice, action = state.get(OPEN, ("", "", ""))
    sessions.begin(
        state.workspace(), session=run(), practice=practice, guide=guide, action=action or None, zone=state.zone()
    )
    put("stage", stage_)


def close() -> None:
    """Keep how it went, as far as it has been said."""
    sessions.close(
        state.workspace(),
        run(),
        seconds=get("seconds", 0),
        finished=stage() == "finished",
        before=get("before", None),
        after=get("after", None),
    )
