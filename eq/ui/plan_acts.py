"""What can be done with a practice and with its plan: rest, change, swap, stop, undo, finish, delete."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from eq.actions import plan_steps, plans
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
            st.button(words.EXERCISE, key=f"{name}.guide", icon=icon, on_click=guide_tab.open_, args=open_)
        if action.resting:
            st.button(words.RESUME, key=f"{name}.resume", on_click=_resume, args=(action.id,))
        else:
            st.button(words.PAUSE, key=f"{name}.pause", on_click=_pause, args=(action.id,))
        if st.button(words.CHANGE, key=f"{name}.change"):
            choose(plan, action)
        if one.undoable:
            undo_button(action)


def _pause(action: str) -> None:
    def act() -> None:
        plan_steps.pause(state.workspace(), action, state.zone())
        took(action, "pause")

    page.attempt(act)


def _resume(action: str) -> None:
    def act() -> None:
        plan_steps.resume(state.workspace(), action, state.zone())
        took(action, "resume")

    page.attempt(act)


def took(action: str, step: str) -> None:
    """Remember a step of this tab, so that its Undo says what it takes back; ``step`` is one of ``words.UNDO``."""
    state.put(f"plan.step.{action}", (step, _now(action)))


def _now(action: str) -> Action | None:
    every = (one for plan in plans.every(state.workspace()) for one in plan.actions)
    return next((one for one in every if one.id == action), None)


def undo_button(action: Action) -> None:
    """Take the last step back: named where this tab took it, or where the practice ended with it."""
    step, after = state.get(f"plan.step.{action.id}", ("", None))
    label = words.UNDO[action.ending or (step if after == action else "")]
    st.button(label, key=f"plan.act.{action.id}.undo", on_click=_undo, args=(action,))


def _undo(drawn: Action) -> None:
    """What is taken back is the step that was seen: another tab may have taken one since."""

    def act() -> None:
        if _now(drawn.id) != drawn:
            raise EqError(drawn.title, words.OTHER_STEP, words.OTHER_STEP_DO)
        done = plan_steps.undo(state.workspace(), drawn.id, state.zone())
        state.say(words.UNDONE if done else words.NOTHING_TO_UNDO)

    page.attempt(act)


@st.dialog(words.CHANGE_TITLE)
def choose(plan: Plan, action: Action) -> None:
    """A dialog with every change of a practice."""
    st.markdown(f"**{look.plain(action.title)}**")
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
    with st.container(key="dialog-words"):
        for field, label in fields.items():
            # A box that grows: what is filled in would be cut off. Line breaks are taken out when it is kept.
            st.text_area(
                label, value=getattr(action, field), max_chars=LONGEST, key=f"{name}.{field}", height="content"
            )

    def act() -> None:
        _change(action, {field: str(state.value(f"{name}.{field}") or "") for field in fields})

    if st.button(words.KEEP, type="primary", key=f"{name}.words.go"):
        _finish(act, words.ACTED["change"])


def _change(action: Action, given: dict[str, Any]) -> None:
    """Only what differs from what was drawn: another tab may have changed the rest."""
    changed = {field: value for field, value in given.items() if value != getattr(action, field)}
    if changed:
        plan_steps.change(state.workspace(), action.id, zone=state.zone(), **changed)
        took(action.id, "change")


def _days(_: Plan, action: Action, name: str) -> None:
    with st.container(key="dialog-chips-days"):
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
        _change(action, {"weekdays": tuple(sorted(days)), "minutes": minutes, "times": times, "remind_at": at})

    if st.button(words.KEEP, type="primary", key=f"{name}.days.go"):
        _finish(act, words.ACTED["change"])


def _step(take: Callable[[], object], action: Action, name: str) -> None:
    def act() -> None:
        take()
        took(action.id, name)

    _finish(act, words.ACTED[name])


def _shrink(_: Plan, action: Action, name: str) -> None:
    st.markdown(f"{words.SHRINK_SAYS} {look.plain(action.tiny)}")
    if st.button(words.ACTS["shrink"], type="primary", key=f"{name}.shrink.go"):
        _step(lambda: plan_steps.shrink(state.workspace(), action.id, state.zone()), action, "shrink")


def _grow(_: Plan, action: Action, name: str) -> None:
    if st.button(words.ACTS["grow"], type="primary", key=f"{name}.grow.go"):
        _step(lambda: plan_steps.grow(state.workspace(), action.id), action, "grow")


def _swap(plan: Plan, action: Action, name: str) -> None:
    st.markdown(words.SWAP_SAYS)
    if st.button(words.SWAP_GO, type="primary", key=f"{name}.swap.go"):
        _finish(lambda: tab.start(plan.competency, plan=plan.id, swapped=action.id))


def _stop(_: Plan, action: Action, name: str) -> None:
    st.markdown(words.STOP_SAYS)
    if st.button(words.ACTS["stop"], type="primary", key=f"{name}.stop.go"):
        _step(lambda: plan_steps.stop(state.workspace(), action.id, state.zone()), action, "stop")


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
    with st.container(key="dialog-words"):
        st.text_area(words.GOAL, value=plan.goal, max_chars=LONGEST, key=key, height="content")
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
