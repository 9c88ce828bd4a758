"""The way out of abuse and danger: the words for it, and the links to ending contact and to Support."""

from __future__ import annotations

import streamlit as st

from eq.actions import ways
from eq.reflect.ways import ENDS_CONTACT
from eq.ui import look, navigation, playbook_links, state
from eq.wording import playbook as words


def line(text: str, *, key: str, came_from: str = "") -> None:
    """One sentence with two links: how to end contact, and Support.

    ``key`` tells places apart. ``came_from`` names the page that stands ready to go back to, "" on the playbook itself.
    """
    with st.container(key=f"way-out-{key}", gap=None):
        st.markdown(look.plain(text))
        with st.container(horizontal=True, vertical_alignment="center", gap="medium", key=f"way-out-{key}-links"):
            if st.button(words.IN_DANGER_GO, key=f"way-out.{key}", type="tertiary"):
                playbook_links.turn_to(ENDS_CONTACT)
                state.put("playbook.from", came_from)
                navigation.go("playbook")
            st.page_link(navigation.page("support"), label=words.SUPPORT, icon=":material/support:")


def safety(key: str) -> None:
    """What is true for whoever needs it, before anything about how; with the way to Support."""
    with look.card(key=key):
        st.markdown("\n\n".join(look.plain(one) for one in ways.safety().lines))
        st.page_link(navigation.page("support"), label=words.SUPPORT, icon=":material/support:")
