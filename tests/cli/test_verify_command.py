"""`eq verify`: exit status 1 when a number does not follow, 0 when all do or the answers were kept back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from eq.cli import main
from eq.exchange.reports import report_bytes


@pytest.fixture
def verify(tmp_path: Path):
    """Runs the command on these bytes."""

    def run(data: bytes) -> Result:
        file = tmp_path / "report.json"
        file.write_bytes(data)
        return CliRunner().invoke(main, ["verify", str(file)])

    return run


def test_a_report_that_follows_ends_well(verify, proven):
    """Everything follows: exit status 0."""
    done = verify(report_bytes(proven()))
    assert done.exit_code == 0
    assert "The numbers follow" in done.stdout


def test_a_number_that_does_not_follow_is_named_and_ends_with_one(verify, proven):
    """The altered number is named on the screen, and the exit status is 1."""
    first, *rest = proven().changes
    wrong = (first.model_copy(update={"p_holm": 0.01}), *rest)
    done = verify(report_bytes(proven(changes=wrong)))
    assert done.exit_code == 1
    assert "p (Holm): the report says 0.01" in done.stdout


def test_kept_back_answers_end_well(verify, proven):
    """Answers withheld is no error."""
    done = verify(report_bytes(proven(answers=False)))
    assert done.exit_code == 0
    assert "Answers withheld" in done.stdout


def test_a_file_that_was_changed_is_refused_on_stderr(verify, proven):
    """A digest that does not fit: exit status 1, one line on stderr, nothing claimed."""
    document = json.loads(report_bytes(proven()))
    document["scores"][0]["answered"] = 1
    done = verify(json.dumps(document).encode())
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1
    assert "digest does not fit" in done.stderr


def test_what_somebody_typed_never_reaches_the_terminal_as_it_is(verify, proven):
    """Signs that a terminal would obey are shown as a replacement."""
    note = "\x1b[2J\x07 gone"
    sections = tuple(one.model_copy(update={"lead": note}) if one.id == "profile" else one for one in proven().sections)
    done = verify(report_bytes(proven(sections=sections)))
    assert done.exit_code == 1
    assert "\x1b" not in done.stdout
    assert "[2J" in done.stdout
