"""Below an entry: the areas it speaks to, and the episodes like it with their facts and if-thens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from eq.actions import history, loop
from eq.actions.journal import title_of
from eq.actions.loop import Alike, Shared
from eq.actions.names import name
from eq.reflect import flow
from eq.reflect.entry import Entry
from eq.reflect.reading import reading
from eq.ui import journal_rows, look, navigation, state
from eq.ui.journal_rows import safe
from eq.wording import journal as journal_words
from eq.wording import loop as words
from eq.wording.debrief import if_then
from eq.wording.entry import shortened
from eq.wording.plain import day

_LONGEST = 200
"""Characters of a fact; the whole of it stands in the episode itself."""


@dataclass(frozen=True)
class _Row:
    """One episode, ready to draw: ``label`` is markdown, ``html`` what stands below it, both safe."""

    entry: str
    label: str
    html: str


def speaks_to(entry: Entry) -> None:
    """The areas the entry speaks to, each leading to Progress; nothing when it speaks to none."""
    areas = loop.speaks_to(entry)
    if not areas:
        return
    with st.container(horizontal=True, key="entry-speaks", vertical_alignment="center"):
        st.caption(words.SPEAKS_TO, width="content")
        for area in areas:
            if st.button(name("competency", area), key=f"entry.speaks.{area}", type="tertiary"):
                _progress(area)


def _progress(area: str) -> None:
    """Progress, with a questionnaire that asks about the area where one was taken."""
    chosen = history.asking(state.workspace(), area, state.get("progress.instrument", ""))
    if chosen:
        state.put("progress.instrument", chosen)
    navigation.go("progress")


def show(entry: Entry) -> None:
    """Episodes like this debrief or preparation; nothing where there are none, and never beside mistreatment."""
    if entry.kind not in ("debrief", "preparation") or flow.abusive(entry):
        return
    workspace = state.workspace()
    rows = state.remembered(
        "journal.alike", (workspace.stamp(), entry.id), lambda: _rows(loop.alike(workspace, entry.id))
    )
    if not rows:
        return
    st.header(words.ALIKE, anchor=False)
    look.quiet(words.ALIKE_LEAD)
    for at, row in enumerate(rows):
        with st.container(key=f"journal-row-like-{at}"):
            st.button(
                row.label,
                key=f"journal.like.{row.entry}",
                type="tertiary",
                on_click=journal_rows.show_entry,
                args=(row.entry,),
            )
            st.html(row.html)


def _rows(found: Sequence[Alike]) -> tuple[_Row, ...]:
    return tuple(_row(one.entry, one.shared) for one in found)


def _row(entry: Entry, shared: Shared) -> _Row:
    facts = [field for field in reading(entry).facts if field != "prompt"]
    # Where there is no title, what happened would stand there and then once more among the facts.
    dated = "happened" in facts and not entry.text("title")
    parts = [_line(words.alike_facts(entry, dated=not dated)), _line([_common(shared)])]
    cue, act = (entry.text(field).rstrip("., ") for field in ("if_cue", "if_act"))
    if cue and act and not flow.abusive(entry):
        parts.append(f'<p class="eq-like-plan">{if_then(safe(cue), safe(act))}</p>')
    for field in facts:
        text = shortened(look.one_line(entry.text(field)), _LONGEST)
        label = escape(words.FACT.get(field, journal_words.FIELD[field]))
        parts.append(f'<p class="eq-like-fact"><span>{label}</span> {safe(text)}</p>')
    label = day(entry.local_date) if dated else title_of(entry)
    return _Row(entry.id, look.plain(label), "".join(parts))


def _line(parts: Sequence[str]) -> str:
    return f'<div class="eq-row-facts">{" · ".join(parts)}</div>' if parts else ""


def _common(shared: Shared) -> str:
    return words.shared(
        shared.client,
        [safe(name("trigger", value)) for value in shared.triggers],
        [escape(name("competency", value)) for value in shared.competencies],
        [safe(name("channel", value)) for value in shared.channels],
    )
