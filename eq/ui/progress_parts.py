"""The parts of the progress page: the verdict, the areas over time, the pulse blocks, and their limits."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import pandas as pd
import streamlit as st

from eq.actions import loop
from eq.actions.history import History
from eq.assess.pulse import PulseTrend
from eq.charts.change import change_data, change_figure, change_table
from eq.charts.config import CONFIG
from eq.charts.episodes import episode_data
from eq.charts.progress import progress_data, progress_figure, progress_table
from eq.charts.pulse import pulse_data, pulse_figure, pulse_table
from eq.ui import door, look, state
from eq.ui.escaped import escaped
from eq.wording import change as words
from eq.wording import loop as loop_words
from eq.wording import results as result_words

T = TypeVar("T")


def _kept(found: History, name: str, mark: object, build: Callable[[], T]) -> T:
    """Something derived from a history, kept for each instrument: going to and fro between two builds nothing anew."""
    return state.remembered(f"{name}.{found.questionnaire.id}", mark, build)


def verdict(found: History, mark: object, *, narrow: bool) -> None:
    """The one comparison that carries a verdict, with its figure; nothing when it is refused."""
    comparison = found.comparison
    if comparison is None or comparison.refused:
        return
    q = found.questionnaire
    said = f"{words.span(comparison, plan=found.plan is not None)} {words.CHANGE_CAPTION}"
    with look.figure_card(
        "How far each area moved, with the range your answers leave open",
        caption=f"{said} {words.FOCUS_CAPTION}" if found.focus else said,
        table=_kept(found, "table.change", mark, lambda: look.ready(change_table(q, comparison.changes))),
        key="change",
    ):
        figure = _kept(
            found,
            "figure.change",
            (mark, look.theme_type(), narrow),
            lambda: change_figure(change_data(q, comparison.changes), q.answers, look.tokens(), narrow=narrow),
        )
        st.plotly_chart(figure, theme=None, config=CONFIG, key="progress.change", alt=words.alt(q, comparison.changes))
    for note in words.notes(escaped(q), comparison.changes):
        st.markdown(note)


def over_time(found: History, mark: object, *, narrow: bool) -> None:
    """Each area over time with its 95 % band."""
    q = found.questionnaire
    reference = found.comparison.reference.ids if found.comparison else ()
    data = _kept(found, "data.progress", mark, lambda: progress_data(q, found.table, reference))
    marks = _kept(found, "data.episodes", mark, lambda: _episodes(found, data, "taken", "taken"))
    with look.figure_card(
        "Each area over time, with its range",
        caption=_with(words.TIME_CAPTION, loop_words.MARKS_CAPTION, marks),
        table=_kept(found, "table.progress", mark, lambda: look.ready(progress_table(data, marks))),
        key="progress",
    ):
        figure = _kept(
            found,
            "figure.progress",
            (mark, look.theme_type(), narrow),
            lambda: progress_figure(data, q.answers, look.tokens(), narrow=narrow, marks=marks),
        )
        alt = _with(words.time_alt(q, found.sittings), loop_words.MARKS_ALT, marks)
        st.plotly_chart(figure, theme=None, config=CONFIG, key="progress.time", alt=alt)
    for line in _kept(found, "withheld", mark, lambda: words.withheld_rows(found.table, q)):
        st.markdown(f"- {look.plain(line)}")


def _episodes(found: History, data: pd.DataFrame, first: str, last: str) -> pd.DataFrame:
    """The journal's episodes since the first mark of a figure; ``first`` and ``last`` are columns of its data."""
    since = data[first].min().date() if len(data) else found.today
    return episode_data(data, loop.marks(state.workspace(), since, found.today), first=first, last=last)


def _with(text: str, more: str, marks: pd.DataFrame) -> str:
    """``text``, and ``more`` where there are episodes to speak of."""
    return f"{text} {more}" if len(marks) else text


def pulse(found: History, mark: object, *, narrow: bool) -> None:
    """Pulse blocks over time, the verdict between the two that may be compared, and what is still missing."""
    q, trend = found.questionnaire, found.trend
    if trend is None:
        return
    data = _kept(found, "data.pulse", mark, lambda: pulse_data(trend, found.pair))
    marks = _kept(found, "data.episodes", mark, lambda: _episodes(found, data, "first", "last"))
    with look.figure_card(
        "Four-week means of these statements, with their range",
        caption=_with(words.PULSE_CAPTION, loop_words.MARKS_CAPTION, marks),
        table=_kept(found, "table.pulse", mark, lambda: look.ready(pulse_table(data, marks))),
        key="pulse",
    ):
        figure = _kept(
            found,
            "figure.pulse",
            (mark, look.theme_type(), narrow),
            lambda: pulse_figure(data, q.answers, look.tokens(), narrow=narrow, marks=marks),
        )
        alt = _with(words.pulse_alt(trend), loop_words.MARKS_ALT, marks)
        st.plotly_chart(figure, theme=None, config=CONFIG, key="progress.pulse", alt=alt)
    _this_block(found, trend)
    if found.pulse_changes:
        with look.figure_card(
            "How far each area moved between the two blocks",
            caption=f"{words.pulse_span(found.pair)} {words.PULSE_CHANGE_CAPTION}",
            table=_kept(found, "table.change", mark, lambda: look.ready(change_table(q, found.pulse_changes))),
            key="pulse-change",
        ):
            st.plotly_chart(
                _kept(
                    found,
                    "figure.change",
                    (mark, look.theme_type(), narrow),
                    lambda: change_figure(change_data(q, found.pulse_changes), q.answers, look.tokens(), narrow=narrow),
                ),
                theme=None,
                config=CONFIG,
                key="progress.pulse.change",
                alt=words.alt(q, found.pulse_changes),
            )
        for note in words.notes(escaped(q), found.pulse_changes):
            st.markdown(note)


def _this_block(found: History, trend: PulseTrend) -> None:
    """What the block of today is made of so far, and what is still missing."""
    with look.card(key="pulse-missing"):
        st.header("The four weeks of today", anchor=False)
        if found.more_weeks is not None:
            st.markdown(words.pulse_waiting(found.more_weeks, found.today))
        for line in (*words.pulse_gaps(trend, found.today), *words.pulse_material(found.weeks, found.today)):
            st.markdown(f"- {look.plain(line)}")
        if st.button("Take the pulse", key="progress.take"):
            door.choose(found.questionnaire.id)


def moved(found: History) -> None:
    """The statements that were answered differently: the material behind a verdict, or behind its absence."""
    comparison = found.comparison
    if comparison is None or comparison.latest.id in comparison.reference.ids:
        return
    rows = words.moved_rows(comparison)
    with st.expander(words.moved_label(len(rows)), key="progress.moved", on_change="rerun") as opened:
        if opened.open:
            look.table(pd.DataFrame(rows, columns=list(words.MOVED_COLUMNS)))


def limits(found: History) -> None:
    """What a change in answers does and does not mean."""
    with look.card(key="progress-limits"):
        st.header("What this cannot tell", anchor=False)
        st.markdown("\n".join(f"- {line}" for line in words.CANNOT_TELL))
        st.markdown(f"**What it is for.** {result_words.INTENDED_USE}")
