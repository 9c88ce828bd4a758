"""What a simulation on the form itself can say for the evidence passport."""

from __future__ import annotations

from functools import lru_cache

from eq.assess.questionnaire import Questionnaire
from eq.assess.simulate import honest_asked
from eq.stats import generator

PEOPLE = 2000
_SEED = 20261121


def false_alarm_share(questionnaire: Questionnaire) -> tuple[float, int]:
    """Share of simulated honest respondents who would be asked whether their answers stand, and their number."""
    return _share(questionnaire.canonical_json()), PEOPLE


@lru_cache(maxsize=32)
def _share(canonical: str) -> float:
    return float(honest_asked(Questionnaire.model_validate_json(canonical), PEOPLE, generator(_SEED)))
