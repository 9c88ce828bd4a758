"""How days felt, the parts of the day, and the words chosen for it."""

from __future__ import annotations

import math
from html import escape

import streamlit as st

from eq.charts.affect import MOST_DAYS, affect_data, affect_figure, affect_table
from eq.charts.within_day import within_day_data, within_day_figure, within_day_table
from eq.charts.words_used import MOST, words_used_data, words_used_figure, words_used_table
from eq.reflect.days import MIN_DAYS
from eq.reflect.dynamics import PICKS_LEAST
from eq.ui import look
from eq.ui.insights_parts import Looked, begin, figure, listed
from eq.wording import insight_figures as said
from eq.wording import insight_page as words
from eq.wording.journal import more_chips

_DAYS_LISTED = 7
_WORDS_LISTED = 20


def over_days(looked: Looked) -> None:
    """Pleasantness and energy over the days; before there are enough, the days themselves."""
    affect = looked.found.affect
    if affect.more is not None:
        _days_so_far(looked)
        return
    data = looked.kept("data.affect", lambda: affect_data(affect.days, affect.blocks))
    figure(
        looked,
        "affect",
        said.AFFECT_TITLE,
        finding=said.affect_finding(affect),
        caption=said.affect_caption(affect, single=len(affect.days) <= MOST_DAYS, month=looked.months),
        table=lambda: affect_table(data),
        draw=lambda tokens, narrow: affect_figure(data, (affect.pleasantness, affect.energy), tokens, narrow=narrow),
    )


def _days_so_far(looked: Looked) -> None:
    affect = looked.found.affect
    with look.card(key="insights-days"):
        st.header(words.AFFECT_SO_FAR if affect.n_days else said.AFFECT_PLAIN, anchor=False)
        if not affect.n_days:
            st.markdown(words.AFFECT_EMPTY)
            begin("affect", debrief=False)
            return
        latest = affect.days.iloc[::-1].head(_DAYS_LISTED)
        columns = (latest[name].to_list() for name in ("day", "pleasantness", "energy", "n"))
        rows = [
            words.day_row(on, _known(pleasant), _known(energy), n)
            for on, pleasant, energy, n in zip(*columns, strict=True)
        ]
        more = affect.n_days - len(rows)
        listed([look.plain(row) for row in rows] + ([words.and_earlier(more)] if more > 0 else []))
        if affect.more:
            look.quiet(words.days_missing(affect.more, MIN_DAYS, looked.today))


def _known(value: float) -> float | None:
    return None if math.isnan(value) else value


def within_day(looked: Looked) -> None:
    """By part of the day, once one of them has enough days; before that, how many each has."""
    affect = looked.found.affect
    if affect.more is not None:
        return
    data = looked.kept("data.within", lambda: within_day_data(affect.parts))
    if data["mean"].isna().all():
        with look.card(key="insights-parts"):
            st.header(words.WITHIN_SO_FAR, anchor=False)
            listed(
                [words.part_so_far(part, n) for part, n in zip(affect.parts["part"], affect.parts["days"], strict=True)]
            )
            look.quiet(words.PART_NEEDS)
        return
    figure(
        looked,
        "within",
        said.WITHIN_TITLE,
        caption=said.within_caption(affect),
        table=lambda: within_day_table(data),
        draw=lambda tokens, narrow: within_day_figure(data, tokens, narrow=narrow),
    )


def words_used(looked: Looked) -> None:
    """The words, and how varied they are once there are enough of them."""
    used = looked.found.words
    if used.more is not None or used.variety is None:
        _words_so_far(looked)
        return
    data = looked.kept("data.words", lambda: words_used_data(used.words))
    figure(
        looked,
        "words",
        said.WORDS_TITLE,
        finding=said.variety_line(used.variety),
        caption=said.words_caption(used.picks, min(MOST, len(used.words)), len(used.words)),
        table=lambda: words_used_table(used.words),
        draw=lambda tokens, narrow: words_used_figure(data, tokens, narrow=narrow),
    )


def _words_so_far(looked: Looked) -> None:
    used = looked.found.words
    with look.card(key="insights-words"):
        st.header(words.WORDS_SO_FAR if used.picks else said.WORDS_PLAIN, anchor=False)
        if not used.picks:
            st.markdown(words.WORDS_EMPTY)
            return
        shown = used.words.head(_WORDS_LISTED)
        texts = [words.counted(word, n) for word, n in zip(shown["word"], shown["n"], strict=True)]
        chips(texts, len(used.words) - len(shown))
        if used.more:
            look.quiet(words.picks_missing(used.more, PICKS_LEAST, looked.today))


def chips(texts: list[str], more: int) -> None:
    """Short texts side by side, each shown as it was typed, and how many ``more`` there are."""
    html = "".join(f'<span class="eq-chip"><bdi>{escape(look.one_line(text))}</bdi></span>' for text in texts)
    rest = f'<span class="eq-chip-more">{escape(more_chips(more))}</span>' if more > 0 else ""
    st.html(f'<div class="eq-chips">{html}{rest}</div>')
