"""A button that puts one sentence of the page into the clipboard."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import streamlit as st

from eq.ui.components import sending
from eq.wording import playbook as words

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer


@cache
def _component() -> ComponentRenderer:
    css = sending.source("component.css", "copying.css")
    return st.components.v2.component("eq_copying", html="<span></span>", css=css, js=sending.source("copying.js"))


def copy_button(text: str, *, key: str) -> None:
    """Copy ``text``, which stands beside it on the page as well; nothing is sent anywhere."""
    says = {"copy": words.COPY, "copied": words.COPIED, "failed": words.NOT_COPIED}
    _component()(key=key, data={"text": text, "words": says}, width="content", height="content")
