"""The journal's episodes of every area of a questionnaire: how many, the latest three, and the way to all of them."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from eq.actions import journal, loop
from eq.assess.questionnaire import Questionnaire
from eq.reflect.competencies import COMPETENCIES, Competency
from eq.ui import journal_filter, journal_rows, look, navigation, state
from eq.wording import loop as words
from eq.wording.plain import listing


@dataclass(frozen=True)
class _Link:
    entry: str
    label: str


@dataclass(frozen=True)
class _Area:
    """One area, ready to draw; every text is safe markdown."""

    id: Competency
    title: str
    n: int
    links: tuple[_Link, ...]


def show(questionnaire: Questionnaire, *, key: str) -> None:
    """The card; nothing for a questionnaire that asks about none of the five areas. ``key`` names the page."""
    scales = [scale for scale in questionnaire.scales if scale.id in COMPETENCIES]
    if not scales:
        return
    workspace = state.workspace()
    found = state.remembered("loop.episodes", workspace.stamp(), lambda: _links(loop.episodes_of(workspace)))
    areas = [
        _Area(at, look.plain(scale.title), *found[at]) for scale in scales for at in COMPETENCIES if at == scale.id
    ]
    with look.card(key=f"episodes-{key}"):
        st.header(words.TITLE, anchor=False)
        if not any(area.n for area in areas):
            st.markdown(words.EMPTY)
            if st.button(words.EMPTY_GO, key=f"episodes.{key}.debrief"):
                navigation.go("debrief")
            return
        look.quiet(words.LEAD)
        for area in (one for one in areas if one.n):
            _area(area, key)
        without = [area.title for area in areas if not area.n]
        if without:
            st.caption(words.none_of(listing(without)))


def _links(found: dict[Competency, loop.Episodes]) -> dict[Competency, tuple[int, tuple[_Link, ...]]]:
    return {
        area: (
            episodes.n,
            tuple(
                _Link(one.id, words.episode(look.plain(journal.title_of(one)), one.local_date)) for one in episodes.last
            ),
        )
        for area, episodes in found.items()
    }


def _area(area: _Area, key: str) -> None:
    with st.container(key=f"episodes-of-{key}-{area.id}"):
        st.subheader(words.area(area.title, area.n), anchor=False)
        for link in area.links:
            if st.button(link.label, key=f"episodes.{key}.{area.id}.{link.entry}", type="tertiary", width="stretch"):
                journal_rows.show_entry_from(key, link.entry)
        more = area.n > len(area.links)
        if more and st.button(
            words.all_of(area.n, area.title), key=f"episodes.{key}.{area.id}.all", type="tertiary", width="stretch"
        ):
            journal_filter.only(loop.episodes_filter(area.id))
            navigation.go("journal")
