"""What of the desk this tab shows: the list, or one client and which part of them; and what other parts remember."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from eq.actions import clock, desk
from eq.actions.desk import ClientView
from eq.errors import EqError
from eq.ui import page, state
from eq.wording import desk as words

if TYPE_CHECKING:
    from eq.coach.report import Report

PERSON = "desk.person"
_TYPED = "desk.typed"


def show(person: str, part: str = "report") -> None:
    """Show a client; for callbacks."""
    leave()
    state.forget("fork", "desk.returned")
    state.put(PERSON, person)
    state.put("desk.part", part)


def leave() -> None:
    """Back to the list; what was made for the client that was shown is dropped. For callbacks."""
    state.forget(
        PERSON, "desk.part", "desk.packet", "desk.section", "desk.session", "desk.answer", "desk.begin", "desk.notes",
        "derived.desk.report", "derived.desk.compare",
    )  # fmt: skip


def back() -> None:
    """Back to the list, where it was left; for callbacks."""
    leave()
    state.put("desk.returned", True)


def typed(key: str, kept: object = "") -> dict[str, Any]:
    """Key and callback of a field that still holds what was typed after another part was looked at.

    ``kept`` is what is stored, shown until something else is typed. ``drop`` forgets what was typed.
    """
    drafts: dict[str, Any] = state.get(_TYPED, {})
    state.hold(key, drafts.get(key, kept))

    def on_change() -> None:
        state.put(_TYPED, {**state.get(_TYPED, {}), key: state.value(key)})

    return {"key": key, "on_change": on_change}


def drop(*keys: str) -> None:
    """Forget what was typed into those fields, into all of them without a key."""
    drafts: dict[str, Any] = state.get(_TYPED, {})
    state.put(_TYPED, {key: text for key, text in drafts.items() if keys and key not in keys})


def current() -> ClientView | None:
    """The client who is shown, None for the list; one who is gone is said to be, once."""
    person: str = state.get(PERSON, "")
    if not person:
        return None
    workspace = state.workspace()
    mark = (workspace.stamp(), person, state.zone(), today())
    try:
        return state.remembered("desk.client", mark, lambda: desk.client(workspace, person, state.zone()))
    except EqError as problem:
        leave()
        page.problems(problem)
        return None


def report(packet: str) -> Report:
    """The report of a packet, read once however often it is drawn. EqError when it is gone."""
    return state.remembered("desk.report", packet, lambda: desk.packet(state.workspace(), packet))


def today() -> date:
    """The day it is for this person."""
    return state.day(clock.now())


def made(instant: datetime) -> date:
    """The day of an instant in this person's zone."""
    return state.day(instant)


def chosen(view: ClientView, name: str = "desk.packet") -> str:
    """The id of the packet that is looked at, the latest unless another was chosen; "" without any."""
    ids = [one.id for one in view.packets]
    wanted: str = state.get(name, "")
    return wanted if wanted in ids else next(iter(ids), "")


def deleted(whole: bool) -> None:
    """Say that something was deleted, and whether all of it is overwritten already."""
    state.say(words.DELETED if whole else words.DELETED_LATER)
