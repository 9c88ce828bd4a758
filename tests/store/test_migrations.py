from __future__ import annotations

import shutil
import sqlite3
import stat
from collections.abc import Callable
from importlib import resources
from pathlib import Path
from types import SimpleNamespace

import pytest

from eq.errors import EqError
from eq.store import checks, migrations, settings, sittings
from eq.store.workspace import Workspace

FIXTURES = Path(__file__).parents[1] / "data" / "schema"
SECOND = """
-- A step that a later version might bring; a comment with a ; in it.
create table mood (id text primary key, level integer not null) strict;
create trigger watched after insert on mood begin
  update mood set level = level + 1 where id = new.id;
end;
insert into mood values ('first', 1);
"""
Bring = Callable[..., None]
SHIPPED = migrations.names()


@pytest.fixture
def bring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bring:
    """Puts further schema steps beside those that ship."""
    folder = tmp_path / "steps"
    shutil.copytree(str(resources.files("eq.store.migrations")), folder)

    def add(**steps: str) -> None:
        for name, text in steps.items():
            (folder / f"{name.removeprefix('_')}.sql").write_text(text, "utf-8")
        monkeypatch.setattr(migrations, "resources", SimpleNamespace(files=lambda _: folder))

    return add


def steps(workspace: Workspace) -> list[tuple[str, str]]:
    with workspace.read() as db:
        return db.execute("select name, applied_at from migration order by name").fetchall()


def tables(workspace: Workspace) -> set[str]:
    with workspace.read() as db:
        return {row[0] for row in db.execute("select name from sqlite_master where type = 'table'")}


def filled(workspace: Workspace) -> Workspace:
    workspace.ensure()
    with workspace.write() as db:
        settings.put(db, "kept", "before")
    return workspace


def test_every_step_is_applied_once(workspace: Workspace) -> None:
    """A new file gets every step in order, and opening it again applies none a second time."""
    workspace.ensure()
    first = steps(workspace)
    workspace.ensure()
    assert [name for name, _ in first] == sorted(migrations.names())
    assert steps(workspace) == first


def test_steps_have_a_reserved_number_and_a_subject() -> None:
    """Names are four digits of a reserved range and a subject."""
    for name in migrations.names():
        number, _, subject = name.partition("_")
        assert len(number) == 4
        assert number[:2] in {"01", "02", "03", "04", "05"}
        assert subject.isidentifier()


def test_a_second_step_is_applied_to_an_older_file(workspace: Workspace, bring: Bring) -> None:
    """A file from an older version gets the missing step, triggers included, and keeps its rows."""
    filled(workspace)
    bring(_0598_mood=SECOND)
    workspace.ensure()
    with workspace.read() as db:
        assert settings.all_settings(db) == {"kept": "before"}
        assert db.execute("select * from mood").fetchall() == [("first", 2)]
    assert [name for name, _ in steps(workspace)] == [*SHIPPED, "0598_mood"]


def test_a_proven_copy_is_kept_before_a_second_step(workspace: Workspace, bring: Bring) -> None:
    """Before a step on a file that has rows a private, sound copy of the old state lies beside it."""
    filled(workspace)
    bring(_0598_mood=SECOND)
    workspace.ensure()
    (copy,) = migrations.copies(workspace.path)
    assert copy == workspace.path.with_name("me.before-0598_mood.eq")
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    with sqlite3.connect(copy) as db:
        assert db.execute("pragma integrity_check").fetchone() == ("ok",)
        assert db.execute("select key, value from setting").fetchall() == [("kept", '"before"')]
        assert db.execute("select name from migration order by name").fetchall() == [(name,) for name in SHIPPED]


def test_no_copy_of_a_new_file(workspace: Workspace, bring: Bring) -> None:
    """A file that is new needs no copy."""
    bring(_0598_mood=SECOND)
    workspace.ensure()
    assert [path.name for path in workspace.path.parent.iterdir()] == ["me.eq"]


