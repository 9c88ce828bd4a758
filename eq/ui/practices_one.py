"""One practice: when it fits, what to take care of, how it goes, what stands behind it, and how it has gone."""

from __future__ import annotations

import streamlit as st

from eq.actions import practices
from eq.actions.names import COMPETENCY_TITLES
from eq.errors import EqError
from eq.plan.practice import Practice
from eq.ui import (
    guide_tab,
    look,
    navigation,
    page,
    playbook_links,
    practices_gone,
    practices_links,
    practices_list,
    state,
)
from eq.ui.components.place import keep_place
from eq.wording import practices as words


def show(practice_id: str) -> None:
    """The practice of that id in place of the list; Back leads to the list as left, or to where one came from."""
    _back()
    try:
        practice = practices.one(practice_id)
    except EqError as problem:
        _close()
        page.problems(problem)
        return
    left_out = practice.id in practices_list.skipped()
    competency = COMPETENCY_TITLES[practice.competency]
    look.page_head(
        words.context(competency, practice.minutes, practice.times), practice.title, look.plain(practice.fits)
    )
    action = practices_gone.running(practice.id)
    if left_out:
        _left_out(practice)
    else:
        _acts(practice, action)
    _care(practice, action, left_out=left_out)
    _steps(practice)
    _amount(practice)
    _measure(practice)
    _evidence(practice)
    practices_gone.show(practice)
    _ways(practice)
    keep_place(f"practices.practice.{practice.id}", back=False)


def _back() -> None:
    came_from = state.get("practices.from", "")
    icon = ":material/arrow_back:"
    with st.container(horizontal=True, key="playbook-back"):
        if came_from in words.BACK_TO:
            if st.button(words.BACK_TO[came_from], key="practices.return", type="tertiary", icon=icon):
                _close()
                navigation.go(came_from)
            st.button(words.ALL_PRACTICES, key="practices.back", type="tertiary", on_click=_close)
        else:
            st.button(words.BACK, key="practices.back", type="tertiary", icon=icon, on_click=_close)


def _close() -> None:
    practices_links.leave()
    state.put("practices.returned", True)


def _acts(practice: Practice, action: str) -> None:
    if action:
        look.quiet(words.IN_PLAN)
    with st.container(horizontal=True, key="practices-acts"):
        label = words.TO_PLAN if action else words.INTO_PLAN
        if st.button(label, key="practices.plan", type="primary", icon=":material/flag:"):
            if not action:
                state.put("plan.wanted", practice.id)
            navigation.go("plan")
        if not practice.ask:
            _do_now(practice, action)


def _do_now(practice: Practice, action: str) -> None:
    if practice.guide:
        icon = ":material/play_arrow:"
        st.button(words.DO_NOW, key="practices.do", icon=icon, on_click=_open_guide, args=(practice, action))


def _open_guide(practice: Practice, action: str) -> None:
    guide_tab.open_(practice.guide, practice.id, action)


def _left_out(practice: Practice) -> None:
    with look.card(key="practices-left-out"):
        st.markdown(look.plain(words.IS_LEFT_OUT))
        st.button(words.TAKE_BACK, key="practices.take_back", on_click=_take_back, args=(practice.id,))


def _care(practice: Practice, action: str, *, left_out: bool) -> None:
    """Before the steps: on a narrow page nobody would reach it below them.

    An exercise with a question of health or safety begins here, beside it, so that it is read first.
    """
    with look.card(key="practices-care"):
        st.header(words.CARE, anchor=False)
        st.markdown(look.plain(practice.caution))
        if left_out:
            return
        if practice.ask:
            st.markdown(f"**{look.plain(words.ASK_LEAD)}** {look.plain(practice.ask)}")
            look.quiet(words.ASK_YES)
        with st.container(horizontal=True, key="practices-answer"):
            st.button(words.LEAVE_OUT, key="practices.skip", on_click=_skip, args=(practice.id,))
            if practice.ask:
                _do_now(practice, action)


def _skip(practice: str) -> None:
    page.attempt(lambda: practices.skip(state.workspace(), practice))


def _take_back(practice: str) -> None:
    page.attempt(lambda: practices.take_back(state.workspace(), practice))


def _steps(practice: Practice) -> None:
    st.header(words.STEPS, anchor=False)
    st.markdown("\n".join(f"{at}. {look.plain(step)}" for at, step in enumerate(practice.steps, start=1)))
    st.header(words.TINY, anchor=False)
    st.markdown(look.plain(practice.tiny))
    look.quiet(words.TINY_LEAD)


def _amount(practice: Practice) -> None:
    st.header(words.DOSE, anchor=False)
    rhythm = words.rhythm(practice.minutes, practice.times, practice.days, practice.weeks, occasion=practice.occasion)
    st.markdown(f"{look.plain(rhythm)}\n\n{look.plain(practice.dose)}")


def _measure(practice: Practice) -> None:
    with look.card(key="practices-measure"):
        st.header(words.MEASURE, anchor=False)
        st.markdown(f"{look.plain(words.MEASURE_LEAD)} **{look.plain(practice.measure.question)}**")
        look.quiet(words.answers(practice.measure))


def _evidence(practice: Practice) -> None:
    with look.card(key="practices-evidence"):
        st.header(words.EVIDENCE, anchor=False)
        st.markdown(look.plain(words.grade(practice.grade)))
        st.markdown(look.plain(practice.source))
        look.quiet(words.GRADE_LIMIT)


def _ways(practice: Practice) -> None:
    if not practice.ways:
        return
    st.header(words.WAYS, anchor=False)
    playbook_links.row(practice.ways, key="practice", came_from="practices", head=False)
