"""Where a mean lies on the answer scale, in the form's own words (describe the scale, not the person)."""

from __future__ import annotations

import math

from eq.assess.questionnaire import AnswerScale
from eq.wording.plain import lower_first


def label_at(mean: float, answers: AnswerScale) -> str:
    """The answer word nearest to a mean; halves count upwards (2.5 is "sometimes" on 1..5)."""
    step = min(max(math.floor(mean + 0.5), answers.low), answers.high)
    return in_sentence(answers.labels[step - answers.low])


def in_sentence(label: str) -> str:
    """An answer label inside a sentence: "Never or almost never" becomes "almost never" (evidence §3.10)."""
    head, _, tail = label.partition(" or ")
    return tail if tail.lower() == f"almost {head.lower()}" else lower_first(label)


def level(mean: float, low: float, high: float, answers: AnswerScale) -> str:
    """The word for a mean, or "between … and …" where the 80 % interval ``low..high`` spans several words."""
    first, last = label_at(low, answers), label_at(high, answers)
    return label_at(mean, answers) if first == last else f"between {first} and {last}"


def axis_words(answers: AnswerScale, *, short: bool = False) -> list[str]:
    """The answer words for an axis; ``short`` keeps the last word or two of long ones, for narrow places."""
    return [_shortened(label) if short else label for label in answers.labels]


def _shortened(label: str) -> str:
    """ "Never or almost never" -> "Never"; other labels stay, cut at 14 characters."""
    head = label.split(" or ", 1)[0]
    return head if len(head) <= 14 else head[:13] + "…"
