"""Files appear whole or not at all."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from eq.errors import EqError
from eq.exchange.files import read_bytes, replacing, same_file


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def write_and_fail(target: Path | str, failure: BaseException) -> None:
    with replacing(target) as sink:
        sink.write(b"new")
        raise failure


def test_the_file_appears_with_its_whole_content(tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    with replacing(target) as sink:
        sink.write(b"half ")
        assert not target.exists()
        sink.write(b"and half")
    assert target.read_bytes() == b"half and half"
    assert names(tmp_path) == ["out.csv"]


@pytest.mark.parametrize("failure", [RuntimeError("any"), KeyboardInterrupt()])
def test_after_a_failure_the_old_file_stands_and_nothing_is_left_beside_it(
    tmp_path: Path, failure: BaseException
) -> None:
    target = tmp_path / "out.csv"
    target.write_bytes(b"old")
    with pytest.raises(type(failure)):
        write_and_fail(target, failure)
    assert target.read_bytes() == b"old"
    assert names(tmp_path) == ["out.csv"]


def test_a_full_disk_is_told_and_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    target.write_bytes(b"old")
    with pytest.raises(EqError, match="no space left on device") as caught:
        write_and_fail(target, OSError(28, "No space left on device"))
    assert "Nothing was changed" in caught.value.problems[0].remedy
    assert target.read_bytes() == b"old"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device here")
def test_a_device_is_written_directly_and_its_failure_told() -> None:
    with pytest.raises(EqError, match="cannot be written"), replacing("/dev/full") as sink:
        sink.write(b"x")
    assert Path("/dev/full").is_char_device()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_stays_a_pipe(tmp_path: Path) -> None:
    pipe, got = tmp_path / "pipe", []
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()))
    reader.start()
    with replacing(pipe) as sink:
        sink.write(b"through")
    reader.join()
    assert got == [b"through"]
    assert pipe.is_fifo()


def test_a_link_keeps_pointing_and_its_target_changes(tmp_path: Path) -> None:
    target, link = tmp_path / "real.csv", tmp_path / "link.csv"
    target.write_bytes(b"old")
    link.symlink_to(target)
    with replacing(link) as sink:
        sink.write(b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


@pytest.mark.skipif(os.name == "nt", reason="no such permissions there")
def test_permissions_of_the_old_file_are_kept(tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    target.write_bytes(b"old")
    target.chmod(0o600)
    with replacing(target) as sink:
        sink.write(b"new")
    assert target.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("name", ["missing/out.csv", ".", "out.csv/under", "a\0b"])
def test_places_that_cannot_be_written_are_told(tmp_path: Path, name: str) -> None:
    (tmp_path / "out.csv").write_bytes(b"old")
    with pytest.raises(EqError, match="cannot be written"), replacing(tmp_path / name):
        pytest.fail("the block must not run")
    assert names(tmp_path) == ["out.csv"]


def test_a_file_over_the_limit_is_refused_and_one_at_the_limit_read(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_bytes(b"12345")
    assert read_bytes(path, 5) == b"12345"
    with pytest.raises(EqError, match="larger than 4 bytes"):
        read_bytes(path, 4)


def test_two_names_of_one_file_are_recognised(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.touch()
    assert same_file(path, tmp_path / "." / "a.csv")
    assert not same_file(path, tmp_path / "b.csv")
