"""Episodes to let out, each ticked by itself."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from eq.actions.journal import title_of
from eq.reflect.entry import KINDS, Entry, TextField
from eq.reflect.reading import withheld
from eq.ui import look, state
from eq.ui import report_tab as tab
from eq.wording import report_after as after
from eq.wording import report_page as words

_AT_ONCE = 20


def show(found: Sequence[Entry]) -> None:
    """A fold that says how many are ticked; the list is drawn once it is opened."""
    # The label stays the same: a fold whose label changes closes under the hand that ticks.
    with st.expander(words.EPISODES, key="report.episodes", on_change="rerun") as opened:
        if opened.open:
            _list(found)
    taken = len(tab.ticked())
    look.quiet(words.episodes(taken, len(found), len(tab.entries()) - taken))


def _list(found: Sequence[Entry]) -> None:
    there: list[str] = ["", *(kind for kind in KINDS if any(one.kind == kind for one in found))]
    left, right = st.columns(2)
    with left:
        kind = st.selectbox(
            words.KIND,
            there,
            format_func=words.kind,
            **state.bound("report.episodes.kind", there),
        )
    with right:
        tab.field(words.SEARCH, "report.episodes.words")
    wanted = state.get("report.episodes.words", "").casefold().split()
    fits = [one for one in found if (not kind or one.kind == kind) and _holds(one, wanted)]
    if not fits:
        look.quiet(words.NO_EPISODE)
    shown = state.get("report.episodes.shown", _AT_ONCE)
    with st.container(key="report-episodes-list"):
        for one in fits[:shown]:
            _row(one)
    with st.container(horizontal=True, key="report-episodes-more"):
        if len(fits) > shown:
            st.button(
                after.more(min(_AT_ONCE, len(fits) - shown)),
                key="report.episodes.more",
                on_click=state.put,
                args=("report.episodes.shown", shown + _AT_ONCE),
            )
        if tab.ticked():
            st.button(
                words.CLEAR_EPISODES, key="report.episodes.clear", on_click=state.forget, args=("report.entries",)
            )


def _holds(entry: Entry, wanted: Sequence[str]) -> bool:
    if not wanted:
        return True
    inside = "\n".join([title_of(entry), *_readable(entry)]).casefold()
    return all(word in inside for word in wanted)


def _readable(entry: Entry) -> list[str]:
    """The texts that would stand in a list of the journal, too."""
    hidden = withheld(entry)
    return [text for field, text in entry.texts.items() if field not in hidden]


def _row(entry: Entry) -> None:
    title = title_of(entry)
    with st.container(key=f"report-episode-{entry.id}", gap=None):
        tab.tick(
            look.plain(words.episode(entry.local_date, entry.kind, title)),
            f"report.episode.{entry.id}",
            now=entry.id in tab.entries(),
            keep=tab.member("report.entries", frozenset(), entry.id),
        )
        field: TextField = "text" if entry.kind in ("check-in", "note", "feedback") else "next_time"
        if said := words.beginning(entry.text(field), title):
            look.quiet(said)
