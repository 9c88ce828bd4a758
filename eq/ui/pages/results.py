"""One sitting: words first, intervals, the statements behind them, and what this cannot tell."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import streamlit as st

from eq.actions import results
from eq.actions.results import Result, Sitting
from eq.charts.config import CONFIG
from eq.charts.profile import profile_data, profile_figure, profile_table
from eq.ui import episodes_card, look, navigation, page, sitting_tools, state, statements
from eq.ui.components.width import narrow
from eq.ui.escaped import escaped
from eq.ui.passport import passport
from eq.wording import plan_focus as plan_words
from eq.wording import quality as quality_words
from eq.wording import results as words
from eq.wording.plain import count, day, short_day

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator


def _body() -> None:
    workspace = state.workspace()
    found = state.remembered("results.all", workspace.stamp(), lambda: results.sittings(workspace))
    if not found:
        look.page_head("Results", "Nothing to show yet")
        look.empty_state(
            "Your results appear here once you have finished a questionnaire.",
            "Choose a questionnaire",
            navigation.page("take"),
            key="results",
        )
        return
    head = st.container()
    chosen = _choose(found)
    mark = (workspace.stamp(), chosen.id)
    result = state.remembered("results.one", mark, lambda: results.result(workspace, chosen.id))
    _show(result, head, mark)


def _choose(found: list[Sitting]) -> Sitting:
    if len(found) == 1:
        return found[0]
    labels = state.remembered(
        "results.labels",
        (state.workspace().stamp(), state.zone()),
        lambda: {s.id: f"{look.one_line(s.title)} · {short_day(_date(s))}" for s in found},
    )
    ids = list(labels)
    picked = st.selectbox("Which sitting", ids, format_func=labels.__getitem__, **state.bound("results.sitting", ids))
    return found[ids.index(picked)]


def _show(result: Result, head: DeltaGenerator, mark: object) -> None:
    q = result.questionnaire
    context = f"{q.title} · {day(_date(result.sitting))} · {count(len(q.items), 'statement')}"
    with head:
        if result.ask:
            look.page_head(context, "Before the numbers")
        else:
            look.page_head(context, "What your answers say", words.finding(escaped(q), result.table, result.profile))
    if result.ask:
        _ask(result)
    else:
        _numbers(result, mark)
    statements.behind(result, mark)
    episodes_card.show(q, key="results")
    if not result.ask and st.button(plan_words.GO, key="results.plan"):
        navigation.go("plan")
    _limits(result)
    sitting_tools.tools(result)


def _ask(result: Result) -> None:
    with look.card(key="results-quality"):
        st.header(quality_words.QUESTION, anchor=False)
        st.markdown(f"{quality_words.signs(result.quality)} {quality_words.WHY}")
        left, right = st.columns(2)
        if left.button(quality_words.CHECK, type="primary", key="results.check", width="stretch"):
            sitting_tools.check_again(result.sitting.id)
        if right.button(quality_words.STAND, key="results.stand", width="stretch"):
            results.answers_stand(state.workspace(), result.sitting.id)
            st.rerun()
        st.caption(quality_words.LIMITS)


def _numbers(result: Result, mark: object) -> None:
    q, table = result.questionnaire, result.table
    shown = [at for at in range(len(q.scales)) if words.status_word(table, at) == "ok"]
    if shown:
        with look.figure_card(
            "Your areas, with the range your answers leave open",
            caption=words.profile_caption(result.profile),
            table=state.remembered("table.profile", mark, lambda: look.ready(profile_table(q, table))),
            key="profile",
        ):
            small = narrow()
            figure = state.remembered(
                "figure.profile",
                (mark, look.theme_type(), small),
                lambda: profile_figure(profile_data(q, table), q.answers, look.tokens(), narrow=small),
            )
            st.plotly_chart(figure, theme=None, config=CONFIG, key="results.profile", alt=words.profile_alt(q, table))
    missing = [at for at in range(len(q.scales)) if at not in shown]
    if missing:
        with look.card(key="results-withheld"):
            st.header("Not shown as a number, and why", anchor=False)
            for at in missing:
                st.markdown(f"- {words.withheld(escaped(q), table, at)}")
            if result.open_statements and st.button("Answer the open statements", key="results.open"):
                sitting_tools.check_again(result.sitting.id)
            if q.is_pulse and st.button("See the blocks so far", key="results.blocks"):
                state.put("progress.instrument", q.id)
                navigation.go("progress")


def _limits(result: Result) -> None:
    with look.card(key="results-limits"):
        st.header("What this cannot tell", anchor=False)
        st.markdown("\n".join(f"- {line}" for line in words.CANNOT_TELL))
        st.markdown(f"**What it is for.** {words.INTENDED_USE}")
        st.caption(words.NOT_A_TEST)
    passport(result.questionnaire)


def _date(sitting: Sitting) -> date:
    return state.day(sitting.taken_at, sitting.zone)


page.show(_body)
