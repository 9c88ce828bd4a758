"""After a guided exercise: one closing line, how upset one is now, and counting it for today."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Literal

import streamlit as st

from eq.actions import plan_days, plan_today, sessions
from eq.plan.plan import DID, Done
from eq.ui import guide_form, guide_tab, look, navigation, page, state
from eq.ui.guide_upset import upset
from eq.wording import guide as words

if TYPE_CHECKING:
    from eq.plan.practice import Guide

_SMALL = 30
"""Seconds from which an exercise that was stopped may count as the small version."""


def show(guide: Guide) -> None:
    """The end of an exercise, reached or chosen."""
    finished = guide_tab.stage() == "finished"
    lead = guide.close if finished else words.stopped(guide_tab.get("seconds", 0))
    look.page_head(words.CONTEXT, guide_tab.title(guide), look.plain(lead))
    if guide.kind == "form":
        guide_form.note(guide)
    else:
        upset("after", words.UPSET if guide_tab.get("before", None) is None else words.UPSET_AGAIN)
    _rose(guide)
    with st.container(horizontal=True, gap="small", key="guide-after"):
        counted = _count(finished)
        st.button(words.DONE, key="guide.leave", type="secondary" if counted else "primary", on_click=guide_tab.leave)
        if not _risen():
            st.button(words.AGAIN_BUTTON, key="guide.again", type="tertiary", on_click=guide_tab.again)


def _count(finished: bool) -> bool:
    """Offer to count it for today where a running practice is open today; whether that is the way on.

    What was stopped after half a minute can count as the small version.
    """
    _, practice, action = state.get(guide_tab.OPEN, ("", "", ""))
    asked = plan_today.asked_of(state.workspace(), action, practice, state.zone())
    if asked is None or asked.phase != "practice":
        return False
    if asked.day.standing in DID:
        look.quiet(words.COUNTED)
        return False
    if not finished and guide_tab.get("seconds", 0) < _SMALL:
        look.quiet(words.COUNT_YOURSELF)
        return False
    done: Done = "done" if finished else "small"
    label = words.COUNT_IT if finished else words.COUNT_SMALL
    act = partial(plan_days.say, state.workspace(), asked.action.id, asked.day.day, done, state.zone())
    kind: Literal["primary", "secondary"] = "primary" if finished else "secondary"
    st.button(label, key="guide.count", type=kind, on_click=page.attempt, args=(act,))
    return finished


def _risen() -> bool:
    before, after = guide_tab.get("before", None), guide_tab.get("after", None)
    return before is not None and after is not None and after - before >= sessions.RISE


def _rose(guide: Guide) -> None:
    """What is said when distress rose: once, a way to settle; twice, that this may not be for them."""
    if not _risen() or guide_tab.get("settled", False):
        return
    _, practice, action = state.get(guide_tab.OPEN, ("", "", ""))
    workspace = state.workspace()
    asked = plan_today.asked_of(workspace, action, practice, state.zone())
    times = sessions.rises(workspace, asked.action.id) if asked else sessions.rises_of_practice(workspace, practice)
    with look.card(key="guide-rose"):
        again = sessions.distressed(times)
        st.markdown(look.plain(words.ROSE_AGAIN if again else words.ROSE))
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            if again:
                label, act = (words.END_IT, partial(_end, asked.action.id)) if asked else (words.LEAVE_OUT, _leave_out)
                st.button(label, key="guide.end_it", on_click=page.attempt, args=(act,))
                st.button(words.KEEP_IT, key="guide.keep_it", on_click=guide_tab.put, args=("settled", True))
            if guide.id != "look-around":
                st.button(words.LOOK_AROUND, key="guide.look", on_click=guide_tab.instead, args=("look-around",))
            st.page_link(navigation.page("support"), label=words.SUPPORT, icon=":material/support:")


def _end(action: str) -> None:
    from eq.actions import plan_steps

    plan_steps.stop(state.workspace(), action, state.zone(), ending="distress")
    guide_tab.leave()
    state.say(words.ENDED)


def _leave_out() -> None:
    from eq.actions import practices

    practices.skip(state.workspace(), state.get(guide_tab.OPEN, ("", "", ""))[1])
    guide_tab.leave()
    state.say(words.LEFT_OUT)
