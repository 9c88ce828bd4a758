from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from eq.actions import filed, results
from eq.actions.places import default_path
from eq.actions.places import workspace as place
from eq.assess.questionnaire import Questionnaire
from eq.assess.scores import score
from eq.content import questionnaires as content
from eq.errors import EqError
from eq.store.workspace import Workspace

At = Callable[[str], None]
Sit = Callable[..., str]
ASSESSMENT_COLUMNS = ["assessment", "questionnaire", "version", "state", "taken_at", "started_at", "ended_at", "zone",
                      "answered", "note"]  # fmt: skip
SCORE_COLUMNS = ["assessment", "questionnaire", "taken_at", "scale", "items", "answered", "mean", "se", "df", "low95",
                 "high95", "pomp", "status"]  # fmt: skip
AT = "2026-11-20T08:15:00+01:00"


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    """A file of answers to the pulse: one does not apply, one is blank, one is not listed."""
    items = [item.id for item in content.shipped("pulse").items]
    values = ["n/a", "", *(str(n % 5 + 1) for n in range(12))]
    path = tmp_path / "answers.csv"
    path.write_text("item,value\n" + "".join(f"{i},{v}\n" for i, v in zip(items, values, strict=False)))
    return path


def columns(text: str) -> list[str]:
    return next(csv.reader(io.StringIO(text)))


def test_a_file_becomes_one_finished_sitting(workspace: Workspace, answers: Path, at: At) -> None:
    """Its answers, its instant and its instrument are kept as given."""
    at("2026-11-21T09:00:00Z")
    name, answered, items = filed.take_file(workspace, "pulse", answers, AT)
    assert (answered, items) == (12, 15)
    result = results.result(workspace, name)
    assert result.questionnaire == content.shipped("pulse")
    assert result.sitting.taken_at == datetime(2026, 11, 20, 7, 15, tzinfo=UTC)
    ids = [item.id for item in result.questionnaire.items]
    assert result.given == {ids[0]: None} | {i: n % 5 + 1 for n, i in enumerate(ids[2:14])}


def test_the_same_file_at_the_same_instant_is_one_sitting(workspace: Workspace, answers: Path, at: At) -> None:
    """Taking it again, however the instant is written, changes nothing; another instant or answer is another."""
    at("2026-11-21T09:00:00Z")
    first = filed.take_file(workspace, "pulse", answers, AT)
    before = filed.listing(workspace, "assessments").records
    assert filed.take_file(workspace, "pulse", answers, "2026-11-20T07:15:00Z") == first
    assert filed.listing(workspace, "assessments").records == before
    other = filed.take_file(workspace, "pulse", answers, "2026-11-20T07:16:00Z")
    answers.write_text(answers.read_text().replace("n/a", "3"))
    third = filed.take_file(workspace, "pulse", answers, AT)
    assert len({first[0], other[0], third[0]}) == len(filed.listing(workspace, "assessments").records) == 3


def test_without_an_instant_now_counts(workspace: Workspace, answers: Path, at: At) -> None:
    """The clock is read once."""
    at("2026-11-21T09:00:00Z")
    name, _, _ = filed.take_file(workspace, "pulse", answers, None)
    assert results.result(workspace, name).sitting.taken_at == datetime(2026, 11, 21, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("instant", "words"), [("2026-11-21T09:00:01Z", "still to come"), ("tomorrow", "no date and time")]
)
def test_an_impossible_instant_is_refused(
    workspace: Workspace, answers: Path, at: At, instant: str, words: str
) -> None:
    """Nothing is stored and no workspace made."""
    at("2026-11-21T09:00:00Z")
    with pytest.raises(EqError, match=words) as caught:
        filed.take_file(workspace, "pulse", answers, instant)
    assert caught.value.problems[0].where == "--at"
    assert not workspace.path.parent.exists()


