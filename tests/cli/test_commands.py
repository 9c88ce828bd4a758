from __future__ import annotations

import csv
import io
import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import pytest
from click.testing import CliRunner, Result

from eq import __version__
from eq.actions import filed, results
from eq.cli import main
from eq.content import questionnaires as content
from eq.store.workspace import Workspace

At = Callable[[str], None]
Run = Callable[..., Result]
NOW = "2026-11-21T09:00:00Z"
FORM = """\
id: mine
version: 1
title: Mine
answers: {low: 1, high: 5, labels: [Never, Rarely, Sometimes, Often, Always]}
scales: [{id: one, title: One}]
items:
""" + "".join(f"  - {{id: i-{n}, scale: one, text: I do thing {n}.}}\n" for n in range(8))
COMMANDS = (
    "change", "check", "demo", "doctor", "export", "import", "list", "plan", "reliability", "report", "run", "score",
    "search", "shortcut", "take", "verify",
)  # fmt: skip


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: At) -> Run:
    """Runs ``eq`` with the words given, in a folder of its own, with ``own/me.eq`` as the workspace."""
    at(NOW)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EQ_WORKSPACE", str(tmp_path / "own" / "me.eq"))

    def call(*words: object) -> Result:
        found = CliRunner().invoke(main, [str(word) for word in words])
        assert found.exception is None or isinstance(found.exception, SystemExit), found.exception
        return found

    return call


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "own" / "me.eq")


@pytest.fixture
def form(tmp_path: Path) -> Path:
    path = tmp_path / "mine.yaml"
    path.write_text(FORM)
    return path


def table(path: Path, people: int = 3, *, shift: int = 0) -> Path:
    """A response file for the form: people p0, p1, … with scattered answers."""
    rows = [["respondent", *(f"i-{n}" for n in range(8))]]
    for person in range(people):
        rows.append([f"p{person}", *(str((person * 3 + n * n + shift * (n % 3)) % 5 + 1) for n in range(8))])
    path.write_text("\n".join(",".join(row) for row in rows))
    return path


def answers(path: Path) -> Path:
    items = [item.id for item in content.shipped("pulse").items]
    path.write_text("item,value\n" + "".join(f"{i},{n % 5 + 1}\n" for n, i in enumerate(items)))
    return path


def document(found: Result) -> Any:
    """The one JSON document that is the whole of standard output, strictly read."""

    def refuse(name: str) -> NoReturn:
        raise AssertionError(f"{name} is no JSON")

    assert (found.exit_code, found.stderr) == (0, "")
    return json.loads(found.stdout, parse_constant=refuse)


def refused(found: Result) -> list[str]:
    """The lines of an error: one to three on stderr, nothing on stdout, exit status 1."""
    lines = found.stderr.splitlines()
    assert (found.exit_code, found.stdout) == (1, "")
    assert 1 <= len(lines) <= 3
    assert "Traceback" not in found.stderr
    return lines


# --- help, version, wrong usage -------------------------------------------------------------------------------------


def test_the_help_lists_every_command(run: Run) -> None:
    """Each with its own line."""
    found = run("--help")
    assert found.exit_code == 0
    assert tuple(sorted(main.commands)) == COMMANDS
    assert all(f"\n  {name} " in found.stdout for name in COMMANDS)
    assert run("-h").stdout == found.stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(run: Run, name: str) -> None:
    """Its help says what it does, and asking for it stores nothing."""
    found = run(name, "--help")
    assert found.exit_code == 0
    assert found.stdout.startswith(f"Usage: main {name}")
    assert main.commands[name].help
    assert list(Path.cwd().iterdir()) == []


def test_change_says_that_it_cannot_know_the_dates(run: Run) -> None:
    """The help warns before a verdict is read from sittings too close together."""
    assert "cannot know the dates" in run("change", "--help").stdout


