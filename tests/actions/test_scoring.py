"""Cohort files through the use cases: `eq score`, `eq change`, `eq reliability`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import pytest

from eq.actions.scoring import RELIABILITY, change_files, reliability_file, score_file
from eq.assess.reliability import cronbach_alpha
from eq.errors import EqError

FORM = """\
id: two-areas
version: 1
title: Two areas
answers: {low: 1, high: 5, labels: [Never, Rarely, Sometimes, Often, Always]}
scales:
  - {id: calm, title: Keeping calm}
  - {id: brief, title: Brief}
items:
"""
CHANGE = ("respondent", "scale", "items", "diff", "se", "t", "df", "p", "p_holm", "detectable", "verdict", "reason")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with ``form.yaml``: eight statements on calm, three on brief."""
    items = [*(("calm", n) for n in range(1, 9)), *(("brief", n) for n in range(1, 4))]
    lines = [f'  - {{id: {scale}-{n}, scale: {scale}, text: "Statement {scale} {n}."}}\n' for scale, n in items]
    (tmp_path / "form.yaml").write_text(FORM + "".join(lines))
    return tmp_path


def responses(folder: Path, name: str, rows: dict[str, str]) -> Path:
    """A response file from respondent -> eleven answers as digits, "-" for blank."""
    head = ["respondent", *(f"calm-{n}" for n in range(1, 9)), *(f"brief-{n}" for n in range(1, 4))]
    lines = [",".join([who, *("" if a == "-" else a for a in answers)]) for who, answers in rows.items()]
    path = folder / name
    path.write_text("\n".join([",".join(head), *lines, ""]))
    return path


