"""Figures that stand still: self-contained, repeatable, whole, and closed to what is not a figure."""

from __future__ import annotations

import math
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eq.assess.profile import own_profile
from eq.assess.pulse import Week, blocks
from eq.assess.questionnaire import Questionnaire
from eq.assess.scores import score
from eq.charts import (
    still,
    still_frame,
    still_plane,
    still_profile,
    still_pulse,
    still_recovery,
    still_trial,
    still_triggers,
    still_words,
)
from eq.charts.labels import text_width
from eq.charts.palette import DARK, LIGHT
from eq.charts.still import drawn_once, svg
from eq.coach.report import Figure
from eq.errors import EqError
from eq.plan.measure import Measure
from eq.plan.plan import Day
from eq.plan.schedule import Trial
from eq.reflect.breakdown import felt_blocks, felt_levels, recovery_blocks
from eq.reflect.days import recovery
from eq.reflect.insight import Affect, Breakdown, Recovery, WordsUsed

TODAY = date(2026, 11, 21)
LONG = [f"A title with as many signs as a careful author would use {at:02d}" for at in range(25)]
TENSE = Measure("Tension", "How tense?", "scale", "lower", "Not at all", "As tense as I can be")
UPSET = Measure("Upset", "How long?", "minutes", "lower")
CALM = Measure("Calm", "Calm?", "yes-no", "higher")
DRAWN = ("g", "line", "rect", "path", "circle", "text")
ATTRIBUTES = {
    "id", "width", "height", "viewBox", "font-family", "fill", "fill-opacity", "stroke", "stroke-width",
    "stroke-opacity", "stroke-dasharray", "font-size", "text-anchor", "x", "y", "x1", "y1", "x2", "y2", "d", "cx", "cy",
    "r", "rx",
}  # fmt: skip
WIDTHS = pytest.mark.parametrize("width", [320, 640])


def days_back(n: int) -> list[date]:
    return [TODAY - timedelta(days=at) for at in range(n)][::-1]


