"""One entry, in words: what happened and what was taken from it in the open, the story of a debrief folded."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from eq.actions import entries, preparing, promises
from eq.actions.clock import local_time
from eq.actions.names import episodes, name, seen_before
from eq.errors import EqError
from eq.reflect import flow
from eq.reflect.entry import Entry, Moment, TagKind, TextField
from eq.reflect.promise import Commitment
from eq.reflect.reading import Reading, reading
from eq.ui import episodes_like, look, navigation, page, playbook_links, prepare_links, promise_parts, state, way_out
from eq.ui.components.place import keep_place
from eq.ui.journal_rows import go_on, safe
from eq.wording import journal as words
from eq.wording.debrief import SEEN_ABUSIVE, if_then


def show(entry_id: str) -> None:
    """The entry of that id in place of the journal; Back leads to where it was opened from."""
    _back(entry_id)
    workspace = state.workspace()
    mark = (workspace.stamp(), entry_id)
    try:
        entry = state.remembered("journal.one", mark, lambda: entries.get(workspace, entry_id))
    except EqError as problem:
        close()
        page.problems(problem)
        return
    made = state.remembered("journal.one.promises", mark, lambda: promises.of_entry(workspace, entry_id))
    mistreated = state.remembered("journal.one.mistreated", mark, lambda: preparing.mistreated(workspace, entry.client))
    look.page_head(_context(entry), entry.text("title") or words.KIND[entry.kind])
    if state.get("journal.editing", "") == entry_id:
        from eq.ui import entry_edit

        entry_edit.show(entry, mistreated=mistreated)
        keep_place("journal.edit", back=False)
        return
    shown = reading(entry, mistreated=mistreated)
    _read(entry, shown)
    episodes_like.speaks_to(entry)
    _promises(entry, shown, made)
    _tools(entry, shown, made)
    if shown.judged:
        episodes_like.show(entry)
    keep_place("journal.entry", back=False)


def _back(entry_id: str) -> None:
    opened, came_from = state.get("journal.from", ("", ""))
    icon = ":material/arrow_back:"
    if opened != entry_id or came_from not in words.BACK_TO:
        st.button(words.BACK, key="journal.back", type="tertiary", icon=icon, on_click=close)
        return
    with st.container(horizontal=True, key="journal-back"):
        if st.button(words.BACK_TO[came_from], key="journal.return", type="tertiary", icon=icon):
            close()
            navigation.go(came_from)
        st.button(words.ALL_ENTRIES, key="journal.back", type="tertiary", on_click=close)


def close() -> None:
    """Back to the list, as it was left."""
    state.forget("journal.entry", "journal.editing", "journal.from")
    state.put("journal.returned", True)


def _context(entry: Entry) -> str:
    parts = [words.KIND[entry.kind]] if entry.text("title") else []
    parts += [words.long_day(entry.local_date), words.clock_time(local_time(entry.at, entry.zone))]
    if entry.client_label:
        parts.append(entry.client_label)
    if entry.state == "parked":
        parts.append(words.PARKED)
    return " · ".join(parts)


def _read(entry: Entry, shown: Reading) -> None:
    if shown.folded:
        st.markdown(SEEN_ABUSIVE if shown.safety else " ".join(seen_before()[0]))
    elif not shown.judged and entry.kind == "preparation":
        st.markdown(words.SAFE_HERE)
    if shown.safety:
        way_out.safety("entry-safety")
    rows = _facts(entry, shown)
    if rows:
        st.html(_list(rows))
    if shown.judged:
        playbook_links.row(entry.tagged("response"), key="entry", came_from="journal")
    _texts(entry, shown.facts)
    _onward(entry, shown)
    if shown.folded:
        _story(entry, shown)
    else:
        _texts(entry, shown.story)
    _later(entry)


def _facts(entry: Entry, shown: Reading) -> list[tuple[str, str]]:
    """Label and html of every fact there is."""
    rows = []
    if entry.severity is not None:
        rows.append((words.SEVERITY_LABEL, escape(words.severity_line(entry.severity))))
    if entry.episode is not None:
        rows.append((words.EPISODE_LABEL, safe(episodes()[entry.episode])))
    if not shown.folded:
        rows += _felt(entry, shown.moments)
        rows += _needs(entry, shown)
    rows += [(words.TAGS[kind], _joined(kind, entry.tagged(kind))) for kind in shown.tags if entry.tagged(kind)]
    used = [tag for tag in entry.tags if tag.kind == "response" and shown.judged]
    if used:
        said = [
            safe(name("response", tag.value)) + (f" ({escape(words.WORKED[tag.worked])})" if tag.worked else "")
            for tag in used
        ]
        rows.append((words.TAGS["response"], "<br>".join(said)))
    return rows


def _felt(entry: Entry, moments: Sequence[Moment]) -> list[tuple[str, str]]:
    found = [(moment, words.feelings(entry.felt(moment), entry.points.get(moment))) for moment in moments]
    return [(words.MOMENT[moment], safe(text)) for moment, text in found if text]


def _needs(entry: Entry, shown: Reading) -> list[tuple[str, str]]:
    if not shown.needs:
        return []
    parts = [_joined("need", entry.tagged("need"))] if entry.tagged("need") else []
    if sure := words.need_sure(entry.need_sure, entry.need_asked):
        parts.append(escape(sure))
    return [(words.TAGS["need"], "<br>".join(parts))] if parts else []


def _joined(kind: TagKind, values: Sequence[str]) -> str:
    return "<br>".join(safe(name(kind, value)) for value in values)


def _list(rows: Sequence[tuple[str, str]]) -> str:
    inside = "".join(f"<div><dt>{escape(label)}</dt><dd>{html}</dd></div>" for label, html in rows)
    return f'<dl class="eq-facts">{inside}</dl>'


def _texts(entry: Entry, fields: Sequence[TextField]) -> None:
    for field in fields:
        with st.container(key=f"entry-field-{field}"):
            look.quiet(words.field(field, abusive=flow.abusive(entry)))
            look.note(entry.text(field))


def _onward(entry: Entry, shown: Reading) -> None:
    plan = if_then(look.plain(entry.text("if_cue")), look.plain(entry.text("if_act"))) if shown.plan else ""
    if not (shown.onward or plan):
        return
    with look.card(key="entry-onward"):
        st.header(words.ONWARD if shown.judged else words.ONWARD_FOR_ME, anchor=False)
        if plan:
            st.markdown(f"**{plan}**")
        _texts(entry, shown.onward)


def _story(entry: Entry, shown: Reading) -> None:
    """Drawn only when it is asked for."""
    felt, needs = _felt(entry, shown.moments), _needs(entry, shown)
    if not (shown.story or felt or needs):
        return
    with st.expander(look.plain(seen_before()[1]), key="journal.story", on_change="rerun") as opened:
        if opened.open:
            _texts(entry, shown.story)
            if felt or needs:
                st.html(_list([*felt, *needs]))


def _later(entry: Entry) -> None:
    rows = _felt(entry, ("later",))
    said = words.recovery(entry)
    if not (rows or said or entry.text("later")):
        return
    with look.card(key="entry-later"):
        st.header(words.LATER, anchor=False)
        if rows:
            st.html(_list(rows))
        if said:
            st.markdown(said)
        _texts(entry, ("later",) if entry.text("later") else ())


def _promises(entry: Entry, shown: Reading, made: Sequence[Commitment]) -> None:
    if not made and not shown.promising:
        return
    st.header(words.PROMISES, anchor=False)
    promise_parts.listed(made, key=f"entry.{entry.id}")
    if not shown.judged:
        return
    with st.expander(words.ADD_PROMISE, key="journal.promise"):
        promise_parts.form(entry.id, entry.client, key=f"entry.{entry.id}", primary=False)


def _tools(entry: Entry, shown: Reading, made: Sequence[Commitment]) -> None:
    waiting = entry.state != "done"
    with st.container(horizontal=True, key="entry-tools"):
        if entry.kind == "debrief":
            label = words.GO_ON if waiting else words.IN_DEBRIEF
            if st.button(label, key="entry.debrief", type="primary" if waiting else "secondary"):
                go_on(entry.id)
        if entry.kind == "preparation":
            prepare_links.tools(entry, mistreated=not shown.judged)
        st.button(words.EDIT, key="entry.edit", on_click=_edit, args=(entry.id,))
        if entries.has_version(state.workspace(), entry.id):
            st.button(words.UNDO, key="entry.undo", on_click=_undo, args=(entry.id,))
        if st.button(words.DELETE, key="entry.delete"):
            _delete(entry, len(made))


def _edit(entry: str) -> None:
    state.put("journal.editing", entry)
    state.put("journal.edits", state.get("journal.edits", 0) + 1)


def _undo(entry: str) -> None:
    def act() -> None:
        if entries.undo_edit(state.workspace(), entry):
            state.say(words.UNDONE)

    page.attempt(act)


@st.dialog(words.DELETE_TITLE)
def _delete(entry: Entry, made: int) -> None:
    title = look.plain(entry.text("title"))
    st.markdown(words.delete_entry(entry, title, made))
    if st.button(words.DELETE_GO, type="primary", key="entry.delete.go"):
        gone = entries.delete(state.workspace(), entry.id)
        close()
        state.say(words.deleted(gone))
        st.rerun()
