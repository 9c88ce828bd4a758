"""A cohort's answers from ``RESPONSES.csv``: one row per respondent, one column per item.

The file is read fast first. Only when that refuses does the careful reader go through it cell by cell and name what
is wrong; where it finds nothing wrong (odd but harmless spellings), what it read is used.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path
from typing import Any, cast

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
from numpy.typing import NDArray

from eq.assess.questionnaire import Questionnaire
from eq.exchange import cells
from eq.exchange.files import read_bytes

RESPONDENT = "respondent"


@dataclass(frozen=True, eq=False)
class Responses:
    """The raw answers of ``n`` respondents, in file order.

    ``respondents``: n different non-empty texts, kept as written ("007" stays "007"). ``values``: float64 (n, items),
    columns in questionnaire order whatever the file's, whole numbers low..high as given (not reversed), NaN where the
    cell was blank or n/a.
    """

    respondents: list[str]
    values: NDArray[np.float64]


def read_responses(path: Path | str, q: Questionnaire) -> Responses:
    """The answers in a wide CSV file: a ``respondent`` column and exactly one column per item, in any order.

    Blank is not answered, ``n/a`` does not apply (whether or not the form offers it); 4 and 4.0 are both 4. Raises
    EqError naming file, row and column of everything that is wrong: unknown, missing or doubled columns, values off
    the answer scale, empty or doubled respondents, rows of another length, text that is not UTF-8.
    """
    data = read_bytes(path)
    return read_fast(data, q) or read_carefully(data, q, str(path))


def read_fast(data: bytes, q: Questionnaire) -> Responses | None:
    """The answers if the file is plainly in order, else None.

    What it accepts the careful reader reads alike (or refuses for a quotation mark out of place).
    """
    if b"\0" in data:
        return None
    small = q.answers.low >= -128 and q.answers.high <= 127
    # Whole numbers take an eighth of the memory; but that reader takes 0x4 for a number.
    for kind in (pa.int8(), pa.float64()) if small and not _hexadecimal(data) else (pa.float64(),):
        table = _table(data, cells.item_ids(q), kind)
        if table is not None:
            return _checked(table, q)
    return None


def _hexadecimal(data: bytes) -> bool:
    start = data.find(b"\n")
    # One byte is found much faster than two, and most files have no x at all below the header.
    return any(data.find(sign, start) >= 0 and b"0" + sign in data for sign in (b"x", b"X"))


def _table(data: bytes, items: list[str], kind: Any) -> Any:
    try:
        table = pyarrow.csv.read_csv(
            pa.BufferReader(data),
            # A line break in quotes is only looked for where there are quotes: looking costs the parallel reading.
            parse_options=pyarrow.csv.ParseOptions(newlines_in_values=b'"' in data),
            convert_options=pyarrow.csv.ConvertOptions(
                column_types={RESPONDENT: pa.string(), **dict.fromkeys(items, kind)},
                null_values=["", cells.NOT_APPLICABLE],
                strings_can_be_null=False,
            ),
        )
        names = table.column_names
    except (pa.ArrowException, UnicodeDecodeError):
        return None
    return table if sorted(names) == sorted([RESPONDENT, *items]) else None


def _checked(table: Any, q: Questionnaire) -> Responses | None:
    respondents: list[str] = table.column(RESPONDENT).to_pylist()
    if not respondents or len(set(respondents)) < len(respondents) or not all(map(str.strip, respondents)):
        return None
    # Column by column in memory, as the table is: filling it and scoring it both go faster.
    values = np.empty((len(respondents), len(q.items)), order="F")
    for place, item in enumerate(cells.item_ids(q)):
        column = table.column(item)
        start = 0
        for chunk in column.chunks:
            values[start : start + len(chunk), place] = chunk.to_numpy(zero_copy_only=False)
            start += len(chunk)
        if not _on_scale(column, values[:, place], q.answers.low, q.answers.high):
            return None
    return Responses(respondents, values)


def _on_scale(column: Any, values: NDArray[np.float64], low: int, high: int) -> bool:
    if pa.types.is_integer(column.type):
        ends = pc.min_max(column).as_py()
        return bool(ends["min"] is None or (low <= ends["min"] and ends["max"] <= high))
    fits = (values >= low) & (values <= high) & (values == np.floor(values))
    # The words nan and inf are numbers to the fast reader: what is neither null nor on the scale is refused.
    return int(fits.sum()) == len(values) - int(column.null_count)


def read_carefully(data: bytes, q: Questionnaire, where: str) -> Responses:
    """The answers, read cell by cell; raises EqError with every problem of the file (the first fifty in full)."""
    found = cells.Findings(where)
    table = cells.rows(data, where)
    _, names = next(table, (1, [""]))
    places = cells.header(names, [RESPONDENT, *cells.item_ids(q)], found)
    found.refuse_if_any()
    reading = _Reading(q, names, places, found)
    for row, texts in found.carry_on(table):
        reading.take(row, texts)
    if not reading.rows and not found:
        found.add("", "There is a header but no respondent below it.", "Add one row per respondent.")
    found.refuse_if_any()
    values = np.frombuffer(reading.values, dtype=np.float64).reshape(-1, len(q.items))
    return Responses(list(reading.first_row), values)


class _Reading:
    """What was gathered so far: ``values`` row after row, ``first_row`` from respondent to row number."""

    def __init__(self, q: Questionnaire, names: list[str], places: list[int], found: cells.Findings) -> None:
        self.rows = 0
        self.values = array("d")
        self.first_row: dict[str, int] = {}
        self._answers = cells.Cells(q.answers.low, q.answers.high)
        self._items = cells.item_ids(q)
        self._columns = len(names)
        self._respondent, *self._places = places
        # itemgetter gives a bare value for a single place.
        pick = itemgetter(*self._places)
        self._pick = pick if len(self._places) > 1 else lambda row: (pick(row),)
        self._found = found

    def take(self, row: int, texts: list[str]) -> None:
        self.rows += 1
        if len(texts) != self._columns:
            cells.ragged(self._found, row, len(texts), self._columns)
            return
        self._name(row, texts[self._respondent])
        given = [self._answers[cell] for cell in self._pick(texts)]
        if None in given:
            for item, cell, answer in zip(self._items, self._pick(texts), given, strict=True):
                if answer is None:
                    self._found.add(f"row {row}, column {item}", *self._answers.complaint(cell))
        else:
            self.values.extend(cast("list[float]", given))

    def _name(self, row: int, name: str) -> None:
        if not name.strip():
            self._found.add(
                f"row {row}, column {RESPONDENT}", "The respondent has no name.", "Name them, or delete the row."
            )
            return
        first = self.first_row.setdefault(name, row)
        if first != row:
            self._found.add(
                f"row {row}, column {RESPONDENT}",
                f"This respondent is in row {first} already.",
                "Keep one row for each respondent.",
            )
