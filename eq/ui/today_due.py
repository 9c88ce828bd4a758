"""What is due, one card each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

import streamlit as st

from eq.actions import clock
from eq.actions.plan_today import PlanToday
from eq.actions.today import Due
from eq.reflect import flow
from eq.reflect.entry import Entry
from eq.ui import door, look, navigation, prepare_links, state, today_follow_up, today_plan
from eq.wording import follow_up
from eq.wording import today as words

_PLACE = "today.plan.place"


def cards(found: Sequence[Due], practice: PlanToday | None = None) -> None:
    """A card for each; the first is the one to go on with, unless it is better left alone or answered in its card."""
    pushed = [due for due in found if not due.quiet and due.kind != "practice"]
    place = _place(found, practice)
    for n, due in enumerate(found):
        if n == place and practice is not None:
            today_plan.card(practice)
        if due.kind == "practice":
            continue
        kind: Literal["primary", "secondary"] = "primary" if pushed and due is pushed[0] else "secondary"
        with look.card(key=f"today-{_name(due).replace('.', '-')}"):
            st.markdown(_SENTENCE[due.kind](due))
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                if st.button(_label(due), key=f"today.go.{_name(due)}", type=kind):
                    _go(due)
                if due.kind == "follow-up" and due.entry is not None:
                    today_follow_up.aside(due.entry)
    if practice is not None and place is not None and place >= len(found):
        today_plan.card(practice)


def _place(found: Sequence[Due], practice: PlanToday | None) -> int | None:
    """Where among the cards that of the plan stands: where it was due, also right after its last answer."""
    now = next((n for n, due in enumerate(found) if due.kind == "practice"), None)
    if now is not None:
        state.put(_PLACE, now)
        return now
    return state.get(_PLACE, 0) if today_plan.stays(practice) else None


def _left_alone(due: Due) -> bool:
    return due.kind in ("parked", "entry-draft") and due.quiet


def _name(due: Due) -> str:
    if due.questionnaire_id or due.plan:
        return f"{due.kind}.{due.questionnaire_id or due.plan}"
    return f"{due.kind}.{due.entry.kind}" if due.kind == "entry-draft" and due.entry else due.kind


def _label(due: Due) -> str:
    return words.OPEN if _left_alone(due) else words.BUTTON[due.kind]


def _go(due: Due) -> None:
    if due.kind == "follow-up" and due.entry is not None:
        today_follow_up.open_(due.entry.id)
        st.rerun()
    elif due.kind == "prepared" and due.entry is not None:
        prepare_links.debrief(due.entry.id)
        return
    elif due.entry is not None:
        _open(due.entry)
    elif due.kind in ("overdue", "promises"):
        navigation.go("promises")
    elif due.kind == "check-in":
        navigation.go("check_in")
    elif due.kind == "plan-review":
        navigation.go("plan")
    elif due.kind == "draft" and due.sitting is not None:
        door.resume(due.sitting)
    door.choose(due.questionnaire_id)


def _open(entry: Entry) -> None:
    """Go on with an entry where its kind is written."""
    where = {"debrief": "debrief", "preparation": "prepare"}.get(entry.kind, "write")
    state.put(f"{where}.entry", entry.id)
    navigation.go(where)


def _title(due: Due) -> str:
    return "" if due.quiet or due.entry is None else look.plain(words.title(due.entry))


def _when(entry: Entry | None, *, begun: bool = False) -> str:
    """When it was, or was begun, on the clock of the place it was written at."""
    if entry is None:
        return ""
    moment = entry.created_at if begun else entry.at
    return words.when(clock.local_time(moment, entry.zone), clock.local_time(clock.now(), state.zone()))


def _follow_up(due: Due) -> str:
    if flow.abusive(due.entry):
        return follow_up.card_abusive(_when(due.entry))
    return follow_up.card_quiet(_when(due.entry)) if due.quiet else follow_up.card(_title(due), _when(due.entry))


def _parked(due: Due) -> str:
    if due.quiet:
        return words.QUIET_PARKED
    return words.parked(_title(due), _when(due.entry), due.count - 1)


def _prepared(due: Due) -> str:
    label = look.plain(due.entry.client_label) if due.entry is not None else ""
    return words.prepared(label, _when(due.entry))


def _entry_draft(due: Due) -> str:
    if due.entry is None:
        return ""
    return words.QUIET_DRAFT if due.quiet else words.entry_draft(due.entry.kind, _when(due.entry, begun=True))


def _draft(due: Due) -> str:
    if due.sitting is None:
        return ""
    return words.draft(look.plain(due.title), due.sitting.answered, state.day(due.sitting.started_at, due.sitting.zone))


def _retest(due: Due) -> str:
    if due.sitting is None:
        return ""
    taken = state.day(due.sitting.taken_at, due.sitting.zone)
    return words.retest(look.plain(due.title), taken, due.times, plan=bool(due.plan))


_SENTENCE: dict[str, Callable[[Due], str]] = {
    "follow-up": _follow_up,
    "overdue": lambda due: words.overdue(due.count),
    "prepared": _prepared,
    "parked": _parked,
    "draft": _draft,
    "entry-draft": _entry_draft,
    "plan-review": lambda due: words.plan_review(due.count),
    "promises": lambda due: words.promises(due.count),
    "check-in": lambda _: words.CHECK_IN,
    "pulse": lambda due: words.pulse(look.plain(due.title)),
    "retest": _retest,
}
