"""Opening what somebody sent: files dropped together, a passphrase where one needs it, whose a packet is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from eq.actions import desk, desk_files
from eq.actions.desk_files import NeedsPassphrase, Opened, Waiting
from eq.coach.desk import LONGEST_LABEL
from eq.errors import EqError
from eq.ui import desk_tab, look, navigation, page, state
from eq.wording import desk as words
from eq.wording.report_after import NOT_ASKED

_CAME, _SEALED, _ROUND = "desk.came", "desk.sealed", "desk.round"


@dataclass(frozen=True)
class Came:
    """What came of one file; ``problem`` where it could not be opened."""

    name: str
    opened: Opened | None = None
    problem: EqError | None = None


def card(*, first: bool) -> None:
    """The field for files and what came of those that were dropped; folded unless it is what comes ``first``."""
    if first:
        with look.card(key="desk-open"):
            st.header(words.OPEN, anchor=False)
            _inside()
        return
    with st.expander(
        words.OPEN, icon=":material/drafts:", expanded=bool(state.get(_SEALED, {}) or state.get(_CAME, []))
    ):
        _inside()


def _inside() -> None:
    st.markdown(words.OPEN_LEAD)
    given = st.file_uploader(
        words.FILES,
        accept_multiple_files=True,
        max_upload_size=words.LARGEST_MB,
        key=f"desk.files.{state.get(_ROUND, 0)}",
    )
    if given:
        with st.spinner(words.OPENING):
            _open(given)
        st.rerun()
    _sealed()
    _came()


def _open(given: Sequence[UploadedFile]) -> None:
    """Open all of them, each for itself; the field is empty afterwards."""
    for file in given:
        data = file.getvalue()
        try:
            _took(Came(file.name, _opened(data, file.name)))
        except NeedsPassphrase:
            state.put(_SEALED, {**state.get(_SEALED, {}), file.file_id: (file.name, data)})
        except EqError as problem:
            _took(Came(file.name, problem=problem))
        state.drop_file(file.file_id)
    state.put(_ROUND, state.get(_ROUND, 0) + 1)


def _opened(data: bytes, name: str, passphrase: str | None = None) -> Opened:
    return desk_files.open_file(state.workspace(), data, look.one_line(name), state.zone(), passphrase=passphrase)


def _took(one: Came) -> None:
    state.put(_CAME, [*state.get(_CAME, []), one])


def _sealed() -> None:
    """Files that want their passphrase, each with its own field."""
    waiting: dict[str, tuple[str, bytes]] = state.get(_SEALED, {})
    for ident, (name, data) in waiting.items():
        with st.form(key=f"desk-sealed-{ident}"):
            st.markdown(look.plain(words.sealed(name)))
            typed = st.text_input(words.PASSPHRASE, type="password", autocomplete="off", key=f"desk.passphrase.{ident}")
            with st.container(horizontal=True):
                go = st.form_submit_button(words.UNSEAL, type="primary", key=f"desk.unseal.{ident}")
                leave = st.form_submit_button(words.LEAVE, key=f"desk.leave.{ident}")
            if go:
                _unseal(ident, name, data, typed)
        if leave:
            _settled(ident)
            st.rerun()


def _unseal(ident: str, name: str, data: bytes, passphrase: str) -> None:
    if not passphrase:
        look.quiet(words.TYPE_FIRST)
        return
    try:
        with st.spinner(words.UNSEALING):
            opened = _opened(data, name, passphrase)
    except EqError as problem:
        page.problems(problem)
        return
    _took(Came(name, opened))
    _settled(ident)
    st.rerun()


def _settled(ident: str) -> None:
    waiting: dict[str, tuple[str, bytes]] = state.get(_SEALED, {})
    state.put(_SEALED, {key: kept for key, kept in waiting.items() if key != ident})


def _came() -> None:
    found: list[Came] = state.get(_CAME, [])
    if not found:
        return
    st.markdown(f"**{words.CAME}**")
    labels = {person: one.label for one in desk.clients(state.workspace()) for person in one.persons}
    for at, one in enumerate(found):
        if one.problem is not None:
            page.problems(one.problem)
        elif one.opened is not None:
            with st.container(horizontal=True, vertical_alignment="center", key=f"desk-came-{at}"):
                _result(one.name, one.opened, at, labels)
    st.button(words.CLEAR, type="tertiary", key="desk.came.clear", on_click=state.forget, args=(_CAME,))


def _result(name: str, opened: Opened, at: int, labels: dict[str, str]) -> None:
    """What came of a file, and the way on."""
    person = opened.person or ""
    label = labels.get(person, "")
    with st.container(gap=None):
        _said(name, opened, label)
    if opened.kind == "packet" and label:
        st.button(words.LOOK, key=f"desk.came.{at}", on_click=_look, args=(person, opened.id))
    elif opened.kind in words.GO_TO:
        where, go = words.GO_TO[opened.kind]
        if st.button(go, key=f"desk.came.{at}"):
            navigation.go(where)


def _said(name: str, opened: Opened, label: str) -> None:
    look.quiet(name)
    st.markdown(
        look.plain(words.came(opened.kind, new=opened.new, sender=opened.sender, subject=opened.subject, label=label))
    )
    if opened.follows == "no":
        look.quiet(words.FOLLOWS["no"])
    if opened.kind == "packet" and opened.new and label:
        look.quiet(words.OTHER_KEY if opened.other_key else words.BY_NUMBER)
    elif opened.kind == "reply" and not opened.asked:
        look.quiet(NOT_ASKED)


def _look(person: str, packet: str) -> None:
    desk_tab.show(person)
    state.put("desk.packet", packet)


def whose() -> None:
    """For every sender nobody knows yet: a new client, or one of those on the desk."""
    for one in desk_files.waiting(state.workspace()):
        _ask(one)


def _ask(one: Waiting) -> None:
    name = f"desk.whose.{one.sender}"
    with look.card(key=f"desk-whose-{one.sender}"):
        st.header(words.WHOSE, anchor=False)
        st.markdown(look.plain(words.whose(one.subject, one.packets)))
        choices = [words.NEW, words.SAME] if one.ask else [words.NEW]
        picked = st.radio(words.WHO_LABEL, choices, key=f"{name}.which")
        client, label = None, ""
        if picked == words.SAME:
            labels = {client.person: look.one_line(client.label) for client in one.ask}
            client = st.selectbox(words.CLIENT, list(labels), format_func=labels.__getitem__, key=f"{name}.client")
            look.quiet(words.SAME_HINT)
        else:
            label = st.text_input(
                words.LABEL,
                value=look.one_line(one.subject)[:LONGEST_LABEL],
                max_chars=LONGEST_LABEL,
                help=words.LABEL_HELP,
                key=f"{name}.label",
            )
        st.button(words.KEEP, type="primary", key=f"{name}.keep", on_click=_settle, args=(one.sender, client, label))


def _settle(sender: str, client: str | None, label: str) -> None:
    def act() -> None:
        settled = desk_files.settle_sender(state.workspace(), sender, client=client, label=label)
        came: list[Came] = state.get(_CAME, [])
        # Whose it was is known now: the list of what came can lead there.
        state.put(
            _CAME,
            [
                one
                if one.opened is None or one.opened.sender != sender
                else Came(one.name, _with_person(one.opened, settled))
                for one in came
            ],
        )
        if client is not None:
            state.say(words.MERGED)

    page.attempt(act)


def _with_person(opened: Opened, person: str) -> Opened:
    from dataclasses import replace

    return replace(opened, person=person, ask=())
