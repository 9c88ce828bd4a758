"""Editing an entry: every field is kept as it is left, and the version from before can come back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

import streamlit as st

from eq.actions import beside, clock, entries
from eq.actions.names import episodes, feeling_words, name, names
from eq.reflect import flow
from eq.reflect.entry import EPISODES, LONGEST_LABEL, MOST_WORDS, Entry, Moment, TagKind, TextField, Worked
from eq.reflect.reading import edited_moments, edited_tags, edited_texts
from eq.ui import look, page, state
from eq.ui.components import plane, writing
from eq.wording import journal as words

_OWN: tuple[TagKind, ...] = ("trigger", "channel", "need", "custom")
_RATED = ("debrief", "preparation")


def show(entry: Entry, *, mistreated: bool = False) -> None:
    """All that can be changed of an entry, by its kind; ``mistreated``: the past with its client holds mistreatment."""
    st.markdown(words.EDITING)
    _texts(entry, edited_texts(entry, mistreated=mistreated))
    if entry.kind in _RATED or entry.severity is not None or entry.episode is not None:
        left, right = st.columns(2)
        with left:
            _severity(entry)
        with right:
            _episode(entry)
    for moment in edited_moments(entry):
        _feelings(entry, moment)
    _tags(entry, mistreated)
    _worked(entry)
    _client(entry)
    _when(entry)
    st.button(words.CLOSE_EDIT, key="entry.edit.done", type="primary", on_click=state.forget, args=("journal.editing",))


def _key(entry: Entry, name_: str) -> str:
    # A field that is opened again after an undo starts from what is kept, not from what was typed before.
    return f"entry.edit.{name_}.{entry.id}.{state.get('journal.edits', 0)}"


def _keep(act: Callable[[], None]) -> None:
    page.attempt(lambda: _change(act))


def _change(act: Callable[[], None]) -> None:
    """Change something; the first change of an edit keeps the version from before: a mere look keeps the last one."""
    edit = state.get("journal.edits", 0)
    if state.get("journal.edit.begun", -1) != edit:
        entries.begin_edit(state.workspace(), state.get("journal.editing", ""))
        state.put("journal.edit.begun", edit)
    act()


def _texts(entry: Entry, fields: Sequence[TextField]) -> None:
    workspace = state.workspace()
    for field in fields:
        writing.field(
            key=_key(entry, field),
            label=words.field(field, abusive=flow.abusive(entry)),
            value=entry.text(field),
            on_text=lambda text, field=field: _change(  # type: ignore[misc]
                lambda: entries.write(workspace, entry.id, field, text)
            ),
            rows=1 if field in words.LINE_FIELDS else 3 if field in words.LONG_FIELDS else 2,
            limit=LONGEST_LABEL if field in words.SHORT_FIELDS else 100_000,
            chips=beside.chips(entry, field),
        )


def _choice(entry: Entry, field: str, label: str, options: Sequence[Any], say: Callable[[Any], str]) -> None:
    key = _key(entry, field)
    state.hold(key, getattr(entry, field))
    st.selectbox(
        label,
        options,
        index=None,
        placeholder=words.NOT_SAID,
        format_func=say,
        key=key,
        on_change=lambda: _keep(lambda: entries.note(state.workspace(), entry.id, **{field: state.value(key)})),
    )


def _severity(entry: Entry) -> None:
    _choice(entry, "severity", words.SEVERITY_LABEL, list(range(11)), words.severity_line)


def _episode(entry: Entry) -> None:
    _choice(entry, "episode", words.EPISODE_LABEL, list(EPISODES), lambda kind: look.one_line(episodes()[kind]))


def _feelings(entry: Entry, moment: Moment) -> None:
    place, workspace = entry.points.get(moment), state.workspace()
    plane.plane(
        key=_key(entry, f"plane.{moment}"),
        label=words.MOMENT[moment],
        pleasantness=place.pleasantness if place else None,
        energy=place.energy if place else None,
        on_point=lambda pleasantness, energy: _change(
            lambda: entries.place(workspace, entry.id, moment, pleasantness, energy)
        ),
    )
    now = entry.felt(moment)
    _many(
        _key(entry, f"words.{moment}"),
        words.moment_words(moment),
        [*now, *feeling_words()],
        now,
        str,
        lambda chosen: entries.feel(state.workspace(), entry.id, moment, chosen),
        most=MOST_WORDS,
        own=True,
    )


def _tags(entry: Entry, mistreated: bool) -> None:
    for kind in edited_tags(entry, mistreated=mistreated):
        now, used = entry.tagged(kind), _used(kind)
        _many(
            _key(entry, f"tag.{kind}"),
            words.TAGS[kind],
            [*now, *names(kind), *used],
            now,
            lambda value, kind=kind: name(kind, value),  # type: ignore[misc]
            lambda chosen, kind=kind: entries.tag(state.workspace(), entry.id, kind, chosen),  # type: ignore[misc]
            own=kind in _OWN,
        )


def _used(kind: TagKind) -> list[str]:
    """The person's values of a kind, asked once an edit, so that nothing moves while one chooses."""
    if kind not in _OWN:
        return []
    edit = state.get("journal.edits", 0)
    return state.remembered(f"entry.edit.used.{kind}", edit, lambda: entries.own_values(state.workspace(), kind))


