"""A report as a tagged PDF: the same words as everywhere else, set in fonts that ship, the same bytes every time."""

from __future__ import annotations

import json
import re
import unicodedata
from importlib.resources import as_file, files
from typing import Any, Final

from eq.charts.palette import LIGHT
from eq.coach.report import Block, Bullets, Facts, Figure, Heading, Paragraph, Questions, Quote, Report, Section, Table
from eq.coach.report import digest as fingerprint
from eq.errors import EqError
from eq.report.glyphs import printable
from eq.wording import report_file

STANDARD: Final = "ua-1"
_COLOURS: Final = ("text", "quiet", "line", "accent", "raised")
_FRESH: Final = frozenset({"questions", "appendix"})
"""Sections that begin on a page of their own."""

_LONG_ROW = 1_200
"""Signs in a cell from which a row may be broken between two pages: it could be longer than one."""

_RUN, _RUN_IN_CELL = 66, 22
"""Signs without a space after which a line may be broken, so that nothing runs over the edge."""

_LONG_CAPTION = 70
"""Signs from which a caption is running text and no title."""

_Text = str | dict[str, Any]
"""A text, one that is written from the right, or lines of both."""

_FLAT, _SMALLEST = 0.5, 0.82
"""A figure taller than this share of its width is drawn narrower, but not below that share of the page."""

_WIDEST, _GAP, _NARROW = 46, 3, 46
"""In letters: what the width of a column goes by at most, the room between two, and up to where a table is narrow."""

_LONG_NAME = 60
"""Signs of a name that stand at the head of every page."""

_MANY: Final = 150
"""Bands in a figure from which they are too thin for round corners to be seen; those would be most of the file."""

_ROUNDED: Final = re.compile(r' rx="[0-9.]+"')
_SIZE: Final = re.compile(r'viewBox="0 0 ([0-9.]+) ([0-9.]+)"')
_TOGETHER: Final = re.compile(r"(?<=\d) (?=%)|\([^()]{1,24}\)|\b\d{1,2} [A-Z][a-z]{2} \d{4}\b")
"""What stays on one line: a percent sign with its number, a short range in brackets, a date."""


def pdf(report: Report) -> bytes:
    """The whole file, PDF/UA-1, A4; the same report gives the same bytes.

    Raises EqError if the file cannot be made; its words carry nothing of the report.
    """
    # The typesetter is large and only wanted here.
    import typst

    text = json.dumps(_Pages().document(report), ensure_ascii=False)
    template = files("eq.report").joinpath("report.typ").read_bytes()
    with as_file(files("eq.report").joinpath("fonts")) as folder:
        fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)])
        try:
            compiler = typst.Compiler(template, font_paths=fonts, sys_inputs={"report": text})
            made = compiler.compile(
                format="pdf", pdf_standards=[STANDARD], timestamp=report.cover.made_at.replace(microsecond=0)
            )
        except (RuntimeError, ValueError):
            made = None
    if not isinstance(made, bytes):
        # Outside of the handler, so that what the typesetter quotes of the report is in no traceback.
        raise EqError(*report_file.NOT_PRINTED)
    return made


