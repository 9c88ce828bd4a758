"""The card of Data & privacy that lets a person take everything along."""

from __future__ import annotations

import streamlit as st

from eq.actions import moving
from eq.ui import look, state
from eq.wording import moving as words


def section() -> None:
    """What is in the zip, whether to seal it, and the download, made when it is asked for."""
    workspace = state.workspace()
    with look.card(key="data-everything"):
        st.header(words.TITLE, anchor=False)
        st.markdown(words.LEAD)
        sealed = st.toggle(words.SEAL, key="data.everything.seal")
        passphrase = _passphrase() if sealed else None
        if not sealed:
            st.markdown(words.OPEN_ZIP)
        st.download_button(
            words.SAVE_SEALED if sealed else words.SAVE,
            lambda: moving.export(workspace, passphrase),
            words.SEALED_FILE if sealed else words.FILE,
            "application/octet-stream" if sealed else "application/zip",
            key="data.everything.save",
            on_click="ignore",
            disabled=sealed and not passphrase,
        )
        st.caption(words.MOVE)


def _passphrase() -> str:
    """The passphrase typed twice, "" while it is not yet one."""
    st.markdown(words.SEALED_ZIP)
    first = st.text_input(words.PASSPHRASE, type="password", key="data.everything.first", autocomplete="new-password")
    again = st.text_input(words.AGAIN, type="password", key="data.everything.again", autocomplete="new-password")
    wanting = words.wanting(first, again)
    if wanting and first:
        st.caption(wanting)
    return "" if wanting else first