@pytest.mark.parametrize(
    "text",
    ["item,value\n", "item,value\nnowhere,3\n", "item\n", "", "item,value\n{first},9\n", "item,value\n{first},\n"],
)
def test_a_bad_file_stores_nothing(workspace: Workspace, answers: Path, at: At, text: str) -> None:
    """A file without an answer, or with a wrong one, is an error that names it; no workspace is made."""
    at("2026-11-21T09:00:00Z")
    answers.write_text(text.replace("{first}", content.shipped("pulse").items[0].id))
    with pytest.raises(EqError) as caught:
        filed.take_file(workspace, "pulse", answers, AT)
    assert all(problem.where.startswith(str(answers)) for problem in caught.value.problems)
    assert not workspace.path.parent.exists()


def test_an_unknown_questionnaire_is_refused(workspace: Workspace, answers: Path) -> None:
    """A misspelt id gets a suggestion."""
    with pytest.raises(EqError, match="puls") as caught:
        filed.take_file(workspace, "puls", answers, AT)
    assert "pulse" in caught.value.problems[0].remedy


def test_a_questionnaire_file_can_be_taken(workspace: Workspace, tmp_path: Path, at: At) -> None:
    """A path works where an id does."""
    at("2026-11-21T09:00:00Z")
    form = tmp_path / "mine.yaml"
    form.write_text(
        "id: mine\nversion: 1\ntitle: Mine\nanswers: {low: 1, high: 3, labels: [Rarely, Sometimes, Often]}\n"
        "scales: [{id: one, title: One}]\nitems:\n  - {id: i-1, scale: one, text: I do it.}\n"
    )
    (tmp_path / "a.csv").write_text("item,value\ni-1,2\n")
    name, answered, items = filed.take_file(workspace, str(form), tmp_path / "a.csv", None)
    assert (answered, items) == (1, 1)
    assert results.result(workspace, name).questionnaire.id == "mine"


def test_alike_answers_from_a_file_are_asked_about_too(workspace: Workspace, answers: Path, at: At) -> None:
    """A file is no way around the question."""
    at("2026-11-21T09:00:00Z")
    answers.write_text("item,value\n" + "".join(f"{i.id},3\n" for i in content.shipped("pulse").items))
    name, _, _ = filed.take_file(workspace, "pulse", answers, AT)
    assert results.result(workspace, name).ask is True


def test_assessments_are_listed_with_exactly_their_columns(
    workspace: Workspace, make_form: Callable[..., Questionnaire], sit: Sit, at: At
) -> None:
    """Oldest first, drafts too, the same rows for csv and json, times in UTC, a missing one empty or null."""
    done = sit(make_form(), given={"area-a-0": None})
    at("2026-11-22T09:00:00Z")
    draft = sit(make_form(id="other", version=3), finish=False)
    found = filed.listing(workspace, "assessments")
    assert list(found.columns) == ASSESSMENT_COLUMNS == columns(filed.as_csv(found))
    assert [list(row) for row in found.records] == [ASSESSMENT_COLUMNS] * 2
    assert found.records[0] == {
        "assessment": done, "questionnaire": "small", "version": 1, "state": "done",
        "taken_at": "2026-11-21T09:00:00.000Z", "started_at": "2026-11-21T09:00:00.000Z",
        "ended_at": "2026-11-21T09:00:00.000Z", "zone": "UTC", "answered": 15, "note": "",
    }  # fmt: skip
    assert (found.records[1]["assessment"], found.records[1]["state"]) == (draft, "draft")
    assert found.records[1]["ended_at"] is None
    assert filed.as_csv(found).splitlines()[2].split(",")[6] == ""


