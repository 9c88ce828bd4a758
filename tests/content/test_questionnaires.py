"""Where questionnaires come from: shipped, a path, the workspace's own folder."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from eq import bundle
from eq.content import questionnaires
from eq.content.strict import MAX_BYTES
from eq.errors import EqError

SAMPLE = (Path(__file__).parent / "sample.yaml").read_text(encoding="utf-8")


def sample(questionnaire_id: str) -> str:
    return SAMPLE.replace("id: Sample.one-2", f"id: {questionnaire_id}")


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A bundle whose shipped questionnaires are `pulse`, `five-competencies` and `another`."""
    folder = tmp_path / "bundle" / "questionnaires"
    folder.mkdir(parents=True)
    for name in ("pulse", "five-competencies", "another"):
        (folder / f"{name}.yaml").write_text(sample(name), encoding="utf-8")
    monkeypatch.setattr(bundle, "root", lambda: folder.parent)
    questionnaires.shipped.cache_clear()
    yield folder
    questionnaires.shipped.cache_clear()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    own = tmp_path / "own"
    own.mkdir()
    return own


def refusal(name: str | Path) -> str:
    with pytest.raises(EqError) as raised:
        questionnaires.find(str(name))
    return str(raised.value)


class TestShipped:
    def test_ids_are_offered_in_order(self, shelf: Path) -> None:
        """The long form first, the pulse later, unknown ones last."""
        assert shelf.is_dir()
        assert questionnaires.shipped_ids() == ("five-competencies", "pulse", "another")

    def test_one_is_read_by_its_id_and_only_once(self, shelf: Path) -> None:
        """The file is read when first asked for and kept."""
        first = questionnaires.shipped("pulse")
        (shelf / "pulse.yaml").write_text("broken", encoding="utf-8")
        assert first.id == "pulse"
        assert questionnaires.shipped("pulse") is first

    def test_a_misspelt_id_gets_a_suggestion(self, shelf: Path) -> None:
        """A wrong id is an error that names the one that was probably meant."""
        assert shelf.is_dir()
        assert refusal("five-competences") == (
            "five-competences: There is no questionnaire `five-competences`. Did you mean `five-competencies`?"
        )
        assert refusal("xyz").endswith("Use one of: `five-competencies`, `pulse`, `another`.")

    def test_an_id_cannot_lead_out_of_the_folder(self, shelf: Path) -> None:
        """An id is looked up among the shipped ones, never joined to a path."""
        (shelf.parent / "secret.yaml").write_text(sample("secret"), encoding="utf-8")
        with pytest.raises(EqError):
            questionnaires.shipped("../secret")


class TestFind:
    def test_a_path_is_read_and_named_as_given(
        self, shelf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A relative path works, and problems carry it as it was typed."""
        assert shelf.is_dir()
        monkeypatch.chdir(tmp_path)
        Path("mine.yaml").write_text(sample("mine"), encoding="utf-8")
        Path("bad.yml").write_text("id: x\n", encoding="utf-8")
        assert questionnaires.find("mine.yaml").id == "mine"
        assert refusal("./bad.yml").startswith("bad.yml:1: The questionnaire has no `version`.")

    def test_a_file_without_a_suffix_is_a_path_and_a_folder_is_not(
        self, shelf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """An existing file wins over an id; a folder that happens to have the id's name does not."""
        assert shelf.is_dir()
        monkeypatch.chdir(tmp_path)
        Path("mine").write_text(sample("mine"), encoding="utf-8")
        Path("pulse").mkdir()
        assert questionnaires.find("mine").id == "mine"
        assert questionnaires.find("pulse").id == "pulse"

    def test_what_looks_like_a_path_is_never_taken_for_an_id(self, shelf: Path, tmp_path: Path) -> None:
        """A missing file, a folder and a special file each get their own words."""
        assert shelf.is_dir()
        assert refusal(tmp_path / "no.yaml").endswith("There is no such file. Check its name and folder.")
        assert refusal("pulse.yaml") == "pulse.yaml: There is no such file. Check its name and folder."
        assert refusal(tmp_path).endswith("This is a folder. Name a file in it.")
        assert "cannot be read" in refusal("a\0b.yaml")
        assert "cannot be read" in refusal("x" * 5000 + ".yaml")

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
    def test_a_pipe_is_refused_instead_of_waited_for(self, tmp_path: Path) -> None:
        """Reading a pipe nobody writes to would hang."""
        os.mkfifo(tmp_path / "p.yaml")
        assert refusal(tmp_path / "p.yaml").endswith("This is not an ordinary file. Name a YAML file.")

    def test_no_more_than_the_limit_is_read(self, tmp_path: Path) -> None:
        """A huge file is refused by its size."""
        with (tmp_path / "big.yaml").open("wb") as stream:
            stream.truncate(MAX_BYTES * 64)
        assert "larger than 1024 KiB" in refusal(tmp_path / "big.yaml")


class TestOwn:
    def test_a_missing_or_empty_folder_is_nothing(self, folder: Path) -> None:
        """Nobody has to make the folder."""
        assert questionnaires.own(folder) == ({}, [])
        assert questionnaires.own(folder / "missing") == ({}, [])

    def test_both_suffixes_are_read_and_everything_else_is_left_alone(self, folder: Path) -> None:
        """Hidden files, folders and other suffixes are not questionnaires."""
        (folder / "b.yml").write_text(sample("second"), encoding="utf-8")
        (folder / "a.YAML").write_text(sample("first"), encoding="utf-8")
        (folder / "._a.yaml").write_text("junk", encoding="utf-8")
        (folder / "notes.txt").write_text("junk", encoding="utf-8")
        (folder / "folder.yaml").mkdir()
        found, problems = questionnaires.own(folder)
        assert (list(found), problems) == (["first", "second"], [])

    def test_a_broken_file_hides_no_other(self, folder: Path) -> None:
        """Good files are usable while the problems of broken ones are all told."""
        (folder / "a.yaml").write_text("id: x\nversion: 1\n", encoding="utf-8")
        (folder / "b.yaml").write_text(sample("good"), encoding="utf-8")
        (folder / "c.yaml").write_text("", encoding="utf-8")
        found, problems = questionnaires.own(folder)
        assert list(found) == ["good"]
        assert [p.where for p in problems] == ["a.yaml:1"] * 4 + ["c.yaml:1"]

    def test_ids_must_not_clash(self, shelf: Path, folder: Path) -> None:
        """An id that ships, or that an earlier file has, is a problem of the later file."""
        assert shelf.is_dir()
        (folder / "a.yaml").write_text(sample("mine"), encoding="utf-8")
        (folder / "b.yaml").write_text(sample("mine"), encoding="utf-8")
        (folder / "c.yaml").write_text(sample("pulse"), encoding="utf-8")
        (folder / "d.yaml").write_text(sample("Pulse"), encoding="utf-8")
        found, problems = questionnaires.own(folder)
        assert list(found) == ["mine", "Pulse"]
        assert [str(p) for p in problems] == [
            "b.yaml: The id `mine` is taken by a.yaml. Give one of them another id, or remove it.",
            "c.yaml: The id `pulse` belongs to a questionnaire that ships. Give yours another id.",
        ]

    def test_an_unreadable_file_is_a_problem(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """A file without permission is told of, not skipped."""
        (folder / "a.yaml").write_text(sample("mine"), encoding="utf-8")

        def refuse(*_: object) -> None:
            raise PermissionError(13, "no")

        monkeypatch.setattr(Path, "open", refuse)
        found, problems = questionnaires.own(folder)
        assert found == {}
        assert problems[0].what == "The file may not be read."
