"""Whether a practice helped: worked examples, refusals, and what must not change the answer."""

from __future__ import annotations

import itertools
import math
from dataclasses import asdict, fields

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eq.plan.helped import MINIMUM, VERDICTS, effects, helped, trend_chance
from eq.stats import generator

pytestmark = pytest.mark.filterwarnings("error")

FIRST = ([4, 5, 3, 3, 4, 2, 3], [4, 5, 6, 6, 5, 4, 4, 5, 7, 6, 6, 5, 5, 6])
SECOND = ([5, 4, 6, 5, 3, 4, 6], [5, 4, 4, 6, 5, 7, 5, 4, 6, 5, 6, 5, 4, 5])
THIRD = ([2, 3, 2, 4, 3], [3, 4, 5, 4, 5, 4, 5])
TEN = (0, 10)

days = st.lists(st.integers(0, 10), min_size=5, max_size=15)


@pytest.mark.parametrize(
    ("phases", "unit", "expected", "verdict"),
    [
        (
            FIRST,
            TEN,
            {"g": 1.909033, "rho": 0.269550, "v": 0.459208, "w": 0.352506, "mean": 0.672945, "sd": 0.402335}
            | {"low95": -0.115617, "high95": 1.461508, "p": 0.952797, "nap": 0.913265},
            "likely",
        ),
        (
            SECOND,
            TEN,
            {"g": 0.348809, "rho": 0.030155, "v": 0.230508, "mean": 0.181479, "sd": 0.346308, "p": 0.699875}
            | {"nap": 0.581633},
            "cannot-tell",
        ),
        (
            THIRD,
            (1, 5),
            {"g": 1.737717, "rho": 0, "v": 0.468676, "mean": 0.604485, "sd": 0.403775, "p": 0.932814, "nap": 0.9},
            "promising",
        ),
    ],
)
def test_the_worked_examples_to_six_digits(phases, unit, expected, verdict):
    """The values of the evidence reference."""
    found = helped(*phases, unit=unit)
    numbers = asdict(found)
    assert {name: numbers[name] for name in expected} == pytest.approx(expected, abs=1e-6)
    assert (found.verdict, found.reason, found.trend_warning) == (verdict, "", False)
    assert (found.n_before, found.n_during) == tuple(map(len, phases))


def test_the_spread_and_the_carry_over_of_the_first_example():
    """Their steps on the way, to six digits."""
    found = effects(*FIRST, days_before=range(7), days_during=range(14), floor=0.5)
    assert (float(found.spread), float(found.r)) == pytest.approx((0.933906, 0.225369), abs=5e-7)


def test_falling_is_better_when_lower_is():
    """The same data upside down give the same answer, and the opposite one when the direction is not turned."""
    upside_down = [[10 - value for value in phase] for phase in FIRST]
    assert asdict(helped(*upside_down, unit=TEN, better="lower")) == pytest.approx(asdict(helped(*FIRST, unit=TEN)))
    assert helped(*upside_down, unit=TEN).verdict == "may-not-suit"


def test_minutes_are_compared_in_doublings():
    """From five minutes to ten counts about like from half an hour to an hour."""
    few, many = ([2 ** (value + more) - 1 for value in phase] for more in (1, 3) for phase in [FIRST[0]])
    during = [[2 ** (value + more) - 1 for value in FIRST[1]] for more in (1, 3)]
    found = [helped(*pair, unit="minutes").mean for pair in zip((few, many), during, strict=True)]
    assert found == pytest.approx([0.672945] * 2, abs=1e-6)


@pytest.mark.parametrize("sizes", [(4, 14), (14, 4), (0, 0)])
def test_below_five_points_there_is_no_number(sizes):
    """One point short in either phase: the counts, the reason and nothing else."""
    before, during = ([value % 3 for value in range(n)] for n in sizes)
    found = helped(before, during, unit=TEN)
    numbers = [getattr(found, one.name) for one in fields(found) if one.type == "float"]
    assert (found.verdict, found.reason, found.n_before, found.n_during) == (None, "too_few", *sizes)
    assert len(numbers) == 10
    assert np.isnan(numbers).all()
    assert helped(range(MINIMUM), range(MINIMUM), unit=TEN).verdict == "cannot-tell"


def test_a_day_without_a_value_counts_for_nothing():
    """It leaves a gap: the days around it are no neighbours."""
    before, during = list(FIRST[0]), list(FIRST[1])
    before[2] = math.nan
    gap = helped(before, during, unit=TEN)
    same = helped([4, 5, 3, 4, 2, 3], during, unit=TEN, days_before=[0, 1, 3, 4, 5, 6])
    closed = helped([4, 5, 3, 4, 2, 3], during, unit=TEN)
    assert (gap, gap.n_before) == (same, 6)
    assert gap.rho != closed.rho


def test_the_order_in_which_days_are_given_does_not_matter():
    """Days carry their own time."""
    turned = helped(
        FIRST[0][::-1], FIRST[1][::-1], unit=TEN, days_before=range(6, -1, -1), days_during=range(30, 16, -1)
    )
    assert asdict(turned) == pytest.approx(asdict(helped(*FIRST, unit=TEN)))


