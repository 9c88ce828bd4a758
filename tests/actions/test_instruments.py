from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from eq.actions import checking, instruments, results
from eq.assess.questionnaire import Questionnaire
from eq.content import questionnaires as content
from eq.errors import EqError
from eq.store.workspace import Workspace

Sit = Callable[..., str]
SHIPPED = content.shipped_ids()


def text(name: str = "mine", *, version: int = 1, title: str = "Mine", items: int = 6) -> bytes:
    """A good questionnaire file."""
    lines = [
        f"id: {name}", f"version: {version}", f"title: {title}",
        "answers: {low: 1, high: 3, labels: [Rarely, Sometimes, Often]}",
        "scales: [{id: one, title: One}]", "items:",
        *(f'  - {{id: i-{n}, scale: one, text: "I do thing {n}."}}' for n in range(items)),
    ]  # fmt: skip
    return "\n".join(lines).encode()


def listed(workspace: Workspace) -> dict[str, str]:
    found, problems = instruments.available(workspace)
    assert problems == []
    return {i.questionnaire.id: i.origin for i in found}


def files(workspace: Workspace) -> list[str]:
    folder = workspace.questionnaires
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


def test_what_ships_comes_first_and_needs_no_workspace(workspace: Workspace) -> None:
    """The shipped instruments can be taken at once; looking makes no folder."""
    assert listed(workspace) == dict.fromkeys(SHIPPED, "shipped")
    assert not workspace.path.parent.exists()


def test_an_added_instrument_can_be_taken(workspace: Workspace) -> None:
    """A good file stands in the list after those that ship, and is found by its id."""
    added = instruments.add(workspace, "some file.yaml", text())
    assert list(listed(workspace).items())[-1] == ("mine", "own")
    assert instruments.current(workspace, "mine") == added
    assert files(workspace) == ["mine.yaml"]


@pytest.mark.skipif(os.name != "posix", reason="permission bits are POSIX only")
def test_adding_before_anything_else_keeps_the_folders_private(workspace: Workspace) -> None:
    """The folder of the workspace and the one for questionnaires are 0700, whatever comes first."""
    instruments.add(workspace, "m.yaml", text())
    for folder in (workspace.path.parent, workspace.questionnaires):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_adding_again_replaces_the_older_version(workspace: Workspace) -> None:
    """One file for an id: the new version, also where the old one lay under another name."""
    instruments.add(workspace, "a.yaml", text())
    (workspace.questionnaires / "dropped here.YML").write_bytes(text("other"))
    instruments.add(workspace, "b.yaml", text(version=2))
    instruments.add(workspace, "c.yaml", text("other", version=3))
    assert files(workspace) == ["mine.yaml", "other.yaml"]
    versions = {name: instruments.current(workspace, name) for name in ("mine", "other")}
    assert {name: q.version for name, q in versions.items() if q} == {"mine": 2, "other": 3}


def test_adding_never_replaces_another_instrument(workspace: Workspace) -> None:
    """A file that bears the new one's name but holds something else stays."""
    workspace.questionnaires.mkdir(parents=True)
    (workspace.questionnaires / "mine.yaml").write_bytes(text("other"))
    (workspace.questionnaires / "mine-2.yaml").write_bytes(b"not: [finished")
    instruments.add(workspace, "m.yaml", text())
    instruments.add(workspace, "m.yaml", text(version=2))
    assert files(workspace) == ["mine-2.yaml", "mine-3.yaml", "mine.yaml"]
    found, _ = instruments.available(workspace)
    assert {i.questionnaire.id for i in found} == {*SHIPPED, "mine", "other"}


@pytest.mark.parametrize(
    "data",
    [b"", b"\xff\xfe\x00", b"id: mine", text() + b"\nextra: 1", b"&a [*a]", b"x" * (1 << 21)],
    ids=["empty", "no text", "too little", "unknown key", "alias", "too large"],
)
def test_a_file_with_problems_is_not_kept(workspace: Workspace, data: bytes) -> None:
    """A broken file is refused with its problems, and neither folder nor file appears."""
    with pytest.raises(EqError) as caught:
        instruments.add(workspace, "broken.yaml", data)
    assert all(p.what and p.where.startswith("broken.yaml") for p in caught.value.problems)
    assert not workspace.path.parent.exists()


def test_a_broken_new_version_leaves_the_old_one(workspace: Workspace) -> None:
    """What could be taken before can still be taken."""
    instruments.add(workspace, "m.yaml", text())
    with pytest.raises(EqError):
        instruments.add(workspace, "m.yaml", text(version=2) + b"\nitems: []")
    kept = instruments.current(workspace, "mine")
    assert kept is not None
    assert kept.version == 1


@pytest.mark.parametrize("name", SHIPPED)
def test_the_ids_that_ship_are_taken(workspace: Workspace, name: str) -> None:
    """A file cannot pass itself off as an instrument that ships."""
    with pytest.raises(EqError, match="ships") as caught:
        instruments.add(workspace, "mine.yaml", text(name))
    assert "id of its own" in caught.value.problems[0].remedy
    assert files(workspace) == []


