"""Pleasantness and energy as a plane: the days as dots, the mean over all of them with both of its ranges."""

from __future__ import annotations

from math import isnan, nan
from typing import Final

import numpy as np
import pandas as pd

from eq.charts.affect import affect_data, affect_table
from eq.charts.still_frame import Cell, rows, table
from eq.coach.report import Figure, Table
from eq.reflect.insight import Affect
from eq.wording import insight_figures as said
from eq.wording import still as words

COLUMNS: Final[dict[str, Cell]] = {
    "kind": "text", "n": "count", "pleasantness": "number", "p_low": "number", "p_high": "number", "energy": "number",
    "e_low": "number", "e_high": "number",
}  # fmt: skip
DAYS, MEAN = "days", "mean"
"""Kinds of rows: days that felt alike, and the mean over all of them."""

FEW_DAYS: Final = 120
"""Up to here days stand for themselves; more of them are put together with their neighbours on the plane."""

_FINE, _COARSE = 0.02, 0.1


def figure(affect: Affect) -> Figure:
    """The days of a span on the plane; no day is named, and days that felt alike are one row with their number."""
    days = _alike(affect.days)
    levels = {"p": affect.pleasantness, "e": affect.energy}
    mean = {
        "kind": MEAN, "n": affect.n_days, "pleasantness": levels["p"].mean, "energy": levels["e"].mean,
        **{f"{at}_low": one.low95 for at, one in levels.items()},
        **{f"{at}_high": one.high95 for at, one in levels.items()},
    }  # fmt: skip
    known = not (isnan(levels["p"].mean) or isnan(levels["e"].mean))
    both = pd.concat([days, pd.DataFrame([mean])], ignore_index=True) if known else days
    return Figure(
        kind="plane",
        title=words.PLANE_TITLE,
        caption=words.plane_caption(affect, several=bool((days["n"] > 1).any())),
        alt=words.plane_alt(affect),
        columns=tuple(COLUMNS),
        rows=rows(both, COLUMNS),
        table=_table(affect),
    )


def _alike(days: pd.DataFrame) -> pd.DataFrame:
    """Days that say both, put together where they felt alike: a row for each place on the plane."""
    felt = days.loc[days["pleasantness"].notna() & days["energy"].notna(), ["pleasantness", "energy"]]
    step = _FINE if len(felt) <= FEW_DAYS else _COARSE
    # Adding 0 makes a zero of minus zero, which JSON would keep apart.
    places = (np.round(felt.to_numpy(dtype=np.float64) / step) * step).round(4) + 0.0
    found, n = np.unique(places.reshape(-1, 2), axis=0, return_counts=True)
    data = {"kind": DAYS, "n": n.astype(np.int64), "pleasantness": found[:, 0], "energy": found[:, 1]}
    return pd.DataFrame({**data, **dict.fromkeys(("p_low", "p_high", "e_low", "e_high"), nan)})


def _table(affect: Affect) -> Table:
    """The mean over all days, and the blocks, the latest first."""
    blocks = affect_table(affect_data(affect.days.head(0), affect.blocks))
    whole = {
        said.WHEN: words.ALL_DAYS,
        said.BEHIND: said.behind("block", affect.n_days),
        **{
            said.FELT[felt]: said.value_cell(level.mean, level.low95, level.high95, behind=f"{level.n} days")
            for felt, level in (("pleasantness", affect.pleasantness), ("energy", affect.energy))
        },
    }
    return table(pd.concat([pd.DataFrame([whole]), blocks], ignore_index=True), list(said.FELT.values()))
