"""The choice of a focus: the five areas with two questions each, their points, and where each point comes from."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from eq.actions import clock, focus, journal
from eq.actions.focus import Focus, Source
from eq.actions.names import COMPETENCY_TITLES
from eq.plan.plan import MOST_FOCUSES, MOST_PRACTICES, Plan
from eq.plan.priority import Row, Term
from eq.reflect.competencies import COMPETENCIES, Competency
from eq.ui import door, journal_rows, look, navigation, page, state
from eq.ui import plan_tab as tab
from eq.ui.components.place import keep_place
from eq.wording import loop as loop_words
from eq.wording import plan_focus as words


def show() -> None:
    """The five areas; the person decides, whatever the points say."""
    found, running = _found(), tab.running()
    title, lead = (words.TITLE_SECOND, words.LEAD_SECOND) if running else (words.TITLE, words.LEAD)
    look.page_head(words.PAGE, title, lead)
    if running:
        st.button(words.BACK, key="focus.back", type="tertiary", on_click=tab.home)
    _standing(found)
    if len(running) >= MOST_FOCUSES:
        look.quiet(words.FULL)
    rows = {row.competency: row for row in found.ranking.rows}
    for area in _order(found):
        _area(found, rows[area], next((plan for plan in running if plan.competency == area), None), len(running))
    _left_out(found)
    _more(found)
    keep_place("plan.focus", back=False)


def _found() -> Focus:
    workspace, zone = state.workspace(), state.zone()
    mark = (workspace.stamp(), zone, state.day(clock.now()))
    return state.remembered("plan.focus", mark, lambda: focus.focus(workspace, zone))


def _standing(found: Focus) -> None:
    with st.container(key="focus-standing", gap="small"):
        st.markdown(look.plain(words.standing(found.ranking, COMPETENCY_TITLES)))
        if found.ranking.only_low:
            look.quiet(words.only_low(COMPETENCY_TITLES[found.ranking.rows[0].competency]))
        if _order(found) != _by_points(found):
            st.button(words.SORT, key="focus.sort", on_click=state.put, args=("focus.order", _by_points(found)))


def _by_points(found: Focus) -> tuple[Competency, ...]:
    return tuple(row.competency for row in found.ranking.rows) if found.rated else COMPETENCIES


def _order(found: Focus) -> tuple[Competency, ...]:
    """The order in which the areas stand; it stays while questions are answered, so that nothing moves underhand."""
    order: tuple[Competency, ...] = state.get("focus.order", ())
    if not order:
        order = _by_points(found)
        state.put("focus.order", order)
    return order


def _area(found: Focus, row: Row, plan: Plan | None, running: int) -> None:
    area = row.competency
    title = COMPETENCY_TITLES[area]
    with look.card(key=f"focus-{area}"):
        st.header(title, anchor=False)
        look.quiet(words.ABOUT[area])
        known = next(one for one in found.known if one.competency == area)
        left, right = st.columns(2)
        with left:
            _ask(area, "importance", words.IMPORTANCE_QUESTION, words.IMPORTANCE_CHOICES, known.importance)
        with right:
            _ask(area, "readiness", words.READINESS_QUESTION, words.READINESS_CHOICES, known.readiness)
        _go_on(area, title, plan, running)
        if not found.ranking.nothing:
            with st.expander(words.points(row.total, found.ranking), key=f"focus.why.{area}", on_change="rerun") as why:
                if why.open:
                    _why(row, found.sources[area])


def _ask(area: Competency, name: str, question: str, choices: Mapping[int, str], now: int | None) -> None:
    key = f"focus.{name}.{area}"
    state.hold(key, now)
    with st.container(key=f"choice-focus-{name}-{area}"):
        st.radio(
            question,
            list(choices),
            index=None,
            key=key,
            format_func=choices.__getitem__,
            horizontal=True,
            on_change=_rate,
            args=(area, name, key),
        )


def _rate(area: Competency, name: str, key: str) -> None:
    answer: int | None = state.value(key)
    if name == "importance":
        page.attempt(lambda: focus.rate(state.workspace(), area, importance=answer))
    else:
        page.attempt(lambda: focus.rate(state.workspace(), area, readiness=answer))


def _go_on(area: Competency, title: str, plan: Plan | None, running: int) -> None:
    if plan is not None:
        look.quiet(words.IN_PLAN)
        if len(plan.running) < MOST_PRACTICES:
            st.button(words.SECOND_OF, key=f"focus.add.{area}", on_click=_add, args=(area, plan.id))
    elif running < MOST_FOCUSES:
        st.button(words.work_on(title), key=f"focus.work.{area}", on_click=tab.start, args=(area,))


def _add(area: Competency, plan: str) -> None:
    tab.start(area, plan=plan)


def _why(row: Row, source: Source) -> None:
    for term in row.terms:
        if term.counted:
            st.markdown(look.plain(words.term(term, _where_from(term, source))))
            if term.name == "journal":
                _episodes(source)
            elif term.name == "low" and source.items:
                look.quiet(words.STATEMENTS)
                st.markdown("\n".join(f"- {look.plain(item)}" for item in source.items))


def _where_from(term: Term, source: Source) -> str:
    if term.name == "journal":
        return words.journal(term, source.days, source.of)
    if term.name in ("low", "down") and source.sitting is not None:
        taken = state.day(source.sitting.taken_at, source.sitting.zone)
        return (words.low if term.name == "low" else words.down)(term, source.title, taken)
    return words.asked(term)


def _episodes(source: Source) -> None:
    if not source.entries:
        return
    with st.container(key=f"episodes-of-focus-{source.competency}"):
        look.quiet(words.EPISODES)
        for entry in source.entries:
            label = loop_words.episode(look.plain(journal.title_of(entry)), entry.local_date)
            key = f"focus.entry.{source.competency}.{entry.id}"
            if st.button(label, key=key, type="tertiary", width="stretch"):
                journal_rows.show_entry_from("plan", entry.id)


def _left_out(found: Focus) -> None:
    with st.expander(words.LEFT_OUT, key="focus-left-out"):
        st.markdown("\n".join(f"- {look.plain(line)}" for line in words.dropped(found.ranking.dropped, found.tagged)))
        look.quiet(words.LEFT_OUT_WHY)


def _more(found: Focus) -> None:
    """The ways to what is missing; both are optional."""
    missing = found.ranking.dropped
    if not {"low", "journal"} & set(missing):
        return
    st.header(words.MORE, anchor=False)
    with st.container(horizontal=True, key="focus-more"):
        if "low" in missing and st.button(words.TAKE, key="focus.take"):
            door.choose()
        if "journal" in missing and st.button(words.DEBRIEF, key="focus.debrief"):
            state.put("debrief.entry", "")
            navigation.go("debrief")
