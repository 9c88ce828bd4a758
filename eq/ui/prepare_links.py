"""The ways to Prepare from other pages, and from a preparation on to its debrief."""

from __future__ import annotations

import streamlit as st

from eq.actions import clock, prepared
from eq.errors import EqError
from eq.reflect.entry import Entry
from eq.reflect.preparing import Chosen
from eq.ui import look, navigation, page, state
from eq.wording import prepare as words
from eq.wording.journal import PREPARE_SAFE


def go(chosen: Chosen) -> None:
    """Open the card for whoever or whatever is chosen; ends the run."""
    state.put("prepare.chosen", chosen)
    navigation.go("prepare")


def debrief(preparation: str) -> None:
    """Begin the debrief of a preparation, or go on with the one that is there; ends the run unless it is gone."""
    try:
        one = prepared.begin_from(state.workspace(), preparation, state.zone())
    except EqError as problem:
        page.problems(problem)
        return
    state.put("debrief.entry", one)
    state.forget("journal.entry")
    navigation.go("debrief")


def tools(entry: Entry, *, mistreated: bool) -> None:
    """What can be done with a preparation where it is read; nobody is led on to who ``mistreated`` them."""
    if st.button(words.DEBRIEF, key="entry.debrief", type="secondary" if mistreated else "primary"):
        debrief(entry.id)
    if st.button(PREPARE_SAFE if mistreated else words.AGAIN, key="entry.prepare"):
        state.forget("journal.entry")
        go(prepared.chosen_of(entry))


def offer() -> None:
    """The latest preparation as the start of a debrief, until one begins from it or it is declined."""
    found = prepared.offered(state.workspace())
    if found is None or state.get("prepare.declined", "") == found.id:
        return
    when = words.prepared_when(
        clock.local_time(found.at, found.zone), clock.local_time(clock.now(), state.zone()), found.local_date
    )
    with look.card(key="debrief-prepared"):
        st.markdown(words.offer(look.plain(found.client_label), when))
        with st.container(horizontal=True):
            if st.button(words.OFFER_START, key="debrief.prepared.start"):
                debrief(found.id)
            st.button(
                words.OFFER_NEW,
                key="debrief.prepared.new",
                type="tertiary",
                on_click=state.put,
                args=("prepare.declined", found.id),
            )
