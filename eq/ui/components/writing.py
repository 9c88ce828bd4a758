"""A text field that keeps what is typed by itself, with chips beside it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from html import escape
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, Literal

import streamlit as st

from eq.errors import EqError
from eq.ui import look, state
from eq.ui.components import sending

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

Fill = Literal["append", "replace"]

WORDS: Final[dict[str, str]] = sending.WORDS | {
    "chips": "Suggestions",
    "more": "More",
    "full": "There is room for {limit} characters here; this is the end of it.",
    "no_room": "There is no room left for that: this field ends at {limit} characters.",
    "waiting": "A field to write in should stand here. If it does not appear, change to plain fields below.",
    "plain": "Use plain fields",
    "fancy": "Use fields that keep as you type",
}
NOTHING_ELSE: Final[Mapping[str, str]] = MappingProxyType({})
PLAIN = "plain_fields"
_MARKS = re.compile(r"[\\`*_{}\[\]<>#~$|&^:!@/=+]|www")


@cache
def _component() -> ComponentRenderer:
    waiting = f'<p class="waiting">{escape(WORDS["waiting"])}</p>'
    script = sending.source("sending.js", "writing.js")
    return st.components.v2.component(
        "eq_writing", html=waiting, css=sending.source("component.css", "writing.css"), js=script
    )


def field(
    *,
    key: str,
    label: str,
    value: str,
    on_text: Callable[[str], None],
    hint: str = "",
    rows: int = 3,
    limit: int = 100_000,
    chips: Sequence[str] = (),
    chips_label: str = "",
    fill: Fill = "append",
    once: bool = False,
    help_kept: bool = True,
    said: Mapping[str, str] = NOTHING_ELSE,
) -> None:
    """A labelled field that hands its text to ``on_text`` at every pause, when it is left, and when it goes away.

    ``value`` is the stored text, ``rows`` the least number of lines (1: one line that still wraps and holds no line
    breaks), ``limit`` the most characters. ``key`` must name the entry the text belongs to as well. ``label``,
    ``hint`` and ``chips`` are plain text. A tapped chip is put behind the text or, with ``fill="replace"``, in its
    place; a second tap takes it out. ``once``: one chip at a time, the next takes its place. ``help_kept`` False
    leaves out the quiet "kept" and still says when something is not. ``said`` puts other words in the place of some.

    ``on_text`` may get the same text twice. An ``EqError`` from it is shown under the field, and the text stays there.
    """
    if state.get(PLAIN, False):
        _plain(key, label, value, on_text, hint, rows, limit, tuple(chips), chips_label, fill)
        return

    def keep(sent: Mapping[str, Any]) -> bool:
        text = sent.get("text")
        if not isinstance(text, str):
            return False
        on_text(text)
        return True

    # Usually the callback has done it before the page was drawn.
    if sending.hand_over(key, keep):
        value = st.session_state[key]["sent"]["text"]
    data = {
        "key": key,
        "label": label,
        "value": value,
        "hint": hint,
        "rows": rows,
        "limit": limit,
        "chips": list(dict.fromkeys(chips)),
        "chips_label": chips_label or WORDS["chips"],
        "fill": fill,
        "once": once,
        "help_kept": help_kept,
        "words": WORDS | dict(said),
        **sending.state_data(key),
    }
    _component()(key=key, data=data, on_sent_change=lambda: sending.took(key, keep))


def switch(key: str) -> None:
    """The way to plain fields, for where the component cannot load, and back; below the fields of a page."""
    plain = state.get(PLAIN, False)
    label = WORDS["fancy" if plain else "plain"]
    st.button(label, key=key, type="tertiary", on_click=lambda: state.put(PLAIN, not plain))


def _plain(
    key: str,
    label: str,
    value: str,
    on_text: Callable[[str], None],
    hint: str,
    rows: int,
    limit: int,
    chips: tuple[str, ...],
    chips_label: str,
    fill: Fill,
) -> None:
    name, trouble = f"{key}-plain", f"{key}-plain-trouble"
    stored = f"{key}-plain-stored"

    def keep(text: str) -> None:
        try:
            on_text(text)
        except EqError as error:
            st.session_state[trouble] = str(error)
        else:
            st.session_state.pop(trouble, None)
            st.session_state[stored] = text

    def typed() -> None:
        keep(st.session_state[name])

    # A text that was changed elsewhere is shown; one that could not be kept stays as it was typed.
    if name not in st.session_state or st.session_state.get(stored) != value:
        if trouble not in st.session_state:
            st.session_state[name] = value
        st.session_state[stored] = value
    shown, tip = _label(label), look.plain(hint) or None
    if rows == 1:
        st.text_input(shown, max_chars=limit, key=name, help=tip, on_change=typed)
    else:
        st.text_area(shown, height=max(96, 32 * rows), max_chars=limit, key=name, help=tip, on_change=typed)
    if trouble in st.session_state:
        st.error(look.plain(st.session_state[trouble]))

    def add(chip: str) -> None:
        st.session_state[name] = text = _joined(st.session_state[name], chip, rows, fill)
        keep(text)

    if chips:
        _plain_chips(f"{key}-chip", chips, chips_label or WORDS["chips"], add)


def _plain_chips(key: str, chips: tuple[str, ...], label: str, add: Callable[[str], None]) -> None:
    def picked() -> None:
        chip = st.session_state[key]
        st.session_state[key] = None
        if chip is not None:
            add(chip)

    st.selectbox(
        _label(label),
        chips,
        index=None,
        placeholder="Add one of these",
        format_func=look.one_line,
        key=key,
        on_change=picked,
    )


def _label(text: str) -> str:
    """A label for Streamlit's own fields: their accessible name would read out every escape, so few are made."""
    return look.plain(text) if _MARKS.search(text) else look.one_line(text)


def _joined(text: str, chip: str, rows: int, fill: Fill) -> str:
    """``text`` with a chip behind it, as the component puts it there."""
    before = text.rstrip()
    if fill == "replace" or not before:
        return chip
    if rows > 1:
        return f"{before}\n{chip}"
    return f"{before} {chip}" if before[-1] in ".!?…,;:" else f"{before}, {chip}"
