"""Playbook: every way of responding, by when in a contact it is used; one at a time opens in place."""

from __future__ import annotations

from eq.ui import page, playbook_list, playbook_way, state


def _body() -> None:
    way = state.get("playbook.way", "")
    if way:
        playbook_way.show(way)
    else:
        playbook_list.show()


page.show(_body)
