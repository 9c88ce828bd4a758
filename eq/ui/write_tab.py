"""Which note or feedback stands open in this tab; its draft begins with the first thing that is said in it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from eq.actions import clock, entries, noting
from eq.actions.noting import Kind
from eq.errors import EqError
from eq.reflect.entry import Entry, TextField
from eq.store.workspace import Workspace
from eq.ui import address, page, state

Act = Callable[[Workspace, str], None]


def wanted() -> EqError | None:
    """Open what another page asked for under ``write.entry``; the problem when it is gone or of another kind."""
    asked: str = state.get("write.entry", "")
    state.forget("write.entry")
    if not asked:
        return None
    try:
        open_(entries.get(state.workspace(), asked))
    except EqError as problem:
        return problem
    return None


def open_(entry: Entry) -> None:
    """Go on with an entry that is there."""
    if entry.kind not in noting.KINDS:
        return
    if entry.state == "parked":
        entries.resume(state.workspace(), entry.id)
    state.put("write.kind", entry.kind)
    state.put(f"write.one.{entry.kind}", entry.id)
    state.put(f"write.begun.{entry.id}", clock.now())
    state.forget("write.kept")


def kind() -> Kind:
    """What is written now."""
    return "feedback" if state.get("write.kind", "") == "feedback" else "note"


def remember_by_address() -> None:
    """Find again what was open before the page was loaded anew or the app started again, by the page's address.

    Only the id stands there. A browser that still holds words it could not send then finds its field again, too.
    """
    for of in noting.KINDS:
        named, name = address.read(of), f"write.one.{of}"
        if named and not state.get(name, ""):
            entry = entries.find(state.workspace(), named)
            if entry is None or (entry.kind, entry.state) == (of, "draft"):
                state.put(name, named)
                state.put("write.kind", of)
            if entry is not None and entry.state == "draft":
                state.put(f"write.begun.{named}", clock.now())


def current() -> str:
    """The id of what is open; made before anything of it is stored."""
    of = kind()
    name = f"write.one.{of}"
    if not state.get(name, ""):
        state.put(name, entries.new_id())
    one: str = state.get(name, "")
    address.put(of, one)
    return one


def begun(one: str) -> datetime | None:
    """When this tab began it or took it up again, None before its first word."""
    moment: datetime | None = state.get(f"write.begun.{one}", None)
    return moment


def found() -> Entry | None:
    """What is open, as it stands in the file; None before its first word, or when it was deleted elsewhere."""
    return entries.find(state.workspace(), current()) if begun(current()) else None


def close(of: Kind) -> None:
    """Open nothing of a kind any more; what was written stays."""
    one: str = state.get(f"write.one.{of}", "")
    address.forget()
    state.forget(f"write.one.{of}", f"write.begun.{one}", f"write.preview.{one}", "write.asked", "write.closing")


def store(one: str, of: Kind, act: Act) -> None:
    """Change the entry, and begin its draft if this is the first word in it. EqError when it was deleted elsewhere."""
    workspace = state.workspace()
    if begun(one) is None:
        entries.begin(workspace, of, entry=one, zone=state.zone())
        state.put(f"write.begun.{one}", clock.now())
        question: str = state.get("write.question", "")
        if of == "note" and question:
            entries.write(workspace, one, "prompt", question)
    act(workspace, one)


def write(one: str, of: Kind, field: TextField, text: str) -> None:
    """Store a text; an empty one begins nothing."""
    if text.strip() or begun(one) is not None:
        store(one, of, lambda workspace, entry: entries.write(workspace, entry, field, text))


def keep(one: str, of: Kind, act: Act) -> None:
    """``store`` for the callback of a widget."""
    page.attempt(lambda: store(one, of, act))
