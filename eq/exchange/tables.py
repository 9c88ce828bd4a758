"""Everything out as one zip of plain tables, and back in: the same rows, to the last sign, or one clear error.

A cell of a table says what it was: nothing is a missing value, a lone apostrophe is an empty text, and a text that
begins with an apostrophe, or with a sign a spreadsheet would take for a formula, has one more apostrophe before it.
Numbers are written with the fewest digits that read back as the same number.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from eq.errors import EqError
from eq.exchange.archive_members import checked_members
from eq.exchange.manifests import FORMAT, VERSION, Manifest, read_manifest
from eq.exchange.zips import DAMAGED

Value = str | int | float | None
Row = tuple[Value, ...]
Kinds = Sequence[tuple[str, str]]
"""Columns in their order: name, and kind: ``text``, ``integer`` or ``real``."""

README, MANIFEST = "README.txt", "manifest.json"
LONGEST_ROW = 160 << 20
"""Bytes of one row; the largest report a coach can have received fits twice."""

_ROWS_AT_ONCE = 2_000
_GUARDED = ("'", "=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
_DATE = (1980, 1, 1, 0, 0, 0)
_CELL = re.compile(r'(?:"([^"]*+(?:""[^"]*+)*+)"|([^",\r\n]*+))(,|\r\n\Z)')
_INTEGER = re.compile(r"-?[0-9]{1,19}")
_REAL = re.compile(r"-?(?:[0-9]+(?:\.[0-9]+)?(?:e[+-]?[0-9]+)?|inf)")
_SMALLEST, _LARGEST = -(1 << 63), (1 << 63) - 1
_ANEW = "Nothing was changed. Use the file as it was exported, or export it again."


@dataclass(frozen=True)
class Table:
    """A table to be written: its columns, and how to read its rows in that order, each time the same ones."""

    columns: Kinds
    rows: Callable[[], Iterable[Row]]


def export_bytes(
    tables: Mapping[str, Table], *, schema: Sequence[str], content: str, readme: str, lists: Mapping[str, bytes]
) -> bytes:
    """The zip: a manifest, one CSV a table, the ``lists`` (file name -> CSV) for people, and ``readme``.

    ``schema``: the schema steps of the workspace; ``content``: the hash of all its rows. The same content gives the
    same bytes.
    """
    # The manifest stands first, so that a zip can be told by its beginning: hence the hashes before the tables.
    facts = {name: _write(table, len) for name, table in tables.items()}
    manifest = {"format": FORMAT, "version": VERSION, "schema": list(schema), "content": content, "tables": facts}
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        _put(archive, MANIFEST, (json.dumps(manifest, indent=1) + "\n").encode("utf-8"))
        _put(archive, README, readme.replace("\n", "\r\n").encode("utf-8"))
        for name, data in lists.items():
            _put(archive, f"lists/{name}", data)
        for name, table in tables.items():
            with archive.open(_member(f"tables/{name}.csv"), "w") as sink:
                _write(table, sink.write)
    return whole.getvalue()


def _put(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    archive.writestr(_member(name), data)


def _member(name: str) -> zipfile.ZipInfo:
    found = zipfile.ZipInfo(name, _DATE)
    found.compress_type = zipfile.ZIP_DEFLATED
    found.external_attr = 0o600 << 16
    return found


def _write(table: Table, sink: Callable[[bytes], object]) -> dict[str, int | str]:
    """Write a table, some rows at a time; how many there were, and the hash of the bytes."""
    digest, n = hashlib.sha256(), 0
    part = io.StringIO()
    writer = csv.writer(part, lineterminator="\r\n")
    texts = [at for at, (_, kind) in enumerate(table.columns) if kind == "text"]

    def flush() -> None:
        data = part.getvalue().encode("utf-8")
        digest.update(data)
        sink(data)
        part.seek(0)
        part.truncate()

    writer.writerow([name for name, _ in table.columns])
    for n, row in enumerate(table.rows(), start=1):
        cells: list[Value] = list(row)
        for at in texts:
            cells[at] = guarded(cells[at])
        writer.writerow(cells)
        if n % _ROWS_AT_ONCE == 0:
            flush()
    flush()
    return {"rows": n, "sha256": digest.hexdigest()}


def guarded(value: Value) -> Value:
    """A text as its cell; ``unguarded`` gives it back."""
    if not isinstance(value, str):
        return value
    return f"'{value}" if not value or value.startswith(_GUARDED) else value


def unguarded(cell: str) -> str | None:
    """What a cell of a text column stands for; None when nothing is in it."""
    return (cell[1:] if cell.startswith("'") else cell) or (None if not cell else "")


class Export:
    """An export that was opened: its manifest was read and fits what the zip holds, its tables not yet."""

    def __init__(self, archive: zipfile.ZipFile, manifest: Manifest, where: str) -> None:
        self._archive, self._where = archive, where
        self.schema: tuple[str, ...] = manifest.steps
        self.content = manifest.content
        self.tables = manifest.tables

    def rows(self, table: str, columns: Kinds) -> Iterator[Row]:
        """The rows of a table whose columns must be these.

        Raises EqError on reaching what no export holds, and at the end when count or hash are not the manifest's.
        """
        place = f"{self._where}, tables/{table}.csv"
        said, digest, n = self.tables[table], hashlib.sha256(), -1
        read = [_READ[kind] for _, kind in columns]
        try:
            with self._archive.open(f"tables/{table}.csv") as stream:
                for n, cells in enumerate(_records(io.BufferedReader(stream), place, digest.update)):  # type: ignore[type-var]
                    if n == 0:
                        _same_columns(cells, columns, place)
                    elif n > said.rows or len(cells) != len(read):
                        raise _unfit(place, f"row {n + 1}")
                    else:
                        yield _row(cells, read, place, n)
        except DAMAGED:
            raise EqError(place, "The file is damaged or was cut off.", _ANEW) from None
        if n != said.rows:
            raise EqError(place, f"There should be {said.rows:,} rows here, and there are {max(n, 0):,}.", _ANEW)
        if digest.hexdigest() != said.sha256:
            raise EqError(place, "This table was changed after it was exported.", _ANEW)


def open_export(data: bytes, where: str) -> Export:
    """Look into a zip and read its manifest.

    Raises EqError for what is no export of ours or a newer version's, for a zip that is damaged, locked, holds too
    little, too much or anything else, or would unpack to more than it may.
    """
    archive, members = checked_members(data, where)
    if MANIFEST not in members:
        raise EqError(where, "This zip is no export of EQ Reflect.", "Choose a file made by 'eq export'.")
    manifest = read_manifest(archive, MANIFEST, where)
    inside = {name[7:-4] for name in members if name.startswith("tables/")}
    if missing := sorted(manifest.tables.keys() - inside):
        raise EqError(f"{where}, tables/{missing[0]}.csv", "This table is missing from the zip.", _ANEW)
    if more := sorted(inside - manifest.tables.keys()):
        raise EqError(f"{where}, tables/{more[0]}.csv", "The manifest does not know this table.", _ANEW)
    return Export(archive, manifest, where)


def _same_columns(cells: Sequence[str], columns: Kinds, place: str) -> None:
    if cells != [name for name, _ in columns]:
        raise EqError(f"{place}, row 1", "These are not the columns of this table.", _ANEW)


def _row(cells: Sequence[str], read: Sequence[Callable[[str], Value]], place: str, n: int) -> Row:
    try:
        return tuple(one(cell) for one, cell in zip(read, cells, strict=True))
    except ValueError:
        raise _unfit(place, f"row {n + 1}") from None


def _unfit(place: str, row: str) -> EqError:
    return EqError(f"{place}, {row}", "This row is not as it was exported.", _ANEW)


def _records(stream: BinaryIO, place: str, taken: Callable[[bytes], None]) -> Iterator[list[str]]:
    """The cells of one record after another; a line break in quotes belongs to its cell."""
    n = 0
    while line := stream.readline(LONGEST_ROW):
        n += 1
        taken(line)
        quotes, parts, size = line.count(b'"'), [line], len(line)
        while quotes % 2 and size < LONGEST_ROW and (line := stream.readline(LONGEST_ROW - size)):
            taken(line)
            quotes, size = quotes + line.count(b'"'), size + len(line)
            parts.append(line)
        try:
            text = b"".join(parts).decode("utf-8")
        except UnicodeDecodeError:
            raise _unfit(place, f"row {n}") from None
        yield _cells(text, place, n)


def _cells(text: str, place: str, n: int) -> list[str]:
    if '"' not in text and text.endswith("\r\n") and "\r" not in text[:-2]:
        return text[:-2].split(",")
    found, at = list[str](), 0
    while part := _CELL.match(text, at):
        found.append(part[2] if part[1] is None else part[1].replace('""', '"'))
        at = part.end()
        if part[3] != ",":
            return found
    raise _unfit(place, f"row {n}")


def _integer(cell: str) -> Value:
    if not cell:
        return None
    if not _INTEGER.fullmatch(cell) or not _SMALLEST <= (value := int(cell)) <= _LARGEST:
        raise ValueError
    return value


def _real(cell: str) -> Value:
    if cell and not _REAL.fullmatch(cell):
        raise ValueError
    return float(cell) if cell else None


_READ: Mapping[str, Callable[[str], Value]] = {"text": unguarded, "integer": _integer, "real": _real}
