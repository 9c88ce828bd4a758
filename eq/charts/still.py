"""Figures that stand still: one report figure as a small, self-contained and repeatable SVG."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

from eq.charts import (
    still_change,
    still_plane,
    still_profile,
    still_pulse,
    still_recovery,
    still_trial,
    still_triggers,
    still_words,
)  # fmt: skip
from eq.charts.palette import Tokens
from eq.charts.still_canvas import Sheet
from eq.coach.report import Figure, FigureKind

LEAST_WIDTH, MOST_WIDTH = 280, 1600

_DRAW: Final[dict[FigureKind, Callable[[Figure, Tokens, float], Sheet]]] = {
    "profile": still_profile.draw,
    "change": still_change.draw,
    "plane": still_plane.draw,
    "words": still_words.draw,
    "triggers": still_triggers.draw,
    "recovery": still_recovery.draw,
    "trial": still_trial.draw,
    "pulse": still_pulse.draw,
}


_Known = dict[tuple[int, Tokens, str, int], tuple[Figure, str]]
_KNOWN: ContextVar[_Known | None] = ContextVar("_KNOWN", default=None)


@contextmanager
def drawn_once() -> Iterator[None]:
    """Within, a figure that stands in several files is drawn once; nothing of it is kept afterwards."""
    token = _KNOWN.set({})
    try:
        yield
    finally:
        _KNOWN.reset(token)


def svg(figure: Figure, tokens: Tokens, name: str, *, width: int = 640) -> str:
    """One figure as ``<svg ...>...</svg>``, ``width`` px wide (280..1600), its text in the colours of ``tokens``.

    ``name`` (a letter, then letters, digits and ``-``) is the id of the whole, and no other id is in it. There is no
    background, script, address, clip or outside font, and the same figure gives the same text. ``role`` and
    ``aria-label`` are left to the writer. Below 480 px names stand above their marks. EqError when columns, cells or
    options are not those of figures made here; ValueError for another width or name.
    """
    if not LEAST_WIDTH <= width <= MOST_WIDTH:
        raise ValueError(f"a figure is {LEAST_WIDTH} to {MOST_WIDTH} px wide")
    known, key = _KNOWN.get(), (id(figure), tokens, name, width)
    if known is not None and key in known:
        return known[key][1]
    drawn = _DRAW[figure.kind](figure, tokens, float(width)).svg(name)
    if known is not None:
        known[key] = figure, drawn  # holding the figure keeps its id from being given to another
    return drawn
