"""Names that are replaced in texts that go in."""

from __future__ import annotations

import streamlit as st

from eq.actions import masking_list, report_texts
from eq.coach.masking import Mask
from eq.ui import look, page, state
from eq.ui import report_tab as tab
from eq.wording import report_page as words

_CHIPS = 12


def show() -> None:
    """Suggestions from the texts that go in, and the list behind its fold."""
    known = tab.masks()
    _suggested()
    with st.expander(words.NAMES, key="report.names", on_change="rerun") as opened:
        if opened.open:
            st.markdown(words.NAMES_LEAD)
            if not known:
                look.quiet(words.NO_NAMES)
            for mask in known:
                _row(mask)
            _add()
    if known:
        look.quiet(words.names_masked(len(known)))


def _suggested() -> None:
    workspace, chosen = state.workspace(), tab.selection()
    if not (chosen.texts or chosen.entries):
        return
    mark = (workspace.stamp(), chosen.texts, chosen.entries, chosen.chosen, chosen.first, chosen.last)
    found = state.remembered(
        "report.suggested",
        mark,
        lambda: report_texts.suggested(workspace, chosen, tab.held(), tab.offered().episodes),
    )
    if not found:
        return
    st.markdown(words.SUGGESTED)
    with st.container(horizontal=True, key="report-chips-names"):
        for at, one in enumerate(found[:_CHIPS]):
            st.button(
                look.plain(words.suggestion(one.name, one.n)),
                key=f"report.names.chip.{at}",
                on_click=_mask,
                args=(one.name, ""),
            )


def _mask(name: str, shown: str) -> None:
    page.attempt(lambda: masking_list.add(state.workspace(), name, shown))


def _row(mask: Mask) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", key=f"report-name-{mask.id}"):
        key = f"report.name.{mask.id}"
        state.hold(key, mask.shown)
        st.text_input(
            look.plain(mask.name),
            key=key,
            placeholder=words.INSTEAD_HINT,
            max_chars=100,
            on_change=_change,
            args=(mask,),
        )
        st.button(words.REMOVE_NAME, key=f"{key}.remove", on_click=_remove, args=(mask.id,))


def _change(mask: Mask) -> None:
    shown = state.value(f"report.name.{mask.id}")
    page.attempt(lambda: masking_list.change(state.workspace(), mask.id, mask.name, shown))


def _remove(mask: str) -> None:
    page.attempt(lambda: state.say(words.removed(masking_list.remove(state.workspace(), mask))))


def _add() -> None:
    with st.form("report-names-add", clear_on_submit=True, border=False):
        left, right = st.columns(2)
        left.text_input(words.NAME, key="report.names.new", max_chars=100)
        right.text_input(words.INSTEAD, key="report.names.instead", placeholder=words.INSTEAD_HINT, max_chars=100)
        st.form_submit_button(words.ADD_NAME, key="report.names.add", on_click=_added)


def _added() -> None:
    _mask(state.value("report.names.new"), state.value("report.names.instead"))
