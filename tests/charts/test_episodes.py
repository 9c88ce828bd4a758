"""The journal's episodes at the foot of the progress figure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eq.assess.questionnaire import Questionnaire
from eq.charts.episodes import episode_data
from eq.charts.palette import DARK, LIGHT
from eq.charts.progress import progress_figure, progress_table

MakeForm = Callable[..., Questionnaire]
BOTH = pytest.mark.parametrize("narrow", [True, False])
FIRST = date(2026, 1, 5)


def sittings(*days: date, scales: int = 5) -> pd.DataFrame:
    """The data of the progress figure for sittings on these days, every scale at 3.0 with half a point either way."""
    rows = [(day, at) for at in range(scales) for day in days]
    return pd.DataFrame(
        {
            "taken": np.array([f"{day}T20:00" for day, _ in rows], dtype="datetime64[us]"),
            "scale": [f"s{at}" for _, at in rows],
            "title": [f"Area {at}" for _, at in rows],
            "position": np.array([at for _, at in rows], dtype=np.int64),
            "mean": 3.0,
            "low95": 2.5,
            "high95": 3.5,
            "answered": 8,
            "items": 8,
            "status": "ok",
            "assessment": [f"a{day}" for day, _ in rows],
            "series": np.zeros(len(rows), dtype=np.int64),
            "reference": False,
        }
    )


def marks(*found: tuple[date, str, int]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "day": np.array([day for day, _, _ in found], dtype="datetime64[s]"),
            "competency": pd.array([area for _, area, _ in found], dtype="str"),
            "n": np.array([n for _, _, n in found], dtype=np.int64),
        }
    )


def stretches(data: pd.DataFrame) -> list[tuple[int, date, date, int]]:
    return [(*row,) for row in data[["position", "start", "end", "n"]].itertuples(index=False)]


def bars(figure: Any) -> list[Any]:
    return [trace for trace in figure.data if trace.type == "bar"]


@pytest.mark.parametrize(
    ("last", "day", "start", "end"),
    [
        (date(2026, 2, 1), date(2026, 1, 21), date(2026, 1, 21), date(2026, 1, 21)),
        (date(2026, 6, 1), date(2026, 1, 21), date(2026, 1, 19), date(2026, 1, 25)),
        (date(2028, 6, 1), date(2028, 2, 21), date(2028, 2, 1), date(2028, 2, 29)),
        (date(2036, 1, 1), date(2027, 5, 31), date(2027, 4, 1), date(2027, 6, 30)),
        (date(2046, 1, 1), date(2027, 5, 31), date(2027, 1, 1), date(2027, 12, 31)),
    ],
)
def test_the_longer_the_time_shown_the_longer_the_stretches(last: date, day: date, start: date, end: date) -> None:
    """Days over a month, then weeks from Monday, months, quarters, years."""
    data = episode_data(sittings(FIRST, last), marks((day, "s1", 2)))
    assert stretches(data) == [(1, start, end, 2)]


@settings(max_examples=100, deadline=None)
@given(
    span=st.integers(0, 40 * 365),
    days=st.lists(st.tuples(st.integers(0, 40 * 365), st.integers(0, 6), st.integers(1, 5)), min_size=1, max_size=60),
)
def test_no_episode_is_lost_and_strokes_stay_apart(span: int, days: list[tuple[int, int, int]]) -> None:
    """Stretches of an area do not overlap, few enough to tell apart, and hold every episode since the first sitting."""
    found = marks(*((FIRST + timedelta(days=at), f"s{area}", n) for at, area, n in days))
    data = episode_data(sittings(FIRST, FIRST + timedelta(days=span)), found)
    assert data["n"].sum() == sum(n for _, area, n in days if area < 5)
    for _, part in data.groupby("position"):
        assert len(part) <= 46
        assert (part["start"].to_numpy()[1:] > part["end"].to_numpy()[:-1]).all()
        assert part["at"].is_monotonic_increasing
    midnight = (FIRST - date(1970, 1, 1)).days * 86_400_000
    assert (data["at"].astype(float) >= midnight).all()


def test_what_lies_before_the_first_sitting_or_has_no_panel_is_left_out() -> None:
    """The figure begins with its first sitting, and shows the areas it has."""
    found = marks((FIRST - timedelta(days=1), "s0", 1), (FIRST, "s0", 3), (FIRST, "elsewhere", 1))
    assert stretches(episode_data(sittings(FIRST), found)) == [(0, FIRST, FIRST, 3)]
    assert not len(episode_data(sittings(FIRST), marks()))


@BOTH
@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_every_area_with_episodes_has_one_trace_below_the_answers(
    form: MakeForm, checked: Any, texts: Any, tame: Any, tokens: Any, narrow: bool
) -> None:
    """One trace a panel, below the lowest answer and the strokes for withheld numbers, inside the axis."""
    q, shown = form(), sittings(FIRST, FIRST + timedelta(days=60))
    found = episode_data(shown, marks((FIRST, "s0", 1), (FIRST + timedelta(days=30), "s0", 4), (FIRST, "s3", 2)))
    figure = progress_figure(shown, q.answers, tokens, narrow=narrow, marks=found)
    assert len(bars(checked(figure))) == 2
    first, other = bars(figure)
    assert (first.yaxis, other.yaxis) == ("y", "y4")
    low = figure.layout.yaxis.range[0]
    assert first.base == low
    assert list(first.y) == sorted(first.y)
    assert 0 < first.y[0] < first.y[1] < q.answers.low - 0.6 - low
    assert first.hovertext[1].startswith("Week of 2 Feb 2026<br>4 episodes")
    assert all(tame(text) for text in texts(figure))
    assert len({figure.layout[f"yaxis{at or ''}"].range for at in (0, 2, 3, 4, 5)}) == 1


def test_the_axis_reaches_to_the_latest_episode(form: MakeForm) -> None:
    """What was written since the last sitting is in the figure, too."""
    shown = sittings(FIRST)
    found = episode_data(shown, marks((FIRST + timedelta(days=200), "s0", 1)))
    low, high = progress_figure(shown, form().answers, LIGHT, marks=found).layout.xaxis.range
    assert low < found["at"].iloc[0] < high


def test_without_episodes_the_figure_is_as_it_was(form: MakeForm) -> None:
    """No empty row takes room."""
    shown, answers = sittings(FIRST), form().answers
    plain = progress_figure(shown, answers, LIGHT).to_dict()
    nothing = progress_figure(shown, answers, LIGHT, marks=episode_data(shown, marks())).to_dict()
    assert nothing["layout"]["height"] == plain["layout"]["height"]
    assert len(nothing["data"]) == len(plain["data"])


def test_the_table_lists_them_below_the_sittings_latest_first() -> None:
    """One row a stretch, with the areas that have episodes in it."""
    shown = sittings(FIRST, FIRST + timedelta(days=60), scales=2)
    found = episode_data(shown, marks((FIRST, "s0", 1), (FIRST + timedelta(days=30), "s1", 4)))
    table = progress_table(shown, found)
    rows: Iterable[list[str]] = table.iloc[2:].to_numpy().tolist()
    assert list(rows) == [
        ["Journal, week of 2 Feb 2026", "–", "4 episodes"],
        ["Journal, week of 5 Jan 2026", "1 episode", "–"],
    ]
    assert table.iloc[:2].equals(progress_table(shown))
