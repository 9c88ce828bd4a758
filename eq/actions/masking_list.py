"""The names a person wants replaced in every report."""

from __future__ import annotations

from typing import Final

from eq.actions import clock, desk_fields
from eq.actions.owner import new_id, of_owner
from eq.coach.desk import LONGEST_LABEL
from eq.coach.masking import Mask
from eq.errors import EqError
from eq.store import masks as rows
from eq.store import people
from eq.store.workspace import Workspace

WHERE: Final = "Names"


def masks(workspace: Workspace) -> tuple[Mask, ...]:
    """All names with what stands in their place, in the order in which they were added."""
    found: list[tuple[str, str, str]] = of_owner(workspace, rows.every, [])
    return tuple(Mask(ident, name, shown) for ident, name, shown in found)


def add(workspace: Workspace, name: str, shown: str = "") -> None:
    """Add a name; one that is there, in whatever case, stays as it is. ``shown`` "" stands for the next letter."""
    mask = (new_id(), _needed(name), _line(shown))
    workspace.ensure()
    moment = clock.now()
    with workspace.write() as db:
        rows.add(db, people.ensure_owner(db, moment), mask, moment)


def change(workspace: Workspace, mask: str, name: str, shown: str = "") -> None:
    """Change a name or what stands in its place. Raises EqError when it is gone, or another one has that name."""
    changed = (mask, _needed(name), _line(shown))
    with workspace.write() as db:
        if not rows.change(db, changed):
            raise EqError(
                WHERE,
                "This name was taken out of the list in another tab, or it is in the list already.",
                desk_fields.UNTOUCHED,
            )


def remove(workspace: Workspace, mask: str) -> bool:
    """Take a name out of the list; False when another tab still reads, so that old bytes remain for now."""
    with workspace.write() as db:
        rows.delete(db, mask)
    return workspace.scrub()


def _line(typed: str) -> str:
    return desk_fields.line(typed, LONGEST_LABEL)


def _needed(typed: str) -> str:
    kept = _line(typed)
    if not kept:
        raise EqError(WHERE, "Which name is to be replaced?", "Write it as it stands in your texts.")
    return kept
