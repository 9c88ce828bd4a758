"""Moving house: everything out, everything in again, and nothing by halves."""

from __future__ import annotations

import csv
import io
import json
import shutil
import stat
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eq.actions import demo, entries, exporting, journal, moving
from eq.actions import settings as choices
from eq.errors import EqError
from eq.store import checks, contents, migrations
from eq.store.database import Connection
from eq.store.workspace import Workspace
from eq.wording import moving as words

FIXTURES = sorted((Path(__file__).parents[1] / "data" / "schema").glob("*.eq"))
NASTY = [
    "", "'", "'a", "''", "=1+1", "+1", "-1", "@x", "\t", "\r", "a\rb", "\n", "a\r\nb", 'a"b', '"', ",", "a\x00b",
    "\x00", "שלום \u202eabc", "مرحبا", "谢谢", "Zażółć", "🙂‍↔️", "\ufeff", "\ue000", "a" * 100_000, "null", "'\r\n\"",
]  # fmt: skip
nasty = st.one_of(st.sampled_from(NASTY), st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
reals = st.one_of(st.sampled_from([-0.5, 0.0, -0.0, 1e-300, -1.0, 1.0, 0.1]), st.floats(-1, 1))
wholes = st.one_of(st.sampled_from([0, 2**53 + 1, 2**63 - 1, -(2**63)]), st.integers(-(2**63), 2**63 - 1))


def digest(workspace: Workspace) -> str:
    with workspace.read() as db:
        return contents.content_hash(db)


def size(workspace: Workspace) -> int:
    with workspace.read() as db:
        return contents.count(db)


@pytest.fixture
def other(tmp_path: Path) -> Workspace:
    """Another workspace that is not there yet."""
    return Workspace(tmp_path / "elsewhere" / "new.eq")


@pytest.fixture
def filled(workspace: Workspace, at: Callable[[str], None]) -> Workspace:
    """A workspace with a few entries and a promise."""
    entries.check_in(
        workspace, entry=entries.new_id(), zone="UTC", pleasantness=-0.5, energy=0.25, words={"calm": None}
    )
    return workspace


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def said(data: bytes, **values: object) -> bytes:
    """The same zip with other things said in its manifest."""
    files = members(data)
    files["manifest.json"] = json.dumps(json.loads(files["manifest.json"]) | values).encode()
    return zipped(files)


def old_export(path: Path) -> bytes:
    """The export an older version would have made of its file."""
    with Workspace(path).read() as db:
        found = {}
        for name in contents.tables(db):
            columns = contents.columns(db, name)
            rows = list(contents.rows(db, name, [column.name for column in columns]))
            found[name] = moving.tables.Table(columns, lambda rows=rows: rows)  # type: ignore[misc]
        return moving.tables.export_bytes(
            found, schema=migrations.applied(db), content=contents.content_hash(db), readme="", lists={}
        )


def test_a_new_workspace_moves(workspace: Workspace, other: Workspace) -> None:
    """Nothing becomes nothing."""
    workspace.ensure()
    moved = moving.import_all(other, moving.export(workspace), "x.zip")
    assert (moved.rows, digest(other)) == (0, digest(workspace))


def test_a_year_moves_and_can_be_searched(tmp_path: Path, other: Workspace, at: Callable[[str], None]) -> None:
    """Every row is there, an export of the copy is the same file, and the search finds the same entries."""
    here = Workspace(tmp_path / "demo.eq")
    demo.make(here.path, years=1, seed=1)
    data = moving.export(here)
    moved = moving.import_all(other, data, "x.zip")
    assert moved == moving.Moved(size(here), digest(here))
    assert digest(other) == digest(here)
    assert moving.export(other) == data
    found = journal.search_rows(here, "client")
    assert found
    assert journal.search_rows(other, "client") == found
    with other.read() as db:
        assert (checks.integrity(db), checks.orphans(db), checks.unindexed(db)) == ([], [], 0)


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_a_file_of_every_version_moves_once_it_is_up_to_date(
    path: Path, workspace: Workspace, other: Workspace
) -> None:
    """Whatever version wrote it, nothing is lost on the way."""
    workspace.make_folder()
    shutil.copy(path, workspace.path)
    moving.import_all(other, moving.export(workspace), "x.zip")
    assert digest(other) == digest(workspace)


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_an_export_of_every_version_is_brought_up_to_date(path: Path, tmp_path: Path, other: Workspace) -> None:
    """It becomes what the file itself becomes when this version opens it, and no temporary file stays."""
    old = Workspace(tmp_path / path.name)
    shutil.copy(path, old.path)
    data = old_export(old.path)
    moved = moving.import_all(other, data, "x.zip")
    old.ensure()
    assert moved.hash == digest(other) == digest(old)
    assert [one.name for one in other.path.parent.iterdir()] == [other.path.name]


def fill(db: Connection, draw: Callable[[st.SearchStrategy[str]], str], real: float, whole: int) -> None:
    """Rows with the drawn texts wherever a person can type, beside missing ones."""
    db.execute("pragma defer_foreign_keys = on")

    def text() -> str:
        return draw(nasty)

    db.execute("insert into person values ('p', 'owner', ?, 'now')", (text(),))
    db.execute("insert into client values ('c', 'p', ?, ?, ?)", (text(), text(), text()))
    db.execute("insert into setting values (?, ?)", (text(), json.dumps(text())))
    instant = "2026-01-02T03:04:05.000Z"
    for entry, external in (("e", None), ("f", ""), ("g", text() + "!")):
        db.execute(
            "insert into entry (id, person, kind, state, at, zone, local_date, client, origin, external_id, created_at,"
            " changed_at, prepared) values (?, 'p', 'note', 'done', ?, 'UTC', '2026-01-02', 'c', ?, ?, ?, ?, ?)",
            (entry, instant, text(), external, instant, instant, "g" if entry == "e" else None),
        )
        db.execute("insert into entry_text values (?, 'text', ?)", (entry, text()))
        db.execute("insert into entry_point values (?, 'now', ?, null)", (entry, real))
        db.execute("insert into entry_tag values (?, 'custom', ?, null, ?)", (entry, text(), whole))
    db.execute("insert into own_sentence values (?, 'p', ?, ?, '')", (text(), text(), text()))
    db.execute("insert into own_key values ('p', ?, ?, ?, '')", (text(), text(), text()))


@given(st.data(), reals, wholes)
@settings(max_examples=25, deadline=None)
def test_any_text_and_any_number_moves(data: st.DataObject, real: float, whole: int) -> None:
    """Line breaks, quotes, NUL, formulas, right-to-left marks, long texts, missing or empty, huge numbers."""
    with TemporaryDirectory() as folder:
        here, there = Workspace(Path(folder) / "a.eq"), Workspace(Path(folder) / "b.eq")
        here.ensure()
        with here.write() as db:
            fill(db, data.draw, real, whole)
        moving.import_all(there, _plain(here), "x.zip")
        assert digest(there) == digest(here)


def _plain(workspace: Workspace) -> bytes:
    """The export without the lists, which take longer than all the rest."""
    return old_export(workspace.path)


def test_nasty_text_is_in_the_lists_too_and_starts_no_formula(filled: Workspace) -> None:
    """The tables for people hold every entry; no cell begins as a formula."""
    entries.begin(filled, "note", entry="n", zone="UTC")
    entries.write(filled, "n", "text", '=HYPERLINK("http://x")')
    entries.finish(filled, "n")
    files = members(moving.export(filled))
    assert sorted(name for name in files if name.startswith("lists/")) == [
        "lists/entries.csv", "lists/practice-log.csv", "lists/promises.csv", "lists/scores.csv",
    ]  # fmt: skip
    assert files["lists/entries.csv"] == exporting.csv_of_entries(filled)
    for name, content in files.items():
        if name.endswith(".csv"):
            cells = [cell for row in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")) for cell in row]
            assert not [cell for cell in cells if cell.startswith(("=", "+", "@"))], name


def test_the_zip_says_what_it_is(filled: Workspace) -> None:
    """Its words say for whom it is, what is in it, how to move, and what the app is not."""
    text = members(moving.export(filled))["README.txt"].decode()
    assert words.SAFETY in text
    assert "A self-reflection tool. Not a medical or psychological test, not a diagnosis, not therapy." in text
    for part in ("nobody else", "lists/", "tables/", "manifest.json", "eq import eq"):
        assert part in text


def test_an_import_never_goes_over_something(filled: Workspace, other: Workspace) -> None:
    """A workspace with anything in it stays as it is, and the way out is said."""
    data = moving.export(filled)
    choices.welcome(other)
    before = digest(other)
    for dry in (False, True):
        with pytest.raises(EqError, match="--workspace"):
            moving.import_all(other, data, "x.zip", dry_run=dry)
    assert digest(other) == before


def test_a_trial_run_reads_everything_and_leaves_nothing(filled: Workspace, other: Workspace) -> None:
    """It says what would come in; no workspace is made, no folder, no temporary file."""
    assert moving.import_all(other, moving.export(filled), "x.zip", dry_run=True).hash == digest(filled)
    assert not other.path.parent.exists()
    other.ensure()
    moving.import_all(other, moving.export(filled), "x.zip", dry_run=True)
    assert not [one for one in other.path.parent.iterdir() if not one.name.startswith(other.path.name)]
    assert size(other) == 0


def hostile(data: bytes) -> Iterator[tuple[str, bytes]]:
    files = members(data)
    yield "truncated", data[:-100]
    yield "newer version", said(data, version=99)
    yield "newer schema", said(data, schema=[*migrations.names(), "0999_later"])
    yield "a step that leads elsewhere", said(data, schema=["../../etc/passwd"])
    yield "other content", said(data, content="0" * 64)
    yield "steps that do not follow", said(data, schema=["0202_learn"])
    yield "older schema", said(data, schema=list(migrations.names()[:1]))
    changed = files["tables/entry_point.csv"].replace(b"-0.5", b"-0.6")
    yield "changed table", zipped(files | {"tables/entry_point.csv": changed})
    yield "extra table", zipped(files | {"tables/migration.csv": b"name,applied_at\r\n"})
    yield "name that leads out", zipped(files | {"../me.eq": b"x"})
    yield "missing table", zipped({name: one for name, one in files.items() if name != "tables/answer.csv"})
    facts = json.loads(files["manifest.json"])["tables"]
    yield "table nobody knows", said(zipped(files | {"tables/x.csv": b"a\r\n"}), tables=facts | {"x": facts["answer"]})
    less = zipped({name: one for name, one in files.items() if name != "tables/answer.csv"})
    yield "missing table unsaid", said(less, tables={name: one for name, one in facts.items() if name != "answer"})
    wrong = facts | {"entry": facts["entry"] | {"rows": 7}}
    yield "wrong count", said(data, tables=wrong)


@pytest.mark.parametrize("there", [False, True], ids=["no workspace", "empty workspace"])
def test_a_hostile_zip_changes_nothing(filled: Workspace, other: Workspace, there: bool) -> None:
    """Each is one clear error that names the file; what was not there is not made, what is empty stays empty."""
    if there:
        other.ensure()
    for name, data in hostile(moving.export(filled)):
        for dry in (False, True):
            with pytest.raises(EqError) as refused:
                moving.import_all(other, data, "x.zip", dry_run=dry)
            assert len(refused.value.problems) == 1, name
            assert "x.zip" in str(refused.value), name
            assert other.exists() == there, name
            assert not there or size(other) == 0, name
    left = {one.name for one in other.path.parent.iterdir()} if other.path.parent.exists() else set()
    assert not {name for name in left if not name.startswith(other.path.name)}


def test_a_disk_that_fills_up_half_way_leaves_nothing(
    filled: Workspace, other: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was made for the import is gone again, and the same import works later."""
    data = moving.export(filled)

    def full(db: Connection, *_: object) -> None:
        db.execute("insert into person values ('p', 'owner', '', '')")
        raise EqError("x.zip", "The disk is full.", "")

    with monkeypatch.context() as patch:
        patch.setattr(contents, "load", full)
        with pytest.raises(EqError, match="full"):
            moving.import_all(other, data, "x.zip")
    assert not other.exists()
    assert moving.import_all(other, data, "x.zip").hash == digest(filled)


def test_the_file_is_its_owners_alone_and_is_not_written_over(filled: Workspace, tmp_path: Path) -> None:
    """Readable by nobody else from its first byte; an existing file stays unless that is asked for."""
    out = tmp_path / "all.zip"
    moving.export_file(filled, out)
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    out.write_bytes(b"mine")
    out.chmod(0o644)
    with pytest.raises(EqError, match="--force"):
        moving.export_file(filled, out)
    assert out.read_bytes() == b"mine"
    moving.export_file(filled, out, force=True)
    assert (out.read_bytes(), stat.S_IMODE(out.stat().st_mode)) == (moving.export(filled), 0o600)
    with pytest.raises(EqError, match="workspace itself"):
        moving.export_file(filled, filled.path, force=True)


def test_without_a_workspace_nothing_is_exported_and_none_is_made(workspace: Workspace, tmp_path: Path) -> None:
    """A mistyped name is an error, not an empty zip."""
    with pytest.raises(EqError, match="no workspace"):
        moving.export_file(workspace, tmp_path / "all.zip")
    assert not workspace.exists()
    assert not (tmp_path / "all.zip").exists()


def test_a_sealed_export_moves_with_its_passphrase_only(filled: Workspace, other: Workspace) -> None:
    """It begins as the age format does; without the passphrase nothing is changed."""
    data = moving.export(filled, passphrase="four plain words here")
    assert data.startswith(b"age-encryption.org/")
    with pytest.raises(EqError, match="passphrase"):
        moving.import_all(other, data, "x.age")
    assert not other.exists()
    assert moving.import_all(other, data, "x.age", passphrase="four plain words here").hash == digest(filled)