def test_the_version_is_that_of_the_project(run: Run) -> None:
    """One number, wherever it is asked for."""
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))["project"]
    assert run("--version").stdout.split()[-1] == __version__ == project["version"]


@pytest.mark.parametrize(
    "words",
    [("nonsense",), ("score",), ("score", "pulse"), ("list",), ("list", "practice"), ("list", "scores", "--format=xml"),
     ("demo", "x.eq", "--years", "0"), ("demo", "x.eq", "--years", "many"), ("run", "--port", "80"), ("run", "now"),
     ("--port", "80"), ("doctor", "--nowhere"), ("take", "pulse"), ("change", "pulse", "a.csv")],
    ids=" ".join,
)  # fmt: skip
def test_wrong_usage_ends_with_status_2(run: Run, words: tuple[str, ...]) -> None:
    """It is told on stderr, and nothing is stored."""
    found = run(*words)
    assert (found.exit_code, found.stdout) == (2, "")
    assert "Error:" in found.stderr or "Usage:" in found.stderr
    assert list(Path.cwd().iterdir()) == []


# --- run, shortcut --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ((), {"port": None, "open_browser": True, "new_link": False}),
        (("run",), {"port": None, "open_browser": True, "new_link": False}),
        (("run", "--port", "8123", "--no-browser", "--new-link"),
         {"port": 8123, "open_browser": False, "new_link": True}),
        (("--no-browser",), {"port": None, "open_browser": False, "new_link": False}),
    ],
)  # fmt: skip
def test_starting_hands_on_what_was_asked(
    run: Run, workspace: Workspace, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], asked: dict[str, object]
) -> None:
    """Also without the command's name; the exit status is the server's own."""
    seen: dict[str, object] = {}

    def start(place: Path, **more: object) -> int:
        seen.update(more, place=place)
        return 3

    monkeypatch.setattr("eq.serve.launch.start", start)
    found = run(*words)
    assert found.exit_code == 3
    assert seen["place"] == workspace.path
    assert {name: seen[name] for name in asked} == asked


