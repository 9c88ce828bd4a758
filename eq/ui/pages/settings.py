"""Choices: end of the day, first day of the week, a name, support country, what Today may show."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from eq.actions.settings import LATEST_END_OF_DAY, LONGEST_NAME, WEEKDAYS, Settings, change_settings, settings
from eq.actions.supporting import contacts
from eq.ui import look, page, state
from eq.wording import settings as words

_HOURS = {h: "midnight" if h == 0 else "noon" if h == 12 else f"{h}:00" for h in range(LATEST_END_OF_DAY + 1)}


def _as_it_is(value: Any) -> Any:
    return value


def _keep(name: str, cleaned: Callable[[Any], Any] = _as_it_is) -> None:
    def change() -> None:
        change_settings(state.workspace(), **{name: cleaned(state.value(f"settings.{name}"))})
        state.say("Kept.")

    page.attempt(change)


def _body() -> None:
    chosen = settings(state.workspace())
    look.page_head("Yours", "Settings", "Every choice is kept at once.")
    _days(chosen)
    _today(chosen)
    _name(chosen)
    _support(chosen)


def _days(chosen: Settings) -> None:
    with look.card(key="settings-time"):
        st.header("Days and weeks", anchor=False)
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
            help="For the calendar. The pulse is read in weeks from Monday to Sunday whatever you choose here.",
            key="settings.week_starts",
            on_change=_keep,
            args=("week_starts",),
        )


def _today(chosen: Settings) -> None:
    with look.card(key="settings-today"):
        st.header("What Today may show", anchor=False)
        st.markdown(words.TODAY_LEAD)
        _switches(words.FROM_JOURNAL, words.JOURNAL_SWITCHES, chosen)
        _switches(words.FROM_PLAN, words.PLAN_SWITCHES, chosen)
        _switches(words.FROM_QUESTIONNAIRES, words.QUESTIONNAIRE_SWITCHES, chosen)


def _switches(heading: str, switches: Mapping[str, str], chosen: Settings) -> None:
    st.markdown(f"### {heading}")
    for name, label in switches.items():
        st.toggle(label, value=getattr(chosen, name), key=f"settings.{name}", on_change=_keep, args=(name,))


def _name(chosen: Settings) -> None:
    with look.card(key="settings-name"):
        st.header("Your name in the questions", anchor=False)
        st.text_input(
            words.NAME,
            value=chosen.name,
            max_chars=LONGEST_NAME,
            key="settings.name",
            on_change=_keep,
            args=("name", look.one_line),
            help=words.NAME_HELP,
        )


def _support(chosen: Settings) -> None:
    with look.card(key="settings-support"):
        st.header("Support", anchor=False)
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
