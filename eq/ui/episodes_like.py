"""Below an entry: the areas it speaks to, and the episodes like it with their facts and if-thens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from eq.actions import loop
from eq.actions.journal import title_of
from eq.actions.loop import Alike
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
        look.quiet(words.SPEAKS_TO)
        for area in areas:
            st.page_link(navigation.page("progress"), label=name("competency", area))


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
    return tuple(_Row(one.entry.id, look.plain(title_of(one.entry)), _below(one)) for one in found)


def _below(one: Alike) -> str:
    entry, shared = one.entry, one.shared
    facts = " · ".join(escape(fact) for fact in words.alike_facts(entry))
    common = words.shared(
        shared.client,
        [safe(name("trigger", value)) for value in shared.triggers],
        [escape(name("competency", value)) for value in shared.competencies],
        [safe(name("channel", value)) for value in shared.channels],
    )
    html = f'<div class="eq-row-facts">{facts}</div><div class="eq-row-facts">{common}</div>'
    plan = if_then(safe(entry.text("if_cue")), safe(entry.text("if_act")))
    if plan and not flow.abusive(entry):
        html += f'<p class="eq-like-plan">{plan}</p>'
    for field in reading(entry).facts:
        text = shortened(look.one_line(entry.text(field)), _LONGEST)
        html += f'<p class="eq-like-fact"><span>{escape(journal_words.FIELD[field])}</span> {safe(text)}</p>'
    return html
