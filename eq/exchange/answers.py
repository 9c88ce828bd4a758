"""One person's answers from a file with the columns ``item`` and ``value``."""

from __future__ import annotations

from pathlib import Path

from eq.assess.questionnaire import Questionnaire
from eq.exchange import cells
from eq.exchange.files import read_bytes

MAX_BYTES = 1 << 20
COLUMNS = ("item", "value")


def read_answers(path: Path | str, q: Questionnaire) -> dict[str, int | None]:
    """Item id -> answer, in questionnaire order: whole number low..high as given, None for "does not apply".

    A blank value or an item that is not listed is not answered and absent. Raises EqError naming file, row and
    column of everything that is wrong: unknown or doubled items, values off the answer scale, other columns.
    """
    where = str(path)
    found = cells.Findings(where)
    table = cells.rows(read_bytes(path, MAX_BYTES), where)
    _, names = next(table, (1, [""]))
    places = cells.header(names, COLUMNS, found)
    found.refuse_if_any()
    answers = cells.Cells(q.answers.low, q.answers.high)
    given: dict[str, int | None] = {}
    first_row: dict[str, int] = {}
    for row, texts in found.carry_on(table):
        if len(texts) != len(names):
            cells.ragged(found, row, len(texts), len(names))
            continue
        item, value = texts[places[0]].strip(), texts[places[1]]
        if _listed_once(item, row, q, first_row, found):
            number = answers[value]
            if number is None:
                found.add(f"row {row}, column value", *answers.complaint(value))
            elif value.strip() == cells.NOT_APPLICABLE:
                given[item] = None
            elif value.strip():
                given[item] = int(number)
    found.refuse_if_any()
    return {item: given[item] for item in cells.item_ids(q) if item in given}


def _listed_once(item: str, row: int, q: Questionnaire, first_row: dict[str, int], found: cells.Findings) -> bool:
    place = f"row {row}, column item"
    if item not in q.item_index:
        hint = "" if found.full else cells.suggestion(item, q.item_index)
        found.add(place, f"This questionnaire has no item '{cells.shown(item)}'.", f"{hint}Use the ids of its items.")
        return False
    first = first_row.setdefault(item, row)
    if first != row:
        found.add(place, f"{item} is in row {first} already.", "Keep one row for each item.")
    return first == row
