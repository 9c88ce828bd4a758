"""The commands that take everything out and in."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from eq.actions import entries
from eq.cli import main
from eq.store import contents
from eq.store.workspace import Workspace

Run = Callable[..., Result]


@pytest.fixture
def run(workspace: Workspace, at: Callable[[str], None], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs ``eq`` with the words given; the workspace holds one check-in."""
    monkeypatch.setenv("EQ_WORKSPACE", str(workspace.path))
    monkeypatch.delenv("EQ_PACKET_PASSPHRASE", raising=False)
    entries.check_in(workspace, entry="one", zone="UTC", pleasantness=0.5, energy=0.5, words={})

    def call(*words: object, typed: str | None = None) -> Result:
        found = CliRunner().invoke(main, [str(word) for word in words], input=typed)
        assert found.exception is None or isinstance(found.exception, SystemExit), found.exception
        return found

    return call


def digest(workspace: Workspace) -> str:
    with workspace.read() as db:
        return contents.content_hash(db)


def test_export_and_import_say_the_same_hash(run: Run, workspace: Workspace, tmp_path: Path) -> None:
    """A person can compare what left with what arrived."""
    out, new = tmp_path / "all.zip", tmp_path / "new.eq"
    wrote = run("export", out)
    assert (wrote.exit_code, wrote.stderr) == (0, "")
    assert "It is not sealed" in wrote.stdout
    trial = run("import", "eq", out, "--dry-run", "--workspace", new)
    assert "can be imported" in trial.stdout
    assert not new.exists()
    came = run("import", "eq", out, "--workspace", new)
    assert came.exit_code == 0
    (line,) = [line for line in wrote.stdout.splitlines() if digest(workspace) in line]
    assert line in came.stdout
    assert digest(Workspace(new)) == digest(workspace)


def test_json_counts_the_rows_and_names_the_hash(run: Run, workspace: Workspace, tmp_path: Path) -> None:
    """One document and nothing else."""
    run("export", tmp_path / "all.zip")
    found = run("import", "eq", tmp_path / "all.zip", "--workspace", tmp_path / "new.eq", "--format", "json")
    rows = json.loads(found.stdout)
    assert rows == {"kind": "export", "new": 3, "existing": 0, "refused": [], "content": digest(workspace)}


def test_an_existing_file_stays_unless_forced(run: Run, tmp_path: Path) -> None:
    """A file of the person's is not lost to a mistyped name; no passphrase is asked for first."""
    out = tmp_path / "all.zip"
    out.write_bytes(b"mine")
    for words in (("export", out), ("export", out, "--seal")):
        found = run(*words)
        assert (found.exit_code, len(found.stderr.splitlines())) == (1, 1)
        assert out.read_bytes() == b"mine"
    assert run("export", out, "--force").exit_code == 0
    assert out.read_bytes() != b"mine"


def test_a_short_passphrase_seals_nothing(run: Run, tmp_path: Path) -> None:
    """It is asked for twice, and one that is too short is refused; blank edges do not make it longer."""
    for typed in ("short", "short        "):
        found = run("export", tmp_path / "all.age", "--seal", typed=f"{typed}\n{typed}\n")
        assert found.exit_code == 1
        assert "12 characters" in found.stderr
    assert not (tmp_path / "all.age").exists()


def test_a_sealed_export_asks_for_its_passphrase(run: Run, workspace: Workspace, tmp_path: Path) -> None:
    """Typed at the prompt, nothing of it is shown, and the content arrives."""
    secret = "four plain words here\n"
    assert run("export", tmp_path / "all.age", "--seal", typed=secret * 2).exit_code == 0
    found = run("import", "eq", tmp_path / "all.age", "--workspace", tmp_path / "new.eq", typed=secret)
    assert (found.exit_code, secret.strip() in found.output) == (0, False)
    assert digest(Workspace(tmp_path / "new.eq")) == digest(workspace)


@pytest.mark.parametrize(
    "content", [b"", b"hello", b"PK\x03\x04", b"{}", b'{"format": "eq-other"}', b"age-encryption.org/v1\n"]
)
def test_what_is_no_file_of_ours_is_one_line(run: Run, workspace: Workspace, tmp_path: Path, content: bytes) -> None:
    """Where, what, what to do; the workspace stays as it was."""
    before = digest(workspace)
    path = tmp_path / "some.file"
    path.write_bytes(content)
    found = run("import", "eq", path)
    assert (found.exit_code, found.stdout, len(found.stderr.splitlines())) == (1, "", 1)
    assert found.stderr.startswith("some.file")
    assert digest(workspace) == before


def test_a_workspace_with_something_in_it_says_the_way_out(run: Run, tmp_path: Path) -> None:
    """An import never mixes two lives."""
    run("export", tmp_path / "all.zip")
    found = run("import", "eq", tmp_path / "all.zip")
    assert found.exit_code == 1
    assert "--workspace" in found.stderr
