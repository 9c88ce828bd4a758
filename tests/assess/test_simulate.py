"""The simulations themselves: repeatable, built as described, and blind to what they should be blind to.

The rates they give are compared with the published ones in test_scoring_doc.py.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eq.assess import simulate
from eq.assess.order import shown_order
from eq.assess.quality import longstring
from eq.stats import generator

pytestmark = pytest.mark.filterwarnings("error")

FIFTY = simulate.plain_form(5, 10, reverse=2)


@pytest.mark.parametrize(
    "run",
    [
        lambda: simulate.coverage(200, generator(7)),
        lambda: simulate.alarms(200, generator(7)),
        lambda: simulate.ever_alarmed(50, generator(7), sittings=3),
        lambda: simulate.pulse_rates(20, generator(7)),
        lambda: simulate.quality_rates(FIFTY, 200, generator(7)),
        lambda: simulate.honest_asked(FIFTY, 200, generator(7)),
    ],
)
def test_the_same_stream_gives_the_same_rates(run):
    """Nothing but the generator passed in decides."""
    assert run() == run()


def test_without_noise_the_interval_always_holds_the_level():
    """People who always answer their exact level are always inside."""
    still = simulate.Answering(item=0.0, moment=0.001, day=0.0, lowest=3.0, highest=3.0)
    assert simulate.coverage(50, generator(1), answering=still).usual == 1
    assert simulate.alarms(50, generator(1), answering=still).leaning == 0


def test_misread_items_cost_coverage():
    """The more opposite-behaviour statements are misread, the more often the interval misses."""
    shares = [simulate.coverage(1500, generator(1), items=10, misread=misread).usual for misread in (0, 2, 3)]
    assert shares[0] > shares[1] + 0.005
    assert shares[1] > shares[2] + 0.03


def test_a_rise_is_found_more_often_the_larger_it_is_and_as_a_focus():
    """Power grows with the rise, and a focus named beforehand finds more."""
    low = replace(simulate.EVEN, highest=3.0)
    found = [simulate.alarms(1500, generator(1), rise=rise, answering=low).found for rise in (0, 0.5, 1, 1.5)]
    assert found == sorted(found)
    assert found[0] < 0.02
    assert found[3] > 0.8
    assert simulate.alarms(1500, generator(1), rise=1, answering=low, focus=True).found > found[2] + 0.1


def test_more_sittings_raise_more_alarms():
    """Comparing every sitting with the first finds something in many stable people."""
    few, many = (simulate.ever_alarmed(600, generator(2), sittings=n) for n in (2, 12))
    assert few < 0.07
    assert many > 3 * few


@pytest.mark.parametrize("form", [FIFTY, simulate.plain_form(5, 8, reverse=2)])
def test_honest_people_are_hardly_ever_asked_on_a_full_form(form):
    """Sameness alone asks fewer than one honest person in two hundred on 40 or 50 statements."""
    rates = simulate.quality_rates(form, 2000, generator(5))
    assert rates.honest.alone < 0.005
    assert rates.honest.when_quick < 0.01


def test_straight_lines_are_seen_and_random_ticks_are_not():
    """Most one-answer sittings are found, nearly all with quick pages; random answering cannot be detected."""
    rates = simulate.quality_rates(FIFTY, 2000, generator(5))
    assert rates.straight.alone > 0.5
    assert rates.straight.when_quick > 0.95
    assert rates.random.when_quick < 0.005


def test_honest_asked_is_the_honest_share_of_the_question():
    """The share a page shows belongs to the same model as the table in the docs."""
    short = simulate.plain_form(5, 3, reverse=1)
    alone = simulate.honest_asked(short, 4000, generator(1))
    assert alone == pytest.approx(simulate.quality_rates(short, 4000, generator(2)).honest.alone, abs=0.012)
    assert 0 < alone < 0.05


def test_even_answerers_are_asked_more_often():
    """People who tell statements apart less look more alike, and the model shows it."""
    short = simulate.plain_form(5, 3, reverse=1)
    usual, even = (
        simulate.quality_rates(short, 2000, generator(3), honest=simulate.Honest(item_sd=sd)).honest.alone
        for sd in (0.7, 0.4)
    )
    assert even > usual


def test_orders_are_the_forms_own_shuffles():
    """Every respondent sees each statement once, in an order the form itself would deal."""
    order = simulate._shown_columns(FIFTY, 40, generator(3))
    assert order.shape == (40, 50)
    assert (np.sort(order, axis=1) == np.arange(50)).all()
    first = [FIFTY.item_index[item] for item in shown_order(FIFTY, generator(3))]
    assert order[0].tolist() == first


@given(st.integers(0, 10_000))
@settings(max_examples=10)
def test_answers_stay_on_any_answer_scale(form, seed):
    """Honest answers are whole numbers of the form's own scale, and use more than one of them."""
    q = form(["+-+-+-"] * 3, low=0, high=10)
    answers = simulate._honest_answers(q, 30, generator(seed), simulate.Honest())
    assert np.isin(answers, np.arange(11)).all()
    assert (longstring(answers) < 18).any()
