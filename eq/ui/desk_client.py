"""One client of the desk: the way back, which part of them is shown, and their report as pages."""

from __future__ import annotations

from typing import Final

import streamlit as st

from eq.actions import desk
from eq.actions.desk import ClientView, PacketRow
from eq.actions.verifying import MADE_WITH
from eq.coach.report import Report, Section, SectionId
from eq.errors import EqError
from eq.ui import (
    desk_about,
    desk_compare,
    desk_notes,
    desk_reply,
    desk_session,
    desk_tab,
    look,
    page,
    report_blocks,
    state,
)
from eq.ui.components import width
from eq.ui.components.place import keep_place
from eq.wording import desk as words
from eq.wording.verifying import OTHER_VERSION

_SHORT: Final = "short"
_FINDINGS: Final[frozenset[SectionId]] = frozenset({"profile", "change", "journal", "promises", "plan", "next"})
"""Sections whose first sentence is a finding."""


def show(view: ClientView) -> None:
    """Who it is, what is next, and one part of what is kept of them."""
    st.button(words.ALL, icon=":material/arrow_back:", type="tertiary", key="desk.all", on_click=desk_tab.back)
    lead = look.plain(words.client_lead(view.row, desk_tab.today()))
    look.page_head(words.TITLE, view.row.client.label, lead)
    parts = list(words.PARTS)
    picked = st.segmented_control(
        words.PART,
        parts,
        format_func=words.PARTS.__getitem__,
        label_visibility="collapsed",
        required=True,
        **state.bound("desk.part", parts),
    )
    if picked != "report":
        keep_place(f"desk.client.{picked}", back=False)
    draw = {
        "report": _report,
        "compare": desk_compare.show,
        "session": desk_session.show,
        "notes": desk_notes.show,
        "answer": desk_reply.show,
        "client": desk_about.show,
    }
    page.part(lambda: draw[picked or "report"](view))


def pick(view: ClientView) -> PacketRow | None:
    """Which packet is looked at; asked for where there are several."""
    if not view.packets:
        st.markdown(words.NO_PACKETS)
        return None
    by_id = {one.id: one for one in view.packets}
    ids = list(by_id)
    chosen = desk_tab.chosen(view)
    if len(ids) > 1:
        chosen = st.selectbox(
            words.PACKET,
            ids,
            format_func=lambda ident: words.packet(by_id[ident], desk_tab.made(by_id[ident].made_at)),
            **state.bound("desk.packet", ids),
        )
    return by_id[chosen]


def _report(view: ClientView) -> None:
    packet = pick(view)
    if packet is None:
        return
    if packet.other_key:
        st.info(words.OTHER_KEY, icon=":material/info:")
    if packet.follows == "no":
        _differs(packet)
    report = desk_tab.report(packet.id)
    _pages(report)
    _about(packet, report)


def _about(packet: PacketRow, report: Report) -> None:
    """What there is to know of the file itself, below what it says."""
    with st.container(border=True, key="desk-packet"):
        st.markdown(f"**{words.ABOUT_PACKET}**")
        look.quiet(words.packet_facts(packet, desk_tab.made(packet.made_at)))
        if packet.follows != "no":
            look.quiet(words.FOLLOWS[packet.follows])
        if report.made_with != MADE_WITH:
            look.quiet(OTHER_VERSION.format(made=report.made_with, this=MADE_WITH))
        st.button(
            words.UNREAD if packet.read_at else words.READ,
            key="desk.read",
            on_click=_mark,
            args=(packet.id, packet.read_at is None),
        )


def _mark(packet: str, read: bool) -> None:
    page.attempt(lambda: desk.mark_read(state.workspace(), packet, read=read))


def _differs(packet: PacketRow) -> None:
    """What does not follow from the answers, above everything the report says."""
    workspace = state.workspace()
    found = state.remembered("desk.check", packet.id, lambda: desk.check(workspace, packet.id))
    st.info(look.plain(words.differs(len(found.differences))), icon=":material/info:")
    with st.expander(words.DIFFERENCES):
        look.table(
            report_blocks.texts(words.DIFFERENCE_COLUMNS, [(d.where, d.said, d.found) for d in found.differences])
        )
        look.quiet(words.DIFFERENCES_WHY)


def _pages(report: Report) -> None:
    """What it finds in short, then one section at a time, as one leafs through it."""
    sections: dict[str, Section] = {one.id: one for one in report.sections}
    titles = {_SHORT: words.SHORT} | {ident: look.one_line(one.title) for ident, one in sections.items()}
    ids = list(titles)
    shown = st.selectbox(words.SECTION, ids, format_func=titles.__getitem__, **state.bound("desk.section", ids))
    at = ids.index(shown)
    keep_place(f"desk.client.report.{shown}", back=False)
    try:
        with st.container(key="desk-page"):
            if shown == _SHORT:
                _short(report)
            else:
                report_blocks.section(sections[shown], f"desk-{shown}", narrow=width.narrow())
    except EqError as problem:
        page.problems(problem)
    with st.container(horizontal=True, key="desk-leaf"):
        for label, to in ((words.BACK, at - 1), (words.ON, at + 1)):
            there = 0 <= to < len(ids)
            st.button(
                label,
                key=f"desk.leaf.{label}",
                disabled=not there,
                on_click=state.put,
                args=("desk.section", ids[to] if there else shown),
            )


def _short(report: Report) -> None:
    """What a coach has time for before a session: the finding of each section, then the questions."""
    st.header(words.SHORT, anchor=False)
    for one in report.sections:
        if one.id in _FINDINGS and one.lead:
            st.markdown(f"**{look.plain(one.title)}**  \n{look.plain(one.lead)}")
    asked = report.section("questions")
    if asked is not None:
        st.subheader(look.plain(asked.title), anchor=False)
        report_blocks.blocks(asked.blocks, "desk-short")
