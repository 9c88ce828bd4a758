"""Editing, undoing and deleting a sitting."""

from __future__ import annotations

from datetime import datetime

import streamlit as st

from eq.actions import clock, results, taking
from eq.actions.results import MAX_NOTE, Result
from eq.ui import look, navigation, state
from eq.wording.plain import day


def check_again(assessment: str) -> None:
    """Open a finished sitting again on the Take page."""
    taking.reopen(state.workspace(), assessment)
    state.put("take.sitting", assessment)
    state.put("take.page", 0)
    navigation.go("take")


def tools(result: Result) -> None:
    """The note, and buttons to edit, undo and delete."""
    with look.card(key="sitting-tools"):
        st.subheader("This sitting", anchor=False)
        if result.sitting.note:
            st.text(result.sitting.note)
        edit, undo, delete = st.columns(3)
        if edit.button("Date and note …", key="sitting.edit", width="stretch"):
            _edit(result)
        if result.can_undo and undo.button("Undo the last edit", key="sitting.undo", width="stretch"):
            results.undo_edit(state.workspace(), result.sitting.id)
            state.say("The date and the note are as they were before.")
            st.rerun()
        if delete.button("Delete …", key="sitting.delete", width="stretch"):
            _delete(result)


@st.dialog("Date and note")
def _edit(result: Result) -> None:
    sitting = result.sitting
    zone = clock.zone(state.zone() or sitting.zone)
    local = sitting.taken_at.astimezone(zone)
    today = clock.now().astimezone(zone).date()
    chosen = st.date_input("The day it counts for", value=local.date(), max_value=today, key="sitting.edit.day")
    note = st.text_area("A note for yourself", value=sitting.note, max_chars=MAX_NOTE, key="sitting.edit.note")
    if st.button("Keep", type="primary", key="sitting.edit.keep"):
        same_hour = min(datetime.combine(chosen, local.time(), zone), clock.now())
        moment = sitting.taken_at if chosen == local.date() else same_hour
        results.edit(state.workspace(), sitting.id, taken_at=moment, zone=zone.key, note=note)
        state.say("Kept. You can undo this edit below.")
        st.rerun()


@st.dialog("Delete this sitting?")
def _delete(result: Result) -> None:
    local = clock.local_date(result.sitting.taken_at, state.zone() or result.sitting.zone)
    st.markdown(
        f"“{look.plain(result.sitting.title)}” of {day(local)} with {result.sitting.answered} answers and its note "
        "will be deleted and overwritten. **This cannot be undone.**"
    )
    if st.button("Delete for good", type="primary", key="sitting.delete.go"):
        gone = results.delete(state.workspace(), result.sitting.id)
        state.forget("results.sitting")
        state.say(
            "The sitting was deleted."
            if gone
            else "The sitting was deleted. Another tab still reads the file: old bytes go once it is closed."
        )
        st.rerun()
