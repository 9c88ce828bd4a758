"""The playbook: every way of responding, one's own sentences for it, and how it has gone."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType

from eq.actions import clock
from eq.actions.entries import new_id as new_id
from eq.content.debrief import SafetyText as SafetyText
from eq.content.debrief import debrief
from eq.content.playbook import playbook
from eq.errors import EqError
from eq.reflect.entry import Entry
from eq.reflect.ways import Way
from eq.store import entries as entry_rows
from eq.store import people, usage
from eq.store import sentences as rows
from eq.store.folding import folded
from eq.store.journal import Filter
from eq.store.searching import holds, wanted
from eq.store.sentences import Sentence as Sentence
from eq.store.workspace import Workspace

LONGEST = 300
"""Characters of an own sentence."""

MOST = 50
"""Own sentences of one way of responding."""

_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True)
class Gone:
    """How a way of responding has gone: ``n`` uses in finished debriefs, of which it was said to work, partly, or not.

    ``unsaid`` are the others. ``clients``: how many different ones; ``severe``: uses in episodes of severity 8 or
    more; ``last``: the local day of the latest, None without any. Mistreatment and what was only planned are no uses.
    """

    response: str
    n: int = 0
    yes: int = 0
    partly: int = 0
    no: int = 0
    unsaid: int = 0
    clients: int = 0
    last: date | None = None
    severe: int = 0


def all() -> tuple[Way, ...]:  # noqa: A001
    """Every way of responding that ships, in the order of the playbook."""
    return playbook()


def one(way: str) -> Way:
    """The way of that id; EqError when there is none."""
    found = _by_id().get(way)
    if found is None:
        raise EqError("Playbook", "There is no such way of responding.", "Choose one from the list.")
    return found


@cache
def _by_id() -> Mapping[str, Way]:
    return MappingProxyType({way.id: way for way in playbook()})


def safety() -> SafetyText:
    """What is said first where it is abuse or danger."""
    return debrief().said("mistreatment")


def search(text: str, own: Mapping[str, Sequence[Sentence]] | None = None) -> tuple[Way, ...]:
    """The ways in which all words of ``text`` occur, in the order of the playbook; without any word, every way.

    Looked for in title, when it fits, steps and sentences, and in ``own`` sentences, as ``sentences`` gives them. Each
    word may be only begun, unless it stands in quotes; accents and case do not matter. Nothing typed is an error.
    """
    wants = wanted(text)
    if not wants:
        return playbook()
    mine = own or {}
    return tuple(
        way
        for way in playbook()
        if holds((*_forms()[way.id], *(folded(sentence.text) for sentence in mine.get(way.id, ()))), wants)
    )


@cache
def _forms() -> Mapping[str, tuple[str, ...]]:
    """Id -> the searched forms of its texts."""
    texts = {way.id: (way.title, way.fits, *way.steps, *way.say) for way in playbook()}
    return MappingProxyType({way: tuple(map(folded, parts)) for way, parts in texts.items()})


def sentences(workspace: Workspace) -> dict[str, tuple[Sentence, ...]]:
    """Id of a way -> own sentences for it, the first one kept first; ways without any are left out."""
    found: dict[str, list[Sentence]] = {}
    if workspace.exists():
        with workspace.read() as db:
            person = people.owner(db)
            for sentence in rows.every(db, person) if person else ():
                found.setdefault(sentence.response, []).append(sentence)
    return {way: tuple(kept) for way, kept in found.items()}


def keep_sentence(workspace: Workspace, *, sentence: str, response: str, text: str) -> None:
    """Keep an own sentence of that id, made with ``new_id`` before, or the new text of one; on one line.

    Raises EqError, and changes nothing, when there is no such way, or the text is empty, too long or there already,
    be it as one that ships.
    """
    way = one(response)
    kept = _BLANKS.sub(" ", text.replace("\0", "").encode("utf-8", "replace").decode()).strip()
    if not kept or len(kept) > LONGEST:
        raise EqError("Your sentence", f"A sentence has 1 to {LONGEST} characters.", "Nothing was changed.")
    workspace.ensure()
    with workspace.write() as db:
        moment = clock.now()
        person = people.ensure_owner(db, moment)
        mine = rows.every(db, person)
        others = [other.text for other in mine if other.response == response and other.id != sentence]
        _refuse(kept, others, way.say)
        rows.put(db, person, Sentence(sentence, response, kept), moment)


def _refuse(text: str, others: Sequence[str], shipped: Sequence[str]) -> None:
    if text.casefold() in (other.casefold() for other in (*others, *shipped)):
        raise EqError("Your sentence", "It is on the list already.", "Nothing was changed.")
    if len(others) >= MOST:
        raise EqError("Your sentence", f"There are {MOST} of your own here.", "Delete one you no longer use first.")


def delete_sentence(workspace: Workspace, sentence: str) -> bool:
    """Delete an own sentence for good; one that is gone already stays gone.

    False when another tab still reads, so that old bytes remain for now.
    """
    if not workspace.exists():
        return True
    with workspace.write() as db:
        rows.delete(db, sentence)
    return workspace.scrub()


def gone(workspace: Workspace) -> dict[str, Gone]:
    """How it has gone with every way of responding that ships, and with any other that was used."""
    found = {way.id: Gone(way.id) for way in playbook()}
    if workspace.exists():
        with workspace.read() as db:
            person = people.owner(db)
            used = usage.ways_used(db, person, Filter()) if person else []
        for use in used:
            unsaid = use.n - use.yes - use.partly - use.no
            found[use.response] = Gone(
                use.response, use.n, use.yes, use.partly, use.no, unsaid, use.clients, use.last, use.severe
            )
    return found


def last_used(workspace: Workspace, response: str, n: int = 3) -> tuple[Entry, ...]:
    """The latest debriefs in which a way was used, the latest first."""
    if not workspace.exists():
        return ()
    with workspace.read() as db:
        person = people.owner(db)
        ids = usage.last_entries(db, person, response, n) if person else []
        found = {entry.id: entry for entry in entry_rows.entries(db, ids)}
    return tuple(found[one] for one in ids if one in found)
