"""How every page looks: the page's own style sheet and the few patterns all pages share."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from eq.charts.palette import DARK, LIGHT, Theme, Tokens
from eq.wording.markdown import safe_html

if TYPE_CHECKING:
    import pandas as pd
    from streamlit.delta_generator import DeltaGenerator
    from streamlit.navigation.page import StreamlitPage


def theme_type() -> Theme:
    """The scheme this browser shows now; light until the browser has said so."""
    return "dark" if st.context.theme.type == "dark" else "light"


def tokens(theme: Theme | None = None) -> Tokens:
    """The colours of ``theme``, by default of the scheme this browser shows."""
    return DARK if (theme or theme_type()) == "dark" else LIGHT


_DIRECTION_MARKS = dict.fromkeys(map(ord, "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
# Web addresses, mail addresses, :names: and arrows are looked for again in finished text, where a backslash has already
# gone; an invisible word joiner inside them is what keeps them plain.
_RECOGNISED = re.compile(r"(?<=:)(?=[\w+/-])|(?<=www)(?=\.)|(?=@)|(?<=[-<>=~])(?=[-<>=~])", re.IGNORECASE)


def one_line(text: str) -> str:
    """``text`` for a place that shows it as it is (an entry of a select box): on one line, in our direction."""
    return " ".join(text.translate(_DIRECTION_MARKS).split())


def plain(text: str) -> str:
    """``text`` for a place that reads markdown (heading, label, caption, table cell), so that it shows as typed.

    For one line of text: runs of white space become one space, and the signs that turn the direction of writing
    are left out. Longer text belongs in ``st.text``.
    """
    return _PUNCTUATION.sub(r"\\\1", _RECOGNISED.sub("\u2060", one_line(text)))


_NAMES = ("page", "raised", "sidebar", "text", "quiet", "line", "accent")


@cache
def _style_sheet() -> str:
    sheets = ("look.css", "print.css")
    css = "".join(Path(__file__).with_name(name).read_text(encoding="utf-8") for name in sheets)
    # The browser picks the colour itself, so a change of scheme shows at once and not with the next run.
    pairs = "".join(f"--eq-{n}:light-dark({getattr(LIGHT, n)},{getattr(DARK, n)});" for n in _NAMES)
    return f"<style>.stApp{{{pairs}}}{css}</style>"


def _dialog_style(colours: Tokens) -> str:
    """Dialogs stand outside the app, where no scheme is set: they get the colours of the one the server knows."""
    pairs = "".join(f"--eq-{n}:{getattr(colours, n)};" for n in _NAMES)
    return f'<style>[data-testid="stDialog"]{{{pairs}}}</style>'


def page_style() -> None:
    """Put the style sheet into the page; called once a run, before anything is drawn."""
    st.html(_style_sheet() + _dialog_style(tokens()))


def page_head(context: str, title: str, lead: str = "") -> None:
    """Open a page: a quiet line of context, the title, and the paragraph that says the finding.

    ``context`` and ``title`` are plain text. ``lead`` is markdown in our own words; whatever the user typed goes
    into it through ``plain``.
    """
    with st.container(key="page-head"):
        if context:
            st.caption(plain(context))
        st.title(plain(title), anchor=False)
        if lead:
            st.markdown(lead)


def note(text: str) -> None:
    """What a person wrote, in several lines: simple Markdown drawn as text that loads and runs nothing."""
    st.html(f'<div class="eq-note" dir="auto">{safe_html(text)}</div>')


def quiet(text: str) -> None:
    """One line of secondary text, such as "kept" beside a field; plain text."""
    st.caption(plain(text))


def card(key: str | None = None) -> DeltaGenerator:
    """A bordered container: ``with card(): ...``."""
    return st.container(border=True, key=key)


_AT_ONCE = 24
"""Rows up to which the table behind a figure is drawn with the page."""


@dataclass(frozen=True)
class Ready:
    """A table whose text is plain already, so that a page that remembers it has nothing left to do."""

    frame: pd.DataFrame


def ready(frame: pd.DataFrame) -> Ready:
    """``frame`` made ready to show: headings and text cells are plain text, a missing text cell is empty."""
    shown = frame.rename(columns=lambda name: plain(str(name)))
    for column in shown.columns:
        if shown[column].dtype.kind not in "iuf":
            cells = zip(shown[column], shown[column].isna(), strict=True)
            shown[column] = ["" if missing else plain(str(value)) for value, missing in cells]
    return Ready(shown)


def table(frame: pd.DataFrame | Ready, *, alt: str | None = None) -> None:
    """A still table without its index; headings and text cells are plain text, a missing text cell is empty."""
    shown = frame if isinstance(frame, Ready) else ready(frame)
    st.table(shown.frame, border="horizontal", hide_index=True, alt=alt)


@contextmanager
def figure_card(
    title: str, *, caption: str, table: pd.DataFrame | Ready, key: str, below: bool = False
) -> Iterator[None]:
    """A figure with everything it owes the reader; draw the figure itself inside the ``with`` block.

    ``title`` is one sentence that says what the figure shows, ``caption`` says what dot and band are and how many
    answers stand behind them. ``table`` holds the same values, its columns already in the reader's words and its
    numbers as they should read; it is shown without its index. All text is plain text. ``below``: the card belongs to
    something that has a heading of its own.
    """
    with st.container(border=True, key=f"figure-{key}"):
        (st.subheader if below else st.header)(plain(title), anchor=False)
        yield
        _behind(title, caption, table, key)


@contextmanager
def figure_fold(title: str, *, caption: str, table: pd.DataFrame | Ready, key: str) -> Iterator[None]:
    """The same without a card and a heading of its own, inside a fold whose label is ``title``."""
    with st.container(key=f"figure-{key}"):
        yield
        _behind(title, caption, table, key)


def _behind(title: str, caption: str, table: pd.DataFrame | Ready, key: str) -> None:
    st.caption(plain(caption))
    _table_behind(title, table if isinstance(table, Ready) else ready(table), key)


def _table_behind(title: str, shown: Ready, key: str) -> None:
    label = "Show as a table"
    if len(shown.frame) <= _AT_ONCE:
        with st.expander(label):
            table(shown, alt=title)
        return
    # Years of sittings take longer to draw than the rest of the page: they are drawn for whoever opens them.
    with st.expander(label, key=f"table-{key}", on_change="rerun") as opened:
        if opened.open:
            table(shown, alt=title)


def empty_state(sentence: str, button_label: str, page: str | StreamlitPage, *, key: str) -> None:
    """What a page shows before there is anything to show: one sentence, and one button that leads to ``page``."""
    with st.container(key=f"empty-{key}", horizontal_alignment="center"):
        st.markdown(plain(sentence), text_alignment="center")
        if st.button(plain(button_label), type="primary", key=f"empty-{key}-go"):
            st.switch_page(page)
