"""Promises: the open ones, one line to add another, the resolved ones, the share kept, a calendar file."""

from __future__ import annotations

import streamlit as st

from eq.actions import promises
from eq.reflect.promise import PromiseState
from eq.ui import look, page, promise_parts, state
from eq.wording import promises as words

_AT_ONCE = 20


def _body() -> None:
    workspace = state.workspace()
    counts = promises.counts(workspace)
    open_ = promises.open_(workspace)
    late = len(promises.overdue(workspace, state.zone()))
    look.page_head("", words.TITLE, words.lead(len(open_), late) or words.nothing(sum(counts.values())))
    promise_parts.form(None, None, key="page", folded=True)
    shown = state.get("promises.shown", _AT_ONCE)
    promise_parts.listed(open_[:shown], key="open", links=True)
    if len(open_) > shown and st.button(words.more(len(open_) - shown), key="promises.more"):
        state.put("promises.shown", shown + _AT_ONCE)
        st.rerun()
    if sum(counts.values()) > counts["open"]:
        _share()
        _resolved(counts)
    if any(one.due_date for one in open_):
        _calendar()


def _share() -> None:
    found = promises.share(state.workspace())
    with look.card(key="promises-share"):
        st.header(words.SHARE_TITLE, anchor=False)
        st.markdown(words.share(found))
        look.quiet(words.share_limits(found))


def _resolved(counts: dict[PromiseState, int]) -> None:
    total = sum(n for state_, n in counts.items() if state_ != "open")
    with st.expander(words.resolved(total), key="promises-resolved", on_change="rerun") as opened:
        # Years of promises: they are read and drawn for whoever opens them.
        if opened.open:
            _resolved_list(counts)


def _resolved_list(counts: dict[PromiseState, int]) -> None:
    offered = ["all", *(name for name in promises.RESOLVED if counts[name])]
    chosen = st.selectbox(
        words.WHICH,
        offered,
        format_func=lambda name: words.filter_choice(name, counts),
        **state.bound("promises.filter", offered),
    )
    wanted = promises.RESOLVED if chosen == "all" else (chosen,)
    total = sum(counts[name] for name in wanted)
    pages = max(1, -(-total // _AT_ONCE))
    number = min(state.get(f"promises.page.{chosen}", 0), pages - 1)
    found = promises.resolved(
        state.workspace(), None if chosen == "all" else chosen, offset=number * _AT_ONCE, limit=_AT_ONCE
    )
    promise_parts.listed(found, key="resolved", links=True)
    if pages > 1:
        with st.container(horizontal=True, vertical_alignment="center", key="promises-pages"):
            _turn(words.NEWER, chosen, number - 1, pages)
            look.quiet(words.page_of(number + 1, pages))
            _turn(words.OLDER, chosen, number + 1, pages)


def _turn(label: str, chosen: str, number: int, pages: int) -> None:
    st.button(
        label,
        key=f"promises.turn.{label}",
        disabled=not 0 <= number < pages,
        on_click=state.put,
        args=(f"promises.page.{chosen}", number),
    )


def _calendar() -> None:
    workspace = state.workspace()
    with look.card(key="promises-calendar"):
        st.header(words.CALENDAR, anchor=False)
        st.markdown(words.CALENDAR_WHAT)
        st.download_button(
            words.CALENDAR_SAVE,
            data=lambda: promises.ics(workspace),
            file_name="promises.ics",
            mime="text/calendar",
            on_click="ignore",
            key="promises.ics",
        )


page.show(_body)
