"""The weekly look at a plan: five minutes about what was done, what the days were like, and what happens next."""

from __future__ import annotations

from functools import partial

import streamlit as st

from eq.actions import clock, history, noting, plan_reviews, plans, results
from eq.actions.history import History
from eq.actions.plan_checks import LONGEST_NOTE
from eq.actions.plan_reviews import Look, Looked
from eq.errors import EqError
from eq.plan.plan import Decision, Plan
from eq.ui import door, look, page, plan_acts, plan_trial, state
from eq.ui import plan_tab as tab
from eq.ui.components.place import keep_place
from eq.ui.components.width import narrow
from eq.wording import change as change_words
from eq.wording import plan_review as words
from eq.wording import plan_run as run_words


def show() -> None:
    """The look at the plan this tab has chosen, in place of the page; nothing in it has to be answered."""
    plan, small = tab.reviewed(), narrow()
    icon = ":material/arrow_back:"
    st.button(words.BACK, key="review.back", type="tertiary", icon=icon, on_click=tab.home)
    workspace, zone = state.workspace(), state.zone()
    mark = (workspace.stamp(), zone, state.day(clock.now()), plan)
    found = state.remembered("plan.look", mark, lambda: plan_reviews.look(workspace, plan, zone))
    look.page_head(words.head(found.week, found.first, found.last), words.TITLE, words.LEAD)
    st.markdown(f"**{look.plain(found.plan.goal)}**")
    if found.kept is not None:
        look.quiet(words.KEPT)
    elif not found.due:
        look.quiet(words.NOT_OVER)
    if found.adjust:
        with look.card(key="review-adjust"):
            st.markdown(words.ADJUST)
    if not found.actions:
        st.markdown(words.NO_ACTIONS)
    for one in found.actions:
        page.part(partial(_action, found, one, small=small))
    if found.due:
        _keep(found)
    elif found.kept is not None and str(state.known(_note_key(found)) or "").strip():
        _note_left(found)
    if found.retest_due:
        page.part(partial(_retest, found))
    if st.button(words.FINISH, key="review.finish"):
        plan_acts.finish(found.plan)
    keep_place(f"plan.review.{plan}", back=False)


def _action(found: Look, one: Looked, *, small: bool) -> None:
    standing = one.standing
    action = standing.action
    with look.card(key=f"review-action-{action.id}"):
        st.header(look.plain(action.title), anchor=False)
        if standing.phase == "baseline":
            look.quiet(run_words.standing(action, standing.phase, standing.due_today, found.today))
        else:
            st.markdown(words.week(one.week))
            look.quiet(run_words.so_far(standing.counted, standing.adherence))
            plan_trial.said(action, standing.trial, found.today)
        if said := words.SUGGESTED.get(one.suggested.why, ""):
            st.markdown(f"{said} {words.YOURS}")
        if found.due:
            _decide(found, one)
        plan_trial.fold(action, standing.trial, found.today, small=small, told=True)


def _decide(found: Look, one: Looked) -> None:
    action = one.standing.action
    with st.container(key=f"choice-review-{action.id}"):
        st.radio(
            words.DECIDE,
            one.offered,
            format_func=_choice,
            key=_key(found, action.id),
        )


def _choice(decision: Decision) -> str:
    return f"**{words.DECISIONS[decision]}** {words.HINTS[decision]}"


def _key(found: Look, action: str) -> str:
    return f"review.{found.plan.id}.{found.week}.{action}"


def _note_key(found: Look) -> str:
    return f"review.{found.plan.id}.{found.week}.note"


def _note_left(found: Look) -> None:
    """A note that came too late: another tab kept the look, and what was typed here is nobody's to throw away."""
    key = _note_key(found)
    with look.card(key="review-note-left"):
        look.quiet(words.NOTE_LEFT)
        _note(key)
        with st.container(horizontal=True, gap="small", key="review-note-ways"):
            st.button(words.NOTE_KEEP, key="review.note.keep", on_click=_keep_note, args=(key, found.week))
            st.button(words.NOTE_DROP, key="review.note.drop", type="tertiary", on_click=_drop_note, args=(key,))


