"""Prepare: what helped before, in view before the next hard contact."""

from __future__ import annotations

from eq.ui import look, page


def _body() -> None:
    look.page_head("", "Prepare")


page.show(_body)
