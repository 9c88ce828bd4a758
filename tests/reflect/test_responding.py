"""Which way of responding goes with what: the worked example, who is tested, and what can never be judged."""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st

from eq.reflect.responding import MINIMUM, NO_WORD, Episode, associations, averaged, regressed
from eq.stats import generator, holm

pytestmark = pytest.mark.filterwarnings("error")

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
SEVERITY = (7, 5, 8, 6, 4, 9, 7, 6, 5, 8, 6, 7, 4, 5, 6, 8)
MINUTES = (60, 20, 120, 30, 15, 90, 25, 15, 10, 40, 45, 20, 10, 30, 12, 35)
USED = (0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 0, 1, 1, 0, 1, 1)


def episode(day, severity=5.0, minutes=30.0, used=(), client=None, hour=0):
    at = START + timedelta(days=day, hours=hour)
    return Episode(at, at.date(), client, severity, minutes, frozenset(used))


def worked(response="paraphrase", client=lambda day: None):
    return [
        episode(day, SEVERITY[day], MINUTES[day], [response] if USED[day] else [], client(day)) for day in range(16)
    ]


def drawn(n, k, seed=1, clients=5):
    """``n`` episodes with ``k`` responses that are used more in harder ones and do nothing."""
    rng = generator(seed)
    severity = rng.integers(1, 10, n)
    used = rng.random((n, k)) < 0.2 + 0.06 * severity[:, np.newaxis]
    minutes = 2 ** (2 + 0.3 * severity + rng.normal(0, 1, n))
    return [
        episode(day, severity[day], minutes[day], [f"r{j}" for j in range(k) if used[day, j]], f"c{day % clients}")
        for day in range(n)
    ]


# --- the worked example ---------------------------------------------------------------------------------------------


def test_the_worked_example_to_six_digits():
    """The values of the evidence reference."""
    (row,) = associations(worked()).rows
    assert (row.b, row.se, row.t, row.p) == pytest.approx((-1.237717, 0.205779, -6.014799, 0.000061), abs=1e-6)
    assert (row.ratio, row.low95, row.high95, row.nap) == pytest.approx(
        (0.424043, 0.310772, 0.578599, 0.8125), abs=1e-6
    )
    assert (row.df, row.n_with, row.n_without, row.verdict, row.p_holm) == (12, 8, 8, "shorter", row.p)


def test_longer_is_the_mirror_image():
    """With and without exchanged, the same association is called longer and the share turns around."""
    everyone = [
        Episode(one.at, one.day, None, one.severity, one.minutes, frozenset({"other"}) - one.used)
        if not one.used
        else Episode(one.at, one.day, None, one.severity, one.minutes, frozenset())
        for one in worked()
    ]
    (row,) = associations(everyone).rows
    assert (row.verdict, row.nap) == ("longer", pytest.approx(0.1875))
    assert row.b == pytest.approx(1.237717, abs=1e-6)


# --- who is tested --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("response", sorted(NO_WORD))
def test_a_boundary_an_ending_and_a_handover_are_never_judged(response):
    """They are counted, and neither tested nor asked for more of."""
    found = associations(worked(response))
    (row,) = found.rows
    assert (row.verdict, row.reason, row.n_with, row.n_without, found.tested) == (None, "no_word", 8, 8, 0)
    assert np.isnan([row.b, row.p, row.p_holm, row.ratio, row.nap]).all()
    assert (row.more_with, row.more_without) == (0, 0)


def test_what_is_never_judged_costs_the_others_nothing():
    """The family is made of the tested ones alone."""
    alone = associations(worked()).rows[0]
    more = [
        Episode(one.at, one.day, None, one.severity, one.minutes, one.used | {"set-boundary"} if one.used else one.used)
        for one in worked()
    ]
    found = associations(more)
    assert (found.tested, found.rows[0]) == (1, alone)


@pytest.mark.parametrize(
    ("n_with", "n_without", "missing"), [(7, 20, (1, 0)), (20, 7, (0, 1)), (1, 2, (7, 6)), (8, 0, (0, 8))]
)
def test_before_there_are_enough_it_says_how_many_more(n_with, n_without, missing):
    """Eight with and eight without; below that no number."""
    few = [episode(day, day % 7, 5 + day, ["slow-down"] if day < n_with else []) for day in range(n_with + n_without)]
    (row,) = associations(few).rows
    assert (row.reason, row.verdict, row.more_with, row.more_without) == ("too_few", None, *missing)
    assert math.isnan(row.p)


def test_at_eight_and_eight_it_is_tested():
    """The worked example has the minimum of both."""
    found = associations(worked())
    assert (found.rows[0].n_with, found.rows[0].n_without) == (MINIMUM, MINIMUM)
    assert (found.tested, found.episodes) == (1, 16)


def test_nothing_recorded_is_nothing_found():
    assert associations([]).rows == ()


def test_the_tested_come_first_then_the_most_used():
    """A frequent response without enough comparison comes after the tested ones."""
    episodes = drawn(60, 3)
    episodes = [
        Episode(
            one.at,
            one.day,
            one.client,
            one.severity,
            one.minutes,
            one.used | {"always"} | ({"once"} if at == 0 else set()),
        )
        for at, one in enumerate(episodes)
    ]
    found = associations(episodes)
    assert found.tested == 3
    assert [row.response for row in found.rows[3:]] == ["always", "once"]
    uses = [row.n_with for row in found.rows[:3]]
    assert uses == sorted(uses, reverse=True)


# --- what counts as one episode -------------------------------------------------------------------------------------