def test_scores_go_to_a_file_or_to_standard_output_alike(
    folder: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    path = responses(folder, "in.csv", {"007": "34343434123", "ann": "5544332211-"})
    for fmt in ("csv", "json"):
        score_file(str(folder / "form.yaml"), path, folder / "out", fmt)
        score_file(str(folder / "form.yaml"), path, None, fmt)
        assert capsysbinary.readouterr().out == (folder / "out").read_bytes()
    rows = json.loads((folder / "out").read_text())
    assert [(r["respondent"], r["scale"], r["status"]) for r in rows] == [
        ("007", "calm", "ok"),
        ("007", "brief", "too_few_items"),
        ("ann", "calm", "ok"),
        ("ann", "brief", "too_few_items"),
    ]
    assert rows[0]["mean"] == 3.5


def test_a_bad_response_file_writes_nothing(folder: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    path = responses(folder, "in.csv", {"ann": "34343434129"})
    out = folder / "out.csv"
    out.write_text("old")
    for target in (out, None):
        with pytest.raises(EqError, match=r"row 2, column brief-3"):
            score_file(str(folder / "form.yaml"), path, target)
    assert out.read_text() == "old"
    assert capsysbinary.readouterr().out == b""


def test_an_input_is_never_overwritten_by_the_scores(folder: Path) -> None:
    path = responses(folder, "in.csv", {"ann": "34343434123"})
    before = path.read_bytes()
    for target in (path, folder / "form.yaml"):
        with pytest.raises(EqError, match="read by the same command"):
            score_file(str(folder / "form.yaml"), path, target)
    assert path.read_bytes() == before


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device here")
def test_a_full_disk_behind_standard_output_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = responses(folder, "in.csv", {"ann": "34343434123"})
    full = Path("/dev/full").open("w")  # noqa: SIM115 - closing it would fail once more
    monkeypatch.setattr(sys, "stdout", full)
    with pytest.raises(EqError, match="cannot be written"):
        score_file(str(folder / "form.yaml"), path)
    monkeypatch.undo()
    with pytest.raises(OSError, match="space"):
        full.close()


def test_an_unknown_questionnaire_is_told(folder: Path) -> None:
    with pytest.raises(EqError):
        score_file("no-such-form", responses(folder, "in.csv", {"ann": "34343434123"}))


def test_changes_are_paired_by_respondent_in_the_order_of_the_first_file(folder: Path) -> None:
    """The published example: a rise of 0.625 with p .067 is leaning up; the brief area is refused, its numbers null."""
    before = responses(folder, "before.csv", {"zoe": "32342332111", "left": "11111111111", "ann": "33333333333"})
    after = responses(folder, "after.csv", {"ann": "33333333333", "new": "11111111111", "zoe": "43343433111"})
    document, text, warnings = change_files(str(folder / "form.yaml"), before, after)
    assert json.loads(json.dumps(document, allow_nan=False)) == document
    assert all(tuple(row) == CHANGE for row in document)
    assert [(r["respondent"], r["scale"]) for r in document] == [
        ("zoe", "calm"),
        ("zoe", "brief"),
        ("ann", "calm"),
        ("ann", "brief"),
    ]
    rise, refused, same, _ = document
    assert (rise["diff"], rise["items"], rise["verdict"], rise["reason"]) == (0.625, 8, "leaning_up", None)
    found = [rise[name] for name in ("se", "df", "t", "p", "detectable")]
    assert found == pytest.approx([0.336871, 80.413063, 1.855309, 0.067217, 0.670342], abs=1e-6)
    assert (refused["verdict"], refused["reason"], refused["items"]) == ("refused", "few_items", 3)
    assert all(refused[name] is None for name in ("diff", "se", "t", "df", "p", "p_holm", "detectable"))
    assert same["verdict"] == "unclear"
    assert warnings == [
        f"Only in {before}, so not compared: left.",
        f"Only in {after}, so not compared: new.",
    ]
    assert "Keeping calm" in text
    assert "leaning up, not settled" in text


def test_many_unpaired_respondents_are_counted(folder: Path) -> None:
    before = responses(folder, "before.csv", {f"p{n}": "32342332111" for n in range(30)})
    after = responses(folder, "after.csv", {"p0": "32342332111"})
    _, _, warnings = change_files(str(folder / "form.yaml"), before, after)
    assert warnings == [f"Only in {before}, so not compared: {', '.join(f'p{n}' for n in range(1, 11))} and 19 more."]


def test_two_files_without_a_common_respondent_are_refused(folder: Path) -> None:
    before = responses(folder, "before.csv", {"ann": "32342332111"})
    after = responses(folder, "after.csv", {"Ann": "32342332111"})
    with pytest.raises(EqError, match="No respondent of this file is in"):
        change_files(str(folder / "form.yaml"), before, after)


def test_a_hostile_name_stays_on_its_line(folder: Path) -> None:
    """Control and direction signs in a respondent never reach the screen."""
    name = "a\x1b[31m\u202eb"
    before = responses(folder, "before.csv", {name: "32342332111", f"x{name}": "32342332111"})
    after = responses(folder, "after.csv", {name: "32342332111"})
    document, text, warnings = change_files(str(folder / "form.yaml"), before, after)
    assert document[0]["respondent"] == name
    assert not any(sign in text + warnings[0] for sign in "\x1b\u202e")


def test_reliability_of_a_group(folder: Path) -> None:
    random = np.random.default_rng(3)
    answers = np.clip(np.rint(3 + random.normal(0, 1, (40, 1)) + random.normal(0, 1, (40, 11))), 1, 5).astype(int)
    rows = {f"p{n}": "".join(map(str, row)) for n, row in enumerate(answers.tolist())}
    rows["p0"] = "-" + rows["p0"][1:]
    document, text = reliability_file(str(folder / "form.yaml"), responses(folder, "in.csv", rows))
    assert json.loads(json.dumps(document, allow_nan=False)) == document
    assert all(tuple(row) == RELIABILITY for row in document)
    calm, brief = document
    assert (calm["scale"], calm["n"], calm["items"]) == ("calm", 39, 8)
    assert calm["alpha"] == pytest.approx(cronbach_alpha(answers[1:, :8].astype(float)), abs=1e-12)
    assert calm["alpha_low"] < calm["alpha"] < calm["alpha_high"]
    assert calm["sem"] is None
    assert calm["note"]
    assert (brief["n"], brief["items"]) == (40, 3)
    assert f"{calm['alpha']:.2f}" in text
    assert "calm-8" in text


def test_a_small_group_shows_no_figures_but_the_reason(folder: Path) -> None:
    path = responses(folder, "in.csv", {f"p{n}": "12345123451" for n in range(29)})
    document, text = reliability_file(str(folder / "form.yaml"), path)
    for row in document:
        assert all(row[name] is None for name in ("alpha", "alpha_low", "alpha_high", "omega", "mean_r", "sem"))
        assert "30" in row["note"]
    assert "Keeping calm: Needs at least 30" in text
