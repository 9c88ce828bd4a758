"""Tables out and in again: the same rows, or one clear error."""

from __future__ import annotations

import csv
import io
import json
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eq.errors import EqError
from eq.exchange import archive_members
from eq.exchange.tables import Export, Row, Table, export_bytes, guarded, open_export, unguarded

COLUMNS = (("id", "text"), ("note", "text"), ("n", "integer"), ("x", "real"))
NASTY = [
    "",
    "'",
    "''",
    "=1+1",
    "+1",
    "-1",
    "@x",
    "\t",
    "\r",
    "\n",
    "\r\n",
    'a"b',
    '"',
    ",",
    "a\x00b",
    "שלום",
    "\u202e",
    "＝1",
]
texts = st.one_of(st.none(), st.sampled_from(NASTY), st.text(st.characters(exclude_categories=["Cs"])))
rows = st.tuples(
    texts,
    texts,
    st.one_of(st.none(), st.integers(-(2**63), 2**63 - 1)),
    st.one_of(st.none(), st.floats(allow_nan=False)),
)


def packed(*found: Row) -> bytes:
    return export_bytes(
        {"thing": Table(COLUMNS, lambda: found)}, schema=["0101_a"], content="0" * 64, readme="Read\nme.", lists={}
    )


def read(data: bytes) -> list[Row]:
    return list(open_export(data, "x.zip").rows("thing", COLUMNS))


def again(data: bytes, name: str, content: bytes | None) -> bytes:
    """The zip with one file replaced, added, or left out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for one in old.namelist():
            if one != name:
                new.writestr(one, old.read(one))
        if content is not None:
            new.writestr(name, content)
    return out.getvalue()


def changed(data: bytes, **values: object) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        manifest = json.loads(archive.read("manifest.json"))
    return again(data, "manifest.json", json.dumps(manifest | values).encode())


@given(st.lists(rows, max_size=6))
@settings(max_examples=100, deadline=None)
def test_rows_come_back_as_they_were(found: list[Row]) -> None:
    """Every text, number and missing value is the same after the way through the zip, of the same type."""
    back = read(packed(*found))
    assert [list(map(repr, row)) for row in back] == [list(map(repr, row)) for row in found]


def test_long_texts_and_many_rows_come_back() -> None:
    """A hundred thousand signs in a cell, and more rows than are written at once."""
    found = [(str(n), "e" * 100_000 if n == 1234 else "'", n, n / 3) for n in range(4_321)]
    assert read(packed(*found)) == found


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_no_cell_of_a_text_begins_as_a_formula(text: str) -> None:
    """A spreadsheet reads every text as text, and the text comes back."""
    cell = guarded(text)
    assert isinstance(cell, str)
    assert cell[:1] not in {"", "=", "+", "-", "@", "\t", "\r"}
    assert unguarded(cell) == text


def test_the_tables_are_what_any_program_reads() -> None:
    """Python's own reader finds the same cells."""
    found = [("a", 'one, "two"\r\nthree', -1, -0.5), ("b", "=x", None, 1e-300)]
    with zipfile.ZipFile(io.BytesIO(packed(*found))) as archive:
        text = archive.read("tables/thing.csv").decode()
    assert list(csv.reader(io.StringIO(text, newline=""))) == [
        ["id", "note", "n", "x"],
        ["a", 'one, "two"\r\nthree', "-1", "-0.5"],
        ["b", "'=x", "", "1e-300"],
    ]


def test_the_same_content_gives_the_same_bytes() -> None:
    """An export can be compared with an earlier one."""
    assert packed(("a", "b", 1, 2.0)) == packed(("a", "b", 1, 2.0))


DATA = packed(("a", "one", 1, 0.5), ("b", "two", 2, 1.5))
HEAD = b"id,note,n,x\r\n"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "no export"),
        (b"hello", "no export"),
        (b"PK\x05\x06", "damaged"),
        (DATA[: len(DATA) // 2], "damaged"),
        (again(DATA, "manifest.json", None), "no export"),
        (again(DATA, "manifest.json", b"{"), "damaged"),
        (again(DATA, "manifest.json", b"[" * 100_000), "damaged"),
        (again(DATA, "manifest.json", b"[]"), "no export"),
        (changed(DATA, format="eq-packet"), "no export"),
        (changed(DATA, version=2), "newer EQ Reflect"),
        (changed(DATA, version=0), "not as it was written"),
        (changed(DATA, version=True), "not as it was written"),
        (changed(DATA, content="x"), "not as it was written"),
        (changed(DATA, schema=[]), "not as it was written"),
        (changed(DATA, extra=1), "not as it was written"),
        (changed(DATA, tables={}), "does not know this table"),
        (changed(DATA, tables={"thing": {"rows": -1, "sha256": "0" * 64}}), "not as it was written"),
        (again(DATA, "tables/thing.csv", None), "missing"),
        (again(DATA, "tables/other.csv", HEAD), "does not know this table"),
        (again(DATA, "../thing.csv", HEAD), "does not belong"),
        (again(DATA, "/etc/thing", HEAD), "does not belong"),
        (again(DATA, "tables\\thing.csv", HEAD), "does not belong"),
        (again(DATA, "tables/", b""), "folder"),
    ],
)  # fmt: skip
def test_what_is_no_export_is_refused_before_a_table_is_read(data: bytes, says: str) -> None:
    """One error that says what is wrong."""
    with pytest.raises(EqError, match=says) as refused:
        open_export(data, "x.zip")
    assert len(refused.value.problems) == 1


