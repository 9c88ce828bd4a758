"""What is the person's own: reading it where there is a workspace with an owner, and ids for what they make."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar
from uuid import uuid4

from eq.store import people
from eq.store.database import Connection
from eq.store.workspace import Workspace

T = TypeVar("T")


def new_id() -> str:
    """An id made before the write, so that a repeated click repeats nothing."""
    return str(uuid4())


def of_owner(workspace: Workspace, ask: Callable[[Connection, str], T], nothing: T) -> T:
    """What ``ask`` finds of the owner in one look at the file; ``nothing`` without a workspace or an owner."""
    if not workspace.exists():
        return nothing
    with workspace.read() as db:
        person = people.owner(db)
        return ask(db, person) if person else nothing
