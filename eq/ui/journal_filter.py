"""Which entries the journal shows: the search words, the filter with its chips, and the page of the timeline."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from datetime import date
from typing import Any

import streamlit as st

from eq.actions import journal
from eq.actions.journal import Filter, InUse
from eq.actions.names import name, names
from eq.reflect.entry import TagKind
from eq.ui import look, state
from eq.wording import journal as words

_TAGS: tuple[TagKind, ...] = ("competency", "trigger", "response", "channel", "custom")
_NOTHING = Filter()


def search_words() -> str:
    """What this tab searches for, "" for nothing."""
    return state.get("journal.words", "").strip()


def chosen() -> Filter:
    """What this tab filters by."""
    return state.get("journal.filter", _NOTHING)


def narrowed() -> bool:
    """Whether anything but the whole journal is wanted."""
    return bool(search_words()) or chosen() != _NOTHING


def cursor() -> str | None:
    """Where this tab's page of the timeline begins; None at the newest entry."""
    trail = _trail()
    return trail[-1] if trail else None


def older(before: str) -> None:
    """Go on to the entries before those."""
    state.put("journal.trail", (*_trail(), before))


def newer() -> None:
    """Go back to the page before."""
    state.put("journal.trail", _trail()[:-1])


def page_number() -> int:
    """Which page of the timeline this tab looks at, from 0."""
    return len(_trail())


def _trail() -> tuple[str, ...]:
    trail: tuple[str, ...] = state.get("journal.trail", ())
    return trail


def want(filter_: Filter) -> None:
    """Filter by that from now on, from the newest entry."""
    state.put("journal.filter", filter_)
    state.forget("journal.trail")


def only(filter_: Filter) -> None:
    """Show the entries of that filter and nothing narrower; the way in from the other views."""
    want(filter_)
    state.forget("journal.words", "journal.client", "journal.entry")
    state.put("journal.view", "entries")


def clear() -> None:
    """Show everything again."""
    only(_NOTHING)


def search_box() -> None:
    """The box to search in; searching leads to the entries from every view."""
    key = "journal.search"
    state.hold(key, state.get("journal.words", ""))

    def search() -> None:
        state.put("journal.words", state.value(key))
        state.put("journal.view", "entries")
        state.forget("journal.trail")

    st.text_input(
        words.SEARCH, key=key, placeholder=words.SEARCH_HINT, max_chars=200, on_change=search, icon=":material/search:"
    )


def panel() -> None:
    """The filter behind its expander, drawn once it is opened; what is active stands below as chips."""
    with st.expander(words.FILTER, key="journal.filter.open", on_change="rerun", icon=":material/tune:") as opened:
        if opened.open:
            workspace = state.workspace()
            _fields(state.remembered("journal.in_use", workspace.stamp(), lambda: journal.in_use(workspace)))
    _chips()


def _fields(used: InUse) -> None:
    now = chosen()
    left, right = st.columns(2)
    clients = {one.id: one.label for one in used.clients}
    with left:
        _several("kinds", words.KIND_LABEL, [kind for kind, _ in used.kinds], lambda kind: words.KIND[kind])
        _several("client", words.CLIENT, list(clients), lambda one: clients.get(one, words.CLIENT))
        _several("word", words.FEELING, [word for word, _ in used.words], str)
        _severity()
    with right:
        for kind in _TAGS:
            _several(kind, words.TAG[kind], [value for value, _ in used.tags[kind]], _namer(kind))
    left, right = st.columns(2)
    with left:
        _day("day_from", words.DAY_FROM, latest=now.day_to)
    with right:
        _day("day_to", words.DAY_TO, earliest=now.day_from)


def _namer(kind: TagKind) -> Callable[[str], str]:
    return lambda value: name(kind, value)


def _with(field: str, value: object) -> Filter:
    """The present filter with one field changed."""
    changed: dict[str, Any] = {field: value}
    return replace(chosen(), **changed)


def _several(field: str, label: str, options: Sequence[str], say: Callable[[Any], str]) -> None:
    now = getattr(chosen(), field)
    offered = list(dict.fromkeys([*options, *now]))
    if not offered:
        return
    key = f"journal.filter.{field}"
    state.hold(key, list(now))
    st.multiselect(
        label,
        offered,
        key=key,
        format_func=lambda value: look.one_line(say(value)),
        placeholder=words.ANY,
        on_change=lambda: want(_with(field, tuple(state.value(key)))),
    )


def _severity() -> None:
    """The two ends of a range of severities; the whole range is no filter."""
    key, now = "journal.filter.severity", chosen()
    first, last = now.severity_from, now.severity_to
    ends = (0 if first is None else first, 10 if last is None else last)
    state.hold(key, ends)

    def keep() -> None:
        start, end = state.value(key)
        whole = (start, end) == (0, 10)
        want(replace(chosen(), severity_from=None if whole else start, severity_to=None if whole else end))

    st.slider(words.SEVERITY, 0, 10, key=key, on_change=keep)


def _day(field: str, label: str, *, earliest: date | None = None, latest: date | None = None) -> None:
    key = f"journal.filter.{field}"
    now = getattr(chosen(), field)
    state.hold(key, now)
    st.date_input(
        label,
        value=None,
        key=key,
        min_value=min(filter(None, (earliest or words.FIRST_DAY, now))),
        max_value=max(filter(None, (latest or words.LAST_DAY, now))),
        format="YYYY-MM-DD",
        on_change=lambda: want(_with(field, state.value(key))),
    )


def _chips() -> None:
    active = _active(chosen())
    if not active:
        return
    with st.container(horizontal=True, key="journal-chips"):
        for at, (text, without) in enumerate(active):
            st.button(
                look.plain(text),
                key=f"journal.chip.{at}",
                icon=":material/close:",
                help=words.REMOVE,
                on_click=want,
                args=(without,),
            )
        if len(active) > 1:
            st.button(words.CLEAR_FILTER, key="journal.chip.all", type="tertiary", on_click=want, args=(_NOTHING,))


def _active(now: Filter) -> list[tuple[str, Filter]]:
    """Every active part of the filter in words, each with the filter that is left without it."""
    found = []
    for one in fields(now):
        if one.name.startswith(("severity", "day")):
            continue
        values = getattr(now, one.name)
        for value in values:
            rest = tuple(other for other in values if other != value)
            found.append((_said(one.name, value), _with(one.name, rest)))
    if now.severity_from is not None or now.severity_to is not None:
        text = words.between_severities(now.severity_from, now.severity_to)
        found.append((text, replace(now, severity_from=None, severity_to=None)))
    if now.day_from or now.day_to:
        found.append((words.between_days(now.day_from, now.day_to), replace(now, day_from=None, day_to=None)))
    return found


def _said(field: str, value: Any) -> str:
    if field == "kinds":
        return words.KIND[value]
    if field == "client":
        return words.labelled(words.CLIENT, _client_label(value))
    if field == "word":
        return words.labelled(words.FEELING, value)
    if field == "area":
        return words.labelled(words.EPISODES_OF, name("competency", value.competency))
    kind: TagKind = field  # type: ignore[assignment]
    return words.labelled(words.TAG[kind], names(kind).get(value, value))


def _client_label(client: str) -> str:
    workspace = state.workspace()
    used = state.remembered("journal.in_use", workspace.stamp(), lambda: journal.in_use(workspace))
    return next((one.label for one in used.clients if one.id == client), words.NO_LONGER)
