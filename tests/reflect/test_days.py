"""Means over days: daily means, an interval that knows days carry over, parts of the day, recovery."""

from __future__ import annotations

import math
from dataclasses import fields
from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats as oracle

from eq.reflect.days import MIN_DAYS, PARTS, daily, level, recovery, spans, within_day
from eq.stats import carry_over, generator

pytestmark = pytest.mark.filterwarnings("error")

MONDAY = date(2026, 3, 2)
VALUES = [0.2, 0.4, -0.1, 0.5, 0.3, -0.4, 0.1, 0.6, 0.2, -0.2]

felt = st.one_of(st.none(), st.floats(-1, 1)).map(lambda value: math.nan if value is None else value)
entries = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 23), felt, felt), max_size=40)


def frame(rows):
    return pd.DataFrame(
        {
            "day": pd.Series([MONDAY + timedelta(days=day) for day, *_ in rows], dtype=object),
            "hour": [hour for _, hour, *_ in rows],
            "pleasantness": pd.Series([p for _, _, p, _ in rows], dtype=float),
            "energy": pd.Series([e for *_, e in rows], dtype=float),
        }
    )


def test_the_interval_is_the_plain_one_widened_for_carry_over():
    """Against the formula written out."""
    found = level(range(10), VALUES, low=-1, high=1)
    away = np.array(VALUES) - np.mean(VALUES)
    rho = float(carry_over((away[1:] * away[:-1]).sum() / (away**2).sum(), 10))
    half = oracle.t.ppf(0.975, 9) * np.std(VALUES, ddof=1) * math.sqrt((1 + rho) / (1 - rho) / 10)
    assert (found.n, found.rho, found.sd) == (10, pytest.approx(rho), pytest.approx(np.std(VALUES, ddof=1)))
    assert (found.mean, found.low95, found.high95) == pytest.approx((0.16, 0.16 - half, 0.16 + half))


def test_below_seven_days_there_is_no_number():
    """The count stays, so that a page can say how many more."""
    few = level(range(10), [*VALUES[:6], *[math.nan] * 4], low=-1, high=1)
    assert few.n == MIN_DAYS - 1
    assert np.isnan([getattr(few, one.name) for one in fields(few) if one.name != "n"]).all()
    assert level(range(7), VALUES[:7], low=-1, high=1).mean == pytest.approx(np.mean(VALUES[:7]))
    assert level([], [], low=-1, high=1).n == 0


def test_days_apart_carry_nothing_over():
    """The same values a week apart: no neighbours, so only what is assumed of every short series."""
    near, far = (level([at * step for at in range(10)], VALUES, low=-1, high=1) for step in (1, 7))
    assert far.rho == pytest.approx(3.8 / 24)
    assert near.rho != far.rho


def test_equal_days_are_not_certainty():
    """Seven equal days still have an interval, from the least spread that is assumed."""
    found = level(range(7), [0.5] * 7, low=-1, high=1)
    assert found.sd == 0
    assert 0.05 < found.high95 - 0.5 < 0.25
    assert found.high95 - 0.5 == pytest.approx(0.5 - found.low95)


def test_the_interval_stays_on_the_scale():
    found = level(range(8), [1, 1, 1, 0.9, 1, 1, 0.2, 1], low=-1, high=1)
    assert found.high95 == 1
    assert -1 <= found.low95 < found.mean


def test_a_day_given_twice_is_refused():
    with pytest.raises(ValueError, match="one value"):
        level([1, 1, 2], [0, 0, 0], low=-1, high=1)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.floats(-1, 1), min_size=7, max_size=30), st.randoms())
def test_the_mean_lies_in_its_interval_in_whatever_order_days_come(values, random):
    """Ends within the scale, the order of the arguments without meaning."""
    found = level(range(len(values)), values, low=-1, high=1)
    assert -1 <= found.low95 <= found.mean + 1e-12
    assert found.mean - 1e-12 <= found.high95 <= 1
    shuffled = list(enumerate(values))
    random.shuffle(shuffled)
    again = level([day for day, _ in shuffled], [value for _, value in shuffled], low=-1, high=1)
    assert again == found


