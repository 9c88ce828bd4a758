"""The section of Data & privacy that brings another program's journal in, and takes one's own words out."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from eq.actions import exporting, importing, promises
from eq.actions.importing import Batch, Mood, Preview
from eq.errors import EqError, Problem
from eq.ui import look, page, state
from eq.wording import importing as words


def section() -> None:
    """Choose a program and a file, see what would come in, import, take back."""
    with look.card(key="data-import"):
        st.header(words.TITLE, anchor=False)
        st.markdown(words.LEAD)
        source = st.radio(
            words.PROGRAM, importing.SOURCES, format_func=words.PROGRAMS.__getitem__, horizontal=True,
            key="import.program",
        )  # fmt: skip
        st.caption(words.HOW[source])
        upload = st.file_uploader(
            words.FILE, type=list(words.TYPES[source]), max_upload_size=words.LARGEST_MB,
            key=f"import.file.{source}.{state.get('import.round', 0)}",
        )  # fmt: skip
        st.caption(words.SIZE)
        if upload is None:
            state.forget("derived.import")
            _done()
        else:
            state.forget("import.done")
            try:
                mark = (upload.file_id, source, state.zone(), state.workspace().stamp())
                with st.spinner(words.READING):
                    found = state.remembered(
                        "import",
                        mark,
                        lambda: importing.preview(
                            state.workspace(), source, upload.getvalue(), upload.name, zone=state.zone()
                        ),
                    )
                _preview(found, upload.file_id)
            except EqError as problem:
                page.problems(problem)
        _earlier()


def _preview(found: Preview, file: str) -> None:
    st.markdown(words.summary(found.new, found.existing, len(found.refused), found.first, found.last))
    if found.photos_left:
        st.markdown(words.photos(found.photos_left))
    if found.refused:
        with st.expander(words.left_out(len(found.refused))):
            _problems(found.refused)
    if found.notes:
        with st.expander(words.changed(len(found.notes))):
            _problems(found.notes)
    if not found.new:
        return
    chosen = _moods(found.moods, file)
    if st.button(words.IMPORT, type="primary", key="import.go"):
        batch = state.get(f"import.batch.{file}", "") or importing.new_id()
        state.put(f"import.batch.{file}", batch)
        with st.spinner(words.BRINGING):
            outcome = importing.keep(state.workspace(), found, chosen, batch=batch)
        # A new round is a new field: the old one, with the file in it, is gone from the tab.
        state.drop_file(file)
        state.put("import.round", state.get("import.round", 0) + 1)
        state.forget("derived.import", f"import.batch.{file}")
        state.put("import.done", (batch, words.done(outcome.new, outcome.existing, len(outcome.refused))))
        st.rerun()


def _problems(found: Sequence[Problem]) -> None:
    for one in found[: words.SHOWN_AT_ONCE]:
        st.text(str(one))
    if len(found) > words.SHOWN_AT_ONCE:
        st.caption(words.more(len(found) - words.SHOWN_AT_ONCE))


def _moods(moods: Sequence[Mood], file: str) -> dict[str, float | None]:
    """The person's own ranking: label -> pleasantness."""
    if not moods:
        return {}
    st.markdown(f"**{words.MOODS}**")
    st.caption(words.MOODS_HELP)
    chosen = _ranked(moods[: words.MOST_MOODS], file, 0)
    if rest := moods[words.MOST_MOODS :]:
        with st.expander(words.rarer(len(rest))):
            chosen |= _ranked(rest, file, words.MOST_MOODS)
    return chosen


def _ranked(moods: Sequence[Mood], file: str, start: int) -> dict[str, float | None]:
    levels = dict(words.SCALE)
    chosen: dict[str, float | None] = {}
    columns = st.columns(2)
    for n, mood in enumerate(moods):
        level = columns[n % 2].selectbox(
            look.plain(words.mood(mood.label, mood.count)), list(levels),
            index=list(levels).index(words.level_of(mood.pleasantness)), key=f"import.mood.{file}.{start + n}",
        )  # fmt: skip
        chosen[mood.label] = levels[level]
    return chosen


def _done() -> None:
    batch, message = state.get("import.done", ("", ""))
    if not message:
        return
    st.success(look.plain(message), icon=":material/check:")
    known = next((one for one in importing.batches(state.workspace()) if one.id == batch), None)
    if known and st.button(words.TAKE_BACK, key="import.undo"):
        _take_back(known)


def _earlier() -> None:
    found = importing.batches(state.workspace())
    if not found:
        return
    with st.expander(words.earlier(len(found))):
        for one in found:
            with st.container(horizontal=True, vertical_alignment="center", key=f"import-row-{one.id}"):
                with st.container():
                    st.markdown(words.batch(one.source, state.day(one.imported_at), one.entries))
                    st.caption(look.plain(one.file))
                if st.button(words.TAKE_BACK_ROW, key=f"import.back.{one.id}"):
                    _take_back(one)


@st.dialog(words.TAKE_BACK_TITLE)
def _take_back(batch: Batch) -> None:
    st.markdown(words.take_back(batch.entries, batch.edited))
    if st.button(words.TAKE_BACK_GO, type="primary", key="import.back.go"):
        try:
            with st.spinner(words.TAKING):
                gone = importing.take_back(state.workspace(), batch.id)
        except EqError as problem:
            page.problems(problem)
        else:
            state.put("import.done", ("", words.taken_back(gone.entries, gone.scrubbed)))
            st.rerun()


def out() -> None:
    """Downloads of entries and promises, made when they are asked for."""
    workspace = state.workspace()
    with look.card(key="data-out"):
        st.header(words.OUT_TITLE, anchor=False)
        st.markdown(words.OUT_LEAD)
        with st.container(horizontal=True):
            st.download_button(
                words.OUT_ENTRIES, lambda: exporting.csv_of_entries(workspace), words.OUT_ENTRIES_FILE, "text/csv",
                key="data.entries", on_click="ignore",
            )  # fmt: skip
            st.download_button(
                words.OUT_PROMISES, lambda: promises.ics(workspace), words.OUT_PROMISES_FILE, "text/calendar",
                key="data.promises", on_click="ignore",
            )  # fmt: skip
