"""Means over days for stretches of time, parts of the day, and what debriefs have in common."""

from __future__ import annotations

import math
from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eq.reflect import days as over_days
from eq.reflect.breakdown import breakdown, felt_blocks, felt_levels, felt_parts, ordinals, recovery_blocks
from eq.reflect.spans import reach, stretches

FIRST = date(2026, 10, 1)
LAST = FIRST + timedelta(days=55)


def days_of(values: list[float]) -> pd.DataFrame:
    every = [FIRST + timedelta(days=n) for n in range(len(values))]
    return pd.DataFrame({"day": every, "n": 1, "pleasantness": values, "energy": [-value for value in values]})


def hard(*rows: tuple[int, float, float]) -> pd.DataFrame:
    days = [FIRST + timedelta(days=day) for day, _, _ in rows]
    severity, minutes = (np.array([row[n] for row in rows], dtype=float) for n in (1, 2))
    return pd.DataFrame({"day": days, "severity": severity, "minutes": minutes})


@pytest.mark.parametrize(("n", "there"), [(6, False), (7, True)])
def test_a_stretch_has_a_mean_from_seven_days_on(n: int, there: bool) -> None:
    """One day less, and there are days to show but no number."""
    row = felt_blocks(days_of([0.1 * k for k in range(n)]), [(FIRST, LAST)]).iloc[0]
    assert row["days"] == n
    assert (not math.isnan(row["pleasantness"])) == there
    assert (not math.isnan(row["e_low"])) == there


def test_a_stretch_holds_its_own_days_alone() -> None:
    """The days of the next stretch do not leak into its mean."""
    found = felt_blocks(
        days_of([0.5] * 10 + [-0.5] * 10), [(FIRST, FIRST + timedelta(days=9)), (FIRST + timedelta(days=10), LAST)]
    )
    assert found["days"].tolist() == [10, 10]
    assert found["pleasantness"].tolist() == [0.5, -0.5]
    assert found["energy"].tolist() == [-0.5, 0.5]
    assert (found["p_low"] < found["pleasantness"]).all()


def test_an_axis_that_was_left_alone_has_no_level() -> None:
    """Seven days of pleasantness say nothing of energy."""
    days = days_of([0.3] * 7)
    days["energy"] = math.nan
    pleasant, energetic = felt_levels(days)
    assert (pleasant.n, energetic.n) == (7, 0)
    assert math.isnan(energetic.mean)


def test_every_part_of_the_day_has_a_row() -> None:
    """Parts nothing was written in are there with no days and no number."""
    rows = [(FIRST + timedelta(days=n), 9, 0.4, -0.2) for n in range(7)] + [(FIRST, 0, -1.0, 1.0)]
    found = felt_parts(pd.DataFrame(rows, columns=["day", "hour", "pleasantness", "energy"]))
    assert found["part"].tolist() == ["night", "morning", "afternoon", "evening"]
    assert found["days"].tolist() == [1, 7, 0, 0]
    assert found.loc[1, "pleasantness"] == pytest.approx(0.4)
    assert found["pleasantness"].isna().tolist() == [True, False, True, True]


@pytest.mark.parametrize(("n", "there"), [(6, False), (7, True)])
def test_what_debriefs_have_in_common_has_means_from_seven_days_on(n: int, there: bool) -> None:
    """Seven debriefs on seven days; a mean of severity, and of minutes by their logarithms."""
    row = breakdown("trigger", hard(*((day, 4, 15) for day in range(n))), {"a": range(n)}, {}).rows.iloc[0]
    assert (row["n"], row["days"], not math.isnan(row["severity"])) == (n, n, there)
    if there:
        assert row["severity"] == 4
        assert row["minutes"] == pytest.approx(15)
        assert 0 <= row["s_low"] < 4 < row["s_high"] <= 10
        assert 0 <= row["m_low"] < 15 < row["m_high"]


def test_many_debriefs_of_few_days_are_no_more_than_those_days() -> None:
    """Ten in one week's six days are six days: too few for a mean."""
    row = breakdown("client", hard(*((n % 6, 5, 30) for n in range(10))), {"a": range(10)}, {}).rows.iloc[0]
    assert (row["n"], row["days"]) == (10, 6)
    assert math.isnan(row["severity"])


