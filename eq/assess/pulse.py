"""The weekly pulse: no number from one sitting, but one from a block of weeks (docs/scoring.md, "Pulse").

A block is a calendar block of four weeks, Monday to Sunday, counted from a fixed Monday and never sliding. One week
is one set of answers: when a calendar week holds several sittings, the last of them counts. A week counts for a
scale when at least 80 % of its items are answered (all of them on a scale of three or four).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from eq.assess.pulse_change import PulseChange, change
from eq.assess.questionnaire import Questionnaire
from eq.assess.scores import keyed, needed
from eq.assess.twoway import pooled, two_way, week_floor
from eq.assess.weeks import (
    BLOCK_WEEKS,
    MIN_WEEKS,
    Block,
    Week,
    block_dates,
    block_of,
    week_of,
    weeks_missing,
)
from eq.stats import Floats, clipped, satterthwaite, t_quantile

__all__ = [
    "BLOCK_WEEKS",
    "MIN_WEEKS",
    "STATUS",
    "Block",
    "Level",
    "PulseChange",
    "PulseTrend",
    "Week",
    "block_dates",
    "block_of",
    "blocks",
    "change",
    "first_number",
    "trend_of",
    "verdict_pair",
]

STATUS = ("ok", "too_few_weeks", "too_few_items")
"""Codes of ``PulseTrend.status``; ``too_few_items`` is a scale with fewer than two usable items."""


@dataclass(frozen=True)
class Level:
    """One scale in one block; numbers are in answer points, NaN unless ``status`` is ``ok``.

    ``fixed_*`` is the level of these very statements (the trend figure); the others are the level of the competency,
    of which the statements are a sample. Intervals are 95 %, clipped to the answer scale. ``missing`` counts the weeks
    still needed and ``earliest`` is the day a number is possible, None when the block is over.
    """

    scale: str
    weeks: int
    status: str
    mean: float
    fixed_se: float
    fixed_df: float
    fixed_low95: float
    fixed_high95: float
    se: float
    df: float
    low95: float
    high95: float
    missing: int
    earliest: date | None


@dataclass(frozen=True)
class PulseTrend:
    """Every block with at least one sitting, oldest first: b blocks, p scales in file order.

    ``weeks`` int (b, p), counted weeks 0..4; ``status`` int8 (b, p), index into ``STATUS``; ``mean``, ``fixed_se``,
    ``fixed_df``, ``fixed_low95``, ``fixed_high95``, ``se``, ``df``, ``low95``, ``high95`` float (b, p) in answer
    points, NaN unless ok; ``today`` is the day the trend was asked for, None for an empty trend.
    """

    questionnaire: Questionnaire
    numbers: tuple[int, ...]
    cells: Floats
    weeks: NDArray[np.int64]
    status: NDArray[np.int8]
    mean: Floats
    fixed_se: Floats
    fixed_df: Floats
    fixed_low95: Floats
    fixed_high95: Floats
    se: Floats
    df: Floats
    low95: Floats
    high95: Floats
    today: date | None

    def block(self, number: int) -> Block:
        """The block of that number; KeyError when it has no sitting."""
        return Block(number, *block_dates(number), self.cells[self._row(number)])

    def levels(self, number: int) -> tuple[Level, ...]:
        """The scales of one block in file order; KeyError when it has no sitting."""
        row = self._row(number)
        return tuple(self._level(row, column) for column in range(len(self.questionnaire.scales)))

    def _row(self, number: int) -> int:
        if number not in self.numbers:
            raise KeyError(number)
        return self.numbers.index(number)

    def _level(self, row: int, column: int) -> Level:
        status = STATUS[self.status[row, column]]

        scale = self.questionnaire.scales[column].id
        missing, earliest = 0, None
        if status == "too_few_weeks":
            counted = _counted_weeks(self.questionnaire, self.cells[row], scale)
            missing, earliest = weeks_missing(self.numbers[row], counted, self.today)
        return Level(
            scale=scale,
            weeks=int(self.weeks[row, column]),
            status=status,
            mean=float(self.mean[row, column]),
            fixed_se=float(self.fixed_se[row, column]),
            fixed_df=float(self.fixed_df[row, column]),
            fixed_low95=float(self.fixed_low95[row, column]),
            fixed_high95=float(self.fixed_high95[row, column]),
            se=float(self.se[row, column]),
            df=float(self.df[row, column]),
            low95=float(self.low95[row, column]),
            high95=float(self.high95[row, column]),
            missing=missing,
            earliest=earliest,
        )


def blocks(q: Questionnaire, weeks: Sequence[Week], *, today: date | None = None) -> PulseTrend:
    """Every block with a sitting, with its levels per scale.

    ``weeks`` may come in any order; of several sittings in one calendar week the last counts, of several on one day
    the last in the sequence. Sittings whose answer-quality question is open should be left out. ``today`` (default:
    the day of the last sitting) decides when a missing number becomes possible.
    """
    last_of_week = {week_of(week.on): week for week in sorted(weeks, key=lambda week: week.on)}
    numbers = tuple(sorted({week // BLOCK_WEEKS for week in last_of_week}))
    row = {number: index for index, number in enumerate(numbers)}
    raw = np.full((len(numbers), BLOCK_WEEKS, len(q.items)), np.nan)
    for index, week in last_of_week.items():
        raw[row[index // BLOCK_WEEKS], index % BLOCK_WEEKS] = week.values
    cells = _only_counted(q, keyed(q, raw.reshape(-1, len(q.items))).reshape(raw.shape))
    if today is None and last_of_week:
        today = max(week.on for week in weeks)
    return trend_of(q, numbers, cells, today)


def first_number(trend: PulseTrend, today: date) -> tuple[int, date | None] | None:
    """How many more weeks, and from which day, until the block of ``today`` shows a number.

    None once it does, and where weeks are not what it lacks (a form with one statement an area). Weeks that no longer
    fit before the block ends are counted in the next block.
    """
    number = block_of(today)
    if number not in trend.numbers:
        return weeks_missing(number, np.zeros(BLOCK_WEEKS, dtype=bool), today)
    row = trend.numbers.index(number)
    if (trend.status[row] == 0).any():
        return None
    fullest = trend.questionnaire.scales[int(np.argmax(trend.weeks[row]))].id
    counted = _counted_weeks(trend.questionnaire, trend.cells[row], fullest)
    return weeks_missing(number, counted, today) if counted.sum() < MIN_WEEKS else None


def verdict_pair(trend: PulseTrend, today: date, plan_start: date | None = None) -> tuple[int, int] | None:
    """The one pair of blocks that carries a verdict: (reference, latest), or None while there is none.

    Only blocks that are over and show a number count. The reference is the last of them that ended before the plan
    began; without one the second such block ever, because first answers run high (Shrout et al. 2018).
    """
    over = [
        number
        for row, number in enumerate(trend.numbers)
        if (trend.status[row] == 0).any() and block_dates(number)[1] < today
    ]
    before = [number for number in over if plan_start is not None and block_dates(number)[1] < plan_start]
    start = before[-1:] or over[1:2]
    return (start[0], over[-1]) if start and start[0] < over[-1] else None


def _counted_weeks(q: Questionnaire, cells: Floats, scale: str) -> NDArray[np.bool_]:
    """Which weeks of one block's counted cells (weeks, items) hold answers of ``scale``, bool (weeks,)."""
    return np.asarray(np.isfinite(cells[:, list(q.scale_columns[scale])]).any(axis=1))


