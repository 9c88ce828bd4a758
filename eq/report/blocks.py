"""Blocks with texts cut to what they may hold: the title of a questionnaire may be as long as its file likes."""

from __future__ import annotations

from collections.abc import Sequence

from eq.coach.report import Column, Heading, Paragraph, Role, Table

LONGEST = 2_000
"""Signs a line may have, as the report counts them."""


def line(text: str) -> str:
    """``text``, cut where it is longer than a line may be."""
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def heading(text: str) -> Heading:
    """A heading, cut where it is too long."""
    return Heading(text=line(text))


def paragraphs(texts: Sequence[str], role: Role = "plain") -> tuple[Paragraph, ...]:
    """One paragraph for each text that says something."""
    return tuple(Paragraph(text=text, role=role) for text in texts if text)


def table(caption: str, columns: Sequence[str], rows: Sequence[Sequence[str]], numbers: Sequence[int] = ()) -> Table:
    """A table; ``numbers`` are the places of the columns that hold numbers."""
    return Table(
        caption=line(caption),
        columns=tuple(Column(title=line(title), number=at in numbers) for at, title in enumerate(columns)),
        rows=tuple(tuple(row) for row in rows),
    )
