"""Instants as the workspace keeps them: UTC, ISO 8601 with milliseconds and a Z, so that text order is time order."""

from __future__ import annotations

from datetime import UTC, datetime


def to_text(moment: datetime) -> str:
    """An aware datetime as text, such as ``2026-11-21T09:30:00.000Z``."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def from_text(text: str) -> datetime:
    """The aware UTC datetime of a stored instant."""
    return datetime.fromisoformat(text)
