"""Going further: the questions of a preparation, each of which may stay empty."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from eq.actions import debriefing, entries, names, preparing, ways
from eq.actions.preparing import Card
from eq.errors import EqError
from eq.reflect.entry import Entry, TextField
from eq.ui import debrief_fields as fields
from eq.ui import debrief_pauses as pauses
from eq.ui import look, state, way_out
from eq.ui import prepare_tab as tab
from eq.ui.components import writing
from eq.ui.components.place import keep_place
from eq.wording import debrief as asked
from eq.wording import prepare as words
from eq.wording.journal import FIELD


def show(entry: Entry | None, card: Card) -> None:
    """The questions; ``entry`` is None before the first answer."""
    look.page_head(words.PAGE, words.title(card.client_label), words.FURTHER_LEAD)
    way_out.line(words.AWAY, key="prepare", came_from="prepare")
    with st.container(horizontal=True, key="prepare-above"):
        st.button(words.SEE_CARD, key="prepare.card", on_click=tab.show, args=("card",))
        st.button(words.SETTLE, key="prepare.settle", on_click=tab.show, args=("settle",))
    chips = state.remembered(
        "prepare.chips", (tab.current(), card.chosen), lambda: preparing.suggestions(state.workspace(), card)
    )
    _them(entry)
    _needs(entry)
    st.header(words.CONTACT, anchor=False)
    _box("outcome", entry, words.OUTCOME_CHIPS)
    _box("can", entry, words.CAN_CHIPS)
    _box("cannot", entry, words.CANNOT_CHIPS)
    _box("involve", entry, words.INVOLVE_CHIPS, rows=1)
    st.header(words.MY_WORDS, anchor=False)
    _box("limit", entry, chips["limit"], once=True)
    look.quiet(words.LIMIT_END)
    _box("opening", entry, chips["opening"], once=True)
    _planned(entry, card)
    st.header(words.IN_CASE, anchor=False)
    _box("if_cue", entry, (), asked.IF, rows=1)
    _box("if_act", entry, (), asked.THEN, rows=1)
    _box("text", entry, (), words.ELSE)
    _where(entry)
    # Not in a callback: those of the fields, which store the last words, must all have run before.
    if st.button(words.KEEP, key="prepare.keep", type="primary"):
        _keep()
    writing.switch("prepare.plain")
    keep_place("prepare.further", back=False)


def _box(
    field: TextField,
    entry: Entry | None,
    chips: Sequence[str],
    label: str = "",
    *,
    chips_label: str = "",
    rows: int = 2,
    once: bool = False,
) -> None:
    # Asked once for each preparation: no question changes over night while one writes.
    questions = state.remembered("prepare.questions", tab.current(), lambda: preparing.questions(state.zone()))
    fields.box(
        field,
        entry,
        label or FIELD[field],
        chips,
        rows=rows,
        hint=questions.get(field, ""),
        chips_label=chips_label,
        once=once,
        draft=tab.DRAFT,
    )


def _them(entry: Entry | None) -> None:
    st.header(words.THEM, anchor=False)
    labels = [one.text for one in debriefing.offered().labels]
    _box("label", entry, labels, asked.LABEL, rows=1, chips_label=asked.LABEL_CHIPS, once=True)
    readings = debriefing.readings(entry.text("label") if entry else "")
    _box("fairer", entry, readings, asked.FAIRER_LABEL, chips_label=asked.FAIRER_CHIPS)


def _needs(entry: Entry | None) -> None:
    st.header(words.NEED, anchor=False)
    one, needs = tab.current(), debriefing.offered().needs
    fields.tags("need", entry, {need.id: need.text for need in needs}, words.NEED, hide_label=True, draft=tab.DRAFT)
    chosen = entry.tagged("need") if entry else ()
    for need in needs:
        if need.id in chosen:
            look.quiet(f"{need.text}: {need.hint}")
    _box("need", entry, (), asked.NEED_OWN, rows=1)
    ends = (asked.SURE_LOW, asked.SURE_HIGH)
    sure = entry.need_sure if entry else None
    fields.scale("need_sure", asked.NEED_SURE, range(0, 101, 10), sure, ends, draft=tab.DRAFT)
    fields.choice(
        "asked",
        words.NEED_ASKED,
        asked.ASKED,
        {True: "yes", False: "no", None: None}[entry.need_asked if entry else None],
        lambda said: tab.keep(one, lambda ws, e: entries.note(ws, e, need_asked=said == "yes")),
        draft=tab.DRAFT,
    )


def _planned(entry: Entry | None, card: Card) -> None:
    titles = {way.id: way.title for way in ways.all()}
    chosen = entry.tagged("response") if entry else ()
    # Asked once for each preparation, so that no chip moves while it is tapped.
    first = state.remembered(
        "prepare.often",
        tab.current(),
        lambda: (*(use.response for use in card.used[:6]), *debriefing.most_used(state.workspace())),
    )
    fields.tags(
        "response",
        entry,
        {one: titles.get(one, one) for one in dict.fromkeys([*first, *chosen])},
        words.PLANNED,
        draft=tab.DRAFT,
    )
    rest = {one: title for one, title in titles.items() if one not in first and one not in chosen}
    fields.find("response", rest, words.PLANNED_ALL, draft=tab.DRAFT)


def _where(entry: Entry | None) -> None:
    with st.expander(words.WHERE, key="prepare.where"):
        fields.client(entry, draft=tab.DRAFT)
        fields.tags("trigger", entry, names.names("trigger"), words.TRIGGER, own=True, draft=tab.DRAFT)
        fields.tags("channel", entry, names.names("channel"), words.CHANNEL, own=True, draft=tab.DRAFT)
        fields.tags("competency", entry, names.names("competency"), asked.AREAS, draft=tab.DRAFT)


def _keep() -> None:
    try:
        tab.finish()
    except EqError as problem:
        state.refuse(problem)
    st.rerun()


def settle() -> None:
    """Ways to settle, and to look around, each as good as the others."""
    look.page_head(words.PAGE, asked.SETTLE_TITLE, asked.SETTLE_LEAD)
    doing = pauses.settle_ways()
    st.button(
        asked.SETTLED if doing else asked.SETTLE_BACK,
        key="prepare.settled",
        type="primary" if doing else "secondary",
        on_click=_settled,
        args=(doing,),
    )
    keep_place("prepare.settle", back=False)


def _settled(did: bool) -> None:
    pauses.end_settling()
    if did and tab.begun():
        tab.keep(tab.current(), lambda ws, e: entries.note(ws, e, settled=True))
    tab.show("further")
