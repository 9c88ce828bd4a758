"""What a coach answered: on the page Report all of it, beside a plan what waits to be read first."""

from __future__ import annotations

import streamlit as st

from eq.actions import desk_files, replies
from eq.actions.desk_files import NeedsPassphrase
from eq.actions.replies import ReplyRow
from eq.ui import look, page, state
from eq.wording import report_after as words

_BESIDE_PLAN = 1


def section() -> None:
    """All answers and the field that opens another."""
    with look.card(key="report-answered"):
        st.header(words.ANSWERED, anchor=False)
        _open()
        found = _ordered()
        if not found:
            look.quiet(words.ANSWERED_EMPTY)
        for one in found:
            _answer(one, "report")


def card() -> None:
    """Beside a plan: what was not read yet, or the last answer; nothing without one."""
    found = _ordered()
    if not found:
        return
    unread = [one for one in found if one.read_at is None]
    with look.card(key="plan-answered"):
        st.header(words.FROM_COACH, anchor=False)
        for one in unread or found[:_BESIDE_PLAN]:
            _answer(one, "plan")


def _ordered() -> list[ReplyRow]:
    """Those not read yet first, the latest of each first."""
    workspace = state.workspace()
    found = state.remembered("report.replies", workspace.stamp(), lambda: replies.received(workspace))
    return sorted(found, key=lambda one: one.read_at is not None)


def _answer(one: ReplyRow, place: str) -> None:
    name = f"{place}.answer.{one.id}"
    with st.container(key=f"{place}-answer-{one.id}", gap="small"):
        unread = f" · {words.UNREAD}" if one.read_at is None else ""
        st.subheader(look.plain(f"{words.answer_from(one.coach, state.day(one.made_at))}{unread}"), anchor=False)
        if one.asked is None:
            st.info(words.NOT_ASKED, icon=":material/info:")
        else:
            look.quiet(words.answer_to(one.asked.recipient, state.day(one.asked.at)))
        if one.agreed:
            st.markdown(f"**{look.plain(words.agreed(one.agreed, one.due))}**")
        if one.next_on:
            st.markdown(look.plain(words.next_on(one.next_on)))
        for note in one.notes:
            look.note(note.text)
        if one.questions:
            st.markdown(f"{words.THINK}:\n" + "".join(f"\n- {look.plain(question)}" for question in one.questions))
        with st.container(horizontal=True, key=f"{place}-answer-acts-{one.id}"):
            if one.read_at is None:
                st.button(words.READ, key=f"{name}.read", on_click=_read, args=(one.id,))
            if place == "report":
                st.button(words.DELETE_ANSWER, key=f"{name}.delete", type="tertiary", on_click=_delete, args=(one.id,))


def _read(reply: str) -> None:
    page.attempt(lambda: replies.mark_read(state.workspace(), reply))


def _delete(reply: str) -> None:
    page.attempt(lambda: state.say(words.answer_gone(replies.delete(state.workspace(), reply))))


def _open() -> None:
    at = state.get("report.open.round", 0)
    upload = st.file_uploader(words.OPEN_FILE, max_upload_size=64, key=f"report.open.file.{at}")
    waiting: tuple[str, bytes] | None = state.get("report.open.waiting", None)
    if upload is not None:
        waiting = (look.one_line(upload.name), upload.getvalue())
        state.drop_file(upload.file_id)
        state.put("report.open.round", at + 1)
        _take(*waiting, None)
        st.rerun()
    if waiting is None:
        return
    look.quiet(waiting[0])
    phrase = st.text_input(words.FILE_WORDS, type="password", key="report.open.phrase", autocomplete="off")
    if st.button(words.OPEN_GO, key="report.open.go") and phrase:
        _take(*waiting, phrase)
        st.rerun()


def _take(name: str, data: bytes, phrase: str | None) -> None:
    """Open it; where a passphrase is needed the file waits in this tab until the right one was typed."""
    if phrase is None:
        state.forget("report.open.waiting")

    def act() -> None:
        try:
            found = desk_files.open_file(state.workspace(), data, name, state.zone(), passphrase=phrase)
        except NeedsPassphrase:
            state.put("report.open.waiting", (name, data))
        else:
            state.forget("report.open.waiting")
            state.say(words.opened(found.kind, found.new))

    page.attempt(act)