@pytest.mark.parametrize(
    "table",
    [
        b"",
        b"id,note,x,n\r\n",
        HEAD,
        HEAD + b"a,one,1,0.5\r\n",
        HEAD + b"a,one,1,0.5\r\nb,two,2,1.5\r\nc,three,3,2.5\r\n",
        HEAD + b"a,one,1,0.5\r\nb,two,2,1.6\r\n",
        HEAD + b"a,one,1,0.5\nb,two,2,1.5\n",
        HEAD + b"a,one,1\r\nb,two,2,1.5\r\n",
        HEAD + b"a,one,one,0.5\r\nb,two,2,1.5\r\n",
        HEAD + b"a,one,9223372036854775808,0.5\r\nb,two,2,1.5\r\n",
        HEAD + b"a,one,1,nan\r\nb,two,2,1.5\r\n",
        HEAD + b"a,one,1,0_5\r\nb,two,2,1.5\r\n",
        HEAD + b'a,"one,1,0.5\r\nb,two,2,1.5\r\n',
        HEAD + b'a,on"e",1,0.5\r\nb,two,2,1.5\r\n',
        HEAD + b"a,\xff,1,0.5\r\nb,two,2,1.5\r\n",
        HEAD + b"a,one\rone,1,0.5\r\nb,two,2,1.5\r\n",
    ],
)
def test_a_table_that_was_altered_is_refused(table: bytes) -> None:
    """No row more, less or other than was exported, and no number that is none."""
    with pytest.raises(EqError, match=r"tables/thing\.csv"):
        read(again(DATA, "tables/thing.csv", table))


@given(st.binary(max_size=200), st.integers(0, len(DATA)))
@settings(max_examples=100)
def test_bytes_written_over_a_zip_give_an_error_or_the_same_rows(noise: bytes, at: int) -> None:
    """Damage anywhere is noticed, or touched nothing that counts."""
    data = DATA[:at] + noise + DATA[at + len(noise) :]
    try:
        found = read(data)
    except EqError:
        return
    assert found == read(DATA)


def test_a_zip_that_would_fill_the_memory_is_refused_unopened() -> None:
    """A small file that unpacks to gigabytes is told by what it says of itself."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("manifest.json", b"{}")
        with archive.open("tables/thing.csv", "w") as sink:
            for _ in range(80):
                sink.write(bytes(1 << 20))
    with pytest.raises(EqError, match="too large"):
        open_export(out.getvalue(), "x.zip")


def test_a_row_without_an_end_is_not_read_to_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """A row larger than any can be is refused when that much of it was read."""
    monkeypatch.setattr("eq.exchange.tables.LONGEST_ROW", 1_000)
    with pytest.raises(EqError, match="row 2"):
        read(packed(("a", "x" * 2_000, 1, 1.0)))


def test_a_zip_with_a_name_twice_is_refused() -> None:
    """Two readers could read two things."""
    out = io.BytesIO(DATA)
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(out, "a") as archive:
        archive.writestr("tables/thing.csv", HEAD)
    with pytest.raises(EqError, match="twice"):
        open_export(out.getvalue(), "x.zip")


def test_a_locked_zip_is_refused() -> None:
    """Its parts cannot be read, and that is said."""
    at = DATA.rindex(b"PK\x01\x02")
    with pytest.raises(EqError, match="password"):
        open_export(DATA[: at + 8] + b"\x01" + DATA[at + 9 :], "x.zip")


def test_far_too_many_files_are_refused_before_they_are_listed() -> None:
    """The last record says how many there are, and nothing else is believed first."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for n in range(archive_members.MAX_MEMBERS + 1):
            archive.writestr(f"{n}", b"")
    with pytest.raises(EqError, match="more files inside"):
        open_export(out.getvalue(), "x.zip")


def test_a_long_text_of_one_sign_comes_back() -> None:
    """What packs better than any attack up to a size is a person's own text, and no reason to refuse their move."""
    assert read(packed(("a", "x" * (8 << 20), 1, 1.0)))[0][1] == "x" * (8 << 20)


def test_lists_and_readme_are_not_read_back() -> None:
    """They are for people: an export with other ones, or without, is the same export."""
    for name, content in (("README.txt", None), ("lists/entries.csv", b"anything"), ("README.txt", b"mine")):
        opened = open_export(again(DATA, name, content), "x.zip")
        assert isinstance(opened, Export)
        assert len(list(opened.rows("thing", COLUMNS))) == 2
