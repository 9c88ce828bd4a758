"""The answer to a client: exactly what it will hold, then the sealed file."""

from __future__ import annotations

import streamlit as st

from eq.actions import replies
from eq.actions.desk import ClientView, PacketRow
from eq.actions.owner import new_id
from eq.actions.replies import Ready
from eq.errors import EqError
from eq.ui import desk_tab, look, page, state
from eq.wording import desk as words
from eq.wording import desk_session as said

_MADE = "desk.answer"


def show(view: ClientView) -> None:
    """What goes, to which packet, and the file once it is made."""
    if not view.packets:
        st.markdown(said.ANSWER_NO_PACKET)
        return
    made: tuple[str, bytes] | None = state.get(_MADE, None)
    if made is not None:
        _made(*made)
        return
    packet = _packet(view)
    if not packet.answerable:
        st.markdown(said.ANSWER_NO_KEY)
        return
    everything = bool(view.replies) and st.toggle(said.ANSWER_ALL, key=f"desk.answer.all.{packet.id}")
    ready = replies.ready(state.workspace(), view.row.client.person, state.zone(), everything=everything)
    with look.card(key="desk-answer"):
        st.header(said.ANSWER, anchor=False)
        st.markdown(said.ANSWER_LEAD)
        _holds(ready)
        asked = _questions(view)
        if packet.other_key:
            st.info(said.ANSWER_OTHER_KEY, icon=":material/info:")
        look.quiet(f"{said.sealed_to(replies.groups(packet))} {said.ANSWER_COPY}")
        if st.button(said.ANSWER_MAKE, type="primary", key="desk.answer.make"):
            _make(view, packet, everything, asked)
    _earlier(view)


def _packet(view: ClientView) -> PacketRow:
    """The latest packet that can be answered, unless another is chosen."""
    by_id = {one.id: one for one in sorted(view.packets, key=lambda one: not one.answerable)}
    ids = list(by_id)
    if len(ids) == 1:
        return view.packets[0]
    return by_id[
        st.selectbox(
            said.ANSWER_TO,
            ids,
            format_func=lambda ident: words.packet(by_id[ident], desk_tab.made(by_id[ident].made_at)),
            **state.bound("desk.answer.to", ids),
        )
    ]


def _holds(ready: Ready) -> None:
    for note in ready.notes:
        with st.container(border=True, key=f"desk-answer-note-{note.id}"):
            look.note(note.text)
    if ready.agreed:
        st.markdown(look.plain(said.step(ready.agreed, ready.due)))
    if ready.next_on:
        st.markdown(look.plain(said.next_on(ready.next_on)))
    if not (ready.notes or ready.agreed or ready.next_on):
        look.quiet(said.ANSWER_NOTHING)


def _questions(view: ClientView) -> list[str]:
    """Questions from the last sheet that may go along; none does unless it is ticked."""
    found = view.sessions[0].questions if view.sessions else ()
    if not found:
        return []
    with st.expander(said.ANSWER_QUESTIONS):
        return [one.id for one in found if st.checkbox(look.plain(one.text), key=f"desk.answer.ask.{one.id}")]


def _make(view: ClientView, packet: PacketRow, everything: bool, asked: list[str]) -> None:
    workspace, person = state.workspace(), view.row.client.person
    ident = state.remembered("desk.answer.id", (person, len(view.replies)), new_id)
    try:
        with st.spinner(said.ANSWER_MAKING):
            made = replies.reply(
                workspace, person, packet.id, state.zone(), answer=ident, everything=everything, questions=asked
            )
    except EqError as problem:
        page.problems(problem)
        return
    state.put(_MADE, made)
    st.rerun()


def _made(name: str, data: bytes) -> None:
    with look.card(key="desk-answer-made"):
        st.markdown(said.ANSWER_READY)
        with st.container(horizontal=True):
            st.download_button(
                said.ANSWER_SAVE,
                data,
                name,
                "application/octet-stream",
                type="primary",
                key="desk.answer.save",
                on_click="ignore",
            )
            st.button(said.ANSWER_BACK, key="desk.answer.back", on_click=state.forget, args=(_MADE,))


def _earlier(view: ClientView) -> None:
    if not view.replies:
        return
    with st.expander(said.ANSWER_EARLIER):
        for line in said.earlier([(desk_tab.made(one.made_at), one.notes) for one in view.replies]):
            st.markdown(look.plain(line))
