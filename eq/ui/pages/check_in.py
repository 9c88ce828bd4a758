"""Check in."""

from __future__ import annotations

from eq.ui import look, page


def _body() -> None:
    look.page_head("", "Check in")


page.show(_body)
