"""How a practice has gone for this person: every time it was in a plan, what was done, and what its measure showed."""

from __future__ import annotations

import streamlit as st

from eq.actions import plans
from eq.actions.plans import Past
from eq.plan.practice import Practice
from eq.ui import look, state
from eq.wording import practices as words
from eq.wording import trial


def show(practice: Practice) -> None:
    """All of it in one card, the latest first; before the first time, how it comes about."""
    workspace = state.workspace()
    mark = (workspace.stamp(), practice.id)
    found = state.remembered("practices.gone", mark, lambda: plans.history(workspace, practice.id))
    with look.card(key="practices-gone"):
        st.header(words.GONE, anchor=False)
        if not found:
            st.markdown(look.plain(words.GONE_GOES if running(practice.id) else words.GONE_NONE))
        for past in found:
            _past(past)


def running(practice: str) -> str:
    """Id of the action of a running plan that is this practice, or ""."""
    workspace = state.workspace()
    found = state.remembered("practices.running", workspace.stamp(), _running)
    return found.get(practice, "")


def _running() -> dict[str, str]:
    plans_now = plans.running(state.workspace())
    return {action.practice: action.id for plan in plans_now for action in plan.actions if action.running}


def _past(past: Past) -> None:
    action, tested = past.action, past.trial
    last = action.ended_on or action.practice_from
    st.subheader(words.between(min(action.practice_from, last), last), anchor=False)
    st.markdown(look.plain(words.did(past.counted, past.adherence)))
    if tested.helped is not None and tested.helped.verdict is not None:
        st.markdown(trial.finding(tested.helped, ended=True))
        for line in trial.basis(action.measure, tested):
            look.quiet(line)
    elif said := trial.no_word(action, tested, last):
        look.quiet(said)
