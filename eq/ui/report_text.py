"""The second step of a report: which of one's own words go in; nothing does unless it is ticked."""

from __future__ import annotations

import streamlit as st

from eq.ui import look, report_episodes, report_names
from eq.ui import report_tab as tab
from eq.wording import report_page as words


def show() -> None:
    """Kinds of text, episodes one by one, and names to replace."""
    with look.card(key="report-words"):
        st.header(words.WORDS, anchor=False)
        st.markdown(words.WORDS_LEAD)
        offered = tab.shown_texts()
        there = tab.held().texts
        with st.container(key="report-texts", gap=None):
            for kind in offered:
                tab.tick(
                    words.text(kind, len(there[kind])),
                    f"report.text.{kind}",
                    now=kind in tab.texts(),
                    keep=tab.member("report.texts", frozenset(), kind),
                )
        found = tab.offered().episodes
        if not (offered or found):
            look.quiet(words.NO_WORDS)
        if found:
            report_episodes.show(found)
        report_names.show()
