"""What a practice has shown: its measure before and with it, the word on it, and what the word cannot mean."""

from __future__ import annotations

from datetime import date
from functools import partial

import streamlit as st

from eq.charts.config import CONFIG
from eq.charts.trial import levels, trial_data, trial_figure, trial_table
from eq.plan.plan import Action
from eq.plan.schedule import Trial
from eq.reflect.days import Level
from eq.ui import look, state
from eq.wording import trial as words


def show(action: Action, trial: Trial, today: date, *, small: bool) -> None:
    """The figure in a card with its word, or the reason why there is none; without an answer the reason alone.

    ``small`` in a narrow window. What a word rests on is unfolded: this is of a practice that is over.
    """
    if _answered(trial):
        _figure(action, trial, today, small=small, card=True)
    else:
        st.markdown(look.plain(words.no_word(action, trial, today)))


def fold(action: Action, trial: Trial, today: date, *, small: bool, told: bool = False) -> None:
    """The same folded into the card of its practice, under the finding; without an answer a quiet line.

    ``told``: ``said`` stands in the card already, so that the fold holds the days alone.
    """
    if not _answered(trial):
        look.quiet(words.UNTESTED if words.untested(trial) else words.no_word(action, trial, today))
        return
    label = look.plain(words.title(action.measure, trial))
    with st.expander(label, key=f"plan.trial.fold.{action.id}", on_change="rerun") as opened:
        if opened.open:
            _figure(action, trial, today, small=small, card=False, told=told)


def said(action: Action, trial: Trial, today: date) -> None:
    """What the measure did so far, in a sentence, and the word on it; for whoever decides about the practice."""
    if not _answered(trial):
        return
    st.markdown(look.plain(words.usual_lines(action.measure, _usual(action, trial))))
    if word := words.finding(trial.helped) if trial.helped else "":
        st.markdown(word)
    else:
        look.quiet(words.UNTESTED if words.untested(trial) else words.no_word(action, trial, today))


def _answered(trial: Trial) -> bool:
    return bool(trial.before or trial.during)


def _usual(action: Action, trial: Trial) -> tuple[Level, Level]:
    measure = action.measure
    return state.remembered(f"plan.usual.{action.id}", _mark(action, trial), lambda: levels(measure, trial))


def _mark(action: Action, trial: Trial) -> object:
    """All that is drawn comes from the values; a tap on what became of the practice leaves them as they are."""
    values = tuple((one.day, one.value) for one in (*trial.before, *trial.during))
    return action.measure, action.practice_from, values


def _figure(action: Action, trial: Trial, today: date, *, small: bool, card: bool, told: bool = False) -> None:
    measure, mark, usual = action.measure, _mark(action, trial), _usual(action, trial)
    data = state.remembered(f"plan.trial.{action.id}", mark, lambda: trial_data(measure, trial))
    table = state.remembered(f"plan.table.{action.id}", mark, lambda: look.ready(trial_table(measure, data)))
    frame = partial(look.figure_card, below=True) if card else look.figure_fold
    title, caption = words.title(measure, trial), words.caption(measure, usual)
    with frame(title, caption=caption, table=table, key=f"trial-{action.id}"):
        if not told:
            word = words.meaning(trial.helped, ended=not action.running) if trial.helped else ""
            st.markdown(look.plain(words.no_word(action, trial, today)) or word)
            look.quiet(words.usual_lines(measure, usual))
        begins = action.practice_from if action.tested else None
        drawn = state.remembered(
            f"plan.figure.{action.id}",
            (mark, look.theme_type(), small),
            lambda: trial_figure(measure, data, begins, look.tokens(), narrow=small),
        )
        alt = words.alt(action, trial, usual)
        st.plotly_chart(drawn, theme=None, config=CONFIG, key=f"plan.trial.{action.id}", alt=alt)
        if lines := words.basis(measure, trial):
            _basis(action, lines, open_=card)


def _basis(action: Action, lines: list[str], *, open_: bool) -> None:
    """Everything that belongs beside a word; in the past plan nobody comes back to unfold it."""
    with st.expander(words.BASIS, expanded=open_, key=f"plan.basis.{action.id}"):
        st.markdown("\n".join(f"- {look.plain(line)}" for line in lines))
