"""One screen of a debrief as a whole: its head, its question, its ways on and out."""

from __future__ import annotations

import streamlit as st

from eq.reflect import flow
from eq.reflect.entry import Entry
from eq.reflect.flow import Screen
from eq.ui import debrief_end, debrief_pauses, debrief_screens, look, prepare_links
from eq.ui import debrief_tab as tab
from eq.ui.components import writing
from eq.ui.components.place import keep_place
from eq.wording import debrief as words

_PAUSES: tuple[Screen, ...] = ("mistreatment", "severe")
_WRITTEN: tuple[Screen, ...] = (
    "happened", "did", "reported", "next", "before", "after", "label", "needs", "helpful", "keep", "change", "if-then",
)  # fmt: skip


def show() -> None:
    """Whatever of the open debrief is to be seen now."""
    entry, view = tab.found(), tab.view()
    if entry is None and tab.begun() and view != "stopped":
        tab.new()
        view = tab.view()
        look.quiet(words.GONE)
    if view == "stopped":
        debrief_end.stopped(entry)
    elif view == "done" and entry is not None:
        debrief_end.done(entry)
    elif view == "seen" and entry is not None:
        debrief_end.seen(entry)
    elif view == "settle":
        debrief_pauses.settle(entry)
    elif view == "line":
        debrief_pauses.one_line(entry)
    else:
        _screen(entry, tab.screen(entry))
    keep_place(_place(entry), back=False)


def _place(entry: Entry | None) -> str:
    """What is shown, by a name of ours: each question begins at its top."""
    view = tab.view()
    about = {"screen": tab.screen(entry), "settle": tab.settling()}
    return f"debrief.{view}.{about.get(view, '')}"


def _screen(entry: Entry | None, screen: Screen) -> None:
    going_on = screen not in flow.core(entry)
    title, lead = words.head(screen, abusive=flow.abusive(entry), settled=bool(entry and entry.settled))
    look.page_head(words.progress(flow.progress(entry, screen), going_on), title, lead)
    if screen in _PAUSES:
        debrief_pauses.draw(screen, entry)
        _below(entry, screen)
        return
    if screen == flow.FIRST and entry is None:
        prepare_links.offer()
    debrief_pauses.closing(entry, screen)
    debrief_screens.draw(screen, entry)
    _onward(entry, screen)
    if screen == flow.FIRST and (entry is None or entry.state == "draft"):
        with st.container(key="debrief-parking"):
            debrief_pauses.parking(entry, primary=False)
    _below(entry, screen)
    debrief_pauses.support(entry, screen)
    if going_on and entry is not None:
        debrief_end.questions(entry)


def _onward(entry: Entry | None, screen: Screen) -> None:
    """Back, and one way on; at the end of the core "Done" or "Go on"."""
    back, onward = flow.before(entry, screen), flow.after(entry, screen)
    with st.container(horizontal=True, horizontal_alignment="distribute", key="debrief-onward"):
        if back is not None:
            st.button(words.BACK, key="debrief.back", on_click=tab.turn, args=(back,))
        if onward is not None:
            if screen in flow.more(entry):
                st.button(words.DONE, key="debrief.done", on_click=tab.finish, args=("done",))
            st.button(words.NEXT, key="debrief.next", type="primary", on_click=tab.turn, args=(onward,))
        else:
            further = flow.more(entry)
            if screen == "next" and further:
                st.button(words.GO_ON, key="debrief.on", on_click=tab.turn, args=(further[0],))
            st.button(words.DONE, key="debrief.done", type="primary", on_click=tab.finish, args=("done",))


def _below(entry: Entry | None, screen: Screen) -> None:
    with st.container(horizontal=True, key="debrief-below"):
        back = flow.before(entry, screen)
        if screen in _PAUSES and back is not None:
            st.button(words.BACK, key="debrief.back", type="tertiary", on_click=tab.turn, args=(back,))
        if screen != flow.FIRST and st.button(words.LEAVE, key="debrief.leave", type="tertiary"):
            tab.leave()
        if screen != "severe":
            st.button(words.SETTLE, key="debrief.settle", type="tertiary", on_click=tab.show, args=("settle",))
        if screen in _WRITTEN:
            writing.switch("debrief.plain")
