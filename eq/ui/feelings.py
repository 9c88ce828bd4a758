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
    # With every added word the row of chips is a new one: the browser goes on telling the old row's value for a moment,
    # and that would take the word back.
    turn = state.get(f"{key}.turn", 0)
    near = f"{key}.near.{turn}"

    def add(word: str) -> None:
        choose([*state.value(near), word])
        state.put(f"{key}.turn", turn + 1)

    with st.container(key=f"{key.replace('.', '-')}-feel-chips-box"):
        _chips(offered, entry_words, near, choose)
    _search(offered, f"{key}.all.{turn}", add)
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


def _search(offered: Sequence[str], key: str, add: Callable[[str], None]) -> None:
    """Any other word, one at a time, which then stands among the chips."""

    def found() -> None:
        if word := str(state.value(key) or "").strip():
            add(word)

    st.selectbox(
        words.ALL_FEELINGS,
        [word for word in sorted(feeling.word for feeling in feelings.words()) if word not in offered],
        index=None,
        key=key,
        format_func=look.one_line,
        placeholder=words.FIND_FEELING,
        accept_new_options=True,
        on_change=found,
    )
