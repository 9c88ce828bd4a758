"""Promises."""

from __future__ import annotations

from eq.ui import look, page


def _body() -> None:
    look.page_head("", "Promises")


page.show(_body)
