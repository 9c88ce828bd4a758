"""The list of practices: searched, filtered, and parted by the competency each serves first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import streamlit as st

from eq.actions import practices
from eq.actions.names import COMPETENCY_TITLES
from eq.plan.practice import Practice
from eq.reflect.competencies import COMPETENCIES
from eq.ui import look, practices_links, sieve, state
from eq.ui.components.place import keep_place
from eq.wording import practices as words

_NAME = "practices"
_CHOICES: Mapping[str, tuple[str, Mapping[Any, str]]] = {
    "competency": (words.COMPETENCY, COMPETENCY_TITLES),
    "minutes": (words.MINUTES, words.LENGTHS),
    "grade": (words.GRADE, words.GRADES),
}
"""What there is to filter by: name -> what is asked, and its choices in words."""

_SHORT, _MIDDLE = 2, 5


def show() -> None:
    """Search, filter, and the practices that fit them; the ones left out come last."""
    look.page_head("", words.TITLE, words.lead(len(practices.all())))
    sieve.search_box(_NAME, words.SEARCH, words.SEARCH_HINT)
    found = _found()
    if not found:
        _nothing()
    sieve.pick(_NAME, "competency", *_CHOICES["competency"])
    with st.expander(words.filter_label(_active()), key="practices.filter", icon=":material/tune:"):
        sieve.pick(_NAME, "minutes", *_CHOICES["minutes"])
        sieve.pick(_NAME, "grade", *_CHOICES["grade"])
        sieve.tick(_NAME, "guide", words.WITH_GUIDE)
    if found and _narrowed():
        look.quiet(words.found(len(found), len(practices.all())))
        _show_all()
    left = skipped()
    for competency in COMPETENCIES:
        offered = [one for one in found if one.competency == competency and one.id not in left]
        _rows(COMPETENCY_TITLES[competency], offered)
    _rows(words.LEFT_OUT, [one for one in found if one.id in left], lead=words.LEFT_OUT_LEAD)
    keep_place("practices", back=state.get("practices.returned", False))
    state.forget("practices.returned")


def skipped() -> frozenset[str]:
    """Ids of the practices left out, read again only after a change."""
    workspace = state.workspace()
    return state.remembered("practices.skipped", workspace.stamp(), lambda: practices.skipped(workspace))


def _found() -> list[Practice]:
    return [
        one for one in practices.search(sieve.words(_NAME)) if all(_fits(one, name) for name in _CHOICES) and _led(one)
    ]


def _fits(practice: Practice, name: str) -> bool:
    chosen = sieve.chosen(_NAME, name)
    values: dict[str, set[str]] = {
        "competency": {practice.competency, *practice.also},
        "minutes": {_length(practice.minutes_a_day)},
        "grade": {practice.grade},
    }
    return not chosen or not values[name].isdisjoint(chosen)


def _length(minutes: int) -> str:
    if minutes <= _SHORT:
        return "short"
    return "middle" if minutes <= _MIDDLE else "long"


def _led(practice: Practice) -> bool:
    return bool(practice.guide) or not sieve.ticked(_NAME, "guide")


def _active() -> int:
    """How many choices of the folded filter are active."""
    return len(sieve.chosen(_NAME, "minutes")) + len(sieve.chosen(_NAME, "grade")) + sieve.ticked(_NAME, "guide")


def _narrowed() -> bool:
    return bool(sieve.words(_NAME) or sieve.chosen(_NAME, "competency") or _active())


def _nothing() -> None:
    """Right below the search: what follows it is empty."""
    look.quiet(words.NOTHING if sieve.words(_NAME) else words.NONE_FIT)
    _show_all()


def _show_all() -> None:
    st.button(words.SHOW_ALL, key="practices.clear", on_click=sieve.clear, args=(_NAME, "guide", *_CHOICES))


def _rows(heading: str, found: Sequence[Practice], *, lead: str = "") -> None:
    if not found:
        return
    st.header(heading, anchor=False)
    if lead:
        look.quiet(lead)
    for practice in found:
        with st.container(key=f"journal-row-practice-{practice.id}"):
            st.button(
                look.plain(practice.title),
                key=f"practices.open.{practice.id}",
                type="tertiary",
                on_click=practices_links.turn_to,
                args=(practice.id,),
            )
            st.html(f'<div class="eq-row-facts">{escape(_facts(practice))}</div>')


def _facts(practice: Practice) -> str:
    also = [COMPETENCY_TITLES[one] for one in practice.also]
    return words.row(practice.grade, practice.minutes, practice.times, guide=bool(practice.guide), also=also)
