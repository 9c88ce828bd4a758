"""The profile figure."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from eq.assess.questionnaire import Questionnaire
from eq.assess.scores import score
from eq.charts.labels import text_width
from eq.charts.palette import DARK, LIGHT, SYMBOLS
from eq.charts.profile import profile_data, profile_figure, profile_table

Answers = np.ndarray
MakeForm = Callable[..., Questionnaire]
BOTH = pytest.mark.parametrize("narrow", [True, False])


def some(q: Questionnaire, seed: int = 3) -> Answers:
    return np.random.default_rng(seed).integers(1, q.answers.high + 1, len(q.items)).astype(float)


def drawn(q: Questionnaire, values: Answers, tokens: Any = LIGHT, *, narrow: bool = True) -> Any:
    return profile_figure(profile_data(q, score(q, values[np.newaxis])), q.answers, tokens, narrow=narrow)


def test_the_data_are_the_published_scores(form: MakeForm, consistent: Answers) -> None:
    data = profile_data(form(), score(form(), consistent[np.newaxis]))
    assert data["title"].tolist() == ["Self-awareness", "Self-regulation", "Motivation", "Empathy", "Social skills"]
    assert data["mean"].tolist() == pytest.approx([3.625, 2.75, 4.375, 3.875, 3.25])
    assert data["low95"][0] == pytest.approx(3.625 - 0.637095, abs=5e-7)
    assert data["high95"][0] == pytest.approx(3.625 + 0.637095, abs=5e-7)
    assert data["high95"][2] == 5.0
    assert data["pomp"][0] == pytest.approx(65.625)
    assert data["words"].tolist() == [
        "between sometimes and often",
        "between rarely and sometimes",
        "between often and almost always",
        "between sometimes and often",
        "between sometimes and often",
    ]
    assert set(data["status"]) == {"ok"}


def test_the_data_are_of_the_respondent_asked_for(form: MakeForm, consistent: Answers) -> None:
    table = score(form(), np.stack([np.full(40, 3.0), consistent]))
    assert profile_data(form(), table)["mean"].tolist() == [3.0] * 5
    assert profile_data(form(), table, row=1)["mean"][2] == 4.375


def test_a_withheld_scale_has_no_number_in_the_data(form: MakeForm, consistent: Answers) -> None:
    values = consistent.copy()
    values[8:10] = np.nan
    row = profile_data(form(), score(form(), values[np.newaxis])).iloc[1]
    assert (row["status"], row["answered"], row["items"], row["words"]) == ("too_few_answered", 6, 8, "")
    assert row[["mean", "low95", "high95", "pomp"]].isna().all()


@BOTH
def test_marks_and_bands_stand_at_the_numbers(form: MakeForm, consistent: Answers, narrow: bool) -> None:
    data = profile_data(form(), score(form(), consistent[np.newaxis]))
    bands, dots = drawn(form(), consistent, narrow=narrow).data
    assert list(dots.x) == data["mean"].tolist()
    assert list(bands.base) == data["low95"].tolist()
    assert (bands.base + bands.x).tolist() == pytest.approx(data["high95"].tolist())
    assert list(dots.y) == list(bands.y) == [0, 1, 2, 3, 4]


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_colours_and_shapes_come_in_their_order_and_stay_with_their_scale(
    form: MakeForm, consistent: Answers, tokens: Any
) -> None:
    dots = drawn(form(), consistent, tokens).data[1]
    assert tuple(dots.marker.color) == tokens.marks
    assert tuple(dots.marker.symbol) == SYMBOLS
    values = consistent.copy()
    values[:8] = np.nan
    assert tuple(drawn(form(), values, tokens).data[1].marker.color) == tokens.marks[1:]


@BOTH
def test_a_withheld_scale_keeps_an_open_row_without_a_mark(
    form: MakeForm, consistent: Answers, notes: Any, narrow: bool
) -> None:
    values = consistent.copy()
    values[8:10] = np.nan
    figure = drawn(form(), values, narrow=narrow)
    assert list(figure.data[1].y) == [0, 2, 3, 4]
    assert "Self-regulation" in notes(figure)
    assert "not shown: 6 of 8 answered" in notes(figure)
    assert figure.layout.height == drawn(form(), consistent, narrow=narrow).layout.height


@BOTH
def test_with_nothing_to_show_every_row_says_so_and_no_mark_is_drawn(
    form: MakeForm, notes: Any, checked: Any, narrow: bool
) -> None:
    q = form(items=3)
    figure = checked(drawn(q, np.full(15, 3.0), narrow=narrow))
    assert not figure.data
    assert notes(figure).count("not shown: 3 statements only") == 5
    assert figure.layout.xaxis.ticktext[-1].startswith("Always")


@BOTH
@pytest.mark.parametrize("scales", [1, 2, 5, 12])
def test_any_number_of_scales_gets_a_row_each(
    form: MakeForm, notes: Any, checked: Any, narrow: bool, scales: int
) -> None:
    q = form([f"Area {n}" for n in range(scales)])
    figure = checked(drawn(q, some(q), narrow=narrow))
    assert [name for name in notes(figure) if name.startswith("Area")] == [f"Area {n}" for n in range(scales)]
    low, high = figure.layout.yaxis.range
    assert low > scales - 1 + 0.1
    assert high < -0.1
    plot = figure.layout.height - figure.layout.margin.t - figure.layout.margin.b
    assert 40 <= plot / scales <= 80


@BOTH
def test_the_last_axis_word_is_there_and_has_room(form: MakeForm, consistent: Answers, narrow: bool) -> None:
    layout = drawn(form(), consistent, narrow=narrow).layout
    assert layout.xaxis.tickvals == (1, 2, 3, 4, 5)
    assert layout.xaxis.ticktext[-1].replace("<br>", " ") == ("Always" if narrow else "Always or almost always")
    widest = max(text_width(line, 13) for line in layout.xaxis.ticktext[-1].split("<br>"))
    assert layout.margin.r >= widest / 2
    assert layout.margin.l >= text_width("Never", 13) / 2
    assert layout.xaxis.range[0] < 1
    assert layout.xaxis.range[1] > 5
    assert layout.template.layout.xaxis.ticklabeloverflow == "allow"
    assert layout.template.layout.xaxis.tickangle == 0
    lines = max(text.count("<br>") + 1 for text in layout.xaxis.ticktext)
    assert layout.margin.b >= lines * 13 * 1.3


def test_names_stand_at_the_left_of_a_wide_figure_and_above_the_bands_of_a_narrow_one(
    form: MakeForm, consistent: Answers
) -> None:
    wide, narrow = (drawn(form(), consistent, narrow=narrow).layout for narrow in (False, True))
    assert wide.margin.l > 150
    assert narrow.margin.l < 30
    names = [one for one in narrow.annotations if one.text == "Motivation"]
    assert names[0].yanchor == "bottom"
    assert names[0].yshift > 7
    assert next(one for one in wide.annotations if one.text == "Motivation").xshift == -wide.margin.l


@BOTH
def test_hostile_titles_stay_text(
    form: MakeForm, hostile: Any, texts: Any, tame: Any, checked: Any, narrow: bool
) -> None:
    q = form(hostile, labels=[f"{n} <i>{title[:40]}</i>" for n, title in enumerate(hostile)])
    figure = checked(drawn(q, some(q), narrow=narrow))
    written = texts(figure)
    assert all(tame(text) for text in written), [text for text in written if not tame(text)]
    assert any("&lt;b&gt;bold&lt;/b&gt;" in text for text in written)
    assert figure.layout.margin.l < 260
    assert figure.layout.height < 700


def test_pointing_says_the_same_in_words_with_interval_and_n(form: MakeForm, consistent: Answers) -> None:
    bands, dots = drawn(form(), consistent).data
    assert dots.hovertext[0].split("<br>") == [
        "Self-awareness",
        "between sometimes and often",
        "mean 3.6, 95 % range 3.0 to 4.3",
        "8 of 8 statements answered",
    ]
    assert tuple(bands.hovertext) == tuple(dots.hovertext)


def test_light_and_dark_differ_in_nothing_but_colour(form: MakeForm, consistent: Answers) -> None:
    def without_colours(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: without_colours(part) for key, part in value.items()}
        if isinstance(value, list | tuple):
            return [without_colours(part) for part in value]
        return "colour" if isinstance(value, str) and value.startswith(("#", "rgba")) else value

    light, dark = (drawn(form(), consistent, tokens).to_dict() for tokens in (LIGHT, DARK))
    assert light != dark
    assert without_colours(light) == without_colours(dark)


def test_the_figure_is_clear_and_leaves_dragging_and_titles_to_the_page(form: MakeForm, consistent: Answers) -> None:
    layout = drawn(form(), consistent).layout
    base = layout.template.layout
    assert base.paper_bgcolor == base.plot_bgcolor == "rgba(0,0,0,0)"
    assert base.dragmode is False
    assert base.xaxis.fixedrange
    assert base.font.family == "Source Sans, sans-serif"
    assert layout.title.text is None


def test_the_table_says_the_same_in_words(form: MakeForm, consistent: Answers) -> None:
    values = consistent.copy()
    values[8:10] = np.nan
    table = profile_table(form(), score(form(), values[np.newaxis]))
    assert table["Area"].tolist()[:2] == ["Self-awareness", "Self-regulation"]
    assert table.iloc[0]["95 % range"] == "2.99 to 4.26"
    assert table.iloc[1]["In words"] == "not shown"
    assert all(isinstance(cell, str) for cell in table.to_numpy().ravel())
