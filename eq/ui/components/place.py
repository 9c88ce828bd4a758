"""Where a long page was scrolled to: a list is found again as it was left, what opens instead begins at its top.

Whoever uses the keyboard goes on from there: the button that led here is gone, and the focus with it.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

_JS = """
const places = (window.eqPlaces ??= {});

export default function ({ data, parentElement }) {
  const main = document.querySelector('[data-testid="stMain"]');
  if (!main || parentElement.eqPlaced) return;
  parentElement.eqPlaced = true;
  const wanted = data.back ? (places[data.name] ?? 0) : 0;
  const turned = window.eqScreen !== undefined && window.eqScreen !== data.name && !data.back;
  window.eqScreen = data.name;
  let tries = 0;
  let timer = 0;
  let looks = 0;
  let watch = 0;
  // What was pressed to come here goes only once the page is drawn; a focus that stands on anything stays there.
  const title = () => {
    const head = main.querySelector("h1");
    if (head && document.activeElement === document.body) {
      head.tabIndex = -1;
      head.focus({ preventScroll: true });
    }
    looks += 1;
    if (looks < 40) watch = setTimeout(title, 60);
  };
  // The page grows while it is drawn: the place is gone to as soon as there is room for it.
  const go = () => {
    main.scrollTop = wanted;
    tries += 1;
    if (tries < 4 || (Math.abs(main.scrollTop - wanted) > 2 && tries < 25)) timer = setTimeout(go, 60);
  };
  // Whatever opens in the place of this begins with a touch or a key.
  const touched = () => {
    clearTimeout(timer);
    clearTimeout(watch);
    places[data.name] = main.scrollTop;
  };
  const kinds = ["wheel", "touchstart", "keydown", "pointerdown"];
  for (const kind of kinds) main.addEventListener(kind, touched, { passive: true, capture: true });
  go();
  if (turned) title();
  return () => {
    clearTimeout(timer);
    clearTimeout(watch);
    for (const kind of kinds) main.removeEventListener(kind, touched, { capture: true });
    parentElement.eqPlaced = false;
  };
}
"""


@cache
def _component() -> ComponentRenderer:
    return st.components.v2.component("eq_place", html="<span></span>", js=_JS)


def keep_place(name: str, *, back: bool) -> None:
    """Begin at the top when the page turns to ``name``, or with ``back`` where that name was left before.

    At the top the title takes a focus that was lost with what led here; the first page of a visit takes none.

    ``name`` is ours, never a person's words. Another run of the same page moves nothing.
    """
    _component()(key=f"place.{name}", data={"name": name, "back": back}, height=1)
