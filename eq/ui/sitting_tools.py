"""Editing, undoing and deleting a sitting."""

from __future__ import annotations

import streamlit as st

from eq.actions import clock, results, taking
from eq.actions.results import MAX_NOTE, Result
from eq.ui import door, look, state
from eq.wording.plain import day


def check_again(assessment: str) -> None:
    """Open a finished sitting again on the Take page."""
    taking.reopen(state.workspace(), assessment)
    door.check(assessment)


def tools(result: Result) -> None:
    """The note, and buttons to edit, undo and delete."""
    with look.card(key="sitting-tools"):
        st.header("This sitting", anchor=False)
        if result.sitting.note:
            st.text(result.sitting.note)
        with st.container(horizontal=True):
            if st.button("Date and note …", key="sitting.edit"):
                _edit(result)
            if result.can_undo and st.button("Undo the last edit", key="sitting.undo"):
                results.undo_edit(state.workspace(), result.sitting.id)
                state.say("The date and the note are as they were before.")
                st.rerun()
            if st.button("Delete …", key="sitting.delete"):
                _delete(result)


@st.dialog("Date and note")
def _edit(result: Result) -> None:
    sitting = result.sitting
    shown = state.day(sitting.taken_at, sitting.zone)
    chosen = st.date_input(
        "The day it counts for", value=shown, max_value=state.day(clock.now()), key="sitting.edit.day"
    )
    note = st.text_area("A note for yourself", value=sitting.note, max_chars=MAX_NOTE, key="sitting.edit.note")
    if st.button("Keep", type="primary", key="sitting.edit.keep"):
        moment = min(sitting.taken_at + (chosen - shown), clock.now())
        results.edit(state.workspace(), sitting.id, taken_at=moment, zone=sitting.zone, note=note)
        state.say("Kept. You can undo this edit below.")
        st.rerun()


@st.dialog("Delete this sitting?")
def _delete(result: Result) -> None:
    local = state.day(result.sitting.taken_at, result.sitting.zone)
    st.markdown(
        f"“{look.plain(result.sitting.title)}” of {day(local)} with {result.sitting.answered} answers and its note "
        "will be deleted and overwritten. **This cannot be undone.**"
    )
    if st.button("Delete for good", type="primary", key="sitting.delete.go"):
        gone = taking.discard(state.workspace(), result.sitting.id)
        state.forget("results.sitting")
        state.say(
            "The sitting was deleted."
            if gone
            else "The sitting was deleted. Another tab still reads the file: old bytes go once it is closed."
        )
        st.rerun()
