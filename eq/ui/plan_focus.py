"""The choice of a focus: the five areas, two questions that may help, and where each point comes from."""

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
from eq.wording.plain import lower_first


def show() -> None:
    """The five areas; the person decides, whatever the points say."""
    found, running = _found(), tab.running()
    title, lead = (words.TITLE_SECOND, words.LEAD_SECOND) if running else (words.TITLE, words.LEAD)
    look.page_head(words.PAGE, title, lead)
    if running:
        st.button(words.BACK, key="focus.back", type="tertiary", on_click=tab.home)
    _standing(found, frozenset(plan.competency for plan in running))
    if len(running) >= MOST_FOCUSES:
        look.quiet(words.FULL)
    rows = {row.competency: row for row in found.ranking.rows}
    with st.container(key="focus-rows", gap="small"):
        for area in _order(found):
            _area(found, rows[area], next((plan for plan in running if plan.competency == area), None), len(running))
    _questions(found)
    _sources(found)
    _more(found)
    keep_place("plan.focus", back=False)


def _found() -> Focus:
    workspace, zone = state.workspace(), state.zone()
    mark = (workspace.stamp(), zone, state.day(clock.now()))
    return state.remembered("plan.focus", mark, lambda: focus.focus(workspace, zone))


def _standing(found: Focus, planned: frozenset[Competency]) -> None:
    with st.container(key="focus-standing", gap="small"):
        st.markdown(look.plain(words.standing(found.ranking, COMPETENCY_TITLES, planned)))
        if found.ranking.only_low and found.ranking.rows[0].competency not in planned:
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
    """One area as one row: its name, what it is about, and the way to begin with it."""
    area = row.competency
    with look.card(key=f"focus-area-{area}"):
        st.header(COMPETENCY_TITLES[area], anchor=False)
        _go_on(area, plan, running)
        look.quiet(words.about(area, row.total, found.ranking, planned=plan is not None))


def _questions(found: Focus) -> None:
    """The two questions about each of the five; folded, unless they were begun and not finished before this visit."""
    known = {one.competency: one for one in found.known}
    given = [answer for one in found.known for answer in (one.importance, one.readiness)]
    begun = state.get("focus.begun", any(answer is not None for answer in given) and None in given)
    # What was folded or open when the page was opened stays so: nothing closes under a finger with the last answer.
    state.put("focus.begun", begun)
    with st.expander(words.QUESTIONS, expanded=begun, key="focus-questions"):
        st.header(words.IMPORTANCE_QUESTION, anchor=False)
        for area in _order(found):
            _ask(area, "importance", words.IMPORTANCE_QUESTION, words.IMPORTANCE_CHOICES, known[area].importance)
        st.header(words.READINESS_QUESTION, anchor=False)
        for area in _order(found):
            _ask(area, "readiness", words.READINESS_QUESTION, words.READINESS_CHOICES, known[area].readiness)


def _ask(area: Competency, name: str, question: str, choices: Mapping[int, str], now: int | None) -> None:
    key, title = f"focus.{name}.{area}", COMPETENCY_TITLES[area]
    state.hold(key, now)
    with st.container(key=f"choice-focus-{name}-{area}"):
        st.markdown(title)
        # The question stands above all five; in the name of each it is there for those who do not see that.
        st.radio(
            f"{title}: {lower_first(question)}",
            list(choices),
            index=None,
            key=key,
            format_func=choices.__getitem__,
            horizontal=True,
            label_visibility="collapsed",
            on_change=_rate,
            args=(area, name, key),
        )


def _rate(area: Competency, name: str, key: str) -> None:
    answer: int | None = state.value(key)
    if name == "importance":
        page.attempt(lambda: focus.rate(state.workspace(), area, importance=answer))
    else:
        page.attempt(lambda: focus.rate(state.workspace(), area, readiness=answer))


def _go_on(area: Competency, plan: Plan | None, running: int) -> None:
    if plan is not None:
        if len(plan.running) < MOST_PRACTICES:
            st.button(words.SECOND_OF, key=f"focus.add.{area}", on_click=_add, args=(area, plan.id))
    elif running < MOST_FOCUSES:
        st.button(words.work_on(COMPETENCY_TITLES[area]), key=f"focus.work.{area}", on_click=tab.start, args=(area,))


def _add(area: Competency, plan: str) -> None:
    tab.start(area, plan=plan)


def _sources(found: Focus) -> None:
    """Every sum with its terms, and last what counts for nobody."""
    rows = {row.competency: row for row in found.ranking.rows}
    label = words.LEFT_OUT if found.ranking.nothing else words.FROM_WHERE
    with st.expander(label, key="focus.why", on_change="rerun") as why:
        if not why.open:
            return
        if not found.ranking.nothing:
            for area in _order(found):
                st.markdown(f"**{look.plain(words.points(COMPETENCY_TITLES[area], rows[area].total))}**")
                _why(rows[area], found.sources[area])
            st.markdown(f"**{look.plain(words.LEFT_OUT)}**")
        st.markdown("\n".join(f"- {look.plain(line)}" for line in words.dropped(found.ranking.dropped, found.tagged)))
        look.quiet(words.LEFT_OUT_WHY)


def _why(row: Row, source: Source) -> None:
    terms = [one for one in row.terms if one.counted]
    st.markdown("\n".join(f"- {look.plain(words.term(one, _where_from(one, source)))}" for one in terms))
    named = {one.name for one in terms}
    if "low" in named and source.items:
        look.quiet(words.STATEMENTS)
        st.markdown("\n".join(f"- {look.plain(item)}" for item in source.items))
    if "journal" in named:
        _episodes(source)


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
