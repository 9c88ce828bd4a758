"""The daily measure of one practice, for paper: its days before and with it, and the usual level of each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

import numpy as np
import pandas as pd

from eq.charts.still_frame import Cell, rows, table
from eq.charts.trial import levels, trial_data, trial_table
from eq.coach.report import Figure
from eq.plan.measure import Measure
from eq.plan.schedule import Trial
from eq.wording import still as words
from eq.wording.trial import usual_lines

COLUMNS: Final[dict[str, Cell]] = {
    "kind": "text", "phase": "text", "start": "day", "end": "day", "n": "count", "value": "number", "low95": "number",
    "high95": "number",
}  # fmt: skip
PHASE, DAY, WEEK = "phase", "day", "week"
MOST_DAYS: Final = 180
"""More days than this are drawn as the means of their weeks."""

_DAYS_LISTED: Final = 62


def figure(measure: Measure, trial: Trial, begins: date | None) -> Figure:
    """The days of a measure; ``begins`` is the first day of practice, None where nothing was asked before it.

    The table has the usual level of both phases, and the single days while there are not more than two months.
    """
    whole = trial_data(measure, trial)
    days = len(whole[whole["kind"] == DAY])
    data = whole if days <= MOST_DAYS else _weekly(measure, whole)
    listed = whole if days <= _DAYS_LISTED else whole[whole["kind"] == PHASE]
    return Figure(
        kind="trial",
        title=words.trial_title(measure),
        caption=words.trial_caption(len(trial.before), len(trial.during), weekly=days > MOST_DAYS),
        alt=usual_lines(measure, levels(measure, trial)) or words.NOTHING,
        columns=tuple(COLUMNS),
        rows=rows(data, COLUMNS),
        options={
            "measure": measure.kind,
            "low": measure.low,
            "high": measure.high,
            "begins": begins.isoformat() if begins else None,
        },
        table=table(trial_table(measure, listed), (measure.name,)),
    )


def _weekly(measure: Measure, data: pd.DataFrame) -> pd.DataFrame:
    """The phases, and the weeks of each (from Monday on) in place of its days."""
    days = data[data["kind"] == DAY]
    monday = [one - timedelta(days=one.weekday()) for one in days["start"]]
    weeks = [
        (WEEK, phase, part["start"].iloc[0], part["end"].iloc[-1], len(part), _mean(measure, part["value"].to_list()))
        for (phase, _), part in days.assign(week=monday).groupby(["phase", "week"], sort=True)
    ]
    found = pd.DataFrame(weeks, columns=["kind", "phase", "start", "end", "n", "value"])
    return pd.concat([data[data["kind"] == PHASE], found.assign(low95=np.nan, high95=np.nan)], ignore_index=True)


def _mean(measure: Measure, values: Sequence[float]) -> float:
    """The mean of one week; of minutes, that of their doublings, given back in minutes."""
    given = np.asarray(values, dtype=np.float64)
    return float(np.exp2(np.log2(1 + given).mean()) - 1) if measure.kind == "minutes" else float(given.mean())
