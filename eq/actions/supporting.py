"""Support contacts for pages."""

from __future__ import annotations

from eq.content.support import Contact, Country, SupportContacts, support

__all__ = ["Contact", "Country", "SupportContacts", "contacts"]


def contacts() -> SupportContacts:
    """All contacts that ship."""
    return support()
