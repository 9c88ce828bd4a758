"""The frame of a report is looked at as well: which sections stand in it, which days, which questions."""

from __future__ import annotations

from datetime import date

import pytest

from eq.coach.facts import LifeFacts
from eq.coach.report import Question, Questions, Report, Section
from eq.report.asking import next_step, questions
from eq.report.following import follows
from eq.wording import following as words
from eq.wording.report_life import JOURNAL


@pytest.fixture
def asked(proven):
    """A report whose questions come from its answers, and a function that replaces its sections."""
    whole = proven()
    section = questions(whole.instruments, whole.sittings, whole.changes, LifeFacts())
    *before, limits, appendix = whole.sections
    return whole.model_copy(update={"sections": (*before, section, limits, appendix)})


def replaced(report: Report, which: str, **more: object) -> Report:
    sections = tuple(one.model_copy(update=more) if one.id == which else one for one in report.sections)
    return report.model_copy(update={"sections": sections})


def where(report: Report) -> str:
    return " ".join(one.where for one in follows(report).differences)


def test_questions_that_follow_are_no_difference(asked):
    """They are compared, and only those about anything else are listed as not compared."""
    check = follows(asked)
    assert (check.status, check.differences) == ("yes", ())
    assert words.UNCHECKED["questions"] in check.unchecked


@pytest.mark.parametrize(
    "more",
    [
        Question(rule="lower", text="Why is area a so low?", because="It lies 2.00 points below the others."),
        Question(rule="risk", text="Is this person at risk?", because="It looks so."),
        Question(rule="aim", text="Are you well?", because="Asked first."),
    ],
)
def test_a_question_that_does_not_follow_is_named(asked, more):
    """One put in by hand, of a rule that answers lead to or of none at all."""
    items = (*asked.section("questions").blocks[0].items, more)
    report = replaced(asked, "questions", blocks=(Questions(items=items),))
    assert "Questions for a talk" in where(report)


def test_a_changed_number_in_a_question_is_named(asked):
    """The evidence of a question is worked out again."""
    items = asked.section("questions").blocks[0].items
    assert len(items) > 2
    altered = (items[0], items[1].model_copy(update={"because": f"{items[1].because} 9.99"}), *items[2:])
    assert "Questions for a talk" in where(replaced(asked, "questions", blocks=(Questions(items=altered),)))


def test_kept_back_answers_leave_every_question_unchecked(proven, asked):
    """Without answers no question is worked out again, and all are listed so."""
    report = proven(answers=False)
    *before, limits, appendix = report.sections
    check = follows(report.model_copy(update={"sections": (*before, asked.section("questions"), limits, appendix)}))
    assert check.status == "withheld"
    assert words.QUESTIONS in check.unchecked


@pytest.mark.parametrize("gone", ["reading", "limits"])
def test_a_report_without_its_frame_is_named(proven, gone):
    """How it is read and what it cannot tell are in every report."""
    report = proven()
    rest = tuple(one for one in report.sections if one.id != gone)
    assert follows(report.model_copy(update={"sections": rest})).status == "no"


def test_sections_in_another_order_twice_or_under_another_name_are_named(proven):
    """Also those whose words no answers stand behind."""
    report = proven()
    first, *rest = report.sections
    journal = Section(id="journal", title=JOURNAL, lead="2 entries.")
    *before, limits, appendix = report.sections
    assert follows(report.model_copy(update={"sections": (*before, journal, limits, appendix)})).status == "yes"
    for sections in (
        (*rest, first),
        (*before, journal, journal, limits, appendix),
        (*before, journal.model_copy(update={"title": "Clinical findings"}), limits, appendix),
    ):
        assert follows(report.model_copy(update={"sections": sections})).status == "no"


def test_a_section_of_the_other_copy_is_named(proven):
    """A coach's copy has no meaning for the person in it."""
    report = proven()
    step = next_step(report.instruments, report.sittings, report.changes, LifeFacts())
    *before, limits, appendix = report.sections
    assert step.title in where(report.model_copy(update={"sections": (*before, step, limits, appendix)}))


@pytest.mark.parametrize(
    "days",
    [
        {"first": date(2026, 2, 1)},
        {"last": date(2026, 2, 20)},
        {"last": date(2026, 9, 1)},
        {"first": date(2026, 4, 2)},
    ],
)
def test_a_period_that_cannot_be_is_named(proven, days):
    """Sittings lie in it, but for those change is counted from, and it does not reach past the day of making."""
    from eq.report.reading import reading

    report = proven()
    cover = report.cover.model_copy(update=days)
    moved = report.model_copy(update={"cover": cover, "sections": (reading(cover, "coach"), *report.sections[1:])})
    assert follows(moved).status == "no"
