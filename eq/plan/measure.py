"""The one daily measure a practice is judged by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Better = Literal["higher", "lower"]
MeasureKind = Literal["scale", "yes-no", "minutes"]
Unit = Literal["minutes"] | tuple[float, float]

MEASURE_KINDS: tuple[MeasureKind, ...] = get_args(MeasureKind)

SCALE = (0.0, 10.0)
MOST_MINUTES = 600
"""The ends of a measure of kind ``scale``, and the most minutes of one of kind ``minutes``."""

BASELINE_DAYS = 10
BASELINE_LEAST = 7
BASELINE_MOST = 28
"""Days of the measure before a practice: what a plan proposes, the fewest and the most it accepts."""


@dataclass(frozen=True)
class Measure:
    """What is asked once a day, before a practice and during it; never whether the practice was done.

    ``scale`` runs from 0 to 10, ``low`` and ``high`` name its ends; ``yes-no`` is 1 or 0; ``minutes`` 0..600.
    """

    name: str
    question: str
    kind: MeasureKind
    better: Better
    low: str = ""
    high: str = ""

    @property
    def unit(self) -> Unit:
        """The unit as ``helped`` takes it."""
        if self.kind == "minutes":
            return "minutes"
        return SCALE if self.kind == "scale" else (0.0, 1.0)

    @property
    def most(self) -> float:
        """The largest value it takes; the smallest is 0."""
        return {"scale": SCALE[1], "yes-no": 1.0, "minutes": float(MOST_MINUTES)}[self.kind]
