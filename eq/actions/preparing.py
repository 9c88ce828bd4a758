"""Preparing for a hard contact: the card that says what is known already, before a word is typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from eq.actions import clock, loop, ways
from eq.actions.clients import ResponseUse
from eq.actions.loop import Alike
from eq.content.debrief import SafetyText, debrief
from eq.content.prompts import in_group, prompts
from eq.reflect import preparing as rules
from eq.reflect.entry import Entry, Kind, TextField
from eq.reflect.flow import SEVERE
from eq.reflect.preparing import Chosen as Chosen
from eq.reflect.preparing import Said as Said
from eq.reflect.promise import Commitment, by_due
from eq.reflect.ways import Stage
from eq.store import clients as client_rows
from eq.store import entries as rows
from eq.store import pasts, people, promises, usage
from eq.store.database import Connection
from eq.store.journal import Filter
from eq.store.sentences import every as own_sentences
from eq.store.workspace import Workspace

MOST_IF_THENS = 3
MOST_NEEDS = 3
MOST_EPISODES = 3
_LOOKED_AT = 20
"""Entries that are read through for if-thens that differ."""
_REPORTS = 10
_MOST_CHIPS = 6
_LONGEST_CHIP = 160


_ASKED: Mapping[TextField, str] = {
    "label": "preparation-own-label",
    "fairer": "preparation-fairer-reading",
    "need": "preparation-need",
    "outcome": "preparation-good-outcome",
    "can": "preparation-options",
    "cannot": "preparation-limits",
    "involve": "preparation-help",
    "limit": "preparation-boundary",
    "opening": "preparation-first-sentence",
    "if_cue": "preparation-first-sign",
    "if_act": "preparation-pause",
}
"""The question that each box answers; the others of a preparation are asked one a day."""


@dataclass(frozen=True)
class IfThen:
    """``cue`` and ``act`` in the person's words, from the entry of that id and local day."""

    entry: str
    cue: str
    act: str
    day: date


@dataclass(frozen=True)
class Report:
    """An episode of mistreatment as it was recorded: its entry, its local day, and what was reported, "" for nothing
    written."""

    entry: str
    day: date
    reported: str


@dataclass(frozen=True)
class Card:
    """What is known before a contact. Everything is empty, and ``used`` without any verdict, where nothing was noted.

    ``safe``: the past with this client holds mistreatment. Then ``reports`` is all there is besides the counts, and
    the page shows the words for safety. ``about`` is what the rest is drawn from: ``chosen`` itself or, where that
    holds no debrief, something wider. ``contacts``: finished debriefs of it, ``last`` the day of the latest. ``needs``
    with the number of debriefs. ``used`` and ``needs`` begin with the most frequent.
    """

    chosen: Chosen
    about: Chosen
    client_label: str = ""
    safe: bool = False
    reports: tuple[Report, ...] = ()
    contacts: int = 0
    last: date | None = None
    used: tuple[ResponseUse, ...] = ()
    if_thens: tuple[IfThen, ...] = ()
    promises: tuple[Commitment, ...] = ()
    needs: tuple[tuple[str, int], ...] = ()
    fairer: str = ""
    limit: Said | None = None
    opening: Said | None = None
    episodes: tuple[Alike, ...] = ()


def card(workspace: Workspace, chosen: Chosen, zone: str | None) -> Card:
    """The card for whoever or whatever is chosen; with nothing chosen, over everything. Writes nothing.

    A client that was deleted meanwhile is nobody.
    """
    if not workspace.exists():
        return _sentences_only(chosen)
    with workspace.read() as db:
        person = people.owner(db)
        label = client_rows.label(db, chosen.client) if chosen.client else None
        if label is None and chosen.client:
            chosen = Chosen(trigger=chosen.trigger, channel=chosen.channel)
        if person is None:
            return _sentences_only(chosen)
        if chosen.client and (met := pasts.mistreated(db, chosen.client)):
            return _safe(db, person, chosen, label or "", met)
        found = _known(db, person, chosen, label or "")
    return _with_episodes(found, loop.alike_to(workspace, chosen, MOST_EPISODES))


def mistreated(workspace: Workspace, client: str | None) -> bool:
    """Whether the past with a client (an id, or nobody) holds mistreatment."""
    if not client or not workspace.exists():
        return False
    with workspace.read() as db:
        return bool(pasts.mistreated(db, client))


def safety() -> SafetyText:
    """What is said where the past holds mistreatment."""
    return debrief().said("mistreatment")


def _with_episodes(found: Card, alike: Sequence[Alike]) -> Card:
    return replace(found, episodes=tuple(alike))


def _sentences_only(chosen: Chosen) -> Card:
    opening, limit = _said([], [], [], {})
    return Card(chosen, Chosen(), opening=opening, limit=limit)


def _safe(db: Connection, person: str, chosen: Chosen, label: str, met: Sequence[tuple[str, date]]) -> Card:
    found = {one.id: one for one in rows.entries(db, [one for one, _ in met[:_REPORTS]])}
    reports = tuple(Report(one, day, found[one].text("reported")) for one, day in met if one in found)
    only = Chosen(client=chosen.client)
    n, last = pasts.debriefs(db, person, _filter(only))
    return Card(chosen, only, label, safe=True, reports=reports, contacts=n, last=last)


