"""The sheet of a session: its questions, the step that was agreed, the next session."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from eq.actions import desk, desk_sessions
from eq.actions.desk import ClientView
from eq.coach.desk import LONGEST_LINE, Asking, Done, Proposed, Session
from eq.errors import EqError
from eq.ui import desk_tab, look, page, state
from eq.wording import desk as words
from eq.wording import desk_session as said

_NEW = "new"


def show(view: ClientView) -> None:
    """The latest sheet, or the way to begin one; and the day of the next session."""
    session = _chosen(view)
    if session is None:
        _begin(view)
    else:
        _sheet(view, session)
    _next(view)


def _chosen(view: ClientView) -> Session | None:
    """The session that is shown, None while a new one is prepared."""
    by_id = {one.id: one for one in view.sessions}
    if not by_id:
        return None
    choices = [*by_id, _NEW]
    if state.get("desk.session", "") not in choices:
        state.put("desk.session", _NEW if _awaits_sheet(view) else choices[0])
    picked = st.selectbox(
        said.WHICH,
        choices,
        format_func=lambda ident: words.session(by_id[ident]) if ident in by_id else said.ANOTHER,
        **state.bound("desk.session", choices),
    )
    return by_id.get(picked)


def _awaits_sheet(view: ClientView) -> bool:
    """Whether a session is planned that comes after the latest sheet, which is none of today's."""
    planned, latest = view.row.next_on, view.sessions[0].on
    return planned is not None and latest < desk_tab.today() and latest < planned


def _begin(view: ClientView) -> None:
    if view.sessions and view.sessions[0].agreed:
        last = view.sessions[0]
        with look.card(key="desk-last"):
            st.header(said.STEP_LAST, anchor=False)
            st.markdown(look.plain(said.agreed(last.agreed, last.due)))
            _became(last)
    person = view.row.client.person
    ident = state.remembered("desk.session.id", (person, len(view.sessions)), desk_sessions.new_id)
    with look.card(key="desk-begin"):
        st.header(said.BEGIN_TITLE, anchor=False)
        packet = _about(view)
        offered = desk_sessions.proposed(desk_tab.report(packet)) if packet else ()
        st.markdown(said.BEGIN_LEAD if offered else said.BEGIN_NONE)
        chosen = []
        for at, one in enumerate(offered):
            with st.container(gap=None):
                if st.checkbox(look.plain(one.text), value=True, key=f"desk.begin.{packet}.{at}"):
                    chosen.append(one)
                look.quiet(one.because)
        st.date_input(said.ON, value=view.row.next_on or desk_tab.today(), format="DD/MM/YYYY", key=f"desk.on.{ident}")
        st.button(
            said.BEGIN, type="primary", key="desk.begin.go", on_click=_start, args=(ident, person, packet, chosen)
        )


def _about(view: ClientView) -> str | None:
    """Which packet the session is about, None for none."""
    by_id = {one.id: one for one in view.packets}
    if not by_id:
        return None
    ids = [*by_id, ""]
    picked = st.selectbox(
        said.BEGIN_ABOUT,
        ids,
        format_func=lambda ident: (
            words.packet(by_id[ident], desk_tab.made(by_id[ident].made_at)) if ident else said.NO_PACKET
        ),
        **state.bound("desk.begin", ids),
    )
    return picked or None


def _start(ident: str, person: str, packet: str | None, questions: Sequence[Proposed]) -> None:
    def act() -> None:
        desk_sessions.begin(
            state.workspace(),
            session=ident,
            person=person,
            packet=packet,
            on=state.value(f"desk.on.{ident}"),
            questions=questions,
            zone=state.zone(),
        )
        state.put("desk.session", ident)

    page.attempt(act)


def _sheet(view: ClientView, one: Session) -> None:
    with look.card(key=f"desk-sheet-{one.id}"):
        st.header(said.QUESTIONS, anchor=False)
        look.quiet(f"{said.QUESTIONS_HINT} {said.begun(one)}" if one.questions else said.NO_QUESTIONS)
        for question in one.questions:
            _question(question)
        _further(view, one)
        _own(one)
    _step(one)
    with st.expander(said.OTHERWISE):
        st.date_input(
            said.ON, value=one.on, format="DD/MM/YYYY", key=f"desk.move.{one.id}", on_change=_move, args=(one.id,)
        )
        if st.button(f"{said.DELETE} …", key=f"desk.session.delete.{one.id}"):
            _delete(one)


def _question(one: Asking) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"desk-question-{one.id}"):
        with st.container(gap=None):
            st.checkbox(
                look.plain(one.text), value=one.asked, key=f"desk.asked.{one.id}", on_change=_tick, args=(one.id,)
            )
            if one.because:
                look.quiet(one.because)
        if st.button(said.CHANGE, type="tertiary", key=f"desk.question.{one.id}"):
            _change(one)


def _tick(question: str) -> None:
    page.attempt(lambda: desk_sessions.tick(state.workspace(), question, bool(state.value(f"desk.asked.{question}"))))


