"""A person's own words and tags: how often each is used, other names for them, two made one."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from eq.actions import vocabulary
from eq.actions.journal import Filter
from eq.actions.names import feeling_words, names
from eq.actions.vocabulary import Own, VocabularyKind
from eq.errors import EqError
from eq.ui import journal_filter, look, page, state
from eq.wording import journal as words


def show() -> None:
    """The kinds that have some, the words of one kind, and what can be done with one of them."""
    workspace = state.workspace()
    own = state.remembered("journal.own", workspace.stamp(), lambda: vocabulary.own(workspace))
    kinds: list[VocabularyKind] = [kind for kind in vocabulary.KINDS if own[kind]]
    if not kinds:
        look.quiet(words.WORDS_EMPTY)
        return
    kind = st.selectbox(
        words.WORDS_KIND,
        kinds,
        format_func=lambda one: words.OWN_KIND[one],
        **state.bound("journal.words.kind", kinds),
    )
    mark = (workspace.stamp(), kind)
    rows = [(one.value, one.n) for one in own[kind]]
    table = state.remembered(
        "journal.own.table", mark, lambda: look.ready(pd.DataFrame(rows, columns=list(words.WORDS_COLUMNS)))
    )
    look.table(table, alt=words.OWN_KIND[kind])
    _one(kind, own[kind])


def _one(kind: VocabularyKind, found: Sequence[Own]) -> None:
    values = {one.value: one for one in found}
    picked = st.selectbox(
        words.WORDS_ONE,
        list(values),
        format_func=look.one_line,
        **state.bound(f"journal.words.one.{kind}", list(values)),
    )
    one = values[picked]
    with st.container(horizontal=True, key="journal-words-tools"):
        st.button(
            words.SHOW_THEM, key="journal.words.show", on_click=journal_filter.only, args=(_filter(kind, picked),)
        )
        if st.button(words.RENAME, key="journal.words.rename"):
            _rename(kind, one)
        if st.button(words.MERGE, key="journal.words.merge"):
            _merge(kind, one, [value for value in values if value != picked])


def _filter(kind: VocabularyKind, value: str) -> Filter:
    """The entries with that word or tag."""
    return Filter(**{kind: (value,)})  # type: ignore[arg-type]


@st.dialog(words.RENAME_TITLE)
def _rename(kind: VocabularyKind, one: Own) -> None:
    st.markdown(words.RENAME_WORD_HELP)
    new = st.text_input(words.NEW_NAME, value=one.value, max_chars=100, key=f"journal.words.name.{kind}.{one.value}")
    if st.button(words.KEEP_NAME, type="primary", key="journal.words.rename.go"):
        _change(kind, one.value, new, words.RENAMED)


@st.dialog(words.MERGE_TITLE)
def _merge(kind: VocabularyKind, one: Own, others: Sequence[str]) -> None:
    st.markdown(words.merge_word(look.plain(one.value), one.n))
    shipped = {word: word for word in feeling_words()} if kind == "word" else dict(names(kind))
    labels = {value: look.one_line(value) for value in others} | shipped
    into = st.selectbox(
        words.INTO,
        list(labels),
        index=None,
        format_func=labels.__getitem__,
        key=f"journal.words.into.{kind}.{one.value}",
    )
    if not labels:
        look.quiet(words.NO_OTHER)
    if st.button(words.MERGE_GO, type="primary", disabled=into is None, key="journal.words.merge.go"):
        # The name of what ships becomes its id again.
        _change(kind, one.value, labels[str(into)] if into in shipped else str(into), words.MERGED)


def _change(kind: VocabularyKind, old: str, new: str, said: str) -> None:
    try:
        vocabulary.rename(state.workspace(), kind, old, new)
    except EqError as problem:
        page.problems(problem)
        return
    state.forget(f"journal.words.one.{kind}")
    state.say(said)
    st.rerun()
