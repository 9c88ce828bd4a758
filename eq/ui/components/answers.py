"""The answer page: one component that shows a page of statements and sends every answer at once."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from html import escape
from typing import TYPE_CHECKING, Any, Final, Literal, cast

import streamlit as st

from eq.errors import EqError
from eq.ui.components.sending import source
from eq.ui.look import plain

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

NOT_APPLICABLE: Final = "na"
Answer = int | Literal["na"]
Way = Literal["back", "next"]

WORDS: Final[Mapping[str, str]] = {
    "progress": "Progress",
    "page": "{title} · page {page} of {pages}",
    "answered": "{answered} of {total} answered",
    "kept": "✓ kept",
    "saving": "saving…",
    "not_yet": "not saved yet",
    "lost": "Not saved: the app is not running. Start it again and leave this window open; your earlier answers are"
    " kept.",
    "back": "Back",
    "next": "Next",
    "review": "Review",
    "help": "Keys 1 to {keys} answer and move on, Backspace goes back. Every answer is kept at once.",
    "help_none": "Keys 1 to {keys} answer and move on, 0 is “{none}”, Backspace goes back. Every answer is kept at"
    " once.",
    "waiting": "The statements should stand here. If they do not appear, use the plain form below.",
}


@dataclass(frozen=True)
class Statement:
    """One statement as it is shown; ``id`` is the item's."""

    id: str
    text: str


@dataclass(frozen=True)
class Choice:
    """One answer on offer. Its key is its place (1 to 9), which is also the number shown."""

    value: int
    label: str


@dataclass(frozen=True)
class AnswerPage:
    """Everything one page shows.

    ``page_number`` counts from 1. ``given`` holds what is stored for the statements of this page; a statement
    without an answer is missing from it. ``answered_total`` counts the whole form, this page included.
    ``minutes_left`` is None where nothing honest can be said. ``seconds`` and ``item_seconds`` are what this page and
    its statements took on earlier visits.
    """

    sitting: str
    form_title: str
    frame: str
    page_number: int
    pages: int
    statements: tuple[Statement, ...]
    choices: tuple[Choice, ...]
    not_applicable: str | None
    given: Mapping[str, Answer]
    answered_total: int
    total: int
    minutes_left: int | None = None
    seconds: float = 0.0
    item_seconds: Mapping[str, float] = field(default_factory=dict)
    language: str = "en"

    @property
    def last(self) -> bool:
        """True when the review follows this page."""
        return self.page_number >= self.pages


@dataclass(frozen=True)
class Answers:
    """What came from one page: everything answered on it since it was last opened, not only what is new.

    ``seconds`` is the page's whole time and ``item_seconds`` the whole time spent on each statement of ``given``,
    earlier visits included; both count only while the window could be seen. ``go`` is set once, with the message that
    asks to leave the page.
    """

    sitting: str
    page_number: int
    given: Mapping[str, Answer]
    seconds: float
    item_seconds: Mapping[str, float]
    seq: int
    go: Way | None


@dataclass
class _Memory:
    """What this browser session has already handed over."""

    kept: int | None = None
    trouble: str | None = None


@dataclass
class _PlainVisit:
    """When the plain form was opened on a page, and how often it has reported since."""

    page: tuple[str, int]
    opened: float
    seq: int = 0
    seconds_before: float = field(default=0.0)


def time_left(minutes: int | None) -> str:
    """The minutes left in words; an empty text for None."""
    if minutes is None:
        return ""
    if minutes <= 0:
        return "less than a minute left"
    return f"about {minutes} minute{'' if minutes == 1 else 's'} left"


