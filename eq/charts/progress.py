"""Progress: every sitting of one instrument, a panel for each scale."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from math import isnan
from operator import itemgetter

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from numpy.typing import NDArray

from eq.assess.questionnaire import AnswerScale, Questionnaire
from eq.charts.episodes import add_episodes, episode_rows
from eq.charts.labels import hover_texts
from eq.charts.palette import Tokens
from eq.charts.panels import Flag, Panel, foot, panel_figure
from eq.charts.series import line, ribbon, rings, strokes
from eq.charts.timeline import dates, milliseconds
from eq.stats import Floats
from eq.wording import figures as words
from eq.wording.plain import day, short_day


def progress_data(questionnaire: Questionnaire, history: pd.DataFrame, reference: Collection[str] = ()) -> pd.DataFrame:
    """What the figure shows: one row per sitting and scale, scales in the order of the form, each oldest first.

    ``history`` has the columns taken (datetime64, local, no zone), scale (id), mean, low95, high95 (points of the
    answer scale, NaN when withheld), answered, items, status, assessment (id), series (int, counts up where
    statements were changed); scales that ``questionnaire`` no longer has are left out. ``reference`` holds the ids of
    the sittings change is counted from.

    Columns: those of ``history`` named above, and title (str), position (int64, 0-based), reference (bool).
    """
    place = {scale.id: at for at, scale in enumerate(questionnaire.scales)}
    known = history[history["scale"].isin(list(place))]
    position = known["scale"].map(place).to_numpy(dtype=np.int64)
    titles = pd.array([scale.title for scale in questionnaire.scales], dtype="str")
    names = ["taken", "scale", "mean", "low95", "high95", "answered", "items", "status", "assessment", "series"]
    return (
        known[names]
        .assign(title=titles.take(position), position=position, reference=known["assessment"].isin(list(reference)))
        .sort_values(["position", "taken"], kind="stable", ignore_index=True)
    )


def progress_table(data: pd.DataFrame, marks: pd.DataFrame | None = None) -> pd.DataFrame:
    """The table behind the figure in the reader's words: one row per sitting, the latest first, one column per area.

    Cells are str, such as ``3.42 (2.80 to 4.04)``; where statements were left open ``, 9 of 10`` follows. Below, the
    ``marks`` of ``episode_data``: one row per stretch of days, the latest first.
    """
    titles = data.drop_duplicates("position")
    columns = dict(zip(titles["position"], words.area_columns(titles["title"].to_list(), words.DATE), strict=True))
    rows: dict[str, tuple[datetime, dict[str, str]]] = {}
    names = ("position", "assessment", "answered", "items", "mean", "low95", "high95")
    for taken, at, assessment, answered, items, *three in zip(
        data["taken"], *(data[name].to_list() for name in names), strict=True
    ):
        _, row = rows.setdefault(assessment, (taken, {words.DATE: day(taken)}))
        shown = words.NOT_SHOWN if np.isnan(three[0]) else words.with_range(*three)
        row[columns[at]] = shown + ("" if answered == items else words.of_all(answered, items))
    latest = sorted(rows.values(), key=itemgetter(0), reverse=True)
    found = [row for _, row in latest] + episode_rows(marks, columns, words.DATE)
    return pd.DataFrame(found, columns=[words.DATE, *columns.values()]).fillna("–").astype("str")


def progress_figure(
    data: pd.DataFrame,
    answers: AnswerScale,
    tokens: Tokens,
    *,
    narrow: bool = True,
    marks: pd.DataFrame | None = None,
) -> go.Figure:
    """Draw ``progress_data``: lines with bands that break where a number is withheld, with a stroke at the foot.

    The reference has a ring in every panel and a dotted line through all of them. ``marks`` are ``episode_data``: they
    stand as strokes below the answers.
    """
    times = milliseconds(data["taken"])
    shown = (float(times.min()), float(times.max())) if len(times) else (0.0, 0.0)
    hover = _hover(data, answers)
    panels = {
        _position(part): _panel(part, times[part.index], [hover[at] for at in part.index], answers, tokens, narrow)
        for _, part in data.groupby("position", sort=True)
    }
    marked = times[data["reference"].to_numpy(dtype=bool)]
    below, shown = add_episodes(panels, marks, answers, shown, tokens, narrow=narrow)
    return panel_figure(
        list(panels.values()),
        answers,
        tokens,
        shown=shown,
        named=sorted(set(times.tolist())),
        flags=[Flag(float(marked.max()), float(marked.max()), words.COUNTED_FROM)] if len(marked) else [],
        below=below,
        narrow=narrow,
    )


def _position(part: pd.DataFrame) -> int:
    return int(part["position"].iloc[0])


def _panel(
    part: pd.DataFrame, times: Floats, hover: Sequence[str], answers: AnswerScale, tokens: Tokens, narrow: bool
) -> Panel:
    """The panel of one scale: ``part`` are its rows, oldest first."""
    position, title = _position(part), part["title"].iloc[0]
    mean, low, high = (part[name].to_numpy(dtype=np.float64) for name in ("mean", "low95", "high95"))
    known = np.isfinite(mean)
    breaks = np.flatnonzero(np.diff(part["series"])) + 1
    at, (middle, lower, upper) = np.insert(times, breaks, times[breaks]), _broken((mean, low, high), breaks)
    said = np.insert(np.array(hover, dtype=object), breaks, "").tolist()
    traces = [
        ribbon(at, lower, upper, position, tokens),
        line(at, middle, said, position, tokens, narrow=narrow),
    ]
    marked = part["reference"].to_numpy(dtype=bool) & known
    if marked.any():
        traces.append(rings(times[marked], mean[marked], tokens))
    if not known.all():
        traces.append(strokes(times[~known], foot(answers), tokens))
    last = (float(mean[-1]), float(low[-1]), float(high[-1])) if known[-1] else None
    return Panel(title, words.latest(last), traces)


def _broken(values: Sequence[Floats], breaks: NDArray[np.intp]) -> list[Floats]:
    """The values with a gap before every place in ``breaks``, where the statements were changed."""
    return [np.insert(one, breaks, np.nan) for one in values]


def _hover(data: pd.DataFrame, answers: AnswerScale) -> list[str]:
    columns = [data[name].to_list() for name in ("title", "mean", "low95", "high95", "answered", "items")]
    return hover_texts(
        [] if isnan(mean) else words.sitting_lines(title, short_day(on), (mean, low, high), (got, of), answers)
        for on, title, mean, low, high, got, of in zip(dates(data["taken"]), *columns, strict=True)
    )
