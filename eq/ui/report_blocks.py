"""The sections of somebody's report as parts of a page; all text in them is plain, whoever typed it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, Final

import pandas as pd
import streamlit as st

from eq.charts import still
from eq.coach.report import Bullets, Facts, Figure, Heading, Paragraph, Question, Questions, Quote, Section, Table
from eq.errors import EqError
from eq.ui import look, state
from eq.wording import desk as words

if TYPE_CHECKING:
    from eq.coach.report import Block

_AT_ONCE: Final = 40
"""Rows up to which a table is drawn with the page."""

_BLOCKS, _SIGNS, _CELL = 150, 600_000, 8
"""What is drawn at once of a section, in blocks and in signs: a file from elsewhere may be as long as it likes."""

_WIDE, _NARROW = 640, 320
_NARROW_COLUMNS: Final = 3
"""Columns a table may have in a narrow window."""
_SHORT: Final = 70
"""Signs up to which a value stands beside its name."""


def section(one: Section, name: str, *, narrow: bool = False) -> None:
    """A section with its heading; ``name`` (a letter, then letters, digits and -) tells it from others on the page.

    ``narrow``: figures are drawn for a narrow window.
    """
    state.put("blocks.narrow", narrow)
    st.header(look.plain(one.title), anchor=False)
    if one.lead:
        st.markdown(f"**{look.plain(one.lead)}**")
    blocks(one.blocks, name)


def blocks(found: Sequence[Block], name: str) -> None:
    """Blocks below a heading of the second level, in their order; the rest of very many waits for a click."""
    key = f"blocks.parts.{name}"
    parts: int = state.get(key, 1)
    signs = 0
    for at, block in enumerate(found):
        weight = _weight(block)
        signs += weight if weight <= _SIGNS else 0
        if at == parts * _BLOCKS or signs > parts * _SIGNS:
            look.quiet(words.left_out(at, len(found)))
            st.button(words.MORE, key=f"more-{name}", on_click=state.put, args=(key, parts + 1))
            return
        if weight > _SIGNS:
            look.quiet(words.TOO_LARGE)
        else:
            _DRAW[block.type](block, f"{name}-{at}")


def _weight(block: Block) -> int:
    """How much there is of a block: its signs, and as much again for every cell as a short text has."""
    text = block.model_dump_json()
    return len(text) + _CELL * text.count(",")


def _paragraph(block: Paragraph, _: str) -> None:
    if block.role == "quiet":
        look.quiet(block.text)
    elif block.role == "caution":
        st.info(look.plain(block.text), icon=":material/info:")
    elif block.role == "finding":
        st.markdown(f"**{look.plain(block.text)}**")
    else:
        st.markdown(look.plain(block.text))


def _heading(block: Heading, _: str) -> None:
    st.subheader(look.plain(block.text), anchor=False)


def _bullets(block: Bullets, _: str) -> None:
    st.markdown("\n".join(f"- {look.plain(item)}" for item in block.items))


def _facts(block: Facts, _: str) -> None:
    """Short values stand beside their names, long ones below."""
    lines = []
    for term, value in block.rows:
        gap = ": " if len(value) <= _SHORT else "  \n"
        lines.append(f"**{look.plain(term)}**{gap}{look.plain(value) or '–'}")
    st.markdown("  \n".join(lines) if all(len(value) <= _SHORT for _, value in block.rows) else "\n\n".join(lines))


def _table(block: Table, name: str) -> None:
    look.quiet(block.caption)
    shown = frame(block)
    wide = state.get("blocks.narrow", False) and len(shown.columns) > _NARROW_COLUMNS
    if len(shown) <= _AT_ONCE:
        _row_by_row(shown) if wide else look.table(shown, alt=look.one_line(block.caption))
        return
    # Ten years of answers take longer to draw than the rest of the page: they are drawn for whoever opens them.
    with st.expander(words.rows(len(shown)), key=f"rows-{name}", on_change="rerun") as opened:
        if opened.open:
            _row_by_row(shown) if wide else look.table(shown, alt=look.one_line(block.caption))


def _row_by_row(shown: pd.DataFrame) -> None:
    """A table that is wider than the window, as one paragraph a row: nothing has to be moved sideways to be read."""
    titles = [look.plain(title) for title in shown.columns]
    rows = []
    for first, *rest in shown.itertuples(index=False, name=None):
        said = (f"{title}: {look.plain(cell) or '–'}" for title, cell in zip(titles[1:], rest, strict=True))
        rows.append("  \n".join((f"**{look.plain(first) or '–'}**", *said)))
    st.markdown("\n\n".join(rows))


def _figure(block: Figure, name: str) -> None:
    colours = look.tokens()
    with look.figure_card(block.title, caption=block.caption, table=frame(block.table), key=name, below=True):
        try:
            # The same figure gives the same picture, so that the numbers in it are a mark of their own.
            width = _NARROW if state.get("blocks.narrow", False) else _WIDE
            mark = (colours.page, width, block.title, block.rows, repr(block.options))
            drawn = state.remembered(
                f"figure.{name}", mark, lambda: still.svg(block, colours, f"f-{name}", width=width)
            )
        except EqError:
            look.quiet(words.NO_FIGURE)
        else:
            st.image(drawn, width="stretch", alt=look.one_line(block.alt))


def _quote(block: Quote, name: str) -> None:
    with st.container(border=True, key=f"quote-{name}"):
        look.quiet(block.label)
        look.note(block.text)


def _questions(block: Questions, _: str) -> None:
    for at, one in enumerate(block.items[:_AT_ONCE], 1):
        question(one, at)
    if len(block.items) > _AT_ONCE:
        look.quiet(words.left_out(_AT_ONCE, len(block.items)))


def question(one: Question, at: int) -> None:
    """One question with what led to it."""
    st.markdown(f"**{at}\\. {look.plain(one.text)}**")
    look.quiet(one.because)


def frame(block: Table) -> pd.DataFrame:
    """A table of a report as a frame of text."""
    return texts([column.title for column in block.columns], block.rows)


def texts(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> pd.DataFrame:
    """A frame of text; a file from elsewhere may name two columns alike, or hold rows that are too long or short."""
    named: list[str] = []
    for one in titles:
        title, n = look.one_line(one), 2
        while title in named:
            title, n = f"{look.one_line(one)} ({n})", n + 1
        named.append(title)
    width = len(named)
    cells = [[cell or "" for _, cell in zip_longest(range(width), row[:width])] for row in rows]
    return pd.DataFrame(cells, columns=named, dtype="str")


_DRAW: Final[dict[str, Callable[[Any, str], None]]] = {
    "paragraph": _paragraph,
    "heading": _heading,
    "bullets": _bullets,
    "facts": _facts,
    "table": _table,
    "figure": _figure,
    "quote": _quote,
    "questions": _questions,
}
