"""The clients of the journal: their list, and one client's page."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from eq.actions import clients, preparing
from eq.actions.clients import ClientPage, ClientRow
from eq.actions.journal import Filter
from eq.actions.names import episodes, name
from eq.actions.preparing import Chosen
from eq.errors import EqError
from eq.ui import journal_filter, journal_rows, look, page, playbook_links, prepare_links, promise_parts, state
from eq.ui.journal_rows import Group
from eq.wording import journal as words

_SHOWN = 20
_AT_ONCE = 30
_LINKED = 8


def listed() -> None:
    """All clients, the one met last first, thirty at once and the rest by name."""
    found = _all()
    if not found:
        look.quiet(words.CLIENTS_EMPTY)
        return
    look.quiet(words.clients_found(len(found)))
    for at, client in enumerate(found[:_AT_ONCE]):
        with st.container(key=f"journal-row-client-{at}"):
            st.button(
                look.plain(client.label),
                key=f"journal.client.{client.id}",
                type="tertiary",
                on_click=state.put,
                args=("journal.client", client.id),
            )
            look.quiet(words.client_line(client.contacts, client.last, client.open_promises))
    if len(found) > _AT_ONCE:
        labels = {client.id: look.one_line(client.label) for client in found}
        key = "journal.client.find"
        st.selectbox(
            words.FIND_CLIENT,
            list(labels),
            index=None,
            format_func=labels.__getitem__,
            key=key,
            on_change=lambda: state.put("journal.client", state.value(key) or ""),
        )


def _all() -> list[ClientRow]:
    workspace = state.workspace()
    return state.remembered("journal.clients", workspace.stamp(), lambda: clients.all(workspace))


def _leave() -> None:
    state.forget("journal.client")


def one(client: str) -> None:
    """One client: promises, contacts, what was used; all counts, no verdict."""
    st.button(words.BACK, key="journal.back", type="tertiary", icon=":material/arrow_back:", on_click=_leave)
    workspace = state.workspace()
    mark = (workspace.stamp(), client)
    try:
        found = state.remembered("journal.client.page", mark, lambda: clients.one(workspace, client))
    except EqError as problem:
        _leave()
        page.problems(problem)
        return
    row = next((row for row in _all() if row.id == client), None)
    line = words.client_line(row.contacts, row.last, row.open_promises) if row else ""
    look.page_head(words.CLIENT, found.label, line)
    mistreated = state.remembered("journal.client.mistreated", mark, lambda: preparing.mistreated(workspace, client))
    if st.button(
        words.PREPARE_SAFE if mistreated else words.PREPARE,
        key="journal.client.prepare",
        type="secondary" if mistreated else "primary",
    ):
        prepare_links.go(Chosen(client=found.id))
    _promises(found, asked_for=not mistreated)
    _used(found, mark)
    st.header(words.CONTACTS, anchor=False)
    if found.episodes:
        look.quiet(words.episodes(found.episodes, episodes()))
    groups: tuple[Group, ...] = state.remembered(
        "journal.client.rows", mark, lambda: journal_rows.in_order(found.entries[:_SHOWN])
    )
    journal_rows.draw(groups, "client")
    if len(found.entries) > _SHOWN:
        only = Filter(client=(client,))
        st.button(words.ALL_CONTACTS, key="journal.client.all", on_click=journal_filter.only, args=(only,))
    _tools(found)


def _promises(found: ClientPage, *, asked_for: bool) -> None:
    st.header(words.PROMISES, anchor=False)
    if line := words.promise_states(found.promises):
        look.quiet(line)
    promise_parts.listed(found.open, key=f"client.{found.id}", links=True)
    if not found.open:
        look.quiet(words.NO_OPEN_PROMISE)
    if not asked_for:
        return
    with st.expander(words.ADD_PROMISE, key="journal.client.promise"):
        promise_parts.form(None, found.id, key=f"client.{found.id}", primary=False)


def _used(found: ClientPage, mark: object) -> None:
    if not found.responses:
        return
    rows = [(name("response", use.response), use.n, use.yes, use.partly, use.no) for use in found.responses]
    with look.card(key="journal-used"):
        st.header(words.USED_TITLE, anchor=False)
        table = state.remembered(
            "journal.client.used", mark, lambda: look.ready(pd.DataFrame(rows, columns=list(words.USED_COLUMNS)))
        )
        look.table(table, alt=words.USED_TITLE)
        look.quiet(words.USED_CAPTION)
        playbook_links.row([use.response for use in found.responses[:_LINKED]], key="client", came_from="journal")


def _tools(found: ClientPage) -> None:
    with st.container(horizontal=True, key="journal-client-tools"):
        if st.button(words.RENAME, key="journal.client.rename"):
            _rename(found)
        if len(_all()) > 1 and st.button(words.MERGE, key="journal.client.merge"):
            _merge(found)
        if st.button(words.DELETE_LABEL, key="journal.client.delete"):
            _delete(found)


@st.dialog(words.RENAME_TITLE)
def _rename(found: ClientPage) -> None:
    st.markdown(words.RENAME_CLIENT_HELP)
    label = st.text_input(words.NEW_NAME, value=found.label, max_chars=100, key=f"journal.client.name.{found.id}")
    if st.button(words.KEEP_NAME, type="primary", key="journal.client.rename.go"):
        try:
            clients.rename(state.workspace(), found.id, label)
        except EqError as problem:
            page.problems(problem)
            return
        state.say(words.RENAMED)
        st.rerun()


@st.dialog(words.MERGE_TITLE)
def _merge(found: ClientPage) -> None:
    st.markdown(words.merge_client(look.plain(found.label)))
    labels = {row.id: look.one_line(row.label) for row in _all() if row.id != found.id}
    into = st.selectbox(
        words.INTO, list(labels), index=None, format_func=labels.__getitem__, key=f"journal.client.into.{found.id}"
    )
    if st.button(words.MERGE_GO, type="primary", disabled=into is None, key="journal.client.merge.go"):
        try:
            clients.merge(state.workspace(), found.id, str(into))
        except EqError as problem:
            page.problems(problem)
            return
        state.put("journal.client", into)
        state.say(words.MERGED)
        st.rerun()


@st.dialog(words.DELETE_LABEL_TITLE)
def _delete(found: ClientPage) -> None:
    st.markdown(words.delete_label(look.plain(found.label), len(found.entries), sum(found.promises.values())))
    if st.button(words.DELETE_GO, type="primary", key="journal.client.delete.go"):
        gone = clients.delete(state.workspace(), found.id)
        _leave()
        state.say(words.deleted_label(gone))
        st.rerun()
