"""The parts of the Prepare page around its card: whom it is for, what can be done with it, what waits, what is kept."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from eq.actions import clients, clock, entries, names, prepared, preparing
from eq.actions.preparing import Card, Chosen
from eq.reflect.entry import Entry, TagKind
from eq.ui import journal_rows, look, navigation, page, prepare_card, state
from eq.ui import prepare_tab as tab
from eq.ui.components import printing
from eq.wording import prepare as words
from eq.wording.today import when as said_when

_AT_ONCE = 3


def choose() -> None:
    """Whom or what it is about, in two touches; nothing need be chosen."""
    workspace, chosen = state.workspace(), tab.chosen()
    labels = state.remembered(
        "prepare.clients",
        workspace.stamp(),
        lambda: {one.id: look.one_line(one.label) for one in clients.all(workspace)},
    )
    with st.container(horizontal=True, vertical_alignment="bottom", key="prepare-choose"):
        _pick("client", words.CLIENT, labels, chosen.client, words.ANYBODY)
        about = [names.name("trigger", chosen.trigger), names.name("channel", chosen.channel)]
        label = " · ".join(look.plain(one) for one in about if one)
        with st.popover(label or words.NARROW, key="prepare-narrow"):
            _pick("trigger", words.TRIGGER, _offered("trigger"), chosen.trigger, words.ANYTHING)
            _pick("channel", words.CHANNEL, _offered("channel"), chosen.channel, words.ANY_WAY)


def _offered(kind: TagKind) -> Mapping[str, str]:
    workspace = state.workspace()

    def build() -> Mapping[str, str]:
        shipped = names.names(kind)
        own = [one for one in entries.own_values(workspace, kind) if one not in shipped]
        return {**shipped, **{one: one for one in own}}

    return state.remembered(f"prepare.offered.{kind}", workspace.stamp(), build)


def _pick(part: str, label: str, options: Mapping[str, str], now: str, nothing: str) -> None:
    key = f"prepare.pick.{part}"
    state.hold(key, now if now in options else None)
    st.selectbox(
        label,
        list(options),
        index=None,
        key=key,
        format_func=lambda one: look.one_line(options.get(one, one)),
        placeholder=nothing,
        on_change=lambda: tab.choose(**{part: state.value(key) or ""}),
    )


def below(card: Card, mine: Entry | None) -> None:
    """What can be done with the card."""
    with st.expander(words.COPY, key="prepare.copy"):
        st.code(prepare_card.as_text(card, mine), language=None, wrap_lines=True)
    printing.button("prepare.print", words.PRINT, words.PRINT_HINT)


def onward(card: Card, open_one: Entry | None) -> None:
    """Further into it, or on to the debrief."""
    with st.container(horizontal=True, key="prepare-onward"):
        label = words.FURTHER_ON if open_one is not None else words.FURTHER
        st.button(label, key="prepare.further", type="primary", on_click=tab.further)
        about = open_one is not None or card.chosen != Chosen()
        if about and st.button(words.DEBRIEF, key="prepare.debrief"):
            tab.debrief(open_one)


def waiting() -> None:
    """Preparations that were begun and not kept, to go on with or to delete."""
    found = prepared.open_drafts(state.workspace(), tab.current())
    if not found:
        return
    st.header(words.WAITING, anchor=False)
    for entry in found[:_AT_ONCE]:
        _draft(entry)
    if len(found) > _AT_ONCE:
        with st.expander(words.more(len(found) - _AT_ONCE), key="prepare.drafts"):
            for entry in found[_AT_ONCE:]:
                _draft(entry)


def _draft(entry: Entry) -> None:
    at = said_when(clock.local_time(entry.created_at, entry.zone), clock.local_time(clock.now(), state.zone()))
    with look.card(key=f"prepare-draft-{entry.id}"):
        st.markdown(words.begun(look.plain(entry.client_label), at))
        with st.container(horizontal=True):
            st.button(words.GO_ON, key=f"prepare.on.{entry.id}", on_click=_go_on, args=(entry.id,))
            if st.button(words.DELETE, key=f"prepare.delete.{entry.id}", type="tertiary"):
                _ask_delete(entry.id)


def _go_on(entry: str) -> None:
    page.attempt(lambda: tab.open_(entries.get(state.workspace(), entry)))


@st.dialog(words.DELETE_TITLE)
def _ask_delete(one: str) -> None:
    st.markdown(words.DELETE_LEAD)
    with st.container(horizontal=True):
        if st.button(words.BACK, key="prepare.delete.back"):
            st.rerun()
        if st.button(words.DELETE, key="prepare.delete.yes", type="primary"):
            gone = entries.discard(state.workspace(), one)
            state.say(words.DELETED if gone else words.DELETED_LATER)
            st.rerun()


def kept(entry: Entry, card: Card) -> None:
    """What was just kept, as the card to take along."""
    look.page_head(words.PAGE, words.KEPT, words.KEPT_LEAD)
    prepare_card.show(card, entry)
    below(card, entry)
    with st.container(horizontal=True, key="prepare-after"):
        if st.button(words.DEBRIEF, key="prepare.debrief", type="primary"):
            tab.debrief(entry)
        if st.button(words.SEE, key="prepare.see"):
            journal_rows.show_entry_from("prepare", entry.id)
        st.button(words.UNDO, key="prepare.undo", type="tertiary", on_click=_go_on, args=(entry.id,))
        st.button(words.ANOTHER, key="prepare.another", type="tertiary", on_click=tab.again)


def safe(card: Card, open_one: Entry | None) -> None:
    """The page where the past holds mistreatment: safety, reporting and the record, nothing else."""
    look.page_head(words.PAGE, words.SAFE_TITLE, words.SAFE_LEAD)
    with look.card(key="prepare-safe"):
        for line in preparing.safety().lines:
            st.markdown(look.plain(line))
        if st.button(words.SUPPORT, key="prepare.support", type="primary"):
            navigation.go("support")
    st.header(words.SAFE_REPORT, anchor=False)
    st.markdown("\n".join(f"- {look.plain(line)}" for line in words.SAFE_STEPS))
    st.header(words.SAFE_FACTS, anchor=False)
    look.quiet(words.safe_counts(card.contacts, card.last))
    for at, one in enumerate(card.reports):
        with st.container(key=f"prepare-report-{at}"):
            st.markdown(look.plain(words.recorded(one.day)))
            if one.reported:
                look.note(one.reported)
            else:
                look.quiet(words.SAFE_UNREPORTED)
            if st.button(words.SAFE_RECORD, key=f"prepare.report.{at}", type="tertiary"):
                journal_rows.show_entry_from("prepare", one.entry)
    if open_one is not None:
        look.quiet(words.SAFE_DRAFT)
        if st.button(words.SAFE_KEEP, key="prepare.safe.keep"):
            tab.finish()
            tab.again()
            st.rerun()
    st.button(words.SAFE_OTHER, key="prepare.another", on_click=tab.again)
