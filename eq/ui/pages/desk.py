"""Coach desk: open what others sent, one client after the other, and answer them."""

from __future__ import annotations

import streamlit as st

from eq.ui import desk_key, desk_monday, desk_open, desk_tab, look, page, state
from eq.ui.components.place import keep_place
from eq.wording import desk as words
from eq.wording.report_frame import LIMITS, SCOPE


def _body() -> None:
    view = desk_tab.current()
    if view is not None:
        # Figures and tables come with large libraries; the list needs none of them.
        from eq.ui import desk_client

        desk_client.show(view)
    else:
        _desk()
    _scope()


def _desk() -> None:
    """The list; where nobody is on it yet, or somebody came with a file, opening one stands first."""
    rows = desk_monday.rows()
    keep_place("desk", back=state.get("desk.returned", False))
    lead = look.plain(words.lead(rows, desk_tab.today())) if rows else words.FIRST
    look.page_head(words.CONTEXT, words.TITLE, lead)
    page.part(desk_monday.over)
    page.part(lambda: desk_open.card(first=not rows or state.get("fork", "") == "file"))
    page.part(desk_open.whose)
    page.part(desk_monday.listed)
    page.part(desk_key.card)


def _scope() -> None:
    with st.expander(words.SCOPE):
        for line in SCOPE:
            st.markdown(f"- {look.plain(line)}")
        st.markdown(f"**{words.CANNOT}**")
        for line in LIMITS:
            st.markdown(f"- {look.plain(line)}")


page.show(_body)
