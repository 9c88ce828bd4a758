"""Journal: everything written so far, by day, by client, by word; one entry at a time opens in place."""

from __future__ import annotations

import streamlit as st

from eq.ui import entry_view, journal_entries, journal_filter, look, page, state
from eq.wording import journal as words


def _body() -> None:
    entry, client = state.get("journal.entry", ""), state.get("journal.client", "")
    if entry:
        entry_view.show(entry)
    elif client:
        from eq.ui import journal_clients

        journal_clients.one(client)
    elif journal_entries.empty():
        journal_entries.nothing_yet()
    else:
        _views()


def _views() -> None:
    look.page_head("", words.TITLE)
    journal_filter.search_box()
    view = st.segmented_control(
        words.VIEW,
        list(words.VIEWS),
        format_func=words.VIEWS.__getitem__,
        required=True,
        label_visibility="collapsed",
        width="stretch",
        **state.bound("journal.view", list(words.VIEWS)),
    )
    if view == "calendar":
        from eq.ui import journal_calendar

        journal_calendar.show()
    elif view == "clients":
        from eq.ui import journal_clients

        journal_clients.listed()
    elif view == "words":
        from eq.ui import journal_words

        journal_words.show()
    else:
        journal_entries.show()


page.show(_body)
