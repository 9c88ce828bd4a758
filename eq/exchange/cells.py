"""CSV read with care: every problem with its row and column, no cell's content repeated."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches

from eq.assess.questionnaire import Questionnaire
from eq.errors import EqError, Problem

MAX_PROBLEMS = 50
NOT_APPLICABLE = "n/a"
MISSING = float("nan")

Row = tuple[int, list[str]]
"""Row number as a spreadsheet counts (the header is 1), and the texts of its cells."""

_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_KEPT_SPELLINGS = 10_000
_KEPT_LENGTH = 16
_BOM = b"\xef\xbb\xbf"
_SAVE_AS_UTF8 = 'Save it again as "CSV UTF-8 (comma delimited)".'


class Findings:
    """Problems in the order found; the first ``MAX_PROBLEMS`` are kept, the others counted."""

    def __init__(self, where: str) -> None:
        self.where = where
        self._kept: list[Problem] = []
        self._more = 0

    def __bool__(self) -> bool:
        return bool(self._kept)

    @property
    def full(self) -> bool:
        """Whether further problems are only counted."""
        return len(self._kept) >= MAX_PROBLEMS

    def add(self, place: str, what: str, remedy: str) -> None:
        """Note a problem at ``place`` in the file, such as "row 3, column sa-01"; "" means the whole file."""
        if not self.full:
            self._kept.append(Problem(f"{self.where}, {place}" if place else self.where, what, remedy))
        else:
            self._more += 1

    def carry_on(self, table: Iterable[Row]) -> Iterator[Row]:
        """The rows up to the place where the file cannot be read further; that problem joins the others."""
        try:
            yield from table
        except EqError as broken:
            for problem in broken.problems:
                self.add(problem.where.removeprefix(f"{self.where}, "), problem.what, problem.remedy)

    def refuse_if_any(self) -> None:
        """Raise one EqError with everything found so far, if anything was."""
        if not self:
            return
        more = f"There {'is 1 more problem' if self._more == 1 else f'are {self._more:,} more problems'}."
        rest = [Problem(self.where, more, "Mend those above first.")] if self._more else []
        raise EqError.of([*self._kept, *rest])


class Cells(dict[str, float | None]):
    """Cell text -> answer: NaN for blank and "does not apply", None for what is no answer on this scale."""

    def __init__(self, low: int, high: int) -> None:
        super().__init__()
        self._low, self._high = low, high

    def __missing__(self, cell: str) -> float | None:
        text = cell.strip()
        value: float | None = None
        if text in ("", NOT_APPLICABLE):
            value = MISSING
        elif _NUMBER.fullmatch(text) and (number := float(text)).is_integer() and self._low <= number <= self._high:
            value = number
        if len(self) < _KEPT_SPELLINGS and len(cell) <= _KEPT_LENGTH:
            self[cell] = value
        return value

    def complaint(self, cell: str) -> tuple[str, str]:
        """What is wrong with a cell that is no answer, and what to do."""
        text = cell.strip()
        span = f"{self._low} to {self._high}"
        remedy = f"Write a whole number from {span}, n/a if it does not apply, or leave it blank if unanswered."
        if not _NUMBER.fullmatch(text):
            return "This is not a number.", remedy
        number = float(text)
        if number < self._low or number > self._high:
            return f"This is off the answer scale of {span}.", remedy
        return "This is not a whole number.", remedy


def rows(data: bytes, where: str) -> Iterator[Row]:
    """The rows of a CSV text; blank lines count but are passed over.

    Raises EqError for what is not comma-separated UTF-8 text, at once or on reaching the place.
    """
    _refuse_what_is_no_text(data, where)
    text = io.TextIOWrapper(io.BytesIO(data), encoding="utf-8-sig", newline="")
    reader = csv.reader(text, strict=True)
    row = 0
    try:
        for row, cells in enumerate(reader, start=1):
            if len(cells) > 1 or (cells and cells[0].strip()):
                yield row, cells
    except csv.Error as problem:
        raise _unreadable(problem, f"{where}, row {row + 1}") from None


def header(names: Sequence[str], wanted: Sequence[str], found: Findings) -> list[int]:
    """Places of the ``wanted`` columns among ``names``; problems go to ``found`` and then the places mean nothing."""
    names = [name.strip() for name in names]
    if len(names) == 1 and (separator := _other_separator(names[0])):
        found.add("row 1", f"The columns are separated by {separator}.", "Save the file with commas between columns.")
        return []
    places: dict[str, int] = {}
    known, there = set(wanted), set(names)
    missing = [name for name in wanted if name not in there]
    for place, name in enumerate(names):
        if not name:
            found.add(f"row 1, column {place + 1}", "This column has no name.", "Name it, or delete the column.")
        elif name not in known:
            _unknown_column(name, place, missing, wanted, found)
        elif name in places:
            first = places[name] + 1
            found.add(f"row 1, column {place + 1}", f"{name} was column {first} already.", "Delete one of the two.")
        else:
            places[name] = place
    if missing:
        _missing_columns(missing, found)
    return [places.get(name, -1) for name in wanted]


def ragged(found: Findings, row: int, cells: int, columns: int) -> None:
    """Note a row that has another number of cells than the header."""
    found.add(
        f"row {row}",
        f"This row has {cells} cell{'' if cells == 1 else 's'}, the header has {columns}.",
        "Put text that contains commas in quotation marks, and keep a comma for every blank cell.",
    )


def shown(text: str) -> str:
    """A column name or item id as it may stand in a message: printable, at most 40 characters."""
    plain = "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in text)
    return plain if len(plain) <= 40 else plain[:39] + "…"


def suggestion(name: str, candidates: Iterable[str]) -> str:
    """ "Did you mean X? " for the candidate closest to ``name``, or ""."""
    folded = {candidate.casefold(): candidate for candidate in candidates}
    close = get_close_matches(name.casefold()[:100], folded, n=1, cutoff=0.6)
    return f"Did you mean {folded[close[0]]}? " if close else ""


def item_ids(q: Questionnaire) -> list[str]:
    """The item ids in questionnaire order."""
    return [item.id for item in q.items]


def _unknown_column(name: str, place: int, missing: list[str], wanted: Sequence[str], found: Findings) -> None:
    hint = "" if found.full else suggestion(name, missing) or suggestion(name, wanted)
    found.add(
        f"row 1, column {place + 1}",
        f"'{shown(name)}' is no column this file may have.",
        f"{hint}Rename or delete the column.",
    )


def _missing_columns(missing: list[str], found: Findings) -> None:
    names = ", ".join(missing[:10]) + (f" and {len(missing) - 10} more" if len(missing) > 10 else "")
    what = f"The column {names} is missing." if len(missing) == 1 else f"These columns are missing: {names}."
    found.add("row 1", what, "Add what is missing; cells nobody answered stay blank.")


def _other_separator(name: str) -> str:
    for sign, word in ((";", "semicolons"), ("\t", "tabs"), ("|", "upright bars")):
        if sign in name:
            return word
    return ""


def _refuse_what_is_no_text(data: bytes, where: str) -> None:
    if not data.removeprefix(_BOM).strip():
        raise EqError(where, "The file is empty.", "Give it a header row and at least one row below.")
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise EqError(where, "This is a workbook or an archive, not a CSV file.", _SAVE_AS_UTF8)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise EqError(f"{where}, row 1, byte 1", "The text is UTF-16, not UTF-8.", _SAVE_AS_UTF8)
    wrong, what = data.find(b"\0"), "There is a NUL byte, which text never has."
    if wrong < 0:
        try:
            data.decode("utf-8")
        except UnicodeDecodeError as problem:
            wrong, what = problem.start, "This byte is not UTF-8 text."
    if wrong >= 0:
        line = data.count(b"\n", 0, wrong) + 1
        raise EqError(f"{where}, row {line}, byte {wrong + 1} of the file", what, _SAVE_AS_UTF8)


def _unreadable(problem: csv.Error, where: str) -> EqError:
    if "limit" in str(problem):
        what = f"A cell holds more than {csv.field_size_limit():,} characters."
        return EqError(where, what, "Shorten it, or close the quotation mark that was left open.")
    return EqError(
        where,
        "The quotation marks do not match.",
        'Close the one left open; inside a quoted cell write "" for a quotation mark.',
    )
