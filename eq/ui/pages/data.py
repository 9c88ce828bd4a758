"""Where the data are, what is not protected, the shortcut, and erasing everything."""

from __future__ import annotations

import streamlit as st

from eq.actions import doctor
from eq.serve.shortcut import create
from eq.serve.stop import stop_soon
from eq.ui import export_all, import_journal, look, navigation, page, state
from eq.wording import data as words


def _body() -> None:
    workspace = state.workspace()
    look.page_head("Yours", "Data & privacy", words.LEAD)
    with look.card(key="data-where"):
        st.header("Where your file is", anchor=False)
        st.code(str(workspace.path), language=None, wrap_lines=True)
        st.markdown(words.WHERE)
    page.part(import_journal.section)
    page.part(import_journal.out)
    page.part(export_all.section)
    with look.card(key="data-encryption"):
        st.header("Not encrypted yet", anchor=False)
        st.markdown(words.NOT_ENCRYPTED)
    with look.card(key="data-cannot"):
        st.header("What this app cannot protect", anchor=False)
        st.markdown("\n".join(f"- {line}" for line in words.CANNOT))
    with look.card(key="data-health"):
        st.header("Is the file sound?", anchor=False)
        if st.button("Look now", key="data.doctor"):
            for finding in doctor.diagnose(workspace).findings:
                st.markdown(f"{words.MARK[finding.level]} {look.plain(finding.what)} {look.plain(finding.remedy)}")
    with look.card(key="data-shortcut"):
        st.header("An icon to start with", anchor=False)
        st.markdown(words.SHORTCUT)
        if st.button("Put an icon on my desktop", key="data.shortcut"):
            for path in create(workspace.path):
                st.markdown(f"Made {look.plain(str(path))}")
    with look.card(key="data-stop"):
        st.header("Stop the app", anchor=False)
        st.markdown(words.STOP)
        if st.button("Stop now", key="data.stop"):
            stop_soon()
            st.info(words.STOPPED, icon=":material/power_settings_new:")
    with look.card(key="data-erase"):
        st.header("Erase everything", anchor=False)
        st.markdown(words.ERASE)
        if st.button("Erase everything …", key="data.erase"):
            _erase()


@st.dialog("Erase everything?")
def _erase() -> None:
    st.markdown(words.ERASE_EXACTLY)
    st.code(str(state.workspace().path), language=None, wrap_lines=True)
    sure = st.text_input(f"Type {words.ERASE_WORD} to go on", key="data.erase.word")
    if st.button("Erase for good", key="data.erase.go", disabled=sure.strip().lower() != words.ERASE_WORD):
        gone = doctor.erase(state.workspace())
        state.forget_all()
        state.say(words.ERASED if gone else words.ERASED_LATER)
        navigation.go("welcome")


page.show(_body)
