"""Preparations: begun with the first answer, kept, and turned into the start of a debrief."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import uuid4

from eq.actions import clock, entries
from eq.actions.settings import settings
from eq.errors import EqError
from eq.reflect.entry import Entry, Tag
from eq.reflect.preparing import ASKED_FOR, ASKED_FROM, OFFERED_FOR, Chosen, carried
from eq.store import clients as client_rows
from eq.store import entries as rows
from eq.store import pasts, people
from eq.store.database import Connection
from eq.store.workspace import Workspace

WHERE = "Prepare"


def begin(workspace: Workspace, entry: str, chosen: Chosen, zone: str | None) -> None:
    """Begin the draft of that id for whoever or whatever is chosen; harmless a second time."""
    entries.begin(workspace, "preparation", entry=entry, zone=zone)
    with workspace.write() as db:
        found = rows.entry(db, entry)
        if found is None or not entries.is_empty(found):
            return
        if chosen.client and client_rows.label(db, chosen.client) is not None:
            rows.put_facts(db, entry, {"client": chosen.client})
        for tag in _tags(chosen):
            rows.put_tags(db, entry, tag.kind, [tag.value])


def chosen_of(preparation: Entry) -> Chosen:
    """Whom or what a preparation is for."""
    trigger, channel = preparation.tagged("trigger"), preparation.tagged("channel")
    return Chosen(preparation.client or "", trigger[0] if trigger else "", channel[0] if channel else "")


def open_drafts(workspace: Workspace, without: str) -> list[Entry]:
    """Preparations that were begun, but not the one called ``without``, the latest first."""
    return [one for one in entries.drafts(workspace, "preparation") if one.id != without]


def finish(workspace: Workspace, entry: str) -> None:
    """Put a draft into the journal; EqError while there is nothing in it."""
    if entries.find(workspace, entry) is None:
        raise EqError(WHERE, "There is nothing in it yet.", "Write a word or choose something first.")
    entries.finish(workspace, entry)


def begin_from(workspace: Workspace, preparation: str, zone: str | None) -> str:
    """The id of the debrief that begins from a preparation; the same one however often, and from whichever tab.

    It has the client, what set it off, the channel, the word and the fairer reading, the needs and the if-then of the
    preparation. A preparation that is still a draft is finished if anything is in it. Raises EqError when it is gone.
    """
    end_of_day = settings(workspace).end_of_day
    with workspace.write() as db:
        found = rows.entry(db, preparation)
        if found is None or found.kind != "preparation":
            raise EqError(WHERE, "This preparation was deleted.", "Start a debrief without it.")
        if known := pasts.begun_from(db, preparation):
            return known
        now = clock.now()
        if found.state != "done" and not entries.is_empty(found):
            rows.put_state(db, preparation, "done")
            rows.touch(db, preparation, now)
        texts, tags = carried(found, mistreated=_mistreated(db, found.client))
        new = replace(_fresh(str(uuid4()), now, zone, end_of_day), client=found.client, prepared=preparation)
        rows.add(db, people.ensure_owner(db, now), replace(new, texts=texts, tags=tags))
        return new.id


def _fresh(debrief: str, now: datetime, zone: str | None, end_of_day: int) -> Entry:
    here = clock.zone(zone).key
    return Entry(debrief, "debrief", "draft", now, here, clock.local_day(now, here, end_of_day), now, now)


def begin_about(workspace: Workspace, entry: str, chosen: Chosen, zone: str | None) -> None:
    """Begin a debrief of that id about whoever or whatever is chosen; the same id again changes nothing."""
    end_of_day = settings(workspace).end_of_day
    workspace.ensure()
    with workspace.write() as db:
        now = clock.now()
        client = chosen.client if client_rows.label(db, chosen.client) is not None else None
        new = replace(_fresh(entry, now, zone, end_of_day), client=client, tags=_tags(chosen))
        rows.add(db, people.ensure_owner(db, now), new)


def _tags(chosen: Chosen) -> tuple[Tag, ...]:
    trigger = (Tag("trigger", chosen.trigger),) if chosen.trigger else ()
    return trigger + ((Tag("channel", chosen.channel),) if chosen.channel else ())


def planned(workspace: Workspace, debrief: Entry | None) -> tuple[str, ...]:
    """Ids of the ways that were planned in the preparation a debrief began from; they are no uses."""
    found = entries.find(workspace, debrief.prepared) if debrief is not None and debrief.prepared else None
    return found.tagged("response") if found is not None else ()


def offered(workspace: Workspace) -> Entry | None:
    """The latest preparation of the last week that no debrief began from, to begin from it; None without one."""
    if not workspace.exists():
        return None
    with workspace.read() as db:
        person, now = people.owner(db), clock.now()
        found = pasts.not_debriefed(db, person, now - OFFERED_FOR, now, 1) if person else []
        return next(iter(rows.entries(db, found)), None)


def asked_about(db: Connection, person: str, now: datetime, since: datetime) -> Entry | None:
    """The preparation of which Today asks how it went: begun in the last three days, but two hours ago or longer."""
    found = pasts.not_debriefed(db, person, max(now - ASKED_FOR, since), now - ASKED_FROM, 1)
    return next(iter(rows.entries(db, found)), None)


def _mistreated(db: Connection, client: str | None) -> bool:
    return bool(client and pasts.mistreated(db, client))
