"""One day of a practice: what became of it and its measure, each in one tap; for today and for the days before."""

from __future__ import annotations

import re
from datetime import date

import streamlit as st

from eq.actions import plan_days
from eq.actions.plans import ActionStanding
from eq.plan.plan import Action, Day, Done
from eq.plan.schedule import asked, phase
from eq.ui import look, page, state
from eq.wording import plan_run as words

_HARMLESS = re.compile(r"[\w ,.?’“”–-]+")
"""Text without a sign that means anything to markdown."""


def today(one: ActionStanding) -> None:
    """What is asked of a practice today; nothing while it rests."""
    if one.asked_today:
        fields(one.action, one.today)


def before(one: ActionStanding) -> None:
    """The days before today of which anything can be said; the one that is chosen is filled in below them."""
    days = {day.day: day for day in one.last_seven[:-1] if asked(one.action, day.day)}
    if not days:
        look.quiet(words.DAYS_NONE)
        return
    name = f"plan-days-{one.action.id}"
    with st.container(key=f"plan-chips-{name}"):
        chosen = st.pills(
            words.DAYS_WHICH,
            list(days),
            format_func=lambda day: look.plain(words.chip(days[day], one.action.measure)),
            key=name,
        )
    if chosen in days:
        st.markdown(f"**{words.day_title(chosen)}**")
        fields(one.action, days[chosen], present=False)


def fields(action: Action, day: Day, *, present: bool = True, practice: bool = True) -> None:
    """What can be said of a day; before the practice has begun only its measure. ``present`` False for a day before.

    ``practice`` False leaves out whether it was done, where it was not planned and only the measure is asked.
    """
    if practice and phase(action, day.day) == "practice":
        _done(action, day, present)
    _measure(action, day, present)


def _done(action: Action, day: Day, present: bool) -> None:
    key = f"plan.done.{action.id}.{day.day.isoformat()}"
    options = _options(action, day)
    state.hold(key, day.standing)

    def keep() -> None:
        said: Done | None = state.value(key)
        page.attempt(lambda: plan_days.say(state.workspace(), action.id, day.day, said, state.zone()))

    with st.container(key=f"plan-chips-done-{action.id}-{day.day.isoformat()}"):
        st.pills(
            words.DID_TODAY if present else words.DID_THAT_DAY,
            options,
            format_func=words.answers(small=action.small).__getitem__,
            key=key,
            label_visibility="collapsed",
            on_change=keep,
        )
    if day.done is None and day.debriefs:
        look.quiet(words.FROM_DEBRIEF)


def _options(action: Action, day: Day) -> list[Done]:
    """The small version comes first where only that is asked for; no chance only where it waits for its moment."""
    options: list[Done] = ["small", "done", "not-today"] if action.small else ["done", "small", "not-today"]
    return [*options, "no-chance"] if action.occasion or day.standing == "no-chance" else options


def _measure(action: Action, day: Day, present: bool) -> None:
    key = f"plan.measure.{action.id}.{day.day.isoformat()}"
    label = _label(words.question(action.measure, today=present))
    if action.measure.kind == "scale":
        _scale(action, day, key, label)
    elif action.measure.kind == "yes-no":
        _yes_no(action, day, key, label)
    else:
        _minutes(action, day, key, label)


def _label(text: str) -> str:
    """``text`` as it reads; a browser also says a label aloud as it stands, with every escape in it."""
    return look.one_line(text) if _HARMLESS.fullmatch(text) else look.plain(text)


def _keep(action: str, day: date, key: str) -> None:
    given = state.value(key)
    page.attempt(lambda: plan_days.measure(state.workspace(), action, day, given, state.zone()))


def _scale(action: Action, day: Day, key: str, label: str) -> None:
    name = f"{action.id}-{day.day.isoformat()}"
    state.hold(key, None if day.value is None else round(day.value))
    with st.container(key=f"scale-plan-{name}"):
        st.radio(
            label,
            list(range(round(action.measure.most) + 1)),
            index=None,
            key=key,
            horizontal=True,
            on_change=_keep,
            args=(action.id, day.day, key),
        )
        with st.container(horizontal=True, horizontal_alignment="distribute", key=f"ends-plan-{name}"):
            look.quiet(f"0: {action.measure.low}")
            look.quiet(f"{action.measure.most:.0f}: {action.measure.high}")
    if day.value is not None:
        st.button(words.TAKE_BACK, key=f"{key}.back", type="tertiary", on_click=_take_back, args=(action.id, day.day))


def _take_back(action: str, day: date) -> None:
    page.attempt(lambda: plan_days.measure(state.workspace(), action, day, None, state.zone()))


def _yes_no(action: Action, day: Day, key: str, label: str) -> None:
    state.hold(key, None if day.value is None else round(day.value))
    with st.container(key=f"plan-chips-measure-{action.id}-{day.day.isoformat()}"):
        st.pills(
            label,
            list(words.YES_NO),
            format_func=words.YES_NO.__getitem__,
            key=key,
            on_change=_keep,
            args=(action.id, day.day, key),
        )


def _minutes(action: Action, day: Day, key: str, label: str) -> None:
    name = f"{action.id}-{day.day.isoformat()}"
    state.hold(key, None if day.value is None else round(day.value))
    with st.container(key=f"plan-minutes-{name}"):
        st.number_input(
            label,
            min_value=0,
            max_value=round(action.measure.most),
            step=1,
            value=None,
            key=key,
            placeholder=words.MINUTES,
            on_change=_keep,
            args=(action.id, day.day, key),
        )
        with st.container(horizontal=True, gap="small", key=f"line-chips-plan-{name}"):
            for minutes in words.MINUTE_CHIPS:
                st.button(
                    words.minutes_chip(minutes),
                    key=f"{key}.chip.{minutes}",
                    on_click=_chip,
                    args=(action.id, day.day, minutes),
                )


def _chip(action: str, day: date, minutes: int) -> None:
    page.attempt(lambda: plan_days.measure(state.workspace(), action, day, minutes, state.zone()))
