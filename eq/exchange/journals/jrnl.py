"""The journals of jrnl (https://jrnl.sh): its own text file, and what ``jrnl --export json`` writes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, tzinfo

from eq.errors import EqError
from eq.exchange.journals import structures, texts, zones
from eq.exchange.journals.archives import is_archive
from eq.exchange.journals.dates import Stamp, order_of, read_stamp
from eq.exchange.journals.gathering import Gathering, Moment
from eq.exchange.journals.model import Journal

_HEAD = re.compile(r"\[([^\]\n]{6,60})\] (.*)")
_OLD_HEAD = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?: [AaPp][Mm])?) (.+)")
_SENTENCE = re.compile(r"""[.!?…]['"’”)\]]*(?=\s)|。""")
_TAG = re.compile(r"(?<!\S)[@#]([-+*#/\w]+)")
_STAR = re.compile(r"\s\*$")
_AS_JSON = "Write the journal out with: jrnl --export json --file journal.json, and import that file."


@dataclass(frozen=True)
class _Piece:
    line: int
    stamp: Stamp
    lines: list[str]


def read(data: bytes, where: str, zone: tzinfo, zone_name: str) -> Journal:
    """The entries of a jrnl file in either form; times are read in ``zone``, for the format names none."""
    if data.startswith(b"JRNLv3") or re.match(rb"gAAAAA[\w=-]{60}", data):
        raise EqError(where, "This journal is encrypted.", _AS_JSON)
    if is_archive(data):
        raise EqError(where, "This is an archive, not a jrnl file.", _AS_JSON)
    found = Gathering("jrnl", where)
    if data.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{"):
        _read_export(structures.load(data, where), where, found, zone, zone_name)
    else:
        _read_text(texts.decode(data, where), where, found, zone, zone_name)
    return found.journal()


def _read_export(root: structures.Object, where: str, found: Gathering, zone: tzinfo, zone_name: str) -> None:
    entries = structures.items(root, "entries") if "entries" in root else [root]
    structures.refuse_other_program(root, where, "jrnl", _AS_JSON)
    for number, one in enumerate(entries, start=1):
        place = f"entry {number}"
        if not isinstance(one, dict):
            found.refuse(place, "This is no entry.", "Export the journal again.")
            continue
        local = _export_moment(one)
        if local is None or not zones.in_range(local):
            found.refuse(place, "Its date and time cannot be read.", "They should look like 2026-11-21 and 09:30.")
            continue
        found.add(
            place,
            Moment.on_the_wall(local, zone, zone_name),
            own_id=structures.text(one, "uuid"),
            title=structures.text(one, "title"),
            text=structures.text(one, "body"),
            tags=sorted(tag.strip().lstrip("@#") for tag in structures.strings(one, "tags")),
            starred=structures.true(one, "starred"),
        )


def _export_moment(entry: structures.Object) -> datetime | None:
    day, clock = structures.text(entry, "date"), structures.text(entry, "time")
    if len(day) != 10 or len(clock) > 8:
        return None
    try:
        return datetime.fromisoformat(f"{day}T{clock or '00:00'}").replace(tzinfo=None)
    except ValueError:
        return None


def _read_text(text: str, where: str, found: Gathering, zone: tzinfo, zone_name: str) -> None:
    text = texts.printable(text)
    pieces = list(_pieces(text, _HEAD)) or list(_pieces(text, _OLD_HEAD))
    if not pieces:
        raise EqError(where, "No line begins like an entry of jrnl: [2026-11-21 09:30] Title.", _AS_JSON)
    if "".join(text.split("\n", pieces[0].line - 1)[: pieces[0].line - 1]).strip():
        found.refuse("line 1", "There is text before the first entry.", "Put a date in brackets before it.")
    order = order_of(piece.stamp.day for piece in pieces)
    if all(piece.stamp.day.is_either(order) for piece in pieces):
        # Nothing tells 3/4 from 4/3 then, and a wrong guess would move a whole journal.
        raise EqError(where, "Its dates could be read day first or month first.", _AS_JSON)
    for piece in pieces:
        place = f"line {piece.line}"
        local = piece.stamp.moment(order)
        if local is None or not zones.in_range(local):
            either = piece.stamp.day.is_either(order)
            what = "Its date could be read day first or month first." if either else "There is no such date and time."
            found.refuse(place, what, "Write them like [2026-11-21 09:30].")
            continue
        title, body, starred = _parts(piece.lines)
        found.add(
            place,
            Moment.on_the_wall(local, zone, zone_name),
            title=title,
            text=body,
            tags=sorted(_TAG.findall(f"{title}\n{body}".lower())),
            starred=starred,
        )


def _pieces(text: str, head: re.Pattern[str]) -> Iterator[_Piece]:
    piece: _Piece | None = None
    for number, line in enumerate(text.split("\n"), start=1):
        start = head.match(line)
        stamp = read_stamp(start[1]) if start else None
        if start and stamp:
            if piece:
                yield piece
            piece = _Piece(number, stamp, [start[2]])
        elif piece:
            piece.lines.append(line)
    if piece:
        yield piece


def _parts(lines: list[str]) -> tuple[str, str, bool]:
    """Title, body and star as jrnl tells them apart: the first line is the title, marked by a star at its end.

    An entry wholly on one line, with no blank line below, is one typed by hand: there the first sentence is the title.
    """
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    line, rest = lines[first].strip(), "\n".join(lines[first + 1 :])
    if _STAR.search(line) or (line.endswith("*") and line.count("*") % 2 == 1):
        return line.rstrip("*").rstrip(), rest, True
    sentence = _SENTENCE.search(line) if len(lines) == 1 else None
    return (line[: sentence.end()], line[sentence.end() :], False) if sentence else (line, rest, False)
