"""The questions of a debrief, one screen each: what is drawn between its head and its way on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal, cast

import streamlit as st

from eq.actions import debriefing, entries, promises, ways
from eq.reflect import flow
from eq.reflect.competencies import COMPETENCIES
from eq.reflect.entry import Entry, Worked
from eq.reflect.flow import Screen
from eq.store.workspace import Workspace
from eq.ui import debrief_fields as fields
from eq.ui import debrief_tab as tab
from eq.ui import feelings, look, playbook_links, promise_parts, state
from eq.ui.components import plane
from eq.wording import debrief as words
from eq.wording.playbook import READ

_AT_ONCE = 5
Draw = Callable[[Entry | None], None]


def draw(screen: Screen, entry: Entry | None) -> None:
    """Draw the question of a screen that is no pause."""
    _SCREENS[screen](entry)


def _severity(entry: Entry | None) -> None:
    fields.scale(
        "severity",
        words.QUESTION["severity"],
        range(11),
        entry.severity if entry else None,
        (words.SEVERITY_LOW, words.SEVERITY_HIGH),
        hide_label=True,
    )


def _kind(entry: Entry | None) -> None:
    one, kinds = tab.current(), tab.offered().kinds
    fields.choice(
        "episode",
        words.QUESTION["kind"],
        {kind.id: kind.text for kind in kinds},
        entry.episode if entry else None,
        lambda chosen: tab.keep(one, lambda ws, e: entries.note(ws, e, episode=chosen)),
        hints=[kind.hint for kind in kinds],
        hide_label=True,
    )


def _happened(entry: Entry | None) -> None:
    if state.get("debrief.folded", False):
        look.quiet(words.FOLDED)
        st.button(words.SHOW_STORY, key="debrief.story", on_click=state.put, args=("debrief.folded", False))
        return
    fields.box("happened", entry, words.WHAT, words.HAPPENED_BEGIN, rows=4)
    with _optional(words.QUOTES_FOLD, bool(entry and entry.text("quotes"))):
        fields.box("quotes", entry, words.QUOTES, words.QUOTES_BEGIN, rows=2)


def _did(entry: Entry | None) -> None:
    chips = words.DID_ABUSED if flow.abusive(entry) else words.DID_BEGIN
    fields.box("did", entry, words.DID, chips, rows=3)


def _reported(entry: Entry | None) -> None:
    fields.box("reported", entry, words.REPORTED, words.WHOM_TOLD, rows=3)


def _responses(entry: Entry | None) -> None:
    offered, used = ways.all(), entry.tagged("response") if entry else ()
    titles = {one.id: one.title for one in offered}

    def at_once() -> tuple[str, ...]:
        unknown = [one for one in used if one not in titles]
        return (*debriefing.offered_first(state.workspace(), entry), *unknown)

    # Asked once for each debrief, so that no chip moves while it is tapped.
    first = state.remembered("debrief.often", tab.current(), at_once)
    fields.tags("response", entry, {one: titles.get(one, one) for one in first}, words.MOST_USED)
    others = [titles[one] for one in used if one in titles and one not in first]
    if others:
        look.quiet(words.also(others))
    with st.expander(words.ALL_RESPONSES.format(n=len(offered)), key="debrief.responses.all"):
        rest = [one for one in offered if one.id not in first]
        fields.find("response", {one.id: one.title for one in rest if one.id not in used}, words.FIND)
        for area in COMPETENCIES:
            mine = {one.id: one.title for one in rest if one.competency == area}
            if mine:
                fields.tags("response", entry, mine, words.COMPETENCY[area], group=area)
    with _optional(words.DID_FOLD, bool(entry and entry.text("did"))):
        _did(entry)
    with st.expander(READ, key="debrief.responses.read"):
        playbook_links.row([*used, *first], key="debrief", came_from="debrief", head=False)


def _next(entry: Entry | None) -> None:
    offered = tab.offered()
    if flow.abusive(entry):
        fields.box("next_time", entry, words.NEXT_STEP_LABEL, words.STEPS_FOR_ME, rows=2, once=True)
        return
    chips = [f"{chip.text}." for chip in offered.change[:6]] + [one.text for one in offered.starters]
    chips += [f"{chip.text}." for chip in offered.change[6:]]
    fields.box("next_time", entry, words.NEXT_LABEL, chips, rows=2, once=True)


def _felt(moment: Literal["before", "after"]) -> Draw:
    def draw_it(entry: Entry | None) -> None:
        one = tab.current()
        point = entry.points.get(moment) if entry else None
        plane.plane(
            key=f"debrief.{moment}.{one}",
            label=words.FEELING,
            pleasantness=point.pleasantness if point else None,
            energy=point.energy if point else None,
            on_point=lambda x, y: tab.store(one, lambda ws, e: entries.place(ws, e, moment, x, y)),
        )
        feelings.picker(
            entry.felt(moment) if entry else (),
            point,
            key=f"debrief.words.{moment}.{one}",
            on_words=lambda felt: tab.keep(one, lambda ws, e: entries.feel(ws, e, moment, felt)),
        )

    return draw_it


def _label(entry: Entry | None) -> None:
    fields.box(
        "label", entry, words.LABEL, [one.text for one in tab.offered().labels],
        rows=1, chips_label=words.LABEL_CHIPS, once=True,
    )  # fmt: skip
    readings = debriefing.readings(entry.text("label") if entry else "")
    fields.box("fairer", entry, words.FAIRER_LABEL, readings, rows=2, chips_label=words.FAIRER_CHIPS)


def _needs(entry: Entry | None) -> None:
    one, needs = tab.current(), tab.offered().needs
    fields.tags("need", entry, {need.id: need.text for need in needs}, words.QUESTION["needs"], hide_label=True)
    chosen = entry.tagged("need") if entry else ()
    for need in needs:
        if need.id in chosen:
            look.quiet(f"{need.text}: {need.hint}")
    fields.box("need", entry, words.NEED_OWN, (), rows=1)
    ends = (words.SURE_LOW, words.SURE_HIGH)
    fields.scale("need_sure", words.NEED_SURE, range(0, 101, 10), entry.need_sure if entry else None, ends)
    asked = {True: "yes", False: "no", None: None}[entry.need_asked if entry else None]
    fields.choice(
        "asked",
        words.NEED_ASKED,
        words.ASKED,
        asked,
        lambda said: tab.keep(one, lambda ws, e: entries.note(ws, e, need_asked=said == "yes")),
    )


def _worked(entry: Entry | None) -> None:
    one, names = tab.current(), tab.offered().words
    for at, used in enumerate(tag for tag in (entry.tags if entry else ()) if tag.kind == "response"):
        fields.choice(
            f"worked-{at}",
            look.plain(names.get(used.value, used.value)),
            words.WORKED,
            used.worked,
            _judge(one, used.value),
        )


def _judge(one: str, response: str) -> Callable[[str], None]:
    return lambda said: tab.keep(one, lambda ws, e: entries.judge(ws, e, response, cast("Worked", said)))


def _boxed(field: Literal["helpful", "keep", "change"], label: str) -> Draw:
    def draw_it(entry: Entry | None) -> None:
        chips = getattr(tab.offered(), field)
        fields.box(field, entry, label, [chip.text for chip in chips])

    return draw_it


def _if_then(entry: Entry | None) -> None:
    one, starters = tab.current(), tab.offered().starters
    fields.box("if_cue", entry, words.IF, (), rows=1)
    fields.box("if_act", entry, words.THEN, (), rows=1)
    parts = {starter.id: (starter.cue, starter.act) for starter in starters}

    def begin(name: str) -> None:
        def fill(workspace: Workspace, entry_id: str) -> None:
            entries.write(workspace, entry_id, "if_cue", parts[name][0])
            entries.write(workspace, entry_id, "if_act", parts[name][1])

        tab.keep(one, fill)

    texts = [(starter.id, starter.text) for starter in starters]
    fields.taps("starters", words.STARTERS, dict(texts[:_AT_ONCE]), begin)
    with st.expander(words.MORE_STARTERS):
        fields.taps("starters-more", words.STARTERS, dict(texts[_AT_ONCE:]), begin)


def _promises(entry: Entry | None) -> None:
    one = tab.current()
    made = promises.of_entry(state.workspace(), one) if entry else []
    promise_parts.listed(made, key=f"debrief.promises.{one}")
    # A promise belongs to an entry, so the draft has to be there before one is made.
    tab.store(one, lambda ws, e: None)
    promise_parts.form(one, entry.client if entry else None, key=f"debrief.promise.{one}", primary=False)


def _about(entry: Entry | None) -> None:
    offered = tab.offered()
    fields.tags("competency", entry, words.COMPETENCY, words.AREAS)
    fields.tags("trigger", entry, {chip.id: chip.text for chip in offered.triggers}, words.TRIGGERS, own=True)
    fields.tags("channel", entry, {chip.id: chip.text for chip in offered.channels}, words.CHANNEL, own=True)
    fields.client(entry)


def _optional(label: str, opened: bool) -> st.delta_generator.DeltaGenerator:
    return st.expander(label, expanded=opened)


_SCREENS: Mapping[Screen, Draw] = {
    "severity": _severity,
    "kind": _kind,
    "happened": _happened,
    "did": _did,
    "reported": _reported,
    "responses": _responses,
    "next": _next,
    "before": _felt("before"),
    "after": _felt("after"),
    "label": _label,
    "needs": _needs,
    "worked": _worked,
    "helpful": _boxed("helpful", words.HELPFUL),
    "keep": _boxed("keep", words.KEEP),
    "change": _boxed("change", words.CHANGE),
    "if-then": _if_then,
    "promises": _promises,
    "about": _about,
}
