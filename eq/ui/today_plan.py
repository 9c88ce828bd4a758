"""What the running plans ask for today, in one card: one tap for the practice, one for its measure.

A second tap on the same answer takes it back.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import streamlit as st

from eq.actions import plan_days
from eq.actions.plan_today import Asked, PlanToday
from eq.ui import look, navigation, page, state
from eq.wording import plan_today as words
from eq.wording.debrief import if_then

_OPENED = "today.plan.opened"


def card(found: PlanToday) -> None:
    """The practices of which something is open, then those that are answered, each on a quiet line."""
    with look.card(key="today-plan"):
        st.header(words.HEAD, anchor=False)
        _each(found.asked)
        if st.button(words.OPEN_PLAN, key="today.plan.open", type="tertiary"):
            navigation.go("plan")


def answered(found: PlanToday | None) -> None:
    """Below what is due: what was said today, where nothing is open any more."""
    if found is None or found.open or not found.asked:
        return
    with st.container(key="today-plan-answered"):
        _each(found.asked)


def _each(asked: Sequence[Asked]) -> None:
    opened: str = state.get(_OPENED, "")
    # Open ones first: the most used task stays in the first screen.
    for one in sorted(asked, key=lambda one: one.answered and one.action.id != opened):
        with st.container(key=f"today-practice-{one.action.id}"):
            if one.answered and one.action.id != opened:
                _quiet(one)
            else:
                _open(one)


def _quiet(one: Asked) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        look.quiet(words.answered(one.action, one.day.standing if one.due else None, one.day.value))
        st.button(
            words.CHANGE,
            key=f"today.plan.change.{one.action.id}",
            type="tertiary",
            on_click=state.put,
            args=(_OPENED, one.action.id),
        )


def _open(one: Asked) -> None:
    action = one.action
    st.markdown(f"**{look.plain(action.title)}**")
    if one.due:
        _practice(one)
    elif one.phase == "baseline":
        look.quiet(words.BASELINE)
    _measure(one)


def _practice(one: Asked) -> None:
    action = one.action
    line = if_then(action.cue, action.tiny if action.small and action.tiny else action.act)
    if line:
        st.markdown(look.plain(look.one_line(line)))
    if action.guide and st.button(words.EXERCISE, key=f"today.plan.guide.{action.id}"):
        state.put("guide.open", (action.guide, action.practice, action.id))
        st.rerun()
    key = f"today.plan.done.{action.id}"
    _pills(
        key,
        words.DID,
        {done: words.label(done) for done in words.choices(action)},
        one.day.standing,
        lambda done: plan_days.say(state.workspace(), action.id, one.day.day, done, state.zone()),
        hide_label=True,
    )
    if one.day.done is None and one.day.debriefs:
        look.quiet(words.FROM_DEBRIEF)


def _measure(one: Asked) -> None:
    measure, key = one.action.measure, f"today.plan.measure.{one.action.id}"

    def keep(value: float | None) -> None:
        plan_days.measure(state.workspace(), one.action.id, one.day.day, value, state.zone())

    label = look.plain(words.question(measure))
    if measure.kind == "yes-no":
        _pills(key, label, words.YES_NO, one.day.value, keep)
    elif measure.kind == "minutes":
        quick = {minutes: f"{minutes:g}" for minutes in words.QUICK_MINUTES}
        _pills(key, label, quick, one.day.value, keep)
        _minutes(f"{key}.other", one.day.value, measure.most, keep)
    else:
        whole = {float(n): str(n) for n in range(int(measure.most) + 1)}
        with st.container(key=f"today-measure-{one.action.id}"):
            _pills(key, label, whole, one.day.value, keep)


def _pills(
    key: str,
    label: str,
    options: Any,
    chosen: Any,
    keep: Callable[[Any], None],
    *,
    hide_label: bool = False,
) -> None:
    state.hold(key, chosen if chosen in options else None)
    st.pills(
        label,
        list(options),
        key=key,
        format_func=options.__getitem__,
        label_visibility="collapsed" if hide_label else "visible",
        on_change=_answered,
        args=(partial(_take, key, keep),),
    )


def _take(key: str, keep: Callable[[Any], None]) -> None:
    keep(state.value(key))


def _minutes(key: str, value: float | None, most: float, keep: Callable[[float | None], None]) -> None:
    state.hold(key, value)
    st.number_input(
        words.OTHER_MINUTES,
        min_value=0.0,
        max_value=most,
        step=1.0,
        format="%g",
        key=key,
        on_change=_answered,
        args=(partial(_take, key, keep),),
    )


def _answered(act: Callable[[], None]) -> None:
    """Keep an answer; what was opened for a change folds again once it has been answered."""
    page.attempt(act)
