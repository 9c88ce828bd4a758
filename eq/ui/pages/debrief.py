"""Debrief: the five minutes after a hard interaction."""

from __future__ import annotations

import streamlit as st

from eq.actions import debriefing
from eq.errors import EqError
from eq.reflect.entry import Entry
from eq.ui import debrief_parts, look, page, prepare_links, state
from eq.ui import debrief_tab as tab
from eq.wording import debrief as words


def _body() -> None:
    tab.leave_again()
    _asked_for()
    tab.remember_by_address()
    if not tab.current():
        waiting = debriefing.waiting(state.workspace())
        if waiting:
            _choose(waiting)
            return
        tab.new()
    tab.name_in_address()
    debrief_parts.show()


def _asked_for() -> None:
    """What another page sent the person here for: a certain debrief, or a new one."""
    wanted = state.get("debrief.entry", None)
    if wanted is None and state.get("fork", "") == "happened":
        wanted = ""
    state.forget("debrief.entry")
    going_on = tab.view() not in {"done", "stopped"}
    if wanted is None or (wanted and wanted == tab.current() and going_on):
        return
    if state.get("fork", "") == "happened":
        state.forget("fork")
    tab.close()
    try:
        if wanted:
            tab.resume(wanted)
        else:
            tab.new()
    except EqError as problem:
        page.problems(problem)


def _choose(waiting: list[Entry]) -> None:
    look.page_head(words.PAGE, words.FOLLOW_ON if len(waiting) == 1 else words.FOLLOW_ON_MANY)
    prepare_links.offer()
    for at, entry in enumerate(waiting[:_MOST]):
        with look.card(key=f"debrief-waiting-{at}"):
            st.markdown(look.plain(words.began(entry)))
            if entry.severity is not None:
                look.quiet(words.severity(entry.severity))
            st.button(
                words.GO_ON,
                key=f"debrief.resume.{entry.id}",
                type="primary" if at == 0 else "secondary",
                on_click=_resume,
                args=(entry.id,),
            )
    if len(waiting) > _MOST:
        look.quiet(words.more_waiting(len(waiting) - _MOST))
    st.button(words.START_NEW, key="debrief.new", on_click=page.attempt, args=(tab.new,))


def _resume(entry: str) -> None:
    page.attempt(lambda: tab.resume(entry))


_MOST = 4

page.show(_body)
