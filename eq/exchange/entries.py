"""Entries out as a table for people: one row an entry, every text a column."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable
from typing import Any

from eq.exchange.journals import zone_named
from eq.reflect.entry import MOMENTS, TAG_KINDS, TEXT_FIELDS, Entry, TagKind

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
_BOM = "\ufeff"
_BETWEEN = " | "

COLUMNS = (
    "id", "kind", "state", "local_date", "local_time", "zone", "at", "severity", "episode", "client",
    *TEXT_FIELDS,
    *(f"{name}_{moment}" for moment in MOMENTS for name in ("pleasantness", "energy", "words")),
    *(f"{kind}_tags" for kind in TAG_KINDS), "worked",
    "need_sure", "need_asked", "settled", "recovery", "recovery_minutes", "origin",
)  # fmt: skip


def cell(value: Any) -> Any:
    """A cell of a file for people: text that a spreadsheet would read as a formula gets an apostrophe before it."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def joined(value: Any) -> Any:
    """Several values as one text with bars between them; any other value as it is."""
    return _BETWEEN.join(map(str, value)) if isinstance(value, list | tuple) else value


def entries_csv(entries: Iterable[Entry], named: Callable[[TagKind, str], str]) -> bytes:
    """A CSV of ``COLUMNS``, one row an entry, in UTF-8 with the mark by which spreadsheets tell it.

    ``named``: kind and value of a tag -> what a person reads. Several words or tags share a cell, with a bar between
    them; ``worked`` says of each response that was judged how. Pleasantness and energy are -1..1; a missing value is
    an empty cell.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for entry in entries:
        row = _row(entry, named)
        writer.writerow(["" if row[name] is None else cell(row[name]) for name in COLUMNS])
    # Half a sign, as a broken program may have pasted it, would stop the whole export.
    return (_BOM + out.getvalue()).encode("utf-8", "replace")


def _row(entry: Entry, named: Callable[[TagKind, str], str]) -> dict[str, Any]:
    row: dict[str, Any] = {
        "id": entry.id,
        "kind": entry.kind,
        "state": entry.state,
        "local_date": entry.local_date.isoformat(),
        "local_time": _local_time(entry),
        "zone": entry.zone,
        "at": entry.at.isoformat(timespec="seconds").replace("+00:00", "Z"),
        "client": entry.client_label,
        "need_asked": _yes(entry.need_asked),
        "settled": _yes(entry.settled or None),
        "worked": _BETWEEN.join(f"{named(t.kind, t.value)}: {t.worked}" for t in entry.tags if t.worked),
    }
    for name in ("severity", "episode", "need_sure", "recovery", "recovery_minutes", "origin"):
        row[name] = getattr(entry, name)
    for field in TEXT_FIELDS:
        row[field] = entry.text(field)
    for moment in MOMENTS:
        point = entry.points.get(moment)
        row[f"pleasantness_{moment}"] = point.pleasantness if point else None
        row[f"energy_{moment}"] = point.energy if point else None
        row[f"words_{moment}"] = _BETWEEN.join(entry.felt(moment))
    for kind in TAG_KINDS:
        row[f"{kind}_tags"] = _BETWEEN.join(named(kind, value) for value in entry.tagged(kind))
    return row


def _local_time(entry: Entry) -> str:
    zone = zone_named(entry.zone)
    return f"{entry.at.astimezone(zone):%H:%M}" if zone else ""


def _yes(value: bool | None) -> str | None:
    return None if value is None else "yes" if value else "no"
