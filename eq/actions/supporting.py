"""Support contacts for pages."""

from __future__ import annotations

from eq.content.support import SupportContacts, support


def contacts() -> SupportContacts:
    """All contacts that ship."""
    return support()
