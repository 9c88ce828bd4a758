"""Is this a narrow window? Figures are drawn for it: a browser knows its width, a server does not."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

NARROW_BELOW = 640
"""Window width in CSS pixels below which figures take their narrow form."""

_JS = """
export default function ({ data, setStateValue }) {
  const query = window.matchMedia(`(max-width: ${data.below - 1}px)`);
  const tell = () => setStateValue("narrow", query.matches);
  query.addEventListener("change", tell);
  if (query.matches !== data.narrow) tell();
  return () => query.removeEventListener("change", tell);
}
"""


@cache
def _component() -> ComponentRenderer:
    return st.components.v2.component("eq_width", html="<span></span>", js=_JS)


def narrow(key: str = "width") -> bool:
    """True in a narrow window; a first visit in one costs a second run, because only the browser can tell."""
    known = st.session_state.get(key)
    was = bool(known.get("narrow")) if isinstance(known, Mapping) else False
    state = _component()(key=key, data={"below": NARROW_BELOW, "narrow": was}, height=1)
    return bool(state.get("narrow")) if isinstance(state, Mapping) else was
