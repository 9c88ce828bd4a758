"""Practices: every small practice by the competency it serves; one at a time opens in place."""

from __future__ import annotations

from eq.ui import look, page


def _body() -> None:
    look.page_head("", "Practices")


page.show(_body)
