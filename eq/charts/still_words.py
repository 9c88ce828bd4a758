"""The feeling words chosen most often, for paper: a bar and its number for each."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

import pandas as pd

from eq.charts.palette import Tokens
from eq.charts.still_canvas import LEADING, NAME, SMALL, Sheet, width_of, wrapped
from eq.charts.still_frame import Cell, frame, rows, table
from eq.charts.still_rows import MOST_ROWS
from eq.charts.words_used import MOST, words_used_data, words_used_table
from eq.coach.report import Figure
from eq.reflect.insight import WordsUsed
from eq.wording import still as words

COLUMNS: Final[dict[str, Cell]] = {"word": "text", "n": "count"}
LISTED: Final = 30
"""Words with a row of their own in the table behind the figure."""

_BAR, _BETWEEN, _GAP, _COUNT_ROOM, _SHARE = 14.0, 10.0, 16.0, 58.0, 0.55


def figure(used: WordsUsed, *, own: bool, shipped: Collection[str] = ()) -> Figure:
    """How often each word was chosen; ``shipped`` are the words that come with the app.

    Every other word is the person's own: all of them are one row in the figure, and in the table behind it as well
    unless ``own`` says that they are let out (then already masked by the caller). The table has the ``LISTED`` words
    chosen most, the rest is one row.
    """
    ours = used.words["word"].isin(list(shipped))
    theirs = used.words[~ours]
    pooled = pd.DataFrame(
        [(words.own_pooled(words.OWN_WORDS, len(theirs)), int(theirs["n"].sum()))] if len(theirs) else [],
        columns=["word", "n"],
    )
    data = pd.concat([words_used_data(used.words[ours]), pooled], ignore_index=True)
    listed = _listed(used.words, pooled.iloc[:0]) if own else _listed(used.words[ours], pooled)
    drawn = min(MOST, int(ours.sum()))
    return Figure(
        kind="words",
        title=words.WORDS_TITLE,
        caption=words.words_caption(used.picks, drawn, int(ours.sum()), len(theirs), LISTED),
        alt=words.counted_alt(list(zip(data["word"], data["n"], strict=True))),
        columns=tuple(COLUMNS),
        rows=rows(data, COLUMNS),
        table=table(words_used_table(listed), ("Times",)),
    )


def _listed(every: pd.DataFrame, pooled: pd.DataFrame) -> pd.DataFrame:
    """The words chosen most, one row for the rest of them, and the ``pooled`` own ones."""
    rest = every.iloc[LISTED:]
    more = [(words.and_more(len(rest)), int(rest["n"].sum()))] if len(rest) else []
    return pd.concat([every.head(LISTED), pd.DataFrame(more, columns=["word", "n"]), pooled], ignore_index=True)


def draw(figure: Figure, tokens: Tokens, width: float) -> Sheet:
    """Draw ``figure``: bars from nothing on, the number at the end of each."""
    data = frame(figure, COLUMNS, most=MOST_ROWS)
    sheet = Sheet(width, tokens)
    names = [wrapped(word, NAME, width * 0.42) for word in data["word"]]
    left = max((width_of(line, NAME) for name in names for line in name), default=0.0) + _GAP
    most = max([1, *data["n"].to_list()])
    room = width - left - _COUNT_ROOM
    y = 4.0
    for name, n in zip(names, data["n"], strict=True):
        tall = max(len(name) * NAME * LEADING, _BAR) + _BETWEEN
        middle = y + tall / 2
        first = middle - (len(name) - 1) * NAME * LEADING / 2
        sheet.text(name, (0, first), size=NAME, colour=tokens.text)
        end = left + room * n / most
        sheet.band((left, end), (middle - _BAR / 2, middle + _BAR / 2), tokens.accent, _SHARE)
        sheet.text([str(n)], (end + 8, middle), size=SMALL, colour=tokens.quiet)
        y += tall
    if data.empty:
        sheet.text([words.NOTHING], (0, SMALL), size=SMALL, colour=tokens.quiet)
        y = 2 * SMALL
    sheet.bottom = y + 4
    return sheet