def _many(
    key: str,
    label: str,
    options: Sequence[str],
    now: Sequence[str],
    say: Callable[[str], str],
    keep: Callable[[list[str]], None],
    *,
    own: bool,
    most: int | None = None,
) -> None:
    state.hold(key, list(now))
    st.multiselect(
        label,
        list(dict.fromkeys(options)),
        key=key,
        format_func=lambda value: look.one_line(say(value)),
        placeholder=words.OWN_ALLOWED if own else words.ANY,
        accept_new_options=own,
        max_selections=most,
        on_change=lambda: _keep(lambda: keep(list(state.value(key)))),
    )


def _worked(entry: Entry) -> None:
    """How each way of responding worked; not while it is only planned, and after mistreatment nothing counts."""
    if flow.abusive(entry) or entry.kind == "preparation":
        return
    for tag in entry.tags:
        if tag.kind != "response":
            continue
        _judged(entry, tag.value, tag.worked)


def _judged(entry: Entry, response: str, worked: Worked | None) -> None:
    key = _key(entry, f"worked.{response}")
    state.hold(key, worked)
    st.segmented_control(
        words.worked_question(look.plain(name("response", response))),
        list(words.WORKED_SHORT),
        format_func=lambda one: words.WORKED_SHORT[one],
        key=key,
        on_change=lambda: _keep(lambda: entries.judge(state.workspace(), entry.id, response, state.value(key))),
    )


def _client(entry: Entry) -> None:
    key, now = _key(entry, "client"), entry.client_label or None
    known = state.remembered(
        "entry.edit.clients", state.get("journal.edits", 0), lambda: entries.client_labels(state.workspace())
    )
    state.hold(key, now)
    st.selectbox(
        words.CLIENT,
        list(dict.fromkeys([*([now] if now else []), *known])),
        index=None,
        placeholder=words.OWN_ALLOWED,
        format_func=look.one_line,
        accept_new_options=True,
        help=words.CLIENT_HELP,
        key=key,
        on_change=lambda: _keep(lambda: entries.name_client(state.workspace(), entry.id, state.value(key) or "")),
    )


def _when(entry: Entry) -> None:
    """The day and the time, in the zone the entry was written in; one of another program may only know an offset."""
    zone = state.zone() if entry.zone.startswith(("UTC+", "UTC-")) else entry.zone
    local = clock.local_time(entry.at, zone).replace(tzinfo=None)
    day, at = _key(entry, "day"), _key(entry, "at")
    state.hold(day, local.date())
    state.hold(at, local.time().replace(second=0, microsecond=0))

    def keep() -> None:
        moment = datetime.combine(state.value(day) or local.date(), state.value(at) or local.time())
        _keep(lambda: entries.set_when(state.workspace(), entry.id, moment, zone))

    left, right = st.columns(2)
    left.date_input(
        words.WHEN_LABEL,
        key=day,
        min_value=min(words.FIRST_DAY, local.date()),
        max_value=max(state.day(clock.now()), local.date()),
        format="YYYY-MM-DD",
        on_change=keep,
    )
    right.time_input(words.TIME_LABEL, key=at, step=300, on_change=keep)
