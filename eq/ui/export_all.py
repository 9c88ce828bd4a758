"""The card of Data & privacy that lets a person take everything along."""

from __future__ import annotations

import streamlit as st

from eq.actions import moving
from eq.ui import look, state
from eq.wording import moving as words


def section() -> None:
    """What is in the zip, whether to seal it, and the download, made when it is asked for."""
    with look.card(key="data-everything"):
        st.header(words.TITLE, anchor=False)
        st.markdown(words.LEAD)
        if st.toggle(words.SEAL, key="data.everything.seal"):
            if passphrase := _passphrase():
                _save(words.SAVE_SEALED, words.SEALED_FILE, "application/octet-stream", passphrase)
        else:
            st.markdown(words.OPEN_ZIP)
            _save(words.SAVE, words.FILE, "application/zip", None)
        st.caption(words.MOVE)


def _save(label: str, file: str, kind: str, passphrase: str | None) -> None:
    workspace = state.workspace()
    st.download_button(
        label, lambda: moving.export(workspace, passphrase), file, kind, key="data.everything.save", on_click="ignore"
    )


def _passphrase() -> str:
    """The passphrase typed twice, "" while it is not yet one."""
    st.markdown(words.SEALED_ZIP)
    # Inside a form both fields arrive with the tap that uses them, whichever of them was typed last.
    with st.form("data.everything.form", border=False):
        first = st.text_input(
            words.PASSPHRASE, type="password", key="data.everything.first", autocomplete="new-password"
        )
        again = st.text_input(words.AGAIN, type="password", key="data.everything.again", autocomplete="new-password")
        asked = st.form_submit_button(words.USE, key="data.everything.use")
    wanting = words.wanting(first, again)
    if wanting and (asked or first):
        st.markdown(wanting)
    return "" if wanting else first
