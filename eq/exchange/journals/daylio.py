"""Daylio's table of entries in all its editions, and the door to its backup."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, tzinfo

from eq.errors import EqError
from eq.exchange.cells import Row
from eq.exchange.journals import daylio_backup, texts, zones
from eq.exchange.journals.archives import is_archive
from eq.exchange.journals.dates import Day, order_of, read_day, read_day_of_year, read_time
from eq.exchange.journals.gathering import Gathering, Moment
from eq.exchange.journals.model import Journal
from eq.exchange.journals.moods import pleasantness_of
from eq.exchange.journals.tables import header_and_rows

_COLUMNS = frozenset(
    ("full_date", "year", "date", "weekday", "time", "mood", "activities", "scales", "note_title", "note")
)
_EXPORT = "In Daylio choose More, Export Entries, CSV, and import the file it writes, unchanged."

_Cells = dict[str, str]


def read(data: bytes, where: str, zone: tzinfo, zone_name: str) -> Journal:
    """The entries of a CSV export or a backup; the table's times are read in ``zone``, for it names none."""
    found = Gathering("daylio", where)
    if is_archive(data) or daylio_backup.is_unpacked(data):
        daylio_backup.read(data, where, found, zone, zone_name)
    else:
        _read_table(texts.decode(data, where), where, found, zone, zone_name)
    return found.journal()


def _read_table(text: str, where: str, found: Gathering, zone: tzinfo, zone_name: str) -> None:
    names, below = header_and_rows(text, where, _COLUMNS)
    _refuse_other_tables(names, where)
    rows = [(number, *_row(names, row)) for number, row in ((at[0], at) for at in below)]
    order = order_of(day for _, _, day in rows if day)
    for number, cells, day in rows:
        place = f"row {number}"
        if cells is None:
            found.refuse(place, "It has another number of cells than the header.", _EXPORT)
            continue
        if day is None or day.is_either(order) or (on := day.on(order)) is None or not zones.in_range(on):
            either = day is not None and day.is_either(order)
            what = "Its date could be read day first or month first." if either else "There is no such date."
            found.refuse(place, what, "Write the date like 2026-11-21 in a column full_date.")
            continue
        clock = read_time(cells["time"])
        if clock is None:
            found.refuse(place, "Its time cannot be read.", "Write it like 21:30.")
            continue
        when = Moment.on_the_wall(datetime.combine(on, clock), zone, zone_name)
        _add(found, place, when, cells)


def _add(found: Gathering, place: str, when: Moment, cells: _Cells) -> None:
    mood = texts.label(cells["mood"])
    tags = texts.labels(cells["activities"].split("|"))
    found.add(
        place,
        when,
        id_parts=daylio_backup.id_parts(mood, tags),
        title=texts.plain(cells["note_title"]),
        text=texts.plain(cells["note"]),
        extra=" | ".join(part.replace("\xa0", " ").strip() for part in cells["scales"].split("|") if part.strip()),
        mood=mood,
        pleasantness=pleasantness_of("daylio", mood),
        tags=tags,
    )


def _row(names: list[str], row: Row) -> tuple[_Cells | None, Day | None]:
    """The cells by column, "" for a column that is not there, and the day; no cells when their number is wrong."""
    cells = row[1]
    if len(cells) != len(names):
        return None, None
    found = dict.fromkeys(_COLUMNS, "") | {name: cell for name, cell in zip(names, cells, strict=True) if name}
    full, year = found["full_date"].strip(), found["year"].strip()
    if full:
        return found, read_day(full)
    return found, read_day_of_year(int(year), found["date"]) if len(year) == 4 and year.isdecimal() else None


def _refuse_other_tables(names: Iterable[str], where: str) -> None:
    there = [name for name in names if name in _COLUMNS]
    if len(there) != len(set(there)):
        raise EqError(f"{where}, row 1", "A column is there twice.", _EXPORT)
    dated = "full_date" in there or {"year", "date"} <= set(there)
    if not (dated and "time" in there and {"mood", "note", "activities"} & set(there)):
        raise EqError(
            f"{where}, row 1", "These are not the columns of Daylio: full_date, time, mood, activities, note.", _EXPORT
        )
