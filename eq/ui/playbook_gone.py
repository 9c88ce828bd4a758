"""How a way of responding has gone for this person: counts, the last episodes, and a word where there can be one."""

from __future__ import annotations

import streamlit as st

from eq.actions import insights, ways
from eq.actions.journal import title_of
from eq.reflect.responding import NO_WORD
from eq.reflect.ways import ENDS_CONTACT, Way
from eq.ui import journal_rows, look, playbook_list, state
from eq.wording import playbook as words
from eq.wording.plain import short_day


def show(way: Way) -> None:
    """All of it in one card; before the first use, how it comes about. Ending contact is not scored."""
    if way.id == ENDS_CONTACT:
        look.quiet(words.GONE_SAFETY)
        return
    gone, said = playbook_list.gone()[way.id], verdict_of(way.id)
    with look.card(key="playbook-gone"):
        st.header(words.GONE, anchor=False)
        if not gone.n:
            st.markdown(look.plain(words.GONE_NONE))
            if said:
                st.markdown(look.plain(said))
            return
        parts = (
            words.used(gone.n, gone.clients, gone.last),
            words.worked(gone.yes, gone.partly, gone.no, gone.unsaid),
            words.severe(gone.severe),
        )
        st.markdown(look.plain(" ".join(part for part in parts if part)))
        if said:
            st.markdown(look.plain(said))
        _last(way)
        look.quiet(words.GONE_LIMIT)


def verdict_of(response: str) -> str:
    """What it went with in the person's own records, or why there is no word on it; "" before its first use."""
    if response in NO_WORD:
        return words.NO_WORD
    workspace = state.workspace()
    found = state.remembered("playbook.went_with", workspace.stamp(), lambda: insights.responses(workspace))
    row = next((row for row in found.rows if row.response == response), None)
    return words.went_with(row, found.tested) if row else ""


def _last(way: Way) -> None:
    workspace = state.workspace()
    mark = (workspace.stamp(), way.id)
    last = state.remembered("playbook.last", mark, lambda: ways.last_used(workspace, way.id))
    st.subheader(words.LAST, anchor=False)
    for entry in last:
        label = f"{look.plain(title_of(entry))} · {short_day(entry.local_date)}"
        if st.button(label, key=f"playbook.entry.{entry.id}", type="tertiary"):
            journal_rows.show_entry_from("playbook", entry.id)
