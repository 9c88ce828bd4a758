"""The progress figure."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
import pytest

from eq.assess.questionnaire import Questionnaire
from eq.assess.scores import STATUS, score
from eq.charts.palette import DARK, LIGHT, SYMBOLS
from eq.charts.progress import progress_data, progress_figure, progress_table

MakeForm = Callable[..., Questionnaire]
BOTH = pytest.mark.parametrize("narrow", [True, False])


def history(q: Questionnaire, n: int, *, without: tuple[int, ...] = (), step: float = 35, scale: int = 0) -> Any:
    """``n`` sittings ``step`` days apart, scored; ``without`` are sittings in which ``scale`` is left unanswered."""
    values = np.random.default_rng(5).integers(2, 5, (n, len(q.items))).astype(float)
    for row in without:
        values[row, list(q.scale_columns[q.scales[scale].id])] = np.nan
    table = score(q, values)
    p = len(q.scales)
    taken = np.datetime64("2026-01-05T20:00") + np.array([round(step * 1440 * at) for at in range(n)], "timedelta64[m]")
    return pd.DataFrame(
        {
            "taken": np.repeat(taken.astype("datetime64[us]"), p),
            "scale": np.tile(np.array(table.scales), n),
            "mean": table.mean.ravel(),
            "low95": table.low95.ravel(),
            "high95": table.high95.ravel(),
            "pomp": table.pomp.ravel(),
            "answered": table.answered.ravel(),
            "items": np.tile(table.items, n),
            "status": np.array(STATUS)[table.status.ravel()],
            "assessment": np.repeat(np.array([f"a{at}" for at in range(n)]), p),
            "series": np.zeros(n * p, dtype=np.int64),
        }
    )


def drawn(q: Questionnaire, table: Any, reference: Any = (), tokens: Any = LIGHT, *, narrow: bool = True) -> Any:
    return progress_figure(progress_data(q, table, reference), q.answers, tokens, narrow=narrow)


def lines(figure: Any) -> list[Any]:
    return [trace for trace in figure.data if trace.mode == "lines+markers"]


def test_the_data_are_the_history_by_scale_and_time(form: MakeForm) -> None:
    q, table = form(), history(form(), 4)
    data = progress_data(q, table.sample(frac=1, random_state=1), {"a1"})
    assert data["title"].tolist()[::4] == [scale.title for scale in q.scales]
    assert data["taken"].tolist() == sorted(set(table["taken"])) * 5
    assert data["mean"].tolist() == table.sort_values(["scale", "taken"])["mean"].tolist()
    assert data["reference"].tolist() == [False, True, False, False] * 5
    assert str(data["position"].dtype) == "int64"


def test_scales_the_form_no_longer_has_are_left_out(form: MakeForm) -> None:
    data = progress_data(form(["Self-awareness", "Self-regulation"]), history(form(), 3))
    assert set(data["scale"]) == {"s0", "s1"}


@BOTH
def test_every_scale_has_a_panel_with_the_same_axes(form: MakeForm, checked: Any, notes: Any, narrow: bool) -> None:
    q = form()
    figure = checked(drawn(q, history(q, 6), narrow=narrow))
    axes = [figure.layout[f"yaxis{at or ''}"] for at in (0, 2, 3, 4, 5)]
    assert len({axis.range for axis in axes}) == 1
    assert all(axis.ticktext == ("Never", "Sometimes", "Always") for axis in axes)
    assert all(one.domain[0] > other.domain[1] for one, other in pairwise(axes))
    assert axes[-1].domain[0] == 0
    assert figure.layout.xaxis.anchor == "y5"
    assert [text for text in notes(figure) if text in {scale.title for scale in q.scales}] == [
        scale.title for scale in q.scales
    ]
    assert {trace.yaxis for trace in figure.data} == {"y", "y2", "y3", "y4", "y5"}


def test_lines_stand_at_the_numbers(form: MakeForm) -> None:
    q, table = form(), history(form(), 6)
    for at, line in enumerate(lines(drawn(q, table))):
        rows = table[table["scale"] == f"s{at}"]
        assert list(line.y) == rows["mean"].tolist()
        assert list(line.x) == (rows["taken"].astype("datetime64[ms]").astype("int64")).tolist()


def test_a_withheld_number_is_a_gap_in_line_and_band_with_a_stroke_at_the_foot(form: MakeForm) -> None:
    q = form(["One"])
    figure = drawn(q, history(q, 6, without=(3,)))
    band, line, strokes = figure.data
    assert np.isnan(line.y[3])
    assert line.connectgaps is False
    assert line.hovertext[3] == ""
    assert np.isnan(band.y).sum() == 2
    assert len(strokes.x) == 1
    assert strokes.x[0] == line.x[3]
    assert figure.layout.yaxis.range[0] < strokes.y[0] < 1
    closed = np.split(band.x, np.flatnonzero(np.isnan(band.x)))
    assert closed[0].max() < line.x[3] < np.nanmin(closed[1])


def test_the_band_reaches_from_low_to_high_at_every_sitting(form: MakeForm) -> None:
    q, table = form(["One"]), history(form(["One"]), 5)
    band, line = drawn(q, table).data
    for x, low, high in zip(line.x, table["low95"], table["high95"], strict=True):
        assert sorted(band.y[band.x == x]) == pytest.approx([low, high])


def test_a_lone_value_between_gaps_still_has_a_band(form: MakeForm) -> None:
    q = form(["One"])
    band = drawn(q, history(q, 5, without=(0, 1, 3, 4))).data[0]
    assert np.nanmax(band.x) > np.nanmin(band.x)
    assert np.nanmax(band.y) > np.nanmin(band.y)


@pytest.mark.parametrize("n", [6, 120, 520])
def test_a_gap_stays_open_however_many_sittings_there_are(form: MakeForm, n: int) -> None:
    q = form(["One"])
    band, line = drawn(q, history(q, n, without=(3,), step=30)).data[:2]
    closed = np.split(band.x, np.flatnonzero(np.isnan(band.x)))
    assert closed[0].max() < line.x[3] < np.nanmin(closed[1])


def test_the_band_of_a_single_sitting_is_narrow(form: MakeForm) -> None:
    figure = drawn(form(["One"]), history(form(["One"]), 1))
    low, high = figure.layout.xaxis.range
    assert 0 < np.nanmax(figure.data[0].x) - np.nanmin(figure.data[0].x) < 0.05 * (high - low)


@BOTH
def test_the_reference_has_a_ring_and_a_line_in_every_panel(form: MakeForm, notes: Any, narrow: bool) -> None:
    q = form()
    figure = drawn(q, history(q, 6), {"a1"}, narrow=narrow)
    rings = [trace for trace in figure.data if trace.marker.symbol == "circle-open"]
    assert len(rings) == 5
    moment = lines(figure)[0].x[1]
    assert all(list(ring.x) == [moment] for ring in rings)
    assert [(shape.x0, shape.x1, shape.yref) for shape in figure.layout.shapes] == [
        (moment, moment, f"y{at or ''} domain") for at in ("", 2, 3, 4, 5)
    ]
    assert "change counts from here" in notes(figure)


def test_of_a_double_baseline_both_sittings_have_a_ring(form: MakeForm) -> None:
    q = form(["One"])
    figure = drawn(q, history(q, 4, step=10), {"a0", "a1"})
    ring = next(trace for trace in figure.data if trace.marker.symbol == "circle-open")
    assert list(ring.x) == list(lines(figure)[0].x[:2])
    assert len(figure.layout.shapes) == 1


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_colours_and_shapes_come_in_their_order(form: MakeForm, tokens: Any) -> None:
    found = lines(drawn(form(), history(form(), 3), tokens=tokens))
    assert tuple(line.line.color for line in found) == tokens.marks
    assert tuple(line.marker.symbol for line in found) == SYMBOLS


@BOTH
@pytest.mark.parametrize(("n", "step"), [(120, 30.4), (520, 7)])
def test_ten_years_stay_whole_with_few_dates(form: MakeForm, checked: Any, narrow: bool, n: int, step: float) -> None:
    q = form()
    figure = drawn(q, history(q, n, step=step), narrow=narrow)
    assert all(len(line.x) == n for line in lines(figure))
    assert 3 <= len(figure.layout.xaxis.tickvals) <= 12
    assert figure.layout.height == drawn(q, history(q, 3), narrow=narrow).layout.height
    assert lines(figure)[0].marker.size < lines(drawn(q, history(q, 3)))[0].marker.size
    checked(figure)


@BOTH
@pytest.mark.parametrize("scales", [1, 12])
@pytest.mark.parametrize("n", [0, 1, 2])
def test_few_sittings_and_any_number_of_scales(form: MakeForm, checked: Any, narrow: bool, scales: int, n: int) -> None:
    q = form([f"Area {at}" for at in range(scales)])
    figure = checked(drawn(q, history(q, n), narrow=narrow))
    assert len(lines(figure)) == (scales if n else 0)
    assert figure.layout.xaxis.range[1] > figure.layout.xaxis.range[0]
    plot = figure.layout.height - figure.layout.margin.t - figure.layout.margin.b
    assert plot >= 120 * (scales if n else 1)


def test_with_everything_withheld_only_strokes_are_left(form: MakeForm, checked: Any, notes: Any) -> None:
    q = form(items=3)
    figure = drawn(q, history(q, 4), {"a1"})
    checked(figure)
    assert all(np.isnan(line.y).all() for line in lines(figure))
    assert all(len(trace.x) == 4 for trace in figure.data if trace.marker.symbol == "line-ns")
    assert notes(figure).count("latest: not shown") == 5


@BOTH
def test_hostile_titles_stay_text(
    form: MakeForm, hostile: Any, texts: Any, tame: Any, checked: Any, narrow: bool
) -> None:
    q = form(hostile, labels=[f"{n} <i>{title[:40]}</i>" for n, title in enumerate(hostile)])
    written = texts(checked(drawn(q, history(q, 4), {"a1"}, narrow=narrow)))
    assert all(tame(text) for text in written), [text for text in written if not tame(text)]
    assert any("&lt;i&gt;" in text for text in written)


def test_pointing_says_the_same_in_words(form: MakeForm) -> None:
    q, table = form(), history(form(), 2)
    table["mean"], table["low95"], table["high95"] = 3.62, 2.98, 4.26
    assert lines(drawn(q, table))[0].hovertext[0].split("<br>") == [
        "Self-awareness",
        "5 Jan 2026",
        "mean 3.6, 95 % range 3.0 to 4.3",
        "nearest to “often”",
        "8 of 8 statements answered",
    ]


def test_the_table_has_a_row_per_sitting_the_latest_first(form: MakeForm) -> None:
    q, table = form(["One", "Two"]), history(form(["One", "Two"]), 3, without=(1,), scale=1)
    found = progress_table(progress_data(q, table))
    assert found.columns.tolist() == ["Date", "One", "Two"]
    assert found["Date"].tolist() == ["16 March 2026", "9 February 2026", "5 January 2026"]
    row = table[(table["scale"] == "s0") & (table["assessment"] == "a0")].iloc[0]
    assert found["One"].iloc[2] == f"{row['mean']:.2f} ({row['low95']:.2f} to {row['high95']:.2f})"
    assert found["Two"].iloc[1] == "not shown, 0 of 8"


def test_areas_of_the_same_title_keep_columns_of_their_own(form: MakeForm) -> None:
    q = form(["Same", "Same", "Same (2)", "Date", "taken"])
    columns = progress_table(progress_data(q, history(q, 2))).columns
    assert columns.is_unique
    assert len(columns) == 6


def test_no_sittings_make_an_empty_table(form: MakeForm) -> None:
    assert progress_table(progress_data(form(), history(form(), 0))).empty


def test_a_line_breaks_where_statements_were_changed(form: MakeForm) -> None:
    """Means of different statements are never joined, and no stroke pretends that a number was withheld."""
    q = form()
    table = history(q, 4)
    table["series"] = np.repeat([0, 0, 1, 1], len(q.scales))
    first = lines(drawn(q, table))[0]
    assert np.isnan(np.asarray(first["y"], dtype=float)).tolist() == [False, False, True, False, False]