def page_data(page: AnswerPage, kept: int | None, trouble: str | None) -> dict[str, Any]:
    """What the browser gets, as JSON-ready values; ``kept`` is the last message handed over without an error."""
    keys = {"keys": min(len(page.choices), 9), "none": page.not_applicable}
    title = {"title": page.form_title, "page": page.page_number, "pages": page.pages}
    words = {name: WORDS[name] for name in ("progress", "answered", "kept", "saving", "not_yet", "lost", "back")}
    words["help"] = WORDS["help" if page.not_applicable is None else "help_none"].format(**keys)
    words["next"] = WORDS["review" if page.last else "next"]
    shown = {statement.id for statement in page.statements}
    given = {item: answer for item, answer in page.given.items() if item in shown}
    return {
        "sitting": page.sitting,
        "page": page.page_number,
        "context": WORDS["page"].format(**title),
        "frame": page.frame,
        "language": page.language,
        "statements": [{"id": statement.id, "text": statement.text} for statement in page.statements],
        "choices": [{"value": choice.value, "label": choice.label} for choice in page.choices],
        "not_applicable": page.not_applicable,
        "given": given,
        "elsewhere": page.answered_total - len(given),
        "total": page.total,
        "left": time_left(page.minutes_left),
        "seconds": page.seconds,
        "item_seconds": {item: page.item_seconds[item] for item in given if item in page.item_seconds},
        "kept": kept,
        "trouble": trouble,
        "words": words,
    }


def read_message(raw: object) -> Answers | None:
    """What a browser sent, or None for anything that does not have exactly the expected shape."""
    if not isinstance(raw, Mapping):
        return None
    given, item_seconds, go = raw.get("given"), raw.get("item_seconds"), raw.get("go")
    sitting, page, seq, seconds = (raw.get(name) for name in ("sitting", "page", "seq", "seconds"))
    if not (isinstance(sitting, str) and _is_whole(page) and _is_whole(seq) and _is_time(seconds)):
        return None
    if not (isinstance(given, Mapping) and isinstance(item_seconds, Mapping) and go in (None, "back", "next")):
        return None
    if not all(
        isinstance(item, str) and (_is_whole(value) or value == NOT_APPLICABLE) for item, value in given.items()
    ):
        return None
    if not all(isinstance(item, str) and _is_time(value) for item, value in item_seconds.items()):
        return None
    return Answers(
        sitting=sitting,
        page_number=cast("int", page),
        given=dict(given),
        seconds=float(cast("float", seconds)),
        item_seconds={item: float(value) for item, value in item_seconds.items()},
        seq=cast("int", seq),
        go=cast("Way | None", go),
    )


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_time(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value) and value >= 0


def fit(sent: Answers, page: AnswerPage) -> Answers | None:
    """``sent`` as far as it fits the page the server is on; None when it belongs to another sitting.

    Answers the form does not offer are left out. A message from another page of the sitting keeps its answers (it
    may come late, after a restart) but no longer moves anything.
    """
    if sent.sitting != page.sitting:
        return None
    offered: set[Answer] = {choice.value for choice in page.choices}
    if page.not_applicable is not None:
        offered.add(NOT_APPLICABLE)
    here = sent.page_number == page.page_number
    shown = {statement.id for statement in page.statements}
    given = {item: value for item, value in sent.given.items() if value in offered and (not here or item in shown)}
    return Answers(
        sitting=sent.sitting,
        page_number=sent.page_number,
        given=given,
        seconds=sent.seconds,
        item_seconds={item: seconds for item, seconds in sent.item_seconds.items() if item in given},
        seq=sent.seq,
        go=sent.go if here else None,
    )


@cache
def _component() -> ComponentRenderer:
    css, js = source("component.css", "answers.css"), source("answers_tools.js", "answers.js")
    waiting = f'<p class="waiting">{escape(WORDS["waiting"])}</p>'
    return st.components.v2.component("eq_answers", html=waiting, css=css, js=js)


def answers(current: Callable[[], AnswerPage | None], keep: Callable[[Answers], None], *, key: str) -> bool:
    """Show the page ``current`` names and hand what is answered on it to ``keep``; False if there is no page.

    ``keep`` stores what it gets and, where ``go`` says so, moves to another page; ``current`` is asked again after
    it. The same answers can come more than once (a burst of keys, a restart), so storing must be harmless the
    second time. An ``EqError`` from ``keep`` is shown above the statements and the answers are sent again later.
    ``keep`` must not rerun or switch the page itself: do that when ``answers`` has returned.
    """
    memory = _memory(key)
    _hand_over(st.session_state.get(key), current, keep, memory)
    page = current()
    if page is None:
        return False
    state = _component()(key=key, data=page_data(page, memory.kept, memory.trouble))
    # After a restart the browser's message is known only once the component stands on the page again.
    if _hand_over(state, current, keep, memory):
        st.rerun()
    return True


