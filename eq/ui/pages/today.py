"""What is due, the last finding, and one tap to each common task."""

from __future__ import annotations

from typing import Literal

import streamlit as st

from eq.actions import clock
from eq.actions.today import Due, today
from eq.ui import door, look, navigation, page, state
from eq.wording import today as words
from eq.wording.plain import day


def _body() -> None:
    workspace, zone, now = state.workspace(), state.zone(), clock.now()
    # What is due depends on the time of day as well; a minute late is soon enough.
    minute = now.replace(second=0, microsecond=0)
    found = state.remembered("today", (workspace.stamp(), zone, minute), lambda: today(workspace, zone))
    if found.latest is None and not found.due:
        look.page_head(day(state.day(now)), words.FIRST_TITLE, words.FIRST_LEAD)
        if st.button(words.FIRST_BUTTON, type="primary", key="today.first"):
            navigation.go("take")
        return
    look.page_head(
        day(state.day(now)),
        words.WELCOME_BACK if found.away else words.TITLE,
        words.lead(len(found.due), found.away),
    )
    for at, due in enumerate(found.due):
        _due(due, primary=at == 0)
    if found.latest is not None:
        with look.card(key="today-latest"):
            st.subheader(words.LATEST, anchor=False)
            st.markdown(
                words.latest(look.plain(found.latest.title), state.day(found.latest.taken_at, found.latest.zone))
            )
            left, right = st.columns(2)
            if left.button("See the result", key="today.result", width="stretch"):
                state.put("results.sitting", found.latest.id)
                navigation.go("results")
            if right.button("See what changed", key="today.progress", width="stretch"):
                navigation.go("progress")
    if not found.due and st.button(words.TAKE_ANOTHER, key="today.take"):
        door.choose()


def _due(due: Due, *, primary: bool) -> None:
    with look.card(key=f"today-{due.kind}-{due.questionnaire_id}"):
        st.markdown(_sentence(due))
        label = words.BUTTON[due.kind]
        kind: Literal["primary", "secondary"] = "primary" if primary else "secondary"
        if st.button(label, key=f"today.go.{due.kind}.{due.questionnaire_id}", type=kind):
            if due.kind == "draft" and due.sitting is not None:
                door.resume(due.sitting)
            door.choose(due.questionnaire_id)


def _sentence(due: Due) -> str:
    title, sitting = look.plain(due.title), due.sitting
    if due.kind == "pulse" or sitting is None:
        return words.pulse(title)
    if due.kind == "draft":
        return words.draft(title, sitting.answered, state.day(sitting.started_at, sitting.zone))
    return words.retest(title, state.day(sitting.taken_at, sitting.zone), due.times)


page.show(_body)
