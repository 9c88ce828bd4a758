"""A report sealed for one coach: with their key, or with a passphrase that is told in another way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import streamlit as st

from eq.actions import keys, reporting, share_log
from eq.actions.keys import Coach
from eq.coach.desk import LONGEST_LABEL
from eq.ui import look, page, state
from eq.ui.report_tab import Built
from eq.wording import report_page as words

_WAYS: Final = tuple(words.SEALS)


@dataclass(frozen=True)
class Sealed:
    """A packet that is ready to be saved; ``to``: of whose key, "" for a passphrase."""

    report: str
    to: str
    name: str
    data: bytes
    how: share_log.Sealed


def show(one: Built) -> None:
    """Which way, for whom, and the file."""
    ready: Sealed | None = state.get("report.sealed", None)
    if ready is not None and ready.report == one.report.id:
        _save(one, ready)
        return
    look.quiet(words.SEAL_WHAT)
    way = st.radio(
        words.SEAL_WITH,
        _WAYS,
        format_func=words.SEALS.__getitem__,
        **state.bound("report.seal", _WAYS),
    )
    if way == "key":
        _key(one)
    else:
        _passphrase(one)


def _key(one: Built) -> None:
    known = {coach.id: coach for coach in keys.coaches(state.workspace())}
    if known:
        ids = list(known)
        picked = st.selectbox(
            words.COACH,
            ids,
            format_func=lambda ident: look.one_line(known[ident].name),
            **state.bound("report.seal.coach", ids),
        )
        coach = known[picked]
        st.markdown(words.FINGERPRINT)
        st.code(coach.fingerprint, language=None)
        if st.button(words.SEAL_IT, key="report.seal.go", type="primary"):
            _seal(one, coach=coach)
        with st.expander(words.CHANGE_COACH):
            _change(coach)
    else:
        look.quiet(words.NO_COACH)
    with st.expander(words.OPEN_KEY, expanded=not known):
        _open_key()


def _change(coach: Coach) -> None:
    name = f"report.seal.name.{coach.id}"
    st.text_input(words.COACH_NAME, coach.name, max_chars=LONGEST_LABEL, key=name)
    with st.container(horizontal=True, key="report-coach"):
        st.button(words.RENAME, key="report.seal.rename", on_click=_rename, args=(coach.id, name))
        st.button(words.REMOVE, key="report.seal.remove", type="tertiary", on_click=_remove, args=(coach.id,))


def _rename(coach: str, name: str) -> None:
    page.attempt(lambda: keys.rename_coach(state.workspace(), coach, state.value(name)))


def _remove(coach: str) -> None:
    def act() -> None:
        keys.remove_coach(state.workspace(), coach)
        state.say(words.REMOVED_COACH)

    page.attempt(act)


def _open_key() -> None:
    at = state.get("report.seal.round", 0)
    upload = st.file_uploader(words.OPEN_KEY, type=["eqkey"], max_upload_size=1, key=f"report.seal.file.{at}")
    if upload is None:
        return
    data, name = upload.getvalue(), upload.name
    state.drop_file(upload.file_id)
    state.put("report.seal.round", at + 1)

    def add() -> None:
        coach = keys.add_coach(state.workspace(), data, where=look.one_line(name))
        state.put("report.seal.coach", coach.id)

    page.attempt(add)
    st.rerun()


def _passphrase(one: Built) -> None:
    st.markdown(words.HOW_TO_SAY_IT)
    with st.form("report-seal", border=False):
        first = st.text_input(words.PASSPHRASE, type="password", key="report.seal.first", autocomplete="new-password")
        again = st.text_input(words.SAME, type="password", key="report.seal.again", autocomplete="new-password")
        pressed = st.form_submit_button(words.SEAL_IT, key="report.seal.use", type="primary")
    if not pressed:
        return
    wanting = words.wanting(first, again, reporting.SHORTEST_PASSPHRASE)
    if wanting:
        look.quiet(wanting)
    else:
        _seal(one, passphrase=first)


def _seal(one: Built, *, coach: Coach | None = None, passphrase: str | None = None) -> None:
    def act() -> None:
        chosen: dict[str, Any] = {"coach": coach.id} if coach else {"passphrase": passphrase}
        data, how = reporting.packet(state.workspace(), one.report, **chosen)
        whom = (coach.id, coach.name) if coach else ("", "")
        state.put("report.sealed", Sealed(one.report.id, *whom, data, how))

    with st.spinner(words.SEALING):
        page.attempt(act)
    st.rerun()


def _save(one: Built, ready: Sealed) -> None:
    st.markdown(words.SEALED)
    st.markdown(words.send(passphrase=not ready.to))
    with st.container(horizontal=True, key="report-sealed"):
        st.download_button(
            words.SAVE_SEALED,
            ready.data,
            reporting.file_name(one.report, "eqpack"),
            "application/octet-stream",
            type="primary",
            key="report.save.eqpack",
            on_click=_log,
            args=(one, ready),
        )
        st.button(words.SEAL_OTHER, key="report.seal.other", on_click=state.forget, args=("report.sealed",))


def _log(one: Built, ready: Sealed) -> None:
    share_log.log(
        state.workspace(),
        share=f"{one.report.id}-{ready.to or 'passphrase'}",
        format="eqpack",
        zone=state.zone(),
        report=one.report,
        selection=one.selection,
        sealed=ready.how,
        recipient=ready.name,
    )
