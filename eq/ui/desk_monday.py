"""The list a week begins with: who is next, what came, what was agreed, what may not be kept any longer."""

from __future__ import annotations

from itertools import groupby

import streamlit as st

from eq.actions import desk
from eq.actions.desk import ClientView, Ending, Row
from eq.coach.desk import When, when
from eq.errors import EqError
from eq.ui import desk_tab, look, page, state
from eq.wording import desk as words

_AT_ONCE = 30


def rows() -> tuple[Row, ...]:
    """All clients in the order of the list; read once however many parts of the page ask."""
    workspace = state.workspace()
    mark = (workspace.stamp(), state.zone(), desk_tab.today())
    return state.remembered("desk.monday", mark, lambda: desk.monday(workspace, state.zone()))


def over() -> None:
    """Packets whose date is over, in one fold: however many they are, who comes today stays in sight."""
    found = desk.ends(state.workspace(), state.zone())
    if not found:
        return
    with st.expander(words.over_all(len(found)), icon=":material/event_busy:", key="desk-over"):
        for one in found:
            with st.container(key=f"desk-over-{one.client.person}"):
                _ask(one)


def _ask(one: Ending) -> None:
    st.markdown(look.plain(words.over(one.client.label, len(one.packets), one.until)))
    with st.container(horizontal=True):
        if st.button(words.OVER_SHOW, key=f"desk.over.{one.client.person}"):
            _delete(one)
        st.button(
            words.OVER_LATER,
            type="tertiary",
            key=f"desk.later.{one.client.person}",
            on_click=_later,
            args=(one.client.person,),
        )


def _later(person: str) -> None:
    page.attempt(lambda: desk.keep(state.workspace(), person, state.zone()))


@st.dialog(words.OVER_TITLE)
def _delete(one: Ending) -> None:
    workspace = state.workspace()
    st.markdown(look.plain(words.goes(one.client.label, one.packets)))
    if one.whole and one.client.person in {row.client.person for row in rows()}:
        st.markdown(look.plain(all_of(desk.client(workspace, one.client.person, state.zone()))))
    else:
        look.quiet(words.NOTES_STAY)
    st.markdown(words.FINAL)
    if st.button(words.DELETE, type="primary", key=f"desk.over.go.{one.client.person}"):
        try:
            if one.whole:
                gone = desk.delete_client(workspace, one.client.person)
            else:
                # Each of them is deleted, whatever is said of the one before.
                done = [desk.delete_packet(workspace, packet.id) for packet in one.packets]
                gone = all(done)
        except EqError as problem:
            page.problems(problem)
            return
        desk_tab.deleted(gone)
        st.rerun()


def all_of(view: ClientView) -> str:
    """All that goes with a client, in words; plain text."""
    return words.goes_all(
        view.row.client.label,
        len(view.packets),
        len(view.notes),
        len(view.sessions),
        len(view.replies),
        [one.label for one in view.row.client.merged],
    )


def listed() -> None:
    """One row a client, those who come today first."""
    today = desk_tab.today()
    order = list(words.GROUPS)
    found = sorted(rows(), key=lambda row: order.index(when(row.next_on, today)))
    if not found:
        st.header(words.LIST, anchor=False)
        st.markdown(words.NOBODY)
        return
    shown = state.get("desk.shown", _AT_ONCE)
    alone = all(row.next_on is None for row in found)
    for group, some in groupby(found[:shown], key=lambda row: when(row.next_on, today)):
        st.header(words.LIST if alone else words.GROUPS[group], anchor=False)
        for row in some:
            _row(row, group)
    if len(found) > shown:
        st.button(words.MORE, key="desk.more", on_click=state.put, args=("desk.shown", shown + _AT_ONCE))


def _row(row: Row, group: When) -> None:
    """Who it is and what is next at one side, the way to them at the other."""
    person = row.client.person
    with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"desk-row-{person}"):
        with st.container(gap=None):
            st.subheader(look.plain(row.client.label), anchor=False)
            if group in ("later", "past"):
                st.markdown(f"**{look.plain(words.row_next(row, desk_tab.today()))}**")
            st.markdown(look.plain(words.row_news(row)))
            for line in (words.row_step(row), words.row_ends(row, desk_tab.today())):
                if line:
                    look.quiet(line)
        st.button(words.SHOW, key=f"desk.show.{person}", on_click=desk_tab.show, args=(person,))
