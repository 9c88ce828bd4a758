"""Two reports side by side: numbers next to each other, and no verdict that the later report does not give."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from eq.assess.questionnaire import AnswerScale, Item, Questionnaire, Scale
from eq.coach.comparing import compare
from eq.coach.report import (
    ChangeRow,
    Compared,
    Cover,
    Facts,
    Heading,
    Paragraph,
    Report,
    ScoreRow,
    Section,
    SittingRecord,
    Table,
)  # fmt: skip
from eq.wording import comparing as words

DAYS = {"s1": datetime(2026, 3, 3, 8, tzinfo=UTC), "s2": datetime(2026, 5, 3, 8, tzinfo=UTC)}


def form(ident: str = "small", *, version: int = 1, items: int = 6) -> Questionnaire:
    return Questionnaire(
        id=ident,
        version=version,
        title=ident.capitalize(),
        frame="In the past 4 weeks",
        answers=AnswerScale(low=1, high=5, labels=("Never", "Rarely", "Sometimes", "Often", "Always")),
        scales=(Scale(id="settling", title="Settling"), Scale(id="asking", title="Asking")),
        items=tuple(
            Item(id=f"{scale}-{n}", scale=scale, text=f"Statement {n} on {scale}.")
            for scale in ("settling", "asking")
            for n in range(items)
        ),
    )


def score(sitting: str, scale: str, mean: float | None) -> ScoreRow:
    ok = mean is not None
    return ScoreRow(
        assessment=sitting,
        questionnaire="small",
        taken_at=DAYS[sitting],
        scale=scale,
        items=6,
        answered=6 if ok else 4,
        mean=mean,
        se=0.3 if ok else None,
        df=20.0 if ok else None,
        low95=mean - 0.6 if mean else None,
        high95=mean + 0.6 if mean else None,
        pomp=50.0 if ok else None,
        status="ok" if ok else "too_few_answered",
    )


def change(before: str, after: str, verdict: str) -> ChangeRow:
    return ChangeRow(
        questionnaire="small", before=before, after=after, scale="settling", items=6, diff=0.5, se=0.2, t=2.5, df=5.0,
        p=0.05, p_holm=0.05, detectable=0.8, verdict=verdict, reason=None,
    )  # fmt: skip


def report(
    *sittings: str,
    means: tuple[float | None, float | None] = (3.0, 2.5),
    verdict: str | None = None,
    reference: tuple[str, ...] = ("s1",),
    person: str = "p",
    made: datetime = DAYS["s2"],
    told: str = "",
    used: Questionnaire | None = None,
) -> Report:
    used = used or form()
    plan = Section(
        id="plan",
        title="Plan",
        lead=told,
        blocks=(
            Heading(text="Pause"), Paragraph(text="Cannot tell.", role="finding"), Paragraph(text="-"),
            Heading(text="Walk"), Paragraph(text="Cannot tell.", role="finding"),
        ),
    )  # fmt: skip
    return Report(
        id="r",
        person=person,
        made_with="EQ Reflect",
        cover=Cover(copy_for="coach", first=date(2026, 1, 1), last=made.date(), made_at=made, zone="UTC"),
        sections=(Section(id="reading", title="How to read this"), *((plan,) if told else ())),
        scores=tuple(score(one, ("settling", "asking")[at], mean) for one in sittings for at, mean in enumerate(means)),
        changes=(change(reference[-1], "s2", verdict),) if verdict else (),
        compared=(Compared(questionnaire="small", reference=reference, latest="s2"),) if verdict else (),
        sittings=tuple(
            SittingRecord(id=one, questionnaire=used.digest, taken_at=DAYS[one], zone="UTC", local=DAYS[one].date())
            for one in sittings
        ),
        instruments=(used,) if sittings else (),
    )


def table(before: Report, after: Report) -> Table:
    (found,) = (b for b in words.sections(compare(before, after))[0].blocks if isinstance(b, Table))
    return found


def said(before: Report, after: Report) -> str:
    return " ".join(b.text for b in words.sections(compare(before, after))[0].blocks if isinstance(b, Paragraph))


def test_both_means_stand_with_their_ranges_and_no_verdict() -> None:
    """Two numbers that differ a lot are no change until a report says so."""
    found = table(report("s1", means=(2.0, 2.5)), report("s2", means=(4.5, None)))
    assert [column.title for column in found.columns] == ["Area", "3 Mar 2026", "3 May 2026"]
    assert found.rows == (
        ("Settling", "2.00 (1.40 to 2.60), 6 of 6", "4.50 (3.90 to 5.10), 6 of 6"),
        ("Asking", "2.50 (1.90 to 3.10), 6 of 6", "no number: fewer than four in five statements answered (4 of 6)"),
    )
    assert words.NO_VERDICT in said(report("s1"), report("s2"))


def test_a_verdict_of_the_later_report_is_repeated() -> None:
    """When it is between these very sittings; areas without one say so."""
    found = table(report("s1"), report("s1", "s2", verdict="up"))
    assert found.columns[-1].title == "In the later report"
    assert [row[-1] for row in found.rows] == ["up", words.NO_VERDICT]


def test_a_verdict_between_other_sittings_is_not() -> None:
    """A mean of two sittings is another reference than one of them, and the earlier report's verdict does not count."""
    double = report("s1", "s2", verdict="up", reference=("s0", "s1"))
    for before, after in ((report("s1"), double), (report("s1", "s2", verdict="up"), report("s2"))):
        assert len(table(before, after).columns) == 3


