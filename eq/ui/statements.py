"""The statements behind each area, with the answers in words; opposite-behaviour statements under their own heading."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from eq.actions.results import Result
from eq.assess.questionnaire import Item, Questionnaire
from eq.ui import look, state
from eq.ui.look import Ready
from eq.wording import results as words


def behind(result: Result, mark: object) -> None:
    """One expander per area; an answer to an opposite-behaviour statement is shown as it was given.

    ``mark`` changes whenever ``result`` may have changed.
    """
    q = result.questionnaire
    st.header("The statements behind it", anchor=False)
    tables = state.remembered("table.statements", mark, lambda: [_tables(result, scale.id) for scale in q.scales])
    for at, (scale, (usual, opposite)) in enumerate(zip(q.scales, tables, strict=True)):
        items = len(q.scale_columns[scale.id])
        with st.expander(f"{look.plain(scale.title)}: {result.table.answered[0, at]} of {items} answered"):
            if scale.description:
                st.markdown(look.plain(scale.description))
            look.table(usual)
            if len(opposite.frame):
                st.markdown(f"**{words.OPPOSITE_HEADING}**")
                st.caption(words.OPPOSITE_NOTE)
                look.table(opposite)


def _tables(result: Result, scale: str) -> tuple[Ready, Ready]:
    """The statements of one area, then those about its opposite."""
    items = [item for item in result.questionnaire.items if item.scale == scale]
    usual, opposite = ([item for item in items if item.reverse is reverse] for reverse in (False, True))
    return _table(usual, result), _table(opposite, result)


def _table(items: list[Item], result: Result) -> Ready:
    q, given = result.questionnaire, result.given
    return Ready(
        pd.DataFrame(
            {
                "Statement": [look.plain(item.text) for item in items],
                "Your answer": [look.plain(_answer(item, q, given)) for item in items],
            }
        )
    )


def _answer(item: Item, q: Questionnaire, given: dict[str, int | None]) -> str:
    if item.id not in given:
        return "not answered"
    value = given[item.id]
    if value is None:
        return q.answers.not_applicable or "does not apply"
    return q.answers.labels[value - q.answers.low]
