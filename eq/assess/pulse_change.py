"""The change between two pulse blocks (docs/scoring.md, "Change between two pulse blocks")."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from eq.assess.questionnaire import Questionnaire
from eq.assess.scores import needed
from eq.assess.twoway import TwoWay, pooled, two_way, week_floor
from eq.assess.weeks import MIN_WEEKS, Block
from eq.stats import Floats, holm, satterthwaite, t_quantile, t_two_sided

Verdict = Literal["up", "down", "leaning_up", "leaning_down", "unclear", "refused"]


@dataclass(frozen=True)
class PulseChange:
    """One scale between two blocks, second minus first, in answer points; numbers None when ``refused``.

    ``items`` and ``weeks`` count what was compared. ``fixed_*`` speaks of these statements only; ``se``, ``df``, ``t``,
    ``p``, ``p_holm`` and the unmarked interval speak of the competency and carry the verdict. ``detectable`` is the
    smallest change that could have been called up or down, ``detectable80`` the one found four times in five.
    ``reason`` is ``too_few_weeks``, ``too_few_items`` or ``few_common`` when refused, else empty.
    """

    scale: str
    items: int
    weeks: tuple[int, int]
    verdict: Verdict
    reason: str = ""
    diff: float | None = None
    fixed_se: float | None = None
    fixed_df: float | None = None
    fixed_low95: float | None = None
    fixed_high95: float | None = None
    se: float | None = None
    df: float | None = None
    t: float | None = None
    p: float | None = None
    p_holm: float | None = None
    low95: float | None = None
    high95: float | None = None
    detectable: float | None = None
    detectable80: float | None = None


def change(q: Questionnaire, block_a: Block, block_b: Block, *, focus: str | None = None) -> tuple[PulseChange, ...]:
    """What changed from ``block_a`` to ``block_b``, one result per scale in file order.

    Words come from the Holm-adjusted p over the scales compared: at most .05 up or down, at most .20 leaning. The
    scale ``focus``, named when a plan began, is tested alone and the others among themselves.
    """
    columns = tuple(q.scale_columns.values())
    stacked = np.stack([block_a.cells, block_b.cells])
    shared = np.asarray(np.isfinite(stacked).any(axis=1).all(axis=0))
    two = two_way(np.where(shared, stacked, np.nan), columns)
    reasons = [_refusal(np.isfinite(stacked[:, :, list(c)]), shared[list(c)]) for c in columns]
    tested = np.array([not reason for reason in reasons], dtype=bool)
    alone = np.array([scale.id == focus for scale in q.scales], dtype=bool)
    numbers = _change_numbers(q, two, tested, alone)
    return tuple(
        PulseChange(
            scale.id,
            int(two.items[0, j]),
            (int(two.weeks[0, j]), int(two.weeks[1, j])),
            _word(numbers["diff"][j], numbers["p_holm"][j]) if tested[j] else "refused",
            reasons[j],
            **({name: float(values[j]) for name, values in numbers.items()} if tested[j] else {}),
        )
        for j, scale in enumerate(q.scales)
    )


def _refusal(answered: NDArray[np.bool_], shared: NDArray[np.bool_]) -> str:
    """Why one scale cannot be compared, "" when it can: answered (2, weeks, k), shared (k,)."""
    if answered.any(axis=2).sum(axis=1).min() < MIN_WEEKS:
        return "too_few_weeks"
    if shared.sum() < needed(len(shared)):
        return "few_common"
    return "too_few_items" if shared.sum() < 2 else ""


def _change_numbers(
    q: Questionnaire, two: TwoWay, tested: NDArray[np.bool_], alone: NDArray[np.bool_]
) -> dict[str, Floats]:
    """The numbers of ``PulseChange`` by field name, float (p,) each; meaningless where not ``tested``."""
    moved = two.item_means[1] - two.item_means[0]
    diff = np.where(tested, two.mean[1] - two.mean[0], np.nan)
    ss_moved = np.array([np.nansum((moved[list(c)] - diff[j]) ** 2) for j, c in enumerate(q.scale_columns.values())])
    spread = pooled(
        two, np.stack([tested, tested]), week_floor(q.answers.low, q.answers.high), axis=(0, 1), ss_items=ss_moved
    )
    h = (1 / np.where(tested, two.weeks, np.nan)).sum(axis=0)
    k = np.where(tested, two.items[0], np.nan)
    fixed = h * spread.week
    variance = np.maximum(fixed, spread.item / k + fixed - h * spread.rest / k)
    df = satterthwaite(
        variance, (spread.item / k, spread.item_df), (fixed, spread.week_df), (h * spread.rest / k, spread.rest_df)
    )
    se, fixed_se = np.sqrt(variance), np.sqrt(fixed)
    half, fixed_half = t_quantile(0.975, df) * se, t_quantile(0.975, spread.week_df) * fixed_se
    p = t_two_sided(diff / se, df)
    family = np.where(alone, 1, max(int((tested & ~alone).sum()), 1))
    detectable = t_quantile(1 - 0.025 / family, df) * se
    return {
        "diff": diff,
        "fixed_se": fixed_se,
        "fixed_df": np.full(len(diff), spread.week_df),
        "fixed_low95": diff - fixed_half,
        "fixed_high95": diff + fixed_half,
        "se": se,
        "df": df,
        "t": diff / se,
        "p": p,
        "p_holm": np.where(alone, p, holm(np.where(alone, np.nan, p))),
        "low95": diff - half,
        "high95": diff + half,
        "detectable": detectable,
        "detectable80": detectable + t_quantile(0.8, df) * se,
    }


def _word(diff: float, p_holm: float) -> Verdict:
    if p_holm <= 0.05:
        return "up" if diff > 0 else "down"
    if p_holm <= 0.20:
        return "leaning_up" if diff > 0 else "leaning_down"
    return "unclear"
