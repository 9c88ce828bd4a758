"""The answer words on an axis: as many as there is room for, always with the first and the last."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from eq.assess.questionnaire import AnswerScale
from eq.charts.canvas import room
from eq.charts.labels import ELLIPSIS, Fitted, fitted
from eq.wording.levels import axis_words

_GAP = 8.0
_SPREAD = 1.15
"""How much wider than a step a word may be before it is wrapped: its neighbours are checked apart."""

_MOST_LINES_DRAWN = 11


class Ticks(NamedTuple):
    """Ticks of an answer axis: places on the answer scale, and texts safe for plotly, "" for a line without a word.

    ``first`` and ``last`` are the widths of the words at the ends in px, ``widest`` that of the longest, ``lines``
    the most lines one takes.
    """

    values: tuple[int, ...]
    texts: tuple[str, ...]
    first: float
    last: float
    widest: float
    lines: int


def across(answers: AnswerScale, size: float, start: float, *, narrow: bool) -> Ticks:
    """Words for a horizontal axis; ``start`` px of the figure's width are taken by what stands at its left."""
    words = axis_words(answers, short=narrow)
    choices = _strides(len(words))
    for kept in choices:
        labels, fits = _fit([words[at] for at in kept], size, start, narrow)
        if fits:
            break
    return _every_line(answers, _ticks(answers, kept, labels))


def upward(answers: AnswerScale, size: float, width: float) -> Ticks:
    """Words for a short vertical axis, at most ``width`` px: the ends and, where there is one, the middle."""
    words = axis_words(answers, short=True)
    last = len(words) - 1
    kept = [0, last // 2, last] if last > 1 and last % 2 == 0 else [0, last]
    return _ticks(answers, kept, [fitted(words[at], size, width, 1) for at in kept])


def _strides(n: int) -> list[list[int]]:
    """Choices of answers to name, fullest first: even steps from the first to the last, at worst those two."""
    return [list(range(0, n, step)) for step in range(1, n) if (n - 1) % step == 0] or [[0]]


def _fit(words: list[str], size: float, start: float, narrow: bool) -> tuple[list[Fitted], bool]:
    """The words wrapped or cut to the room between them, and whether all could stay whole and apart."""
    steps = max(len(words) - 1, 1)
    widest = _SPREAD * (room(narrow) - start) / steps
    labels = [fitted(word, size, widest, 1 if narrow else 2) for word in words]
    step = (room(narrow) - max(start, labels[0].width / 2) - labels[-1].width / 2) / steps
    apart = all((one.width + other.width) / 2 + _GAP <= step for one, other in pairwise(labels))
    whole = not any(ELLIPSIS in label.text and ELLIPSIS not in word for word, label in zip(words, labels, strict=True))
    return labels, apart and whole


def _every_line(answers: AnswerScale, ticks: Ticks) -> Ticks:
    """The same ticks with a line for every answer, when there are few enough of them."""
    every = tuple(range(answers.low, answers.high + 1))
    if len(every) > _MOST_LINES_DRAWN:
        return ticks
    named = dict(zip(ticks.values, ticks.texts, strict=True))
    return ticks._replace(values=every, texts=tuple(named.get(value, "") for value in every))


def _ticks(answers: AnswerScale, kept: list[int], labels: list[Fitted]) -> Ticks:
    return Ticks(
        tuple(answers.low + at for at in kept),
        tuple(label.text for label in labels),
        labels[0].width,
        labels[-1].width,
        max(label.width for label in labels),
        max(label.lines for label in labels),
    )