def _known(db: Connection, person: str, chosen: Chosen, label: str) -> Card:
    about, contacts, last = _about(db, person, chosen)
    where = _filter(about)
    used = usage.ways_used(db, person, where)
    owed = promises.of_client(db, chosen.client) if chosen.client else []
    own: dict[str, list[str]] = {}
    for sentence in own_sentences(db, person):
        own.setdefault(sentence.response, []).append(sentence.text)
    prepared = _prepared_for(chosen)
    opening, limit = _said(
        _latest(db, person, prepared, ("opening",)),
        _latest(db, person, prepared, ("limit",)),
        [use.response for use in used],
        own,
    )
    fairer = _latest(db, person, where, ("fairer",), severity_below=SEVERE)
    plans = rules.if_thens(_latest(db, person, where, ("if_cue", "if_act"), _LOOKED_AT), MOST_IF_THENS)
    return Card(
        chosen,
        about,
        label,
        contacts=contacts,
        last=last,
        used=tuple(ResponseUse(use.response, use.n, use.yes, use.partly, use.no) for use in used),
        if_thens=tuple(IfThen(one.id, one.text("if_cue"), one.text("if_act"), one.local_date) for one in plans),
        promises=tuple(sorted((one for one in owed if one.state == "open"), key=by_due)),
        needs=tuple(pasts.needs(db, person, where, MOST_NEEDS)),
        fairer=fairer[0].text("fairer") if fairer else "",
        limit=limit,
        opening=opening,
    )


def _about(db: Connection, person: str, chosen: Chosen) -> tuple[Chosen, int, date | None]:
    """The closest that holds a debrief at all, with their number and the day of the latest."""
    for one in rules.widening(chosen):
        n, last = pasts.debriefs(db, person, _filter(one))
        if n:
            return one, n, last
    return Chosen(), 0, None


def _said(
    opened: Sequence[Entry], limited: Sequence[Entry], used: Sequence[str], own: Mapping[str, Sequence[str]]
) -> tuple[Said | None, Said | None]:
    """The first sentence and the limit, from the latest preparations that have one, else from the playbook."""
    known = ways.all()
    return (
        rules.from_preparations(opened, "opening") or rules.of_playbook(known, "opening", rules.OPENING_WAY, used, own),
        rules.from_preparations(limited, "limit") or rules.of_playbook(known, "limits", rules.LIMIT_WAY, used, own),
    )


def _latest(
    db: Connection,
    person: str,
    where: Filter,
    fields: Sequence[TextField],
    n: int = 1,
    *,
    severity_below: int | None = None,
) -> list[Entry]:
    return rows.entries(db, pasts.with_texts(db, person, where, fields, n, severity_below=severity_below))


def _prepared_for(chosen: Chosen) -> Filter:
    """The preparations whose words are used again: those for this client, else for what else is chosen."""
    alone = Chosen(client=chosen.client) if chosen.client else chosen
    return _filter(alone, kinds=("preparation",))


def _filter(chosen: Chosen, kinds: tuple[Kind, ...] = ()) -> Filter:
    return Filter(
        kinds=kinds,
        client=(chosen.client,) if chosen.client else (),
        trigger=(chosen.trigger,) if chosen.trigger else (),
        channel=(chosen.channel,) if chosen.channel else (),
    )


def suggestions(workspace: Workspace, found: Card) -> dict[str, tuple[str, ...]]:
    """Sentences to tap for the fields ``opening`` and ``limit``: that of the card, own ones, then those that ship."""
    own = ways.sentences(workspace)
    used = {use.response for use in found.used}
    offered: dict[str, list[str]] = {"opening": [], "limit": []}
    parts: tuple[tuple[TextField, Said | None, Stage, str], ...] = (
        ("opening", found.opening, "opening", rules.OPENING_WAY),
        ("limit", found.limit, "limits", rules.LIMIT_WAY),
    )
    for field, said, stage, usual in parts:
        fitting = [one for one in rules.fitting_ways(ways.all(), stage, usual) if one.id == usual or one.id in used]
        offered[field] += [said.text] if said and len(said.text) <= _LONGEST_CHIP else []
        offered[field] += rules.said_to_them(one.text for way in fitting for one in own.get(way.id, ()))
        offered[field] += rules.said_to_them(text for way in fitting for text in way.say)
    return {field: tuple(dict.fromkeys(texts))[:_MOST_CHIPS] for field, texts in offered.items()}


def questions(zone: str | None) -> dict[TextField, str]:
    """The question at each box of a preparation; at its free text one of those that no box answers, by the day."""
    offered = {one.id: one.asked() for one in in_group(prompts(), "preparation")}
    asked = {field: offered[one] for field, one in _ASKED.items() if one in offered}
    others = [text for one, text in offered.items() if one not in _ASKED.values()]
    if others:
        asked["text"] = others[clock.local_time(clock.now(), zone).toordinal() % len(others)]
    return asked
