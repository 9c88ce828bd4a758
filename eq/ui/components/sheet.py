"""A file as it will be saved, shown in a frame that runs nothing and reaches nothing."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import streamlit as st

from eq.ui.components import sending

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer


@cache
def _component() -> ComponentRenderer:
    css, script = sending.source("component.css", "sheet.css"), sending.source("sheet.js")
    return st.components.v2.component("eq_sheet", html='<div class="sheet"></div>', css=css, js=script)


def show(html: bytes, title: str, *, key: str) -> None:
    """Show a whole html file, byte for byte as it is; ``title`` says to a screen reader what the frame holds."""
    _component()(key=key, data={"html": html.decode("utf-8"), "title": title}, height="content")
