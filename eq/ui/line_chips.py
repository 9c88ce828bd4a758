"""Chips beside a line of Streamlit's own: a tap puts one behind what was typed, and takes nothing out."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from eq.ui import look, state


def below(field: str, chips: Sequence[str], *, label: str, longest: int) -> None:
    """A row of chips for the line with the widget key ``field``, which holds at most ``longest`` characters.

    ``chips`` and ``label`` are plain text of ours. Call it after the line was drawn.
    """
    look.quiet(label)
    name = field.replace(".", "-")
    with st.container(horizontal=True, gap="small", key=f"line-chips-{name}"):
        for at, chip in enumerate(chips):
            st.button(look.plain(chip), key=f"{field}.chip.{at}", on_click=_add, args=(field, chip, longest))


def _add(field: str, chip: str, longest: int) -> None:
    typed = str(state.value(field) or "").strip()
    text = f"{typed}, {chip[:1].lower()}{chip[1:]}" if typed else chip
    if chip.lower() not in typed.lower() and len(text) <= longest:
        state.hold(field, text)
