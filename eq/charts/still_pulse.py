"""The pulse for paper: blocks of four calendar weeks, a panel for each scale."""

from __future__ import annotations

from typing import Final

import pandas as pd

from eq.assess.pulse import PulseTrend
from eq.assess.questionnaire import Questionnaire
from eq.charts.palette import Tokens, mark_colour
from eq.charts.pulse import WEEKS, pulse_data, pulse_table
from eq.charts.still_blocks import Block, blocks
from eq.charts.still_canvas import LEADING, NAME, SMALL, Sheet, there, width_of, wrapped
from eq.charts.still_frame import (
    Cell,
    answer_scale,
    drawn,
    frame,
    require,
    rows,
    scale_options,
    table,
    texts_option,
    titled,
)  # fmt: skip
from eq.charts.still_time import Plot, dates_below, grid, time_ends
from eq.charts.timeline import DAY, day_start
from eq.coach.report import Figure
from eq.wording import still as words
from eq.wording.figures import FOUR_WEEKS
from eq.wording.levels import axis_words

COLUMNS: Final[dict[str, Cell]] = {
    "position": "count", "first": "day", "last": "day", "mean": "number", "low95": "number", "high95": "number",
    **dict.fromkeys(WEEKS, "flag"),
}  # fmt: skip
_MANY, _TWO_COLUMNS, _BETWEEN = 6, 560.0, 28.0
_HEIGHT, _HEIGHT_MANY, _NAME_MANY, _HEAD_ROOM, _PAD_SHARE, _STROKE = 88.0, 34.0, 11.5, 9.0, 0.14, 6.0


def figure(q: Questionnaire, trend: PulseTrend, *, ours: bool) -> Figure:
    """Every block with a sitting, oldest first, for each scale in turn.

    Without ``ours`` (a form that does not ship) areas and answers go by their number in the figure.
    """
    shown = drawn(q, ours=ours)
    data = pulse_data(trend)
    behind = {at: scale.title for at, scale in enumerate(titled(q, ours=ours).scales)}
    found = pulse_table(data.assign(title=data["position"].map(behind).astype("str")))
    one = data.groupby("block")["mean"].apply(lambda means: bool(means.notna().any()))
    return Figure(
        kind="pulse",
        title=words.PULSE_TITLE,
        caption=words.pulse_caption(ours=ours),
        alt=words.pulse_alt(len(one), int(one.sum()), len(q.scales)),
        columns=tuple(COLUMNS),
        rows=rows(data, COLUMNS),
        options={**scale_options(shown.answers), "titles": [scale.title for scale in shown.scales]},
        table=table(found, [name for name in found.columns if name != FOUR_WEEKS]),
    )


def draw(figure: Figure, tokens: Tokens, width: float) -> Sheet:
    """Draw ``figure``: a panel for each scale on the same days and answers, in two columns where there are many."""
    data, answers = frame(figure, COLUMNS), answer_scale(figure)
    titles = texts_option(figure, "titles")
    require(figure, bool((data["position"] < len(titles)).all()), "a row belongs to no area")
    sheet = Sheet(width, tokens)
    if data.empty:
        sheet.text([words.NOTHING], (0, SMALL), size=SMALL, colour=tokens.quiet)
        sheet.bottom = 2 * SMALL
        return sheet
    labels = axis_words(answers, short=True)
    middle = [len(labels) // 2] if len(labels) % 2 else []
    ticks = [(float(answers.low + at), labels[at]) for at in (0, *middle, len(labels) - 1)]
    if len(titles) > _MANY:
        ticks = [ticks[0], ticks[-1]]
    left = max(width_of(text, SMALL) for _, text in ticks) + 12
    across = 2 if len(titles) > _MANY and width >= _TWO_COLUMNS else 1
    height, size = (_HEIGHT, NAME) if len(titles) <= _MANY else (_HEIGHT_MANY, _NAME_MANY)
    days = [*data["first"], *data["last"]]
    first, last = time_ends(days)
    pad = (answers.high - answers.low) * _PAD_SHARE
    column, y = (width - (across - 1) * _BETWEEN) / across, 0.0
    for start in range(0, len(titles), across):
        bottom = y
        for side, title in enumerate(titles[start : start + across]):
            at, x = start + side, side * (column + _BETWEEN)
            head = wrapped(title, size, column)
            sheet.text(head, (x, y + size * LEADING / 2), size=size, colour=tokens.text)
            top = y + len(head) * size * LEADING + 4
            ends = (answers.low - pad, answers.high + pad)
            plot = Plot(x + left, x + column - 6, top, top + height, first, last, *ends)
            grid(sheet, plot, ticks)
            _panel(sheet, plot, data[data["position"] == at], at)
            lowest = at + across >= len(titles)
            below = dates_below(sheet, plot, days) if lowest else plot.foot
            bottom = max(bottom, below)
        y = bottom + _HEAD_ROOM
    sheet.bottom = y - _HEAD_ROOM + 4
    return sheet


def _panel(sheet: Sheet, plot: Plot, data: pd.DataFrame, position: int) -> None:
    """One scale: its blocks, and a stroke at the foot for each week of a block without a number."""
    names = ("first", "last", "mean", "low95", "high95", *WEEKS)
    colour = mark_colour(position, sheet.tokens)
    found = []
    for first, last, mean, low, high, *weeks in zip(*(data[name] for name in names), strict=True):
        found.append(Block(first, last, mean, low, high))
        for n, answered in enumerate(weeks):
            if answered and not there(mean):
                x = plot.x(day_start(first) + (7 * n + 3.5) * DAY)
                sheet.path([(x, plot.foot - 1), (x, plot.foot - 1 - _STROKE)], colour, 2)
    blocks(sheet, plot, found, position)
