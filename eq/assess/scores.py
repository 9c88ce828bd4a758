"""Scale means with the one interval used everywhere: the person's usual level (evidence §0.1).

The pooled spread s_p measures how much statements differ within a scale for this person, the occasion spread how
much a whole sitting moves from day to day. SE² = s_p²/k + σ_o², with Satterthwaite's degrees of freedom.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from eq.assess.questionnaire import MIN_ITEMS, MIN_SHARE, Questionnaire
from eq.stats import Floats, clipped, satterthwaite, t_quantile

if TYPE_CHECKING:
    import pandas as pd

STATUS = ("ok", "too_few_answered", "too_few_items")
"""Why a scale shows a number or not; ``too_few_items`` wins."""

OCCASION_SHARE = 0.05
"""σ_o, how far one sitting lies from the usual level, as a share of the answer range (0.20 on 1–5)."""

SPREAD_FLOOR_SHARE = 0.10
"""Least pooled spread s_p believed, as a share of the answer range (0.40 on 1–5)."""

_OK, _TOO_FEW_ANSWERED, _TOO_FEW_ITEMS = range(3)
_ROWS_AT_ONCE = 2048  # 50 answers each: one block stays in a core's cache


@dataclass(frozen=True)
class ScoreTable:
    """The scores of n respondents on p scales; arrays (n, p), respondents as given, scales as in the file.

    ``items`` (p) counts the statements on the form, ``answered`` those that have an answer. ``mean``, ``se`` and the
    95 % interval ``low95``..``high95`` are on the answer scale, the interval clipped to it; ``df`` degrees of
    freedom; ``pomp`` percent of maximum, 0..100. These are NaN unless ``status`` (an index into ``STATUS``) is ok.
    ``sd`` (n) is the pooled spread s_p after its floor, NaN when no scale is ok; ``sd_df`` (n) its degrees of
    freedom, then 0. ``low`` and ``high`` end the answer scale.
    """

    scales: tuple[str, ...]
    low: int
    high: int
    items: NDArray[np.int16]
    answered: NDArray[np.int16]
    mean: Floats
    se: Floats
    df: Floats
    low95: Floats
    high95: Floats
    pomp: Floats
    status: NDArray[np.int8]
    sd: Floats
    sd_df: Floats

    def status_word(self, row: int, at: int) -> str:
        """The word of ``STATUS`` for one respondent and the scale at position ``at``."""
        return STATUS[int(self.status[row, at])]


def needed(items: NDArray[np.int16] | int) -> NDArray[np.int16]:
    """Fewest answers among ``items`` statements that still make a number: 80 %, rounded up."""
    # 0.8 has no exact binary form: without the small step back 10 items would ask for 9 on some machines.
    return np.ceil(np.asarray(items) * MIN_SHARE - 1e-9).astype(np.int16)


def pomp(mean: Floats, low: float, high: float) -> Floats:
    """Percent of maximum possible, 0..100, of ``mean`` on the answer scale ``low..high`` (evidence §3.2)."""
    return 100.0 * (mean - low) / (high - low)


def keyed(q: Questionnaire, values: Floats) -> Floats:
    """Answers (..., items) with the reverse-keyed statements turned round, so that more always means more.

    ``x`` becomes ``low + high - x``; NaN stays NaN; turning twice gives the answers back.
    """
    reverse = np.array([item.reverse for item in q.items], dtype=bool)
    return np.where(reverse, q.answers.low + q.answers.high - values, values)


def membership(q: Questionnaire) -> Floats:
    """1.0 where the item of the row belongs to the scale of the column, else 0.0; shape (items, scales)."""
    scales = [scale.id for scale in q.scales]
    return np.array([[float(item.scale == scale) for scale in scales] for item in q.items])


def signs(q: Questionnaire) -> Floats:
    """-1.0 for each reverse-keyed item, else 1.0; shape (items,)."""
    return np.array([-1.0 if item.reverse else 1.0 for item in q.items])


def score(q: Questionnaire, values: Floats) -> ScoreTable:
    """Score raw answers (n, items of ``q``): float64, whole numbers on the answer scale, NaN for no answer.

    A scale has a number when its form holds at least 6 items and 80 % of them are answered (§2.4, §3.10); s_p is
    pooled over exactly those scales. Values off the answer scale are the reader's to refuse. ValueError when the
    columns are not the items of ``q``.
    """
    if values.ndim != 2 or values.shape[1] != len(q.items):
        raise ValueError(f"expected answers to {len(q.items)} items in columns, got shape {values.shape}")
    table = _empty(q, len(values))
    middle = (q.answers.low + q.answers.high) / 2
    member = membership(q)
    signed = member * signs(q)[:, np.newaxis]
    for start in range(0, len(values), _ROWS_AT_ONCE):
        rows = slice(start, start + _ROWS_AT_ONCE)
        _fill(table, rows, _sums(values[rows] - middle, member, signed, table.items), middle)
    return table


def _empty(q: Questionnaire, n: int) -> ScoreTable:
    p = len(q.scales)
    return ScoreTable(
        scales=tuple(scale.id for scale in q.scales),
        low=q.answers.low,
        high=q.answers.high,
        items=np.array([len(columns) for columns in q.scale_columns.values()], dtype=np.int16),
        answered=np.empty((n, p), np.int16),
        mean=np.empty((n, p)),
        se=np.empty((n, p)),
        df=np.empty((n, p)),
        low95=np.empty((n, p)),
        high95=np.empty((n, p)),
        pomp=np.empty((n, p)),
        status=np.empty((n, p), np.int8),
        sd=np.empty(n),
        sd_df=np.empty(n),
    )


class _Sums(NamedTuple):
    """Per respondent and scale, from answers counted from the middle of the answer scale."""

    total: Floats
    square: Floats
    answered: Floats


def _sums(centred: Floats, member: Floats, signed: Floats, items: NDArray[np.int16]) -> _Sums:
    """The sums of one block of ``centred`` answers, which is used up.

    Counted from the middle a turned answer only changes its sign and a missing one is a plain 0; for whole numbers
    every sum is exact, so that neither the order of items nor the block a person falls in can matter.
    """
    total = centred @ signed
    count = np.broadcast_to(items.astype(np.float64), total.shape)
    if np.isnan(total).any():
        missing = np.isnan(centred)
        centred[missing] = 0.0
        total = centred @ signed
        count = np.logical_not(missing, out=missing).astype(np.float64) @ member
    return _Sums(total, np.square(centred, out=centred) @ member, count)


def _fill(table: ScoreTable, rows: slice, sums: _Sums, middle: float) -> None:
    """Write the scores of ``rows`` from their ``sums`` into ``table``."""
    span = table.high - table.low
    status = np.where(sums.answered < needed(table.items), np.int8(_TOO_FEW_ANSWERED), np.int8(_OK))
    status[:, table.items < MIN_ITEMS] = _TOO_FEW_ITEMS
    ok = status == _OK
    k = np.where(ok, sums.answered, np.nan)
    within = np.maximum(k * sums.square - np.square(sums.total), 0.0) / k
    pooled_df = np.nansum(k - 1, axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        pooled = np.sqrt(np.nansum(within, axis=1) / pooled_df)
    sd = np.maximum(pooled, SPREAD_FLOOR_SHARE * span)
    sampling = np.square(sd)[:, np.newaxis] / k
    variance = sampling + (OCCASION_SHARE * span) ** 2
    mean = (k * middle + sums.total) / k

    table.answered[rows] = sums.answered
    table.status[rows] = status
    table.sd[rows] = sd
    table.sd_df[rows] = pooled_df
    table.mean[rows] = mean
    table.pomp[rows] = pomp(mean, table.low, table.high)
    table.se[rows] = np.sqrt(variance)
    table.df[rows] = satterthwaite(variance, (sampling, pooled_df[:, np.newaxis]))
    half = t_quantile(0.975, table.df[rows]) * table.se[rows]
    table.low95[rows] = clipped(mean - half, table.low, table.high)
    table.high95[rows] = clipped(mean + half, table.low, table.high)


def interval(table: ScoreTable, level: float) -> tuple[Floats, Floats]:
    """Lower and upper ends (n, p) of the interval for the usual level, clipped to the answer scale, NaN unless ok.

    ``level`` in (0, 1): 0.95 gives ``low95`` and ``high95``; words rest on 0.80 (evidence §3.10).
    """
    half = t_quantile((1 + level) / 2, table.df) * table.se
    return clipped(table.mean - half, table.low, table.high), clipped(table.mean + half, table.low, table.high)


def score_frame(table: ScoreTable, respondents: Sequence[str] | NDArray[np.str_]) -> pd.DataFrame:
    """One row per respondent and scale, respondents as given, scales as in the file.

    Columns: respondent, scale (text); items, answered (int16); mean, se, df, low95, high95 (answer scale), pomp
    (0..100) (float64, NaN unless ok); status (text, one of ``STATUS``).
    """
    import pandas as pd  # a quarter of a second that whoever needs no frame is spared

    n, p = table.mean.shape
    person, scale = np.repeat(np.arange(n), p), np.tile(np.arange(p), n)
    return pd.DataFrame(
        {
            "respondent": pd.array(list(respondents), dtype="str").take(person),
            "scale": pd.array(list(table.scales), dtype="str").take(scale),
            "items": table.items[scale],
            "answered": table.answered.ravel(),
            "mean": table.mean.ravel(),
            "se": table.se.ravel(),
            "df": table.df.ravel(),
            "low95": table.low95.ravel(),
            "high95": table.high95.ravel(),
            "pomp": table.pomp.ravel(),
            "status": pd.array(list(STATUS), dtype="str").take(table.status.ravel()),
        }
    )
