"""First run: what this is and is not, for whom, where the data live; then where to begin."""

from __future__ import annotations

from typing import Literal

import streamlit as st

from eq.actions import settings
from eq.ui import look, navigation, page, state
from eq.wording import welcome as words


def _body() -> None:
    if state.get("under_age", False):
        _kind_end()
        return
    look.page_head("EQ Reflect", words.TITLE, words.LEAD)
    with look.card(key="welcome-is"):
        st.header("What it is", anchor=False)
        st.markdown("\n".join(f"- {line}" for line in words.IS))
        st.header("What it is not", anchor=False)
        st.markdown("\n".join(f"- {line}" for line in words.IS_NOT))
    with look.card(key="welcome-where"):
        st.header("Where your answers live", anchor=False)
        st.markdown(words.WHERE)
        st.code(str(state.workspace().path), language=None, wrap_lines=True)
        st.markdown(words.OTHERS)
    st.header("Before you begin", anchor=False)
    adult = st.checkbox(words.ADULT, key="welcome.adult")
    st.button(words.UNDER_AGE, type="tertiary", key="welcome.under", on_click=state.put, args=("under_age", True))
    if not adult:
        st.caption(words.TICK_FIRST)
    st.header("What brings you here?", anchor=False)
    for name, label, target in words.FORK:
        if st.button(label, key=f"welcome.{name}", disabled=not adult, width="stretch", type=_kind(name)):
            settings.welcome(state.workspace())
            state.put("fork", name)
            if target == "debrief":
                state.put("debrief.entry", "")
            navigation.go(target)


def _kind(name: str) -> Literal["primary", "secondary"]:
    return "primary" if name == "stand" else "secondary"


def _kind_end() -> None:
    look.page_head("EQ Reflect", words.UNDER_AGE_TITLE, words.UNDER_AGE_END)
    st.page_link(navigation.page("support"), label="Open Support", icon=":material/support:")
    st.button("Go back", key="welcome.back", on_click=state.forget, args=("under_age",))


page.show(_body)
