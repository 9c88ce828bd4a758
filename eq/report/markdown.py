"""A report as Markdown: every text in it stays text, whichever program reads the file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from eq.coach.report import (
    Block,
    Bullets,
    Facts,
    Figure,
    Heading,
    Paragraph,
    Questions,
    Quote,
    Report,
    Section,
    Table,
    digest,
)
from eq.report.signs import one_line, readable
from eq.wording import report_file

_SIGNS: Final = re.compile(r"([\\`*_\[\]<>|~{}$^#]|&(?=[#\w])|=(?==))")
_START: Final = re.compile(r"^(\d{1,9})(?=[.)](?:\s|$))|^(?=[-+=:])")
# Addresses, mentions, numbers of issues and :names: are looked for in finished text, where no backslash is left; an
# invisible word joiner inside them is what keeps them plain.
_FOUND: Final = re.compile(
    r"(?<=[@#])(?=\w)"
    r"|(?<=[A-Za-z]:)(?=\S)|(?<!\d:)(?<=:)(?=[\w+-])"
    r"|(?<=\w)(?=\.[A-Za-z]{2})"
)
JOINER: Final = "\u2060"


def text(typed: str) -> str:
    """One line of text that Markdown shows as it stands; runs of white space become one space."""
    return _escaped(one_line(typed))


def _escaped(line: str) -> str:
    safe = _SIGNS.sub(r"\\\1", _FOUND.sub(JOINER, line))
    return _START.sub(lambda found: f"{found[1]}\\" if found[1] else "\\", safe)


def _lines(typed: str) -> Iterator[str]:
    """Typed text line by line, every break a break; spaces before a line stay and make it no code."""
    lines = readable(typed).strip("\n").split("\n")
    for at, line in enumerate(lines):
        words = line.strip()
        indent = "\u00a0" * (len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())) if words else ""
        followed = words and at + 1 < len(lines) and lines[at + 1].strip()
        yield indent + _escaped(" ".join(words.split())) + ("\\" if followed else "")


def _quoted(typed: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in _lines(typed))


def _cells(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _table(table: Table) -> Iterator[str]:
    yield f"**{text(table.caption)}**" if table.caption.strip() else ""
    if not table.columns:
        return
    rows = [_cells([text(column.title) for column in table.columns])]
    rows.append(_cells(["---:" if column.number else "---" for column in table.columns]))
    rows += [_cells([text(cell) for cell in row]) for row in table.rows]
    yield "\n".join(rows)


def _paragraph(block: Paragraph) -> str:
    if not (words := text(block.text)):
        return ""
    return {"finding": f"**{words}**", "caution": f"> {words}"}.get(block.role, words)


def _block(block: Block) -> Iterator[str]:
    """The parts of a block, each parted from the next by an empty line."""
    match block:
        case Paragraph():
            yield _paragraph(block)
        case Heading():
            yield f"### {text(block.text)}"
        case Bullets():
            yield "\n".join(f"- {text(item)}" for item in block.items)
        case Facts():
            yield _facts(block.rows)
        case Table():
            yield from _table(block)
        case Figure():
            yield f"**{text(block.title)}**"
            yield from _table(block.table.model_copy(update={"caption": ""}))
            yield text(block.caption)
        case Quote():
            yield f"{text(block.label)}"
            yield _quoted(block.text)
        case Questions():
            asked = (f"{n}. {text(one.text)}\n\n   {text(one.because)}" for n, one in enumerate(block.items, 1))
            yield "\n\n".join(asked)


def _facts(rows: Sequence[tuple[str, str]]) -> str:
    return "\n".join(f"- {text(name)}: {text(value)}" for name, value in rows)


def _section(section: Section) -> Iterator[str]:
    yield f"## {text(section.title)}"
    yield text(section.lead)
    for block in section.blocks:
        yield from _block(block)


def markdown(report: Report) -> str:
    """The whole report; a figure stands as the table of its values. Ends in one line break."""
    parts = [
        f"# {report_file.TITLE}",
        text(report_file.COPIES[report.cover.copy_for]),
        _facts(report_file.facts(report.cover)),
        f"**{report_file.USE_TITLE}**",
        text(report_file.USE),
    ]
    for section in report.sections:
        parts.extend(_section(section))
    parts += ["---", text(report_file.made_with(report, digest(report)))]
    return "\n\n".join(part for part in parts if part.strip()) + "\n"
