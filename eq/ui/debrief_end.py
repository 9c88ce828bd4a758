"""The end of a debrief, and one that is opened again: the sentence for next time, promises, the neutral record."""

from __future__ import annotations

import streamlit as st

from eq.actions import debriefing, entries, promises
from eq.reflect import flow
from eq.reflect.entry import Entry, TextField
from eq.reflect.flow import Screen
from eq.ui import debrief_pauses as pauses
from eq.ui import debrief_tab as tab
from eq.ui import look, navigation, page, promise_parts, state
from eq.wording import debrief as words

_STORY: tuple[tuple[TextField, str], ...] = (
    ("happened", words.WHAT),
    ("quotes", words.QUOTED),
    ("did", words.DID),
    ("reported", words.REPORTED),
)


def done(entry: Entry) -> None:
    """What is taken along."""
    abusive = flow.abusive(entry)
    sentence = entry.text("next_time")
    title = words.DONE_PLAIN if abusive or not sentence else words.DONE_TITLE
    look.page_head(words.PAGE, title, "" if sentence else _closing_words(entry))
    if sentence:
        _sentence(sentence)
        st.markdown(_closing_words(entry))
    pauses.support(entry, "next")
    _promises(entry)
    _record(entry, abusive=abusive)
    _ways(entry)


def stopped(entry: Entry | None) -> None:
    """A kind end in the middle: nothing more is asked."""
    look.page_head(words.PAGE, words.STOPPED_TITLE, words.STOPPED_LEAD if entry else words.STOPPED_EMPTY)
    if st.button(words.SUPPORT, key="debrief.stopped.support"):
        navigation.go("support")
    if st.button(words.TODAY, key="debrief.today", type="primary"):
        tab.close()
        navigation.go("today")
    if entry is not None:
        st.button(words.REOPEN, key="debrief.reopen", type="tertiary", on_click=_reopen, args=(entry.id,))


def seen(entry: Entry) -> None:
    """A debrief that was finished before: facts and the if-then; the story folded, the questions one tap away."""
    said = tab.offered().said("seen-before")
    lead = words.SEEN_ABUSIVE if flow.abusive(entry) else look.plain(" ".join(said.lines))
    look.page_head(words.PAGE, words.SEEN_TITLE, lead)
    with look.card(key="debrief-facts"):
        for line in words.facts(entry, tab.offered().words):
            st.markdown(look.plain(line))
        if not flow.abusive(entry):
            plan = words.if_then(entry.text("if_cue"), entry.text("if_act"))
            st.markdown(look.plain(plan or words.NO_IF_THEN))
    told = [(name, label) for name, label in _STORY if entry.text(name)]
    if told:
        with st.expander(look.plain(said.choices[0].text), key="debrief.story"):
            for name, label in told:
                st.caption(look.plain(label))
                look.note(entry.text(name))
    _promises(entry)
    questions(entry)
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        onward = tab.screen(entry)
        st.button(words.GO_ON_WITH_IT, key="debrief.seen.on", on_click=_edit, args=(entry.id, onward))
        if st.button(words.TODAY, key="debrief.today", type="primary"):
            tab.close()
            navigation.go("today")


def questions(entry: Entry) -> None:
    """Straight to any question this debrief has."""
    with st.expander(words.OPEN_QUESTIONS, key="debrief.questions"):
        for screen in flow.asked(entry):
            st.button(
                words.SHORT[screen],
                key=f"debrief.to.{screen}",
                type="tertiary",
                on_click=_edit,
                args=(entry.id, screen),
            )


def _edit(entry: str, screen: Screen) -> None:
    def begin() -> None:
        if tab.view() == "seen":
            entries.begin_edit(state.workspace(), entry)
        tab.turn(screen)

    page.attempt(begin)


def _reopen(entry: str) -> None:
    page.attempt(lambda: tab.resume(entry))


def _closing_words(entry: Entry) -> str:
    return words.DONE_ABUSIVE if flow.abusive(entry) else words.DONE_LEAD


def _sentence(text: str) -> None:
    with st.container(key="debrief-sentence"):
        st.markdown(look.plain(text))


def _promises(entry: Entry) -> None:
    made = promises.of_entry(state.workspace(), entry.id)
    if flow.abusive(entry) and not made:
        return
    with st.container(key="debrief-kept"):
        st.header(words.PROMISES_HEAD, anchor=False)
    if made:
        promise_parts.listed(made, key=f"debrief.promises.{entry.id}")
    else:
        look.quiet(words.PROMISES_NONE)
    if flow.abusive(entry):
        return
    with st.expander(words.ADD_PROMISE, key="debrief.promise.add"):
        promise_parts.form(entry.id, entry.client, key=f"debrief.promise.{entry.id}", primary=False)


def _record(entry: Entry, *, abusive: bool) -> None:
    with st.expander(words.RECORD_HEAD, key="debrief.record"):
        st.caption(words.RECORD_LEAD_ABUSIVE if abusive else words.RECORD_LEAD)
        st.code(debriefing.record_text(state.workspace(), entry.id), language=None, wrap_lines=True)


def _ways(entry: Entry) -> None:
    if st.button(words.TODAY, key="debrief.today", type="primary"):
        tab.close()
        navigation.go("today")
    with st.container(horizontal=True, key="debrief-ways"):
        if st.button(words.JOURNAL, key="debrief.journal", type="tertiary"):
            state.put("journal.entry", entry.id)
            tab.close()
            navigation.go("journal")
        st.button(words.ANOTHER, key="debrief.another", type="tertiary", on_click=page.attempt, args=(tab.new,))
        st.button(words.REOPEN, key="debrief.reopen", type="tertiary", on_click=_reopen, args=(entry.id,))
