from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as how
from hypothesis import strategies as st

from eq.errors import EqError, Problem
from eq.store import checks, database, settings
from eq.store import workspace as module
from eq.store.database import Connection
from eq.store.workspace import Workspace

FILL = "x" * 400_000
LIMITED = """
import resource, sys
from pathlib import Path
from eq.errors import EqError
from eq.store.workspace import Workspace
workspace = Workspace(Path(sys.argv[1]))
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]),) * 2)
try:
    with workspace.write() as db:
        db.execute("insert into setting values ('big', ?)", ('"' + "x" * int(sys.argv[2]) + '"',))
except EqError as problem:
    print(problem)
"""
READONLY = "cannot be opened for writing"


def filled(workspace: Workspace) -> bytes:
    """The bytes of a new workspace with one setting in it."""
    workspace.ensure()
    with workspace.write() as db:
        settings.put(db, "kept", "before")
    assert workspace.scrub()
    return workspace.path.read_bytes()


def put_big(workspace: Workspace) -> None:
    with workspace.write() as db:
        settings.put(db, "big", FILL)


def kept(workspace: Workspace) -> dict[str, object]:
    with workspace.read() as db:
        assert checks.integrity(db) == []
        return settings.all_settings(db)


@contextmanager
def ordinary_user() -> Iterator[None]:
    """Rights are not checked for root, so root is someone else meanwhile."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that another user can reach."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


def test_a_writer_that_waits_too_long_says_so(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """While another tab keeps the file busy a write is refused in words, changes nothing, and works afterwards."""
    filled(workspace)
    monkeypatch.setattr(database, "BUSY_MS", 50)
    with workspace.write() as db:
        settings.put(db, "first", 1)
        with pytest.raises(EqError, match="busy") as caught:
            put_big(workspace)
    assert "Nothing was changed" in caught.value.problems[0].remedy
    assert kept(workspace) == {"kept": "before", "first": 1}
    put_big(workspace)
    assert kept(workspace)["big"] == FILL


def test_reading_never_waits_for_a_writer(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """A tab reads what was there before while another writes."""
    filled(workspace)
    monkeypatch.setattr(database, "BUSY_MS", 50)
    with workspace.write() as db:
        settings.put(db, "kept", "after")
        assert kept(workspace) == {"kept": "before"}


def test_a_full_disk_is_named_and_nothing_is_lost(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the file cannot grow the write is refused in words and all that was there stays."""
    before = filled(workspace)
    real = database.connect

    def small(path: Path) -> Connection:
        connection = real(path)
        connection.execute("pragma max_page_count = 30")
        return connection

    with monkeypatch.context() as patched:
        patched.setattr(module, "connect", small)
        with pytest.raises(EqError, match="disk is full") as caught:
            put_big(workspace)
    assert "Free some space" in caught.value.problems[0].remedy
    assert workspace.path.read_bytes() == before
    assert kept(workspace) == {"kept": "before"}


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process are POSIX only")
def test_a_disk_that_takes_no_more_bytes_leaves_the_file_sound(workspace: Workspace) -> None:
    """When the system refuses to write more the error is in words, the file sound, and a later write works."""
    before = filled(workspace)
    said = subprocess.run(
        [sys.executable, "-c", LIMITED, str(workspace.path), str(len(before) + 8192)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "The disk" in said.stdout
    assert "Nothing was changed" in said.stdout
    assert kept(workspace) == {"kept": "before"}
    put_big(workspace)
    assert kept(workspace)["big"] == FILL


@pytest.mark.skipif(os.name != "posix", reason="permission bits are POSIX only")
@pytest.mark.parametrize("rights", [(0o444, 0o555), (0o444, 0o777), (0o600, 0o755)], ids=["both", "file", "not ours"])
def test_a_file_that_may_not_be_written_says_so(open_folder: Path, rights: tuple[int, int]) -> None:
    """Without the right to write, a write is refused in words that say what to check; not a byte changes."""
    workspace = Workspace(open_folder / "me.eq")
    before = filled(workspace)
    if rights == (0o600, 0o755) and os.geteuid() != 0:
        pytest.skip("a file of someone else takes root to make")
    workspace.path.chmod(rights[0])
    open_folder.chmod(rights[1])
    with ordinary_user(), pytest.raises(EqError, match=READONLY) as caught:
        put_big(workspace)
    assert "belongs to you" in caught.value.problems[0].remedy
    workspace.path.chmod(0o600)
    assert workspace.path.read_bytes() == before


@pytest.mark.skipif(os.name != "posix", reason="permission bits are POSIX only")
def test_a_folder_that_may_not_be_written_says_so(open_folder: Path) -> None:
    """Where no file can be made the error says so and names the ways to choose another place."""
    open_folder.chmod(0o555)
    with ordinary_user(), pytest.raises(EqError, match="cannot be made here") as caught:
        Workspace(open_folder / "deep" / "me.eq").ensure()
    assert "EQ_WORKSPACE" in caught.value.problems[0].remedy
    assert list(open_folder.iterdir()) == []


def test_a_file_that_is_gone_is_an_error_and_not_a_new_file(workspace: Workspace) -> None:
    """Using a workspace whose file was taken away is refused; no empty one appears in its place."""
    filled(workspace)
    workspace.path.unlink()
    for use in (workspace.read, workspace.write):
        with pytest.raises(EqError, match="The file cannot be opened"), use():
            pass
    with pytest.raises(EqError):
        workspace.scrub()
    assert not workspace.path.exists()


DOORS: dict[str, Callable[[Workspace], object]] = {
    "open": Workspace.ensure,
    "require": Workspace.require,
    "read": kept,
    "write": put_big,
    "scrub": Workspace.scrub,
}


@pytest.mark.parametrize("door", DOORS.values(), ids=DOORS.keys())
@given(garbage=st.binary(min_size=1, max_size=3000))
@how(max_examples=40)
def test_garbage_is_refused_at_every_door(
    tmp_path_factory: pytest.TempPathFactory, door: Callable[[Workspace], object], garbage: bytes
) -> None:
    """A file that is no database is refused in words by whatever touches it, and keeps every byte."""
    folder = tmp_path_factory.mktemp("garbage")
    workspace = Workspace(folder / "me.eq")
    workspace.path.write_bytes(garbage)
    with pytest.raises(EqError, match="not a workspace, or it is damaged") as caught:
        door(workspace)
    assert caught.value.problems[0].remedy
    assert workspace.path.read_bytes() == garbage
    assert [path.name for path in folder.iterdir()] == ["me.eq"]


@given(keep=st.integers(1, 60_000), place=st.integers(0, 60_000), sign=st.integers(0, 255))
@how(max_examples=60)
def test_damage_ends_in_words(tmp_path_factory: pytest.TempPathFactory, keep: int, place: int, sign: int) -> None:
    """A cut file with a wrong byte in it either still works or is refused in words; nothing else is ever raised."""
    workspace = Workspace(tmp_path_factory.mktemp("damaged") / "me.eq")
    sound = bytearray(_sound())
    sound[place % len(sound)] = sign
    workspace.path.write_bytes(bytes(sound[:keep]))
    assert all(problem.what and problem.remedy for problem in _used(workspace))


def _used(workspace: Workspace) -> tuple[Problem, ...]:
    """Open, write and read; the problems when that is refused."""
    try:
        workspace.ensure()
        with workspace.write() as db:
            settings.put(db, "more", 1)
        with workspace.read() as db:
            checks.integrity(db)
    except EqError as refused:
        return refused.problems
    return ()


_SOUND: list[bytes] = []


def _sound() -> bytes:
    if not _SOUND:
        with tempfile.TemporaryDirectory() as folder:
            _SOUND.append(filled(Workspace(Path(folder) / "me.eq")))
    return _SOUND[0]


def test_an_error_never_repeats_what_the_person_wrote(workspace: Workspace) -> None:
    """The words of an error hold no value that was to be kept."""
    filled(workspace)
    with pytest.raises(EqError) as caught, workspace.write() as db:
        db.execute("insert into assessment_version values ('secret word', null, 'UTC', 'secret word', 'now')")
    assert "secret" not in str(caught.value)
