"""Two packets of one client side by side."""

from __future__ import annotations

import streamlit as st

from eq.actions import desk
from eq.actions.desk import ClientView
from eq.ui import desk_tab, report_blocks, state
from eq.ui.components import width
from eq.wording import desk as words


def show(view: ClientView) -> None:
    """Choose two, the latest two to begin with, and read what each says."""
    if len(view.packets) < 2:
        st.markdown(words.ONE_PACKET)
        return
    by_id = {one.id: one for one in view.packets}
    ids = list(by_id)

    def said(ident: str) -> str:
        return words.packet(by_id[ident], desk_tab.made(by_id[ident].made_at))

    left, right = st.columns(2)
    one = left.selectbox(words.ONE, ids[1:] + ids[:1], format_func=said, **state.bound("desk.one", ids[1:] + ids[:1]))
    other = right.selectbox(words.OTHER, ids, format_func=said, **state.bound("desk.other", ids))
    if one == other:
        st.markdown(words.TWICE)
        return
    workspace = state.workspace()
    found = state.remembered("desk.compare", (one, other), lambda: desk.compare(workspace, one, other))
    narrow = width.narrow()
    for at, section in enumerate(found):
        report_blocks.section(section, f"compared-{at}", narrow=narrow)
