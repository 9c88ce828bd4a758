"""Where a debrief pauses: mistreatment, something severe, settling, an offer to close, the quiet line to Support."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from eq.actions import debriefing, entries
from eq.actions.debriefing import SafetyText
from eq.reflect import flow
from eq.reflect.entry import Entry
from eq.reflect.flow import Screen
from eq.ui import debrief_fields as fields
from eq.ui import debrief_tab as tab
from eq.ui import look, navigation, page, state
from eq.wording import debrief as words
from eq.wording.plain import lower_first

_LONGEST_LINE = 200


def draw(screen: Screen, entry: Entry | None) -> None:
    """Draw a pause, with its choices as equals."""
    if screen == "mistreatment":
        _mistreatment(entry)
    else:
        _severe(entry)


def _mistreatment(entry: Entry | None) -> None:
    said = tab.offered().said("mistreatment")
    _lines(said)
    acts: dict[str, Callable[[], None]] = {
        "stop-here": partial(tab.finish, "stopped"),
        "record-facts": partial(_on, "mistreatment", entry),
    }
    if _choices(said, acts) == "open-support":
        navigation.go("support")


def _severe(entry: Entry | None) -> None:
    said = tab.offered().said("severe")
    _lines(said)
    acts: dict[str, Callable[[], None]] = {
        "settle-first": partial(tab.show, "settle"),
        "save-one-line": partial(tab.show, "line"),
        "write-now": partial(_on, "severe", entry),
    }
    _choices(said, acts)


def _on(screen: Screen, entry: Entry | None) -> None:
    onward = flow.after(entry, screen)
    if onward is not None:
        tab.turn(onward)


def _lines(said: SafetyText) -> None:
    for line in said.lines:
        st.markdown(look.plain(line))


def _choices(said: SafetyText, acts: dict[str, Callable[[], None]]) -> str:
    """The choices as buttons of equal weight; the id of one that was pressed and has no act of its own, else ""."""
    pressed = ""
    with st.container(key=f"equals-{said.id}"):
        for chip in said.choices:
            key = f"debrief.{said.id}.{chip.id}"
            if st.button(look.plain(chip.text), key=key, width="stretch", on_click=acts.get(chip.id)):
                pressed = "" if chip.id in acts else chip.id
    return pressed


def one_line(entry: Entry | None) -> None:
    """One line, and the way out; what is there comes back on Today."""
    look.page_head(words.PAGE, words.LINE_TITLE, words.LINE_LEAD)
    parking(entry, primary=True)
    st.button(words.BACK, key="debrief.line.back", on_click=tab.show, args=("screen",))


def parking(entry: Entry | None, *, primary: bool) -> None:
    """One line and a button: it waits on Today."""
    one = tab.current()
    key = f"debrief.title.{one}"
    state.hold(key, entry.text("title") if entry else "")

    def add(chip: str) -> None:
        typed = str(state.value(key)).strip()
        text = f"{typed}, {lower_first(chip)}" if typed else chip
        if chip.lower() not in typed.lower() and len(text) <= _LONGEST_LINE:
            tab.keep(one, lambda ws, e: entries.write(ws, e, "title", text))

    st.text_input(
        words.PARK_LABEL,
        key=key,
        max_chars=_LONGEST_LINE,
        placeholder=words.PARK_PLACEHOLDER,
        on_change=lambda: tab.keep(one, lambda ws, e: entries.write(ws, e, "title", state.value(key))),
    )
    fields.taps("park", words.PARK_CHIPS_LABEL, dict(zip(words.PARK_CHIPS, words.PARK_CHIPS, strict=True)), add)
    if st.button(words.PARK, key="debrief.park", type="primary" if primary else "secondary"):
        if tab.found() is None:
            look.quiet(words.PARK_EMPTY)
        else:
            tab.leave()


def settle(entry: Entry | None) -> None:
    """Ways to settle, each as good as the others; any can be left at once."""
    look.page_head(words.PAGE, words.SETTLE_TITLE, words.SETTLE_LEAD)
    doing = settle_ways()
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        st.button(
            words.SETTLED if doing else words.SETTLE_BACK,
            key="debrief.settled",
            type="primary" if doing else "secondary",
            on_click=_settled,
            args=(entry, doing),
        )
        if st.button(words.LEAVE, key="debrief.settle.leave", type="tertiary"):
            tab.leave()


def settle_ways() -> bool:
    """The ways to settle, or the one that was picked; True while one of them is being done."""
    offered, chosen = tab.offered(), state.get("debrief.settle", "")
    option = next((one for one in offered.settle if one.id == chosen), None)
    if option is None:
        with st.container(key="equals-settle"):
            for one in offered.settle:
                key = f"debrief.settle.{one.id}"
                st.button(look.plain(one.text), key=key, width="stretch", on_click=_pick, args=(one.id,))
    elif option.caution and not state.get("debrief.cautioned", False):
        _caution(offered.said(option.caution))
    else:
        with look.card(key="debrief-settling"):
            st.header(look.plain(option.text), anchor=False)
            st.markdown(look.plain(option.hint))
            if option.caution:
                st.caption(look.plain(offered.said(option.caution).lines[1]))
        st.button(words.SETTLE_OTHER, key="debrief.settle.other", type="tertiary", on_click=_pick, args=("",))
    return option is not None and not (option.caution and not state.get("debrief.cautioned", False))


def end_settling() -> None:
    """Let the choice among the ways to settle stand there the next time."""
    _pick("")


def _caution(said: SafetyText) -> None:
    """The cautions stand before the breath, and another way beside it as an equal."""
    with look.card(key="debrief-caution"):
        st.header(words.CAUTIONS, anchor=False)
        st.markdown("\n".join(f"- {look.plain(line)}" for line in said.lines))
    _choices(said, {chip.id: partial(_pick, chip.id, cautioned=True) for chip in said.choices})


def _pick(option: str, *, cautioned: bool = False) -> None:
    state.put("debrief.settle", option)
    state.put("debrief.cautioned", cautioned)


def _settled(entry: Entry | None, did: bool) -> None:
    _pick("")
    unsaid = entry is None or not (entry.felt("after") or "after" in entry.points)
    if did and unsaid:
        tab.keep(tab.current(), lambda ws, e: entries.note(ws, e, settled=True))
    here = tab.screen(entry)
    if here == "severe":
        _on(here, entry)
    else:
        tab.show("screen")


def closing(entry: Entry | None, screen: Screen) -> None:
    """The offer to close with one next step, where it is time for it."""
    said = debriefing.closing_offer(
        screen,
        others=state.get("debrief.others", 0),
        opened=tab.opened(),
        declined=tab.declined(),
    )
    if said is None:
        return
    state.put("debrief.offered", said.id)
    with look.card(key="debrief-closing"):
        _lines(said)

        def close() -> None:
            tab.decline(said.id)
            tab.turn("next")

        _choices(said, {"close-with-step": close, "go-on": lambda: tab.decline(said.id)})


def support(entry: Entry | None, screen: Screen) -> None:
    """One quiet line, left out for the day when that was asked."""
    if not flow.support_line(entry, screen) or debriefing.support_quiet(state.workspace(), state.zone()):
        return
    said = tab.offered().said("support-line")
    with st.container(horizontal=True, vertical_alignment="center", key="debrief-support"):
        st.page_link(navigation.page("support"), label=look.plain(" ".join(said.lines)))
        for chip in said.choices:
            st.button(
                look.plain(chip.text),
                key=f"debrief.support.{chip.id}",
                type="tertiary",
                on_click=page.attempt,
                args=(lambda: debriefing.keep_support_quiet(state.workspace(), state.zone()),),
            )