@st.dialog(said.EDITING)
def _change(one: Asking) -> None:
    typed = st.text_area(said.EDITING, value=one.text, max_chars=LONGEST_LINE, key=f"desk.question.text.{one.id}")
    with st.container(horizontal=True):
        keep = st.button(words.KEEP, type="primary", key=f"desk.question.keep.{one.id}")
        remove = st.button(said.REMOVE, key=f"desk.question.remove.{one.id}")
    try:
        if keep:
            desk_sessions.change_question(state.workspace(), one.id, typed)
        elif remove:
            desk_sessions.remove_question(state.workspace(), one.id)
    except EqError as problem:
        page.problems(problem)
        return
    if keep or remove:
        st.rerun()


def _further(view: ClientView, one: Session) -> None:
    """What the report proposes beyond what is on the sheet."""
    if one.packet is None or one.packet not in {packet.id for packet in view.packets}:
        return
    found = desk_sessions.sheet(state.workspace(), view.row.client.person, one.packet)
    if not found.proposed or found.session is None or found.session.id != one.id:
        return
    with st.expander(said.MORE):
        for at, question in enumerate(found.proposed):
            st.markdown(look.plain(question.text))
            look.quiet(question.because)
            st.button(said.TAKE, key=f"desk.take.{one.id}.{at}", on_click=_take, args=(one.id, question))


def _take(session: str, question: Proposed) -> None:
    page.attempt(
        lambda: desk_sessions.take_question(
            state.workspace(), session, question=desk_sessions.new_id(), proposed=question
        )
    )


def _own(one: Session) -> None:
    name = f"desk.own.{one.id}.{len(one.questions)}"
    ident = state.remembered("desk.own.id", name, desk_sessions.new_id)
    with st.container(horizontal=True, vertical_alignment="bottom", key="desk-own"):
        st.text_input(said.OWN, max_chars=LONGEST_LINE, **desk_tab.typed(name))
        st.button(said.ADD, key="desk.own.add", on_click=_add, args=(one.id, ident, name))


def _add(session: str, ident: str, name: str) -> None:
    page.attempt(lambda: desk_sessions.add_question(state.workspace(), session, question=ident, text=state.value(name)))


def _step(one: Session) -> None:
    with look.card(key=f"desk-step-{one.id}"):
        st.header(said.STEP, anchor=False)
        name = f"desk.step.{one.id}"
        st.text_input(said.STEP_FIELD, max_chars=LONGEST_LINE, **desk_tab.typed(name, one.agreed))
        st.date_input(said.STEP_DUE, value=one.due, format="DD/MM/YYYY", **desk_tab.typed(f"{name}.due", one.due))
        st.button(said.STEP_KEEP, key=f"{name}.keep", on_click=_agree, args=(one.id, name))
        if one.agreed:
            _became(one)


def _became(one: Session) -> None:
    """What became of the step of a session."""
    key = f"desk.step.{one.id}.done"
    state.hold(key, one.done or "")
    st.radio(
        said.STEP_DONE,
        list(said.DONE_CHOICES),
        format_func=said.DONE_CHOICES.__getitem__,
        horizontal=True,
        key=key,
        on_change=_done,
        args=(one.id, key),
    )


def _agree(session: str, name: str) -> None:
    def act() -> None:
        due: date | None = state.value(f"{name}.due")
        desk_sessions.agree(state.workspace(), session, state.value(name), due)
        desk_tab.drop(name, f"{name}.due")
        state.say(said.STEP_KEPT)

    page.attempt(act)


def _done(session: str, key: str) -> None:
    done: Done | None = state.value(key) or None
    page.attempt(lambda: desk_sessions.say_done(state.workspace(), session, done))


def _move(session: str) -> None:
    on: date | None = state.value(f"desk.move.{session}")
    if on is not None:
        page.attempt(lambda: desk_sessions.move(state.workspace(), session, on))


@st.dialog(said.DELETE_TITLE)
def _delete(one: Session) -> None:
    st.markdown(look.plain(said.delete(one)))
    st.markdown(words.FINAL)
    if st.button(words.DELETE, type="primary", key=f"desk.session.gone.{one.id}"):
        desk_tab.deleted(desk_sessions.delete(state.workspace(), one.id))
        st.rerun()


def _next(view: ClientView) -> None:
    person = view.row.client.person
    key = f"desk.next.{person}"
    with look.card(key="desk-next"):
        st.header(said.NEXT, anchor=False)
        state.hold(key, view.row.next_on)
        st.date_input(
            said.NEXT_FIELD, format="DD/MM/YYYY", key=key, on_change=_plan, args=(person, key), value=view.row.next_on
        )
        if view.row.next_on is None:
            look.quiet(said.NEXT_CLEAR)


def _plan(person: str, key: str) -> None:
    page.attempt(lambda: desk.set_next(state.workspace(), person, state.value(key)))
