"""An exercise that runs in the page by a quiet clock: a slow pace to breathe with, or one instruction after another."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from html import escape
from typing import TYPE_CHECKING, Any, Final, Literal, get_args

import streamlit as st

from eq.ui.components import sending
from eq.wording import guide as words

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

Told = Literal["begun", "left", "stopped", "finished"]
"""What the page hears: it began; it was left in the middle for another page, stopped, or gone through to its end."""

TOLD: Final[tuple[Told, ...]] = get_args(Told)
_LONGEST = 24 * 60 * 60


@dataclass(frozen=True)
class Step:
    """One stretch of the exercise: ``text`` stands there for ``seconds``.

    ``size`` 0..1 is how wide the circle is at its end; None where there is no circle.
    """

    text: str
    seconds: int
    size: float | None = None


@cache
def _component() -> ComponentRenderer:
    waiting = f'<p class="waiting">{escape(words.WAITING)}</p>'
    script = sending.source("sending.js", "guide.js")
    css = sending.source("component.css", "guide.css")
    return st.components.v2.component("eq_guide", html=waiting, css=css, js=script)


def run(*, key: str, label: str, steps: Sequence[Step], rounds: int, on_told: Callable[[Told, int], None]) -> bool:
    """Lead through ``steps``, ``rounds`` times over, once the person presses Start; Pause and Stop are always there.

    ``label`` names the exercise, in plain text. ``key`` must name this one going through it. ``on_told`` gets what
    happened and the whole seconds the exercise had run by then. An ``EqError`` from it is shown under the exercise,
    which goes on. True when ``on_told`` was called in the middle of this run, so that what was drawn before it is old.
    """

    def keep(sent: Mapping[str, Any]) -> bool:
        told, seconds = sent.get("state"), sent.get("seconds")
        if told not in TOLD or type(seconds) is not int or not 0 <= seconds <= _LONGEST:
            return False
        on_told(told, seconds)
        return True

    # Usually the callback has done it before the page was drawn.
    late = sending.hand_over(key, keep)
    data = {
        "key": key,
        "label": label,
        "steps": [asdict(step) for step in steps],
        "rounds": rounds,
        "words": sending.WORDS | words.COMPONENT,
        **sending.state_data(key),
    }
    _component()(key=key, data=data, on_sent_change=lambda: sending.took(key, keep))
    return late
