"""Load what the other pages need while the first one is being read: tables and figures come with large libraries."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from threading import Timer

PARTS = (
    "eq.ui.progress_parts",
    "eq.ui.statements",
    "eq.ui.sitting_tools",
    "eq.ui.passport",
    "eq.ui.take_answer",
    "eq.ui.take_choose",
    "eq.actions.history",
    "eq.charts.profile",
    "eq.ui.entry_edit",
    "eq.ui.journal_entries",
    "eq.ui.journal_clients",
    "eq.ui.journal_words",
    "eq.ui.journal_calendar",
    "eq.ui.insights_felt",
    "eq.ui.insights_hard",
    "eq.ui.plan_run",
    "eq.ui.plan_past",
    "eq.ui.plan_calendar",
    "eq.ui.plan_focus",
    "eq.ui.plan_start",
    "eq.ui.practices_one",
    "eq.ui.desk_client",
)
_PAUSE_SECONDS = 1.0
"""By then the first page is on the screen, and the processor has nothing better to do."""


@cache
def begin() -> None:
    """Load them soon, once in the life of the server. What cannot be loaded is the business of the page it is for."""
    waiting = Timer(_PAUSE_SECONDS, _load)
    waiting.daemon = True
    waiting.start()


def _load() -> None:
    for name in PARTS:
        import_module(name)
