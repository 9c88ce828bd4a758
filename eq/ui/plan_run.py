"""The running plans: today's practices in one tap, the days before, what was done, and what it has shown so far."""

from __future__ import annotations

from datetime import date
from functools import partial

import streamlit as st

from eq.actions import clock, plans, practices
from eq.actions.names import COMPETENCY_TITLES
from eq.actions.plans import ActionStanding, Standing
from eq.plan.plan import MOST_PRACTICES, Plan
from eq.ui import guide_tab, look, page, plan_acts, plan_day, plan_trial, practices_links, state
from eq.ui import plan_tab as tab
from eq.ui.components.place import keep_place
from eq.ui.components.width import narrow
from eq.wording import plan_run as words
from eq.wording import trial as trial_words


def show() -> None:
    """Every running plan; an exercise that was begun takes their place."""
    if _guided():
        return
    found, small = _found(), narrow()
    if len(found) == 1:
        one = found[0]
        look.page_head(words.context(one.week), COMPETENCY_TITLES[one.plan.competency], look.plain(one.plan.goal))
    else:
        look.page_head("", words.TITLE)
    for one in found:
        if len(found) > 1:
            with st.container(key=f"plan-name-{one.plan.id}", gap="xsmall"):
                look.quiet(words.of_week(one.week))
                st.header(COMPETENCY_TITLES[one.plan.competency], anchor=False)
                st.markdown(look.plain(one.plan.goal))
        _plan(one, alone=len(found) == 1, small=small)
    keep_place("plan.run", back=False)


def _guided() -> bool:
    if guide_tab.opened() is None:
        return False
    from eq.ui import guide

    return guide.show()


def _found() -> tuple[Standing, ...]:
    workspace, zone = state.workspace(), state.zone()
    mark = (workspace.stamp(), zone, state.day(clock.now()))
    return state.remembered("plan.standing", mark, lambda: plans.standing(workspace, zone))


def _plan(one: Standing, *, alone: bool, small: bool) -> None:
    if one.review_week is not None:
        _review(one.plan, one.review_week)
    if not one.actions:
        st.markdown(words.NONE_RUNNING)
    for action in one.actions:
        page.part(partial(_action, one, action, alone=alone, small=small))
    _ended(one)
    _around(one, alone=alone)


def _review(plan: Plan, week: int) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"plan-review-{plan.id}"):
        st.markdown(words.review_due(week), width="content")
        st.button(words.REVIEW, key=f"plan.review.{plan.id}", on_click=tab.review, args=(plan.id,))


def _action(plan: Standing, one: ActionStanding, *, alone: bool, small: bool) -> None:
    action = one.action
    with look.card(key=f"plan-action-{action.id}"):
        with st.container(key=f"plan-head-{action.id}", gap="xsmall"):
            (st.header if alone else st.subheader)(look.plain(action.title), anchor=False)
            for line in words.to_do(action):
                st.markdown(look.plain(line))
            look.quiet(words.standing(action, one.phase, one.due_today, plan.today))
        plan_day.today(one)
        if one.stop:
            with st.container(key=f"plan-stop-{action.id}"):
                st.markdown(words.STOP_RULE[one.stop])
        if one.phase != "baseline":
            st.markdown(look.plain(words.so_far(one.counted, one.adherence)))
        plan_acts.row(plan.plan, one)
        plan_trial.fold(action, one.trial, plan.today, small=small)
        with st.expander(words.DAYS, key=f"plan.days.{action.id}", on_change="rerun") as days:
            if days.open:
                plan_day.before(one)
        with st.expander(words.HOW, key=f"plan.how.{action.id}", on_change="rerun") as how:
            if how.open:
                _how(one, plan.today)


def _how(one: ActionStanding, today: date) -> None:
    action = one.action
    for cue, act in ((action.cue, action.act), (action.obstacle, action.instead)):
        if said := words.if_then(cue, act):
            st.markdown(look.plain(said))
    look.quiet(words.rhythm(action))
    if action.tiny:
        st.markdown(f"**{words.SMALL}.** {look.plain(action.tiny)}")
    if trial_words.untested(one.trial):
        look.quiet(trial_words.no_word(action, one.trial, today))
    practice = next((known for known in practices.all() if known.id == action.practice), None)
    if practice is None:
        look.quiet(words.GONE)
        return
    st.markdown("\n".join(f"{at}. {look.plain(step)}" for at, step in enumerate(practice.steps, start=1)))
    if st.button(words.READ, key=f"plan.read.{action.id}", type="tertiary"):
        practices_links.open_from("plan", action.practice)


def _ended(one: Standing) -> None:
    """Practices whose end can be taken back."""
    for action in one.ended:
        with st.container(horizontal=True, vertical_alignment="center", key=f"plan-ended-{action.id}"):
            st.markdown(look.plain(words.ended(action.title, action.ending)), width="content")
            plan_acts.undo_button(action)


def _around(one: Standing, *, alone: bool) -> None:
    plan = one.plan
    with st.container(horizontal=True, gap="small", key=f"plan-around-{plan.id}"):
        if len(plan.running) < MOST_PRACTICES:
            st.button(words.ADD_PRACTICE, key=f"plan.practice.{plan.id}", on_click=_add, args=(plan,))
        if one.week and one.review_week is None:
            st.button(words.REVIEWS, key=f"plan.look.{plan.id}", on_click=tab.review, args=(plan.id,))
        if st.button(words.CHANGE_GOAL, key=f"plan.reword.{plan.id}"):
            plan_acts.goal(plan)
        if st.button(words.FINISH, key=f"plan.finish.{plan.id}"):
            plan_acts.finish(plan)
        if alone:
            st.button(words.ADD_PLAN, key="plan.add", on_click=tab.choose_focus)


def _add(plan: Plan) -> None:
    tab.start(plan.competency, plan=plan.id)
