"""How a practice is going to be done: its steps, the two if–thens, goal, days and reminder, the test, and Start."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

import streamlit as st

from eq.actions import clock, focus, plan_steps, planning, practices
from eq.actions.names import COMPETENCY_TITLES
from eq.actions.plan_checks import LONGEST
from eq.actions.planning import Offer
from eq.errors import EqError
from eq.plan.beginning import possible
from eq.plan.measure import BASELINE_DAYS, BASELINE_LEAST, BASELINE_MOST
from eq.plan.plan import Setup
from eq.plan.practice import Practice
from eq.plan.schedule import MOST_WINDOW, WINDOW_DAYS
from eq.ui import door, look, page, practices_links, state
from eq.ui import plan_tab as tab
from eq.ui.plan_tab import Start
from eq.wording import plan_run as moment_words
from eq.wording import plan_start as words
from eq.wording import playbook as grade_words


def about(practice: Practice) -> None:
    """What is asked, its smallest version, and what stands behind it."""
    with look.card(key="start-about"):
        st.markdown(look.plain(practice.fits))
        st.markdown(f"**{look.plain(words.TINY)}** {look.plain(practice.tiny)}")
        look.quiet(words.takes(practice.minutes, practice.times, occasion=practice.occasion))
        with st.expander(words.HOW, key="start-how"):
            st.markdown("\n".join(f"1. {look.plain(step)}" for step in practice.steps))
            st.markdown(look.plain(practice.dose))
            look.quiet(f"{grade_words.grade(practice.grade)} {practice.source}")
            if st.button(words.READ, key="start.read", type="tertiary"):
                practices_links.open_from("plan", practice.id)
        st.markdown(f"**{look.plain(words.CAUTION)}.** {look.plain(practice.caution)}")


def _prefix(one: Start, practice: Practice) -> str:
    """Every practice has its own fields, so that a look at another one takes nothing away."""
    return f"start.{one.new_action}.{practice.id}"


def fields(one: Start, practice: Practice) -> None:
    """The goal, the two if–thens, the days and a reminder, all filled in."""
    prefix, given = _prefix(one, practice), planning.setup_of(practice)
    with st.container(key="start-fields"):
        if one.swapped:
            _goal_of_plan(one, practice)
        elif not one.plan:
            _line(f"{prefix}.goal", words.GOAL, practice.goal, hint=words.GOAL_HINT)
        st.header(words.MOMENT, anchor=False)
        left, right = st.columns(2)
        with left:
            _line(f"{prefix}.cue", moment_words.CUE, given.cue)
        with right:
            _line(f"{prefix}.act", moment_words.ACT, given.act)
        st.header(words.HURDLE, anchor=False)
        left, right = st.columns(2)
        with left:
            _line(f"{prefix}.obstacle", moment_words.OBSTACLE, given.obstacle)
        with right:
            _line(f"{prefix}.instead", moment_words.INSTEAD, given.instead)
        with st.container(key="start-chips-days"):
            st.pills(
                words.DAYS,
                list(words.WEEKDAYS),
                selection_mode="multi",
                default=list(given.weekdays),
                key=f"{prefix}.days",
                format_func=words.WEEKDAYS.__getitem__,
                persist_state="session",
            )
        with st.container(key="start-remind"):
            st.time_input(words.REMIND, value=None, key=f"{prefix}.remind", step=900)
        look.quiet(words.REMIND_HELP)


def _goal_key(one: Start, practice: Practice) -> str:
    """Where the goal of a swap is typed: the person's own stays with every practice that is looked at."""
    plan, before = tab.owner(one.swapped)
    shipped = planning.ships_as_goal(before.practice, plan.goal)
    return f"{_prefix(one, practice)}.goal" if shipped else f"start.{one.new_action}.goal"


def _goal_of_plan(one: Start, practice: Practice) -> None:
    """The goal of the plan in the person's own words; words that came with what is swapped away go with it."""
    key = _goal_key(one, practice)
    if key == f"{_prefix(one, practice)}.goal":
        _line(key, words.GOAL, practice.goal, hint=words.GOAL_HINT)
        return
    now = next(plan.goal for plan in tab.running() if plan.id == one.plan)
    _line(key, words.GOAL, now, hint=words.GOAL_HINT)
    if (state.known(key) or "") != practice.goal:
        with st.container(key="start-chips-goal"):
            label = words.use_goal(look.plain(practice.goal))
            st.button(label, key="start.use_goal", on_click=state.hold, args=(key, practice.goal))


def _line(key: str, label: str, text: str, *, hint: str = "") -> None:
    # A box that grows: what is filled in would be cut off on a phone. Line breaks are taken out when it is kept.
    st.text_area(
        label,
        value=text,
        key=key,
        height="content",
        max_chars=LONGEST,
        placeholder=hint or None,
        persist_state="session",
    )


