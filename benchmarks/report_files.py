"""A report of ten years in all formats against a bare document of as many pages: what report.py measures first."""

from __future__ import annotations

import json
import statistics
from functools import partial
from importlib.resources import as_file, files
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from processes import WHOLE, Found, Parts, Stopwatch, child, serve
from sides import line, spread

if TYPE_CHECKING:
    from made_entries import Vocabulary

TARGET, LIMIT = 10, 1 << 20
BODY = (10.5, 0.62, 0.95)
"""Size of the letters in points, room between lines and between paragraphs in em: those of the report."""
WORDS = 60
"""Of a paragraph."""
PLAIN = """\
#set page(paper: "a4", margin: (top: 24mm, bottom: 22mm, x: 21mm), numbering: "1")
#set text(font: "Source Sans 3", size: {}pt, fallback: false)
#set par(leading: {}em, spacing: {}em)
#set document(title: "Plain")
"""
SIDES = ("eq", "plain", "tables")
FLOORS = {"plain": "as many pages of paragraphs", "tables": "as many pages, tables of as many cells"}

MEASURED = (("all", "time", "s", TARGET), ("busy", "processor time", "s", TARGET), ("peak", "peak memory", "MB", None))


def measure(folder: Path, rounds: int) -> None:
    from made_report import EPISODES, made_report

    from eq.actions import reporting

    report = made_report(folder / "me.eq")
    written = reporting.files(report, reporting.FORMATS)
    pages = pages_of(written["pdf"])
    cells = cells_of(report.document()["sections"])
    make_floors(folder, pages, cells)
    print(
        f"A report of {report.cover.first} to {report.cover.last}: {len(report.sittings)} sittings with every answer,"
        f" {EPISODES} episodes, {len(cells):,} cells in tables, {pages} pages; {rounds} runs, taking turns"
    )
    for fmt, data in written.items():
        limit = f"  (limit {LIMIT / 1024:.0f})" if fmt in {"html", "pdf"} else ""
        print(f"size, {fmt:46} {len(data) / 1024:8.0f} KiB{limit}")
    for side in SIDES:
        child(__file__, side, folder, imported=False)  # the first of each only fills the disk cache
    for imported, what in ((False, "from a started interpreter"), (True, "imports done before")):
        found = taking_turns(folder, rounds, imported=imported)
        compared(what, found)
        formats(found)


def taking_turns(folder: Path, rounds: int, *, imported: bool) -> dict[str, list[Found]]:
    found: dict[str, list[Found]] = {side: [] for side in SIDES}
    for turn in range(rounds):
        for side in SIDES if turn % 2 else SIDES[::-1]:
            found[side].append(child(__file__, side, folder, imported=imported))
    return found


def compared(what: str, found: dict[str, list[Found]]) -> None:
    for floor, named in FLOORS.items():
        print(f"{what}; the floor: a bare typst compile, {named}")
        for key, named_, unit, target in MEASURED:
            pairs = [(ours[key], bare[key]) for ours, bare in zip(found["eq"], found[floor], strict=True)]
            line(f"  all formats, {named_}", unit, pairs, target if floor == "plain" else None)


def formats(found: dict[str, list[Found]]) -> None:
    bare = statistics.median(one["all"] for one in found["plain"])
    for part in (key for key in found["eq"][0] if key not in WHOLE):
        each = sorted(one[part] for one in found["eq"])
        print(f"  of that, {part:42} {spread(each, 2)} s, {statistics.median(each) / bare:.2f} bare compiles")


# The report


def pages_of(pdf: bytes) -> int:
    from pypdf import PdfReader

    return len(PdfReader(BytesIO(pdf)).pages)


def cells_of(sections: list[dict]) -> list[int]:
    """The signs of every cell in a table that is printed, headings of columns among them."""
    found = []
    for block in (block for section in sections for block in section["blocks"]):
        if block["type"] == "table":
            found += [len(one["title"]) for one in block["columns"]]
            found += [len(cell) for row in block["rows"] for cell in row]
        elif block["type"] == "facts":
            found += [len(text) for row in block["rows"] for text in row]
    return found


# The floors


def make_floors(folder: Path, pages: int, cells: list[int]) -> None:
    """Write the two bare documents, each of as many pages; with tables, paragraphs fill what the tables leave over."""
    import numpy as np
    from made_entries import Vocabulary

    words = Vocabulary(np.random.default_rng(1))
    (folder / "plain.typ").write_text(of_pages(pages, words, ""))
    (folder / "tables.typ").write_text(of_pages(pages, words, tables(cells, words)))


def of_pages(pages: int, words: Vocabulary, first: str) -> str:
    """A document that begins with ``first`` and has just so many pages, or more where ``first`` alone has more."""
    head = PLAIN.format(*BODY) + first
    paragraphs = [" ".join(words.words(WORDS)).capitalize() + ".\n" for _ in range(pages * 25)]
    low, high = 0, len(paragraphs)
    while low < high:  # as many paragraphs as fit
        middle = (low + high + 1) // 2
        if pages_of(compiled("\n".join([head, *paragraphs[:middle]]).encode())) <= pages:
            low = middle
        else:
            high = middle - 1
    text = "\n".join([head, *paragraphs[:low]])
    if (found := pages_of(compiled(text.encode()))) != pages:
        print(f"note: a floor has {found} pages, not {pages}")
    return text


def tables(cells: list[int], words: Vocabulary) -> str:
    """Tables of six columns and up to forty rows with cells of as many signs as those of the report."""
    text = iter(" ".join(words.words(sum(cells) // 3 + 1000)))
    said = ["".join(sign for sign, _ in zip(text, range(signs), strict=False)).strip() for signs in cells]
    parts = [said[start : start + 240] for start in range(0, len(said), 240)]
    return "".join(f"#table(columns: 6, {', '.join(json.dumps(cell) for cell in part)})\n" for part in parts)


def compiled(text: bytes) -> bytes:
    import typst

    with as_file(files("eq.report").joinpath("fonts")) as fonts:
        kept = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts)])
        return typst.compile(text, font_paths=kept, format="pdf")


# What runs in a process of its own


def side_eq(folder: Path) -> Parts:
    clock = Stopwatch()
    from made_report import made_report

    from eq.actions import reporting

    report = made_report(folder / "me.eq")
    clock.lap("building it")

    from eq.charts.still import drawn_once

    with drawn_once():  # as reporting.files does
        for fmt in reporting.FORMATS:
            (folder / f"report.{fmt}").write_bytes(reporting.written(report, fmt))
            clock.lap(fmt)
    return clock.parts


def side_floor(name: str, folder: Path) -> Parts:
    clock = Stopwatch()
    (folder / f"{name}.pdf").write_bytes(compiled((folder / f"{name}.typ").read_bytes()))
    clock.lap("compile")
    return clock.parts


if __name__ == "__main__":
    serve({"eq": side_eq, "plain": partial(side_floor, "plain"), "tables": partial(side_floor, "tables")})
