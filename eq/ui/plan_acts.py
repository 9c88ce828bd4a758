"""What can be done with a practice and with its plan: rest, change, swap, stop, undo, finish, delete."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from eq.actions import plan_steps
from eq.actions.plan_checks import LONGEST
from eq.actions.plans import ActionStanding
from eq.errors import EqError
from eq.plan.plan import MOST_MINUTES_A_DAY, Action, Plan
from eq.ui import guide_tab, look, page, state
from eq.ui import plan_tab as tab
from eq.wording import plan_run as words


def row(plan: Plan, one: ActionStanding) -> None:
    """Rest or go on, the exercise where there is one, everything else, and the last step back."""
    action, name = one.action, f"plan.act.{one.action.id}"
    with st.container(horizontal=True, gap="small", key=f"plan-acts-{action.id}"):
        if action.guide and one.phase == "practice":
            open_ = (action.guide, action.practice, action.id)
            icon = ":material/play_arrow:"
            st.button(words.EXERCISE, key=f"{name}.guide", icon=icon, on_click=state.put, args=(guide_tab.OPEN, open_))
        if action.resting:
            st.button(words.RESUME, key=f"{name}.resume", on_click=_resume, args=(action.id,))
        else:
            st.button(words.PAUSE, key=f"{name}.pause", on_click=_pause, args=(action.id,))
        if st.button(words.CHANGE, key=f"{name}.change"):
            choose(plan, action)
        if one.undoable:
            st.button(words.UNDO, key=f"{name}.undo", on_click=undo, args=(action.id,))


def _pause(action: str) -> None:
    page.attempt(lambda: plan_steps.pause(state.workspace(), action, state.zone()))


def _resume(action: str) -> None:
    page.attempt(lambda: plan_steps.resume(state.workspace(), action, state.zone()))


def undo(action: str) -> None:
    """Take the last step of a practice back; for callbacks."""

    def act() -> None:
        done = plan_steps.undo(state.workspace(), action, state.zone())
        state.say(words.UNDONE if done else words.NOTHING_TO_UNDO)

    page.attempt(act)


@st.dialog(words.CHANGE_TITLE)
def choose(plan: Plan, action: Action) -> None:
    """A dialog with every change of a practice."""
    st.markdown(look.plain(action.title))
    name = f"plan.change.{action.id}"
    chosen = st.radio(words.CHANGE_LABEL, words.offered(action), format_func=words.ACTS.__getitem__, key=f"{name}.what")
    _DRAW[chosen](plan, action, name)


def _finish(act: Callable[[], object], said: str = "") -> None:
    """Do it and close the dialog; bad input is said inside, and what was typed stays."""
    try:
        act()
    except EqError as problem:
        page.problems(problem)
        return
    if said:
        state.say(said)
    st.rerun()


def _words(_: Plan, action: Action, name: str) -> None:
    fields = {"cue": words.CUE, "act": words.ACT, "obstacle": words.OBSTACLE, "instead": words.INSTEAD}
    for field, label in fields.items():
        st.text_input(label, value=getattr(action, field), max_chars=LONGEST, key=f"{name}.{field}")

    def act() -> None:
        given = {field: str(state.value(f"{name}.{field}") or "") for field in fields}
        plan_steps.change(state.workspace(), action.id, zone=state.zone(), **given)

    if st.button(words.KEEP, type="primary", key=f"{name}.words.go"):
        _finish(act, words.ACTED["change"])


def _days(_: Plan, action: Action, name: str) -> None:
    days = st.pills(
        words.WEEKDAYS_LABEL,
        range(1, 8),
        default=list(action.weekdays),
        selection_mode="multi",
        format_func=lambda day: words.WEEKDAYS[day - 1],
        key=f"{name}.weekdays",
    )
    with st.container(horizontal=True):
        most = MOST_MINUTES_A_DAY
        minutes = st.number_input(words.MINUTES_EACH, 1, most, action.minutes, key=f"{name}.minutes")
        times = st.number_input(words.TIMES, 1, 3, action.times, key=f"{name}.times")
    none = st.checkbox(words.REMIND_NONE, value=action.remind_at is None, key=f"{name}.none")
    at = None if none else st.time_input(words.REMIND, value=action.remind_at, step=300, key=f"{name}.remind")

    def act() -> None:
        given: dict[str, Any] = {"weekdays": tuple(sorted(days)), "minutes": minutes, "times": times, "remind_at": at}
        plan_steps.change(state.workspace(), action.id, zone=state.zone(), **given)

    if st.button(words.KEEP, type="primary", key=f"{name}.days.go"):
        _finish(act, words.ACTED["change"])


def _shrink(_: Plan, action: Action, name: str) -> None:
    st.markdown(f"{words.SHRINK_SAYS} {look.plain(action.tiny)}")
    if st.button(words.ACTS["shrink"], type="primary", key=f"{name}.shrink.go"):
        _finish(lambda: plan_steps.shrink(state.workspace(), action.id, state.zone()), words.ACTED["shrink"])


def _grow(_: Plan, action: Action, name: str) -> None:
    if st.button(words.ACTS["grow"], type="primary", key=f"{name}.grow.go"):
        _finish(lambda: plan_steps.grow(state.workspace(), action.id, state.zone()), words.ACTED["grow"])


def _swap(plan: Plan, action: Action, name: str) -> None:
    st.markdown(words.SWAP_SAYS)
    if st.button(words.ACTS["swap"], type="primary", key=f"{name}.swap.go"):
        _finish(lambda: tab.start(plan.competency, plan=plan.id, swapped=action.id))


def _stop(_: Plan, action: Action, name: str) -> None:
    st.markdown(words.STOP_SAYS)
    if st.button(words.ACTS["stop"], type="primary", key=f"{name}.stop.go"):
        _finish(lambda: plan_steps.stop(state.workspace(), action.id, state.zone()), words.ACTED["stop"])


_DRAW: dict[str, Callable[[Plan, Action, str], None]] = {
    "words": _words,
    "days": _days,
    "shrink": _shrink,
    "grow": _grow,
    "swap": _swap,
    "stop": _stop,
}


@st.dialog(words.CHANGE_GOAL)
def goal(plan: Plan) -> None:
    """A dialog that words the goal anew."""
    key = f"plan.goal.{plan.id}"
    st.text_input(words.GOAL, value=plan.goal, max_chars=LONGEST, key=key)
    if st.button(words.KEEP, type="primary", key=f"{key}.go"):
        _finish(lambda: plan_steps.change_goal(state.workspace(), plan.id, str(state.value(key) or "")))


@st.dialog(words.FINISH)
def finish(plan: Plan) -> None:
    """A dialog that ends a plan."""
    st.markdown(look.plain(plan.goal))
    st.markdown(words.FINISH_SAYS)

    def act() -> None:
        plan_steps.end(state.workspace(), plan.id, state.zone())
        tab.home()

    if st.button(words.FINISH, type="primary", key=f"plan.finish.{plan.id}.go"):
        _finish(act, words.FINISHED)


@st.dialog(words.DELETE)
def delete(plan: Plan) -> None:
    """A dialog that deletes a plan for good."""
    st.markdown(look.plain(plan.goal))
    st.markdown(words.DELETE_SAYS)

    def act() -> None:
        gone = plan_steps.delete(state.workspace(), plan.id)
        state.say(words.DELETED if gone else words.DELETED_LATER)

    if st.button(words.DELETE, type="primary", key=f"plan.delete.{plan.id}.go"):
        _finish(act)
