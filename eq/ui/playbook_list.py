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
from eq.ui import look, playbook_links, state, way_out
from eq.ui.components.place import keep_place
from eq.wording import playbook as words

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
    _search_box()
    _pick("stage")
    with st.expander(words.filter_label(_active()), key="playbook.filter", icon=":material/tune:"):
        _pick("competency")
        _pick("grade")
        _used_only()
    used = gone()
    found = _found(used)
    if _narrowed():
        nothing = words.NOTHING if _words() else words.NONE_FIT
        look.quiet(words.found(len(found), len(ways.all())) if found else nothing)
        st.button(words.SHOW_ALL, key="playbook.clear", on_click=_clear)
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
    found = ways.search(_words(), own())
    for name in _CHOICES:
        chosen = _chosen(name)
        found = tuple(way for way in found if not chosen or getattr(way, name) in chosen)
    return [way for way in found if used[way.id].n or not _only_used()]


def _words() -> str:
    return state.get("playbook.words", "").strip()


def _chosen(name: str) -> tuple[str, ...]:
    chosen: tuple[str, ...] = state.get(f"playbook.{name}", ())
    return chosen


def _only_used() -> bool:
    return state.get("playbook.used", False)


def _active() -> int:
    """How many choices of the folded filter are active."""
    return len(_chosen("competency")) + len(_chosen("grade")) + _only_used()


def _narrowed() -> bool:
    return bool(_words() or _chosen("stage") or _active())


def _clear() -> None:
    state.forget("playbook.words", "playbook.used", *(f"playbook.{name}" for name in _CHOICES))


def _search_box() -> None:
    key = "playbook.search"
    state.hold(key, state.get("playbook.words", ""))
    st.text_input(
        words.SEARCH,
        key=key,
        placeholder=words.SEARCH_HINT,
        max_chars=200,
        icon=":material/search:",
        on_change=lambda: state.put("playbook.words", state.value(key)),
    )


def _pick(name: str) -> None:
    """Chips to choose several from; none chosen means all."""
    label, options = _CHOICES[name]
    key = f"playbook.pick.{name}"
    state.hold(key, list(_chosen(name)))
    with st.container(key=f"playbook-chips-{name}"):
        st.pills(
            label,
            list(options),
            selection_mode="multi",
            key=key,
            format_func=options.__getitem__,
            on_change=lambda: state.put(f"playbook.{name}", tuple(state.value(key))),
        )


def _used_only() -> None:
    key = "playbook.pick.used"
    state.hold(key, _only_used())
    st.checkbox(words.USED_ONLY, key=key, on_change=lambda: state.put("playbook.used", state.value(key)))


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
