"""How hard debriefs were, for paper, by what set them off or by channel: a row for each, 0 to 10."""

from __future__ import annotations

from math import nan
from typing import Final

import pandas as pd

from eq.charts.breakdown import MOST, breakdown_data
from eq.charts.palette import Tokens
from eq.charts.still_canvas import Sheet
from eq.charts.still_frame import Cell, frame, rows, table
from eq.charts.still_rows import MOST_ROWS, NARROW, Row, axis, fit, lay, marked
from eq.coach.report import Figure
from eq.reflect.insight import Breakdown
from eq.wording import insight_figures as said
from eq.wording import still as words

COLUMNS: Final[dict[str, Cell]] = {
    "label": "text", "words": "text", "instead": "text", "severity": "number", "s_low": "number", "s_high": "number",
}  # fmt: skip
_NUMBERS: Final = ("severity", "s_low", "s_high", "minutes", "m_low", "m_high")
_HOW_LONG: Final = ("minutes", "m_low", "m_high", "m_days")


def figure(found: Breakdown, *, own: bool) -> Figure:
    """Debriefs by trigger or by channel; ValueError by client, because clients are counted and never drawn.

    What the person named themselves (a row whose label is its value) is one row in the figure, without a mean, and in
    the table behind it as well unless ``own`` says that it is let out (then already masked by the caller).
    """
    if found.kind == "client":
        raise ValueError("debriefs by client are never drawn")
    theirs = found.rows["label"] == found.rows["value"]
    pooled = _pooled(found, found.rows[theirs])
    data = pd.concat([_named(breakdown_data(found.rows[~theirs])), pooled], ignore_index=True)
    listed = found.rows if own else pd.concat([found.rows[~theirs], pooled], ignore_index=True)
    numbers = zip(*(data[name].to_list() for name in ("label", "n", "severity", "s_low", "s_high")), strict=True)
    drawn = min(MOST, int((~theirs).sum()))
    return Figure(
        kind="triggers",
        title=words.triggers_title(found.kind),
        caption=words.triggers_caption(found.kind, found.total, drawn, int((~theirs).sum())),
        alt=words.triggers_alt(list(numbers)),
        columns=tuple(COLUMNS),
        rows=rows(data, COLUMNS),
        table=table(_table(listed, said.BREAKDOWN[found.kind]), (said.DEBRIEFS, said.HOW_HARD, words.MINUTES)),
    )


def _named(data: pd.DataFrame) -> pd.DataFrame:
    """The words of each row, and what stands instead of a mark."""
    few = [
        said.too_few_for_mean(days) if missing else ""
        for days, missing in zip(data["days"], data["severity"].isna(), strict=True)
    ]
    return data.assign(words=[said.debriefs(n) for n in data["n"]], instead=few)


def _pooled(found: Breakdown, theirs: pd.DataFrame) -> pd.DataFrame:
    """One row for everything the person named; a debrief may have several of them, so there is no mean."""
    name = words.OWN_CHANNELS if found.kind == "channel" else words.OWN_TRIGGERS
    times = int(theirs["n"].sum())
    row = {
        "label": words.own_pooled(name, len(theirs)), "n": times, "days": 0, "m_days": 0,
        "words": words.named_times(times), "instead": words.POOLED, **dict.fromkeys(_NUMBERS, nan),
    }  # fmt: skip
    return pd.DataFrame([row] if len(theirs) else [], columns=list(row))


def _table(found: pd.DataFrame, heading: str) -> pd.DataFrame:
    hard = zip(*(found[name].to_list() for name in ("severity", "s_low", "s_high", "days")), strict=True)
    long = zip(*(found[name].to_list() for name in _HOW_LONG), strict=True)
    return pd.DataFrame(
        {
            heading: found["label"].to_list(),
            said.DEBRIEFS: found["n"].to_list(),
            said.HOW_HARD: [said.hard_cell(*one) for one in hard],
            words.MINUTES: [said.how_long_cell(*one) for one in long],
        }
    )


def draw(figure: Figure, tokens: Tokens, width: float) -> Sheet:
    """Draw ``figure``; a row without a mean stays open and says why."""
    data = frame(figure, COLUMNS, most=MOST_ROWS)
    sheet = Sheet(width, tokens)
    named = [Row(*one) for one in zip(data["label"], data["words"], data["instead"], strict=True)]
    room = (width * 0.6 if width >= NARROW else width - 40) - 40
    ticks = fit([0.0, 5.0, 10.0], [said.hard_tick(one) for one in (0, 5, 10)], lambda stretch: stretch * room / 20)
    laid = lay(sheet, named, (0.0, 10.0), ticks)
    axis(sheet, laid, ticks)
    for at, three in enumerate(zip(data["severity"], data["s_low"], data["s_high"], strict=True)):
        marked(sheet, laid, at, three, None)
    return sheet
