"""The start of a practice: one screen on which everything is filled in, for a new plan, a second practice or a swap."""

from __future__ import annotations

import streamlit as st

from eq.actions import clock, focus, planning, practices
from eq.actions.names import COMPETENCY_TITLES, names
from eq.actions.planning import Offer, Offered
from eq.ui import look, navigation, plan_setup, state
from eq.ui import plan_tab as tab
from eq.ui.components.place import keep_place
from eq.ui.plan_tab import Start
from eq.wording import plan_focus as focus_words
from eq.wording import plan_start as words


def show() -> None:
    """Three suggestions with their reasons, the first chosen, and below it how it is going to be done."""
    one = tab.begun()
    if one is None:
        return
    offer = _offer(one)
    title = words.TITLE_SWAP if one.swapped else words.TITLE_ADD if one.plan else words.TITLE
    look.page_head(words.context(COMPETENCY_TITLES[one.competency], offer.minutes_left), title, _lead(one, offer))
    if offer.refused:
        st.markdown(look.plain(words.REFUSED[offer.refused]))
        st.button(words.SEE_PLAN, key="start.home", type="primary", on_click=tab.home)
        return
    _wanted_not(one, offer)
    if not offer.suggestions:
        st.markdown(look.plain(words.NOTHING))
        _ways()
        return
    chosen = _choose(one, offer)
    plan_setup.about(chosen.practice)
    plan_setup.fields(one, chosen.practice)
    plan_setup.test(one, chosen.practice, offer)
    plan_setup.go(one, chosen.practice)
    _ways()
    keep_place(f"plan.start.{one.new_action}", back=False)


def _offer(one: Start) -> Offer:
    workspace, zone = state.workspace(), state.zone()
    mark = (workspace.stamp(), zone, state.day(clock.now()), one.competency, one.plan, one.swapped, one.wanted)
    return state.remembered(
        "plan.offer",
        mark,
        lambda: planning.offer(
            workspace,
            one.competency,
            zone,
            plan=one.plan or None,
            swapped=one.swapped or None,
            wanted=one.wanted or None,
        ),
    )


def _wanted_not(one: Start, offer: Offer) -> None:
    """What was asked for and cannot be had is said, so that nobody looks for it among the others."""
    if one.wanted and all(offered.practice.id != one.wanted for offered in offer.suggestions):
        st.info(look.plain(words.wanted_not(practices.one(one.wanted).title, offer.minutes_left)))


def _shown(one: Start, offer: Offer) -> Offered:
    return next((each for each in offer.suggestions if each.practice.id == one.chosen), offer.suggestions[0])


def _lead(one: Start, offer: Offer) -> str:
    """What can be done here; where a practice asks a question first there is no button called Start."""
    if one.swapped:
        _, before = tab.owner(one.swapped)
        return words.lead_swap(look.plain(before.title))
    asks = offer.suggestions and _shown(one, offer).practice.ask
    return words.LEAD_ASK if asks else words.LEAD


def _choose(one: Start, offer: Offer) -> Offered:
    offered = {each.practice.id: each for each in offer.suggestions}
    shown = _shown(one, offer).practice.id
    texts = state.remembered("plan.statements", state.workspace().stamp(), lambda: focus.statements(state.workspace()))
    labels = {practice: _label(each, texts) for practice, each in offered.items()}
    key = f"start.which.{one.new_action}"
    state.hold(key, shown)
    with st.container(key="choice-start"):
        st.radio(
            words.WHICH,
            list(offered),
            key=key,
            format_func=labels.__getitem__,
            on_change=lambda: tab.choose(state.value(key)),
        )
    return offered[shown]


def _label(offered: Offered, texts: dict[str, str]) -> str:
    said = [focus_words.reason(reason, names("trigger"), names("response"), texts) for reason in offered.reasons]
    below = f"{words.minutes(offered.practice.minutes_a_day)} {' '.join(said)}"
    return f"**{look.plain(offered.practice.title)}** {look.plain(below)}"


def _ways() -> None:
    with st.container(horizontal=True, key="start-ways"):
        if st.button(words.ALL, key="start.all", type="tertiary"):
            navigation.go("practices")
        if tab.running():
            st.button(words.BACK_PLAN, key="start.back", type="tertiary", on_click=tab.home)
        else:
            st.button(words.BACK, key="start.back", type="tertiary", on_click=tab.home)