@pytest.mark.parametrize(
    "name",
    ["../../outside.yaml", "/etc/outside.yaml", "..", "", "a\x00b.yaml", "a\nb.yaml", "\u202elmay.exe", "x" * 5000,
     "C:\\outside.yaml", "<script>.yaml"],
)  # fmt: skip
def test_a_hostile_file_name_leads_nowhere(workspace: Workspace, name: str) -> None:
    """The name of an upload names nothing on the disk, and an error repeats no sign that could disguise it."""
    instruments.add(workspace, name, text())
    assert files(workspace) == ["mine.yaml"]
    assert sorted(path.name for path in workspace.path.parent.iterdir()) == ["me.eq", "questionnaires"]
    for bad in (b"id: mine", text("pulse")):
        with pytest.raises(EqError) as caught:
            instruments.add(workspace, name, bad)
        for problem in caught.value.problems:
            assert not set(problem.where) & set("\x00\n\u202e")
            assert len(problem.where) < 500


@pytest.mark.parametrize("name", ["../escape", "a/b", "", ".hidden", "-dash", "a b", "ü", "x" * 65])
def test_an_id_that_could_be_a_path_is_refused(workspace: Workspace, name: str) -> None:
    """Only plain ids become file names."""
    with pytest.raises(EqError):
        instruments.add(workspace, "m.yaml", text(f'"{name}"'))
    assert files(workspace) == []


def test_a_folder_that_cannot_be_written_is_an_error_in_words(workspace: Workspace) -> None:
    """Where a file stands in place of the folder, adding says so and harms nothing."""
    workspace.path.parent.mkdir()
    workspace.questionnaires.write_text("mine")
    with pytest.raises(EqError, match="cannot be kept"):
        instruments.add(workspace, "m.yaml", text())
    assert workspace.questionnaires.read_text() == "mine"


def test_removing_takes_an_instrument_off_the_list_only(workspace: Workspace, sit: Sit) -> None:
    """Its sittings keep the version they were taken with and can still be read."""
    form = instruments.add(workspace, "m.yaml", text())
    done = sit(form)
    instruments.remove(workspace, "mine")
    assert instruments.current(workspace, "mine") is None
    assert "mine" not in listed(workspace)
    assert results.result(workspace, done).questionnaire == form


def test_removing_what_ships_or_is_not_there_changes_nothing(workspace: Workspace) -> None:
    """Only own files are ever deleted."""
    instruments.add(workspace, "m.yaml", text())
    for name in (*SHIPPED, "unknown", "../mine"):
        instruments.remove(workspace, name)
    assert files(workspace) == ["mine.yaml"]
    assert set(listed(workspace)) == {*SHIPPED, "mine"}


def test_one_broken_file_hides_no_other(workspace: Workspace) -> None:
    """A dropped file with problems is named; the good one beside it can be taken."""
    instruments.add(workspace, "m.yaml", text())
    (workspace.questionnaires / "bad.yaml").write_bytes(b"id: [")
    (workspace.questionnaires / "notes.txt").write_text("not a questionnaire")
    found, problems = instruments.available(workspace)
    assert {i.questionnaire.id for i in found} == {*SHIPPED, "mine"}
    assert problems
    assert all(problem.where.startswith("bad.yaml") for problem in problems)


def test_checking_files_names_the_good_and_every_problem(workspace: Workspace, tmp_path: Path) -> None:
    """All problems of all files are told at once, with file and line."""
    good, bad, missing = tmp_path / "good.yaml", tmp_path / "bad.yaml", tmp_path / "missing.yaml"
    good.write_bytes(text())
    bad.write_bytes(text("2bad") + b"\nextra: 1")
    names, problems = checking.check_files([good, bad, missing])
    assert names == ["mine"]
    assert {p.where.partition(":")[0] for p in problems} == {str(bad), str(missing)}
    assert len([p for p in problems if p.where.startswith(str(bad))]) == 2
    assert workspace.exists() is False


def test_checking_what_is_known_reads_own_files_too(workspace: Workspace) -> None:
    """Without a file to check, everything that ships and the person's own files are read."""
    instruments.add(workspace, "m.yaml", text())
    assert checking.check_known(workspace) == ([*SHIPPED, "mine"], [])
    (workspace.questionnaires / "bad.yaml").write_bytes(text("pulse"))
    names, problems = checking.check_known(workspace)
    assert (names, len(problems)) == ([*SHIPPED, "mine"], 1)


def test_a_kept_version_survives_its_file(
    workspace: Workspace, sit: Sit, make_form: Callable[..., Questionnaire]
) -> None:
    """The exact version is offered again at retest although today's file is newer."""
    first = make_form(id="mine")
    sit(first)
    instruments.add(workspace, "m.yaml", text(version=9))
    today = instruments.current(workspace, "mine")
    assert today is not None
    assert today.version == 9
    assert instruments.other_version(workspace, first.digest, today) == first
    assert instruments.other_version(workspace, first.digest, first) is None
    noted = Questionnaire.model_validate(first.model_dump() | {"version": 2, "minutes": 3})
    assert instruments.other_version(workspace, first.digest, noted) is None
