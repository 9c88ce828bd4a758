"""People to talk to, offline and without a question asked."""

from __future__ import annotations

import streamlit as st

from eq.actions.settings import settings
from eq.actions.supporting import contacts, countries
from eq.ui import look, page, state
from eq.wording import welcome


def _body() -> None:
    found = contacts()
    look.page_head("Support", "Talk to a person")
    with look.card(key="support-first"):
        for line in found.first_lines:
            st.markdown(look.plain(line))
    if state.get("fork", "") == "happened":
        st.info(welcome.HAPPENED, icon=":material/self_improvement:")
    chosen = settings(state.workspace()).country
    names = {c.country: c.name for c in countries(chosen)}
    code = st.selectbox(
        "Where are you?",
        list(names),
        format_func=names.__getitem__,
        index=list(names).index(chosen) if chosen in names else None,
        placeholder="Choose a place",
        key="support.country",
    )
    for place in countries(chosen):
        if code in (None, place.country):
            _country(place)
    with look.card(key="support-everywhere"):
        st.subheader("Anywhere", anchor=False)
        for contact in found.everywhere:
            _contact(contact)
    st.caption(found.checked)


page.show(_body, foot=False)
