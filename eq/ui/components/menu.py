"""In a narrow window the menu covers the page: it closes once a page was chosen in it, whatever the device is."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

COVERS_UP_TO = 768
"""Window width in CSS pixels up to which Streamlit lays the menu over the page; it closes it by itself on phones only.
"""

_JS = """
export default function ({ data }) {
  if (window.eqMenu) return;
  window.eqMenu = true;
  const narrow = window.matchMedia(`(max-width: ${data.covers}px)`);
  // The page is chosen first; what closed the menu already leaves no button to press.
  const close = () => {
    const menu = document.querySelector('[data-testid="stSidebar"][data-collapsed="false"]');
    menu?.querySelector('[data-testid="stSidebarCollapseButton"] button')?.click();
  };
  document.addEventListener("click", (event) => {
    const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey;
    const link = event.target instanceof Element && event.target.closest('[data-testid="stSidebarNavLink"]');
    if (link && !elsewhere && narrow.matches) setTimeout(close, 0);
  });
}
"""


@cache
def _component() -> ComponentRenderer:
    return st.components.v2.component("eq_menu", html="<span></span>", js=_JS)


def closes() -> None:
    """Let the menu close by itself; drawn once on every page."""
    _component()(key="menu", data={"covers": COVERS_UP_TO}, height=1)
