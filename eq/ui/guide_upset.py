"""How upset one is, before and after a guided exercise."""

from __future__ import annotations

from functools import partial

import streamlit as st

from eq.actions import sessions
from eq.ui import guide_tab, look, page, state
from eq.wording import guide as words


def upset(when: str, label: str) -> None:
    """How upset one is, 0 to 10, as one row of targets; it can be left out."""
    key = f"guide.{when}.{guide_tab.run()}"
    state.hold(key, guide_tab.get(when, None))
    with st.container(key=f"scale-guide-{when}"):
        st.radio(
            label,
            sessions.UPSET,
            index=None,
            key=key,
            horizontal=True,
            on_change=page.attempt,
            args=(partial(_keep, when),),
        )
        with st.container(horizontal=True, horizontal_alignment="distribute", key=f"ends-guide-{when}"):
            for end in words.ENDS:
                look.quiet(end)


def _keep(when: str) -> None:
    guide_tab.put(when, state.value(f"guide.{when}.{guide_tab.run()}"))
    if guide_tab.stage():
        guide_tab.close()
