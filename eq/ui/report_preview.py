"""The third step of a report: the very file that will be saved, and what is in it in words."""

from __future__ import annotations

from typing import Final

import streamlit as st

from eq.ui import look, page
from eq.ui import report_tab as tab
from eq.ui.components import sheet
from eq.ui.report_tab import Built
from eq.wording import report_page as words

_JSON_SHOWN: Final = 100_000
"""Characters of the json file that are drawn; years of answers would keep a browser busy for long."""


def show() -> None:
    """A button that puts it together; then the list, the file itself, and what its other formats hold."""
    with look.card(key="report-see"):
        st.header(words.SEE, anchor=False)
        st.markdown(words.SEE_LEAD)
        before = tab.built()
        label = words.AGAIN if before else words.SHOW
        current = before is not None and tab.fresh(before)
        if before is not None and not current:
            st.info(words.STALE, icon=":material/refresh:")
        if st.button(label, key="report.show", type="secondary" if current else "primary"):
            with st.spinner(words.BUILDING):
                page.attempt(tab.build)
            # The steps after this one, and what an attempt could not do, are drawn from the top.
            st.rerun()
        if before is not None:
            _what(before)
    if before is not None:
        _sheet(before)


def _what(one: Built) -> None:
    st.subheader(words.IN_IT, anchor=False)
    st.markdown("\n".join(f"- {look.plain(line)}" for line in words.contents(one.report, one.selection)))
    look.quiet(words.left_out(one.report))


def _sheet(one: Built) -> None:
    sheet.show(one.html, words.FRAME, key="report.sheet")
    look.quiet(words.FORMATS)
    with st.expander(words.JSON, key="report.json", on_change="rerun") as opened:
        if opened.open:
            text = tab.written(one, "json").decode("utf-8")
            st.code(text[:_JSON_SHOWN], language=None, height=420, wrap_lines=True)
            if len(text) > _JSON_SHOWN:
                look.quiet(words.json_rest(len(text) - _JSON_SHOWN))
