"""One tap from Today to each common task."""

from __future__ import annotations

import streamlit as st

from eq.ui import door, navigation, state
from eq.wording import today as words


def row() -> None:
    """The common tasks as equal quiet buttons, the most used first; on a narrow screen two in a row."""
    with st.container(key="today-ways", horizontal=True, gap="small"):
        for name, label in words.WAY.items():
            if st.button(label, key=f"today.way.{name}"):
                go(name)


def go(name: str) -> None:
    """Begin a common task anew; ends the run."""
    if name == "debrief":
        state.put("debrief.entry", "")
    if name == "take":
        door.choose()
    navigation.go(name)
