"""The figures of Insights: their data, the tables behind them, and what they write."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eq.charts.affect import MOST_DAYS, affect_data, affect_figure, affect_table
from eq.charts.bands import block_marks
from eq.charts.breakdown import MOST, breakdown_data, breakdown_figure, breakdown_table
from eq.charts.labels import text_width
from eq.charts.palette import DARK, LIGHT
from eq.charts.ratios import ratios_data, ratios_figure, ratios_table
from eq.charts.recovery import MOST_POINTS, recovery_data, recovery_figure, recovery_table
from eq.charts.within_day import within_day_data, within_day_figure, within_day_table
from eq.charts.words_used import words_used_data, words_used_figure, words_used_table
from eq.reflect.breakdown import felt_blocks, felt_levels, felt_parts, recovery_blocks
from eq.reflect.days import MIN_DAYS
from eq.reflect.responding import Association, Associations
from eq.wording.insight_figures import NOT_SHOWN

BOTH = pytest.mark.parametrize("narrow", [True, False])
TODAY = date(2026, 11, 21)
NAN = math.nan


def some_days(n: int, *, step: int = 1) -> pd.DataFrame:
    """Every ``step``-th day up to today, one entry on each, pleasantness rising and falling, energy always .4."""
    days = [TODAY - timedelta(days=step * at) for at in range(n)][::-1]
    rows = {"day": pd.Series(days, dtype="object"), "n": 1, "pleasantness": np.sin(np.arange(n)) / 2, "energy": 0.4}
    return pd.DataFrame(rows)


def weeks(first: date, last: date) -> list[tuple[date, date]]:
    """Stretches of four weeks."""
    found = []
    while first <= last:
        found.append((first, min(first + timedelta(days=27), last)))
        first += timedelta(days=28)
    return found


def affect(n: int = 40) -> pd.DataFrame:
    days = some_days(n)
    return affect_data(days, felt_blocks(days, weeks(TODAY - timedelta(days=83), TODAY)))


def parts(days: tuple[int, ...] = (2, 9, 20, 12)) -> pd.DataFrame:
    """Four parts of a day; those with fewer than seven days have no numbers."""
    known = [n >= MIN_DAYS for n in days]
    columns = {"pleasantness": 0.2, "p_low": -0.1, "p_high": 0.5, "energy": -0.3, "e_low": -0.6, "e_high": 0.0}
    behind = {name: list(days) for name in ("days", "p_days", "e_days")}
    return pd.DataFrame(
        {"part": ["night", "morning", "afternoon", "evening"], **behind}
        | {name: [value if one else NAN for one in known] for name, value in columns.items()}
    )


def breakdown(*rows: tuple[str, int, float]) -> pd.DataFrame:
    """Rows of (label, n, severity); ranges a point to either side, minutes known from 7 on."""
    found = []
    for label, n, hard in rows:
        minutes = (40.0, 20.0, 80.0) if n >= MIN_DAYS else (NAN, NAN, NAN)
        found.append((f"id-{label}", label, n, n, hard, hard - 1, hard + 1, *minutes, n))
    names = ["value", "label", "n", "days", "severity", "s_low", "s_high", "minutes", "m_low", "m_high", "m_days"]
    return pd.DataFrame(found, columns=names)


def way(response: str = "paraphrase", **more: Any) -> Association:
    """A tested way of responding, by default that of the published example."""
    numbers = {
        "verdict": "shorter", "b": -1.237717, "se": 0.205779, "t": -6.014799, "df": 12.0, "p": 0.000061,
        "p_holm": 0.000061, "ratio": 0.424043, "low95": 0.310772, "high95": 0.578599, "nap": 0.8125,
    }  # fmt: skip
    return Association(response, 8, 8, 5, **(numbers | more))


def ratios(*rows: Association) -> pd.DataFrame:
    found = Associations(rows or (way(),), len(rows) or 1, 16)
    return ratios_data(found, {"paraphrase": "Paraphrasing"})


def test_days_and_blocks_stand_in_one_frame_for_both_feelings() -> None:
    """Every day that says how it felt has a row, and every block, for pleasantness and energy alike."""
    data = affect(40)
    counted = data.groupby(["felt", "kind"]).size()
    assert counted.to_dict() == {
        ("pleasantness", "block"): 3, ("pleasantness", "day"): 40, ("energy", "block"): 3, ("energy", "day"): 40,
    }  # fmt: skip
    assert data.loc[data["kind"] == "day", ["low95", "high95"]].isna().all(axis=None)
    energy = data[(data["felt"] == "energy") & (data["kind"] == "day")]
    assert set(energy["mean"]) == {0.4}


def test_a_day_without_a_feeling_is_left_out_of_that_feeling_alone() -> None:
    """A day that says its energy and not its pleasantness is drawn in one panel."""
    days = some_days(10)
    days.loc[3, "pleasantness"] = np.nan
    data = affect_data(days, felt_blocks(days, weeks(TODAY - timedelta(days=27), TODAY)))
    n = data[data["kind"] == "day"].groupby("felt").size().to_dict()
    assert n == {"pleasantness": 9, "energy": 10}


def test_more_than_a_year_of_days_is_drawn_in_blocks_alone() -> None:
    """Ten years of dots would be a carpet; the means stay."""
    days = some_days(MOST_DAYS + 1)
    data = affect_data(days, felt_blocks(days, weeks(TODAY - timedelta(days=MOST_DAYS), TODAY)))
    assert set(data["kind"]) == {"block"}
    assert len(affect_data(days.head(MOST_DAYS), felt_blocks(days, []))) == 2 * MOST_DAYS


def test_the_table_of_feelings_says_each_value_once_with_its_range_and_n() -> None:
    """Blocks first, the latest at the top, then the days; a block with too few days says so."""
    table = affect_table(affect(40))
    assert list(table) == ["When", "From", "Pleasantness", "Energy"]
    assert len(table) == 3 + 40
    assert table.iloc[0].to_list()[:2] == ["25 Oct to 21 Nov 2026", "28 days"]
    assert table.iloc[0]["Energy"].startswith("0.40 (0.3")
    assert table.iloc[2].to_list() == ["30 Aug to 26 Sep 2026", "0 days", NOT_SHOWN, NOT_SHOWN]
    assert table.iloc[3].to_list()[:2] == ["21 Nov 2026", "1 entry"]
    assert table.iloc[3]["Energy"] == "0.40"


def test_a_feeling_said_on_fewer_days_stands_with_those_days() -> None:
    """Energy from 10 days beside pleasantness from 28 is not said to rest on 28, in a block or in a part of the day."""
    days = some_days(28)
    days.loc[:17, "energy"] = np.nan
    block = weeks(TODAY - timedelta(days=27), TODAY)
    data = affect_data(days, felt_blocks(days, block))
    assert data.loc[data["kind"] == "block", "n"].to_list() == [28, 10]
    table = affect_table(data)
    assert table.loc[0, "From"] == "28 days"
    assert table.loc[0, "Energy"].endswith(", 10 days")
    within = within_day_table(within_day_data(felt_parts(days.assign(hour=9))))
    assert within.loc[1, "From"] == "28 days"
    assert within.loc[1, "Energy"].endswith(", 10 days")
    assert not within.loc[1, "Pleasantness"].endswith("days")


@BOTH
def test_each_feeling_has_a_panel_with_its_mean_its_boxes_and_its_days(narrow: bool, checked: Any, texts: Any) -> None:
    """Dots for days, boxes and marks for blocks that have a number, and the mean over all days in words beside."""
    days = some_days(40)
    figure = affect_figure(affect(40), felt_levels(days), LIGHT, narrow=narrow)
    checked(figure)
    assert [trace.type for trace in figure.data] == ["scatter", "bar", "scatter"] * 2
    dots, boxes, means = figure.data[:3]
    assert len(dots.x) == 40
    assert len(boxes.x) == 2, "the block without a mean has no box"
    assert np.isfinite(means.y).sum() == 2
    said = texts(figure)
    assert {"Pleasantness", "Energy", "low", "middle", "high"} <= set(said)
    assert any(one.startswith("mean 0.4") for one in said)
    assert any("rather high energy" in one for one in said)


def test_a_line_breaks_where_a_block_has_no_mean() -> None:
    """Two blocks with a hole between them are not joined as if the hole had been measured."""
    blocks = pd.DataFrame(
        {
            "start": [date(2026, 8, 1), date(2026, 8, 29), date(2026, 10, 24)],
            "end": [date(2026, 8, 28), date(2026, 9, 25), date(2026, 11, 20)],
            **{name: [20, 20, 20] for name in ("days", "p_days", "e_days")},
            **{name: [0.1, 0.2, 0.3] for name in ("pleasantness", "energy")},
            **{name: [0.0, 0.1, 0.2] for name in ("p_low", "e_low")},
            **{name: [0.2, 0.3, 0.4] for name in ("p_high", "e_high")},
        }
    )
    data = affect_data(some_days(0), blocks)
    means = affect_figure(data, felt_levels(some_days(10)), LIGHT).data[1]
    assert [math.isnan(one) for one in means.y] == [False, False, True, False]


@pytest.mark.parametrize(("n", "joined"), [([14, 14], True), ([13, 20], False), ([20, 13], False)])
def test_only_periods_with_enough_days_to_be_compared_are_joined_by_a_line(n: list[int], joined: bool) -> None:
    """Both keep their boxes, each with its own range."""
    spans = [(date(2026, 8, 1), date(2026, 8, 28)), (date(2026, 8, 29), date(2026, 9, 25))]
    three = (np.array([0.1, 0.2]), np.array([0.0, 0.1]), np.array([0.2, 0.3]))
    boxes, means = block_marks(spans, three, n, ["", ""], LIGHT, narrow=True)
    assert len(boxes["x"]) == 2
    assert bool(np.isfinite(means["y"]).all()) is joined


def test_parts_of_the_day_keep_their_order_and_say_how_many_days_they_need() -> None:
    """A part with two days has no number in the table; the others have both feelings."""
    data = within_day_data(parts())
    assert data["part"].tolist()[::2] == ["night", "morning", "afternoon", "evening"]
    table = within_day_table(data)
    assert table.iloc[0].to_list() == ["Night, 0 to 6", "2 days", NOT_SHOWN, NOT_SHOWN]
    assert table.iloc[1].to_list() == ["Morning, 6 to 12", "9 days", "0.20 (−0.10 to 0.50)", "−0.30 (−0.60 to 0.00)"]


@BOTH
def test_a_part_with_too_few_days_stays_open_in_the_figure(narrow: bool, checked: Any, texts: Any) -> None:
    """Its row has no mark; the other three have a mark for each feeling, told apart by shape as well."""
    figure = within_day_figure(within_day_data(parts()), DARK, narrow=narrow)
    checked(figure)
    dots = [trace for trace in figure.data if trace.type == "scatter"]
    assert [len(trace.x) for trace in dots] == [3, 3]
    assert {trace.marker.symbol for trace in dots} == {"circle", "square"}
    assert f"{NOT_SHOWN}: 2 of 7 days" in texts(figure)
    assert all(above % 1 > 0 or below % 1 for above, below in zip(dots[0].y, dots[1].y, strict=True))


def test_the_words_used_most_are_drawn_and_all_are_in_the_table(checked: Any, texts: Any) -> None:
    """Twelve bars with their numbers; the table goes on."""
    found = pd.DataFrame({"word": [f"word {at}" for at in range(15)], "n": list(range(30, 15, -1))})
    figure = words_used_figure(words_used_data(found), LIGHT)
    checked(figure)
    assert list(figure.data[0].x) == list(range(30, 18, -1))
    assert {"word 0", "30", "word 0<br>chosen 30 times"} <= set(texts(figure))
    assert len(words_used_table(found)) == 15


@given(st.lists(st.integers(0, 20_000), min_size=1, max_size=60), st.booleans())
@settings(max_examples=40, deadline=None)
def test_every_length_of_recovery_lies_on_the_axis(minutes: list[int], narrow: bool) -> None:
    """From at once to two weeks: each dot is inside the axis, at the doublings of its minutes."""
    points = pd.DataFrame(
        {"day": pd.Series([TODAY - timedelta(days=at) for at in range(len(minutes))][::-1], dtype="object")}
    ).assign(minutes=np.array(minutes, dtype=float))
    blocks = recovery_blocks(points, weeks(TODAY - timedelta(days=83), TODAY))
    figure = recovery_figure(recovery_data(points, blocks), LIGHT, narrow=narrow)
    axis = figure.layout.yaxis
    dots = figure.data[0]
    assert np.asarray(dots.y).tolist() == pytest.approx(np.log2(1 + points["minutes"]).tolist())
    assert all(axis.range[0] <= y <= axis.range[1] for y in dots.y)
    assert all(axis.range[0] <= value <= axis.range[1] for value in axis.tickvals)
    assert len(axis.ticktext) >= 4


def test_the_table_of_recovery_says_minutes_as_people_do() -> None:
    """A block has a rounded middle with its range, one debrief the time that was given."""
    points = pd.DataFrame(
        {"day": [TODAY - timedelta(days=at) for at in range(9, -1, -1)], "minutes": [60.0] * 9 + [125]}
    )
    table = recovery_table(recovery_data(points, recovery_blocks(points, weeks(TODAY - timedelta(days=27), TODAY))))
    assert table.iloc[0].to_list()[:2] == ["25 Oct to 21 Nov 2026", "10 debriefs"]
    assert table.iloc[0]["Until you were yourself again"].startswith("65 min (")
    assert table.iloc[1].to_list() == ["21 Nov 2026", "1 debrief", "2 hours 5 minutes"]


def test_many_episodes_are_drawn_as_their_middles_alone() -> None:
    """Ten years of debriefs leave the blocks."""
    n = MOST_POINTS + 1
    points = pd.DataFrame({"day": [TODAY - timedelta(days=n - at) for at in range(n)], "minutes": 30.0})
    data = recovery_data(points, recovery_blocks(points, weeks(TODAY - timedelta(days=83), TODAY)))
    assert set(data["kind"]) == {"block"}


def test_the_ratio_of_the_published_example_is_what_the_figure_and_the_table_show(checked: Any) -> None:
    """Less than half the minutes, with its range, on an axis where half and twice are equally far from the same."""
    data = ratios()
    assert ratios_table(data).iloc[0].to_list() == [
        "Paraphrasing", "went with shorter recovery in your records", "0.42 (0.31 to 0.58)", "8, 8", "5", "< .001",
        "81 of 100",
    ]  # fmt: skip
    figure = ratios_figure(data, LIGHT, narrow=False)
    checked(figure)
    bands, dots = figure.data
    assert list(dots.x) == pytest.approx([math.log2(0.424043)])
    assert (bands.base + bands.x).tolist() == pytest.approx([math.log2(0.578599)])
    named = dict(zip(figure.layout.xaxis.tickvals, figure.layout.xaxis.ticktext, strict=True))
    assert named[0] == "the same"
    assert named[-1] == "half the minutes"
    assert named[1] == "twice the minutes"


@BOTH
def test_a_ratio_that_was_not_tested_has_no_row(narrow: bool, texts: Any) -> None:
    """Ways that are only counted, or used too rarely, are no part of the figure."""
    rest = Association("set-boundary", 9, 9, 3, reason="no_word")
    few = Association("silence", 2, 14, 2, reason="too_few", more_with=6)
    data = ratios(way(), rest, few)
    assert data["response"].tolist() == ["paraphrase"]
    assert "Paraphrasing" in texts(ratios_figure(data, LIGHT, narrow=narrow))


@BOTH
@pytest.mark.parametrize("widest", [1.2, 3.0, 40.0, 5000.0])
def test_the_same_is_in_the_middle_however_wide_a_range_is(narrow: bool, widest: float, checked: Any) -> None:
    """The axis is as long to either side, and nothing is drawn beyond its ends."""
    row = way(verdict="unclear", ratio=1.0, low95=1 / widest, high95=widest, p_holm=0.9)
    figure = ratios_figure(ratios(row), LIGHT, narrow=narrow)
    checked(figure)
    axis, bands = figure.layout.xaxis, figure.data[0]
    assert axis.range[0] == -axis.range[1]
    assert dict(zip(axis.tickvals, axis.ticktext, strict=True))[0] == "the same"
    assert axis.range[0] <= bands.base[0]
    assert bands.base[0] + bands.x[0] <= axis.range[1]


@given(st.floats(0.01, 100), st.floats(1, 100))
@settings(max_examples=50, deadline=None)
def test_no_two_words_of_the_ratio_axis_touch(ratio: float, spread: float) -> None:
    """Whatever the ratio and its range, the texts that are drawn stand apart in a narrow window."""
    row = way(ratio=ratio, low95=ratio / spread, high95=ratio * spread)
    figure = ratios_figure(ratios(row), LIGHT)
    axis, margin = figure.layout.xaxis, figure.layout.margin
    scale = (318 - margin.l - margin.r) / (axis.range[1] - axis.range[0])
    drawn = [
        (value * scale, text_width(text, 13)) for value, text in zip(axis.tickvals, axis.ticktext, strict=True) if text
    ]
    assert len(drawn) >= 3
    for (at, width), (after, following) in pairwise(drawn):
        assert at + width / 2 < after - following / 2


def test_no_colour_of_a_figure_means_good_or_bad() -> None:
    """Shorter and longer recovery have one and the same colour, the accent."""
    figure = ratios_figure(ratios(way(), way("other", verdict="longer", ratio=2.0, low95=1.5, high95=3.0)), LIGHT)
    assert figure.data[1].marker.color == LIGHT.accent


def test_a_breakdown_shows_those_with_enough_days_and_counts_the_rest(checked: Any, texts: Any) -> None:
    """Blame has a mark at its mean; a client met three times has a row that says how far it is from one."""
    rows = breakdown(("K", 3, NAN), ("Blame", 12, 6.0))
    figure = breakdown_figure(breakdown_data(rows), LIGHT)
    checked(figure)
    assert list(figure.data[1].x) == [6.0]
    assert list(figure.data[1].y) == [0]
    assert {"Blame", "K", "12 debriefs", "on 3 of 7 days for a mean"} <= set(texts(figure))
    table = breakdown_table(rows, "What set it off")
    assert table.iloc[0].to_list() == ["Blame", 12, "6.0 (5.0 to 7.0), 12 days", "40 min (20 min to 80 min), 12 days"]
    assert table.iloc[1].to_list() == ["K", 3, NOT_SHOWN, NOT_SHOWN]


def test_every_mean_of_a_breakdown_stands_with_its_own_days() -> None:
    """Twenty debriefs of which ten days say how hard and eight how long: neither number is said to rest on twenty."""
    rows = breakdown(("K", 20, 5.0)).assign(days=10, m_days=8)
    table = breakdown_table(rows, "Clients")
    assert table["How hard, 0 to 10"].to_list() == ["5.0 (4.0 to 6.0), 10 days"]
    assert table["Until you were yourself again"].to_list() == ["40 min (20 min to 80 min), 8 days"]
    said = [trace.hovertext[0] for trace in breakdown_figure(breakdown_data(rows), LIGHT).data if trace.hovertext]
    assert said
    assert all("10 days" in one and "8 days" in one for one in said)


def test_the_table_of_a_breakdown_has_every_value() -> None:
    """The figure keeps to the most frequent ones."""
    rows = breakdown(*[(f"t{at}", 30 - at, 5.0) for at in range(20)])
    assert breakdown_data(rows)["label"].tolist() == [f"t{at}" for at in range(MOST)]
    assert len(breakdown_table(rows, "Clients")) == 20


@BOTH
def test_what_people_typed_stays_text_in_every_figure(
    narrow: bool, hostile: tuple[str, ...], texts: Any, tame: Callable[[str], bool], checked: Any
) -> None:
    """Labels of clients, own triggers and own feeling words are never markup, and never make a figure fail."""
    rows = breakdown(*[(one, 9, 5.0) for one in hostile], *[(one, 2, NAN) for one in hostile])
    words = pd.DataFrame({"word": list(hostile), "n": [5, 4, 3, 2, 1]})
    for figure in (
        breakdown_figure(breakdown_data(rows), LIGHT, narrow=narrow),
        words_used_figure(words_used_data(words), LIGHT, narrow=narrow),
    ):
        assert all(tame(text) for text in texts(checked(figure)))


@BOTH
def test_a_figure_with_nothing_in_it_can_be_drawn(narrow: bool, checked: Any) -> None:
    """No figure fails on a span without a row; the page says something else there."""
    nothing = some_days(0)
    checked(affect_figure(affect_data(nothing, felt_blocks(nothing, [])), felt_levels(nothing), LIGHT, narrow=narrow))
    points = pd.DataFrame({"day": pd.Series([], dtype="object"), "minutes": pd.Series([], dtype="float64")})
    checked(recovery_figure(recovery_data(points, recovery_blocks(points, [])), LIGHT, narrow=narrow))
    checked(ratios_figure(ratios_data(Associations((), 0, 0), {}), LIGHT, narrow=narrow))
    checked(breakdown_figure(breakdown_data(breakdown()), LIGHT, narrow=narrow))
    checked(words_used_figure(words_used_data(pd.DataFrame({"word": [], "n": []})), LIGHT, narrow=narrow))
