"""The fields of a debrief or a preparation: a row of numbers, choices, chips and boxes, each stored as it is left."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import streamlit as st

from eq.actions import clock, entries
from eq.reflect.entry import Entry, TagKind, TextField
from eq.store.workspace import Workspace
from eq.ui import debrief_tab, look, state
from eq.ui.components import writing
from eq.wording import debrief as words

_RECENT = 6
_AT_ONCE = 8
_SETTLED = timedelta(seconds=2)
"""So soon after a label was tapped its new box may still report that it is empty; nobody has emptied it by then."""
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Draft:
    """The entry a tab writes: ``name`` begins the keys of its fields, ``current`` gives its id, ``store`` and ``keep``
    change it as those of a debrief do."""

    name: str
    current: Callable[[], str]
    store: Callable[[str, Callable[[Workspace, str], None]], None]
    keep: Callable[[str, Callable[[Workspace, str], None]], None]


DEBRIEF = Draft("debrief", debrief_tab.current, debrief_tab.store, debrief_tab.keep)


def scale(
    name: str,
    label: str,
    values: Sequence[int],
    value: int | None,
    ends: tuple[str, str],
    *,
    hide_label: bool = False,
    draft: Draft = DEBRIEF,
) -> None:
    """A row of numbers to tap, words at its ends; ``name`` is the fact of the entry that it gives."""
    one = draft.current()
    with st.container(key=f"scale-{name}"):
        _radio(
            f"{draft.name}.{name}.{one}",
            label,
            list(values),
            value,
            lambda chosen: draft.keep(one, lambda ws, e: entries.note(ws, e, **{name: chosen})),
            horizontal=True,
            hide_label=hide_label,
        )
        with st.container(horizontal=True, horizontal_alignment="distribute", key=f"ends-{name}"):
            look.quiet(ends[0])
            look.quiet(ends[1])


def choice(
    key: str,
    label: str,
    options: Mapping[str, str],
    value: str | None,
    keep: Callable[[str], None],
    *,
    hints: Sequence[str] | None = None,
    hide_label: bool = False,
    draft: Draft = DEBRIEF,
) -> None:
    """One of a few, each a target of its own; ``keep`` is called in a callback. ``label`` is markdown."""
    with st.container(key=f"choice-{key}"):
        _radio(
            f"{draft.name}.{key}.{draft.current()}",
            label,
            list(options),
            value,
            keep,
            horizontal=hints is None,
            hide_label=hide_label,
            names=_told(options, hints),
        )


def _told(options: Mapping[str, str], hints: Sequence[str] | None) -> dict[str, str]:
    """What each choice says, as markdown: its name, and its hint on a line of its own."""
    if hints is None:
        return {one: look.plain(text) for one, text in options.items()}
    told = zip(options.items(), hints, strict=True)
    return {one: f"**{look.plain(text)}** {look.plain(hint)}" for (one, text), hint in told}


def _radio(
    key: str,
    label: str,
    options: list[Any],
    value: Any,
    keep: Callable[[Any], None],
    *,
    horizontal: bool,
    hide_label: bool,
    names: Mapping[str, str] | None = None,
) -> None:
    state.hold(key, value if value in options else None)
    st.radio(
        label,
        options,
        index=None,
        key=key,
        format_func=names.__getitem__ if names else str,
        horizontal=horizontal,
        label_visibility="collapsed" if hide_label else "visible",
        on_change=lambda: keep(state.value(key)),
    )


def pills(
    key: str,
    label: str,
    options: Mapping[str, str],
    chosen: Sequence[str],
    keep: Callable[[list[str]], None],
    *,
    hide_label: bool = False,
    draft: Draft = DEBRIEF,
) -> None:
    """Several of many, as chips; ``keep`` gets those of ``options`` that are chosen now, in a callback.

    No other widget of the page may show the same values, unless ``renew`` is called when they change there.
    """
    full = f"{draft.name}.chips.{key}.{draft.current()}.{_turn(draft)}"
    state.hold(full, [one for one in chosen if one in options])
    st.pills(
        label,
        list(options),
        selection_mode="multi",
        key=full,
        format_func=lambda one: look.plain(options[one]),
        label_visibility="collapsed" if hide_label else "visible",
        on_change=lambda: keep(list(state.value(full))),
    )


def _turn(draft: Draft) -> int:
    return state.get(f"{draft.name}.turn", 0)


def renew(draft: Draft = DEBRIEF) -> None:
    """Draw the widgets of this page anew, because one of them changed what another shows.

    The browser goes on telling the old value of a widget until it has heard of the new one, and that would count as the
    person's own change; a new widget has no old value.
    """
    state.put(f"{draft.name}.turn", _turn(draft) + 1)


def tags(
    kind: TagKind,
    entry: Entry | None,
    options: Mapping[str, str],
    label: str,
    *,
    group: str = "",
    own: bool = False,
    hide_label: bool = False,
    draft: Draft = DEBRIEF,
) -> None:
    """Chips for one kind of tag. ``group`` tells apart rows of chips that share a kind; no chip stands in two of them.

    ``own``: the most used stand first, the person's own among them, and a search below has all and takes new ones.
    """
    one = draft.current()
    chosen = entry.tagged(kind) if entry else ()
    offered = _first(kind, options, chosen, draft) if own else dict(options)

    def keep(picked: list[str]) -> None:
        def store(workspace: Workspace, entry_id: str) -> None:
            # Asked now: another row of the same kind may have been tapped since this one was drawn.
            now = entries.get(workspace, entry_id).tagged(kind)
            stay = [value for value in now if value not in offered or value in picked]
            entries.tag(workspace, entry_id, kind, [*stay, *(value for value in picked if value not in stay)])

        draft.keep(one, store)

    pills(f"{kind}{group}", label, offered, chosen, keep, hide_label=hide_label, draft=draft)
    if own:
        rest = {value: text for value, text in options.items() if value not in offered}
        find(kind, rest, f"{label} {words.ALL}", own=True, draft=draft)


def _first(kind: TagKind, options: Mapping[str, str], chosen: Sequence[str], draft: Draft) -> dict[str, str]:
    """The chips to show at once: what this person uses most, then what ships; and whatever is chosen."""
    one = draft.current()
    # Asked once for each entry, so that no chip moves while it is tapped.
    used = state.remembered(f"{draft.name}.used.{kind}", one, lambda: entries.own_values(state.workspace(), kind))
    shown = list(dict.fromkeys([*used, *options]))[:_AT_ONCE]
    return {value: options.get(value, value) for value in dict.fromkeys([*shown, *chosen])}


def find(kind: TagKind, options: Mapping[str, str], label: str, *, own: bool = False, draft: Draft = DEBRIEF) -> None:
    """A search that adds one value to a kind of tag; ``own``: a word that is not there yet can be added."""
    one = draft.current()
    key = f"{draft.name}.find.{kind}.{one}.{_turn(draft)}"

    def add() -> None:
        value = str(state.value(key) or "").strip()

        def store(workspace: Workspace, entry_id: str) -> None:
            entries.tag(workspace, entry_id, kind, [*entries.get(workspace, entry_id).tagged(kind), value])

        if value:
            draft.keep(one, store)
            renew(draft)

    st.selectbox(
        label,
        list(options),
        index=None,
        key=key,
        format_func=lambda value: look.one_line(options.get(str(value), str(value))),
        placeholder=words.FIND_OWN if own else words.FIND_HINT,
        accept_new_options=own,
        label_visibility="collapsed" if own else "visible",
        on_change=add,
    )


def client(entry: Entry | None, *, draft: Draft = DEBRIEF) -> None:
    """The client by a private label, and the labels met last to tap."""
    one = draft.current()
    key, now = f"{draft.name}.client.{one}.{_turn(draft)}", entry.client_label if entry else ""
    state.hold(key, now)

    def name(label: str) -> None:
        draft.keep(one, lambda ws, e: entries.name_client(ws, e, label))

    def tapped(label: str) -> None:
        name(label)
        renew(draft)
        state.put(f"{draft.name}.client.tapped", clock.now())

    def typed() -> None:
        since = clock.now() - state.get(f"{draft.name}.client.tapped", _LONG_AGO)
        if state.value(key) or not timedelta(0) <= since < _SETTLED:
            name(state.value(key))

    st.text_input(words.CLIENT, key=key, max_chars=100, help=words.CLIENT_HELP, on_change=typed)
    known = state.remembered(f"{draft.name}.clients", one, lambda: entries.client_labels(state.workspace())[:_RECENT])
    if known:
        taps("recent", words.RECENT_CLIENTS, {label: label for label in known}, tapped, draft=draft)


def taps(
    key: str, label: str, options: Mapping[str, str], act: Callable[[str], None], *, draft: Draft = DEBRIEF
) -> None:
    """Chips that do something once and hold no value of their own; ``act`` gets the one that was tapped."""
    st.caption(label)
    with st.container(horizontal=True, key=f"{draft.name}-chips-{key}"):
        for at, (value, text) in enumerate(options.items()):
            name = f"{draft.name}.tap.{key}.{at}.{draft.current()}"
            st.button(look.plain(text), key=name, on_click=act, args=(value,))


def box(
    field: TextField,
    entry: Entry | None,
    label: str,
    chips: Sequence[str],
    *,
    rows: int = 3,
    hint: str = "",
    chips_label: str = "",
    once: bool = False,
    draft: Draft = DEBRIEF,
) -> None:
    """A box for one text, its chips beside it; ``once``: one chip at a time."""
    one = draft.current()
    writing.field(
        key=f"{draft.name}.{field}.{one}",
        label=label,
        value=entry.text(field) if entry else "",
        on_text=lambda text: draft.store(one, lambda ws, e: entries.write(ws, e, field, text)),
        hint=hint,
        rows=rows,
        chips=chips,
        chips_label=chips_label,
        once=once,
    )
