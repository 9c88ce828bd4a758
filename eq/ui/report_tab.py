"""What this tab has chosen for a report, and the report it was shown; nothing of it is kept anywhere else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final, get_args

import streamlit as st

from eq.actions import keys, masking_list, report_texts, reporting
from eq.actions.report_texts import Held
from eq.actions.reporting import Format, Offered
from eq.coach.choosing import FREE, Selection, Text, months_on
from eq.coach.masking import Mask
from eq.coach.report import CHOSEN, Chosen, Copy, Report
from eq.ui import state
from eq.wording import report_page as words
from eq.wording.report_page import Period, Until

_WEEKS: Final = {"4w": 4, "12w": 12}
PERIODS: Final[tuple[Period, ...]] = ("year", "12w", "4w", "all", "days")
COPIES: Final[tuple[Copy, ...]] = get_args(Copy)
UNTILS: Final[tuple[Until, ...]] = get_args(Until)
BUILT: Final = "report.built"
USUAL: Final = frozenset(CHOSEN) - FREE


@dataclass
class Built:
    """A report that was shown: from which choices and names, and its files as they will be saved."""

    selection: Selection
    masks: tuple[Mask, ...]
    report: Report
    html: bytes
    files: dict[Format, bytes]


def today() -> date:
    """The last day a report can cover."""
    return reporting.usual(state.workspace(), state.zone())[1]


def days() -> tuple[date, date]:
    """The days that were chosen, the last year until then."""
    chosen: Period = state.get("report.period", PERIODS[0])
    first, last = reporting.usual(state.workspace(), state.zone())
    if chosen == "days":
        kept: tuple[date, date] = state.get("report.days", (first, last))
        return kept
    if chosen == "all":
        return reporting.earliest(state.workspace(), state.zone()), last
    weeks = _WEEKS.get(chosen)
    return (last - timedelta(days=7 * weeks - 1) if weeks else first), last


def until() -> date | None:
    """The last day a reader may keep it."""
    chosen: Until = state.get("report.until", "")
    if chosen == "day":
        kept: date | None = state.get("report.until_day", None)
        return kept
    return months_on(today(), int(chosen)) if chosen else None


def copy_for() -> Copy:
    """Whom it is for."""
    kept: Copy = state.get("report.copy", COPIES[0])
    return kept


def answers() -> bool:
    """Whether single answers go in: in one's own copy unless it was unticked, in a coach's only when ticked."""
    kept: bool | None = state.get(f"report.answers.{copy_for()}", None)
    return copy_for() == "person" if kept is None else kept


def sections() -> frozenset[Chosen]:
    """The sections that were chosen, without the one of episodes."""
    kept: frozenset[Chosen] = state.get("report.sections", USUAL)
    return kept


def texts() -> frozenset[Text]:
    """The kinds of typed text that were ticked."""
    kept: frozenset[Text] = state.get("report.texts", frozenset())
    return kept


def entries() -> frozenset[str]:
    """The episodes that were ticked, in whatever days."""
    kept: frozenset[str] = state.get("report.entries", frozenset())
    return kept


def usual() -> bool:
    """Whether nothing was shown yet, and nothing was chosen that differs from the report most people need."""
    otherwise = ("report.questionnaires", f"report.answers.{copy_for()}")
    return (
        built() is None
        and state.get("report.period", PERIODS[0]) == PERIODS[0]
        and sections() == USUAL
        and not (texts() or ticked() or state.get("report.quality", False))
        and all(state.get(name, None) is None for name in otherwise)
    )


def offered() -> Offered:
    """What there is in the chosen days."""
    workspace, (first, last) = state.workspace(), days()
    return state.remembered(
        "report.offered", (workspace.stamp(), first, last), lambda: reporting.offered(workspace, first, last)
    )


def held() -> Held:
    """What was typed in the chosen days."""
    workspace, (first, last) = state.workspace(), days()
    return state.remembered(
        "report.held", (workspace.stamp(), first, last), lambda: report_texts.held(workspace, first, last)
    )


def masks() -> tuple[Mask, ...]:
    """The names that are replaced."""
    workspace = state.workspace()
    return state.remembered("report.masks", workspace.stamp(), lambda: masking_list.masks(workspace))


def shown_texts() -> tuple[Text, ...]:
    """The kinds of text that can be ticked: there are some, and a section they can stand in goes in."""
    there, chosen = held().texts, sections() | (FREE if ticked() else frozenset())
    return tuple(kind for kind, found in there.items() if found and words.TEXT_OF[kind] & chosen)


def ticked() -> tuple[str, ...]:
    """The ticked episodes of the chosen days, newest first."""
    wanted = entries()
    return tuple(one.id for one in offered().episodes if one.id in wanted)


def selection() -> Selection:
    """All that was chosen, without what cannot stand in it."""
    (first, last), out = days(), ticked()
    asked = tuple(one.id for one in offered().instruments)
    wanted: tuple[str, ...] | None = state.get("report.questionnaires", None)
    waiting = any(one.waiting for one in offered().instruments)
    return Selection(
        first,
        last,
        copy_for(),
        sections() | (FREE if out else frozenset()),
        texts() & frozenset(shown_texts()),
        out,
        None if wanted is None else tuple(one for one in asked if one in wanted),
        answers(),
        bool(waiting and state.get("report.quality", False)),
        state.get("report.subject", "").strip(),
        state.get("report.recipient", "").strip(),
        state.get("report.purpose", "").strip(),
        until(),
    )


def build() -> None:
    """Put the report together from what is chosen now, and remember it in this tab alone."""
    chosen = selection()
    if chosen.copy_for == "coach":
        # Whoever gets it can seal an answer that opens here only.
        keys.make(state.workspace(), "")
    report = reporting.build(state.workspace(), chosen, state.zone(), report_id=reporting.new_id())
    html = reporting.written(report, "html")
    state.put(BUILT, Built(chosen, masks(), report, html, {"html": html}))
    state.forget("report.sealed")


def built() -> Built | None:
    """The report that was shown last."""
    kept: Built | None = state.get(BUILT, None)
    return kept


def fresh(one: Built) -> bool:
    """Whether it still is what is chosen now."""
    return one.selection == selection() and one.masks == masks()


def written(one: Built, fmt: Format) -> bytes:
    """One of its files; each is written once."""
    if fmt not in one.files:
        one.files[fmt] = reporting.written(one.report, fmt)
    return one.files[fmt]


def tick(label: str, key: str, *, now: bool, keep: Callable[[bool], None], **more: Any) -> bool:
    """A checkbox that shows ``now`` and hands every change to ``keep``."""
    state.hold(key, now)
    return st.checkbox(label, key=key, on_change=lambda: keep(state.value(key)), **more)


def field(label: str, name: str, *, placeholder: str = "", longest: int = 200) -> None:
    """A line of text that this tab remembers."""
    key = f"{name}.field"
    state.hold(key, state.get(name, ""))
    st.text_input(
        label, key=key, placeholder=placeholder, max_chars=longest, on_change=lambda: state.put(name, state.value(key))
    )


def member(name: str, usual: frozenset[Any], one: str) -> Callable[[bool], None]:
    """What puts ``one`` into the set remembered under ``name``, or takes it out."""

    def keep(wanted: bool) -> None:
        kept = state.get(name, usual)
        state.put(name, kept | {one} if wanted else kept - {one})

    return keep
