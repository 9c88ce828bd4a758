"""A guided exercise in the place of a page: what it is, how upset one is, the exercise itself, and what comes after.

Today draws it too, so what is large (practices, their exercises) is loaded only once one is open.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from eq.errors import EqError
from eq.ui import guide_end, guide_form, guide_tab, look, page
from eq.ui.components import guide as exercise
from eq.ui.components.guide import Step, Told
from eq.ui.components.place import keep_place
from eq.ui.guide_upset import upset
from eq.wording import guide as words

if TYPE_CHECKING:
    from eq.plan.practice import Guide

_CAUTION_AGAIN = 1
"""The line of the breathing caution that stays beside the exercise: when to stop."""
_FULL, _NEARLY, _EMPTY = 1.0, 0.8, 0.0


def show() -> bool:
    """Draw the exercise that is open on this page; False, having drawn nothing, when none is."""
    wish = guide_tab.opened()
    if wish is None:
        return False
    from eq.actions import practices

    try:
        guide = practices.guide(wish[0])
    except EqError as problem:
        # An exercise that no longer ships must not lock the page it was opened on.
        guide_tab.leave()
        page.problems(problem)
        return False
    stage = guide_tab.stage()
    if stage in ("stopped", "finished"):
        guide_end.show(guide)
    elif guide.breathing and not guide_tab.get("cautioned", False):
        _caution(guide)
    elif guide.kind == "form":
        _head(guide)
        guide_form.show(guide)
    else:
        _run(guide)
    keep_place(f"guide.{guide_tab.run()}.{'end' if stage in ('stopped', 'finished') else 'run'}", back=False)
    return True


def _head(guide: Guide) -> None:
    look.page_head(words.context(guide), guide_tab.title(guide), look.plain(guide.lead))


def _caution(guide: Guide) -> None:
    """The cautions stand before the breath, and another way beside it as an equal."""
    from eq.actions import practices

    _head(guide)
    said = practices.breathing()
    with look.card(key="guide-caution"):
        st.header(words.CAUTIONS, anchor=False)
        st.markdown("\n".join(f"- {look.plain(line)}" for line in said.lines))
    with st.container(key="equals-guide-breathing"):
        for chip in said.choices:
            other = chip.id == "look-around"
            label, act = (chip.text, partial(guide_tab.instead, chip.id)) if other else (words.BEGIN, _cautioned)
            st.button(look.plain(label), key=f"guide.breathing.{chip.id}", width="stretch", on_click=act)
    st.button(words.LEAVE, key="guide.leave", type="tertiary", on_click=guide_tab.leave)


def _cautioned() -> None:
    guide_tab.put("cautioned", True)


def _run(guide: Guide) -> None:
    _head(guide)
    # Its place stays when what is in it goes, so that the exercise below is not built anew while it runs.
    with st.container(key="guide-before"):
        if not guide_tab.stage():
            upset("before", words.UPSET)
    steps, rounds = _steps(guide)
    key = f"guide.exercise.{guide_tab.run()}"
    if exercise.run(key=key, label=guide_tab.title(guide), steps=steps, rounds=rounds, on_told=_told):
        st.rerun()
    if guide.breathing:
        from eq.actions import practices

        look.quiet(practices.breathing().lines[_CAUTION_AGAIN])
    with st.expander(words.AS_TEXT, key="guide.as_text"):
        if guide.rhythm:
            st.markdown(look.plain(words.rhythm(guide.rhythm)))
        st.markdown("\n".join(f"1. {look.plain(part.text)}" for part in guide.parts))
        st.button(words.DID, key="guide.did", on_click=page.attempt, args=(_did,))
    st.button(words.LEAVE, key="guide.leave", type="tertiary", on_click=guide_tab.leave)


def _steps(guide: Guide) -> tuple[list[Step], int]:
    """One time through, and how often; a pace ends with a whole breath."""
    pace = guide.rhythm
    if pace is None:
        return [Step(part.text, part.seconds) for part in guide.parts], 1
    again = [Step(words.AGAIN, pace.again, _FULL)] if pace.again else []
    steps = [Step(words.IN, pace.into, _NEARLY if again else _FULL), *again, Step(words.OUT, pace.out, _EMPTY)]
    return steps, max(1, round(guide.seconds / sum(step.seconds for step in steps)))


def _told(told: Told, seconds: int) -> None:
    """What the exercise tells: nothing is stored before it has begun."""
    if told == "stopped" and seconds < 1 and not guide_tab.stage():
        guide_tab.leave()
        return
    stage = guide_tab.stage()
    over = stage in ("stopped", "finished")
    if not over:
        guide_tab.begin(told if told in ("stopped", "finished") else "begun")
        guide_tab.put("seconds", seconds)
    guide_tab.close()


def _did() -> None:
    """Done without the clock: nobody knows how long it took."""
    guide_tab.begin("finished")
    guide_tab.close()
