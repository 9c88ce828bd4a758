"""Reports as clients would hand them over, small and whole; for the tests of the desk."""

from __future__ import annotations

from datetime import UTC, date, datetime

from eq.actions.verifying import MADE_WITH
from eq.coach.report import Cover, Question, Questions, Report, Section
from eq.report.limits import limits
from eq.report.reading import reading

MADE = datetime(2026, 11, 20, 9, tzinfo=UTC)


def report(
    ident: str = "r1",
    person: str = "sender-1",
    *,
    subject: str = "",
    made_at: datetime = MADE,
    until: date | None = None,
    reply_to: str | None = None,
    purpose: str = "",
    questions: tuple[str, ...] = (),
) -> Report:
    """A coach's copy without questionnaires, so that its numbers follow from nothing and nothing is wrong."""
    cover = Cover(
        subject=subject,
        copy_for="coach",
        purpose=purpose,
        until=until,
        first=date(2026, 10, 1),
        last=date(2026, 11, 19),
        made_at=made_at,
        zone="Europe/Berlin",
    )
    asked = Questions(
        items=tuple(Question(rule=f"rule-{n}", text=text, because=f"because {n}") for n, text in enumerate(questions))
    )
    return Report(
        id=ident,
        person=person,
        reply_to=reply_to,
        made_with=MADE_WITH,
        cover=cover,
        sections=(
            reading(cover, "coach"),
            *((Section(id="questions", title="Questions to talk about", blocks=(asked,)),) if questions else ()),
            limits((), "coach"),
        ),
    )