def _memory(key: str) -> _Memory:
    name = f"{key}-memory"
    if name not in st.session_state:
        st.session_state[name] = _Memory()
    return cast("_Memory", st.session_state[name])


def _hand_over(
    state: object, current: Callable[[], AnswerPage | None], keep: Callable[[Answers], None], memory: _Memory
) -> bool:
    """True when something new was handed to ``keep`` and the page no longer shows what it says."""
    sent = read_message(state.get("sent")) if isinstance(state, Mapping) else None
    if sent is None or (memory.kept is not None and sent.seq <= memory.kept):
        return False
    page = current()
    fitting = None if page is None else fit(sent, page)
    before = memory.trouble
    try:
        # An answer may arrive after the page has turned to the review or to another sitting: it is kept all the same.
        keep(fitting or replace(sent, go=None))
    except EqError as error:
        if fitting is not None:
            memory.trouble = str(error)
            return memory.trouble != before
    memory.kept, memory.trouble = sent.seq, None
    return True


def plain_answers(current: Callable[[], AnswerPage | None], keep: Callable[[Answers], None], *, key: str) -> bool:
    """``answers`` without the component, drawn with Streamlit's own radio buttons, for where it cannot load."""
    page = current()
    if page is None:
        return False
    visit = _visit(key, page)
    st.caption(plain(WORDS["page"].format(title=page.form_title, page=page.page_number, pages=page.pages)))
    answered = WORDS["answered"].format(answered=page.answered_total, total=page.total)
    left = time_left(page.minutes_left)
    st.progress(min(page.answered_total / page.total, 1.0) if page.total else 0.0, text=plain(f"{answered} · {left}"))
    st.title(plain(page.frame), anchor=False)
    given = {item: value for item, value in _radios(page, key).items() if value is not None}
    go = _buttons(page, key)
    if go is None and given == dict(page.given):
        return True
    visit.seq += 1
    seconds = visit.seconds_before + time.monotonic() - visit.opened
    try:
        keep(Answers(page.sitting, page.page_number, given, seconds, {}, visit.seq, go))
    except EqError as error:
        st.error(plain(str(error)))
    else:
        st.rerun()
    return True


def _visit(key: str, page: AnswerPage) -> _PlainVisit:
    name, place = f"{key}-visit", (page.sitting, page.page_number)
    visit = st.session_state.get(name)
    if not isinstance(visit, _PlainVisit) or visit.page != place:
        visit = st.session_state[name] = _PlainVisit(place, time.monotonic(), seconds_before=page.seconds)
    return visit


def _radios(page: AnswerPage, key: str) -> dict[str, Answer | None]:
    labels: dict[Answer, str] = {choice.value: plain(choice.label) for choice in page.choices}
    if page.not_applicable is not None:
        labels[NOT_APPLICABLE] = plain(page.not_applicable)
    offered = list(labels)
    chosen: dict[str, Answer | None] = {}
    for statement in page.statements:
        stored = page.given.get(statement.id)
        chosen[statement.id] = st.radio(
            plain(statement.text),
            offered,
            index=offered.index(stored) if stored in labels else None,
            format_func=labels.__getitem__,
            key=f"{key}-{page.sitting}-{page.page_number}-{statement.id}",
        )
    return chosen


def _buttons(page: AnswerPage, key: str) -> Way | None:
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        back = page.page_number > 1 and st.button(WORDS["back"], key=f"{key}-back")
        onward = st.button(WORDS["review" if page.last else "next"], type="primary", key=f"{key}-next")
    if onward:
        return "next"
    return "back" if back else None
