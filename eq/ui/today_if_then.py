"""One of the person's own if–thens on Today, and whether its cue came up."""

from __future__ import annotations

import streamlit as st

from eq.actions import if_then
from eq.actions.if_then import ANSWERS, Answer, IfThen
from eq.ui import look, page, state
from eq.wording import today as words
from eq.wording.debrief import if_then as sentence

_NOTED = "today.cue_noted"


def card(found: IfThen | None) -> None:
    """The if–then with its three answers; after an answer one quiet line, once."""
    if found is None:
        if state.get(_NOTED, False):
            look.quiet(words.CUE_NOTED)
        state.forget(_NOTED)
        return
    with look.card(key="today-if-then"):
        st.header(words.CUE_HEAD, anchor=False)
        st.markdown(look.plain(words.plan(look.one_line(sentence(found.cue, found.act)))))
        st.markdown(words.CUE_ASKED)
        with st.container(horizontal=True, gap="small"):
            for answer in ANSWERS:
                key = f"today.cue.{answer}"
                st.button(words.CUE_ANSWERS[answer], key=key, on_click=_keep, args=(found.entry, answer))


def _keep(entry: str, answer: Answer) -> None:
    def keep() -> None:
        if_then.answer(state.workspace(), entry, answer, state.zone())
        state.put(_NOTED, True)

    page.attempt(keep)
