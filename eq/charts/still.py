"""Figures that stand still: one report figure as a small, self-contained and repeatable SVG."""

from __future__ import annotations

from eq.charts.palette import Tokens
from eq.coach.report import Figure


def svg(figure: Figure, tokens: Tokens, name: str, *, width: int = 640) -> str:
    """One figure as ``<svg ...>...</svg>``, ``width`` px wide, its text in the colours of ``tokens``.

    ``name`` (letters, digits, ``-``) is the id of the whole, and no other id is in it. There is no background, script,
    address, clip or outside font, and the same figure gives the same text. ``role`` and ``aria-label`` are left to
    the writer. EqError when kind, columns, cells or options are not those of figures made here.
    """
    raise NotImplementedError
