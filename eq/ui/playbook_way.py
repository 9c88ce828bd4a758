"""One way of responding: when it fits, how it goes, what to say, what can come of it, and how it has gone."""

from __future__ import annotations

import streamlit as st

from eq.actions import ways
from eq.actions.names import COMPETENCY_TITLES, names
from eq.errors import EqError
from eq.reflect.ways import ENDS_CONTACT, Way
from eq.ui import look, navigation, page, playbook_gone, playbook_links, playbook_say, state, way_out
from eq.ui.components.place import keep_place
from eq.wording import playbook as words


def show(way_id: str) -> None:
    """The way of that id in place of the list; Back leads to the list as it was left, or to where one came from."""
    _back()
    try:
        way = ways.one(way_id)
    except EqError as problem:
        _close()
        page.problems(problem)
        return
    _head(way)
    _avoid(way)
    _steps(way)
    playbook_say.show(way)
    _around(way)
    playbook_gone.show(way)
    _evidence(way)
    _neighbours(way)
    keep_place(f"playbook.way.{way.id}", back=False)


def _back() -> None:
    came_from = state.get("playbook.from", "")
    with st.container(horizontal=True, key="playbook-back"):
        if came_from in words.BACK_TO:
            label = words.BACK_TO[came_from]
            if st.button(label, key="playbook.return", type="tertiary", icon=":material/arrow_back:"):
                _close()
                navigation.go(came_from)
            st.button(words.ALL_WAYS, key="playbook.back", type="tertiary", on_click=_close)
        else:
            icon = ":material/arrow_back:"
            st.button(words.BACK, key="playbook.back", type="tertiary", icon=icon, on_click=_close)


def _close() -> None:
    playbook_links.leave()
    state.forget("playbook.from")
    state.put("playbook.returned", True)


def _head(way: Way) -> None:
    fits = look.plain(way.fits)
    if way.id != ENDS_CONTACT:
        look.page_head(words.context(COMPETENCY_TITLES[way.competency], way.stage), way.title, fits)
        return
    look.page_head(words.SAFETY_FIRST, way.title)
    way_out.safety("playbook-safety")
    st.markdown(fits)


def _avoid(way: Way) -> None:
    """Before the steps and sentences: on a narrow page nobody would reach it below them."""
    with st.container(key="playbook-avoid"):
        st.header(words.AVOID, anchor=False)
        st.markdown(look.plain(way.avoid))


def _steps(way: Way) -> None:
    st.header(words.STEPS, anchor=False)
    st.markdown("\n".join(f"{at}. {look.plain(step)}" for at, step in enumerate(way.steps, start=1)))


def _around(way: Way) -> None:
    with look.card(key="playbook-around"):
        for heading, text in ((words.BRINGS, way.brings), (words.RISK, way.risk)):
            st.header(heading, anchor=False)
            st.markdown(look.plain(text))


def _evidence(way: Way) -> None:
    with look.card(key="playbook-evidence"):
        st.header(words.EVIDENCE, anchor=False)
        st.markdown(look.plain(words.grade(way.grade)))
        st.markdown(look.plain(way.source))
        look.quiet(words.GRADE_LIMIT)


def _neighbours(way: Way) -> None:
    st.header(words.NEIGHBOURS, anchor=False)
    with st.container(horizontal=True, key="playbook-neighbours"):
        for other in way.neighbours:
            st.button(
                look.plain(names("response")[other]),
                key=f"playbook.near.{other}",
                type="tertiary",
                on_click=playbook_links.turn_to,
                args=(other,),
            )
