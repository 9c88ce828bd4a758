"""What the report cannot tell, what it is for, and what is known of the questionnaires in it."""

from __future__ import annotations

from collections.abc import Sequence

from eq.assess.questionnaire import Questionnaire
from eq.coach.report import Block, Bullets, Copy, Section
from eq.report.blocks import heading, paragraphs, table
from eq.wording import passport
from eq.wording import report as words
from eq.wording import report_frame as frame
from eq.wording.results import NOT_A_TEST


def limits(instruments: Sequence[Questionnaire], copy_for: Copy = "person") -> Section:
    """Limits in words, the use it is meant for, when to look for help, and one evidence passport an instrument."""
    scope = (heading(frame.SCOPE_HEADING), Bullets(items=frame.SCOPE)) if copy_for == "coach" else ()
    return Section(
        id="limits",
        title=words.TITLES["limits"],
        lead=NOT_A_TEST,
        blocks=(
            Bullets(items=frame.LIMITS),
            heading(frame.USE_HEADING),
            *paragraphs([frame.USE], "caution"),
            heading(frame.SAFETY_HEADING),
            *paragraphs([frame.SAFETY], "caution"),
            *scope,
            *(block for form in instruments for block in _passport(form)),
        ),
    )


def _passport(form: Questionnaire) -> tuple[Block, ...]:
    rows = passport.reliability_rows(form)
    figures = (
        (table(frame.RELIABILITY, list(rows[0]), [list(row.values()) for row in rows], (1, 2, 3)),) if rows else ()
    )
    return (
        heading(frame.PASSPORT.format(form.title)),
        *paragraphs([passport.status(form).replace("**", "")]),
        Bullets(items=tuple(passport.lines(form))),
        *figures,
    )