def test_a_day_with_many_debriefs_weighs_as_much_as_any_other() -> None:
    """The mean is over days: nine hard ones on one day are one hard day."""
    rows = [(0, 10, 30)] * 9 + [(day, 3, 30) for day in range(1, 7)]
    row = breakdown("client", hard(*rows), {"a": range(15)}, {}).rows.iloc[0]
    assert row["severity"] == pytest.approx((10 + 6 * 3) / 7)


def test_minutes_that_were_not_said_are_not_nought() -> None:
    """Severity has its mean while recovery has none yet."""
    row = breakdown(
        "trigger", hard(*((day, 4, 15 if day else math.nan) for day in range(7))), {"a": range(7)}, {}
    ).rows.iloc[0]
    assert row["severity"] == 4
    assert math.isnan(row["minutes"])


def test_days_are_those_that_say_so() -> None:
    """Nine debriefs of which six say how hard and eight how long: six days are too few, whatever was written."""
    rows = [(day, 4 if day < 6 else math.nan, 15 if day else math.nan) for day in range(9)]
    row = breakdown("client", hard(*rows), {"a": range(9)}, {}).rows.iloc[0]
    assert (row["n"], row["days"], row["m_days"]) == (9, 6, 8)
    assert math.isnan(row["severity"])
    assert row["minutes"] == pytest.approx(15)


def test_the_most_frequent_comes_first_and_every_debrief_is_in_the_total() -> None:
    """One debrief may have several values or none; what has no label is shown as it is."""
    found = breakdown(
        "trigger", hard(*((day, 4, 15) for day in range(4))), {"b": [0], "a": [0, 1], "own": [2]}, {"a": "A wait"}
    )
    assert found.rows["label"].tolist() == ["A wait", "b", "own"]
    assert (found.total, found.kind) == (4, "trigger")


def test_nothing_in_common_has_no_rows_but_its_columns() -> None:
    """A figure can ask an empty table for its columns."""
    assert {"value", "label", "n", "severity", "m_high"} <= {*breakdown("channel", hard(), {}, {}).rows.columns}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 55), st.integers(0, 10), st.none() | st.integers(0, 3000)), max_size=40))
def test_stretches_count_every_episode_once(rows: list[tuple[int, int, int | None]]) -> None:
    """Whatever was written when: no episode is lost, and every interval holds its middle."""
    frame = hard(
        *(
            (day, one, math.nan if minutes is None else minutes)
            for day, one, minutes in sorted(rows, key=lambda r: r[0])
        )
    )
    points = frame.loc[frame["minutes"].notna(), ["day", "minutes"]]
    found = recovery_blocks(points, stretches("12w", *reach("12w", LAST, None)))
    assert found["n"].sum() == len(points)
    assert found["days"].sum() == points["day"].nunique()
    there = found[found["minutes"].notna()]
    assert ((there["low"] <= there["minutes"]) & (there["minutes"] <= there["high"])).all()
    assert (there["days"] >= over_days.MIN_DAYS).all()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sets(st.sampled_from("abc")), max_size=30))
def test_breakdowns_count_what_is_tagged(tagged: list[set[str]]) -> None:
    """The counts are those of the tags, in falling order, whatever the tags are."""
    frame = hard(*((n % 20, n % 11, n) for n in range(len(tagged))))
    places = {value: [n for n, tags in enumerate(tagged) if value in tags] for value in "abc"}
    found = breakdown("trigger", frame, {value: at for value, at in places.items() if at}, {}).rows
    assert dict(zip(found["value"], found["n"], strict=True)) == {v: len(at) for v, at in places.items() if at}
    assert found["n"].is_monotonic_decreasing
    assert (found["days"] <= found["n"]).all()


def test_days_become_whole_numbers() -> None:
    """One day later is one more; no days are an empty row of numbers."""
    assert np.diff(ordinals([FIRST, LAST])).tolist() == [55]
    assert ordinals([]).dtype == np.int64
