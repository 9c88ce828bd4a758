"""What is said of a report that follows, of one that does not, and of one without answers."""

from __future__ import annotations

import pytest

from eq.actions.verifying import text, verify
from eq.errors import EqError
from eq.exchange.reports import report_bytes
from eq.report.limits import limits
from eq.report.reading import reading


@pytest.fixture
def said(tmp_path, proven):
    """What is said of a report with these fields, through a file."""

    def build(**more: object) -> str:
        file = tmp_path / "r.json"
        file.write_bytes(report_bytes(proven(**more)))
        return text(*verify(file))

    return build


def test_a_report_that_follows_says_what_that_proves(said):
    """It names what was compared and what was not, and that nobody's identity is proven."""
    lines = said()
    assert "The numbers follow: " in lines
    assert "Not compared with answers, so any of it may have been changed: from which sitting" in lines
    assert "which area is tested alone; whether every sitting of the period is there" in lines
    assert "that no sitting was left out" in lines
    assert "does not prove who gave the answers" in lines


def test_numbers_that_do_not_follow_are_named(said, proven):
    """The scale, the day, what the report says and what follows stand in one line."""
    rows = proven().scores
    first = next(row for row in rows if row.status == "ok")
    wrong = tuple(row.model_copy(update={"mean": 4.75}) if row is first else row for row in rows)
    lines = said(scores=wrong).split("\n")
    where = "  Score of area-a in small, 5 January 2026, mean"
    assert f"{where}: the report says 4.75, the answers give {first.mean}" in lines
    assert not any("does not prove" in line for line in lines)


def test_another_version_of_the_program_is_said(said, proven):
    """Where sentences differ and the report was made with another version, that may be the reason."""
    sections = tuple(
        one.model_copy(update={"lead": "Said otherwise."}) if one.id == "profile" else one for one in proven().sections
    )
    assert "another version (EQ Reflect 9.9; this is" in said(sections=sections, made_with="EQ Reflect 9.9")
    assert "another version" not in said(sections=sections)


def test_kept_back_answers_are_no_fault(said):
    """Answers withheld is said, with what could therefore not be compared."""
    lines = said(answers=False)
    assert lines.count("Answers withheld") == 1
    assert "the profile; what changed; the statements; the appendix; whose report it is" in lines


def test_a_report_without_questionnaires_has_nothing_to_prove(said, proven):
    """Nothing is claimed of a report without answers because nothing was answered."""
    frame = (reading(proven().cover, "coach"), limits((), "coach"))
    lines = said(sections=frame, scores=(), changes=(), compared=(), sittings=(), instruments=())
    assert "There is no questionnaire in this report" in lines
    assert "The numbers follow" not in lines


def test_a_file_that_is_not_there_is_an_error_for_people(tmp_path):
    """A missing file and a file that is no report have their own words."""
    with pytest.raises(EqError, match="no such file"):
        verify(tmp_path / "gone.json")
    (tmp_path / "r.json").write_bytes(b"PK")
    with pytest.raises(EqError, match="no JSON"):
        verify(tmp_path / "r.json")