def _keep_note(key: str, week: int) -> None:
    one: str = state.get("plan.review.note", "") or plans.new_id()
    state.put("plan.review.note", one)

    def act() -> None:
        text = str(state.value(key) or "")
        noting.keep(state.workspace(), one, title=words.note_title(week), text=text, zone=state.zone())
        state.say(words.NOTE_KEPT)
        _drop_note(key)

    page.attempt(act)


def _drop_note(key: str) -> None:
    state.hold(key, "")
    state.forget("plan.review.note")


def _keep(found: Look) -> None:
    note = _note_key(found)
    _note(note)
    st.button(words.KEEP, type="primary", key="review.keep", on_click=_kept, args=(found, note))


def _note(key: str) -> None:
    st.text_area(
        words.NOTE,
        key=key,
        max_chars=LONGEST_NOTE,
        placeholder=words.NOTE_HINT,
        height="content",
        persist_state="session",
    )


def _kept(found: Look, note: str) -> None:
    """Keep the look; whoever wants another practice is led to it. What was typed stays where something is wrong."""
    review: str = state.get("plan.review.new", "") or plans.new_id()
    state.put("plan.review.new", review)
    decisions: dict[str, Decision] = {
        one.standing.action.id: state.value(_key(found, one.standing.action.id)) for one in found.actions
    }
    try:
        plan_reviews.keep(
            state.workspace(),
            review=review,
            plan=found.plan.id,
            week=found.week,
            note=str(state.value(note) or ""),
            decisions=decisions,
            zone=state.zone(),
        )
    except EqError as problem:
        state.refuse(problem)
        return
    state.forget("plan.review.new")
    state.say(words.KEPT_SAID)
    state.hold(note, "")
    for action, decision in decisions.items():
        if decision in ("shrink", "stop"):
            plan_acts.took(action, decision)
    tab.home()
    if swapped := next((action for action, decision in decisions.items() if decision == "swap"), ""):
        state.put("plan.swap", swapped)


def _retest(found: Look) -> None:
    """Taking the questionnaire again, and what the sittings so far say of the area of the plan, tested alone."""
    workspace, zone, area = state.workspace(), state.zone(), found.plan.competency
    reference = plans.reference(workspace, found.plan)
    counted_from = (one.questionnaire_id for one in results.sittings(workspace) if one.id == reference)
    instrument = next(counted_from, "") or history.asking(workspace, area)
    mark = (workspace.stamp(), zone, found.today, instrument)
    told = state.remembered(
        "plan.retest", mark, lambda: history.history(workspace, instrument, zone) if instrument else None
    )
    comparison = told.comparison if told is not None else None
    judged = comparison is not None and comparison.refused is None
    with look.card(key="review-retest"):
        st.header(words.RETEST_SINCE if judged else words.RETEST_TITLE, anchor=False)
        for line in _tested(told, found.plan):
            st.markdown(line)
        if st.button(words.RETEST_GO, key="review.retest", type="tertiary" if judged else "secondary"):
            door.choose(instrument)


def _tested(told: History | None, plan: Plan) -> list[str]:
    """What the comparison says of the area of the plan, or what is missing and from when on; safe markdown."""
    if told is None or told.plan is None or told.comparison is None:
        return [words.RETEST_FIRST]
    comparison, own = told.comparison, told.plan.id == plan.id
    lead = words.RETEST if own else _lead(told.plan, plan, comparison.reference.ids)
    if lead == words.RETEST_FIRST:
        return [lead]
    if refused := change_words.refusal(comparison, plan=True):
        earliest = comparison.earliest.date() if comparison.earliest else None
        ahead = change_words.waiting(earliest if earliest and earliest > told.today else None)
        return [line for line in (lead, look.plain(refused), ahead) if line]
    here = [one for one in comparison.changes if one.scale == plan.competency]
    said = [change_words.headline(told.questionnaire, here), look.plain(change_words.span(comparison, plan=own))]
    return [*([] if own else [lead]), *said, words.ONE_RETEST]


def _lead(counting: Plan, plan: Plan, reference: tuple[str, ...]) -> str:
    """What another plan, ``counting``, whose area is tested alone, means for this one."""
    if plans.reference(state.workspace(), plan) in reference:
        return words.RETEST_OTHER
    return words.RETEST_LATER if counting.started_on > plan.started_on else words.RETEST_FIRST
