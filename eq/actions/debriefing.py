"""The debrief: what it offers, what waits, and the moments where care is due."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from eq.actions import clock, entries, journal, prepared, promises, ways
from eq.actions.settings import settings
from eq.content.debrief import Chip as Chip
from eq.content.debrief import Debrief as Debrief
from eq.content.debrief import SafetyText as SafetyText
from eq.content.debrief import debrief
from eq.errors import EqError
from eq.reflect import flow, record
from eq.reflect.entry import Entry
from eq.store import settings as rows
from eq.store.workspace import Workspace
from eq.wording import debrief as words

_MOST_USED = 8
_COMMON = (
    "listen-without-interrupting", "stay-calm", "validate-without-agreeing", "apologise-with-repair", "offer-options",
    "agree-next-step", "set-boundary", "involve-senior",
)  # fmt: skip
_SUPPORT_QUIET = "debrief_support_quiet"
"""The local day on which the person asked for the quiet line about Support not to come again."""


Left = Literal["nothing", "parked", "done"]
"""What became of a debrief that was left."""


@dataclass(frozen=True)
class Opened:
    """A debrief as it is opened in a tab.

    ``screen``: where it goes on. ``folded``: it was told before, so the story is folded away. ``seen``: it was finished
    before, and the facts are shown first.
    """

    entry: str
    screen: flow.Screen
    folded: bool
    seen: bool


def offered() -> Debrief:
    """The chips and the words of the safety steps."""
    return debrief()


def waiting(workspace: Workspace) -> list[Entry]:
    """Debriefs that were begun or parked, drafts first, the latest first."""
    parked = [one for one in entries.parked(workspace) if one.kind == "debrief"]
    return [*entries.drafts(workspace, "debrief"), *parked]


def begin(workspace: Workspace, entry: str, zone: str | None) -> None:
    """Begin the debrief of that id; called with the first answer, and harmless a second time."""
    entries.begin(workspace, "debrief", entry=entry, zone=zone)


def open_again(workspace: Workspace, entry: str, zone: str | None) -> Opened:
    """Open a debrief that is there: a parked one is a draft again. EqError when it is gone."""
    found = entries.get(workspace, entry)
    if found.kind != "debrief":
        raise EqError("Debrief", "This entry is no debrief.", "Open it in the journal.")
    folded = flow.story_folded(found, _day(workspace, found.changed_at, zone), _day(workspace, clock.now(), zone))
    if found.state == "parked":
        entries.resume(workspace, entry)
    return Opened(entry, flow.place(found, found.screen), folded, found.state == "done")


def leave(workspace: Workspace, entry: str) -> Left:
    """Park a draft, so that it comes back on Today; an empty one vanishes, and a finished one stays finished."""
    found = _kept(workspace, entry)
    if found is None:
        return "nothing"
    if found.state == "done":
        return "done"
    entries.park(workspace, entry)
    return "parked"


def finish(workspace: Workspace, entry: str) -> bool:
    """Finish with whatever is there; an empty draft vanishes. False when nothing was kept."""
    if _kept(workspace, entry) is None:
        return False
    entries.finish(workspace, entry)
    return True


def _kept(workspace: Workspace, entry: str) -> Entry | None:
    """The debrief if something is in it; an empty one is gone afterwards."""
    found = entries.find(workspace, entry)
    if found is not None and entries.is_empty(found):
        entries.discard(workspace, entry)
        return None
    return found


def readings(text: str) -> tuple[str, ...]:
    """The fairer readings to offer beside a word for the client: its own two if it ships, else some that always fit."""
    wanted = text.strip().casefold()
    return next((one.readings for one in offered().labels if one.text.casefold() == wanted), words.FAIRER)


def most_used(workspace: Workspace) -> tuple[str, ...]:
    """Ids of eight ways of responding to offer first: those this person uses most, then common ones."""
    shipped = {way.id for way in ways.all()}
    used = [one for one in entries.own_values(workspace, "response") if one in shipped]
    return tuple(dict.fromkeys([*used, *_COMMON]))[:_MOST_USED]


def offered_first(workspace: Workspace, debrief: Entry | None) -> tuple[str, ...]:
    """Ids of the ways of responding to offer first: those that were planned for this contact, then the most used."""
    return tuple(dict.fromkeys((*prepared.planned(workspace, debrief), *most_used(workspace))))


def others_today(workspace: Workspace, entry: str, zone: str | None) -> int:
    """How many other debriefs belong to this person's present day, parked ones included."""
    today = _day(workspace, clock.now(), zone)
    chosen = journal.Filter(kinds=("debrief",), day_from=today, day_to=today)
    page = journal.page(workspace, chosen, size=flow.MANY_IN_A_DAY)
    return sum(one.id != entry for one in page.entries)


def closing_offer(
    screen: flow.Screen, *, others: int, opened: datetime, declined: Collection[str]
) -> SafetyText | None:
    """The words that offer to close with one next step, where it is time for them; None otherwise.

    ``others`` as ``others_today`` counts them; ``opened``: when this debrief was opened in this tab.
    """
    minutes = (clock.now() - opened) / timedelta(minutes=1)
    offer = flow.closing_offer(others, minutes, screen, declined)
    return None if offer is None else offered().said(offer)


def support_quiet(workspace: Workspace, zone: str | None) -> bool:
    """Whether the line about Support is not to come again today."""
    if not workspace.exists():
        return False
    with workspace.read() as db:
        asked = rows.all_settings(db).get(_SUPPORT_QUIET)
    return bool(asked == _day(workspace, clock.now(), zone).isoformat())


def keep_support_quiet(workspace: Workspace, zone: str | None) -> None:
    """Leave the line about Support out for the rest of the person's day."""
    today = _day(workspace, clock.now(), zone).isoformat()
    workspace.ensure()
    with workspace.write() as db:
        rows.put(db, _SUPPORT_QUIET, today)


def record_text(workspace: Workspace, entry: str) -> str:
    """The neutral record of a debrief as plain text. EqError when it is gone."""
    found = entries.get(workspace, entry)
    return words.record(record.neutral(found, promises.of_entry(workspace, entry)), offered().words)


def _day(workspace: Workspace, moment: datetime, zone: str | None) -> date:
    return clock.local_day(moment, zone, settings(workspace).end_of_day)