def test(one: Start, practice: Practice, offer: Offer) -> None:
    """Whether days are asked for before the practice, and what that buys."""
    prefix = _prefix(one, practice)
    with look.card(key="start-test"):
        if not planning.testable(practice):
            st.markdown(look.plain(words.TEST_NONE))
            _begins(prefix)
            return
        tested = st.toggle(words.TEST, key=f"start.{one.new_action}.test", persist_state="session")
        drawn_from = int(state.known(f"{prefix}.window") or WINDOW_DAYS) if tested else WINDOW_DAYS
        st.markdown(look.plain(words.test_why(drawn_from)))
        if planning.rarely_told(state.known(f"{prefix}.days") or ()):
            st.markdown(look.plain(words.TEST_WEEKLY))
        if not tested:
            _begins(prefix)
            look.quiet(words.TEST_OFF)
            return
        st.markdown(f"**{words.MEASURE}:** {look.plain(practice.measure.question)}")
        left, right = st.columns(2)
        baseline = left.number_input(
            words.BASELINE,
            min_value=BASELINE_LEAST,
            max_value=BASELINE_MOST,
            value=BASELINE_DAYS,
            key=f"{prefix}.baseline",
            persist_state="session",
        )
        window = right.number_input(
            words.WINDOW, min_value=1, max_value=MOST_WINDOW, value=WINDOW_DAYS, key=f"{prefix}.window",
            persist_state="session",
        )  # fmt: skip
        look.quiet(words.BASELINE_HELP)
        chosen = replace(planning.setup_of(practice), baseline_days=int(baseline), window_days=int(window))
        look.quiet(words.window(*possible(chosen, state.day(clock.now()))))
        _reference(one, offer)


def _begins(prefix: str) -> None:
    today = state.day(clock.now())
    look.quiet(words.begins(planning.first_day(state.known(f"{prefix}.days") or (), today), today))


def _reference(one: Start, offer: Offer) -> None:
    if offer.reference is not None:
        taken = state.day(offer.reference.taken_at, offer.reference.zone)
        look.quiet(words.reference(offer.reference.title, taken))
        return
    look.quiet(words.no_reference(COMPETENCY_TITLES[one.competency]))
    if st.button(words.TAKE, key="start.take"):
        door.choose(offer.instrument)


def go(one: Start, practice: Practice) -> None:
    """The start; where a practice asks a question first, answering it is the start."""
    problem: EqError | None = state.get(tab.WRONG, None)
    state.forget(tab.WRONG)
    if problem is not None:
        page.problems(problem)
    if not practice.ask:
        st.button(words.START, type="primary", key="plan-start-go", on_click=_start, args=(one, practice))
        return
    with look.card(key="start-ask"):
        st.header(words.ONE_QUESTION, anchor=False)
        st.markdown(look.plain(practice.ask))
        with st.container(horizontal=True, key="start-ask-answers"):
            st.button(words.START_NO, key="plan-start-no", on_click=_start, args=(one, practice))
            st.button(words.LEAVE_OUT, key="plan-start-skip", on_click=_skip, args=(practice,))
        look.quiet(words.ASK_KEPT)


def _skip(practice: Practice) -> None:
    def act() -> None:
        practices.skip(state.workspace(), practice.id)
        tab.drop(practice.id)
        state.say(words.LEFT_OUT)

    page.attempt(act)


def _start(one: Start, practice: Practice) -> None:
    try:
        _begin(one, practice, _read(one, practice))
    except EqError as problem:
        if tab.begun() is None:
            # What it belongs to ended in another tab: this screen is not drawn again.
            tab.home()
            state.refuse(problem)
        else:
            # Said beside the button: the top of the page is out of sight here.
            state.put(tab.WRONG, problem)
        return
    tested = _tested(one, practice)
    tab.home()
    state.say(words.started(swapped=bool(one.swapped), added=bool(one.plan), tested=tested))


def _tested(one: Start, practice: Practice) -> bool:
    """Whether a test was asked for; the toggle is kept while other practices are looked at, also one without a test."""
    return planning.testable(practice) and bool(state.known(f"start.{one.new_action}.test"))


def _begin(one: Start, practice: Practice, setup: Setup) -> None:
    workspace, zone = state.workspace(), state.zone()
    if one.swapped:
        plan_steps.swap(
            workspace,
            one.swapped,
            successor=one.new_action,
            setup=setup,
            practice=practice,
            zone=zone,
            goal=state.known(_goal_key(one, practice)) or "",
        )
    elif one.plan:
        plan_steps.add(workspace, plan=one.plan, action=one.new_action, setup=setup, practice=practice, zone=zone)
    else:
        plan_steps.begin(
            workspace,
            plan=one.new_plan,
            action=one.new_action,
            competency=one.competency,
            goal=state.known(f"{_prefix(one, practice)}.goal") or practice.title,
            ranking=focus.ranking_text(focus.focus(workspace, zone)),
            setup=setup,
            practice=practice,
            zone=zone,
        )


def _read(one: Start, practice: Practice) -> Setup:
    """How it is to be done, as it stands in the fields; EqError without a day."""
    prefix, given = _prefix(one, practice), planning.setup_of(practice)
    days: list[int] = state.known(f"{prefix}.days") or []
    if not days:
        raise EqError(words.DAYS, words.NO_DAY, "Nothing was changed.")
    remind: time | None = state.known(f"{prefix}.remind")
    tested = _tested(one, practice)
    return Setup(
        practice=practice.id,
        cue=state.known(f"{prefix}.cue") or "",
        act=state.known(f"{prefix}.act") or "",
        obstacle=state.known(f"{prefix}.obstacle") or "",
        instead=state.known(f"{prefix}.instead") or "",
        weekdays=tuple(sorted(days)),
        minutes=given.minutes,
        times=given.times,
        remind_at=remind,
        baseline_days=int(state.known(f"{prefix}.baseline") or BASELINE_DAYS) if tested else None,
        window_days=int(state.known(f"{prefix}.window") or WINDOW_DAYS) if tested else WINDOW_DAYS,
    )
