"""A button that opens the browser's own print window; what is printed is decided by the style sheet for paper."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

import streamlit as st

from eq.ui.components import sending

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

_HTML: Final = '<div class="printing"><button type="button"></button><p></p></div>'


@cache
def _component() -> ComponentRenderer:
    css, script = sending.source("component.css", "printing.css"), sending.source("printing.js")
    return st.components.v2.component("eq_printing", html=_HTML, css=css, js=script)


def button(key: str, label: str, hint: str) -> None:
    """The button, and beside it ``hint``: how the keyboard does the same."""
    _component()(key=key, data={"key": key.replace(".", "-"), "label": label, "hint": hint})
