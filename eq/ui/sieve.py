"""Searching and filtering a list: a box, chips and a tick, remembered for this tab under the name of the list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from eq.ui import state

_LONGEST = 200


def words(name: str) -> str:
    """What is searched for, "" for nothing."""
    return state.get(f"{name}.words", "").strip()


def chosen(name: str, field: str) -> tuple[Any, ...]:
    """The chips that are chosen of a field; none means all."""
    found: tuple[Any, ...] = state.get(f"{name}.{field}", ())
    return found


def ticked(name: str, field: str) -> bool:
    """Whether the list is narrowed to what the tick says."""
    return state.get(f"{name}.{field}", False)


def clear(name: str, *fields: str) -> None:
    """Show everything again; for callbacks."""
    state.forget(f"{name}.words", *(f"{name}.{field}" for field in fields))


def search_box(name: str, label: str, hint: str) -> None:
    """A box for words to search for."""
    key = f"{name}.search"
    state.hold(key, state.get(f"{name}.words", ""))
    st.text_input(
        label,
        key=key,
        placeholder=hint,
        max_chars=_LONGEST,
        icon=":material/search:",
        on_change=lambda: state.put(f"{name}.words", state.value(key)),
    )


def pick(name: str, field: str, label: str, options: Mapping[Any, str]) -> None:
    """Chips to choose several from."""
    key = f"{name}.pick.{field}"
    state.hold(key, list(chosen(name, field)))
    with st.container(key=f"{name}-chips-{field}"):
        st.pills(
            label,
            list(options),
            selection_mode="multi",
            key=key,
            format_func=options.__getitem__,
            on_change=lambda: state.put(f"{name}.{field}", tuple(state.value(key))),
        )


def tick(name: str, field: str, label: str) -> None:
    """A box to tick that narrows the list further."""
    key = f"{name}.pick.{field}"
    state.hold(key, ticked(name, field))
    st.checkbox(label, key=key, on_change=lambda: state.put(f"{name}.{field}", state.value(key)))
