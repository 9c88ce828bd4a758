"""Answer quality: did the answers come very quickly, or do they look alike? (docs/scoring.md, "Answer quality")

The outcome is one kind question and nothing more: it stays with the person and changes no score. Random answering
cannot be detected from one person's answers. Functions that take ``values`` work along the last axis, so one person
is (k,) and a cohort (n, k); NaN = unanswered and is passed over.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from eq.assess.questionnaire import Questionnaire
from eq.assess.scores import keyed
from eq.stats import Floats

PAGE_SECONDS = 2.0
"""A page quicker than this many seconds an item is quick (Huang et al. 2012)."""

HARD_SECONDS = 1.0
HARD_PAGES = 2
"""So many pages quicker than ``HARD_SECONDS`` an item are enough for the question on their own."""

LONG_RUN = 10
"""A run of equal answers this long, over items of both keys, counts together with a small spread."""

SMALL_SPREAD_SHARE = 0.35 / 4
"""A spread of all answers below this share of the answer range (0.35 on 1..5) is small."""

SHORTEST_HALF = 8
"""Fewest equal answers in a row ever called half a form: on six items, two honest people in five have three."""

MIN_ANTONYM_PAIRS = 5
ANTONYM_R = -0.60


@dataclass(frozen=True)
class Quality:
    """What one sitting's answers looked like. ``ask`` is the only thing a page acts on.

    ``longstring`` items in the longest run of equal answers as shown; ``irv`` SD of all answers in answer points, NaN
    with fewer than two answers; ``page_seconds`` mean seconds an item, page by page.
    """

    speed: bool
    hard_speed: bool
    sameness: bool
    longstring: int
    long_share: bool
    irv: float
    page_seconds: tuple[float, ...]

    @property
    def ask(self) -> bool:
        """Whether to ask, once and kindly, if the person would like to look at the answers again."""
        return self.hard_speed or self.long_share or (self.speed and self.sameness)


def quality(q: Questionnaire, shown: Floats, reverse: NDArray[np.bool_], pages: Sequence[tuple[float, int]]) -> Quality:
    """Judge one sitting.

    ``shown`` float (k,): raw answers in the order they were shown, NaN = unanswered; ``reverse`` bool (k,): which of
    them are reverse-keyed; ``pages``: seconds spent and items on each page, pages without a known time left out.
    """
    seconds = page_seconds_per_item(pages)
    hard = bool((seconds < HARD_SECONDS).sum() >= HARD_PAGES)
    half_quick = len(seconds) > 0 and bool(2 * (seconds < PAGE_SECONDS).sum() >= len(seconds))
    same = sameness(q, shown, reverse)
    return Quality(
        speed=hard or half_quick,
        hard_speed=hard,
        sameness=bool(same.flag),
        longstring=int(same.longstring),
        long_share=bool(same.long_share),
        irv=float(same.irv),
        page_seconds=tuple(float(second) for second in seconds),
    )


@dataclass(frozen=True)
class Sameness:
    """The sameness family, one entry a respondent: see ``sameness``."""

    longstring: NDArray[np.int64]
    irv: Floats
    long_share: NDArray[np.bool_]
    flag: NDArray[np.bool_]


def sameness(q: Questionnaire, shown: Floats, reverse: NDArray[np.bool_]) -> Sameness:
    """Whether answers (..., k), raw and in shown order, look alike; ``reverse`` bool, same shape or (k,).

    ``long_share``: one run of equal answers covers at least half of the form's items, and at least ``SHORTEST_HALF``
    of them, because honest people often answer a handful of statements alike. ``flag``: that, or a run of at least
    ``LONG_RUN`` over items of both keys together with a small spread of all answers.
    """
    runs, mixed = _runs(shown, np.broadcast_to(reverse, shown.shape))
    longest = runs.max(axis=-1, initial=0)
    spread = irv(shown)
    half = longest >= np.maximum(len(q.items) / 2, SHORTEST_HALF)
    small = spread < SMALL_SPREAD_SHARE * (q.answers.high - q.answers.low)
    long_mixed = ((runs >= LONG_RUN) & mixed).any(axis=-1)
    return Sameness(longest, spread, half, half | (long_mixed & small))


def _runs(shown: Floats, reverse: NDArray[np.bool_]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """For every position, how many equal answers end there and whether they cover both keys; 0 where unanswered.

    An unanswered item neither breaks a run nor lengthens it.
    """
    length = np.zeros(shown.shape, dtype=np.int64)
    mixed = np.zeros(shown.shape, dtype=bool)
    lead = shown.shape[:-1]
    last = np.full(lead, np.nan)
    run, plain, turned = np.zeros(lead, dtype=np.int64), np.zeros(lead, dtype=bool), np.zeros(lead, dtype=bool)
    for at in range(shown.shape[-1]):
        answer, key = shown[..., at], reverse[..., at]
        given, goes_on = ~np.isnan(answer), answer == last
        run = np.where(given, np.where(goes_on, run + 1, 1), run)
        plain = np.where(given, (goes_on & plain) | ~key, plain)
        turned = np.where(given, (goes_on & turned) | key, turned)
        last = np.where(given, answer, last)
        length[..., at] = np.where(given, run, 0)
        mixed[..., at] = given & plain & turned
    return length, mixed


def longstring(shown: Floats) -> NDArray[np.int64]:
    """Longest run of equal raw answers (..., k) in shown order; 0 when nothing is answered (Johnson 2005)."""
    runs, _ = _runs(shown, np.zeros(shown.shape, dtype=bool))
    return np.asarray(runs.max(axis=-1, initial=0))


def average_string(shown: Floats) -> Floats:
    """Answered items divided by the number of runs of equal raw answers (..., k); NaN when nothing is answered."""
    runs, _ = _runs(shown, np.zeros(shown.shape, dtype=bool))
    with np.errstate(invalid="ignore"):
        return np.asarray((runs > 0).sum(axis=-1) / (runs == 1).sum(axis=-1), dtype=np.float64)


def irv(values: Floats) -> Floats:
    """Intra-individual response variability: sample SD of raw answers (..., k); NaN under two (Dunn et al. 2018)."""
    given = np.isfinite(values)
    n = given.sum(axis=-1)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.where(given, values, 0.0).sum(axis=-1) / n
        squares = np.where(given, values - mean[..., None], 0.0) ** 2
        return np.asarray(np.where(n > 1, np.sqrt(squares.sum(axis=-1) / (n - 1)), np.nan), dtype=np.float64)


def even_odd(q: Questionnaire, values: Floats) -> tuple[Floats, Floats]:
    """Even-odd consistency of raw answers (..., items) in file order: (r, Spearman-Brown 2r/(1+r)), both in -1..1.

    Means of the odd- and of the even-placed items of each scale, correlated over the scales. NaN with fewer than
    three scales or no variance. For cohorts only: on one person it is far too noisy to be a flag (Johnson 2005).
    """
    turned = keyed(q, values)
    halves = [
        np.stack([_mean(turned[..., list(c[start::2])]) for c in q.scale_columns.values()], -1) for start in (0, 1)
    ]
    r = _correlation(halves[0], halves[1], 3)
    with np.errstate(divide="ignore", invalid="ignore"):
        # Below r = -1/3 the step-up formula falls under -1, and at r = -1 it has no value.
        return r, np.where(r <= -1 / 3, -1.0, 2 * r / (1 + r))


def page_seconds_per_item(pages: Sequence[tuple[float, int]]) -> Floats:
    """Mean seconds an item on each page, from (seconds, items >= 1) pairs."""
    return np.array([seconds / items for seconds, items in pages], dtype=np.float64)


def antonym_pairs(values: Floats, limit: float = ANTONYM_R) -> tuple[tuple[int, int], ...]:
    """Column pairs of a cohort's raw answers (n, k) that correlate at most ``limit``, strongest first.

    Pairs are found on complete cases; a constant item makes none.
    """
    complete = values[np.isfinite(values).all(axis=1)]
    if len(complete) < 3:
        return ()
    with np.errstate(invalid="ignore", divide="ignore"):
        r = np.atleast_2d(np.corrcoef(complete, rowvar=False))
    first, second = np.nonzero(np.triu(r <= limit, k=1))
    order = np.argsort(r[first, second], kind="stable")
    return tuple((int(first[i]), int(second[i])) for i in order)


def antonym(values: Floats, pairs: Sequence[tuple[int, int]]) -> Floats:
    """Within-person correlation over psychometric antonym ``pairs`` of raw answers (..., k), in -1..1.

    Strongly negative when opposite statements got opposite answers; NaN with fewer than five answered pairs or no
    variance (Johnson 2005).
    """
    columns = np.array(pairs, dtype=np.intp).reshape(-1, 2)
    return _correlation(values[..., columns[:, 0]], values[..., columns[:, 1]], MIN_ANTONYM_PAIRS)


def acquiescence(q: Questionnaire, values: Floats, pairs: Sequence[tuple[int, int]]) -> Floats:
    """Mean raw answer over matched (plain, reversed) column ``pairs`` of (..., items) minus the scale's midpoint.

    In answer points, positive = says yes to both. Pairs with a missing answer are left out, NaN without any. For
    cohort analysis only, shown to nobody.
    """
    columns = np.array(pairs, dtype=np.intp).reshape(-1, 2)
    both = (values[..., columns[:, 0]] + values[..., columns[:, 1]]) / 2
    return _mean(both) - (q.answers.low + q.answers.high) / 2


def _mean(values: Floats) -> Floats:
    """Mean along the last axis over what is there, NaN for nothing."""
    given = np.isfinite(values)
    with np.errstate(invalid="ignore"):
        return np.asarray(np.where(given, values, 0.0).sum(axis=-1) / given.sum(axis=-1), dtype=np.float64)


def _correlation(x: Floats, y: Floats, fewest: int) -> Floats:
    """Pearson's r along the last axis over the places where both are there; NaN under ``fewest`` or no variance."""
    both = np.isfinite(x) & np.isfinite(y)
    dx = np.where(both, x - _mean(np.where(both, x, np.nan))[..., None], 0.0)
    dy = np.where(both, y - _mean(np.where(both, y, np.nan))[..., None], 0.0)
    sxx, syy = (dx**2).sum(axis=-1), (dy**2).sum(axis=-1)
    # Rounding leaves about 1e-31 where all values are equal; real answers differ by far more.
    usable = (both.sum(axis=-1) >= fewest) & (sxx > 1e-20) & (syy > 1e-20)
    with np.errstate(invalid="ignore", divide="ignore"):
        r = (dx * dy).sum(axis=-1) / np.sqrt(sxx * syy)
    return np.where(usable, np.clip(r, -1.0, 1.0), np.nan)
