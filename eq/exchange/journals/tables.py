"""Rows of a table in text form, whichever separator it was saved with."""

from __future__ import annotations

import re
from collections.abc import Iterator

from eq.errors import EqError
from eq.exchange.cells import Row

MAX_ROWS = 1_000_000
_SEPARATORS = (",", ";", "\t")


def header_and_rows(text: str, where: str, known: frozenset[str]) -> tuple[list[str], Iterator[Row]]:
    """Column names, trimmed and without capitals, and the rows below them with their numbers (the header is 1).

    The separator is the one under which the first row shows most of the ``known`` names. Cells may be of any length;
    blank rows count but are passed over. Raises EqError, at once or on reaching it, where quotation marks do not match.
    """
    best, separator = max(
        ((_names(text, sign, where), sign) for sign in _SEPARATORS), key=lambda it: len(known & {*it[0]})
    )
    below = split(text, separator, where)
    next(below, None)
    return best, below


def _names(text: str, separator: str, where: str) -> list[str]:
    try:
        first = next(split(text, separator, where), None)
    except EqError:
        return []
    return [name.strip().casefold() for name in first[1]] if first else []


def split(text: str, separator: str, where: str) -> Iterator[Row]:
    """The rows that are not blank; quotes as in RFC 4180, and a quote inside an unquoted cell is an ordinary sign."""
    pattern = re.compile(
        rf'(?:"((?:[^"]++|"")*+)"|([^"\r\n{separator}][^\r\n{separator}]*+)?+)({separator}|\r\n?|\n|\Z)'
    )
    cells: list[str] = []
    at, row = 0, 1
    while at < len(text) or cells:
        found = pattern.match(text, at)
        if found is None:
            raise EqError(
                f"{where}, row {row}",
                "The quotation marks do not match, or the file was cut off.",
                "Export it again and import the new file unchanged.",
            )
        quoted, bare, end = found.groups()
        cells.append(quoted.replace('""', '"') if quoted is not None else bare or "")
        at = found.end()
        if end == separator:
            continue
        if any(cell.strip() for cell in cells):
            yield row, cells
        if row == MAX_ROWS:
            raise EqError(where, f"There are more than {MAX_ROWS:,} rows.", "Export a shorter span of time.")
        row, cells = row + 1, []
