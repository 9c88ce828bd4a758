"""What a practice has shown: its measure before and with it, the word on it, and what the word cannot mean."""

from __future__ import annotations

from datetime import date

import streamlit as st

from eq.charts.config import CONFIG
from eq.charts.trial import levels, trial_data, trial_figure, trial_table
from eq.plan.plan import Action
from eq.plan.schedule import Trial
from eq.ui import look, state
from eq.wording import trial as words


def show(action: Action, trial: Trial, today: date, *, small: bool, open_: bool = False) -> None:
    """The figure with its word, or the reason why there is none; without an answer the reason alone.

    ``small`` in a narrow window. What a word rests on is folded away, or ``open_``.
    """
    missing = look.plain(words.no_word(action, trial, today))
    if not trial.before and not trial.during:
        st.markdown(missing)
        return
    measure = action.measure
    # All that is drawn comes from the values; a tap on what became of the practice leaves them as they are.
    mark = (measure, action.practice_from, _values(trial))
    usual = state.remembered(f"plan.usual.{action.id}", mark, lambda: levels(measure, trial))
    data = state.remembered(f"plan.trial.{action.id}", mark, lambda: trial_data(measure, trial))
    table = state.remembered(f"plan.table.{action.id}", mark, lambda: look.ready(trial_table(measure, data)))
    title = words.title(measure, trial)
    with look.figure_card(title, caption=words.caption(measure, usual), table=table, key=f"trial-{action.id}"):
        word = words.finding(trial.helped, ended=not action.running) if trial.helped else ""
        st.markdown(missing or word)
        st.markdown(look.plain(words.usual_lines(measure, usual)))
        begins = action.practice_from if action.tested else None
        drawn = state.remembered(
            f"plan.figure.{action.id}",
            (mark, look.theme_type(), small),
            lambda: trial_figure(measure, data, begins, look.tokens(), narrow=small),
        )
        alt = words.alt(action, trial, usual)
        st.plotly_chart(drawn, theme=None, config=CONFIG, key=f"plan.trial.{action.id}", alt=alt)
        if lines := words.basis(measure, trial):
            _basis(action, lines, open_=open_)


def _basis(action: Action, lines: list[str], *, open_: bool) -> None:
    """Everything that belongs beside a word; in the past plan nobody comes back to unfold it."""
    with st.expander(words.BASIS, expanded=open_, key=f"plan.basis.{action.id}"):
        st.markdown("\n".join(f"- {look.plain(line)}" for line in lines))


def _values(trial: Trial) -> tuple[tuple[date, float | None], ...]:
    return tuple((one.day, one.value) for one in (*trial.before, *trial.during))
