"""Choices: end of the day, first day of the week, support country, what Today may show."""

from __future__ import annotations

import streamlit as st

from eq.actions.settings import LATEST_END_OF_DAY, WEEKDAYS, change_settings, settings
from eq.actions.supporting import contacts
from eq.ui import look, page, state

_HOURS = {h: "midnight" if h == 0 else "noon" if h == 12 else f"{h}:00" for h in range(LATEST_END_OF_DAY + 1)}
_TODAY = {
    "today_drafts": "Questionnaires I have begun",
    "today_pulse": "The weekly pulse",
    "today_retest": "A questionnaire worth repeating",
}


def _keep(name: str) -> None:
    def change() -> None:
        change_settings(state.workspace(), **{name: state.value(f"settings.{name}")})
        state.say("Kept.")

    page.attempt(change)


def _body() -> None:
    chosen = settings(state.workspace())
    look.page_head("Yours", "Settings", "Every choice is kept at once.")
    with look.card(key="settings-time"):
        st.subheader("Days and weeks", anchor=False)
        st.selectbox(
            "My day ends at",
            list(_HOURS),
            index=chosen.end_of_day,
            format_func=_HOURS.__getitem__,
            key="settings.end_of_day",
            on_change=_keep,
            args=("end_of_day",),
            help="For night shifts: what happens before this hour still counts for the day before.",
        )
        st.selectbox(
            "My week starts on",
            WEEKDAYS,
            index=WEEKDAYS.index(chosen.week_starts),
            format_func=str.capitalize,
            help="For calendars. The pulse is read in weeks from Monday to Sunday whatever you choose here.",
            key="settings.week_starts",
            on_change=_keep,
            args=("week_starts",),
        )
    with look.card(key="settings-today"):
        st.subheader("What Today may show", anchor=False)
        for name, label in _TODAY.items():
            st.toggle(label, value=getattr(chosen, name), key=f"settings.{name}", on_change=_keep, args=(name,))
    with look.card(key="settings-support"):
        st.subheader("Support", anchor=False)
        places = {"": "No place chosen"} | {c.country: c.name for c in contacts().countries}
        st.selectbox(
            "Show contacts of this place first",
            list(places),
            index=list(places).index(chosen.country) if chosen.country in places else 0,
            format_func=places.__getitem__,
            key="settings.country",
            on_change=_keep,
            args=("country",),
        )


page.show(_body)
