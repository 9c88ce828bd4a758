"""The ways into the playbook: from a list, from another way, from a debrief or an entry."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from eq.actions.names import names
from eq.ui import look, navigation, state
from eq.wording import playbook as words


def turn_to(way: str) -> None:
    """Open a way in place of what the playbook shows; for callbacks."""
    leave()
    state.put("playbook.way", way)


def leave() -> None:
    """Close whatever way is open, with what was begun on it."""
    state.forget("playbook.way", "playbook.editing", "playbook.deleted", "playbook.new")


def row(ways: Iterable[str], *, key: str, came_from: str, head: bool = True) -> None:
    """The names of ways of responding, each a link to its page; what is not in the playbook is left out.

    ``came_from`` names the page that stands ready to go back to.
    """
    shipped = names("response")
    shown = [way for way in dict.fromkeys(ways) if way in shipped]
    if not shown:
        return
    with st.container(key=f"playbook-links-{key.replace('.', '-')}", gap=None):
        if head:
            look.quiet(words.LINKS)
        with st.container(horizontal=True, gap="medium", key=f"playbook-links-{key.replace('.', '-')}-row"):
            for way in shown:
                if st.button(look.plain(shipped[way]), key=f"playbook.link.{key}.{way}", type="tertiary"):
                    turn_to(way)
                    state.put("playbook.from", came_from)
                    navigation.go("playbook")
