"""The parts of the Write page: drafts that wait, the question, what belongs to an entry besides its text, the end."""

from __future__ import annotations

import streamlit as st

from eq.actions import clock, entries, names, noting
from eq.actions.noting import Kind
from eq.reflect.entry import Entry
from eq.ui import feelings, look, navigation, page, state, when, write_tab
from eq.ui.components import writing
from eq.wording import check_in as told
from eq.wording import entry as called
from eq.wording import write as words
from eq.wording.today import when as said_when

_AT_ONCE = 2


def drafts() -> None:
    """What was begun and not kept, to go on with or to delete."""
    waiting = noting.open_drafts(state.workspace(), write_tab.current())
    for entry in waiting[:_AT_ONCE]:
        _draft(entry)
    if len(waiting) > _AT_ONCE:
        with st.expander(words.others(len(waiting) - _AT_ONCE), key="write.drafts"):
            for entry in waiting[_AT_ONCE:]:
                _draft(entry)


def _draft(entry: Entry) -> None:
    at = said_when(clock.local_time(entry.created_at, entry.zone), clock.local_time(clock.now(), state.zone()))
    with look.card(key=f"write-draft-{entry.id}"):
        st.markdown(f"{look.plain(words.begun(entry.kind, at))} **{look.plain(called.title_of(entry))}**")
        with st.container(horizontal=True):
            st.button(words.GO_ON, key=f"write.on.{entry.id}", on_click=write_tab.open_, args=(entry,))
            if st.button(words.DELETE, key=f"write.delete.{entry.id}", type="tertiary"):
                _ask_delete(entry.id)


@st.dialog(words.DELETE_TITLE)
def _ask_delete(one: str) -> None:
    st.markdown(words.DELETE_LEAD)
    with st.container(horizontal=True):
        if st.button(words.BACK, key="write.delete.back"):
            st.rerun()
        if st.button(words.DELETE, key="write.delete.yes", type="primary"):
            gone = entries.discard(state.workspace(), one)
            state.say(words.DELETED if gone else words.DELETED_LATER)
            st.rerun()


def question(entry: Entry | None) -> str:
    """The question to write by, "" for none; draws what changes it."""
    one = write_tab.current()
    if not state.get("write.group", ""):
        state.put("write.group", noting.group_now(state.workspace(), state.zone()))
    if entry is not None:
        state.put("write.question", entry.text("prompt"))
    elif not state.get("write.asked", False):
        _ask(one, state.get("write.group", "general"))
    with st.container(horizontal=True, key="write-question", vertical_alignment="bottom"):
        st.selectbox(
            words.GROUP,
            list(words.GROUPS),
            format_func=words.GROUPS.__getitem__,
            **state.bound("write.group", list(words.GROUPS)) | {"on_change": lambda: _regroup(one)},
        )
        if state.get("write.group", "") != "none":
            st.button(words.ANOTHER_QUESTION, key="write.another", type="tertiary", on_click=_another, args=(one,))
    return state.get("write.question", "")


def _regroup(one: str) -> None:
    group = state.value("write.group.pick")
    state.put("write.group", group)
    _ask(one, group)


def _another(one: str) -> None:
    _ask(one, state.get("write.group", "general"))


def _ask(one: str, group: str) -> None:
    """Put the next question of a group on the page, and into the draft if there is one."""
    state.put("write.asked", True)
    text = ""
    if group in noting.GROUPS:
        asked = noting.question(group, state.zone(), state.get(f"write.last.{group}", ""))
        state.put(f"write.last.{group}", asked.id)
        text = asked.asked()
    state.put("write.question", text)
    if write_tab.begun(one) is not None:
        write_tab.keep(one, "note", lambda workspace, entry: entries.write(workspace, entry, "prompt", text))


def about(entry: Entry | None, of: Kind) -> None:
    """Title, feelings, tags and when it was."""
    one = write_tab.current()
    with st.expander(words.MORE, key="write.more"):
        writing.field(
            key=f"write.title.{one}",
            label=words.NOTE_TITLE,
            value=entry.text("title") if entry else "",
            on_text=lambda text: write_tab.write(one, of, "title", text),
            rows=1,
            limit=200,
            chips=words.TITLE_CHIPS,
            fill="replace",
        )
        feelings.picker(
            entry.felt("now") if entry else (),
            None,
            key=f"write.words.{one}",
            on_words=lambda felt: write_tab.keep(one, of, lambda ws, e: entries.feel(ws, e, "now", felt)),
        )
        own_tags(entry, of)
        areas(entry, of)
        moment(entry, of)


