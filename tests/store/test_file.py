from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eq.errors import EqError
from eq.store import workspace as module
from eq.store.database import connect
from eq.store.instants import from_text, to_text
from eq.store.workspace import Workspace

posix = pytest.mark.skipif(os.name != "posix", reason="permission bits are POSIX only")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def permissive() -> Iterator[None]:
    """A umask that gives everyone everything."""
    before = os.umask(0)
    yield
    os.umask(before)


@posix
def test_the_file_and_its_folder_belong_to_the_person_alone(workspace: Workspace) -> None:
    """The file is 0600 and its folder 0700."""
    workspace.ensure()
    assert (mode(workspace.path), mode(workspace.path.parent)) == (0o600, 0o700)


@posix
@pytest.mark.usefixtures("permissive")
def test_a_permissive_umask_opens_nothing(tmp_path: Path) -> None:
    """Under umask 0 the file, what SQLite lays beside it and every folder that had to be made stay private."""
    workspace = Workspace(tmp_path / "a" / "b" / "c" / "me.eq")
    workspace.ensure()
    with workspace.write() as db:
        db.execute("insert into setting values ('k', '1')")
        beside = sorted(path.name for path in workspace.path.parent.iterdir())
        modes = {mode(path) for path in workspace.path.parent.iterdir()}
    assert beside == ["me.eq", "me.eq-shm", "me.eq-wal"]
    assert modes == {0o600}
    assert {mode(tmp_path / "a"), mode(tmp_path / "a" / "b"), mode(tmp_path / "a" / "b" / "c")} == {0o700}


@posix
@pytest.mark.usefixtures("permissive")
def test_the_file_is_private_from_its_first_byte(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """When SQLite is given the file for the first time it is empty and already 0600."""
    seen: list[tuple[int, int]] = []

    def watched(path: Path) -> object:
        seen.append((path.stat().st_size, mode(path)))
        return connect(path)

    monkeypatch.setattr(module, "connect", watched)
    workspace.ensure()
    assert seen[0] == (0, 0o600)


@posix
def test_a_folder_that_is_there_keeps_its_rights(tmp_path: Path) -> None:
    """A folder someone made for other things is left as it is."""
    tmp_path.chmod(0o755)
    Workspace(tmp_path / "me.eq").ensure()
    assert mode(tmp_path) == 0o755


def test_every_connection_is_a_careful_one(workspace: Workspace) -> None:
    """WAL, a commit that survives a power cut, overwriting of what is deleted and foreign keys are in force."""
    workspace.ensure()
    wanted = {
        "journal_mode": "wal", "synchronous": 2, "secure_delete": 1, "foreign_keys": 1, "trusted_schema": 0,
    }  # fmt: skip
    for door in (workspace.read, workspace.write):
        with door() as db:
            assert {name: db.execute(f"pragma {name}").fetchone()[0] for name in wanted} == wanted


def test_a_block_that_fails_keeps_nothing(workspace: Workspace) -> None:
    """A transaction is kept whole, or not at all when the block raises anything."""
    workspace.ensure()

    def interrupted() -> None:
        with workspace.write() as db:
            db.execute("insert into setting values ('half', '1')")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    with workspace.read() as db:
        assert db.execute("select count(*) from setting").fetchone() == (0,)


def test_reading_sees_one_moment(workspace: Workspace) -> None:
    """Within one read everything is as it was at its first look, although another tab writes."""
    workspace.ensure()
    with workspace.read() as db:
        before = db.execute("select count(*) from setting").fetchone()
        with workspace.write() as other:
            other.execute("insert into setting values ('new', '1')")
        assert db.execute("select count(*) from setting").fetchone() == before
    with workspace.read() as db:
        assert db.execute("select count(*) from setting").fetchone() == (1,)


def test_the_stamp_follows_every_write(workspace: Workspace) -> None:
    """The stamp changes with a write, stays without one, and is empty without a file."""
    assert workspace.stamp() == ()
    workspace.ensure()
    first = workspace.stamp()
    with workspace.read() as db:
        db.execute("select * from setting").fetchall()
        assert workspace.stamp()[:3] == first[:3]
    with workspace.write() as db:
        db.execute("insert into setting values ('k', '1')")
    assert workspace.stamp() != first


def test_asking_for_a_missing_file_says_so_and_makes_nothing(workspace: Workspace) -> None:
    """Whoever only reads is told that the workspace is missing and what to do; nothing appears on the disk."""
    with pytest.raises(EqError, match="no workspace here yet") as caught:
        workspace.require()
    assert "eq" in caught.value.problems[0].remedy
    assert not workspace.path.parent.exists()


@pytest.mark.parametrize("name", ["a b.eq", "früh.eq", "100%.eq", "a?mode=memory.eq", "a#b.eq", "me"])
def test_any_file_name_is_only_a_name(tmp_path: Path, name: str) -> None:
    """Signs that mean something in an address are part of the name."""
    workspace = Workspace(tmp_path / name)
    workspace.ensure()
    with workspace.write() as db:
        db.execute("insert into setting values ('k', '1')")
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_folder_in_the_place_of_the_file_is_an_error_in_words(tmp_path: Path) -> None:
    """A folder cannot be a workspace, and stays."""
    (tmp_path / "me.eq").mkdir()
    with pytest.raises(EqError):
        Workspace(tmp_path / "me.eq").ensure()
    assert (tmp_path / "me.eq").is_dir()


def test_a_file_in_the_place_of_the_folder_is_an_error_in_words(tmp_path: Path) -> None:
    """A workspace cannot be made inside a file, and the file stays."""
    (tmp_path / "own").write_text("mine")
    with pytest.raises(EqError):
        Workspace(tmp_path / "own" / "me.eq").ensure()
    assert (tmp_path / "own").read_text() == "mine"


moments = st.datetimes(timezones=st.timezones(), min_value=from_text("0002-01-01").replace(tzinfo=None)).filter(
    lambda moment: moment.year < 9999
)


@given(moments, moments)
def test_stored_instants_sort_as_time_does(one: object, other: object) -> None:
    """Text order is time order, to the millisecond, whatever the zone."""
    first, second = to_text(one), to_text(other)  # type: ignore[arg-type]
    assert (first < second) == (from_text(first) < from_text(second))
    assert to_text(from_text(first)) == first
