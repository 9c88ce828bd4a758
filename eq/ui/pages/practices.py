"""Practices: every small practice by the competency it serves; one at a time opens in place."""

from __future__ import annotations

from eq.ui import guide, page, practices_list, practices_one, state


def _body() -> None:
    if guide.show():
        return
    practice = state.get("practices.practice", "")
    if practice:
        practices_one.show(practice)
    else:
        practices_list.show()


page.show(_body)
