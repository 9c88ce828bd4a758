from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from eq.actions import doctor, instruments, results, settings
from eq.actions.doctor import Diagnosis, Finding
from eq.assess.questionnaire import Questionnaire
from eq.errors import EqError
from eq.store import checks
from eq.store.migrations import names
from eq.store.workspace import Workspace

Sit = Callable[..., str]


def worst(found: Diagnosis, level: str) -> list[str]:
    return [finding.what for finding in found.findings if finding.level == level]


def snapshot(workspace: Workspace) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in workspace.path.parent.iterdir() if path.is_file()}


def test_the_status_is_the_worst_level() -> None:
    """One error makes the whole an error, one warning a warning."""
    ok, warning, error = (Finding(level, "x") for level in ("ok", "warning", "error"))  # type: ignore[arg-type]
    assert Diagnosis((ok,)).status == "ok"
    assert Diagnosis((ok, warning)).status == "warning"
    assert Diagnosis((warning, error, ok)).status == "error"


def test_a_missing_workspace_is_an_error_and_none_is_made(workspace: Workspace) -> None:
    """The doctor says where it looked and what to do, and makes nothing."""
    found = doctor.diagnose(workspace)
    assert found.status == "error"
    assert str(workspace.path) in found.findings[0].what
    assert found.findings[0].remedy
    assert not workspace.path.parent.exists()


def test_a_sound_workspace_is_called_sound(
    workspace: Workspace, sit: Sit, make_form: Callable[..., Questionnaire]
) -> None:
    """Only the missing encryption is a warning; what is kept is counted; not a byte changes."""
    sit(make_form())
    before = snapshot(workspace)
    found = doctor.diagnose(workspace)
    assert found.status == "warning"
    assert worst(found, "warning") == ["The workspace is not encrypted."]
    assert worst(found, "ok") == [
        "The file is sound.",
        "The schema is up to date.",
        "0 entries in the journal.",
        "1 sitting with 16 answers kept.",
        "There is room on the disk.",
    ]
    assert snapshot(workspace) == before


def test_garbage_is_an_error_with_a_remedy(workspace: Workspace) -> None:
    """A file that is no database is reported, and left as it is."""
    workspace.path.parent.mkdir()
    workspace.path.write_bytes(b"garbage" * 1000)
    found = doctor.diagnose(workspace)
    (error,) = (finding for finding in found.findings if finding.level == "error")
    assert "not a workspace, or it is damaged" in error.what
    assert "copy" in error.remedy
    assert workspace.path.read_bytes() == b"garbage" * 1000


def test_a_damaged_page_is_found(workspace: Workspace, sit: Sit, make_form: Callable[..., Questionnaire]) -> None:
    """Bytes overwritten in the middle of the file are an error, whatever SQLite calls them."""
    for n in range(20):
        sit(make_form(id=f"form-{n}"))
    assert workspace.scrub()
    data = bytearray(workspace.path.read_bytes())
    for start in range(8192, len(data) - 4096, 8192):
        data[start : start + 2048] = b"\xaa" * 2048
    workspace.path.write_bytes(bytes(data))
    found = doctor.diagnose(workspace)
    assert found.status == "error"
    assert all(finding.remedy for finding in found.findings if finding.level == "error")


def test_another_programs_database_is_no_workspace(tmp_path: Path) -> None:
    """It is an error, not an old workspace, and stays untouched."""
    path = tmp_path / "other.sqlite"
    with sqlite3.connect(path) as db:
        db.execute("create table bookmarks (url text)")
    db.close()
    before = path.read_bytes()
    found = doctor.diagnose(Workspace(path))
    assert "another program" in worst(found, "error")[0]
    assert path.read_bytes() == before


def test_a_newer_workspace_is_an_error(workspace: Workspace) -> None:
    """What a newer version wrote needs that version."""
    workspace.ensure()
    with workspace.write() as db:
        db.execute("insert into migration values ('9901_later', '2030-01-01')")
    assert worst(doctor.diagnose(workspace), "error") == ["The workspace was written by a newer EQ Reflect."]


def test_an_older_workspace_is_a_warning_and_stays_old(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """The doctor changes nothing: the app brings it up to date."""
    workspace.ensure()
    monkeypatch.setattr(checks, "names", lambda: (*names(), "0598_mood"))
    assert "The workspace is from an older version." in worst(doctor.diagnose(workspace), "warning")


def test_rows_that_point_to_nothing_are_an_error(workspace: Workspace) -> None:
    """The table that holds them is named."""
    workspace.ensure()
    with workspace._connected() as db:
        db.execute("pragma foreign_keys = off")
        db.execute("insert into answer values ('gone', 'i', 3, 0, 0, null, 'now')")
    assert worst(doctor.diagnose(workspace), "error") == ["Rows in answer point to rows that are gone."]


@pytest.mark.skipif(os.name != "posix", reason="permission bits are POSIX only")
def test_a_file_others_can_read_is_a_warning(workspace: Workspace) -> None:
    """File and folder are looked at, and the command that mends each is given."""
    workspace.ensure()
    workspace.path.chmod(0o644)
    workspace.path.parent.chmod(0o755)
    found = [f for f in doctor.diagnose(workspace).findings if "Other users" in f.what]
    assert [f.remedy for f in found] == [
        f"Run: chmod 600 '{workspace.path}'",
        f"Run: chmod 700 '{workspace.path.parent}'",
    ]
    assert {f.level for f in found} == {"warning"}


@pytest.mark.skipif(os.name != "posix", reason="permission bits are POSIX only")
def test_nobody_is_told_to_lock_a_shared_folder(tmp_path: Path) -> None:
    """A folder all share, such as the one for temporary files, is no place for it; locking it would harm others."""
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o1777)
    workspace = Workspace(shared / "me.eq")
    workspace.ensure()
    (found,) = (f for f in doctor.diagnose(workspace).findings if "Other users" in f.what)
    assert "chmod" not in found.remedy
    assert "folder of your own" in found.remedy


