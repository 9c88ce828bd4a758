"""Which preparation stands open in this tab, and for whom; its draft begins with the first thing that is said in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Literal

from eq.actions import clock, entries, prepared
from eq.actions.preparing import Chosen
from eq.errors import EqError
from eq.reflect.entry import Entry
from eq.store.workspace import Workspace
from eq.ui import address, navigation, page, state
from eq.ui.debrief_fields import Draft

View = Literal["card", "further", "settle"]
_ADDRESS = "prepare"
_LINGERS = timedelta(minutes=10)
"""How long the page goes on showing what was just kept."""

_OPEN = ("prepare.current", "prepare.begun", "prepare.view", "prepare.for", "prepare.turn")


def chosen() -> Chosen:
    """Whom or what this tab prepares for."""
    wanted: Chosen = state.get("prepare.chosen", Chosen())
    return wanted


def choose(**parts: str) -> None:
    """Prepare for somebody or something else; what was begun waits among the drafts."""
    state.put("prepare.chosen", replace(chosen(), **parts))


def follow() -> EqError | None:
    """What another page sent the person here for; the problem when it is gone."""
    asked: str = state.get("prepare.entry", "")
    state.forget("prepare.entry")
    if asked:
        try:
            open_(entries.get(state.workspace(), asked))
        except EqError as problem:
            return problem
    elif state.get("prepare.for", chosen()) != chosen():
        close()
        state.forget("prepare.kept")
    return None


def agree_with(entry: Entry) -> None:
    """Let what the tab prepares for be what its draft says by now."""
    state.put("prepare.chosen", prepared.chosen_of(entry))
    state.put("prepare.for", chosen())


def remember_by_address() -> None:
    """Find again what was open before the page was loaded anew or the app started again."""
    named = "" if current() else address.read(_ADDRESS)
    if not named:
        return
    entry = entries.find(state.workspace(), named)
    if entry is None:
        _open(named)
    elif (entry.kind, entry.state) == ("preparation", "draft"):
        open_(entry)


def name_in_address() -> None:
    """Let the address name what is open, if anything is."""
    if current():
        address.put(_ADDRESS, current())
    elif address.read(_ADDRESS):
        address.forget()


def further() -> None:
    """Go on with what is open, or begin anew; its draft is made with the first answer."""
    if current():
        show("further")
    else:
        _open(entries.new_id())


def open_(entry: Entry) -> None:
    """Go on with a preparation that is there."""
    if entry.kind != "preparation":
        return
    if entry.state != "draft":
        entries.resume(state.workspace(), entry.id)
    state.put("prepare.chosen", prepared.chosen_of(entry))
    _open(entry.id)
    state.put("prepare.begun", entry.id)


def _open(entry: str) -> None:
    state.forget(*_OPEN, "prepare.kept")
    state.put("prepare.current", entry)
    state.put("prepare.for", chosen())
    show("further")


def current() -> str:
    """The id of the preparation that is open, "" for none."""
    one: str = state.get("prepare.current", "")
    return one


def begun() -> bool:
    """Whether the one that is open has its draft already."""
    return bool(current()) and state.get("prepare.begun", "") == current()


def found() -> Entry | None:
    """The one that is open as it stands in the file; None before its first answer, or when it was deleted."""
    return entries.find(state.workspace(), current()) if begun() else None


def close() -> None:
    """Open nothing any more; what was written stays."""
    state.forget(*_OPEN)
    address.forget()


def view() -> View:
    """What of the page is shown."""
    shown: View = state.get("prepare.view", "card")
    return shown if current() else "card"


def show(wanted: View) -> None:
    """Show something else."""
    state.put("prepare.view", wanted)


def store(one: str, act: Callable[[Workspace, str], None]) -> None:
    """Store something of a preparation; its first answer makes the draft. EqError when it cannot be kept."""
    workspace = state.workspace()
    if one == current() and not begun():
        prepared.begin(workspace, one, chosen(), state.zone())
        state.put("prepare.begun", one)
    act(workspace, one)


def keep(one: str, act: Callable[[Workspace, str], None]) -> None:
    """The same for callbacks of plain widgets: what was wrong is said at the top of the page."""
    page.attempt(lambda: store(one, act))


DRAFT = Draft("prepare", current, store, keep)


def finish() -> None:
    """Put what is open into the journal; EqError while there is nothing in it."""
    one, entry = current(), found()
    prepared.finish(state.workspace(), one)
    close()
    if entry is not None:
        state.put("prepare.chosen", prepared.chosen_of(entry))
    _show_kept(one)


def _show_kept(one: str) -> None:
    """Show what was kept, until something else is chosen."""
    state.put("prepare.for", chosen())
    state.put("prepare.kept", (one, clock.now()))


def just_kept() -> Entry | None:
    """What was kept a moment ago."""
    kept: tuple[str, datetime] | None = state.get("prepare.kept", None)
    if kept is None or current():
        return None
    entry = entries.find(state.workspace(), kept[0]) if clock.now() - kept[1] < _LINGERS else None
    if entry is None:
        state.forget("prepare.kept")
    return entry


def again() -> None:
    """Show the card of nobody in particular."""
    close()
    state.forget("prepare.kept", "prepare.chosen", "prepare.for")


def debrief(preparation: Entry | None) -> None:
    """Begin the debrief of a preparation, or one about what is chosen; ends the run."""
    workspace, zone = state.workspace(), state.zone()
    if preparation is None:
        one = _debrief_of(chosen())
        prepared.begin_about(workspace, one, chosen(), zone)
        close()
        state.forget("prepare.kept")
    else:
        one = prepared.begin_from(workspace, preparation.id, zone)
        close()
        # The second of two clicks, and whoever comes back, meets this preparation, and with it the same debrief.
        _show_kept(preparation.id)
    state.put("debrief.entry", one)
    navigation.go("debrief")


def _debrief_of(about: Chosen) -> str:
    """The id of the debrief about this: one for however many clicks, another one once it is no draft any more."""
    one = state.remembered("prepare.debrief", about, entries.new_id)
    entry = entries.find(state.workspace(), one)
    if entry is None or entry.state == "draft":
        return one
    state.forget("derived.prepare.debrief")
    return state.remembered("prepare.debrief", about, entries.new_id)
