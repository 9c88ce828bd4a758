"""The arithmetic of change between two sittings, for many people at once (evidence §0.2).

The error of a mean difference has two parts: which statements happen to be on the form, seen in the differences
themselves, and how far a whole sitting moves from day to day, a constant: SE*² = s_d²/k + h·σ_o², where
h = 1/m₁ + 1/m₂ for means of m₁ and m₂ sittings.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from eq.assess.questionnaire import MIN_ITEMS, AnswerScale, Questionnaire
from eq.assess.scores import OCCASION_SHARE, membership, needed, signs
from eq.stats import Floats, clipped, holm, satterthwaite, t_quantile, t_two_sided

Verdict = Literal["unclear", "leaning_up", "leaning_down", "up", "down", "refused"]
VERDICTS: tuple[Verdict, ...] = ("unclear", "leaning_up", "leaning_down", "up", "down", "refused")
"""In code order; each "down" directly follows its "up"."""

RowReason = Literal["few_items", "few_common"]
"""Why one scale is refused: ``few_items``, fewer than 6 on the form; ``few_common``, under 80 % answered both times."""
ROW_REASONS: tuple[RowReason | None, ...] = (None, "few_items", "few_common")

CLEAR = 0.05
"""Largest Holm-adjusted p that is called "up" or "down"."""

LEANING = 0.20
"""Largest Holm-adjusted p that is called "leaning"."""

POWER = 0.80
"""How often a real change of ``detectable80`` would be found."""

PLANNING_SPREAD_SHARE = 0.195
"""Spread of item differences assumed before a second sitting exists, as a share of the range (0.78 on 1–5)."""


@dataclass(frozen=True)
class ChangeTable:
    """Changes of n respondents on p scales: arrays (n, p), in points of the answer scale, NaN where refused.

    ``items`` counts the statements answered both times. ``diff`` is after minus before, ``low95``..``high95`` its
    interval clipped to what the answer scale allows, ``p_holm`` the p adjusted over the scales compared (the focus
    apart). A real change of ``detectable`` is found about half the time, of ``detectable80`` four times in five.
    ``verdict`` is an index into ``VERDICTS``, ``reason`` into ``ROW_REASONS``.
    """

    scales: tuple[str, ...]
    items: NDArray[np.int16]
    diff: Floats
    se: Floats
    t: Floats
    df: Floats
    p: Floats
    p_holm: Floats
    low95: Floats
    high95: Floats
    detectable: Floats
    detectable80: Floats
    verdict: NDArray[np.int8]
    reason: NDArray[np.int8]


def error(variance: ArrayLike, items: ArrayLike, occasion_sd: float, h: float = 2.0) -> tuple[Floats, Floats]:
    """SE* and its degrees of freedom for item differences of this ``variance`` over ``items`` statements.

    The occasion spread is a constant, so the degrees of freedom exceed items - 1; they are infinite when every
    difference is the same.
    """
    k = np.asarray(items, dtype=np.float64)
    sampling = np.asarray(variance, dtype=np.float64) / k
    total = sampling + h * occasion_sd**2
    return np.sqrt(total), satterthwaite(total, (sampling, k - 1))


def detectable(se: Floats, df: Floats, tests: ArrayLike) -> tuple[Floats, Floats]:
    """The smallest difference that would count among ``tests`` scales, and the one found with 80 % power."""
    least = t_quantile(1 - CLEAR / (2 * np.asarray(tests, dtype=np.float64)), df) * se
    return least, least + t_quantile(POWER, df) * se


def planned_detectable(
    answers: AnswerScale, items: int, tests: int, *, spread: float | None = None, occasions: int = 1
) -> tuple[float, float]:
    """What a future comparison could detect: as ``detectable``, in points of the answer scale.

    ``spread`` is the standard deviation of item differences, by default 0.195 of the range; ``occasions`` how many
    sittings the first mean rests on (2 for a double baseline); ``items`` at least 2, ``tests`` at least 1.
    """
    span = answers.high - answers.low
    spread = PLANNING_SPREAD_SHARE * span if spread is None else spread
    least, likely = detectable(*error(spread**2, items, OCCASION_SHARE * span, 1 + 1 / occasions), tests)
    return float(least), float(likely)


def change_table(
    q: Questionnaire,
    before: Floats,
    after: Floats,
    *,
    focus: str | None = None,
    occasions: int = 1,
    form_items: NDArray[np.int16] | None = None,
) -> ChangeTable:
    """Compare raw answers ``before`` and ``after``, both (n, items of ``q``) with NaN for no answer.

    ``focus`` is tested alone, the others among themselves; an id that is no scale of ``q`` changes nothing.
    ``occasions`` is the number of sittings ``before`` is the mean of; ``form_items`` (scales) how many statements
    the fuller of two forms has, when they differ.
    """
    items = np.array([len(columns) for columns in q.scale_columns.values()], dtype=np.int16)
    form = items if form_items is None else form_items
    mean, variance, common = _item_differences(q, before, after)
    reason = np.where(common < needed(form), np.int8(2), np.int8(0))
    reason[:, form < MIN_ITEMS] = 1
    k = np.where(reason == 0, common, np.nan)
    span = q.answers.high - q.answers.low

    diff = np.where(reason == 0, mean, np.nan)
    se, df = error(variance, k, OCCASION_SHARE * span, 1 + 1 / occasions)
    t = diff / se
    p = t_two_sided(t, df)
    p_holm, tests = adjusted(p, np.array([scale.id == focus for scale in q.scales]))
    half = t_quantile(0.975, df) * se
    least, likely = detectable(se, df, tests)
    return ChangeTable(
        scales=tuple(scale.id for scale in q.scales),
        items=common.astype(np.int16),
        diff=diff,
        se=se,
        t=t,
        df=df,
        p=p,
        p_holm=p_holm,
        low95=clipped(diff - half, -span, span),
        high95=clipped(diff + half, -span, span),
        detectable=least,
        detectable80=likely,
        verdict=verdicts(diff, p_holm),
        reason=reason,
    )


def _item_differences(q: Questionnaire, before: Floats, after: Floats) -> tuple[Floats, Floats, Floats]:
    """Mean and variance (k - 1) of the keyed item differences per person and scale, and how many items had both."""
    step = after - before
    both = ~np.isnan(step)
    step[~both] = 0.0
    member = membership(q)
    k = both.astype(np.float64) @ member
    total = step @ (member * signs(q)[:, np.newaxis])
    square = np.square(step) @ member
    with np.errstate(divide="ignore", invalid="ignore"):
        # Exact for whole and half answers, so that equal differences give a variance of exactly 0.
        variance = np.maximum(k * square - np.square(total), 0.0) / (k * (k - 1))
        return total / k, variance, k


def adjusted(p: Floats, focus: NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """Holm-adjusted p with the focus tested alone, and the number of tests each p stands among (NaN if refused)."""
    others = np.where(focus, np.nan, p)
    tests = np.where(focus, 1.0, np.sum(~np.isnan(others), axis=1, keepdims=True))
    return np.where(focus, p, holm(others)), np.where(np.isnan(p), np.nan, tests)


def verdicts(diff: Floats, p_holm: Floats) -> NDArray[np.int8]:
    """Indices into ``VERDICTS``; the words rest on ``p_holm`` alone."""
    down = (diff < 0).astype(np.int8)
    words = np.full(diff.shape, VERDICTS.index("unclear"), dtype=np.int8)
    words = np.where(p_holm <= LEANING, VERDICTS.index("leaning_up") + down, words)
    words = np.where(p_holm <= CLEAR, VERDICTS.index("up") + down, words)
    return np.where(np.isnan(p_holm), VERDICTS.index("refused"), words).astype(np.int8)
