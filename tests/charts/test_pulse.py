"""The pulse figure."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd
import pytest

from eq.assess.pulse import PulseTrend, Week, blocks
from eq.assess.questionnaire import Questionnaire
from eq.charts.palette import LIGHT, SYMBOLS
from eq.charts.pulse import WEEKS, pulse_data, pulse_figure, pulse_table

MakeForm = Callable[..., Questionnaire]
BOTH = pytest.mark.parametrize("narrow", [True, False])
MONDAY = date(2026, 1, 26)
"""The first day of block 27."""

ONE = ("343445235244", "322242333322", "333434443344", "444434344444", "222333223322")
TWO = ("353344344334", "442443553444", "334324434334", "534543445444", "323232432323")


@pytest.fixture(scope="session")
def published(form: MakeForm) -> PulseTrend:
    """The two published blocks, then two weeks of a third."""
    answers = [np.array([[float(mark) for mark in row] for row in block]).reshape(5, 4, 3) for block in (ONE, TWO)]
    whole = np.concatenate(answers, axis=1).transpose(1, 0, 2).reshape(8, 15)
    weeks = [Week(MONDAY + timedelta(weeks=n), row) for n, row in enumerate(np.concatenate([whole, whole[:2]]))]
    return blocks(form(items=3), weeks)


def trend(q: Questionnaire, days: list[date]) -> PulseTrend:
    random = np.random.default_rng(4)
    return blocks(q, [Week(day, random.integers(1, 6, len(q.items)).astype(float)) for day in days])


def drawn(found: PulseTrend, pair: Any = None, *, narrow: bool = True) -> Any:
    return pulse_figure(pulse_data(found, pair), found.questionnaire.answers, LIGHT, narrow=narrow)


def lines(figure: Any) -> list[Any]:
    return [trace for trace in figure.data if trace.type == "scatter" and trace.mode == "lines+markers"]


def test_the_data_are_the_published_level_of_these_statements(published: PulseTrend) -> None:
    data = pulse_data(published, (27, 28))
    assert data["block"].tolist() == [27, 28, 29] * 5
    row = data[(data["scale"] == "s1") & (data["block"] == 27)].iloc[0]
    assert row["mean"] == pytest.approx(2.583333, abs=5e-7)
    assert row["high95"] - row["mean"] == pytest.approx(0.428901, abs=5e-7)
    assert row["mean"] - row["low95"] == pytest.approx(0.428901, abs=5e-7)
    assert (row["first"], row["last"]) == (pd.Timestamp(2026, 1, 26), pd.Timestamp(2026, 2, 22))
    assert data["role"].tolist() == ["reference", "latest", ""] * 5
    assert row[list(WEEKS)].all()


def test_a_block_of_two_weeks_has_no_number_but_says_which_weeks_are_there(published: PulseTrend) -> None:
    third = pulse_data(published)[lambda data: data["block"] == 29]
    assert third["mean"].isna().all()
    assert set(third["status"]) == {"too_few_weeks"}
    assert third[list(WEEKS)].to_numpy().tolist() == [[True, True, False, False]] * 5


def test_a_block_without_a_number_shows_its_weeks_as_strokes(published: PulseTrend) -> None:
    figure = drawn(published)
    strokes = [trace for trace in figure.data if trace.type == "scatter" and trace.marker.symbol == "line-ns"]
    assert len(strokes) == 5
    middle = pd.to_datetime(strokes[0].x, unit="ms")
    assert [moment.date() for moment in middle] == [date(2026, 3, 26), date(2026, 4, 2)]
    assert np.isnan(lines(figure)[0].y[2])


def test_boxes_cover_the_four_weeks_of_their_block_and_its_interval(published: PulseTrend) -> None:
    data = pulse_data(published)[lambda rows: (rows["scale"] == "s1") & (rows["status"] == "ok")]
    boxes = [trace for trace in drawn(published).data if trace.type == "bar"][1]
    assert list(boxes.base) == data["low95"].tolist()
    assert (boxes.base + boxes.y).tolist() == pytest.approx(data["high95"].tolist())
    assert boxes.width <= 28 * 86_400_000
    assert [moment.date() for moment in pd.to_datetime(boxes.x, unit="ms")] == [date(2026, 2, 9), date(2026, 3, 9)]


@BOTH
def test_the_two_blocks_compared_are_shaded_and_ringed_in_every_panel(
    published: PulseTrend, notes: Any, checked: Any, narrow: bool
) -> None:
    figure = drawn(published, (27, 28), narrow=narrow)
    checked(figure)
    assert len(figure.layout.shapes) == 10
    assert {shape.type for shape in figure.layout.shapes} == {"rect"}
    rings = [trace for trace in figure.data if trace.type == "scatter" and trace.marker.symbol == "circle-open"]
    assert [len(ring.x) for ring in rings] == [2] * 5
    assert {"counted from this block", "latest block judged"} <= set(notes(figure))


def test_without_a_pair_nothing_is_marked(published: PulseTrend) -> None:
    figure = drawn(published)
    assert not figure.layout.shapes
    assert not any(trace.type == "scatter" and trace.marker.symbol == "circle-open" for trace in figure.data)


def test_the_words_of_two_near_marks_stand_one_above_the_other(published: PulseTrend) -> None:
    found = [note for note in drawn(published, (27, 28)).layout.annotations if "block" in note.text]
    ups = [note.yshift for note in found if "compared" not in note.text and "last block:" not in note.text]
    assert len(set(ups)) == 2


def test_the_line_breaks_where_whole_blocks_were_left_out(form: MakeForm) -> None:
    weeks = [MONDAY + timedelta(weeks=n) for n in (0, 1, 2, 3, 4, 5, 6, 7, 20, 21, 22, 23)]
    line = lines(drawn(trend(form(["One"], items=3), weeks)))[0]
    assert np.isnan(line.y).tolist() == [False, False, True, False]
    assert list(line.x) == sorted(line.x)
    assert line.hovertext[2] == ""


def test_shapes_come_in_their_order(published: PulseTrend) -> None:
    assert tuple(line.marker.symbol for line in lines(drawn(published))) == SYMBOLS


@BOTH
def test_ten_years_of_weeks_stay_whole(form: MakeForm, checked: Any, narrow: bool) -> None:
    found = trend(form(items=3), [date(2016, 11, 21) + timedelta(weeks=n) for n in range(520)])
    figure = drawn(found, (found.numbers[1], found.numbers[-2]), narrow=narrow)
    assert 130 <= len(lines(figure)[0].x) <= 132
    assert 3 <= len(figure.layout.xaxis.tickvals) <= 12
    checked(figure)


@BOTH
@pytest.mark.parametrize("weeks", [0, 1, 2])
def test_before_the_first_number_there_is_only_material(
    form: MakeForm, checked: Any, notes: Any, narrow: bool, weeks: int
) -> None:
    found = trend(form(items=3), [MONDAY + timedelta(weeks=n) for n in range(weeks)])
    figure = checked(drawn(found, narrow=narrow))
    assert notes(figure).count(f"not shown: {weeks} of 3 weeks") == (5 if weeks else 0)
    assert len(pulse_table(pulse_data(found))) == (1 if weeks else 0)


@BOTH
@pytest.mark.parametrize("scales", [1, 12])
def test_one_scale_and_twelve(form: MakeForm, checked: Any, narrow: bool, scales: int) -> None:
    q = form([f"Area {at}" for at in range(scales)], items=3)
    figure = checked(drawn(trend(q, [MONDAY + timedelta(weeks=n) for n in range(9)]), narrow=narrow))
    assert len(lines(figure)) == scales


@BOTH
def test_hostile_titles_stay_text(
    form: MakeForm, hostile: Any, texts: Any, tame: Any, checked: Any, narrow: bool
) -> None:
    q = form(hostile, items=3, labels=[f"{n} <i>{title[:40]}</i>" for n, title in enumerate(hostile)])
    found = trend(q, [MONDAY + timedelta(weeks=n) for n in range(10)])
    written = texts(checked(drawn(found, (27, 28), narrow=narrow)))
    assert all(tame(text) for text in written), [text for text in written if not tame(text)]


def test_pointing_says_the_same_in_words_and_what_the_range_is_for(published: PulseTrend) -> None:
    assert lines(drawn(published))[1].hovertext[0].split("<br>") == [
        "Self-regulation",
        "26 Jan to 22 Feb 2026",
        "mean 2.6, 95 % range 2.2 to 3.0",
        "nearest to “sometimes”",
        "4 weeks; for these statements only",
    ]


def test_the_last_number_stands_beside_the_name(published: PulseTrend, notes: Any) -> None:
    assert "last block: 3.8 (3.5 to 4.2)" in notes(drawn(published))


def test_the_table_has_a_row_per_block_the_latest_first(published: PulseTrend) -> None:
    table = pulse_table(pulse_data(published, (27, 28)))
    assert table["Four weeks"].tolist() == [
        "23 Mar to 19 Apr 2026",
        "23 Feb to 22 Mar 2026",
        "26 Jan to 22 Feb 2026",
    ]
    assert table["Self-regulation"].tolist() == [
        "not shown: 2 of 3 weeks",
        "3.83 (3.51 to 4.16)",
        "2.58 (2.15 to 3.01)",
    ]