class _Pages:
    """Turns a report into what the template lays out, and counts the signs it had to replace."""

    def __init__(self) -> None:
        self.replaced = 0
        self._drawn = 0

    def document(self, report: Report) -> dict[str, Any]:
        """Everything the template reads, as JSON values."""
        cover = report.cover
        sections = [self._section(section) for section in report.sections]
        made = {
            "title": self._plain(report_file.file_title(report)),
            "about": self._plain(report_file.COPIES[cover.copy_for]),
            "language": cover.language,
            "head": self._line(_head(cover.subject)),
            "period": self._line(report_file.period(cover)),
            "facts": [self._fact(name, value) for name, value in report_file.facts(cover)],
            "sections": sections,
            "colours": {name: getattr(LIGHT, name) for name in _COLOURS},
            "words": {
                "maker": report_file.MAKER,
                "title": report_file.TITLE,
                "copy": report_file.COPIES[cover.copy_for],
                "use-title": report_file.USE_TITLE,
                "use": report_file.USE,
                "contents": report_file.CONTENTS,
                "because": report_file.BECAUSE,
                "room": report_file.ROOM,
                "page": report_file.PAGE,
                "of": report_file.OF,
            },
        }
        note = [report_file.replaced(self.replaced)] if self.replaced else []
        return {**made, "foot": [*note, self._line(report_file.made_with(report, fingerprint(report)))]}

    def _plain(self, text: str, run: int = _RUN) -> str:
        """Text in which every sign can be drawn and every line can be broken."""
        shown, replaced = printable(text)
        self.replaced += replaced
        return _broken(shown, run)

    def _text(self, text: str, run: int = _RUN) -> _Text:
        """A text with its line breaks, as the template takes it; line by line where some are written from the right."""
        shown = self._plain(_TOGETHER.sub(_unbroken, text), run)
        lines = [_turned(line) for line in shown.split("\n")]
        return (
            {"lines": lines} if len(lines) > 1 and not all(isinstance(line, str) for line in lines) else _turned(shown)
        )

    def _line(self, text: str, run: int = _RUN) -> _Text:
        """The same as one line."""
        return _turned(self._plain(_TOGETHER.sub(_unbroken, " ".join(text.split())), run))

    def _named(self, text: str) -> _Text:
        """The same, and never empty: a heading without a word is one nobody could be led to."""
        line = self._line(text)
        return line if not isinstance(line, str) or line.strip() else report_file.UNNAMED

    def _fact(self, name: str, value: str) -> list[Any]:
        return [self._line(name, _RUN_IN_CELL), self._text(value), max(len(name), len(value)) > _LONG_ROW]

    def _section(self, section: Section) -> dict[str, Any]:
        return {
            "id": section.id,
            "title": self._named(section.title),
            "lead": self._text(section.lead),
            "small": section.id == "appendix",
            "fresh": section.id in _FRESH,
            "blocks": [self._block(block) for block in section.blocks],
        }

    def _block(self, block: Block) -> dict[str, Any]:
        laid: dict[str, Any]
        match block:
            case Paragraph():
                laid = {"type": "paragraph", "role": block.role, "text": self._text(block.text)}
            case Heading():
                laid = {"type": "heading", "text": self._named(block.text)}
            case Bullets():
                laid = {"type": "bullets", "items": [self._text(item) for item in block.items]}
            case Facts():
                laid = {"type": "facts", "rows": [self._fact(name, value) for name, value in block.rows]}
            case Table():
                laid = self._table(block)
            case Figure():
                laid = self._figure(block)
            case Quote():
                laid = {"type": "quote", "label": self._line(block.label), "text": self._text(block.text)}
            case Questions():
                asked = [{"text": self._line(one.text), "because": self._line(one.because)} for one in block.items]
                laid = {"type": "questions", "items": asked}
        return laid

    def _table(self, table: Table) -> dict[str, Any]:
        shares = _shares(table)
        columns = [
            {"title": self._line(column.title, _RUN_IN_CELL), "number": column.number, "share": share}
            for column, share in zip(table.columns, shares, strict=True)
        ]
        rows = [[self._text(cell, _RUN_IN_CELL) for cell in row[: len(columns)]] for row in table.rows]
        return {
            "type": "table",
            "caption": self._line(table.caption),
            "long": len(table.caption) > _LONG_CAPTION,
            "columns": columns,
            "rows": [[*row, *[""] * (len(columns) - len(row))] for row in rows],
            "breakable": any(len(cell) > _LONG_ROW for row in table.rows for cell in row),
            "width": 100 if sum(shares) > _NARROW else 62,
        }

    def _figure(self, figure: Figure) -> dict[str, Any]:
        """The figure; its table where it cannot be drawn, as in a report made elsewhere."""
        # Drawing loads a large library; a report without figures does not wait for it.
        from eq.charts.still import svg

        self._drawn += 1
        try:
            drawing = svg(figure, LIGHT, f"figure-{self._drawn}")
        except EqError:
            return self._table(figure.table)
        return {
            "type": "figure",
            "title": self._line(figure.title),
            "svg": _ROUNDED.sub("", drawing) if drawing.count(" rx=") > _MANY else drawing,
            "width": round(100 * _share(drawing), 1),
            "alt": self._plain(" ".join(figure.alt.split())).strip() or report_file.UNNAMED,
            "caption": self._line(figure.caption),
        }


def _head(subject: str) -> str:
    """What stands at the head of every page: the title and the name, cut where it is too long for one line."""
    name = " ".join(subject.split())
    short = f"{name[:_LONG_NAME].rstrip()}…" if len(name) > _LONG_NAME else name
    return f"{report_file.TITLE} · {short}" if short else report_file.TITLE


def _unbroken(found: re.Match[str]) -> str:
    return found[0].replace(" ", "\u00a0")


def _turned(text: str) -> _Text:
    return {"rtl": text} if _from_the_right(text) else text


def _from_the_right(text: str) -> bool:
    """Whether the first letter with a direction is one that is written from the right."""
    if text.isascii():
        return False
    kinds = (unicodedata.bidirectional(sign) for sign in text)
    return next((kind for kind in kinds if kind in {"L", "R", "AL"}), "L") != "L"


def _broken(text: str, run: int) -> str:
    """``text`` with an unseen place to break in every run of signs that is longer than ``run``."""
    if len(text) <= run:
        return text
    return re.sub(rf"[^\s\u2e80-\uffef\U00020000-\U0003ffff]{{{run + 1},}}", lambda found: _cut(found[0], run), text)


def _share(drawing: str) -> float:
    """How much of the page a figure may be wide, so that a tall one leaves room for what belongs to it."""
    found = _SIZE.search(drawing)
    ratio = float(found[2]) / float(found[1]) if found else 1.0
    return min(1.0, max(_SMALLEST, _FLAT / ratio))


def _cut(word: str, run: int) -> str:
    parts = re.findall(rf".{{1,{run // 2}}}", word)
    # A mark that hangs on the letter before stays with it.
    return "".join(part if unicodedata.combining(part[0]) else f"\u200b{part}" for part in parts).lstrip("\u200b")


def _shares(table: Table) -> list[float]:
    """How wide the columns are among each other, in signs: by their longest word and what most of their cells need."""
    shares: list[float] = []
    for at, column in enumerate(table.columns):
        cells = [row[at] for row in table.rows if at < len(row)]
        needed = sorted(_signs(cell) for cell in cells) or [0]
        usual = max(needed[min(len(needed) - 1, len(needed) * 9 // 10)], needed[-1] // 2)
        word = max((len(word) for text in (*cells, column.title) for word in text.split()), default=1)
        shares.append(float(max(min(usual, _WIDEST), min(word, _RUN_IN_CELL), min(len(column.title), 9)) + _GAP))
    return shares


def _signs(text: str) -> int:
    """Its length in letters; a Chinese one counts for two."""
    return len(text) if text.isascii() else sum(2 if "\u2e80" <= sign <= "\uffef" else 1 for sign in text)
