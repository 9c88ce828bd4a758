"""What every page shares: the test clock's banner, our errors in words, and the way to Support."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from eq.actions.clock import test_now
from eq.errors import EqError
from eq.ui import look, navigation, state
from eq.ui.components import menu


def show(body: Callable[[], None], *, foot: bool = True) -> None:
    """Draw a page; bad input and states the user can mend become words, never a traceback."""
    if clock := test_now():
        st.warning(f"A test clock is set: this app believes it is {look.plain(clock)}.", icon=":material/schedule:")
    if _made_up():
        st.info("This is a made-up history to look around in, not anyone’s answers.", icon=":material/theater_comedy:")
    if message := state.said():
        st.success(look.plain(message), icon=":material/check:")
    if refused := state.refused():
        problems(refused)
    try:
        body()
    except EqError as problem:
        problems(problem)
    if foot:
        _foot()
    menu.closes()


def _made_up() -> bool:
    try:
        return state.choices().made_up
    except EqError:
        # A file that cannot be read is the body's to explain.
        return False


def part(body: Callable[[], None]) -> None:
    """Draw one part of a page; what it cannot do is said in its place, and the parts after it are still drawn."""
    try:
        body()
    except EqError as problem:
        problems(problem)


def attempt(act: Callable[[], None]) -> None:
    """Do something in a callback, where nothing can be drawn yet: what was wrong is said at the top of the page."""
    try:
        act()
    except EqError as problem:
        state.refuse(problem)


def problems(problem: EqError) -> None:
    """Every problem of an error as one calm box."""
    st.error("\n\n".join(look.plain(str(p)) for p in problem.problems), icon=":material/info:")


def _foot() -> None:
    with st.container(key="page-foot"):
        st.page_link(navigation.page("support"), label="Support", icon=":material/support:")
