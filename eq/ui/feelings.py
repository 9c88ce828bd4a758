"""Picking feeling words: the nearest as chips, all of them and own ones behind a search."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from eq.actions import entries, feelings
from eq.reflect.entry import MOST_WORDS, Point
from eq.ui import look, state
from eq.wording import check_in as words

_LATEST = 4


def picker(
    entry_words: tuple[str, ...],
    point: Point | None,
    *,
    key: str,
    on_words: Callable[[Sequence[str]], None],
) -> None:
    """Up to three words for a moment: the eight nearest to ``point``, the latest ones, "unsure", any other, own ones.

    ``entry_words`` are those chosen so far. ``key`` must name the entry and the moment. ``on_words`` gets all that are
    chosen now, in the order of choosing, and is called in a callback.
    """
    full = f"{key}.full"

    def choose(picked: Sequence[str]) -> None:
        wanted = list(dict.fromkeys(feelings.meant(word) for word in picked if word.strip()))
        chosen = [word for word in entry_words if word in wanted]
        chosen += [word for word in wanted if word not in chosen]
        state.put(full, len(chosen) > max(MOST_WORDS, len(entry_words)))
        if not state.get(full, False):
            on_words(tuple(chosen))

    offered = _offered(entry_words, point, key)
    with st.container(key=f"{key.replace('.', '-')}-feel-chips-box"):
        _chips(offered, entry_words, f"{key}.near", choose)
    _search(entry_words, f"{key}.all", choose)
    if state.get(full, False):
        look.quiet(words.FULL)
        state.forget(full)


def _offered(chosen: Sequence[str], point: Point | None, key: str) -> list[str]:
    """Chips in an order that stays as it is while somebody taps them."""
    # Asked once: a word that was just kept elsewhere must not move the chips under the finger.
    latest = state.remembered(f"{key}.latest", key, lambda: entries.last_words(state.workspace(), _LATEST))
    like = [word for own in chosen for word in feelings.alike(own)]
    every = dict.fromkeys([*feelings.near(point), *latest, *chosen, *like])
    every.pop(feelings.UNSURE, None)
    return [*every, feelings.UNSURE]


def _chips(offered: Sequence[str], chosen: Sequence[str], key: str, choose: Callable[[Sequence[str]], None]) -> None:
    state.hold(key, [word for word in offered if word in chosen])
    st.pills(
        words.FEELINGS,
        offered,
        selection_mode="multi",
        key=key,
        format_func=look.plain,
        on_change=lambda: choose(state.value(key)),
    )


def _search(chosen: Sequence[str], key: str, choose: Callable[[Sequence[str]], None]) -> None:
    state.hold(key, list(chosen))
    options = dict.fromkeys([*sorted(feeling.word for feeling in feelings.words()), *chosen])
    st.multiselect(
        words.ALL_FEELINGS,
        list(options),
        key=key,
        format_func=look.one_line,
        placeholder=words.FIND_FEELING,
        accept_new_options=True,
        on_change=lambda: choose(state.value(key)),
    )
