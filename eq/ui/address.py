"""The page's address as the memory that outlives a reload and a restart of the app: the id of what is open, no more."""

from __future__ import annotations

from uuid import UUID

import streamlit as st


def read(name: str) -> str:
    """The id that stands under ``name``, "" for none or for anything that is no id of ours."""
    given = st.query_params.get(name, "")
    try:
        return given if str(UUID(given)) == given else ""
    except ValueError:
        return ""


def put(name: str, one: str) -> None:
    """Let the address name ``one``, and nothing else."""
    if st.query_params.get(name) != one:
        st.query_params.clear()
        st.query_params[name] = one


def forget() -> None:
    """Let the address name nothing."""
    st.query_params.clear()
