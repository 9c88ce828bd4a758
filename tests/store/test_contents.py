"""Everything in a workspace as rows, and whether two workspaces hold the same."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from eq.errors import EqError
from eq.store import contents, migrations, settings
from eq.store.workspace import Workspace


def digest(workspace: Workspace) -> str:
    with workspace.read() as db:
        return contents.content_hash(db)


def put(workspace: Workspace, **values: object) -> Workspace:
    workspace.ensure()
    with workspace.write() as db:
        for key, value in values.items():
            settings.put(db, key, value)
    return workspace


def test_every_table_comes_after_those_it_points_to(workspace: Workspace) -> None:
    """Rows can be put in one table after the other."""
    workspace.ensure()
    with workspace.read() as db:
        order = contents.tables(db)
        for at, table in enumerate(order):
            targets = {row[2] for row in db.execute(f'pragma foreign_key_list("{table}")')} - {table}
            assert targets <= set(order[:at])


def test_no_table_of_a_person_is_left_out(workspace: Workspace) -> None:
    """Every table of the schema is there, but for the search index, which is made anew, and the list of steps."""
    workspace.ensure()
    with workspace.read() as db:
        made = {row[0] for row in db.execute("select name from sqlite_master where sql like 'create table%'")}
        shadows = {row[0] for row in db.execute("select name from pragma_table_list where type = 'shadow'")}
        assert set(contents.tables(db)) == made - shadows - {"migration"}


def test_every_column_is_of_a_kind_that_can_be_written(workspace: Workspace) -> None:
    """A table can be written as text without losing what kind of value stood in it."""
    workspace.ensure()
    with workspace.read() as db:
        found = {column.kind for table in contents.tables(db) for column in contents.columns(db, table)}
        strict = "select name from pragma_table_list where schema = 'main' and type = 'table' and strict = 0"
        loose = {row[0] for row in db.execute(strict)}
    assert found == {"text", "integer", "real"}
    assert not {name for name in loose if not name.startswith("sqlite_")}


def test_the_hash_does_not_depend_on_the_order_of_rows(tmp_path: Path) -> None:
    """Two files with the same rows hold the same, whichever row was written first."""
    one = put(Workspace(tmp_path / "one.eq"), a=1, b="two")
    other = put(Workspace(tmp_path / "other.eq"), b="two", a=1)
    assert digest(one) == digest(other)


@pytest.mark.parametrize("other", [{"a": 2}, {"a": "1"}, {"a": 1, "b": 1}, {"b": 1}, {}], ids=str)
def test_the_hash_tells_apart_what_differs(tmp_path: Path, other: dict[str, object]) -> None:
    """Another value, another kind of value, a row more or a row less: each gives another hash."""
    assert digest(put(Workspace(tmp_path / "one.eq"), a=1)) != digest(put(Workspace(tmp_path / "other.eq"), **other))


def test_nothing_and_an_empty_text_are_not_the_same(tmp_path: Path) -> None:
    """A missing value and an empty one give different hashes."""
    hashes = []
    for name, value in (("one", None), ("other", "")):
        workspace = Workspace(tmp_path / f"{name}.eq")
        workspace.ensure()
        with workspace.write() as db:
            db.execute("insert into person values ('p', 'owner', '', 'now')")
            db.execute(
                "insert into import_batch values ('b', 'p', '', '', '')",
            )
            db.execute(
                "insert into entry (id, person, kind, state, at, zone, local_date, created_at, changed_at, external_id)"
                " values ('e', 'p', 'note', 'done', '', '', '', '', '', ?)",
                (value,),
            )
        hashes.append(digest(workspace))
    assert hashes[0] != hashes[1]


def test_the_schema_steps_count_for_nothing(workspace: Workspace) -> None:
    """When a file was brought up to date is no part of what it holds."""
    put(workspace, a=1)
    before = digest(workspace)
    with workspace.write() as db:
        db.execute("update migration set applied_at = 'later'")
    assert digest(workspace) == before


def test_a_new_file_is_empty_and_a_setting_is_something(workspace: Workspace) -> None:
    """Whatever a person chose makes a file theirs."""
    workspace.ensure()
    with workspace.read() as db:
        assert contents.is_empty(db)
    put(workspace, country="de")
    with workspace.read() as db:
        assert not contents.is_empty(db)


def test_nothing_is_loaded_over_what_is_there(workspace: Workspace) -> None:
    """Rows of two files are never mixed."""
    put(workspace, country="de")
    with pytest.raises(EqError, match="already"), workspace.write() as db:
        contents.load(db, {"setting": (["key", "value"], [("week_starts", '"monday"')])}, "x.zip")


@pytest.mark.parametrize(
    ("table", "names", "row"),
    [
        ("setting", ["key", "value"], ("country", None)),
        ("person", ["id", "role", "created_at"], ("p", "stranger", "now")),
        ("client", ["id", "person", "label", "folded", "created_at"], ("c", "nobody", "", "", "now")),
        ("setting", ["key", "value"], ("country", "{")),
    ],
    ids=["missing value", "value that is not allowed", "row that points nowhere", "setting that cannot be read"],
)
def test_a_row_that_does_not_fit_leaves_the_file_empty(
    workspace: Workspace, table: str, names: list[str], row: tuple[str | None, ...]
) -> None:
    """One calm error, and not a row of it stays."""
    workspace.ensure()
    with pytest.raises(EqError, match=r"x\.zip"), workspace.write() as db:
        contents.load(db, {table: (names, [row])}, "x.zip")
    with workspace.read() as db:
        assert contents.is_empty(db)


def test_a_file_can_be_made_as_an_older_version_left_it(tmp_path: Path) -> None:
    """It has just the steps that are named, and can be brought up to date."""
    workspace = Workspace(tmp_path / "old.eq")
    contents.new_file(workspace.path, migrations.names()[:1])
    with workspace.read() as db:
        assert migrations.applied(db) == migrations.names()[:1]
    workspace.ensure()
    with workspace.read() as db:
        assert migrations.applied(db) == migrations.names()
    with pytest.raises(FileExistsError):
        contents.new_file(workspace.path, migrations.names())


def test_the_hash_is_the_one_that_is_described(workspace: Workspace) -> None:
    """Another program can work it out from the description alone."""
    put(workspace, a="é", b=1)
    rows = ['["setting",{"key":"a","value":"\\"\\\\u00e9\\""}]', '["setting",{"key":"b","value":"1"}]']
    parts = sorted(hashlib.sha256(row.encode("ascii")).digest() for row in rows)
    assert digest(workspace) == hashlib.sha256(b"".join(parts)).hexdigest()
