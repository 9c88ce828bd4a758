"""Insights: what the journal gives back, each figure with what it cannot mean."""

from __future__ import annotations

from eq.ui import look, page


def _body() -> None:
    look.page_head("", "Insights")


page.show(_body)
