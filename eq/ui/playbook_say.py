"""The sentences of a way of responding: three that ship, and one's own to add, change and delete."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import streamlit as st

from eq.actions import clock, ways
from eq.actions.ways import Sentence
from eq.reflect.ways import Way
from eq.ui import look, page, playbook_list, state
from eq.ui.components.copying import copy_button
from eq.wording import playbook as words

_MOVED = timedelta(seconds=0.8)
"""The list moves after a click; so soon, the second click of two was not meant for the sentence that came there."""
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


def show(way: Way) -> None:
    """All sentences, each with a way to copy it."""
    st.header(words.SAY, anchor=False)
    new = _new_id()
    for at, text in enumerate(way.say):
        with st.container(key=f"playbook-say-{at}"):
            st.markdown(look.plain(text))
            with st.container(horizontal=True, gap="medium"):
                copy_button(text, key=f"playbook.copy.{way.id}.{at}")
                label, key = words.MAKE_OWN, f"playbook.mine.{at}"
                st.button(label, key=key, type="tertiary", on_click=state.hold, args=(_field(new), text))
    own = playbook_list.own().get(way.id, ())
    if own:
        st.subheader(words.OWN, anchor=False)
    for sentence in own:
        if state.get("playbook.editing", "") == sentence.id:
            _edited(sentence)
        else:
            _own(sentence)
    _deleted(way)
    _add(way, new)


def _own(sentence: Sentence) -> None:
    with st.container(key=f"playbook-say-own-{sentence.id}"):
        st.markdown(look.plain(sentence.text))
        with st.container(horizontal=True, gap="medium"):
            copy_button(sentence.text, key=f"playbook.copy.{sentence.id}")
            key = f"playbook.edit.{sentence.id}"
            st.button(words.EDIT, key=key, type="tertiary", on_click=state.put, args=("playbook.editing", sentence.id))
            key = f"playbook.delete.{sentence.id}"
            st.button(words.DELETE, key=key, type="tertiary", on_click=_delete, args=(sentence,))


def _edited(sentence: Sentence) -> None:
    key = f"playbook.text.{sentence.id}"
    with st.container(key=f"playbook-say-own-{sentence.id}"):
        st.text_input(words.EDIT_LABEL, value=sentence.text, key=key, max_chars=ways.LONGEST)
        with st.container(horizontal=True):
            keep = f"playbook.keep.{sentence.id}"
            st.button(words.KEEP, key=keep, type="primary", on_click=_keep, args=(sentence.id, sentence.response, key))
            cancel = f"playbook.cancel.{sentence.id}"
            st.button(words.CANCEL, key=cancel, on_click=state.forget, args=("playbook.editing",))


def _new_id() -> str:
    """The id of the sentence that may be added next, the same until it is kept: a double click adds it once."""
    if not state.get("playbook.new", ""):
        state.put("playbook.new", ways.new_id())
    return state.get("playbook.new", "")


def _field(sentence: str) -> str:
    return f"playbook.text.{sentence}"


def _add(way: Way, new: str) -> None:
    key = _field(new)
    with st.container(horizontal=True, vertical_alignment="bottom", key="playbook-add"):
        st.text_input(words.OWN_LABEL, key=key, max_chars=ways.LONGEST, placeholder=words.OWN_HINT)
        st.button(words.KEEP, key=f"playbook.keep.{new}", on_click=_keep, args=(new, way.id, key))


def _keep(sentence: str, way: str, key: str) -> None:
    text = str(state.value(key) or "")
    if not text.strip():
        return

    def act() -> None:
        ways.keep_sentence(state.workspace(), sentence=sentence, response=way, text=text)
        state.forget("playbook.editing", "playbook.deleted")
        if sentence == state.get("playbook.new", ""):
            state.forget("playbook.new")
        state.say(words.KEPT)

    page.attempt(act)


def _delete(sentence: Sentence) -> None:
    now = clock.now()
    if timedelta(0) < now - state.get("playbook.moved", _LONG_AGO) < _MOVED:
        return

    def act() -> None:
        gone = ways.delete_sentence(state.workspace(), sentence.id)
        state.put("playbook.deleted", (sentence, gone))
        state.put("playbook.moved", now)

    page.attempt(act)


def _deleted(way: Way) -> None:
    """What was deleted last can come back while its way is open."""
    kept: tuple[Sentence, bool] | None = state.get("playbook.deleted", None)
    if kept is None or kept[0].response != way.id:
        return
    sentence, gone = kept
    with st.container(horizontal=True, vertical_alignment="center", key="playbook-deleted"):
        look.quiet(words.DELETED if gone else words.DELETED_LATER)
        st.button(words.UNDO, key="playbook.undo", type="tertiary", on_click=_undo, args=(sentence,))


def _undo(sentence: Sentence) -> None:
    def act() -> None:
        ways.keep_sentence(state.workspace(), sentence=sentence.id, response=sentence.response, text=sentence.text)
        state.forget("playbook.deleted")

    page.attempt(act)
