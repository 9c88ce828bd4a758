"""Plans that are finished and practices that ended: what was done, what it showed, what was noted; and deleting."""

from __future__ import annotations

from functools import partial

import streamlit as st

from eq.actions import plan_reviews, plans
from eq.actions.names import COMPETENCY_TITLES
from eq.actions.plans import Past
from eq.plan.plan import Plan
from eq.ui import guide_tab, look, page, plan_acts, plan_trial, state
from eq.ui import plan_tab as tab
from eq.ui.components.width import narrow
from eq.wording import plan_review as words
from eq.wording import plan_run as run_words
from eq.wording import practices as practice_words


def show() -> None:
    """Below what runs: every plan with something that is over; nothing while there is none, or during an exercise."""
    if guide_tab.opened() is not None:
        return
    shown = [plan for plan in tab.every() if plan.ended_on is not None or len(plan.running) < len(plan.actions)]
    if not shown:
        return
    with st.container(key="plan-past"):
        st.header(words.PAST_TITLE, anchor=False)
        look.quiet(words.PAST_LEAD)
        for plan in shown:
            label = look.plain(words.past(plan.goal, plan.started_on, plan.ended_on))
            with st.expander(label, key=f"past.{plan.id}", on_change="rerun") as opened:
                if opened.open:
                    page.part(partial(_plan, plan))


def _ended(plan: str) -> tuple[Past, ...]:
    """What the ended practices of a plan showed: worked out for whoever opens it."""
    workspace = state.workspace()
    return state.remembered(f"plan.past.{plan}", workspace.stamp(), lambda: plans.past(workspace, plan))


def _plan(plan: Plan) -> None:
    ended = _ended(plan.id)
    look.quiet(COMPETENCY_TITLES[plan.competency])
    small = narrow(f"width.{plan.id}")
    if not ended:
        st.markdown(words.NO_PRACTICE)
    for one in sorted(ended, key=lambda past: past.action.created_at):
        _practice(one, small=small)
    _looks(plan)
    if plan.ended_on is not None and st.button(run_words.DELETE, key=f"past.delete.{plan.id}"):
        plan_acts.delete(plan)


def _practice(one: Past, *, small: bool) -> None:
    action = one.action
    st.subheader(look.plain(action.title), anchor=False)
    ending = run_words.ENDING[action.ending] if action.ending else ""
    first = action.baseline_from or action.practice_from
    look.quiet(words.past_practice(first, action.ended_on, ending))
    st.markdown(look.plain(practice_words.did(one.counted, one.adherence)))
    if said := run_words.if_then(action.cue, action.act):
        st.markdown(look.plain(said))
    plan_trial.show(action, one.trial, action.ended_on or action.practice_from, small=small)


def _looks(plan: Plan) -> None:
    titles = {action.id: action.title for action in plan.actions}
    reviews = plan_reviews.every(state.workspace(), plan.id)
    said = [
        words.past_week(
            one.week,
            one.note,
            [words.decided(titles[action], what) for action, what in one.decisions if action in titles],
        )
        for one in reviews
    ]
    if lines := [look.plain(line) for line in said if line]:
        st.markdown(f"**{words.NOTES}**")
        st.markdown("\n".join(f"- {line}" for line in lines))
