"""The list of the playbook: searched, filtered, and parted by when in a contact a way is mostly used."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import streamlit as st

from eq.actions import ways
from eq.actions.names import COMPETENCY_TITLES
from eq.actions.ways import Gone, Sentence
from eq.reflect.ways import ENDS_CONTACT, STAGES, Way
from eq.ui import look, playbook_links, sieve, state, way_out
from eq.ui.components.place import keep_place
from eq.wording import playbook as words

_NAME = "playbook"
_CHOICES: Mapping[str, tuple[str, Mapping[Any, str]]] = {
    "stage": (words.STAGE, words.STAGES),
    "competency": (words.COMPETENCY, COMPETENCY_TITLES),
    "grade": (words.GRADE, words.GRADES),
}
"""What there is to filter by: name -> what is asked, and its choices in words."""


def show() -> None:
    """Search, filter, and the ways that fit them."""
    look.page_head("", words.TITLE, words.lead(len(ways.all())))
    way_out.line(words.IN_DANGER, key="list")
    sieve.search_box(_NAME, words.SEARCH, words.SEARCH_HINT)
    sieve.pick(_NAME, "stage", *_CHOICES["stage"])
    with st.expander(words.filter_label(_active()), key="playbook.filter", icon=":material/tune:"):
        sieve.pick(_NAME, "competency", *_CHOICES["competency"])
        sieve.pick(_NAME, "grade", *_CHOICES["grade"])
        sieve.tick(_NAME, "used", words.USED_ONLY)
    used = gone()
    found = _found(used)
    if _narrowed():
        nothing = words.NOTHING if sieve.words(_NAME) else words.NONE_FIT
        look.quiet(words.found(len(found), len(ways.all())) if found else nothing)
        st.button(words.SHOW_ALL, key="playbook.clear", on_click=sieve.clear, args=(_NAME, "used", *_CHOICES))
    if not found:
        way_out.line(words.IN_DANGER, key="nothing")
    for stage in STAGES:
        _rows(words.STAGE_HEADS[stage], [way for way in found if way.stage == stage], used)
    keep_place("playbook", back=state.get("playbook.returned", False))
    state.forget("playbook.returned")


def gone() -> dict[str, Gone]:
    """How it has gone with every way, read again only after a change."""
    workspace = state.workspace()
    return state.remembered("playbook.gone", workspace.stamp(), lambda: ways.gone(workspace))


def own() -> dict[str, tuple[Sentence, ...]]:
    """Own sentences by way, read again only after a change."""
    workspace = state.workspace()
    return state.remembered("playbook.own", workspace.stamp(), lambda: ways.sentences(workspace))


def _found(used: Mapping[str, Gone]) -> list[Way]:
    found = ways.search(sieve.words(_NAME), own())
    for name in _CHOICES:
        chosen = sieve.chosen(_NAME, name)
        found = tuple(way for way in found if not chosen or getattr(way, name) in chosen)
    return [way for way in found if used[way.id].n or not sieve.ticked(_NAME, "used")]


def _active() -> int:
    """How many choices of the folded filter are active."""
    return len(sieve.chosen(_NAME, "competency")) + len(sieve.chosen(_NAME, "grade")) + sieve.ticked(_NAME, "used")


def _narrowed() -> bool:
    return bool(sieve.words(_NAME) or sieve.chosen(_NAME, "stage") or _active())


def _rows(heading: str, found: Sequence[Way], used: Mapping[str, Gone]) -> None:
    if not found:
        return
    st.header(heading, anchor=False)
    for way in found:
        with st.container(key=f"journal-row-way-{way.id}"):
            st.button(
                look.plain(way.title),
                key=f"playbook.open.{way.id}",
                type="tertiary",
                on_click=playbook_links.turn_to,
                args=(way.id,),
            )
            line = _facts(way, used[way.id].n)
            st.html(f'<div class="eq-row-facts">{escape(line)}</div>')


def _facts(way: Way, used: int) -> str:
    return (
        words.SAFETY_FIRST if way.id == ENDS_CONTACT else words.row(COMPETENCY_TITLES[way.competency], way.grade, used)
    )
