"""Promises made in an interaction, and the share of them that was kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Literal, get_args

PromiseState = Literal["open", "kept", "moved", "handed-over", "broken"]
Satisfied = Literal["yes", "partly", "no", "not-asked"]

PROMISE_STATES: tuple[PromiseState, ...] = get_args(PromiseState)
SATISFIED: tuple[Satisfied, ...] = get_args(Satisfied)


@dataclass(frozen=True)
class Commitment:
    """One promise.

    ``due_date`` is a local date in ``zone``, ``due_time`` optional; ``agreed``: with the client, None when not said.
    ``follows`` is the id of the promise that was moved to this one. ``entry`` and ``client`` are ids or None.
    """

    id: str
    what: str
    state: PromiseState
    zone: str
    created_at: datetime
    changed_at: datetime
    to_whom: str = ""
    due_date: date | None = None
    due_time: time | None = None
    agreed: bool | None = None
    reason: str = ""
    satisfied: Satisfied | None = None
    resolved_at: datetime | None = None
    entry: str | None = None
    client: str | None = None
    client_label: str = ""
    follows: str | None = None


def by_due(promise: Commitment) -> tuple[bool, str, str]:
    """A key to sort by: the earliest due first, on one day those without a time last, then those without a day."""
    return promise.due_date is None, str(promise.due_date), str(promise.due_time or "24:00")
