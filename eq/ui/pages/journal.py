"""Journal."""

from __future__ import annotations

from eq.ui import look, page


def _body() -> None:
    look.page_head("", "Journal")


page.show(_body)
