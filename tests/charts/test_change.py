"""The change figure."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from eq.assess.change import ScaleChange, change
from eq.assess.questionnaire import Questionnaire
from eq.charts.change import change_data, change_figure, change_table
from eq.charts.palette import DARK, LIGHT, SYMBOLS

MakeForm = Callable[..., Questionnaire]
BOTH = pytest.mark.parametrize("narrow", [True, False])
BEFORE, AFTER = "32342332", "43343433"


@pytest.fixture
def changes(form: MakeForm) -> tuple[ScaleChange, ...]:
    """The published example on the first scale; the second is refused; the others stay where they were."""
    before = np.array([float(mark) for mark in BEFORE * 5])
    after = before.copy()
    after[:8] = [float(mark) for mark in AFTER]
    after[8:12] = np.nan
    return change(form(), before, after)


def drawn(q: Questionnaire, found: Any, tokens: Any = LIGHT, *, narrow: bool = True) -> Any:
    return change_figure(change_data(q, found), q.answers, tokens, narrow=narrow)


def test_the_data_are_the_published_change(form: MakeForm, changes: Any) -> None:
    data = change_data(form(), changes)
    first = data.iloc[0]
    assert (first["title"], first["items"], first["reason"]) == ("Self-awareness", 8, "")
    assert first[["diff", "low95", "high95"]].tolist() == pytest.approx([0.625, -0.045342, 1.295342], abs=5e-7)
    assert data["verdict"].tolist() == [one.verdict for one in changes]
    assert data.iloc[1]["reason"] == "few_common"
    assert data.iloc[1][["diff", "low95", "high95", "detectable"]].isna().all()


@BOTH
def test_marks_bands_and_brackets_stand_at_the_numbers(form: MakeForm, changes: Any, narrow: bool) -> None:
    data = change_data(form(), changes).drop(index=1)
    brackets, bands, dots = drawn(form(), changes, narrow=narrow).data
    assert list(dots.x) == data["diff"].tolist()
    assert list(dots.y) == [0, 2, 3, 4]
    assert (bands.base + bands.x).tolist() == pytest.approx(data["high95"].tolist())
    ends = [x for x in brackets.x if x is not None]
    size = data["detectable"].iloc[0]
    assert min(ends[:8]) == -size
    assert max(ends[:8]) == size


@BOTH
def test_zero_is_in_the_middle_and_everything_is_within_the_axis(form: MakeForm, changes: Any, narrow: bool) -> None:
    axis = drawn(form(), changes, narrow=narrow).layout.xaxis
    low, high = axis.range
    data = change_data(form(), changes)
    assert low == -high
    assert high > data[["low95", "high95", "detectable"]].abs().max(axis=None)
    assert axis.zeroline
    assert axis.tickvals == (-1, 0, 1)
    assert axis.ticktext == ("−1", "0", "+1")


@BOTH
def test_words_say_which_way_is_which(form: MakeForm, changes: Any, notes: Any, narrow: bool) -> None:
    figure = drawn(form(), changes, narrow=narrow)
    assert notes(figure)[-3:] == ["← less", "no change", "more →"]
    ends = figure.layout.annotations[-3], figure.layout.annotations[-1]
    assert [(end.x, end.xanchor) for end in ends] == [(0, "left"), (1, "right")]


@BOTH
def test_a_refused_scale_keeps_an_open_row(form: MakeForm, changes: Any, notes: Any, narrow: bool) -> None:
    written = notes(drawn(form(), changes, narrow=narrow))
    assert "Self-regulation" in written
    assert "not compared" in written


def test_verdicts_stand_in_the_figure_itself(form: MakeForm, changes: Any, notes: Any) -> None:
    assert notes(drawn(form(), changes)).count("no clear change") == 4


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_colours_and_shapes_stay_with_their_scale(form: MakeForm, changes: Any, tokens: Any) -> None:
    dots = drawn(form(), changes, tokens).data[2]
    assert tuple(dots.marker.color) == (tokens.marks[0], *tokens.marks[2:])
    assert tuple(dots.marker.symbol) == (SYMBOLS[0], *SYMBOLS[2:])


@BOTH
def test_when_all_are_refused_only_the_rows_are_left(form: MakeForm, notes: Any, checked: Any, narrow: bool) -> None:
    q = form(items=4)
    nothing = np.full(20, 3.0)
    figure = checked(drawn(q, change(q, nothing, nothing), narrow=narrow))
    assert not figure.data
    assert notes(figure).count("not compared") == 5
    assert figure.layout.xaxis.range == (-1, 1)


@BOTH
@pytest.mark.parametrize("scales", [1, 12])
def test_one_scale_and_twelve(form: MakeForm, checked: Any, narrow: bool, scales: int) -> None:
    q = form([f"Area {n}" for n in range(scales)])
    values = np.random.default_rng(1).integers(1, 6, (2, len(q.items))).astype(float)
    figure = checked(drawn(q, change(q, *values), narrow=narrow))
    assert list(figure.data[2].y) == list(range(scales))


@pytest.mark.parametrize("high", [2, 7, 11, 101])
def test_points_on_any_answer_scale_are_few_and_even(form: MakeForm, high: int) -> None:
    q = form(["One"], labels=[f"word {n}" for n in range(high)])
    before, after = np.full(8, 1.0), np.full(8, float(high))
    values = drawn(q, change(q, before, after)).layout.xaxis.tickvals
    assert 1 <= len(values) <= 7
    assert set(np.diff(values)) <= {values[-1] - values[-2]} if len(values) > 1 else values == (0,)
    assert 0 in values


@BOTH
def test_hostile_titles_stay_text(
    form: MakeForm, hostile: Any, texts: Any, tame: Any, checked: Any, narrow: bool
) -> None:
    q = form(hostile)
    values = np.random.default_rng(1).integers(1, 6, (2, len(q.items))).astype(float)
    values[1, 8:] = np.where(np.arange(32) < 4, np.nan, values[1, 8:])
    written = texts(checked(drawn(q, change(q, *values), narrow=narrow)))
    assert all(tame(text) for text in written), [text for text in written if not tame(text)]


def test_pointing_says_the_same_in_words(form: MakeForm, changes: Any) -> None:
    assert drawn(form(), changes).data[2].hovertext[0].split("<br>") == [
        "Self-awareness",
        "no clear change",
        "+0.6 points, 95 % range 0.0 to +1.3",
        "8 statements compared",
    ]


def test_the_table_says_the_same_in_words(form: MakeForm, changes: Any) -> None:
    table = change_table(form(), changes)
    assert table.iloc[0]["Change"] == "+0.62"
    assert table.iloc[1]["Verdict"] == "not compared"
    assert all(isinstance(cell, str) for cell in table.to_numpy().ravel())
