"""Write: a note, by a question or free, or feedback that was received."""

from __future__ import annotations

from datetime import datetime, timedelta

import streamlit as st

from eq.actions import clock, entries, noting
from eq.actions.noting import Kind
from eq.errors import EqError
from eq.reflect.entry import LONGEST_LABEL, Entry, TextField
from eq.ui import look, page, state, write_parts, write_tab
from eq.ui.components import writing
from eq.wording import write as words

_LINGERS = timedelta(minutes=10)
"""How long the page goes on showing what was just kept."""


def _body() -> None:
    write_tab.remember_by_address()
    problem = write_tab.wanted()
    done = _just_kept()
    if done is not None:
        write_parts.kept(done)
        return
    of = write_tab.kind()
    look.page_head("", words.TITLE[of], words.FEEDBACK_LEAD if of == "feedback" else "")
    if problem is not None:
        page.problems(problem)
    st.segmented_control(
        words.KIND,
        list(noting.KINDS),
        format_func=words.KINDS.__getitem__,
        label_visibility="collapsed",
        required=True,
        width="stretch",
        **state.bound("write.kind", noting.KINDS),
    )
    write_parts.drafts()
    entry = write_tab.found()
    if of == "note":
        _note(entry)
    else:
        _feedback(entry)
    # Not in a callback: those of the fields, which store the last words, must all have run before.
    if st.button(words.KEEP, type="primary", key="write.keep"):
        _finish(of)
    writing.switch("write.plain")


def _note(entry: Entry | None) -> None:
    one = write_tab.current()
    question = write_parts.question(entry)
    text = entry.text("text") if entry else ""
    writing.field(
        key=f"write.text.{one}",
        label=question or words.BODY,
        hint=words.BODY_HINT,
        value=text,
        on_text=lambda typed: write_tab.write(one, "note", "text", typed),
        rows=6,
        chips=words.BODY_CHIPS,
        chips_label=words.NEXT_CHIPS,
    )
    if text and st.toggle(words.PREVIEW, key=f"write.preview.{one}"):
        with look.card(key="write-reads"):
            look.note(text)
    write_parts.closing(entry)
    write_parts.about(entry, "note")


def _feedback(entry: Entry | None) -> None:
    chips = noting.chips()
    _box("from_whom", words.FROM, entry, hint=words.FROM_HINT, rows=1, chips=words.FROM_CHIPS)
    _box("keep", words.KEEP_FIELD, entry, chips=chips["keep"])
    _box("change", words.CHANGE_FIELD, entry, hint=words.CHANGE_HINT, chips=chips["change"])
    write_parts.areas(entry, "feedback")
    with st.expander(words.MORE_FEEDBACK, key="write.more"):
        write_parts.own_tags(entry, "feedback")
        write_parts.moment(entry, "feedback")


def _box(
    field: TextField, label: str, entry: Entry | None, *, chips: tuple[str, ...], hint: str = "", rows: int = 3
) -> None:
    one = write_tab.current()
    writing.field(
        key=f"write.{field}.{one}",
        label=label,
        value=entry.text(field) if entry else "",
        on_text=lambda text: write_tab.write(one, "feedback", field, text),
        hint=hint,
        rows=rows,
        limit=LONGEST_LABEL if rows == 1 else 100_000,
        chips=chips,
        chips_label=words.SUGGESTIONS,
        fill="replace" if rows == 1 else "append",
    )


def _finish(of: Kind) -> None:
    one = write_tab.current()
    try:
        noting.finish(state.workspace(), one)
    except EqError as problem:
        state.refuse(problem)
    else:
        write_tab.close(of)
        state.put("write.kept", (one, clock.now()))
    st.rerun()


def _just_kept() -> Entry | None:
    kept: tuple[str, datetime] | None = state.get("write.kept", None)
    if kept is None:
        return None
    found = entries.find(state.workspace(), kept[0]) if clock.now() - kept[1] < _LINGERS else None
    if found is None:
        state.forget("write.kept")
    return found


page.show(_body)
