"""The change between two pulse blocks (docs/scoring.md, "Change between two pulse blocks")."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from eq.assess.differences import VERDICTS, Verdict, adjusted, detectable, verdicts
from eq.assess.questionnaire import Questionnaire
from eq.assess.scores import needed
from eq.assess.twoway import TwoWay, pooled, two_way, week_floor
from eq.assess.weeks import MIN_WEEKS, Block
from eq.stats import Floats, clipped, satterthwaite, t_quantile, t_two_sided

PulseRefusal = Literal["too_few_weeks", "few_common", "too_few_items"]
"""Why one scale is refused: ``too_few_weeks``, a block holds fewer than three weeks of it; ``few_common``, under 80 %
of its items were answered in both blocks; ``too_few_items``, fewer than two of them.
"""


@dataclass(frozen=True)
class PulseChange:
    """One scale between two blocks, second minus first, in answer points; numbers NaN when ``refused``.

    ``items`` and ``weeks`` count what was compared. ``fixed_*`` speaks of these statements only; ``se``, ``df``, ``t``,
    ``p``, ``p_holm`` and the unmarked interval speak of the competency and carry the verdict. Intervals are 95 %,
    clipped to what the answer scale allows. A real change of ``detectable`` is found about half the time, of
    ``detectable80`` four times in five. ``reason`` is None unless refused.
    """

    scale: str
    items: int
    weeks: tuple[int, int]
    diff: float
    fixed_se: float
    fixed_df: float
    fixed_low95: float
    fixed_high95: float
    se: float
    df: float
    t: float
    p: float
    p_holm: float
    low95: float
    high95: float
    detectable: float
    detectable80: float
    verdict: Verdict
    reason: PulseRefusal | None

    @property
    def counts_alone(self) -> bool:
        """Whether the 95 % interval excludes 0 although the verdict, which looks at all scales, does not say so."""
        return self.verdict not in {"up", "down"} and (self.low95 > 0 or self.high95 < 0)


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
    tested = np.array([reason is None for reason in reasons], dtype=bool)
    alone = np.array([scale.id == focus for scale in q.scales], dtype=bool)
    numbers, words = _change_numbers(q, two, tested, alone)
    return tuple(
        PulseChange(
            scale=scale.id,
            items=int(two.items[0, j]),
            weeks=(int(two.weeks[0, j]), int(two.weeks[1, j])),
            verdict=VERDICTS[words[j]],
            reason=reasons[j],
            **{name: float(values[j]) for name, values in numbers.items()},
        )
        for j, scale in enumerate(q.scales)
    )


def _refusal(answered: NDArray[np.bool_], shared: NDArray[np.bool_]) -> PulseRefusal | None:
    """Why one scale cannot be compared, None when it can: answered (2, weeks, k), shared (k,)."""
    if answered.any(axis=2).sum(axis=1).min() < MIN_WEEKS:
        return "too_few_weeks"
    if shared.sum() < needed(len(shared)):
        return "few_common"
    return "too_few_items" if shared.sum() < 2 else None


def _change_numbers(
    q: Questionnaire, two: TwoWay, tested: NDArray[np.bool_], alone: NDArray[np.bool_]
) -> tuple[dict[str, Floats], NDArray[np.int8]]:
    """The numbers of ``PulseChange`` by field name, float (p,), NaN where not ``tested``, and the verdict codes."""
    span = q.answers.high - q.answers.low
    moved = two.item_means[1] - two.item_means[0]
    diff = np.where(tested, two.mean[1] - two.mean[0], np.nan)
    ss_moved = np.array([np.nansum((moved[list(c)] - diff[j]) ** 2) for j, c in enumerate(q.scale_columns.values())])
    spread = pooled(
        two, np.stack([tested, tested]), week_floor(q.answers.low, q.answers.high), axis=(0, 1), ss_items=ss_moved
    )
    h = (1 / np.where(tested, two.weeks, np.nan)).sum(axis=0)
    k = np.where(tested, two.items[0], np.nan)
    sampling, weekly, rest = spread.item / k, h * spread.week, h * spread.rest / k
    variance = np.maximum(weekly, sampling + weekly - rest)
    df = satterthwaite(variance, (sampling, spread.item_df), (weekly, spread.week_df), (rest, spread.rest_df))
    se, fixed_se = np.sqrt(variance), np.sqrt(weekly)
    half, fixed_half = t_quantile(0.975, df) * se, t_quantile(0.975, spread.week_df) * fixed_se
    p = t_two_sided(diff / se, df)
    p_holm, tests = adjusted(p[np.newaxis, :], alone)
    least, likely = detectable(se, df, tests[0])
    numbers = {
        "diff": diff,
        "fixed_se": fixed_se,
        "fixed_df": np.where(tested, spread.week_df, np.nan),
        "fixed_low95": clipped(diff - fixed_half, -span, span),
        "fixed_high95": clipped(diff + fixed_half, -span, span),
        "se": se,
        "df": df,
        "t": diff / se,
        "p": p,
        "p_holm": p_holm[0],
        "low95": clipped(diff - half, -span, span),
        "high95": clipped(diff + half, -span, span),
        "detectable": least,
        "detectable80": likely,
    }
    return numbers, verdicts(diff, p_holm[0])