def test_the_last_day_before_and_the_first_day_of_it_are_no_neighbours():
    """What carries over is looked for within a phase."""
    apart = helped(*FIRST, unit=TEN, days_before=range(7), days_during=range(40, 54))
    assert apart == helped(*FIRST, unit=TEN, days_before=range(7), days_during=range(7, 21))


def test_equal_days_are_no_proof():
    """A floor keeps a measure that never moved within a phase from looking certain."""
    found = helped([5] * 7, [5.2] * 14, unit=TEN)
    assert found.g == pytest.approx(0.2 / 0.5 * (1 - 3 / 75))
    assert found.verdict in {"cannot-tell", "promising"}
    assert helped([5] * 7, [5] * 14, unit=TEN).p == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"unit": (5, 5)}, "high end"),
        ({"unit": TEN, "days_before": [1, 2, 3, 4, 5, 6, 6]}, "one value"),
        ({"unit": TEN, "days_during": [1, 2]}, "its day"),
    ],
)
def test_what_makes_no_sense_is_refused(arguments, message):
    with pytest.raises(ValueError, match=message):
        helped(*FIRST, **arguments)


def test_negative_minutes_are_refused():
    with pytest.raises(ValueError, match="0 or more"):
        helped([1, 2, 3, 4, -5], [1, 2, 3, 4, 5], unit="minutes")


@settings(max_examples=100, deadline=None)
@given(days, days)
def test_the_effect_is_drawn_towards_none_and_the_words_follow_the_chance(before, during):
    """Never further out than the data, an interval around it, and a verdict that fits its chance."""
    found = helped(before, during, unit=TEN)
    assert abs(found.mean) <= abs(found.g) + 1e-12
    assert found.low95 < found.mean < found.high95
    assert 0 <= found.rho <= 0.6
    assert 0 <= found.nap <= 1
    expected = "may-not-suit" if found.p < 0.2 else "cannot-tell" if found.p < 0.8 else "promising"
    assert found.verdict == ("likely" if found.p >= 0.95 and found.nap >= 0.66 else expected)


@settings(max_examples=60, deadline=None)
@given(days, days)
def test_turned_around_the_effect_is_the_opposite(before, during):
    """Nothing in the arithmetic prefers a direction."""
    up, down = (helped(before, during, unit=TEN, better=better) for better in ("higher", "lower"))
    assert (up.mean, up.p, up.nap) == pytest.approx((-down.mean, 1 - down.p, 1 - down.nap), abs=1e-9)


def test_many_people_at_once_give_what_one_at_a_time_gives():
    """The batch the simulations use is the very computation a person gets."""
    rng = generator(3)
    before, during = rng.normal(5, 1, (40, 7)), rng.normal(5.5, 1, (40, 14))
    many = effects(before, during, days_before=range(7), days_during=range(14), floor=0.5)
    one_by_one = [helped(a, b, unit=TEN) for a, b in zip(before, during, strict=True)]
    for name in ("g", "rho", "v", "w", "mean", "sd", "p", "nap"):
        assert getattr(many, name) == pytest.approx([getattr(one, name) for one in one_by_one])
    assert [VERDICTS[place] for place in many.verdict] == [one.verdict for one in one_by_one]


# --- the trend of the baseline --------------------------------------------------------------------------------------


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 4), min_size=2, max_size=6))
def test_the_chance_of_a_trend_counts_every_order(values):
    """Against all permutations, ties and all."""

    def balance(row):
        return sum((b > a) - (b < a) for a, b in itertools.combinations(row, 2))

    orders = [balance(order) >= balance(values) for order in itertools.permutations(values)]
    assert trend_chance(values) == pytest.approx(sum(orders) / len(orders))


def test_a_long_baseline_is_judged_nearly_as_exactly():
    """Where counting ends the normal approximation takes over without a jump."""
    exact, approximate = (trend_chance([*[1, 3, 2, 5, 4] * (n // 5), 6, 6, 7]) for n in (45, 50))
    assert abs(exact - approximate) < 0.02
    assert trend_chance(list(range(60))) < 1e-9
    assert trend_chance(list(range(60, 0, -1))) > 0.999


@pytest.mark.parametrize(
    ("baseline", "warned"),
    [([1, 2, 3, 4, 5], True), ([5, 4, 3, 2, 1], False), ([3, 3, 3, 3, 3], False), ([2, 3, 1, 3, 2], False)],
)
def test_a_baseline_that_was_getting_better_by_itself_is_said(baseline, warned):
    """Only in the direction that is better, and not for mere wobbling."""
    assert helped(baseline, [4, 5, 6, 5, 4], unit=TEN).trend_warning is warned
    turned = helped([10 - value for value in baseline], [4, 5, 6, 5, 4], unit=TEN, better="lower")
    assert turned.trend_warning is warned


@pytest.mark.parametrize(("step", "alike"), [(1, False), (4, True), (-4, True)])
def test_days_that_are_alike_beside_a_large_change_are_marked(step, alike):
    """In either direction; there the word may be weaker than on a smaller change."""
    found = helped([4, 5, 3, 4, 4], [value + step for value in (4, 5, 3, 4, 4)], unit=(0.0, 10.0))
    assert (found.alike, abs(found.g) > 2) == (alike, alike)
    assert helped([1], [2], unit=(0.0, 10.0)).alike is False
