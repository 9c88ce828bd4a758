"""Pleasantness and energy as a plane: the days as dots, the mean over all of them with both of its ranges."""

from __future__ import annotations

from math import isnan, nan
from typing import Any, Final, NamedTuple

import numpy as np
import pandas as pd

from eq.charts.affect import affect_data, affect_table
from eq.charts.palette import Tokens
from eq.charts.still_canvas import SMALL, Sheet, there, width_of
from eq.charts.still_frame import Cell, frame, require, rows, table
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
_SIDE, _EDGE, _MARGIN, _LEAST_DOT, _LARGEST_DOT, _BOX = 360.0, 12.0, 1.08, 3.4, 0.048, 0.45


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


def draw(figure: Figure, tokens: Tokens, width: float) -> Sheet:
    """Draw ``figure``: pleasantness across, energy upwards, and the words of the ends outside of the plane."""
    data = frame(figure, COLUMNS)
    require(figure, set(data["kind"]) <= {DAYS, MEAN}, "a row is of an unknown kind")
    values = data.drop(columns=["kind", "n"]).to_numpy(dtype=np.float64)
    require(figure, bool((np.abs(values[np.isfinite(values)]) <= 1).all()), "a feeling lies beyond the plane")
    sheet = Sheet(width, tokens)
    side = min(_SIDE, width - 2 * _EDGE)
    left, top = (width - side) / 2, SMALL * 1.9
    plane = _Plane(left + side / 2, top + side / 2, side / 2 / _MARGIN)
    _frame(sheet, plane, left, top, side)
    days = data[data["kind"] == DAYS]
    most = max([1, *days["n"].to_list()])
    for n, pleasant, energetic in zip(days["n"], days["pleasantness"], days["energy"], strict=True):
        if there(pleasant, energetic):
            radius = _LEAST_DOT if most == 1 else max(1.3, plane.unit * _LARGEST_DOT * (n / most) ** 0.5)
            sheet.dot(plane.at(pleasant, energetic), radius, tokens.quiet, share=0.45)
    for row in data[data["kind"] == MEAN].itertuples(index=False):
        _mean(sheet, plane, row)
    sheet.bottom = top + side + SMALL * 1.9
    if data.empty:
        sheet.text([words.NOTHING], plane.at(0, 0.1), size=SMALL, colour=tokens.quiet, anchor="middle")
    return sheet


class _Plane(NamedTuple):
    """Where the middle of the plane lies, and px a unit."""

    x: float
    y: float
    unit: float

    def at(self, pleasant: float, energetic: float) -> tuple[float, float]:
        return self.x + pleasant * self.unit, self.y - energetic * self.unit


def _frame(sheet: Sheet, plane: _Plane, left: float, top: float, side: float) -> None:
    right, foot, line = left + side, top + side, sheet.tokens.line
    for y in (top, foot):
        sheet.across((left, right), y, line)
    for x in (left, right):
        sheet.upright(x, (top, foot), line)
    sheet.across((left, right), plane.y, line)
    sheet.upright(plane.x, (top, foot), line)
    low, high = words.ENERGY_ENDS
    for text, y in ((high, top - SMALL * 0.9), (low, foot + SMALL * 0.9)):
        sheet.text([text], (plane.x, y), size=SMALL, colour=sheet.tokens.text, anchor="middle")
    outside = left - 8 >= width_of(words.PLEASANT_ENDS[0], SMALL)
    for text, x, inner, anchor in (
        (words.PLEASANT_ENDS[0], left - 8, left, "right"), (words.PLEASANT_ENDS[1], right + 8, right, "left"),
    ):  # fmt: skip
        if outside:
            sheet.text([text], (x, plane.y), size=SMALL, colour=sheet.tokens.text, anchor=anchor)
        else:
            within = "left" if anchor == "right" else "right"
            sheet.text([text], (inner, foot + SMALL * 0.9), size=SMALL, colour=sheet.tokens.text, anchor=within)


def _mean(sheet: Sheet, plane: _Plane, row: Any) -> None:
    """A box of both ranges, and a ring at the mean."""
    (x0, y0), (x1, y1) = plane.at(row.p_low, row.e_low), plane.at(row.p_high, row.e_high)
    if there(x0, y0, x1, y1):
        sheet.band((x0, x1), (y0, y1), sheet.tokens.accent, _BOX)
    if there(row.pleasantness, row.energy):
        place = plane.at(row.pleasantness, row.energy)
        sheet.dot(place, 6.4, sheet.tokens.page, ring=sheet.tokens.accent, thick=2.4)
