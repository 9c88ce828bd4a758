"""People to talk to, offline and without a question asked."""

from __future__ import annotations

import streamlit as st

from eq.actions.settings import settings
from eq.actions.supporting import Contact, Country, contacts
from eq.errors import EqError
from eq.ui import look, page, state
from eq.wording import support as words


def _body() -> None:
    found = contacts()
    look.page_head("Support", "Talk to a person")
    with look.card(key="support-first"):
        for line in found.first_lines:
            st.markdown(look.plain(line))
    chosen = _chosen()
    names = {c.country: c.name for c in found.countries}
    code = st.selectbox(
        "Where are you?",
        list(names),
        format_func=names.__getitem__,
        index=list(names).index(chosen) if chosen in names else None,
        placeholder="Choose a place",
        key="support.country",
    )
    place = found.of(code) if code else None
    if place is not None:
        _country(place)
    with look.card(key="support-everywhere"):
        st.header("Anywhere", anchor=False)
        for contact in found.everywhere:
            _contact(contact)
    with look.card(key="support-soon"):
        st.markdown(words.SOON)
    if place is None:
        with st.expander("All places in this list"):
            for other in found.countries:
                _country(other)
    st.caption(look.plain(words.checked(found.listed_on, found.last_checked, found.note)))


def _chosen() -> str:
    try:
        return settings(state.workspace()).country
    except EqError:
        # Numbers to call must not depend on a file that can be read.
        return ""


def _country(country: Country) -> None:
    with look.card(key=f"support-{country.country}"):
        st.header(look.plain(country.name), anchor=False)
        emergency = ", ".join(
            f"**{e.number}**{f' ({look.plain(e.note)})' if e.note else ''}" for e in country.emergency
        )
        st.markdown(f"Emergency: {emergency}")
        for contact in country.contacts:
            _contact(contact)


def _contact(contact: Contact) -> None:
    reach = [f"**{look.plain(part)}**" for part in (contact.number, contact.url) if part]
    details = [look.plain(part) for part in (contact.note, contact.hours) if part]
    st.markdown(" · ".join([look.plain(contact.label), *reach, *details]))


page.show(_body, foot=False)