def _only_counted(q: Questionnaire, cells: Floats) -> Floats:
    """Keyed cells (b, weeks, items) with the scales of too sparsely answered weeks taken out."""
    kept = cells.copy()
    for columns in q.scale_columns.values():
        take = list(columns)
        sparse = np.isfinite(cells[:, :, take]).sum(axis=2) < needed(len(take))
        kept[:, :, take] = np.where(sparse[:, :, None], np.nan, cells[:, :, take])
    return kept


def trend_of(q: Questionnaire, numbers: tuple[int, ...], cells: Floats, today: date | None) -> PulseTrend:
    """The trend of ready blocks: keyed cells float (b, 4 weeks, items), NaN = not counted, one block per number."""
    two = two_way(cells, tuple(q.scale_columns.values()))
    status = np.where(two.weeks < MIN_WEEKS, 1, np.where(two.items < 2, 2, 0)).astype(np.int8)
    ok = status == 0
    spread = pooled(two, ok, week_floor(q.answers.low, q.answers.high), axis=1)
    week, item, rest = spread.week[:, None], spread.item[:, None], spread.rest[:, None]
    m, k = np.where(ok, two.weeks, np.nan), np.where(ok, two.items, np.nan)
    mean = np.where(ok, two.mean, np.nan)
    fixed_se, fixed_df = np.sqrt(week / m), np.where(ok, spread.week_df[:, None], np.nan)
    variance = np.maximum(week / m, item / k + week / m - rest / (k * m))
    df = satterthwaite(
        variance,
        (item / k, spread.item_df[:, None]),
        (week / m, spread.week_df[:, None]),
        (rest / (k * m), spread.rest_df[:, None]),
    )
    low, high = q.answers.low, q.answers.high
    fixed_half, half = t_quantile(0.975, fixed_df) * fixed_se, t_quantile(0.975, df) * np.sqrt(variance)
    return PulseTrend(
        questionnaire=q,
        numbers=numbers,
        cells=cells,
        weeks=two.weeks,
        status=status,
        mean=mean,
        fixed_se=fixed_se,
        fixed_df=fixed_df,
        fixed_low95=clipped(mean - fixed_half, low, high),
        fixed_high95=clipped(mean + fixed_half, low, high),
        se=np.sqrt(variance),
        df=df,
        low95=clipped(mean - half, low, high),
        high95=clipped(mean + half, low, high),
        today=today,
    )
