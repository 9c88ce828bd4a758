"""Check in: a point, a word or two, done."""

from __future__ import annotations

from datetime import datetime, timedelta

import streamlit as st

from eq.actions import clock, entries, names
from eq.reflect.entry import LONGEST_LABEL, Entry, Point
from eq.ui import feelings, line_chips, look, navigation, page, state, when
from eq.ui.components import plane, writing
from eq.wording import check_in as words
from eq.wording.today import when as said_when

_LINGERS = timedelta(minutes=10)
"""How long the page goes on showing what was just kept."""

_VALUES = ("check_in.point", "check_in.words", "check_in.when")


def _body() -> None:
    kept = _just_kept()
    if kept is not None:
        _confirmation(kept)
        return
    one: str = state.get("check_in.entry", "") or entries.new_id()
    state.put("check_in.entry", one)
    moment: datetime | None = state.get("check_in.when", None)
    look.page_head("", words.TITLE if moment is None else words.TITLE_EARLIER)
    point: Point | None = state.get("check_in.point", None)
    plane.plane(
        key=f"check_in.plane.{one}",
        label=words.PLANE,
        pleasantness=point.pleasantness if point else None,
        energy=point.energy if point else None,
        on_point=lambda x, y: state.put("check_in.point", Point(x, y)),
        help_kept=False,
    )
    feelings.picker(
        state.get("check_in.words", ()),
        point,
        key=f"check_in.words.{one}",
        on_words=lambda felt: state.put("check_in.words", tuple(felt)),
    )
    line = f"check_in.line.{one}"
    st.text_input(words.LINE, max_chars=LONGEST_LABEL * 5, key=line, persist_state="session")
    line_chips.below(line, words.LINE_CHIPS, label=words.LINE_CHIPS_LABEL, longest=LONGEST_LABEL * 5)
    _more(one, moment)
    # Not in a callback: a word that was tapped just before must have been taken in.
    if st.button(words.KEEP, type="primary", key="check_in.keep"):
        _keep(one)
        st.rerun()
    writing.switch("check_in.plain")


def _more(one: str, moment: datetime | None) -> None:
    workspace = state.workspace()
    own = state.remembered("check_in.own", one, lambda: entries.own_values(workspace, "custom"))
    clients = state.remembered("check_in.clients", one, lambda: entries.client_labels(workspace))
    with st.expander(words.MORE, key="check_in.more"):
        st.multiselect(
            words.OWN_TAGS,
            own,
            key=f"check_in.tags.{one}",
            format_func=look.one_line,
            placeholder=words.OWN_TAGS_HINT,
            accept_new_options=True,
            persist_state="session",
        )
        areas = names.names("competency")
        with st.container(key="check_in-chips-areas"):
            st.pills(
                words.AREAS,
                list(areas),
                selection_mode="multi",
                key=f"check_in.areas.{one}",
                format_func=areas.__getitem__,
                persist_state="session",
            )
        st.selectbox(
            words.CLIENT,
            clients,
            index=None,
            key=f"check_in.client.{one}",
            format_func=look.one_line,
            placeholder=words.CLIENT_HINT,
            accept_new_options=True,
            persist_state="session",
        )
        st.markdown(f"**{words.WHEN}**")
        when.picker(moment, key=f"check_in.when.{one}", on_when=lambda local: state.put("check_in.when", local))


def _keep(one: str) -> None:
    point: Point = state.get("check_in.point", None) or Point(None, None)

    def act() -> None:
        entries.check_in(
            state.workspace(),
            entry=one,
            zone=state.zone(),
            pleasantness=point.pleasantness,
            energy=point.energy,
            words=state.get("check_in.words", ()),
            tags=state.value(f"check_in.tags.{one}"),
            competencies=state.value(f"check_in.areas.{one}"),
            line=state.value(f"check_in.line.{one}"),
            client=state.value(f"check_in.client.{one}") or "",
            local=state.get("check_in.when", None),
        )
        state.put("check_in.kept", (one, clock.now()))

    page.attempt(act)


def _just_kept() -> Entry | None:
    kept: tuple[str, datetime] | None = state.get("check_in.kept", None)
    if kept is None:
        return None
    found = entries.find(state.workspace(), kept[0]) if clock.now() - kept[1] < _LINGERS else None
    if found is None:
        _fresh()
    return found


def _fresh() -> None:
    state.forget("check_in.kept", "check_in.entry", *_VALUES)


def _confirmation(entry: Entry) -> None:
    point = entry.points.get("now")
    said = words.point(point.pleasantness, point.energy) if point else ""
    at = said_when(clock.local_time(entry.at, entry.zone), clock.local_time(clock.now(), state.zone()))
    look.page_head("", words.KEPT, look.plain(words.kept(said, ", ".join(entry.felt("now")), at)))
    if line := entry.text("text"):
        st.text(line)
    with st.container(horizontal=True, key="check_in-after"):
        st.button(words.ANOTHER, key="check_in.another", on_click=_fresh)
        if st.button(words.WRITE_MORE, key="check_in.write"):
            _fresh()
            navigation.go("write")
        st.button(words.UNDO, key="check_in.undo", type="tertiary", on_click=_undo, args=(entry.id,))


def _undo(one: str) -> None:
    def act() -> None:
        gone = entries.delete(state.workspace(), one)
        state.forget("check_in.kept")
        state.say(words.UNDONE if gone else words.LATER)

    page.attempt(act)


page.show(_body)