def test_a_shortcut_is_made_for_the_workspace_named(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file that was made is told."""
    seen: list[Path] = []

    def create(place: Path) -> list[Path]:
        seen.append(place)
        return [tmp_path / "a.desktop", tmp_path / "b.desktop"]

    monkeypatch.setattr("eq.serve.shortcut.create", create)
    found = run("shortcut", "--workspace", tmp_path / "other.eq")
    assert (found.exit_code, seen) == (0, [tmp_path / "other.eq"])
    assert found.stdout == f"Made {tmp_path / 'a.desktop'}\nMade {tmp_path / 'b.desktop'}\n"


# --- check ----------------------------------------------------------------------------------------------------------


def test_checking_good_files_says_so(run: Run, form: Path) -> None:
    """The ids that are right are named."""
    found = run("check", form)
    assert (found.exit_code, found.stdout, found.stderr) == (0, "No problems in 1 questionnaire: mine.\n", "")


def test_checking_without_a_file_reads_all_there_are(run: Run, workspace: Workspace) -> None:
    """Those that ship and the workspace's own; looking makes no workspace."""
    found = run("check")
    assert found.exit_code == 0
    assert all(name in found.stdout for name in content.shipped_ids())
    assert not workspace.path.parent.exists()
    workspace.questionnaires.mkdir(parents=True)
    (workspace.questionnaires / "bad.yaml").write_text("id: [")
    found = run("check")
    assert found.exit_code == 1
    assert found.stderr.startswith("bad.yaml:")


def test_every_problem_of_every_file_is_printed(run: Run, tmp_path: Path) -> None:
    """One line each as FILE:LINE, what is wrong, what to do; never cut to a few."""
    bad, worse = tmp_path / "bad.yaml", tmp_path / "worse.yaml"
    bad.write_text(FORM.replace("scale: one", "scale: two"))
    worse.write_text(FORM.replace("version: 1", "version: none\nextra: 1"))
    found = run("check", bad, worse)
    lines = found.stderr.splitlines()
    assert (found.exit_code, found.stdout) == (1, "")
    assert len([line for line in lines if line.startswith(f"{bad}:")]) == 8 + 1
    assert len([line for line in lines if line.startswith(f"{worse}:")]) == 2
    assert all(line.split(":")[1].isdigit() for line in lines)


def test_a_missing_file_is_a_problem_like_others(run: Run) -> None:
    """It is named with what to do."""
    found = run("check", "missing.yaml")
    assert (found.exit_code, found.stdout) == (1, "")
    assert found.stderr.startswith("missing.yaml: There is no such file.")


# --- score, change, reliability -------------------------------------------------------------------------------------


def test_scores_are_printed_or_written_alike(run: Run, form: Path, tmp_path: Path) -> None:
    """To the screen or to a file, as csv or as json: the same rows."""
    given = table(tmp_path / "in.csv")
    printed = run("score", form, given)
    assert run("score", form, given, "--out", tmp_path / "out.csv").stdout == ""
    assert (tmp_path / "out.csv").read_text() == printed.stdout
    rows = list(csv.DictReader(io.StringIO(printed.stdout)))
    whole = document(run("score", form, given, "--format", "json"))
    assert [row["respondent"] for row in rows] == [row["respondent"] for row in whole] == ["p0", "p1", "p2"]
    assert [float(row["mean"]) for row in rows] == [row["mean"] for row in whole]
    assert list(whole[0]) == list(rows[0]) == [
        "respondent", "scale", "items", "answered", "mean", "se", "df", "low95", "high95", "pomp", "status",
    ]  # fmt: skip


def test_a_shipped_questionnaire_is_named_by_its_id(run: Run, tmp_path: Path) -> None:
    """No path is needed; a missing number is null in json."""
    items = [item.id for item in content.shipped("pulse").items]
    (tmp_path / "in.csv").write_text(",".join(["respondent", *items]) + "\nann," + ",".join("3" for _ in items) + "\n")
    rows = document(run("score", "pulse", tmp_path / "in.csv", "--format", "json"))
    assert {row["status"] for row in rows} == {"too_few_items"}
    assert {row["mean"] for row in rows} == {None}


def test_change_warns_on_stderr_and_judges_on_stdout(run: Run, form: Path, tmp_path: Path) -> None:
    """People in one file only are named apart, so that json stays one document."""
    before, after = table(tmp_path / "before.csv", 3), table(tmp_path / "after.csv", 2, shift=1)
    text = run("change", form, before, after)
    whole = run("change", form, before, after, "--format", "json")
    assert (text.exit_code, whole.exit_code) == (0, 0)
    assert "p2" in text.stderr
    assert "p2" in whole.stderr
    rows = json.loads(whole.stdout)
    assert [row["respondent"] for row in rows] == ["p0", "p1"]
    assert all(row["respondent"] in text.stdout for row in rows)
    assert list(rows[0]) == [
        "respondent", "scale", "items", "diff", "se", "t", "df", "p", "p_holm", "detectable", "verdict", "reason",
    ]  # fmt: skip


def test_reliability_shows_nothing_for_a_small_group(run: Run, form: Path, tmp_path: Path) -> None:
    """Null and the reason under thirty people, figures from there on."""
    (few,) = document(run("reliability", form, table(tmp_path / "few.csv", 29), "--format", "json"))
    (many,) = document(run("reliability", form, table(tmp_path / "many.csv", 30), "--format", "json"))
    assert few["alpha"] is None
    assert few["note"]
    assert isinstance(many["alpha"], float)
    assert list(many) == [
        "scale", "n", "items", "alpha", "alpha_low", "alpha_high", "omega", "mean_r", "sem", "note",
    ]  # fmt: skip
    assert "One" in run("reliability", form, tmp_path / "many.csv").stdout


@pytest.mark.parametrize("fmt", ["csv", "json"])
def test_bad_responses_print_no_score(run: Run, form: Path, tmp_path: Path, fmt: str) -> None:
    """The error names row and column; no half file appears."""
    given = table(tmp_path / "in.csv")
    given.write_text(given.read_text().replace("p1,", "p1,9,", 1).replace("9,4,", "9,", 1))
    lines = refused(run("score", form, given, "--format", fmt, "--out", tmp_path / "out"))
    assert "row 3" in lines[0]
    assert "column i-0" in lines[0]
    assert not (tmp_path / "out").exists()


def test_many_problems_are_told_in_three_lines(run: Run, form: Path, tmp_path: Path) -> None:
    """The first two and how many more there are."""
    (tmp_path / "in.csv").write_text("respondent,i-0,i-1,i-2,i-3,i-4,i-5,i-6,i-7\n" + "p,9,9,9,9,9,9,9,9\n")
    lines = refused(run("score", form, tmp_path / "in.csv"))
    assert len(lines) == 3
    assert lines[2] == "… and 6 more problems."


def test_a_hostile_name_stays_on_its_line(run: Run, form: Path) -> None:
    """Line breaks and terminal signs in a file's name cannot fake another line of output."""
    lines = refused(run("score", form, "a\nb\x1b[31m.csv"))
    assert len(lines) == 1
    assert "\x1b" not in lines[0]


def test_a_misspelt_id_gets_a_suggestion(run: Run, tmp_path: Path) -> None:
    """For every command that names a questionnaire."""
    given = table(tmp_path / "in.csv")
    for words in (("score", "puls", given), ("change", "puls", given, given), ("reliability", "puls", given),
                  ("take", "puls", given)):  # fmt: skip
        assert "pulse" in refused(run(*words))[0]


# --- take, list -----------------------------------------------------------------------------------------------------


def test_taking_makes_the_workspace_and_is_harmless_twice(run: Run, workspace: Workspace, tmp_path: Path) -> None:
    """The first writing command makes file and folder; the same file at the same instant is one sitting."""
    given = answers(tmp_path / "answers.csv")
    first = run("take", "pulse", given, "--at", "2026-11-20T08:00:00Z")
    again = run("take", "pulse", given, "--at", "2026-11-20T08:00:00Z")
    assert (first.exit_code, first.stderr) == (0, "")
    assert first.stdout == again.stdout
    (kept,) = results.sittings(workspace)
    assert first.stdout == f"Kept sitting {kept.id}: 15 of 15 statements answered.\n"


def test_an_option_names_another_workspace(run: Run, workspace: Workspace, tmp_path: Path) -> None:
    """It wins over the environment."""
    other = tmp_path / "other.eq"
    assert run("take", "pulse", answers(tmp_path / "a.csv"), "--workspace", other).exit_code == 0
    assert other.is_file()
    assert not workspace.exists()
    assert len(document(run("list", "assessments", "--format", "json", "--workspace", other))) == 1


@pytest.mark.parametrize("what", ["assessments", "scores"])
def test_lists_are_the_same_in_csv_and_json(run: Run, workspace: Workspace, tmp_path: Path, what: str) -> None:
    """The same rows in the same order, columns as documented; a missing number is empty, or null."""
    given = answers(tmp_path / "answers.csv")
    for day in (18, 19):
        run("take", "pulse", given, "--at", f"2026-11-{day}T08:00:00Z")
    rows = list(csv.DictReader(io.StringIO(run("list", what).stdout)))
    whole = document(run("list", what, "--format", "json"))
    columns = filed.ASSESSMENTS if what == "assessments" else filed.SCORES
    assert tuple(rows[0]) == tuple(whole[0]) == columns
    assert [["" if v is None else str(v) for v in row.values()] for row in whole] == [list(r.values()) for r in rows]
    assert len(rows) == (2 if what == "assessments" else 10)
    assert any(row[column] is None for row in whole for column in columns) == (what == "scores")


@pytest.mark.parametrize(
    "words", [("list", "assessments"), ("list", "scores", "--format", "json")], ids=["csv", "json"]
)
def test_reading_a_missing_workspace_says_so_and_makes_nothing(
    run: Run, workspace: Workspace, words: tuple[str, ...]
) -> None:
    """Whoever only reads never finds an empty workspace made in passing."""
    (line,) = refused(run(*words))
    assert line.startswith(f"{workspace.path}: There is no workspace here yet.")
    assert not workspace.path.parent.exists()


@pytest.mark.parametrize("text", ["", "item,value\n", "item,value\nnowhere,3\n", "\xff\xfe"])
def test_a_bad_answer_file_makes_no_workspace(run: Run, workspace: Workspace, tmp_path: Path, text: str) -> None:
    """It is refused before anything is written."""
    (tmp_path / "a.csv").write_text(text)
    refused(run("take", "pulse", tmp_path / "a.csv"))
    assert not workspace.path.parent.exists()


@pytest.mark.parametrize("at_", ["tomorrow", "2030-01-01", "2026-11-21T09:00:01Z"])
def test_a_bad_instant_is_refused(run: Run, workspace: Workspace, tmp_path: Path, at_: str) -> None:
    """What cannot be read, or lies ahead, stores nothing."""
    (line,) = refused(run("take", "pulse", answers(tmp_path / "a.csv"), "--at", at_))
    assert line.startswith("--at:")
    assert not workspace.path.parent.exists()


@pytest.mark.parametrize("words", [("list", "scores"), ("take", "pulse", "a.csv"), ("doctor",)], ids=" ".join)
def test_a_file_that_is_no_workspace_stays_as_it_is(
    run: Run, workspace: Workspace, tmp_path: Path, words: tuple[str, ...]
) -> None:
    """Every command that opens it fails in words and leaves every byte."""
    answers(tmp_path / "a.csv")
    workspace.path.parent.mkdir()
    workspace.path.write_bytes(b"my diary, not a workspace\n" * 100)
    found = run(*words)
    assert found.exit_code == 1
    assert "not a workspace" in found.stdout + found.stderr
    assert workspace.path.read_bytes() == b"my diary, not a workspace\n" * 100


# --- demo, doctor ---------------------------------------------------------------------------------------------------


def test_the_demo_makes_one_file_and_says_how_to_open_it(run: Run, tmp_path: Path) -> None:
    """It can be listed at once; a second time it is refused."""
    path = tmp_path / "made up.eq"
    found = run("demo", path, "--seed", "3")
    assert (found.exit_code, found.stderr) == (0, "")
    assert "63 made-up sittings" in found.stdout
    assert f"--workspace '{path}'" in found.stdout
    assert len(document(run("list", "assessments", "--format", "json", "--workspace", path))) == 63
    assert "already" in refused(run("demo", path))[0]


def test_the_doctor_reports_on_stdout(run: Run, workspace: Workspace) -> None:
    """A sound workspace ends with 0 although it is not encrypted; each finding is a line with its level first."""
    workspace.ensure()
    text = run("doctor")
    assert (text.exit_code, text.stderr) == (0, "")
    levels = [line.split()[0] for line in text.stdout.splitlines()]
    whole = document(run("doctor", "--format", "json"))
    assert list(whole) == ["status", "findings"]
    assert [finding["level"] for finding in whole["findings"]] == levels
    assert whole["status"] == "warning"
    assert all(list(finding) == ["level", "what", "remedy"] for finding in whole["findings"])


def test_the_doctor_ends_with_1_for_an_error_only(run: Run, workspace: Workspace) -> None:
    """Also in json, which is still one document."""
    found = run("doctor", "--format", "json")
    whole = json.loads(found.stdout)
    assert (found.exit_code, found.stderr, whole["status"]) == (1, "", "error")
    assert str(workspace.path) in whole["findings"][0]["what"]
    assert run("doctor").exit_code == 1
    assert not workspace.path.parent.exists()
