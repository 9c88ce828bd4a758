"""An exercise that is a form: boxes that may stay empty, remembered in this tab, kept as a note only when asked."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from eq.actions import clock, entries
from eq.errors import EqError
from eq.ui import guide_tab, look, navigation, page, state
from eq.ui.components import writing
from eq.wording import guide as words

if TYPE_CHECKING:
    from eq.plan.practice import Field, Guide

LONGEST = 500
_PERCENT = range(0, 101, 10)
_LONGEST_VISIT = 60 * 60
"""Seconds after which a form was left open rather than worked on."""


def show(guide: Guide) -> None:
    """The boxes, and the way on."""
    if guide_tab.get("began", None) is None:
        guide_tab.put("began", clock.now())
    for field in guide.fields:
        if field.kind == "text":
            _text(field)
        else:
            _percent(field)
    look.quiet(words.NOT_KEPT)
    with st.container(horizontal=True, gap="small", key="guide-onward"):
        st.button(words.FINISH, key="guide.finish", type="primary", on_click=page.attempt, args=(_finish,))
        st.button(words.LEAVE, key="guide.leave", type="tertiary", on_click=guide_tab.leave)
    writing.switch(key="guide.plain")


def _text(field: Field) -> None:
    writing.field(
        key=f"guide.field.{field.id}.{guide_tab.run()}",
        label=field.label,
        hint=field.hint,
        value=guide_tab.typed().get(field.id, ""),
        on_text=partial(guide_tab.type_, field.id),
        rows=2,
        limit=LONGEST,
        help_kept=False,
        said=words.FIELD,
    )


def _percent(field: Field) -> None:
    key, known = f"guide.percent.{field.id}.{guide_tab.run()}", guide_tab.typed().get(field.id, "")
    state.hold(key, next((value for value in _PERCENT if words.percent(value) == known), None))

    def keep() -> None:
        guide_tab.type_(field.id, words.percent(state.value(key)))

    with st.container(key=f"scale-guide-{field.id}"):
        st.radio(
            f"**{look.plain(field.label)}** {look.plain(field.hint)}",
            _PERCENT,
            index=None,
            key=key,
            horizontal=True,
            on_change=keep,
        )
        with st.container(horizontal=True, horizontal_alignment="distribute", key=f"ends-guide-{field.id}"):
            for end in words.PERCENT_ENDS:
                look.quiet(end)


def _finish() -> None:
    began = guide_tab.get("began", None)
    spent = int((clock.now() - began).total_seconds()) if began else 0
    guide_tab.begin("finished")
    guide_tab.put("seconds", max(0, min(spent, _LONGEST_VISIT)))
    guide_tab.close()


def note(guide: Guide) -> None:
    """What was typed, once more, and the one way to keep it."""
    text = words.note(guide, guide_tab.typed())
    if not text:
        return
    with look.card(key="guide-note"):
        look.note(text)
        one = guide_tab.get("noted", "")
        if one:
            with st.container(horizontal=True, vertical_alignment="center"):
                look.quiet(words.NOTE_KEPT)
                if st.button(words.SEE_NOTE, key="guide.see_note", type="tertiary"):
                    state.put("journal.entry", one)
                    navigation.go("journal")
            return
        look.quiet(words.NOT_KEPT)
        st.button(words.KEEP_NOTE, key="guide.keep_note", on_click=page.attempt, args=(partial(_keep, guide),))


def _keep(guide: Guide) -> None:
    from eq.actions import noting

    text = words.note(guide, guide_tab.typed())
    if not text:
        raise EqError(guide.title, words.NOTHING_TYPED, words.NOTHING_TYPED_DO)
    if not guide_tab.get("note", ""):
        guide_tab.put("note", entries.new_id())
    one: str = guide_tab.get("note", "")
    noting.keep(state.workspace(), one, title=guide.title, text=text, zone=state.zone())
    guide_tab.put("noted", one)
