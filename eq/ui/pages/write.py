"""Write."""

from __future__ import annotations

from eq.ui import look, page


def _body() -> None:
    look.page_head("", "Write")


page.show(_body)
