"""Every area over time with its range, the one verdict, and the blocks of the weekly pulse."""

from __future__ import annotations

import streamlit as st

from eq.actions import clock, history
from eq.actions.history import History
from eq.ui import episodes_card, look, navigation, page, progress_parts, state
from eq.ui.components.width import narrow
from eq.ui.escaped import escaped
from eq.wording import change as words
from eq.wording.plain import count, day


def _body() -> None:
    workspace = state.workspace()
    known = state.remembered("progress.taken", workspace.stamp(), lambda: history.taken(workspace))
    if not known:
        look.page_head("Progress", "Nothing to compare yet")
        look.empty_state(
            "After your first questionnaire this page shows each area over time, and from the third sitting on "
            "whether your answers moved further than chance would move them.",
            "Choose a questionnaire",
            navigation.page("take"),
            key="progress",
        )
        return
    head = st.container()
    chosen = _choose(known)
    mark = (workspace.stamp(), chosen, state.zone(), state.day(clock.now()))
    found = state.remembered(f"progress.{chosen}", mark, lambda: history.history(workspace, chosen, state.zone()))
    if found is None:
        st.rerun()
    q, small = found.questionnaire, narrow()
    context = f"{q.title} · {count(len(found.sittings), 'sitting')} · up to {day(found.today)}"
    if found.trend is not None:
        with head:
            look.page_head(
                context, "Your pulse, four weeks at a time", words.pulse_lead(found.pulse_changes, escaped(q))
            )
        progress_parts.pulse(found, mark, narrow=small)
    else:
        with head:
            look.page_head(context, "What changed, and what did not", _lead(found))
        progress_parts.verdict(found, mark, narrow=small)
        progress_parts.moved(found)
        progress_parts.over_time(found, mark, narrow=small)
    episodes_card.show(q, key="progress")
    progress_parts.limits(found)


def _lead(found: History) -> str:
    comparison = found.comparison
    if comparison is None:
        return words.ONE_SITTING
    if comparison.refused:
        earliest = comparison.earliest.date() if comparison.earliest else None
        why = words.refusal(comparison, plan=found.plan is not None)
        return f"**No verdict yet.** {why} {words.waiting(earliest)}".strip()
    said = words.headline(escaped(found.questionnaire), comparison.changes)
    return f"{said} {words.focus(_focus(found))}" if found.focus else said


def _focus(found: History) -> str:
    """The title of the area that is tested alone."""
    return next(scale.title for scale in escaped(found.questionnaire).scales if scale.id == found.focus)


def _choose(known: list[history.Taken]) -> str:
    ids = [t.questionnaire_id for t in known]
    if len(ids) == 1:
        return ids[0]
    titles = {t.questionnaire_id: look.plain(t.title) for t in known}
    picked = st.segmented_control(
        "Which questionnaire",
        ids,
        format_func=titles.__getitem__,
        required=True,
        **state.bound("progress.instrument", ids),
    )
    return picked or ids[0]


page.show(_body)
