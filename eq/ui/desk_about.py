"""What a client is called, who they turned out to be, their packets one by one, and deleting."""

from __future__ import annotations

import streamlit as st

from eq.actions import desk
from eq.actions.desk import ClientView, PacketRow
from eq.coach.desk import LONGEST_LABEL
from eq.errors import EqError
from eq.ui import desk_monday, desk_tab, look, page, state
from eq.wording import desk as words


def show(view: ClientView) -> None:
    """Name and packets, bringing two together, deleting."""
    _name(view)
    _merge(view)
    with look.card(key="desk-delete"):
        st.header(words.CLIENT_DELETE, anchor=False)
        st.markdown(words.CLIENT_LEAD)
        if st.button(f"{words.CLIENT_DELETE} …", key="desk.delete"):
            _delete(view)


def _name(view: ClientView) -> None:
    person = view.row.client.person
    with look.card(key="desk-name"):
        st.header(words.NAME, anchor=False)
        st.text_input(
            words.LABEL,
            value=view.row.client.label,
            max_chars=LONGEST_LABEL,
            help=words.LABEL_HELP,
            key=f"desk.label.{person}",
        )
        st.button(words.RENAME, key="desk.rename", on_click=_rename, args=(person,))
        for one in view.packets:
            with st.container(horizontal=True, vertical_alignment="center", key=f"desk-kept-{one.id}"):
                with st.container():
                    st.markdown(words.covers(one))
                    look.quiet(words.packet_facts(one, desk_tab.made(one.made_at)))
                if st.button(words.PACKET_DELETE, key=f"desk.packet.delete.{one.id}"):
                    _delete_packet(one, view.row.client.label)


def _rename(person: str) -> None:
    page.attempt(lambda: desk.rename(state.workspace(), person, state.value(f"desk.label.{person}")))


def _merge(view: ClientView) -> None:
    client = view.row.client
    others = {
        one.person: look.one_line(one.label) for one in desk.clients(state.workspace()) if one.person != client.person
    }
    if not others and not client.merged:
        return
    with look.card(key="desk-merge"):
        st.header(words.MERGE, anchor=False)
        for one in client.merged:
            with st.container(horizontal=True, vertical_alignment="center", key=f"desk-merged-{one.person}"):
                st.markdown(look.plain(words.merged_with([one.label])))
                st.button(words.UNMERGE, key=f"desk.unmerge.{one.person}", on_click=_unmerge, args=(one.person,))
        if others:
            st.markdown(words.MERGE_LEAD)
            ids = list(others)
            other = st.selectbox(
                words.CLIENT, ids, format_func=others.__getitem__, index=None, key=f"desk.merge.{client.person}"
            )
            st.button(
                words.MERGE_GO,
                key="desk.merge.go",
                disabled=other is None,
                on_click=_bring,
                args=(other, client.person),
            )


def _bring(one: str, into: str) -> None:
    def act() -> None:
        desk.merge(state.workspace(), one, into)
        state.say(words.MERGED)

    page.attempt(act)


def _unmerge(one: str) -> None:
    def act() -> None:
        if desk.unmerge(state.workspace(), one):
            state.say(words.UNMERGED)

    page.attempt(act)


@st.dialog(words.PACKET_TITLE)
def _delete_packet(one: PacketRow, label: str) -> None:
    st.markdown(look.plain(words.goes(label, [one])))
    look.quiet(words.NOTES_STAY)
    st.markdown(words.FINAL)
    if st.button(words.DELETE, type="primary", key=f"desk.packet.gone.{one.id}"):
        desk_tab.deleted(desk.delete_packet(state.workspace(), one.id))
        st.rerun()


@st.dialog(words.CLIENT_DELETE)
def _delete(view: ClientView) -> None:
    st.markdown(look.plain(desk_monday.all_of(view)))
    st.markdown(words.FINAL)
    if st.button(words.DELETE, type="primary", key="desk.delete.go"):
        try:
            gone = desk.delete_client(state.workspace(), view.row.client.person)
        except EqError as problem:
            page.problems(problem)
            return
        desk_tab.leave()
        desk_tab.drop()
        desk_tab.deleted(gone)
        st.rerun()
