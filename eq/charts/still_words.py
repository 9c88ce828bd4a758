"""The feeling words chosen most often, for paper: a bar and its number for each."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

import pandas as pd

from eq.charts.still_frame import Cell, rows, table
from eq.charts.words_used import MOST, words_used_data, words_used_table
from eq.coach.report import Figure
from eq.reflect.insight import WordsUsed
from eq.wording import still as words

COLUMNS: Final[dict[str, Cell]] = {"word": "text", "n": "count"}


def figure(used: WordsUsed, *, own: bool, shipped: Collection[str] = ()) -> Figure:
    """How often each word was chosen; ``shipped`` are the words that come with the app.

    Every other word is the person's own: all of them are one row in the figure, and in the table behind it as well
    unless ``own`` says that they are let out (then already masked by the caller).
    """
    ours = used.words["word"].isin(list(shipped))
    theirs = used.words[~ours]
    pooled = pd.DataFrame(
        [(words.own_pooled(words.OWN_WORDS, len(theirs)), int(theirs["n"].sum()))] if len(theirs) else [],
        columns=["word", "n"],
    )
    data = pd.concat([words_used_data(used.words[ours]), pooled], ignore_index=True)
    listed = used.words if own else pd.concat([used.words[ours], pooled], ignore_index=True)
    drawn = min(MOST, int(ours.sum()))
    return Figure(
        kind="words",
        title=words.WORDS_TITLE,
        caption=words.words_caption(used.picks, drawn, int(ours.sum()), len(theirs)),
        alt=words.counted_alt(list(zip(data["word"], data["n"], strict=True))),
        columns=tuple(COLUMNS),
        rows=rows(data, COLUMNS),
        table=table(words_used_table(listed), ("Times",)),
    )
