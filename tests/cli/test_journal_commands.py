"""The commands about the journal: importing, searching, listing."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from eq.actions import exporting, importing, promises
from eq.cli import main
from eq.store.workspace import Workspace

Run = Callable[..., Result]
SAMPLES = Path(__file__).parents[1] / "data" / "journals"


@pytest.fixture
def run(workspace: Workspace, at: Callable[[str], None], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs ``eq`` with the words given and a workspace that is not there yet."""
    monkeypatch.setenv("EQ_WORKSPACE", str(workspace.path))

    def call(*words: object) -> Result:
        found = CliRunner().invoke(main, [str(word) for word in words])
        assert found.exception is None or isinstance(found.exception, SystemExit), found.exception
        return found

    return call


def document(found: Result) -> Any:
    assert (found.exit_code, found.stderr) == (0, "")
    return json.loads(found.stdout)


def test_importing_makes_the_workspace_and_is_harmless_twice(run: Run, workspace: Workspace) -> None:
    """The counts are told, and the file's own moods are ranked."""
    first = run("import", "daylio", SAMPLES / "daylio-current.csv")
    assert (first.exit_code, first.stderr) == (0, "")
    assert first.stdout == (
        "daylio-current.csv: 3 entries new, 0 already there, 0 left out.\n"
        "Kept as words only, for nothing says how pleasant they are: sad.\n"
    )
    again = run("import", "daylio", SAMPLES / "daylio-current.csv")
    assert again.stdout == "daylio-current.csv: 0 entries new, 3 already there, 0 left out.\n"
    assert [batch.entries for batch in importing.batches(workspace)] == [3]


def test_json_names_every_refused_entry_with_its_place(run: Run) -> None:
    """One document and nothing else."""
    found = document(run("import", "dayone", SAMPLES / "dayone.json", "--format", "json"))
    assert (found["new"], found["existing"]) == (2, 0)
    (refused,) = found["refused"]
    assert list(refused) == ["where", "why"]
    assert refused["where"] == "dayone.json, entry 3"
    assert "no words" in refused["why"]


def test_a_dry_run_tells_the_same_and_stores_nothing(run: Run, workspace: Workspace) -> None:
    """Not even the folder is made."""
    found = run("import", "dayone", SAMPLES / "dayone.json", "--dry-run")
    assert found.stdout.startswith("dayone.json: 2 entries would be new, 0 already there, 1 left out.\n")
    assert "3 photos, films or recordings stay in the other program." in found.stdout
    assert not workspace.path.parent.exists()
    dry = document(run("import", "dayone", SAMPLES / "dayone.json", "--dry-run", "--format", "json"))
    assert dry == document(run("import", "dayone", SAMPLES / "dayone.json", "--format", "json"))


def test_many_refused_entries_are_counted(run: Run, tmp_path: Path) -> None:
    """Ten are named in text, all in json."""
    (tmp_path / "j.txt").write_text("".join(f"[2024-13-{n} 10:00] x\n" for n in range(10, 23)) + "[2024-01-01 10:00] y")
    text = run("import", "jrnl", tmp_path / "j.txt", "--dry-run").stdout.splitlines()
    assert len(text) == 1 + 10 + 1
    assert text[-1] == "… and 3 more. --format json names them all."
    assert len(document(run("import", "jrnl", tmp_path / "j.txt", "--format", "json"))["refused"]) == 13


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe\x00", b"PK\x03\x04broken", b'{"entries": [{"title": "cut', b"full_date,mood\n1,2\n"]
)
@pytest.mark.parametrize("source", importing.SOURCES)
def test_a_broken_file_is_one_error_and_no_workspace(
    run: Run, workspace: Workspace, tmp_path: Path, source: str, content: bytes
) -> None:
    """On stderr, with status 1."""
    (tmp_path / "broken").write_bytes(content)
    found = run("import", source, tmp_path / "broken")
    assert (found.exit_code, found.stdout) == (1, "")
    assert 1 <= len(found.stderr.splitlines()) <= 3
    assert not workspace.path.parent.exists()


@pytest.mark.parametrize("words", [("import",), ("import", "nomie", "x"), ("search",)])
def test_wrong_usage_ends_with_status_2(run: Run, words: tuple[str, ...]) -> None:
    """A program that cannot be read is wrong usage."""
    assert run(*words).exit_code == 2


def test_a_missing_file_and_a_folder_are_errors(run: Run, tmp_path: Path) -> None:
    """Each with what to do."""
    assert "There is no such file." in run("import", "jrnl", tmp_path / "none").stderr
    assert "This is a folder." in run("import", "jrnl", tmp_path).stderr


def test_searching_prints_a_line_for_every_hit(run: Run, tmp_path: Path) -> None:
    """Signs a terminal would obey and line breaks cannot fake another line; json keeps the words as they are."""
    (tmp_path / "j.txt").write_text(
        "[2024-01-05 10:00] A call\nwith\u202e the\nbank\n\n[2024-01-06 10:00] Other\nday\n"
    )
    run("import", "jrnl", tmp_path / "j.txt")
    found = run("search", "cal", "bank")
    assert (found.exit_code, found.stderr) == (0, "")
    assert found.stdout == "2024-01-05 · A call · with\N{REPLACEMENT CHARACTER} the bank\n"
    (hit,) = document(run("search", "cal bank", "--format", "json"))
    assert list(hit) == ["id", "kind", "local_date", "title", "snippet"]
    assert (hit["kind"], hit["local_date"], hit["title"]) == ("note", "2024-01-05", "A call")
    assert document(run("search", '"the bank"', "--format", "json")) == [hit]


def test_searching_in_vain_is_no_error(run: Run) -> None:
    """Text says so on stderr, json is an empty list."""
    run("import", "jrnl", SAMPLES / "jrnl-4.6.txt")
    found = run("search", "xylophone")
    assert (found.exit_code, found.stdout, found.stderr) == (0, "", "Nothing was found.\n")
    assert document(run("search", "xylophone", "--format", "json")) == []


@pytest.mark.parametrize("words", [("search", "x"), ("list", "entries"), ("list", "commitments")], ids=" ".join)
def test_reading_makes_no_workspace(run: Run, workspace: Workspace, words: tuple[str, ...]) -> None:
    """Whoever only reads is told that there is none."""
    found = run(*words)
    assert (found.exit_code, found.stdout) == (1, "")
    assert "There is no workspace here yet." in found.stderr
    assert not workspace.path.parent.exists()


def test_entries_and_promises_are_listed_alike_in_csv_and_json(run: Run, workspace: Workspace) -> None:
    """The same rows in the same order with the documented columns; a missing value is empty, or null."""
    run("import", "daylio", SAMPLES / "daylio-current.csv")
    promises.add(workspace, promise="p1", what="=call back", zone="UTC")
    for what, columns, n in (("entries", exporting.ENTRIES, 3), ("commitments", exporting.COMMITMENTS, 1)):
        whole = document(run("list", what, "--format", "json"))
        rows = list(csv.DictReader(io.StringIO(run("list", what).stdout)))
        assert tuple(whole[0]) == tuple(rows[0]) == columns
        assert len(whole) == len(rows) == n
        assert [row["id"] for row in whole] == [row["id"] for row in rows]
    assert (whole[0]["what"], rows[0]["what"]) == ("=call back", "'=call back")
    assert (whole[0]["reason"], whole[0]["agreed"], rows[0]["agreed"]) == ("", None, "")
    entry = document(run("list", "entries", "--format", "json"))[0]
    assert isinstance(entry["words"], list)
    assert isinstance(entry["pleasantness"], float)