def test_a_nearly_full_disk_is_a_warning(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Under the limit the free space is told."""
    workspace.ensure()
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=doctor.LITTLE_SPACE - 1))
    assert "Only 199 MB are free on this disk." in worst(doctor.diagnose(workspace), "warning")


def test_a_file_that_cannot_be_written_is_an_error(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the right to write, answers could not be kept."""
    workspace.ensure()
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert worst(doctor.diagnose(workspace), "error") == ["The file cannot be written."]


def test_problems_of_own_questionnaires_are_warnings(workspace: Workspace) -> None:
    """Each problem of a broken own file is told with its file."""
    workspace.ensure()
    workspace.questionnaires.mkdir()
    (workspace.questionnaires / "bad.yaml").write_text("id: [")
    found = [what for what in worst(doctor.diagnose(workspace), "warning") if "bad.yaml" in what]
    assert found


MARK = "Erdbeermarmelade"


def own(name: str) -> bytes:
    """A questionnaire of one's own with the marker in it."""
    scale = "answers: {low: 1, high: 2, labels: [No way, Sure]}\nscales: [{id: one, title: One}]\n"
    return (
        f"id: {name}\nversion: 1\ntitle: {MARK}\n{scale}items:\n  - {{id: i, scale: one, text: It is so.}}\n".encode()
    )


def everything(workspace: Workspace, sit: Sit, form: Questionnaire) -> None:
    """A workspace with a marker word in every place a person can write."""
    done = sit(form)
    results.edit(workspace, done, taken_at=results.result(workspace, done).sitting.taken_at, zone="UTC", note=MARK * 50)
    settings.change_settings(workspace, country=MARK)
    for name in ("mine", "other"):
        instruments.add(workspace, "m.yaml", own(name))
    workspace.path.with_name(f"me.before-{names()[-1]}.eq").write_text(MARK)


def test_erasing_leaves_no_word_anywhere(
    workspace: Workspace, sit: Sit, make_form: Callable[..., Questionnaire]
) -> None:
    """Rows, journal, own questionnaires and the copies that upgrades kept: nothing holds what was erased."""
    everything(workspace, sit, make_form(title=MARK))
    assert doctor.erase(workspace) is True
    files = [path for path in workspace.path.parent.rglob("*") if path.is_file()]
    assert [path.name for path in files] == ["me.eq"]
    assert MARK.encode() not in workspace.path.read_bytes()
    with workspace.read() as db:
        counted = checks.counts(db)
    assert {table for table, rows in counted.items() if rows} == {"migration"}


def test_erasing_gives_the_space_back(
    workspace: Workspace, sit: Sit, make_form: Callable[..., Questionnaire], tmp_path: Path
) -> None:
    """The erased file is no larger than one that never held anything."""
    for n in range(10):
        sit(make_form(id=f"form-{n}"))
    empty = Workspace(tmp_path / "empty.eq")
    empty.ensure()
    assert doctor.erase(workspace) is True
    assert workspace.path.stat().st_size <= empty.path.stat().st_size


def test_after_erasing_the_app_begins_anew(
    workspace: Workspace, sit: Sit, make_form: Callable[..., Questionnaire]
) -> None:
    """The empty workspace is sound, its first run is not over, and it can be filled again."""
    everything(workspace, sit, make_form())
    doctor.erase(workspace)
    assert settings.settings(workspace).welcomed is False
    assert worst(doctor.diagnose(workspace), "error") == []
    assert results.result(workspace, sit(make_form())).sitting.answered == 16


def test_erasing_leaves_other_files_alone(
    workspace: Workspace, sit: Sit, make_form: Callable[..., Questionnaire]
) -> None:
    """What the person keeps beside the workspace stays."""
    everything(workspace, sit, make_form())
    kept = [workspace.path.with_name("letter.txt"), workspace.questionnaires / "notes.txt",
            workspace.questionnaires / "put-here-by-hand.yaml",
            workspace.path.with_name("my copy.eq"), workspace.path.with_name("me.before-holiday.eq")]  # fmt: skip
    for path in kept:
        path.write_text("mine")
    doctor.erase(workspace)
    assert all(path.read_text() == "mine" for path in kept)


def test_erasing_while_another_tab_reads_says_so(
    workspace: Workspace, sit: Sit, make_form: Callable[..., Questionnaire], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rows are gone for everyone at once; that old bytes remain for now is told."""
    monkeypatch.setattr("eq.store.workspace._CHECKPOINT_TRIES", 1)
    everything(workspace, sit, make_form())
    with workspace.read() as other:
        other.execute("select count(*) from answer").fetchone()
        assert doctor.erase(workspace) is False
    assert results.sittings(workspace) == []
    assert workspace.scrub() is True
    assert MARK.encode() not in workspace.path.read_bytes()


def test_a_questionnaire_that_cannot_be_deleted_is_named(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """The person learns that something is left and where."""
    instruments.add(workspace, "m.yaml", own("mine"))

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(EqError, match="Permission denied") as caught:
        doctor.erase(workspace)
    assert str(workspace.path.parent) in caught.value.problems[0].where
    assert [p.name for p in instruments.own_files(workspace)] == ["mine.yaml"]
