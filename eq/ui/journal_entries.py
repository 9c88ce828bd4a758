"""The entries of the journal: the timeline, twenty at a time, or what a search found."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from eq.actions import journal
from eq.ui import journal_filter, journal_rows, look, navigation, state
from eq.ui.components.place import keep_place
from eq.ui.journal_rows import Group
from eq.wording import journal as words

_HITS = 50


@dataclass(frozen=True)
class _Shown:
    """What one look at the list shows, ready to draw."""

    sentence: str
    groups: tuple[Group, ...]
    older: str | None


def empty() -> bool:
    """Whether there is no entry at all."""
    workspace = state.workspace()
    return state.remembered(
        "journal.empty", workspace.stamp(), lambda: journal.page(workspace, size=1).total == 0
    )  # fmt: skip


def nothing_yet() -> None:
    """What stands here before the first entry."""
    look.page_head(words.TITLE, words.EMPTY_TITLE, words.EMPTY)
    with st.container(horizontal=True):
        if st.button(words.EMPTY_CHECK_IN, type="primary", key="journal.empty.check_in"):
            navigation.go("check_in")
        if st.button(words.EMPTY_DEBRIEF, key="journal.empty.debrief"):
            state.put("debrief.entry", "")
            navigation.go("debrief")


def show() -> None:
    """The filter, and the entries that fit it and the search."""
    journal_filter.panel()
    shown = _shown()
    if not shown.groups:
        look.quiet(words.NOTHING)
        st.button(words.CLEAR_ALL, key="journal.clear", on_click=journal_filter.clear)
        return
    look.quiet(shown.sentence)
    journal_rows.draw(shown.groups, "entries")
    newer = journal_filter.cursor() is not None and not journal_filter.search_words()
    if newer or shown.older:
        with st.container(horizontal=True, horizontal_alignment="distribute", key="journal-pages"):
            if newer:
                st.button(words.NEWER, key="journal.newer", on_click=journal_filter.newer)
            if shown.older:
                st.button(words.OLDER, key="journal.older", on_click=journal_filter.older, args=(shown.older,))
    keep_place(f"journal.{journal_filter.page_number()}", back=state.get("journal.returned", False))
    state.forget("journal.returned")


def _shown() -> _Shown:
    """Read again only after a change, or for other words, another filter, another page."""
    workspace = state.workspace()
    asked = (journal_filter.search_words(), journal_filter.chosen(), journal_filter.cursor())
    return state.remembered("journal.shown", (workspace.stamp(), asked), lambda: _read(*asked))


def _read(searched: str, chosen: journal.Filter, before: str | None) -> _Shown:
    workspace = state.workspace()
    if searched:
        found = journal.search(workspace, searched, filter=chosen, limit=_HITS)
        groups = journal_rows.of_hits(found) if found else ()
        return _Shown(words.hits(len(found), _HITS), groups, None)
    page = journal.page(workspace, chosen, before=before)
    return _Shown(
        words.found(page.total, narrowed=journal_filter.narrowed()), journal_rows.by_day(page.entries), page.next
    )
