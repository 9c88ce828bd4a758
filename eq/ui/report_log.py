"""What was shared, when: a list that only its owner reads and can delete line by line."""

from __future__ import annotations

import streamlit as st

from eq.actions import share_log
from eq.actions.share_log import Shared
from eq.ui import look, page, state
from eq.wording import report_after as words

_AT_ONCE = 10


def show() -> None:
    """Newest first."""
    with look.card(key="report-log"):
        st.header(words.LOG, anchor=False)
        found = share_log.shared(state.workspace())
        if not found:
            look.quiet(words.LOG_EMPTY)
        shown = state.get("report.log.shown", _AT_ONCE)
        for one in found[:shown]:
            _row(one)
        if len(found) > shown:
            st.button(
                words.more(min(_AT_ONCE, len(found) - shown)),
                key="report.log.more",
                on_click=state.put,
                args=("report.log.shown", shown + _AT_ONCE),
            )


def _row(one: Shared) -> None:
    days = (one.first, one.last) if one.first and one.last else None
    with st.container(key=f"report-shared-{one.id}", gap="xsmall"):
        whom = look.one_line(one.recipient)
        st.markdown(f"**{look.plain(words.shared(state.day(one.at, one.zone), one.format, whom, one.sealed))}**")
        look.quiet(words.shared_holds(one.sections, one.texts, days, one.until, answers=one.answers))
        st.button(words.FORGET, key=f"report.log.forget.{one.id}", type="tertiary", on_click=_forget, args=(one.id,))


def _forget(share: str) -> None:
    page.attempt(lambda: state.say(words.forgotten(share_log.delete_log(state.workspace(), share))))
