"""The list of questionnaires, drafts that wait, and adding one's own."""

from __future__ import annotations

from typing import Literal

import streamlit as st

from eq.actions import instruments, results, taking
from eq.actions.beforehand import beforehand
from eq.actions.instruments import Instrument
from eq.actions.taking import Sitting
from eq.assess.questionnaire import Questionnaire
from eq.errors import EqError
from eq.ui import door, look, page, state
from eq.wording import take as words
from eq.wording import welcome


def show() -> None:
    """What can be taken, drafts first."""
    workspace = state.workspace()
    look.page_head("Assess", words.TITLE, words.LEAD)
    if state.get("fork", "") == "file":
        st.info(welcome.FILE, icon=":material/attach_file:")
    found, problems = instruments.available(workspace)
    waiting = {s.questionnaire_id: s for s in taking.drafts(workspace)}
    wanted = state.get("take.wanted", "")
    order = sorted(found, key=lambda i: (i.questionnaire.id != wanted, i.questionnaire.id not in waiting))
    for at, instrument in enumerate(order):
        _card(instrument, waiting.get(instrument.questionnaire.id), primary=at == 0)
    known = {i.questionnaire.id for i in found}
    for key, sitting in waiting.items():
        if key not in known:
            _orphan(sitting)
    for problem in problems:
        st.warning(look.plain(str(problem)), icon=":material/info:")
    _add()


def _card(instrument: Instrument, draft: Sitting | None, *, primary: bool) -> None:
    q = instrument.questionnaire
    kind: Literal["primary", "secondary"] = "primary" if primary else "secondary"
    with look.card(key=f"take-{q.id}"):
        st.header(look.plain(q.title), anchor=False)
        st.markdown(words.describe(len(q.items), q.minutes) + (" · your own" if instrument.origin == "own" else ""))
        if q.instruction:
            st.caption(look.plain(q.instruction))
        if draft is not None:
            begun = state.day(draft.started_at, draft.zone)
            st.markdown(words.waiting(draft.answered, len(q.items), begun))
            _waiting(draft, kind)
            return
        done = results.sittings(state.workspace(), q.id)
        if done:
            st.markdown(words.last_taken(state.day(done[0].taken_at, done[0].zone), len(done)))
            known = None if q.is_pulse else beforehand(state.workspace(), q.id, state.zone())
            if known and (notice := words.beforehand(known.role, known.judged, known.against)):
                st.markdown(notice)
        if done and (kept := instruments.other_version(state.workspace(), done[0].questionnaire, q)):
            _versions(q, kept)
        elif st.button("Begin", key=f"take.begin.{q.id}", type=kind):
            _begin(q)
        if instrument.origin == "own":
            _remove(q)


def _versions(q: Questionnaire, kept: Questionnaire) -> None:
    st.markdown(words.newer_version(kept.version, q.version))
    left, right = st.columns(2)
    if left.button(
        words.keep_version(kept.version, q.version), type="primary", key=f"take.keep.{q.id}", width="stretch"
    ):
        _begin(kept)
    if right.button(words.take_version(kept.version, q.version), key=f"take.new.{q.id}", width="stretch"):
        _begin(q)


def _begin(q: Questionnaire) -> None:
    assessment = taking.start(state.workspace(), q, assessment=taking.new_id(), zone=state.zone())
    _open(assessment, 0)


def _open(assessment: str, at: int) -> None:
    door.enter(assessment, at)
    st.rerun()


def _waiting(draft: Sitting, kind: Literal["primary", "secondary"]) -> None:
    """Going on with a draft, or deleting it; a sitting that was finished once is deleted under Results only."""
    with st.container(horizontal=True):
        if st.button(words.GO_ON, key=f"take.on.{draft.questionnaire_id}", type=kind):
            _open(draft.id, draft.page)
        if draft.ended_at is None and st.button(
            words.DELETE_DRAFT, type="tertiary", key=f"take.delete.{draft.questionnaire_id}"
        ):
            _delete(draft)


@st.dialog("Delete this draft?")
def _delete(draft: Sitting) -> None:
    st.markdown(words.delete_draft(look.plain(draft.title), draft.answered))
    if st.button("Delete for good", type="primary", key="take.delete.go"):
        gone = taking.discard(state.workspace(), draft.id)
        door.leave()
        state.say(words.DELETED if gone else words.DELETED_LATER)
        st.rerun()


def _orphan(draft: Sitting) -> None:
    with look.card(key=f"take-orphan-{draft.id}"):
        st.markdown(f"**{look.plain(draft.title)}** is no longer in the list, but a sitting of it waits.")
        _waiting(draft, "secondary")


def _remove(q: Questionnaire) -> None:
    if st.button("Take it off this list", type="tertiary", key=f"take.remove.{q.id}"):
        instruments.remove(state.workspace(), q.id)
        state.say(f"{q.title} is off the list. Its results stay.")
        st.rerun()


def _add() -> None:
    with st.expander(words.ADD):
        st.caption(words.ADD_HELP)
        upload = st.file_uploader("Questionnaire file", type=["yaml", "yml"], max_upload_size=5, key="take.upload")
        if upload is not None and st.button("Check and add", key="take.add"):
            try:
                added = instruments.add(state.workspace(), upload.name, upload.getvalue())
            except EqError as problem:
                page.problems(problem)
            else:
                state.say(f"{added.title} was added.")
                st.rerun()
