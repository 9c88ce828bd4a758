"""A questionnaire's own words inside sentences that a page draws as markdown."""

from __future__ import annotations

from eq.assess.questionnaire import Questionnaire
from eq.ui.look import plain


def escaped(questionnaire: Questionnaire) -> Questionnaire:
    """A copy whose titles and answer labels read as typed inside markdown; for wording only, never kept or scored."""
    answers = questionnaire.answers
    none = answers.not_applicable
    return questionnaire.model_copy(
        update={
            "title": plain(questionnaire.title),
            "scales": tuple(s.model_copy(update={"title": plain(s.title)}) for s in questionnaire.scales),
            "answers": answers.model_copy(
                update={
                    "labels": tuple(plain(label) for label in answers.labels),
                    "not_applicable": None if none is None else plain(none),
                }
            ),
        }
    )
