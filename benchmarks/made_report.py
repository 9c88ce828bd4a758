"""The report that is measured: ten years of one person, with nothing kept back."""

from __future__ import annotations

import secrets
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from eq.actions import reporting
from eq.coach.choosing import TEXTS, Selection
from eq.coach.report import CHOSEN
from eq.store.workspace import Workspace

if TYPE_CHECKING:
    from eq.coach.report import Report

ZONE = "Europe/Berlin"
EPISODES = 100


def made_report(path: Path, *, first: date | None = None, episodes: int = EPISODES) -> Report:
    """From the first answer, or the day given, up to today; an id of its own each time."""
    workspace = Workspace(path)
    began, last = first or reporting.earliest(workspace, ZONE), reporting.usual(workspace, ZONE)[1]
    offered = reporting.offered(workspace, began, last)
    selection = Selection(
        began,
        last,
        "coach",
        chosen=frozenset(CHOSEN),
        texts=frozenset(TEXTS),
        entries=tuple(one.id for one in offered.episodes[:episodes]),
        answers=True,
        quality=True,
        subject="Alex",
        recipient="A coach",
        purpose="To prepare a first session",
    )
    return reporting.build(workspace, selection, ZONE, report_id=secrets.token_hex(16))