def own_tags(entry: Entry | None, of: Kind) -> None:
    """The person's own tags, known ones and new ones."""
    one, key = write_tab.current(), f"write.tags.{write_tab.current()}"
    chosen = list(entry.tagged("custom")) if entry else []
    used = state.remembered("write.used", one, lambda: entries.own_values(state.workspace(), "custom"))
    state.hold(key, chosen)
    st.multiselect(
        told.OWN_TAGS,
        list(dict.fromkeys([*used, *chosen])),
        key=key,
        format_func=look.one_line,
        placeholder=told.OWN_TAGS_HINT,
        accept_new_options=True,
        on_change=lambda: write_tab.keep(
            one, of, lambda workspace, e: entries.tag(workspace, e, "custom", state.value(key))
        ),
    )


def areas(entry: Entry | None, of: Kind) -> None:
    """The five competencies as chips."""
    one, key = write_tab.current(), f"write.areas.{write_tab.current()}"
    offered = names.names("competency")
    state.hold(key, [area for area in offered if entry and area in entry.tagged("competency")])
    with st.container(key="write-chips-areas"):
        st.pills(
            told.AREAS,
            list(offered),
            selection_mode="multi",
            key=key,
            format_func=offered.__getitem__,
            on_change=lambda: write_tab.keep(
                one, of, lambda workspace, e: entries.tag(workspace, e, "competency", state.value(key))
            ),
        )


def moment(entry: Entry | None, of: Kind) -> None:
    """When it was: now, unless the person says otherwise."""
    one = write_tab.current()
    back = entry is not None and entry.at != entry.created_at
    st.markdown(f"**{told.WHEN}**")
    when.picker(
        when.local(entry.at, entry.zone) if entry is not None and back else None,
        key=f"write.when.{one}",
        on_when=lambda local: write_tab.keep(
            one,
            of,
            lambda workspace, e: entries.set_when(workspace, e, local or when.local_now(), state.zone()),
        ),
    )


def closing(entry: Entry | None) -> None:
    """After a quarter of an hour in one note: the offer to close with one next step."""
    one = write_tab.current()
    chosen: tuple[str, str] = state.get("write.closing", ("", ""))
    answer = chosen[1] if chosen[0] == one else ""
    said = noting.fifteen_minutes(write_tab.begun(one)) if not answer else None
    if said is not None:
        with look.card(key="write-closing"):
            st.markdown("\n\n".join(look.plain(line) for line in said.lines))
            with st.container(horizontal=True):
                for choice in said.choices:
                    key = f"write.closing.{choice.id}"
                    st.button(look.plain(choice.text), key=key, on_click=_closed, args=(one, choice.id))
    if answer == "close-with-step" or (entry is not None and entry.text("next_time")):
        writing.field(
            key=f"write.next.{one}",
            label=words.NEXT,
            value=entry.text("next_time") if entry else "",
            on_text=lambda text: write_tab.write(one, "note", "next_time", text),
            rows=2,
            chips=noting.chips()["next_time"],
            chips_label=words.NEXT_CHIPS,
            once=True,
        )


def _closed(one: str, answer: str) -> None:
    state.put("write.closing", (one, answer))


def kept(entry: Entry) -> None:
    """Where it is now, and the way back."""
    title = look.plain(called.title_of(entry))
    look.page_head("", words.KEPT, f"**{title}**")
    with st.container(horizontal=True, key="write-after"):
        if st.button(words.SEE, key="write.see"):
            state.forget("write.kept")
            state.put("journal.entry", entry.id)
            navigation.go("journal")
        st.button(words.ANOTHER, key="write.another.note", on_click=state.forget, args=("write.kept",))
        st.button(words.UNDO, key="write.undo", type="tertiary", on_click=_undo, args=(entry.id,))


def _undo(one: str) -> None:
    def act() -> None:
        entries.resume(state.workspace(), one)
        write_tab.open_(entries.get(state.workspace(), one))
        state.say(words.UNDONE)

    page.attempt(act)