def weeks(n: int) -> list[tuple[date, date]]:
    first = TODAY - timedelta(days=n - 1)
    return [
        (start, min(start + timedelta(days=27), TODAY))
        for start in (first + timedelta(days=28 * at) for at in range(-(-n // 28)))
    ]


def affect(n: int) -> Affect:
    random = np.random.default_rng(1)
    felt = {name: np.clip(random.normal(0.1, 0.4, n).round(1), -1, 1) for name in ("pleasantness", "energy")}
    days = pd.DataFrame({"day": pd.Series(days_back(n), dtype="object"), "n": 1, **felt})
    pleasant, energetic = felt_levels(days)
    return Affect(n, n, days, pleasant, energetic, felt_blocks(days, weeks(n)), pd.DataFrame(), None)


def recovered(n: int) -> Recovery:
    minutes = np.exp(np.random.default_rng(2).normal(3.3, 1, n)).round()
    points = pd.DataFrame({"day": pd.Series(days_back(n), dtype="object"), "minutes": minutes})
    level = recovery([one.toordinal() for one in points["day"]], points["minutes"])
    return Recovery(n, 0, 0, level, recovery_blocks(points, weeks(n)), points, None)


def used(*rows: tuple[str, int]) -> WordsUsed:
    words = pd.DataFrame(rows, columns=["word", "n"]).astype({"n": "int64"})
    return WordsUsed(int(words["n"].sum()), words, None, None)


def broken_down(*rows: tuple[str, str, int, float], kind: Any = "trigger") -> Breakdown:
    nothing = (math.nan,) * 3
    found = [
        (value, label, n, n, *((hard, hard - 1, hard + 1) if n >= 7 else nothing), *nothing, 0)
        for value, label, n, hard in rows
    ]
    names = ["value", "label", "n", "days", "severity", "s_low", "s_high", "minutes", "m_low", "m_high", "m_days"]
    return Breakdown(kind, pd.DataFrame(found, columns=names), sum(row[2] for row in rows))


def tried(measure: Measure, before: int, during: int) -> Figure:
    first = TODAY - timedelta(days=before + during)
    given = [
        Day(first + timedelta(days=at), value=float(round(min(measure.most, 60) * (at * 7 % 5) / 4)))
        for at in range(before + during)
    ]
    trial = Trial(tuple(given[:before]), tuple(given[before:]), None, None, False)
    return still_trial.figure(measure, trial, first + timedelta(days=before) if before else None)


def profile(q: Questionnaire, values: np.ndarray, *, ours: bool = True) -> Figure:
    return still_profile.figure(q, score(q, values[np.newaxis, :]), own_profile(q, values), ours=ours)


def pulse(q: Questionnaire, n: int) -> Figure:
    random = np.random.default_rng(4)
    given = [Week(TODAY - timedelta(weeks=at), random.integers(1, 6, len(q.items)).astype(float)) for at in range(n)]
    return still_pulse.figure(q, blocks(q, given[::-1]), ours=True)


@pytest.fixture(scope="module")
def figures(form: Callable[..., Questionnaire], consistent: np.ndarray) -> dict[str, Figure]:
    """One figure of each kind and each extreme."""
    q, many = form(), form(LONG, items=8)
    some = np.random.default_rng(5).integers(1, 6, 200).astype(float)
    return {
        "profile": profile(q, consistent),
        "profile-own": profile(form(["自己認識 & <b>"] * 5), consistent, ours=False),
        "profile-one": profile(form(["Empathy"]), consistent[:8]),
        "profile-many": profile(many, some),
        "profile-none": profile(q, np.full(40, np.nan)),
        "pulse": pulse(form(items=3), 12),
        "pulse-years": pulse(form(items=3), 520),
        "pulse-none": pulse(form(items=3), 0),
        "plane": still_plane.figure(affect(60)),
        "plane-day": still_plane.figure(affect(1)),
        "plane-years": still_plane.figure(affect(3650)),
        "plane-none": still_plane.figure(affect(0)),
        "words": still_words.figure(used(("tense", 5), ("calm", 2)), own=False, shipped=("tense", "calm")),
        "words-none": still_words.figure(used(), own=False),
        "triggers": still_triggers.figure(broken_down(("a", "A late change", 9, 6.0), ("b", "Haste", 2, 3)), own=False),
        "triggers-none": still_triggers.figure(broken_down(), own=False),
        "recovery": still_recovery.figure(recovered(60)),
        "recovery-day": still_recovery.figure(recovered(1)),
        "recovery-years": still_recovery.figure(recovered(3650)),
        "recovery-none": still_recovery.figure(recovered(0)),
        "trial": tried(TENSE, 10, 20),
        "trial-yes": tried(CALM, 10, 3),
        "trial-years": tried(UPSET, 28, 3650),
        "trial-none": tried(TENSE, 0, 0),
    }


def texts(drawn: str) -> list[ET.Element]:
    return [one for one in ET.fromstring(drawn).iter() if one.tag.endswith("text")]


def ends(root: ET.Element) -> tuple[list[float], list[float]]:
    """Everywhere that marks reach, across and upright, in px."""
    across, upright = [0.0], [0.0]
    for one in root.iter():
        for key, many in (("x1", across), ("x2", across), ("y1", upright), ("y2", upright)):
            many.append(float(one.get(key, "0")))
        for key, size, many in (("x", "width", across), ("y", "height", upright)):
            many.append(float(one.get(key, "0")) + (float(one.get(size, "0")) if one.tag.endswith("rect") else 0.0))
        for key, many in (("cx", across), ("cy", upright)):
            reach = float(one.get("r", "0"))
            if key in one.attrib:
                many.extend(float(one.get(key, "0")) + side * reach for side in (-1, 1))
        points = re.findall(r"(-?[\d.]+) (-?[\d.]+)", one.get("d", ""))
        across += [float(x) for x, _ in points]
        upright += [float(y) for _, y in points]
    return across, upright


def test_a_figure_holds_marks_and_text_and_nothing_that_loads_or_runs(figures: dict[str, Figure]) -> None:
    """Only plain shapes with plain attributes are in it: no script, style, address, clip, outside font or event."""
    for name, figure in figures.items():
        drawn = svg(figure, LIGHT, name)
        root = ET.fromstring(drawn)
        assert {one.tag.rpartition("}")[2] for one in root.iter()} - {"svg"} <= set(DRAWN), name
        assert {key for one in root.iter() for key in one.attrib} <= ATTRIBUTES, name
        values = " ".join(value for one in root.iter() for value in one.attrib.values())
        assert not re.search(r"url|:|nan|inf|script", values), name
        assert [one.get("id") for one in root.iter() if one.get("id")] == [name]


def test_a_figure_in_several_files_is_drawn_once_and_is_the_same(
    figures: dict[str, Figure], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another colour, name, width or figure is another drawing; afterwards everything is drawn anew."""
    figure, drawings = figures["profile"], []
    draw = still._DRAW["profile"]
    monkeypatch.setitem(still._DRAW, "profile", lambda *given: drawings.append(given) or draw(*given))
    alone = svg(figure, LIGHT, "one")
    with drawn_once():
        assert svg(figure, LIGHT, "one") == svg(figure, LIGHT, "one") == alone
        assert len(drawings) == 2
        others = {svg(figure, DARK, "one"), svg(figure, LIGHT, "two"), svg(figure, LIGHT, "one", width=320)}
        others.add(svg(figure.model_copy(), LIGHT, "one"))
        assert len(drawings) == 6
        assert len(others) == 4
    svg(figure, LIGHT, "one")
    assert len(drawings) == 7


def test_the_same_figure_is_the_same_text_byte_for_byte(figures: dict[str, Figure]) -> None:
    """Whatever ids the drawing library makes up, two drawings are equal, and so is one that went through JSON."""
    for name, figure in figures.items():
        drawn = svg(figure, LIGHT, name)
        assert svg(figure, LIGHT, name) == drawn
        assert svg(Figure.model_validate_json(figure.model_dump_json()), LIGHT, name) == drawn


@WIDTHS
def test_every_text_and_every_mark_lies_on_the_sheet(figures: dict[str, Figure], width: int) -> None:
    """Nothing is clipped, with one area or with twenty-five long ones, with no day or with ten years."""
    for name, figure in figures.items():
        root = ET.fromstring(svg(figure, LIGHT, name, width=width))
        height = float(root.get("height", "0"))
        assert float(root.get("width", "0")) == width
        sizes = {one: one.get("font-size") for one in root.iter()}
        anchors = {one: one.get("text-anchor") for one in root.iter()}
        for group in root:
            for one in group:
                sizes[one], anchors[one] = sizes[one] or sizes[group], anchors[one] or anchors[group]
        for one in (one for one in root.iter() if one.tag.endswith("text")):
            room = text_width(one.text or "", float(sizes[one] or 0))
            x = float(one.get("x", "0")) - room * {"middle": 0.5, "end": 1.0}.get(anchors[one] or "", 0.0)
            assert x >= -0.5, (name, one.text)
            assert x + room <= width + 0.5, (name, one.text)
            assert 8 <= float(one.get("y", "0")) <= height, (name, one.text)
        across, upright = ends(root)
        assert min(across) >= 0, name
        assert max(across) <= width, name
        assert min(upright) >= 0, name
        assert max(upright) <= height, name


def test_a_title_of_sixty_signs_is_written_whole(figures: dict[str, Figure]) -> None:
    """Long titles are wrapped and keep every word, in wide and in narrow figures."""
    for width in (320, 640):
        said = " ".join(one.text or "" for one in texts(svg(figures["profile-many"], LIGHT, "x", width=width)))
        assert all(title in said for title in LONG)
        assert "…" not in said


def test_a_figure_fits_a_page(figures: dict[str, Figure]) -> None:
    """No wide figure is so tall that paper would have to shrink it beyond reading."""
    for name, figure in figures.items():
        root = ET.fromstring(svg(figure, LIGHT, name))
        assert float(root.get("height", "0")) <= 1.45 * 640, name


def test_ten_years_are_thinned_to_what_can_be_seen(figures: dict[str, Figure]) -> None:
    """The long figures stay small files with few rows."""
    for name in ("pulse-years", "plane-years", "recovery-years", "trial-years"):
        assert len(svg(figures[name], LIGHT, name)) < 100_000
    assert len(figures["plane-years"].rows) <= 21 * 21 + 1
    assert len(figures["trial-years"].rows) < 600
    assert len(figures["trial-years"].table.rows) == 2


def test_dark_and_light_differ_in_colours_alone(figures: dict[str, Figure]) -> None:
    """The same marks stand in the same places in both schemes, in the colours of each."""
    for name, figure in figures.items():
        light, dark = svg(figure, LIGHT, name), svg(figure, DARK, name)
        assert light != dark
        assert re.sub(r"#[0-9a-f]{6}", "#", light) == re.sub(r"#[0-9a-f]{6}", "#", dark)


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "a & b ]]> &#36; $x$", "\\(x^2\\)", "<a href='x'>y</a>"])
def test_text_that_looks_like_markup_is_drawn_as_it_is(figures: dict[str, Figure], text: str) -> None:
    """A figure that somebody made by hand cannot put an element or a link into a page."""
    first, *rest = figures["profile"].rows
    drawn = svg(figures["profile"].model_copy(update={"rows": ((text, *first[1:]), *rest)}), LIGHT, "x")
    assert text in [one.text for one in texts(drawn)]
    assert {one.tag.rpartition("}")[2] for one in ET.fromstring(drawn).iter()} - {"svg"} <= set(DRAWN)


def test_signs_that_xml_forbids_are_left_out(figures: dict[str, Figure]) -> None:
    """A control sign in a name does not break the page around it."""
    first, *rest = figures["profile"].rows
    drawn = svg(figures["profile"].model_copy(update={"rows": (("a\x00b\x1bc\ufffe", *first[1:]), *rest)}), LIGHT, "x")
    assert "abc" in [one.text for one in texts(drawn)]


@pytest.mark.parametrize(
    "change",
    [
        {"columns": ("title",)},
        {"rows": (("only one cell",),)},
        {"rows": (("t", "w", "", -1, 3.0, 2.0, 4.0),)},
        {"rows": (("t", "w", "", True, 3.0, 2.0, 4.0),)},
        {"rows": (("t", "w", "", 0, "3", 2.0, 4.0),)},
        {"rows": (("t", "w", "", 0, 1e300, 2.0, 4.0),)},
        {"rows": ((1, "w", "", 0, 3.0, 2.0, 4.0),)},
        {"rows": (("t", "w", "", 0, 3.0, 2.0, 4.0),) * 301},
        {"options": {}},
        {"options": {"low": 1, "high": 10**9, "labels": ["a", "b"], "average": None}},
        {"options": {"low": 1, "high": 2, "labels": ["a"], "average": None}},
        {"options": {"low": 1, "high": 2, "labels": ["a", {}], "average": None}},
        {"options": {"low": 1, "high": 2, "labels": ["a", "b"], "average": "<b>"}},
        {"kind": "recovery"},
    ],
)
def test_what_is_not_a_figure_of_ours_is_refused_in_words(figures: dict[str, Figure], change: dict[str, Any]) -> None:
    """Other columns, cells, ends or numbers are an error that says so, and nothing is drawn."""
    with pytest.raises(EqError, match="cannot be drawn"):
        svg(figures["profile"].model_copy(update=change), LIGHT, "x")


def test_a_figure_without_end_is_refused_in_words(figures: dict[str, Figure]) -> None:
    """Names of two thousand signs a row make a sheet no library draws: its table is read instead."""
    _, *rest = figures["words"].rows[0]
    tall = figures["words"].model_copy(update={"rows": (("x " * 1_000, *rest),) * 100})
    with pytest.raises(EqError, match="cannot be drawn"):
        svg(tall, LIGHT, "x")


def test_an_axis_of_absurd_width_is_drawn_or_refused(figures: dict[str, Figure]) -> None:
    """Bands that shrink to nothing are no error that nobody put into words."""
    absurd = {
        "kind": "change",
        "columns": ("title", "words", "position", "diff", "low95", "high95", "detectable"),
        "rows": (("Empathy", "no clear change", 3, 0.0, -0.7, 0.7, 0.9),),
        "options": {"low": -1e9, "high": 5},
    }
    with suppress(EqError):
        assert svg(figures["profile"].model_copy(update=absurd), LIGHT, "x").startswith("<svg")


@pytest.mark.parametrize("when", ["2026-13-01", "20261121", "1066-01-01", "2026-W01-1", "9999-12-31", 5, None])
def test_a_day_that_is_none_is_refused(figures: dict[str, Figure], when: Any) -> None:
    """Only ISO days of our times stand on an axis."""
    row = ("episode", when, "2026-11-21", 1, 5.0, None, None)
    with pytest.raises(EqError, match="cannot be drawn"):
        svg(figures["recovery"].model_copy(update={"rows": (row,)}), LIGHT, "x")


def test_names_and_widths_that_would_break_a_page_are_refused(figures: dict[str, Figure]) -> None:
    """The id of a figure cannot hold markup, and no width makes it invisible."""
    for name in ('x" onload="', "", "1", "a b"):
        with pytest.raises(ValueError, match="letters"):
            svg(figures["words"], LIGHT, name)
    for width in (0, -640, 10**6):
        with pytest.raises(ValueError, match="wide"):
            svg(figures["words"], LIGHT, "x", width=width)


CELLS = st.one_of(
    st.none(), st.text(max_size=20), st.integers(-5, 10**10), st.booleans(), st.just("2026-11-21"),
    st.floats(allow_nan=False, allow_infinity=False), st.sampled_from(["day", "phase", "episode", "block", "practice"]),
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_cells_are_drawn_or_refused(figures: dict[str, Figure], data: st.DataObject) -> None:
    """Whatever stands in a report from elsewhere, a figure is drawn or an error says why not."""
    figure = data.draw(st.sampled_from([figures[name] for name in ("profile", "pulse", "plane", "trial", "recovery")]))
    rows = [list(row) for row in figure.rows[:3]]
    at = data.draw(st.integers(0, len(rows) - 1))
    rows[at][data.draw(st.integers(0, len(rows[at]) - 1))] = data.draw(CELLS)
    changed = figure.model_copy(update={"rows": tuple(map(tuple, rows))})
    try:
        drawn = svg(changed, LIGHT, "x")
    except EqError:
        return
    assert {one.tag.rpartition("}")[2] for one in ET.fromstring(drawn).iter()} - {"svg"} <= set(DRAWN)


def test_a_frame_goes_into_cells_and_comes_back() -> None:
    """Missing numbers, days and truths are the same afterwards."""
    found = pd.DataFrame({"a": ["x", "y"], "b": [1.5, math.nan], "c": [3, 0], "d": [TODAY, TODAY], "e": [True, False]})
    spec: dict[str, still_frame.Cell] = {"a": "text", "b": "number", "c": "count", "d": "day", "e": "flag"}
    cells = still_frame.rows(found, spec)
    assert cells == (("x", 1.5, 3, "2026-11-21", True), ("y", None, 0, "2026-11-21", False))
    table = still_frame.table(found[["a"]])
    figure = Figure(kind="words", title="t", caption="c", alt="a", columns=tuple(spec), rows=cells, table=table)
    back = still_frame.frame(figure, spec)
    assert back["d"].to_list() == [TODAY, TODAY]
    assert back["b"].isna().to_list() == [False, True]
    assert back.drop(columns=["b", "d"]).to_dict("list") == found.drop(columns=["b", "d"]).to_dict("list")