def test_a_damaged_copy_stops_the_step(workspace: Workspace, bring: Bring, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a sound copy nothing is changed."""
    filled(workspace)
    bring(_0598_mood=SECOND)

    def refuse(path: Path, step: str) -> Path:
        raise EqError(f"{path} {step}", "The copy made before the upgrade is damaged.", "")

    monkeypatch.setattr(migrations, "keep_copy", refuse)
    with pytest.raises(EqError, match="copy"):
        workspace.ensure()
    assert "mood" not in tables(workspace)


@pytest.mark.parametrize(
    "broken",
    [SECOND + "insert into nowhere values (1);", SECOND + "create table mood (again text);"],
    ids=["unknown table", "doubled table"],
)
def test_a_step_that_fails_leaves_nothing_of_itself(workspace: Workspace, bring: Bring, broken: str) -> None:
    """Steps are applied all or none: neither the failed one nor one before it stays, and the file works as before."""
    filled(workspace)
    before = (tables(workspace), steps(workspace))
    bring(_0598_mood="create table early (id text) strict;", _0599_broken=broken)
    with pytest.raises(EqError):
        workspace.ensure()
    assert (tables(workspace), steps(workspace)) == before
    with workspace.read() as db:
        assert settings.all_settings(db) == {"kept": "before"}


def test_a_step_cut_short_is_refused(workspace: Workspace, bring: Bring) -> None:
    """A script that ends within a statement is an error, never a schema with a part missing."""
    filled(workspace)
    bring(_0598_mood="create table mood (id text) strict;\ncreate index late on mood (")
    with pytest.raises(EqError):
        workspace.ensure()
    assert "mood" not in tables(workspace)


def test_the_last_statement_needs_no_semicolon(workspace: Workspace, bring: Bring) -> None:
    """A script's last statement is applied also where its semicolon is missing and a comment follows."""
    bring(_0598_mood="create table mood (id text) strict\n-- the end")
    workspace.ensure()
    assert "mood" in tables(workspace)


def test_a_file_of_a_newer_version_is_refused_untouched(workspace: Workspace) -> None:
    """An unknown step means a newer version: refused with what to do, and not a byte changes."""
    filled(workspace)
    with workspace.write() as db:
        db.execute("insert into migration values ('9901_later', '2030-01-01')")
    workspace.scrub()
    before = workspace.path.read_bytes()
    with pytest.raises(EqError, match="newer EQ Reflect") as caught:
        workspace.ensure()
    assert caught.value.problems[0].remedy
    assert workspace.path.read_bytes() == before
    assert [path.name for path in workspace.path.parent.iterdir()] == ["me.eq"]


@pytest.mark.parametrize("table", ["bookmarks", "migration"])
def test_a_database_of_another_program_is_refused_untouched(tmp_path: Path, table: str) -> None:
    """A database that is not ours is refused and keeps every byte, even its way of keeping a journal."""
    path = tmp_path / "other.sqlite"
    with sqlite3.connect(path) as db:
        db.execute(f"create table {table} (url text)")
        db.execute(f"insert into {table} values ('somewhere')")
    db.close()
    before = path.read_bytes()
    with pytest.raises(EqError, match="another program") as caught:
        Workspace(path).ensure()
    assert caught.value.problems[0].remedy
    assert path.read_bytes() == before
    assert [found.name for found in tmp_path.iterdir()] == [path.name]


def test_a_file_left_empty_by_a_killed_start_becomes_a_workspace(workspace: Workspace) -> None:
    """A file of no bytes, as a start killed in its first moment leaves it, is filled at the next start."""
    workspace.path.parent.mkdir()
    workspace.path.touch(mode=0o600)
    workspace.ensure()
    assert "assessment" in tables(workspace)


@pytest.mark.parametrize("name", migrations.names())
def test_every_schema_that_landed_left_a_file(name: str) -> None:
    """For each step there is a file as the version that brought it wrote it."""
    path = FIXTURES / f"{name[:4]}.eq"
    assert path.is_file()
    assert path.stat().st_size < 600_000


@pytest.mark.parametrize("path", sorted(FIXTURES.glob("*.eq")), ids=lambda path: path.stem)
def test_a_file_of_an_earlier_version_opens_and_keeps_its_rows(path: Path, tmp_path: Path) -> None:
    """Opening a file of any landed schema brings it up to date and loses no row."""
    workspace = Workspace(tmp_path / "me.eq")
    shutil.copy(path, workspace.path)
    with workspace.read() as db:
        before = checks.counts(db)
        assert max(migrations.applied(db)).startswith(path.stem)
    workspace.ensure()
    with workspace.read() as db:
        after = checks.counts(db)
        assert checks.integrity(db) == checks.orphans(db) == []
        assert checks.schema_gap(db) == ([], [])
    del before["migration"]
    assert all(before.values())
    assert {table: after[table] for table in before} == before


def test_the_first_schema_is_read_as_it_was_written(tmp_path: Path) -> None:
    """The made-up sittings in the file of the first schema are there with their dates, notes and answers."""
    workspace = Workspace(tmp_path / "me.eq")
    shutil.copy(FIXTURES / "0101.eq", workspace.path)
    workspace.ensure()
    with workspace.read() as db:
        (person,) = db.execute("select id from person").fetchone()
        done, draft = sittings.sittings(db, person)
        given = sittings.answers(db, done.id)
        assert settings.all_settings(db) == {"end_of_day": 6, "welcomed": True}
        assert sittings.has_version(db, done.id)
    assert (done.state, done.note, done.zone, done.answered) == ("done", "After the move", "Europe/Berlin", 12)
    assert done.taken_at.isoformat() == "2026-10-02T07:30:00+00:00"
    assert (draft.state, draft.answered, draft.page) == ("draft", 3, 1)
    assert [a.value for a in given] == [2, 4, 3, 2, 2, 4, 3, 4, 4, 3, None, 2]
