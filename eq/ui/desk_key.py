"""The key file a coach hands out, and what to compare aloud."""

from __future__ import annotations

import streamlit as st

from eq.actions import keys
from eq.coach.desk import LONGEST_LABEL
from eq.ui import look, page, state
from eq.wording import desk as words


def card() -> None:
    """Make the key, once; afterwards save its file, compare, change the name on it."""
    workspace = state.workspace()
    mine = state.remembered("desk.key", workspace.stamp(), lambda: keys.own(workspace))
    with look.card(key="desk-key"):
        st.header(words.KEY, anchor=False)
        st.markdown(words.KEY_LEAD)
        if mine is None:
            st.text_input(words.KEY_NAME, max_chars=LONGEST_LABEL, key="desk.key.name")
            st.button(words.KEY_MAKE, key="desk.key.make", on_click=_make)
            return
        look.quiet(words.key_name(mine.name))
        name, data = keys.key_file(workspace)
        st.download_button(
            words.KEY_SAVE, data, name, "application/octet-stream", key="desk.key.save", on_click="ignore"
        )
        look.quiet(words.KEY_COMPARE)
        st.code(mine.fingerprint, language=None)
        with st.expander(words.KEY_RENAME):
            st.text_input(words.KEY_NAME, value=mine.name, max_chars=LONGEST_LABEL, key="desk.key.rename")
            st.button(words.KEEP, key="desk.key.rename.go", on_click=_rename)


def _make() -> None:
    page.attempt(lambda: _done(keys.make(state.workspace(), state.value("desk.key.name"))))


def _done(_: object) -> None:
    state.forget("derived.desk.key")


def _rename() -> None:
    def act() -> None:
        keys.rename(state.workspace(), state.value("desk.key.rename"))
        state.say(words.RENAMED)

    page.attempt(act)
