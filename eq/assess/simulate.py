"""Seeded simulations: how often our intervals, verdicts and questions are right (docs/scoring.md, "Simulated rates").

Every function takes the random stream and gives the same rates for the same stream. The people in it are made up:
what they are assumed to be like stands in ``Answering`` and ``Honest``, and the rates hold as far as that does.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from datetime import timedelta

import numpy as np
from numpy.typing import NDArray

from eq.assess import pulse
from eq.assess.differences import VERDICTS, change_table
from eq.assess.order import shown_order
from eq.assess.quality import sameness
from eq.assess.questionnaire import AnswerScale, Item, Questionnaire, Scale
from eq.assess.scores import score
from eq.stats import Floats, normal_cdf, t_quantile

_ORDERS = 16
_SLIP = 0.05


@dataclass(frozen=True)
class Answering:
    """How made-up people answer, in points of a 1..5 scale, wider scales in proportion.

    A person's usual level on a scale is uniform between ``lowest`` and ``highest``. To it are added, all normal: the
    statement's own level (SD ``item``, the same at every sitting), the day (SD ``day``, common to all statements of
    one scale at one sitting, scales independent) and the moment (SD ``moment``, new for every answer). The sum is
    rounded to a whole answer and held on the answer scale.
    """

    item: float = 0.5
    moment: float = 0.5
    day: float = 0.20
    lowest: float = 2.0
    highest: float = 4.6


EVEN = Answering()
"""Statements of moderately different levels: spread within a scale about 0.73, of item differences 0.77."""

UNEVEN = Answering(item=0.7, moment=0.525)
"""Statements of widely different levels: spread within a scale about 0.86, of item differences 0.78."""


@dataclass(frozen=True)
class Coverage:
    """Shares 0..1 of 95 % intervals that hold the true usual level: ours, and one from item sampling alone."""

    usual: float
    items_only: float
    intervals: int


@dataclass(frozen=True)
class Alarms:
    """Shares 0..1 of people: any scale called up or down, any called at least leaning, and (for a real rise of the
    first scale) that scale called up."""

    clear: float
    leaning: float
    found: float
    people: int


def plain_form(scales: int, items: int, *, reverse: int = 0) -> Questionnaire:
    """A 1..5 form without words; the last ``reverse`` items of every scale are reverse-keyed."""
    return Questionnaire(
        id="plain",
        version=1,
        title="Plain",
        answers=AnswerScale(low=1, high=5, labels=("1", "2", "3", "4", "5")),
        scales=tuple(Scale(id=f"s{j}", title=f"s{j}") for j in range(scales)),
        items=tuple(
            Item(id=f"s{j}-{i}", scale=f"s{j}", text="x", reverse=i >= items - reverse)
            for j in range(scales)
            for i in range(items)
        ),
    )


def coverage(
    people: int,
    generator: np.random.Generator,
    *,
    items: int = 8,
    scales: int = 5,
    answering: Answering = EVEN,
    misread: int = 0,
) -> Coverage:
    """How often the interval of one sitting holds the person's usual level.

    The usual level is the mean answer over all statements and days one could ask. ``misread`` of the items are
    opposite-behaviour statements that everyone here answers as if they were plain.
    """
    q = plain_form(scales, items, reverse=misread)
    level = _levels(generator, people, scales, answering)
    answers = _answers(generator, level + _statements(generator, people, scales, items, answering), answering)
    table = score(q, answers.reshape(people, -1))
    truth = _usual_level(level[:, :, 0], answering)
    half = t_quantile(0.975, table.sd_df)[:, np.newaxis] * table.sd[:, np.newaxis] / math.sqrt(items)
    usual = (table.low95 <= truth) & (truth <= table.high95)
    return Coverage(float(usual.mean()), float((np.abs(table.mean - truth) <= half).mean()), usual.size)


def alarms(
    people: int,
    generator: np.random.Generator,
    *,
    items: int = 10,
    scales: int = 5,
    answering: Answering = EVEN,
    rise: float = 0.0,
    focus: bool = False,
) -> Alarms:
    """Verdicts between two sittings when only the first scale really rises, by ``rise`` points (0: nothing does).

    With ``focus`` the first scale is tested alone.
    """
    q = plain_form(scales, items)
    base = _levels(generator, people, scales, answering) + _statements(generator, people, scales, items, answering)
    after = base.copy()
    after[:, 0] += rise
    first, second = (_answers(generator, at, answering).reshape(people, -1) for at in (base, after))
    verdict = change_table(q, first, second, focus="s0" if focus else None).verdict
    return _alarms(verdict)


def ever_alarmed(
    people: int, generator: np.random.Generator, *, sittings: int = 12, items: int = 10, answering: Answering = EVEN
) -> float:
    """Share 0..1 of stable people for whom some later sitting compared with the first would be called up or down."""
    q = plain_form(5, items)
    base = _levels(generator, people, 5, answering) + _statements(generator, people, 5, items, answering)
    first = _answers(generator, base, answering).reshape(people, -1)
    ever = np.zeros(people, dtype=bool)
    for _ in range(sittings - 1):
        later = _answers(generator, base, answering).reshape(people, -1)
        ever |= _clear(change_table(q, first.copy(), later).verdict).any(axis=1)
    return float(ever.mean())


@dataclass(frozen=True)
class PulseRates:
    """Shares 0..1: the fixed and the wider interval holding what they speak of, then the verdicts as ``Alarms``."""

    fixed: float
    usual: float
    alarms: Alarms
    people: int


def pulse_rates(
    people: int,
    generator: np.random.Generator,
    *,
    weeks: int = 4,
    items: int = 3,
    answering: Answering = EVEN,
    rise: float = 0.0,
) -> PulseRates:
    """Two neighbouring blocks of ``weeks`` pulse sittings; in the second the first scale is higher by ``rise``.

    The fixed interval should hold the mean answer to these very statements over all days, the wider one that over all
    statements as well. A week is a sitting of its own day.
    """
    scales = 5
    q = plain_form(scales, items)
    level = _levels(generator, people, scales, answering)
    first = level + _statements(generator, people, scales, items, answering)
    second = first.copy()
    second[:, 0] += rise
    cells = np.full((people, 2, pulse.BLOCK_WEEKS, scales * items), np.nan)
    for block, base in enumerate((first, second)):
        for week in range(weeks):
            cells[:, block, week] = _answers(generator, base, answering).reshape(people, -1)
    trend = pulse.trend_of(q, tuple(range(people)), cells[:, 0], None)
    fixed_truth = _usual_level(first, replace(answering, item=0.0)).mean(axis=2)
    truth = _usual_level(level[:, :, 0], answering)
    fixed = (trend.fixed_low95 <= fixed_truth) & (fixed_truth <= trend.fixed_high95)
    usual = (trend.low95 <= truth) & (truth <= trend.high95)
    day = pulse.block_dates(0)[0]
    end = day + timedelta(days=27)
    words = [
        [
            VERDICTS.index(row.verdict)
            for row in pulse.change(q, pulse.Block(0, day, end, both[0]), pulse.Block(1, day, end, both[1]))
        ]
        for both in cells
    ]
    return PulseRates(float(fixed.mean()), float(usual.mean()), _alarms(np.array(words, dtype=np.int8)), people)


@dataclass(frozen=True)
class Honest:
    """How people who read every statement are assumed to answer a form, in points of a 1..5 scale.

    ``level`` and ``level_sd``: the person's general level; ``scale_sd``: how far a scale lies from it; ``item_sd``: the
    median spread of answers within a scale and ``item_spread`` the SD of its logarithm over people, because some
    answer more evenly than others. All normal, rounded, held on the answer scale.
    """

    level: float = 3.5
    level_sd: float = 0.5
    scale_sd: float = 0.35
    item_sd: float = 0.7
    item_spread: float = 0.3


@dataclass(frozen=True)
class Asked:
    """Shares 0..1 of one kind of respondent: asked for sameness alone, and asked if the pages were quick as well."""

    alone: float
    when_quick: float


@dataclass(frozen=True)
class QualityRates:
    """What the kind question does on one form, from ``people`` made-up respondents of each kind.

    ``honest`` false alarms; ``straight`` people who give one answer all along with one in twenty slipping to a
    neighbour; ``random`` people who tick anything. Page times are not simulated: nobody's are known beforehand.
    """

    honest: Asked
    straight: Asked
    random: Asked
    people: int


def quality_rates(
    q: Questionnaire, people: int, generator: np.random.Generator, *, honest: Honest | None = None
) -> QualityRates:
    """Rates of the answer-quality question on the form ``q`` in its own shuffled orders."""
    low, high = q.answers.low, q.answers.high
    shape = (people, len(q.items))
    order = _shown_columns(q, people, generator)
    one = generator.integers(low, high + 1, (people, 1)) + np.zeros(shape)
    slip = (generator.random(shape) < _SLIP) * generator.choice([-1, 1], shape)
    straight = np.where((one + slip < low) | (one + slip > high), one - slip, one + slip)
    return QualityRates(
        honest=_asked(q, _honest_answers(q, people, generator, honest or Honest()), order),
        straight=_asked(q, straight, order),
        random=_asked(q, generator.integers(low, high + 1, shape).astype(np.float64), order),
        people=people,
    )


def honest_asked(q: Questionnaire, people: int, generator: np.random.Generator) -> float:
    """Share 0..1 of ``people`` honest respondents (``Honest``) asked the kind question for sameness alone."""
    order = _shown_columns(q, people, generator)
    return _asked(q, _honest_answers(q, people, generator, Honest()), order).alone


def _shown_columns(q: Questionnaire, people: int, generator: np.random.Generator) -> NDArray[np.intp]:
    """For each respondent the columns in shown order (people, items), from a few real shuffles of the form."""
    shuffles = [[q.item_index[item] for item in shown_order(q, generator)] for _ in range(_ORDERS)]
    return np.array(shuffles, dtype=np.intp)[np.arange(people) % _ORDERS]


def _asked(q: Questionnaire, answers: Floats, order: NDArray[np.intp]) -> Asked:
    reverse = np.array([item.reverse for item in q.items], dtype=bool)[order]
    found = sameness(q, np.take_along_axis(answers, order, axis=1), reverse)
    return Asked(float(found.long_share.mean()), float(found.flag.mean()))


def _honest_answers(q: Questionnaire, people: int, generator: np.random.Generator, honest: Honest) -> Floats:
    """Raw answers (people, items) in file order."""
    unit = (q.answers.high - q.answers.low) / 4
    scale_of = {scale.id: at for at, scale in enumerate(q.scales)}
    scale = np.array([scale_of[item.scale] for item in q.items])
    person = generator.normal(honest.level - 1, honest.level_sd, (people, 1))
    areas = generator.normal(0, honest.scale_sd, (people, len(q.scales)))
    spread = honest.item_sd * np.exp(generator.normal(0, honest.item_spread, (people, 1)))
    latent = person + areas[:, scale] + spread * generator.normal(size=(people, len(q.items)))
    meant = np.clip(np.rint(q.answers.low + unit * latent), q.answers.low, q.answers.high)
    reverse = np.array([item.reverse for item in q.items], dtype=bool)
    return np.where(reverse, q.answers.low + q.answers.high - meant, meant)


def _levels(generator: np.random.Generator, people: int, scales: int, answering: Answering) -> Floats:
    return generator.uniform(answering.lowest, answering.highest, (people, scales, 1))


def _statements(generator: np.random.Generator, people: int, scales: int, items: int, answering: Answering) -> Floats:
    return generator.normal(0, answering.item, (people, scales, items))


def _answers(generator: np.random.Generator, base: Floats, answering: Answering) -> Floats:
    """One sitting on 1..5: the levels ``base`` (people, scales, items) with the day and the moment added."""
    day = generator.normal(0, answering.day, (*base.shape[:2], 1))
    return np.clip(np.rint(base + day + generator.normal(0, answering.moment, base.shape)), 1, 5)


def _usual_level(level: Floats, answering: Answering) -> Floats:
    """Mean answer on 1..5 over all statements, days and moments at a latent ``level``."""
    spread = math.sqrt(answering.item**2 + answering.day**2 + answering.moment**2)
    return 1 + sum((normal_cdf((level - edge) / spread) for edge in (1.5, 2.5, 3.5, 4.5)), np.zeros(level.shape))


def _clear(verdict: NDArray[np.int8]) -> NDArray[np.bool_]:
    return np.isin(verdict, [VERDICTS.index("up"), VERDICTS.index("down")])


def _alarms(verdict: NDArray[np.int8]) -> Alarms:
    clear = _clear(verdict)
    leaning = clear | np.isin(verdict, [VERDICTS.index("leaning_up"), VERDICTS.index("leaning_down")])
    found = verdict[:, 0] == VERDICTS.index("up")
    return Alarms(float(clear.any(axis=1).mean()), float(leaning.any(axis=1).mean()), float(found.mean()), len(verdict))