def test_the_same_sitting_twice_is_named() -> None:
    """There is nothing to compare, and no verdict is repeated."""
    both = report("s1", "s2", verdict="up")
    assert words.SAME in said(both, both)
    assert len(table(both, both).columns) == 3


def test_other_versions_of_a_form_are_named() -> None:
    """Means of different statements may not mean the same."""
    assert words.OTHER_FORM in said(report("s1"), report("s2", used=form(version=2)))
    assert words.OTHER_FORM not in said(report("s1"), report("s2"))


def test_a_questionnaire_in_one_report_only_leaves_the_other_side_open() -> None:
    """Its column says that there is no sitting."""
    found = table(report(), report("s2"))
    assert (found.columns[1].title, found.rows[0][1]) == ("no sitting", "–")


def test_a_pulse_is_not_read_from_two_weeks() -> None:
    """It has no rows, but a sentence that says why."""
    pulse = form(items=2)
    assert pulse.is_pulse
    blocks = words.sections(compare(report("s1", used=pulse), report("s2", used=pulse)))[0].blocks
    assert [type(block) for block in blocks] == [Heading, Paragraph]


def test_two_people_are_noticed() -> None:
    """After a merge the reports may come from two workspaces; the reader is told to look."""
    assert words.OTHER_PERSON in said(report("s1"), report("s2", person="q"))


def test_findings_of_the_plan_stand_side_by_side() -> None:
    """What each section leads with and its findings, nothing else of it; a report without says so."""
    sections = words.sections(compare(report(), report(told="Likely helping.", made=DAYS["s2"] + timedelta(days=1))))
    (plan,) = (one for one in sections if one.id == "plan")
    (facts,) = plan.blocks
    assert isinstance(facts, Facts)
    assert [text for _, text in facts.rows] == [
        words.NOTHING,
        "Likely helping. “Pause”: Cannot tell. “Walk”: Cannot tell.",
    ]
    assert "Only in the report on 1 Jan 2026 to 4 May 2026: Plan." in [
        block.text for block in sections[0].blocks if isinstance(block, Paragraph)
    ]


def test_findings_of_days_that_both_cover_are_not_taken_for_two() -> None:
    """Where the days overlap the reader is told so; where there is nothing told, nothing is said about it."""
    one, other = report(told="1 plan."), report(told="2 plans.", made=DAYS["s2"] + timedelta(days=9))
    assert words.SHARED in said(one, other)
    later = other.model_copy(update={"cover": other.cover.model_copy(update={"first": date(2026, 5, 4)})})
    assert words.APART in said(one, later)
    assert words.APART not in said(report(), report())
