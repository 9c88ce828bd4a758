"""The fields of a debrief: a row of numbers, choices, chips and boxes, each stored as it is left."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from eq.actions import entries
from eq.reflect.entry import Entry, TagKind, TextField
from eq.store.workspace import Workspace
from eq.ui import debrief_tab, look, state
from eq.ui.components import writing
from eq.wording import debrief as words

_RECENT = 6
_AT_ONCE = 8


def scale(
    name: str, label: str, values: Sequence[int], value: int | None, ends: tuple[str, str], *, hide_label: bool = False
) -> None:
    """A row of numbers to tap, words at its ends; ``name`` is the fact of the entry that it gives."""
    one = debrief_tab.current()
    with st.container(key=f"scale-{name}"):
        _radio(
            f"debrief.{name}.{one}",
            label,
            list(values),
            value,
            lambda chosen: debrief_tab.keep(one, lambda ws, e: entries.note(ws, e, **{name: chosen})),
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
) -> None:
    """One of a few, each a target of its own; ``keep`` is called in a callback. ``label`` is markdown."""
    with st.container(key=f"choice-{key}"):
        _radio(
            f"debrief.{key}.{debrief_tab.current()}",
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
) -> None:
    """Several of many, as chips; ``keep`` gets those of ``options`` that are chosen now, in a callback."""
    full = f"debrief.chips.{key}.{debrief_tab.current()}"
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


def tags(
    kind: TagKind,
    entry: Entry | None,
    options: Mapping[str, str],
    label: str,
    *,
    group: str = "",
    own: bool = False,
    hide_label: bool = False,
) -> None:
    """Chips for one kind of tag. ``group`` tells apart several rows of chips that share a kind.

    ``own``: the person's own values stand among the chips, and a box below takes a new one.
    """
    one = debrief_tab.current()
    chosen = entry.tagged(kind) if entry else ()
    offered = dict(options)
    if own:
        offered = _first(kind, options, chosen)

    def keep(picked: list[str]) -> None:
        def store(workspace: Workspace, entry_id: str) -> None:
            # Asked now: another row of the same kind may have been tapped since this one was drawn.
            now = entries.get(workspace, entry_id).tagged(kind)
            stay = [value for value in now if value not in offered or value in picked]
            entries.tag(workspace, entry_id, kind, [*stay, *(value for value in picked if value not in stay)])

        debrief_tab.keep(one, store)

    pills(f"{kind}{group}", label, offered, chosen, keep, hide_label=hide_label)
    if own:
        find(kind, entry, options, f"{label} {words.ALL}", own=True)


def _first(kind: TagKind, options: Mapping[str, str], chosen: Sequence[str]) -> dict[str, str]:
    """The chips to show at once: what this person uses most, then what ships; and whatever is chosen."""
    shown = list(dict.fromkeys([*_used(kind), *options]))[:_AT_ONCE]
    return {value: options.get(value, value) for value in dict.fromkeys([*shown, *chosen])}


def _used(kind: TagKind) -> list[str]:
    """The person's values of a kind, asked once for each debrief, so that no chip moves while it is tapped."""
    one = debrief_tab.current()
    return state.remembered(f"debrief.used.{kind}", one, lambda: entries.own_values(state.workspace(), kind))


def find(kind: TagKind, entry: Entry | None, options: Mapping[str, str], label: str, *, own: bool = False) -> None:
    """All the chips of a kind behind a search; ``own``: a word that is not there yet can be added."""
    one = debrief_tab.current()
    key = f"debrief.find.{kind}.{one}"
    chosen = list(entry.tagged(kind)) if entry else []
    mine = _used(kind) if own else []
    options = {value: options.get(value, value) for value in dict.fromkeys([*options, *mine, *chosen])}
    state.hold(key, chosen)
    st.multiselect(
        label,
        list(options),
        key=key,
        format_func=lambda value: look.one_line(options.get(str(value), str(value))),
        placeholder=words.FIND_OWN if own else words.FIND_HINT,
        accept_new_options=own,
        label_visibility="collapsed" if own else "visible",
        on_change=lambda: debrief_tab.keep(one, lambda ws, e: entries.tag(ws, e, kind, list(state.value(key)))),
    )


def client(entry: Entry | None) -> None:
    """The client by a private label, and the labels met last to tap."""
    one = debrief_tab.current()
    key, now = f"debrief.client.{one}", entry.client_label if entry else ""
    state.hold(key, now)

    def name(label: str) -> None:
        debrief_tab.keep(one, lambda ws, e: entries.name_client(ws, e, label))

    st.text_input(
        words.CLIENT,
        key=key,
        max_chars=100,
        help=words.CLIENT_HELP,
        on_change=lambda: name(state.value(key)),
    )
    known = state.remembered(
        "debrief.clients",
        one,
        lambda: {label: label for label in entries.client_labels(state.workspace())[:_RECENT]},
    )
    if known:
        pills(
            "recent",
            words.RECENT_CLIENTS,
            known,
            [now],
            lambda picked: name(next((label for label in picked if label != now), "")),
        )


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
) -> None:
    """A box for one text, its chips beside it; ``once``: one chip at a time."""
    one = debrief_tab.current()
    writing.field(
        key=f"debrief.{field}.{one}",
        label=label,
        value=entry.text(field) if entry else "",
        on_text=lambda text: debrief_tab.store(one, lambda ws, e: entries.write(ws, e, field, text)),
        hint=hint,
        rows=rows,
        chips=chips,
        chips_label=chips_label,
        once=once,
    )
