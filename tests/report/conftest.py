"""Sample reports, built by hand: they hold every kind of block, and their numbers follow from nothing."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from eq.actions.verifying import MADE_WITH
from eq.assess.questionnaire import AnswerScale, Item, Questionnaire, Scale
from eq.coach.report import (
    Bullets,
    Column,
    Compared,
    Copy,
    Cover,
    Facts,
    Figure,
    Given,
    Heading,
    Paragraph,
    Question,
    Questions,
    Quote,
    Report,
    ScoreRow,
    Section,
    SittingRecord,
    Table,
)

# The tests of this folder share what lies beside them.
sys.path.append(str(Path(__file__).parent))

PLAIN = "Agreed to send the draft by Friday.\nThen we both went quiet."
HOSTILE = (
    '<script>alert(1)</script> </style> & "quoted" \'single\' ]]> {{ 7*7 }} {% raw %} #import "x" $a$ @all '
    "`code` **bold** _it_ [a](javascript:alert(1)) <https://evil.example> https://evil.example | pipe |\n"
    "# heading\n- item\n1. one\n=SUM(A1) +1 @cmd \\ \u202egnp.exe\u202c\u200b \u0645\u0631\u062d\u0628\u0627 "
    "\u4f60\u597d za\u017c\u00f3\u0142\u0107 \U0001f600\U0001f469\u200d\U0001f4bb"
)
"""What a person may type that a writer could take for its own language, with signs that fonts lack."""

INSTRUMENT = Questionnaire(
    id="small",
    version=1,
    title="Small",
    frame="In the past 4 weeks",
    answers=AnswerScale(low=1, high=5, labels=("Never", "Rarely", "Sometimes", "Often", "Always")),
    scales=(Scale(id="settling", title="Settling"), Scale(id="asking", title="Asking")),
    items=tuple(
        Item(id=f"{scale}-{n}", scale=scale, text=f"Statement {n} on {scale}.", reverse=n == 3)
        for scale in ("settling", "asking")
        for n in range(6)
    ),
)


def _table(caption: str, first: str) -> Table:
    return Table(
        caption=caption,
        columns=(Column(title="Area"), Column(title="In words"), Column(title="Mean", number=True)),
        rows=((first, "sometimes", "3.12"), ("Asking", "between sometimes and often", "3.50")),
    )


def _figure() -> Figure:
    names = ("title", "words", "instead", "position", "mean", "low95", "high95")
    return Figure(
        kind="profile",
        title="Areas, with the range the answers leave open",
        caption="Dot: mean of the answered statements. Band: 95 % range for the usual level.",
        alt="Settling: sometimes, 2.30 to 3.90. Asking: often, 2.70 to 4.30.",
        columns=names,
        rows=(
            ("Settling", "sometimes", "", 0, 3.12, 2.3, 3.9),
            ("Asking", "", "4 of 6 answered", 1, None, None, None),
        ),
        options={"low": 1, "high": 5, "labels": ["Never", "Rarely", "Sometimes", "Often", "Always"], "average": None},
        table=_table("The same values", "Settling"),
    )


def _sections(copy_for: Copy, typed: str) -> tuple[Section, ...]:
    own = Section(id="next", title="What this can mean, and a next step", lead="One step is enough.")
    asked = Section(
        id="questions",
        title="Questions to talk about",
        blocks=(
            Questions(
                items=(Question(rule="lower", text="What makes settling hard?", because="3.12, lower than the rest"),)
            ),
        ),
    )
    return (
        Section(
            id="reading",
            title="How to read this",
            lead="Own answers, not a test.",
            blocks=(Paragraph(text="A self-reflection tool.", role="caution"),),
        ),
        Section(
            id="profile",
            title="Profile",
            lead="6 statements about settling: sometimes on average.",
            blocks=(
                Heading(text="Small, 3 March 2026"),
                Paragraph(text="Asking has no number: 4 of 6 statements answered.", role="finding"),
                _figure(),
                _table("Areas in words and numbers", "Settling"),
                Paragraph(text="F(1, 10) = 2.12, p = .176", role="quiet"),
            ),
        ),
        Section(
            id="entries",
            title="Episodes",
            lead="1 episode was let out.",
            blocks=(
                Facts(rows=(("Kind", "Debrief"), ("How hard", "6 of 10"))),
                Quote(label="What happened", text=typed),
                Bullets(items=("First", typed)),
            ),
        ),
        own if copy_for == "person" else asked,
        Section(id="limits", title="Limits", lead="No norms.", blocks=(Bullets(items=("Not why.", "Not others.")),)),
    )


def build(copy_for: Copy = "person", *, hostile: bool = False) -> Report:
    """A report with every kind of block; ``hostile`` puts text that looks like code wherever a person typed."""
    typed = HOSTILE if hostile else PLAIN
    line = " ".join(HOSTILE.split()) if hostile else "Mara"
    taken = datetime(2026, 3, 3, 8, 0, tzinfo=UTC)
    values = (3, 4, 2, 3, 3, 4, 4, 4, 3, 2)
    answers = tuple(
        Given(item=item.id, value=value, position=n, page=n // 6, seconds=4.5)
        for n, (item, value) in enumerate(zip(INSTRUMENT.items, values, strict=False))
    )
    score = {"assessment": "s1", "questionnaire": "small", "taken_at": taken, "items": 6}
    return Report(
        id="11111111-2222-3333-4444-555555555555",
        person="99999999-8888-7777-6666-555555555555",
        made_with=MADE_WITH,
        cover=Cover(
            subject=line,
            copy_for=copy_for,
            purpose=typed,
            recipient=line,
            until=date(2026, 12, 31),
            first=date(2026, 1, 1),
            last=date(2026, 3, 31),
            made_at=datetime(2026, 4, 1, 9, 30, tzinfo=UTC),
            zone="Europe/Warsaw",
            masked=1,
            texts=("entries",),
        ),
        sections=_sections(copy_for, typed),
        scores=(
            ScoreRow(
                **score, scale="settling", answered=6, mean=3.12, se=0.4, df=20.0, low95=2.3, high95=3.9, pomp=53.0,
                status="ok",
            ),
            ScoreRow(
                **score, scale="asking", answered=4, mean=None, se=None, df=None, low95=None, high95=None, pomp=None,
                status="too_few_answered",
            ),
        ),
        compared=(Compared(questionnaire="small", reference=("s1",), latest="s1"),),
        sittings=(
            SittingRecord(
                id="s1", questionnaire=INSTRUMENT.digest, taken_at=taken, zone="Europe/Warsaw", local=date(2026, 3, 3),
                note=typed, answers=answers,
            ),
        ),
        instruments=(INSTRUMENT,),
    )  # fmt: skip


@pytest.fixture(scope="session")
def made() -> Callable[..., Report]:
    """``made(copy_for="person", hostile=False)``: a report with every kind of block."""
    return build


@pytest.fixture(scope="session")
def hostile() -> str:
    """The typed text of ``made(hostile=True)``."""
    return HOSTILE