def test_scores_are_listed_as_the_design_says(
    workspace: Workspace, make_form: Callable[..., Questionnaire], sit: Sit, at: At
) -> None:
    """A row per sitting and scale in the order of time and of the form, unrounded; missing numbers are null."""
    form = make_form()
    first = sit(form)
    at("2026-12-30T09:00:00Z")
    second = sit(form, shift=1, given={f"area-b-{n}": None for n in range(3)})
    sit(form, finish=False)
    found = filed.listing(workspace, "scores")
    assert list(found.columns) == SCORE_COLUMNS == columns(filed.as_csv(found))
    assert [(r["assessment"], r["scale"]) for r in found.records] == [
        (first, "area-a"), (first, "area-b"), (second, "area-a"), (second, "area-b"),
    ]  # fmt: skip
    table = score(form, np.stack([results.result(workspace, name).values for name in (first, second)]))
    for n, row in enumerate(found.records[:3]):
        at_ = divmod(n, 2)
        for name in ("mean", "se", "df", "low95", "high95", "pomp"):
            assert row[name] == getattr(table, name)[at_]
    assert found.records[3] | {"assessment": "", "taken_at": ""} == {
        "assessment": "", "questionnaire": "small", "taken_at": "", "scale": "area-b", "items": 8, "answered": 5,
        "mean": None, "se": None, "df": None, "low95": None, "high95": None, "pomp": None,
        "status": "too_few_answered",
    }  # fmt: skip
    assert "NaN" not in json.dumps(found.records, allow_nan=False)


def test_scores_of_several_versions_stand_in_the_order_of_time(
    workspace: Workspace, make_form: Callable[..., Questionnaire], sit: Sit, at: At
) -> None:
    """Each sitting is scored with the version it was taken with."""
    ids = []
    for month, items in ((1, 8), (2, 6), (3, 8)):
        at(f"2026-{month:02}-01T09:00:00Z")
        ids.append(sit(make_form(items=items, version=items)))
    records = filed.listing(workspace, "scores").records
    assert [r["assessment"] for r in records] == [name for name in ids for _ in range(2)]
    assert [r["items"] for r in records] == [8, 8, 6, 6, 8, 8]


@pytest.mark.parametrize("what", ["assessments", "scores"])
def test_an_empty_workspace_lists_nothing(workspace: Workspace, what: str) -> None:
    """Only the header is printed."""
    workspace.ensure()
    found = filed.listing(workspace, what)
    assert found.records == []
    assert filed.as_csv(found) == ",".join(found.columns) + "\n"


@pytest.mark.parametrize("note", ["=1+1", "+1", "-1", "@SUM(A1)", "=cmd|'/c calc'!A1"])
def test_a_formula_in_a_note_is_text_in_csv(
    workspace: Workspace, make_form: Callable[..., Questionnaire], sit: Sit, note: str
) -> None:
    """A spreadsheet that opens the csv sees text; json holds the note as it was written."""
    done = sit(make_form())
    results.edit(workspace, done, taken_at=results.result(workspace, done).sitting.taken_at, zone="UTC", note=note)
    found = filed.listing(workspace, "assessments")
    (row,) = csv.DictReader(io.StringIO(filed.as_csv(found)))
    assert row["note"] == f"'{note}"
    assert found.records[0]["note"] == note


@pytest.mark.parametrize("note", ['say "hello", twice', "line one\nline two", "naïve 🙂 , ;", "a=b"])
def test_any_other_note_survives_csv(
    workspace: Workspace, make_form: Callable[..., Questionnaire], sit: Sit, note: str
) -> None:
    """Quotes, commas and lines come back as they were."""
    done = sit(make_form())
    results.edit(workspace, done, taken_at=results.result(workspace, done).sitting.taken_at, zone="UTC", note=note)
    (row,) = csv.DictReader(io.StringIO(filed.as_csv(filed.listing(workspace, "assessments"))))
    assert row["note"] == note


def test_a_workspace_that_was_named_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The name given, then the environment, then the platform's own place."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("EQ_WORKSPACE", str(tmp_path / "environment.eq"))
    assert place(tmp_path / "named.eq").path == tmp_path / "named.eq"
    assert place().path == tmp_path / "environment.eq"
    monkeypatch.setenv("EQ_WORKSPACE", "")
    assert place().path == default_path()
    assert default_path().name == "me.eq"
    assert not default_path().parent.exists()


def test_a_relative_name_is_made_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The workspace stays the same file when the working folder changes."""
    monkeypatch.chdir(tmp_path)
    assert place("me.eq").path == tmp_path / "me.eq"
