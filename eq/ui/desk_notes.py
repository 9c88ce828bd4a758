"""A coach's notes about one client: private until shared, changed, taken back, deleted."""

from __future__ import annotations

import streamlit as st

from eq.actions import desk_notes
from eq.actions.desk import ClientView
from eq.coach.desk import LONGEST_NOTE, Note
from eq.errors import EqError
from eq.ui import desk_tab, look, page, state
from eq.wording import desk as words

_AT_ONCE = 20


def show(view: ClientView) -> None:
    """One field for a new note, and those there are, newest first."""
    _new(view)
    if not view.notes:
        look.quiet(words.NOTES_NONE)
    shown = state.get("desk.notes", _AT_ONCE)
    for note in view.notes[:shown]:
        _note(note)
    if len(view.notes) > shown:
        st.button(words.MORE, key="desk.notes.more", on_click=state.put, args=("desk.notes", shown + _AT_ONCE))


def _new(view: ClientView) -> None:
    """The field is new after each note, so that what was kept does not stand in it any more."""
    turn = state.get("desk.note.turn", 0)
    name = f"desk.note.{view.row.client.person}.{turn}"
    ident = state.remembered("desk.note.id", name, desk_notes.new_id)
    with look.card(key="desk-note-new"):
        st.text_area(words.NOTE_NEW, max_chars=LONGEST_NOTE, placeholder=words.NOTE_HINT, **desk_tab.typed(name))
        st.toggle(words.NOTE_SHARED, key=f"{name}.shared")
        st.button(
            words.NOTE_ADD,
            type="primary",
            key="desk.note.add",
            on_click=_add,
            args=(view.row.client.person, ident, name, turn),
        )


def _add(person: str, ident: str, name: str, turn: int) -> None:
    def act() -> None:
        desk_notes.add(
            state.workspace(),
            note=ident,
            person=person,
            text=state.value(name),
            shared=bool(state.value(f"{name}.shared")),
        )
        state.put("desk.note.turn", turn + 1)
        desk_tab.drop(name)

    page.attempt(act)


def _note(note: Note) -> None:
    with st.container(border=True, key=f"desk-note-{note.id}"):
        said = words.note_state(note, desk_tab.made(note.created_at))
        if note.shared:
            st.markdown(f"**{look.plain(said)}**")
        else:
            look.quiet(said)
        look.note(note.text)
        with st.container(horizontal=True, gap="small"):
            label = words.NOTE_PRIVATE if note.shared else words.NOTE_SHARE
            st.button(label, key=f"desk.note.share.{note.id}", on_click=_share, args=(note, not note.shared))
            if st.button(words.NOTE_CHANGE, key=f"desk.note.change.{note.id}"):
                _change(note)
            if note.undoable:
                st.button(words.NOTE_UNDO, key=f"desk.note.undo.{note.id}", on_click=_undo, args=(note.id,))
            if st.button(words.NOTE_DELETE, key=f"desk.note.delete.{note.id}"):
                _delete(note)


def _share(note: Note, shared: bool) -> None:
    def act() -> None:
        desk_notes.share(state.workspace(), note.id, shared)
        # An answer that was made and not saved would still hold the note.
        state.forget("desk.answer")
        if note.sent and not shared:
            state.say(words.NOTE_WAS_SENT)

    page.attempt(act)


def _undo(note: str) -> None:
    def act() -> None:
        done = desk_notes.undo(state.workspace(), note)
        state.say(words.UNDONE if done else words.NOTHING_TO_UNDO)

    page.attempt(act)


@st.dialog(words.NOTE_TITLE)
def _change(note: Note) -> None:
    typed = st.text_area(words.NOTE_NEW, value=note.text, max_chars=LONGEST_NOTE, key=f"desk.note.text.{note.id}")
    if st.button(words.KEEP, type="primary", key=f"desk.note.keep.{note.id}"):
        try:
            desk_notes.change(state.workspace(), note.id, typed)
        except EqError as problem:
            page.problems(problem)
            return
        st.rerun()


@st.dialog(words.NOTE_TITLE)
def _delete(note: Note) -> None:
    look.note(note.text)
    st.markdown(words.FINAL)
    if st.button(words.DELETE, type="primary", key=f"desk.note.gone.{note.id}"):
        desk_tab.deleted(desk_notes.delete(state.workspace(), note.id))
        st.rerun()
