"""Answering: the component page by page, the review, and finishing."""

from __future__ import annotations

import streamlit as st

from eq.actions import taking
from eq.actions.taking import Draft, Given
from eq.errors import EqError
from eq.ui import door, look, navigation, page, state
from eq.ui.components.answers import (
    NOT_APPLICABLE,
    Answer,
    AnswerPage,
    Answers,
    Choice,
    Statement,
    answers,
    plain_answers,
)
from eq.wording import take as words
from eq.wording.plain import day

KEY = "take.answers"


def show(assessment: str) -> None:
    """The page the person is on, or the review after the last one."""
    try:
        draft = taking.draft(state.workspace(), assessment)
    except EqError as problem:
        door.leave()
        page.problems(problem)
        if st.button("Back to the questionnaires", key="take.gone"):
            st.rerun()
        return
    if draft.stale and state.get("take.confirmed", "") != assessment:
        _ask_stale(draft)
        return
    if state.get("take.page", None) is None:
        state.put("take.page", min(draft.sitting.page, len(draft.pages)))
    if not _answering(assessment):
        _review(taking.draft(state.workspace(), assessment))


def _answering(assessment: str) -> bool:
    draw = plain_answers if state.get("take.plain", False) else answers
    shown = draw(lambda: _current(assessment), _keep, key=KEY)
    if shown:
        with st.container(horizontal=True, horizontal_alignment="distribute", key="take-below"):
            if st.button(words.LEAVE, type="tertiary", key="take.leave"):
                door.leave()
                st.rerun()
            other = words.FANCY if state.get("take.plain", False) else words.PLAIN
            if st.button(other, type="tertiary", key="take.plain.switch"):
                state.put("take.plain", not state.get("take.plain", False))
                st.rerun()
    return shown


def _current(assessment: str) -> AnswerPage | None:
    """What the component shows now; None on the review."""
    draft = taking.draft(state.workspace(), assessment)
    number = state.get("take.page", 0)
    if number >= len(draft.pages):
        return None
    q, items = draft.questionnaire, draft.pages[number]
    text = {item.id: item.text for item in q.items}
    scale = q.answers
    return AnswerPage(
        sitting=assessment,
        form_title=q.title,
        frame=q.frame or q.instruction or q.title,
        page_number=number + 1,
        pages=len(draft.pages),
        statements=tuple(Statement(item, text[item]) for item in items),
        choices=tuple(Choice(scale.low + n, label) for n, label in enumerate(scale.labels)),
        not_applicable=scale.not_applicable,
        given={item: _shown(draft.given[item]) for item in items if item in draft.given},
        answered_total=len(draft.given),
        total=len(q.items),
        minutes_left=draft.minutes_left,
        language=q.language,
    )


def _keep(sent: Answers) -> None:
    draft = taking.draft(state.workspace(), sent.sitting)
    step = {"back": -1, "next": 1, None: 0}[sent.go]
    number = max(0, state.get("take.page", 0) + step)
    given = {
        item: Given(None if value == NOT_APPLICABLE else value, sent.item_seconds.get(item))
        for item, value in sent.given.items()
    }
    taking.answer(state.workspace(), draft, given, page=number if step else None)
    state.put("take.page", number)


def _shown(value: int | None) -> Answer:
    return NOT_APPLICABLE if value is None else value


def _ask_stale(draft: Draft) -> None:
    when = day(state.day(draft.last_given, draft.sitting.zone))
    look.page_head(draft.questionnaire.title, words.STALE_TITLE, words.stale(when, len(draft.given)))
    with st.container(horizontal=True):
        if st.button(words.GO_ON, key="take.stale.on"):
            state.put("take.confirmed", draft.sitting.id)
            st.rerun()
        if st.button(words.START_AGAIN, type="primary", key="take.stale.again"):
            fresh = taking.new_id()
            taking.start(state.workspace(), draft.questionnaire, assessment=fresh, zone=state.zone(), fresh=True)
            door.enter(fresh, 0)
            st.rerun()


def _review(draft: Draft) -> None:
    q, open_ = draft.questionnaire, draft.unanswered
    look.page_head(q.title, words.REVIEW_TITLE, words.review(len(draft.given), len(q.items)))
    if open_:
        text = {item.id: item.text for item in q.items}
        with look.card(key="take-unanswered"):
            st.header(words.UNANSWERED, anchor=False)
            for number, items in enumerate(draft.pages):
                missing = [item for item in items if item in open_]
                if missing:
                    st.markdown("\n".join(f"- {look.plain(text[item])}" for item in missing))
                    if st.button(f"Answer on page {number + 1}", key=f"take.review.{number}"):
                        state.put("take.page", number)
                        st.rerun()
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        if st.button("Back", key="take.review.back"):
            state.put("take.page", len(draft.pages) - 1)
            st.rerun()
        if st.button(words.FINISH, type="primary", key="take.finish"):
            taking.finish(state.workspace(), draft.sitting.id)
            door.leave()
            state.put("results.sitting", draft.sitting.id)
            navigation.go("results")
