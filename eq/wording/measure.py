"""One answer to a practice's measure, in words."""

from __future__ import annotations

from eq.plan.measure import Measure
from eq.wording.plain import number

YES, NO = "Yes", "No"


def value(measure: Measure, given: float) -> str:
    """One answer as it reads."""
    if measure.kind == "yes-no":
        return YES if given else NO
    if measure.kind == "minutes":
        return f"{number(given, 0)} min"
    return number(given, 0)