def test_several_episodes_with_one_client_on_one_day_are_one():
    """Means of severity and doublings, whatever was used in any, in order of time."""
    three = [
        episode(1, 4, 3, ["a"], "ann", hour=5),
        episode(1, 8, 15, ["b"], "ann", hour=1),
        episode(0, 5, 7, [], "ann"),
        episode(1, 1, 1, [], "ben", hour=2),
    ]
    first, second, third = averaged(three)
    assert (first.count, first.doublings) == (1, 3)
    assert (second.count, second.severity, second.doublings, second.used) == (2, 6, 3, {"a", "b"})
    assert (second.at, third.client) == (three[1].at, "ben")


def test_episodes_without_a_client_stay_each_their_own():
    """Nobody knows whether they were with the same person."""
    assert len(averaged([episode(1), episode(1, hour=1)])) == 2


def test_the_order_in_which_episodes_are_given_does_not_matter():
    episodes = drawn(40, 3)
    assert associations(episodes) == associations(episodes[::-1])


@pytest.mark.parametrize(
    ("severity", "minutes"), [(-1, 5), (11, 5), (math.nan, 5), (5, -1), (5, math.nan), (5, math.inf)]
)
def test_what_makes_no_sense_is_refused(severity, minutes):
    with pytest.raises(ValueError, match="0 to 10"):
        averaged([episode(0, severity, minutes)])


# --- few clients ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("client", "clients", "few"),
    [
        (lambda day: f"c{day % 2}", 2, True),
        (lambda day: "c0", 1, True),
        (lambda day: f"c{day}", 8, False),
        (lambda day: None, 8, False),
        (lambda day: "c0" if day else None, 1, True),
    ],
)
def test_few_clients_are_said_when_it_is_certain(client, clients, few):
    """Each use without a client may have been with somebody else."""
    episodes = [episode(day, SEVERITY[day], MINUTES[day], ["x"] if USED[day] else [], client(day)) for day in range(16)]
    (row,) = associations(episodes).rows
    assert (row.clients, row.few_clients) == (clients, few)


# --- the regression -------------------------------------------------------------------------------------------------


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.integers(20, 60))
def test_every_response_gets_the_least_squares_of_its_own(seed, n):
    """Against statsmodels, one model a response, Holm over those tested."""
    episodes = drawn(n, 3, seed)
    found = associations(episodes)
    y = np.log2([1 + one.minutes for one in episodes])
    severity = [one.severity for one in episodes]
    rows = found.rows[: found.tested]
    for row in rows:
        used = [float(row.response in one.used) for one in episodes]
        model = sm.OLS(y, sm.add_constant(np.column_stack([severity, np.arange(n), used]))).fit()
        assert (row.b, row.se, row.t, row.df) == pytest.approx(
            (model.params[3], model.bse[3], model.tvalues[3], model.df_resid), rel=1e-7
        )
        assert (row.low95, row.high95) == pytest.approx(tuple(2 ** model.conf_int()[3]), rel=1e-6)
        assert row.p == pytest.approx(model.pvalues[3], rel=1e-6)
    assert [row.p_holm for row in rows] == pytest.approx(holm([row.p for row in rows]).tolist())


def test_a_response_that_is_severity_itself_cannot_be_separated():
    """Used exactly in the hard ones, of which there are two kinds of severity only."""
    rng = generator(2)
    episodes = [
        episode(day, 8 if day % 2 else 3, float(rng.integers(5, 90)), ["pause"] if day % 2 else []) for day in range(20)
    ]
    found = associations(episodes)
    assert (found.rows[0].reason, found.rows[0].verdict, found.tested) == ("inseparable", None, 0)
    assert math.isnan(found.rows[0].nap)


@pytest.mark.parametrize(
    ("severity", "minutes"),
    [
        (lambda day: 5, lambda day: 10 + day % 7),
        (lambda day: day / 4, lambda day: 10 + day % 7),
        (lambda day: day % 9, lambda day: 30),
        (lambda day: day % 9, lambda day: 63 if day % 3 else 31),
    ],
)
def test_where_nothing_is_left_to_compare_there_is_no_number(severity, minutes):
    """Constant severity, severity that is the order, constant or perfectly fitted recovery."""
    episodes = [episode(day, severity(day), minutes(day), ["pause"] if day % 3 else []) for day in range(27)]
    found = associations(episodes)
    assert (found.rows[0].reason, found.tested) == ("inseparable", 0)


def test_two_responses_always_used_together_are_each_tested():
    """One regression a response: company does not make them vanish."""
    both = [
        Episode(one.at, one.day, None, one.severity, one.minutes, one.used | {"twin"} if one.used else one.used)
        for one in worked()
    ]
    found = associations(both)
    assert found.tested == 2
    assert found.rows[0].b == found.rows[1].b
    assert found.rows[0].p_holm == pytest.approx(2 * found.rows[0].p)


def test_ten_years_of_episodes_keep_their_digits():
    """A long order column does not cost precision."""
    n = 8000
    rng = generator(4)
    severity, used = rng.integers(0, 11, n).astype(float), (rng.random((n, 1)) < 0.3).astype(float)
    doublings = 2 + 0.3 * severity - 0.4 * used[:, 0] + 0.0001 * np.arange(n) + rng.normal(0, 1, n)
    fit = regressed(severity, doublings, used)
    model = sm.OLS(doublings, sm.add_constant(np.column_stack([severity, np.arange(n), used[:, 0]]))).fit()
    assert (fit.b[0], fit.se[0]) == pytest.approx((model.params[3], model.bse[3]), rel=1e-8)