def test_many_rows_at_once_give_what_one_at_a_time_gives():
    """The batch the simulations use is the very computation a person gets."""
    table = generator(5).normal(0, 0.2, (6, 14))
    mean, rho, sd, half = spans(range(14), table, 0.1)
    for at, row in enumerate(table):
        one = level(range(14), row, low=-9, high=11)
        assert (one.mean, one.rho, one.sd) == pytest.approx((mean[at], rho[at], sd[at]))
        assert spans(range(14), row, 0.1)[3] == pytest.approx(half[at])


@settings(max_examples=100, deadline=None)
@given(entries)
def test_every_day_has_one_row(rows):
    """Against pandas, with empty axes and no entries at all."""
    found = daily(frame(rows))
    assert list(found.columns) == ["day", "n", "pleasantness", "energy"]
    assert found["n"].sum() == len(rows)
    wanted = frame(rows).groupby("day")[["pleasantness", "energy"]].mean()
    assert found["day"].tolist() == sorted(wanted.index)
    for name in ("pleasantness", "energy"):
        assert found[name].tolist() == pytest.approx(wanted[name].tolist(), nan_ok=True)


def test_a_day_is_a_date_and_counts_entries_without_a_feeling():
    found = daily(frame([(0, 9, 0.5, math.nan), (0, 21, math.nan, math.nan), (3, 2, -0.5, 0.1)]))
    assert found["day"].tolist() == [MONDAY, MONDAY + timedelta(days=3)]
    assert found["n"].tolist() == [2, 1]
    assert found["pleasantness"].tolist() == [0.5, -0.5]
    assert math.isnan(found["energy"][0])


def test_the_parts_of_the_day_meet_at_six_twelve_and_eighteen():
    """Each part has its own daily means; several entries of a part count once."""
    hours = {"night": (0, 5), "morning": (6, 11), "afternoon": (12, 17), "evening": (18, 23)}
    worth = dict(zip(PARTS, (-0.6, -0.2, 0.2, 0.6), strict=True))
    rows = [(day, hour, worth[part], 0.0) for day in range(8) for part in PARTS for hour in hours[part]]
    found = within_day(frame(rows))
    assert tuple(found) == PARTS
    assert {part: (one.n, round(one.mean, 9)) for part, one in found.items()} == {p: (8, worth[p]) for p in PARTS}
    assert within_day(frame(rows), "energy")["night"].mean == 0


def test_a_part_with_few_days_says_how_many_it_has():
    found = within_day(frame([(day, 9, 0.1, 0.0) for day in range(8)] + [(day, 22, 0.1, 0.0) for day in range(3)]))
    assert (found["morning"].n, found["evening"].n, found["night"].n) == (8, 3, 0)
    assert math.isnan(found["evening"].mean)
    assert within_day(frame([]))["morning"].n == 0


def test_recovery_is_a_middle_in_minutes():
    """Doublings are averaged, by day first, and given back in minutes."""
    days, minutes = [*range(7), 6], [3, 7, 15, 31, 63, 127, 3, 255]
    found = recovery(days, minutes)
    doublings = [2, 3, 4, 5, 6, 7, (2 + 8) / 2]
    assert found.n == 7
    assert found.mean == pytest.approx(2 ** np.mean(doublings) - 1)
    assert found.sd == pytest.approx(np.std(doublings, ddof=1))
    assert 0 <= found.low95 < found.mean < found.high95


def test_recovery_never_falls_below_no_time_at_all():
    found = recovery(range(8), [0, 0, 0, 1, 0, 60, 0, 0])
    assert found.low95 == 0
    assert recovery(range(7), [0] * 7).high95 > 0


def test_recovery_needs_seven_days():
    """Ten episodes on six days are six days; what is not known counts for nothing."""
    found = recovery([0, 0, 1, 1, 2, 2, 3, 3, 4, 5, 6], [*[10] * 10, math.nan])
    assert found.n == 6
    assert math.isnan(found.mean)
    with pytest.raises(ValueError, match="0 or more"):
        recovery([1], [-1])
