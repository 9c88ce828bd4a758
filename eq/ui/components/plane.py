"""The plane of pleasantness and energy: one point, chosen by hand or with two range inputs."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from functools import cache
from html import escape
from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from eq.ui import look, state
from eq.ui.components import sending
from eq.ui.components.writing import PLAIN
from eq.wording import check_in as words

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

WORDS: Final[Mapping[str, Any]] = {
    **sending.WORDS,
    "x": {"label": "Pleasantness", "low": "unpleasant", "high": "pleasant", "values": words.PLEASANTNESS},
    "y": {"label": "Energy", "low": "low energy", "high": "high energy", "values": words.ENERGY},
    "steps": words.STEPS,
    "how": "Tap the square, or use the two sliders.",
    "not_set": "not chosen yet",
    "waiting": "A field to choose a point on should stand here. If it does not appear, change to plain fields below.",
}


@cache
def _component() -> ComponentRenderer:
    waiting = f'<p class="waiting">{escape(WORDS["waiting"])}</p>'
    script = sending.source("sending.js", "plane.js")
    return st.components.v2.component(
        "eq_plane", html=waiting, css=sending.source("component.css", "plane.css"), js=script
    )


def plane(
    *,
    key: str,
    label: str,
    pleasantness: float | None,
    energy: float | None,
    on_point: Callable[[float, float], None],
    help_kept: bool = True,
) -> None:
    """A square to choose a point on, and two inputs that show and set the same; each axis -1..1 in steps of 0.05.

    ``None`` on both axes is a point not chosen yet: no dot, and inputs that say so. ``label`` is plain text. ``key``
    must name the entry and the moment. ``on_point`` gets pleasantness and energy when the hand lets go; whoever sets
    one axis only has the other in the middle. ``help_kept`` False leaves out the quiet
    "kept". An ``EqError`` from ``on_point`` is shown under the plane.
    """
    if state.get(PLAIN, False):
        _plain(key, label, pleasantness, energy, on_point)
        return

    def keep(sent: Mapping[str, Any]) -> bool:
        x, y = _coordinate(sent.get("pleasantness")), _coordinate(sent.get("energy"))
        if x is None or y is None:
            return False
        on_point(x, y)
        return True

    # Usually the callback has done it before the page was drawn.
    if sending.hand_over(key, keep):
        sent = st.session_state[key]["sent"]
        pleasantness, energy = float(sent["pleasantness"]), float(sent["energy"])
    data = {
        "key": key,
        "label": label,
        "pleasantness": pleasantness,
        "energy": energy,
        "help_kept": help_kept,
        "words": dict(WORDS),
        **sending.state_data(key),
    }
    _component()(key=key, data=data, on_sent_change=lambda: sending.took(key, keep))


def _coordinate(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if math.isfinite(value) and -1 <= value <= 1 else None


def _plain(
    key: str, label: str, pleasantness: float | None, energy: float | None, on_point: Callable[[float, float], None]
) -> None:
    """The same with Streamlit's own radio buttons: five steps an axis, the middle of each as its value."""
    st.markdown(f"**{look.plain(label)}**")
    middles = (-0.8, -0.4, 0.0, 0.4, 0.8)
    given = {"x": pleasantness, "y": energy}

    def chosen(name: str) -> None:
        picked = {axis: st.session_state[f"{key}-plain-{axis}"] for axis in given}
        values = {axis: given[axis] if at is None or axis != name else middles[at] for axis, at in picked.items()}
        on_point(values["x"] or 0.0, values["y"] or 0.0)

    for axis, value in given.items():
        said = words.pleasantness if axis == "x" else words.energy
        steps = WORDS[axis]["values"]
        st.radio(
            WORDS[axis]["label"],
            range(len(steps)),
            index=None if value is None else steps.index(said(value)),
            format_func=steps.__getitem__,
            key=f"{key}-plain-{axis}",
            on_change=chosen,
            args=(axis,),
        )
