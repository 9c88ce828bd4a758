"""The people a person has to do with, by the labels they gave them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from eq.errors import EqError
from eq.reflect import flow
from eq.reflect.entry import LONGEST_LABEL, Entry, Episode
from eq.reflect.promise import Commitment, PromiseState, by_due
from eq.store import clients as rows
from eq.store import entries as entry_rows
from eq.store import indexing, people, promises
from eq.store.clients import Client as ClientRow
from eq.store.database import Connection
from eq.store.workspace import Workspace

__all__ = ["ClientPage", "ClientRow", "ResponseUse", "all", "delete", "merge", "one", "rename"]

_GONE = EqError("Clients", "This client was deleted in another tab.", "Nothing was changed. Go back to the journal.")


@dataclass(frozen=True)
class ResponseUse:
    """A way of responding (its id), used ``n`` times; whether it worked is what the person said themselves."""

    response: str
    n: int
    yes: int
    partly: int
    no: int

    @property
    def not_said(self) -> int:
        """Uses of which was not said whether they worked."""
        return self.n - self.yes - self.partly - self.no


@dataclass(frozen=True)
class ClientPage:
    """One client. ``entries``: their contacts, newest first, no drafts; ``responses`` most used first.

    ``episodes`` counts contacts by kind, kinds without any left out. ``open`` promises are the undone ones, by due
    date; ``promises`` counts all of theirs by state.
    """

    id: str
    label: str
    entries: tuple[Entry, ...]
    responses: tuple[ResponseUse, ...]
    episodes: dict[Episode, int]
    open: tuple[Commitment, ...]
    promises: dict[PromiseState, int]


def all(workspace: Workspace) -> list[ClientRow]:  # noqa: A001
    """All clients, the one met last first."""
    if not workspace.exists():
        return []
    with workspace.read() as db:
        person = people.owner(db)
        return rows.every(db, person) if person else []


def one(workspace: Workspace, client: str) -> ClientPage:
    """What there is about one client; EqError when they were deleted."""
    with workspace.read() as db:
        label = _label_of(db, client)
        found = [one for one in entry_rows.entries(db, rows.entries_of(db, client)) if one.state != "draft"]
        promised = promises.of_client(db, client)
    undone = [promise for promise in promised if promise.state == "open"]
    return ClientPage(
        client,
        label,
        tuple(found),
        _responses(found),
        dict(Counter(entry.episode for entry in found if entry.episode is not None).most_common()),
        tuple(sorted(undone, key=by_due)),
        dict(Counter(promise.state for promise in promised)),
    )


def _label_of(db: Connection, client: str) -> str:
    label = rows.label(db, client)
    if label is None:
        raise _GONE
    return label


def _responses(found: list[Entry]) -> tuple[ResponseUse, ...]:
    used: dict[str, Counter[str]] = {}
    # What was only planned is no use, and mistreatment counts against no way of responding.
    done = (one for one in found if (one.kind, one.state) == ("debrief", "done"))
    for entry in (one for one in done if not flow.abusive(one)):
        for tag in entry.tags:
            if tag.kind == "response":
                used.setdefault(tag.value, Counter()).update(("n", tag.worked or ""))
    counted = [ResponseUse(name, n["n"], n["yes"], n["partly"], n["no"]) for name, n in used.items()]
    return tuple(sorted(counted, key=lambda use: (-use.n, use.response)))


def rename(workspace: Workspace, client: str, label: str) -> None:
    """Give a client another label, in the search too.

    Raises EqError for an empty or too long label, and for one that another client has: that would be a merge.
    """
    new = " ".join(label.replace("\0", "").encode("utf-8", "replace").decode().split())
    if not new or len(new) > LONGEST_LABEL:
        raise EqError("Clients", f"A label has 1 to {LONGEST_LABEL} characters.", "The old one was kept.")
    with workspace.write() as db:
        _label_of(db, client)
        if rows.same_label(db, client, new) is not None:
            raise EqError(
                "Clients",
                "Another client has this label.",
                "Nothing was changed. If they are the same person, bring the two together instead.",
            )
        rows.put_label(db, client, new)
        indexing.reindex(db, rows.entries_of(db, client))
    workspace.scrub()


def merge(workspace: Workspace, from_id: str, into_id: str) -> None:
    """Give everything of one client to another, and delete the first; both being the same changes nothing."""
    if from_id == into_id:
        return
    with workspace.write() as db:
        _label_of(db, into_id)
        _label_of(db, from_id)
        touched = rows.entries_of(db, from_id)
        rows.move(db, from_id, into_id)
        indexing.reindex(db, touched)
    workspace.scrub()


def delete(workspace: Workspace, client: str) -> bool:
    """Delete a client for good; entries and promises stay without them.

    False when another tab still reads, so that old bytes remain for now.
    """
    with workspace.write() as db:
        touched = rows.entries_of(db, client)
        rows.delete(db, client)
        indexing.reindex(db, touched)
    return workspace.scrub()
