"""Which debrief stands open in this tab, on which screen; the one way in, on, back and out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Literal

from eq.actions import clock, debriefing, entries
from eq.actions.debriefing import Debrief, Left
from eq.reflect import flow
from eq.reflect.entry import Entry
from eq.reflect.flow import Screen
from eq.store.workspace import Workspace
from eq.ui import address, navigation, page, state
from eq.wording import debrief as words

_ADDRESS = "debrief"
_TWO_CLICKS = timedelta(seconds=1.5)
_LONG_AGO = datetime.min.replace(tzinfo=UTC)
View = Literal["screen", "settle", "line", "seen", "done", "stopped"]

_NAMES = (
    "debrief.current", "debrief.begun", "debrief.screen", "debrief.view", "debrief.opened", "debrief.others",
    "debrief.folded", "debrief.declined", "debrief.offered", "debrief.settle", "debrief.cautioned", "debrief.turn",
)  # fmt: skip


def new() -> None:
    """Open a debrief that is not there yet: its id is made now, its draft with the first answer."""
    _open(entries.new_id(), flow.FIRST)


def resume(entry: str) -> None:
    """Go on with one that is there; EqError when it is gone."""
    opened = debriefing.open_again(state.workspace(), entry, state.zone())
    _open(entry, opened.screen, folded=opened.folded)
    state.put("debrief.begun", entry)
    if opened.seen:
        show("seen")


def remember_by_address() -> None:
    """Find again what was open before the page was loaded anew or the app started again.

    A browser that still holds words it could not send then finds its field again, too.
    """
    named = "" if current() else address.read(_ADDRESS)
    entry = entries.find(state.workspace(), named)
    if entry is not None and (entry.kind, entry.state) == ("debrief", "draft"):
        resume(named)


def name_in_address() -> None:
    """Let the address name what is open."""
    address.put(_ADDRESS, current())


def _open(entry: str, screen: Screen, *, folded: bool = False) -> None:
    state.forget(*_NAMES)
    state.put("debrief.current", entry)
    state.put("debrief.screen", screen)
    state.put("debrief.folded", folded)
    state.put("debrief.opened", clock.now())
    state.put("debrief.others", debriefing.others_today(state.workspace(), entry, state.zone()))


def close() -> None:
    """Close whatever is open in this tab; what was given stays."""
    state.forget(*_NAMES)


def current() -> str:
    """The id of the debrief that is open, "" for none."""
    return state.get("debrief.current", "")


def begun() -> bool:
    """Whether the one that is open has its draft already."""
    return bool(current()) and state.get("debrief.begun", "") == current()


def found() -> Entry | None:
    """The debrief that is open, as it stands in the file; None before its first answer, or when it was deleted."""
    return entries.find(state.workspace(), current()) if begun() else None


def view() -> View:
    """What of it is shown."""
    shown: View = state.get("debrief.view", "screen")
    return shown


def show(wanted: View) -> None:
    """Show something else of it."""
    state.put("debrief.view", wanted)


def settling() -> str:
    """The way to settle that is shown, "" for the choice among them."""
    chosen: str = state.get("debrief.settle", "")
    return f"{chosen}.{state.get('debrief.cautioned', False)}"


def screen(entry: Entry | None) -> Screen:
    """The screen this tab stands on, or the nearest one before it that the entry still has."""
    return flow.place(entry, state.get("debrief.screen", flow.FIRST))


def turn(wanted: Screen) -> None:
    """Turn to a screen, and remember it with the draft. Whoever turns past an offer to close has answered it."""
    if passed := state.get("debrief.offered", ""):
        decline(passed)
        state.forget("debrief.offered")
    show("screen")
    state.put("debrief.screen", wanted)
    if begun():
        page.attempt(lambda: entries.note(state.workspace(), current(), screen=wanted))


def store(entry: str, act: Callable[[Workspace, str], None]) -> None:
    """Store something of a debrief; its first answer makes the draft. EqError when it cannot be kept."""
    workspace = state.workspace()
    if entry == current() and not begun():
        debriefing.begin(workspace, entry, state.zone())
        state.put("debrief.begun", entry)
        entries.note(workspace, entry, screen=state.get("debrief.screen", flow.FIRST))
    act(workspace, entry)


def keep(entry: str, act: Callable[[Workspace, str], None]) -> None:
    """The same for callbacks of plain widgets: what was wrong is said at the top of the page."""
    page.attempt(lambda: store(entry, act))


def leave() -> None:
    """Save and leave: it comes back on Today."""
    kept = debriefing.leave(state.workspace(), current())
    close()
    state.put("debrief.left", (clock.now(), kept))
    _to_today(kept)


def leave_again() -> None:
    """Lead to Today when the second click of two came before the first had led there."""
    never: tuple[datetime, Left] = (_LONG_AGO, "nothing")
    at, kept = state.get("debrief.left", never)
    if state.get("debrief.entry", None) is None and timedelta(0) < clock.now() - at < _TWO_CLICKS:
        _to_today(kept)


def _to_today(kept: Left) -> None:
    state.say(words.LEFT[kept])
    navigation.go("today")


def finish(wanted: View) -> None:
    """Finish with what is there, for callbacks; with nothing there, there is nothing to finish."""

    def end() -> None:
        if debriefing.finish(state.workspace(), current()):
            show(wanted)
        elif wanted == "stopped":
            show(wanted)
            state.forget("debrief.begun")
        else:
            new()
            state.say(words.NOTHING)

    page.attempt(end)


def opened() -> datetime:
    """When the debrief was opened in this tab."""
    return state.get("debrief.opened", clock.now())


def declined() -> frozenset[str]:
    """The offers to close that were declined in this debrief."""
    return state.get("debrief.declined", frozenset())


def decline(offer: str) -> None:
    """Offer that no more in this debrief."""
    state.put("debrief.declined", declined() | {offer})


def offered() -> Debrief:
    """What a debrief offers."""
    return debriefing.offered()
