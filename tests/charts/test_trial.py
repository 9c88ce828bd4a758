"""The figure of a daily measure before and with a practice: its data, its table, and what it draws and writes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import numpy as np
import pytest

from eq.charts.labels import text_width
from eq.charts.palette import DARK, LIGHT
from eq.charts.trial import levels, trial_data, trial_figure, trial_table
from eq.plan.measure import Measure
from eq.plan.plan import Action, Day
from eq.plan.schedule import Trial, trial
from eq.reflect.days import MIN_DAYS
from eq.reflect.kept import wilson

BOTH = pytest.mark.parametrize("narrow", [True, False])
BEGINS = date(2026, 11, 1)
MOMENT = datetime(2026, 10, 20, 9, tzinfo=UTC)
TENSE = Measure("Tension", "How tense were you today?", "scale", "lower", "Not at all", "As tense as I can be")
CALM = Measure("Calm", "Were you calm today?", "yes-no", "higher")
UPSET = Measure("Upset", "How long were you upset today?", "minutes", "lower")


def action(measure: Measure, **more: Any) -> Action:
    """A practice whose first day was drawn after ten days of its measure."""
    fields = {"baseline_from": BEGINS - timedelta(days=10), "practice_from": BEGINS} | more
    return Action(
        id="a", plan="p", practice="x", title="Pause", measure=measure, minutes=1, times=1, weekdays=(1,),
        created_at=MOMENT, changed_at=MOMENT, **fields,
    )  # fmt: skip


def tried(measure: Measure, before: int = 10, during: int = 14, **more: Any) -> Trial:
    """Answers on the last days before the practice and on its first days, going up and down within the measure."""
    at = [BEGINS - timedelta(days=n) for n in range(before, 0, -1)] + [
        BEGINS + timedelta(days=n) for n in range(during)
    ]
    most = min(measure.most, 60)
    days = [Day(on, value=float(round(most * (n * 7 % 5) / 4))) for n, on in enumerate(at)]
    return trial(action(measure, **more), days)


@pytest.mark.parametrize("measure", [TENSE, CALM, UPSET])
def test_every_answer_and_every_phase_has_a_row(measure: Measure) -> None:
    """The phases come first, each with its days and its usual level; every answer stands as it was given."""
    found = tried(measure)
    data = trial_data(measure, found)
    assert data["kind"].to_list() == ["phase"] * 2 + ["day"] * 24
    assert data["phase"].value_counts().to_dict() == {"baseline": 11, "practice": 15}
    assert data["n"].to_list()[:2] == [10, 14]
    days = data[data["kind"] == "day"]
    assert days["value"].to_list() == [one.value for one in (*found.before, *found.during)]
    assert days[["low95", "high95"]].isna().all(axis=None)
    usual = data[data["kind"] == "phase"]
    assert ((usual["low95"] <= usual["value"]) & (usual["value"] <= usual["high95"])).all()
    assert usual[["low95", "high95"]].to_numpy().min() >= 0


def test_a_phase_of_a_few_days_shows_its_days_and_no_usual_level() -> None:
    """Below seven days there is no number, in the data, in the table and in the figure."""
    found = tried(TENSE, before=10, during=MIN_DAYS - 1)
    data = trial_data(TENSE, found)
    assert data["value"].isna().to_list()[:2] == [False, True]
    table = trial_table(TENSE, data)
    assert table.iloc[1].to_list() == ["1 Nov to 6 Nov 2026", "Since it began, usual level", "not shown, 6 days"]
    assert sum(trace.type == "bar" for trace in trial_figure(TENSE, data, BEGINS, LIGHT).data) == 1


def test_the_table_names_each_day_once_the_latest_first() -> None:
    """Phases with their range and their n, then the days; yes and no in words, minutes with their unit."""
    table = trial_table(CALM, trial_data(CALM, tried(CALM)))
    assert list(table) == ["When", "What", "Calm"]
    assert table.iloc[0].to_list()[:2] == ["22 Oct to 31 Oct 2026", "Before the practice, usual level"]
    assert table.iloc[0]["Calm"].startswith("yes on ")
    assert table.iloc[0]["Calm"].endswith(", 10 days")
    assert table.iloc[2]["When"] == "14 Nov 2026"
    assert set(table["Calm"][2:]) == {"Yes", "No"}
    assert trial_table(UPSET, trial_data(UPSET, tried(UPSET)))["Upset"].iloc[-1].endswith(" min")


@BOTH
@pytest.mark.parametrize("measure", [TENSE, CALM, UPSET])
def test_the_figure_is_one_that_plotly_accepts(measure: Measure, narrow: bool, checked: Any, texts: Any) -> None:
    """In both schemes and sizes: a band and a line for each phase, a dot for each day, open before and filled with."""
    for tokens in (LIGHT, DARK):
        drawn = trial_figure(measure, trial_data(measure, tried(measure)), BEGINS, tokens, narrow=narrow)
        checked(drawn)
        kinds = [(trace.type, trace.to_plotly_json().get("mode")) for trace in drawn.data]
        assert kinds == [("bar", None)] * 2 + [("scatter", "lines")] * 2 + [("scatter", "markers")] * 2
        before, during = drawn.data[4:6]
        assert (len(before.x), len(during.x)) == (10, 14)
        assert (before.marker.symbol, during.marker.symbol) == ("circle-open", "circle")
        assert "practice begins" in texts(drawn)


def test_the_line_stands_at_the_beginning_of_the_first_day_of_practice() -> None:
    """Every dot before it belongs to the days before; without days before there is no line."""
    data = trial_data(TENSE, tried(TENSE))
    figure = trial_figure(TENSE, data, BEGINS, LIGHT)
    (line,) = figure.layout.shapes
    assert max(figure.data[4].x) < line.x0 < min(figure.data[5].x)
    assert not trial_figure(TENSE, data, None, LIGHT).layout.shapes


def test_the_words_of_a_scale_stand_where_the_line_of_the_beginning_does_not():
    """A short time before the practice lies on the left, so its line would cross words that stand there."""
    data = trial_data(TENSE, tried(TENSE))
    ends = {TENSE.low, TENSE.high}

    def sides(begins):
        notes = trial_figure(TENSE, data, begins, LIGHT).layout.annotations
        return {note.xanchor for note in notes if any(end in note.text for end in ends)}

    assert sides(BEGINS) == {"right"}
    assert sides(max(data["end"])) == sides(None) == {"left"}


@BOTH
def test_every_dot_and_band_lies_within_the_axes(narrow: bool) -> None:
    """The longest minutes, a single answer and a practice that begins after the last answer are not cut off."""
    cases = [
        (UPSET, Trial((Day(BEGINS, value=600.0),), (), None, "not_begun", False)),
        (UPSET, Trial((Day(BEGINS, value=0.0),), (), None, "not_begun", False)),
        (TENSE, tried(TENSE, before=3, during=0)),
        (TENSE, tried(TENSE, before=28, during=60)),
    ]
    for measure, found in cases:
        begins = BEGINS + timedelta(days=20)
        figure = trial_figure(measure, trial_data(measure, found), begins, LIGHT, narrow=narrow)
        (left, right), (low, high) = figure.layout.xaxis.range, figure.layout.yaxis.range
        assert left <= figure.layout.shapes[0].x0 <= right
        for trace in figure.data:
            assert left <= np.min(trace.x)
            assert np.max(trace.x) <= right
            if trace.type == "scatter":
                assert low < np.min(trace.y)
                assert np.max(trace.y) < high


@BOTH
def test_the_dates_of_few_days_do_not_touch(narrow: bool) -> None:
    """Where the days fill only a part of the axis, only as many dates are named as fit beside one another."""
    figure = trial_figure(TENSE, trial_data(TENSE, tried(TENSE, before=0, during=8)), None, LIGHT, narrow=narrow)
    axis = figure.layout.xaxis
    wide = (318 if narrow else 640) - figure.layout.margin.l - figure.layout.margin.r
    places = [(at - axis.range[0]) / (axis.range[1] - axis.range[0]) * wide for at in axis.tickvals]
    widths = [max(text_width(line, 13) for line in text.split("<br>")) for text in axis.ticktext]
    gaps = np.diff(places) - (np.array(widths[1:]) + np.array(widths[:-1])) / 2
    assert (gaps > 0).all()


def test_what_a_measure_says_of_itself_is_drawn_as_text(hostile: Any, tame: Any, texts: Any) -> None:
    """Names and ends that look like markup do nothing in the figure."""
    for text in hostile:
        measure = Measure(text, text, "scale", "lower", text, text)
        figure = trial_figure(measure, trial_data(measure, tried(measure)), BEGINS, LIGHT)
        assert all(tame(said) for said in texts(figure))


def test_nothing_to_show_makes_an_empty_figure() -> None:
    """Without an answer there are no rows, no marks and no error."""
    data = trial_data(TENSE, tried(TENSE, before=0, during=0))
    assert data.empty
    assert trial_table(TENSE, data).empty
    assert len(trial_figure(TENSE, data, BEGINS, LIGHT).data) == 0


def test_the_usual_level_of_minutes_is_a_middle_of_doublings() -> None:
    """One very long day does not pull it up as it would pull a mean."""
    days = [Day(BEGINS + timedelta(days=n), value=value) for n, value in enumerate([10.0] * 9 + [600.0])]
    _, during = levels(UPSET, Trial((), tuple(days), None, "no_baseline", False))
    assert during.n == 10
    assert 10 < during.mean < 20


@pytest.mark.parametrize(("given", "low", "high"), [([1.0] * 7, 0.5583, 1.0), ([0.0] * 6 + [1.0], 0.0200, 0.5768)])
def test_the_usual_share_of_yes_has_an_interval_of_a_share(given: list[float], low: float, high: float) -> None:
    """Seven days that are all alike leave room for others; those that carry over tell as fewer would."""
    days = tuple(Day(BEGINS + timedelta(days=n), value=value) for n, value in enumerate(given))
    _, during = levels(CALM, Trial((), days, None, "no_baseline", False))
    assert during.mean == pytest.approx(sum(given) / 7)
    assert (during.low95, during.high95) == (pytest.approx(low, abs=1e-4), pytest.approx(high, abs=1e-4))
    one_by_one = wilson(sum(given), 7)
    assert during.low95 <= one_by_one[0] <= during.mean <= one_by_one[1] <= during.high95


def test_a_range_of_minutes_stays_among_those_that_can_be_given() -> None:
    """However far days lie apart."""
    days = tuple(Day(BEGINS + timedelta(days=n), value=600.0 * (n > 2)) for n in range(8))
    _, during = levels(UPSET, Trial((), days, None, "no_baseline", False))
    assert 0 <= during.low95 < during.mean < during.high95 == 600
