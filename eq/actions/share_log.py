"""What was shared, when and with whom: written when something leaves, read and forgotten by the person alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eq.actions import clock
from eq.actions.owner import of_owner
from eq.store import people
from eq.store import share_log as rows
from eq.store.share_log import Sealed, Shared, SharedFormat
from eq.store.workspace import Workspace

if TYPE_CHECKING:
    from eq.coach.choosing import Selection
    from eq.coach.report import Report

__all__ = ["Sealed", "Shared", "SharedFormat", "delete_log", "log", "shared"]


def log(
    workspace: Workspace,
    *,
    share: str,
    format: SharedFormat,  # noqa: A002
    zone: str | None,
    report: Report | None = None,
    selection: Selection | None = None,
    sealed: Sealed = "",
    recipient: str = "",
) -> None:
    """Keep that something left; the same ``share`` id again changes nothing.

    ``report`` and what was chosen for it are None for an export of everything. ``recipient``: of whom the key is it
    was sealed to, when the cover names nobody.
    """
    moment = clock.now()
    new = Shared(share, moment, clock.zone(zone).key, format, sealed=sealed, recipient=recipient)
    if report is not None:
        from eq.coach.report import digest

        cover = report.cover
        new = Shared(
            share,
            moment,
            clock.zone(zone).key,
            format,
            copy_for=cover.copy_for,
            sealed=sealed,
            recipient=cover.recipient or recipient,
            purpose=cover.purpose,
            until=cover.until,
            first=cover.first,
            last=cover.last,
            sections=tuple(section.id for section in report.sections),
            texts=cover.texts,
            entries=len(selection.entries) if selection is not None and selection.has("entries") else 0,
            answers=any(sitting.answers is not None for sitting in report.sittings),
            masked=cover.masked,
            report=report.id,
            digest=digest(report),
        )
    workspace.ensure()
    with workspace.write() as db:
        rows.add(db, people.ensure_owner(db, moment), new)


def shared(workspace: Workspace) -> tuple[Shared, ...]:
    """Everything that left, the latest first."""
    return tuple(of_owner(workspace, rows.every, []))


def delete_log(workspace: Workspace, share: str) -> bool:
    """Forget that something left; False when another tab still reads, so that old bytes remain for now."""
    with workspace.write() as db:
        rows.delete(db, share)
    return workspace.scrub()
