"""The statements behind each area, with the answers in words; opposite-behaviour statements under their own heading."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from eq.actions.results import Result
from eq.assess.questionnaire import Item, Questionnaire
from eq.ui import look
from eq.wording import results as words


def behind(result: Result) -> None:
    """One expander per area; an answer to an opposite-behaviour statement is shown as it was given."""
    q = result.questionnaire
    st.subheader("The statements behind it", anchor=False)
    for at, scale in enumerate(q.scales):
        items = [item for item in q.items if item.scale == scale.id]
        label = f"{look.plain(scale.title)}: {result.table.answered[0, at]} of {len(items)} answered"
        with st.expander(label):
            if scale.description:
                st.markdown(look.plain(scale.description))
            _table([item for item in items if not item.reverse], result)
            opposite = [item for item in items if item.reverse]
            if opposite:
                st.markdown(f"**{words.OPPOSITE_HEADING}**")
                st.caption(words.OPPOSITE_NOTE)
                _table(opposite, result)


def _table(items: list[Item], result: Result) -> None:
    frame = pd.DataFrame(
        {
            "Statement": [item.text for item in items],
            "Your answer": [_answer(item, result.questionnaire, result.given) for item in items],
        }
    )
    look.table(frame)


def _answer(item: Item, q: Questionnaire, given: dict[str, int | None]) -> str:
    if item.id not in given:
        return "not answered"
    value = given[item.id]
    if value is None:
        return q.answers.not_applicable or "does not apply"
    return q.answers.labels[value - q.answers.low]
