"""Answer quality: the indices, the two families and the one question."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eq.assess import quality as ql

pytestmark = pytest.mark.filterwarnings("error")

NONE = "–"
RUNS = "4,3,4,2,4,3,5,4 | 3,3,3,3,3,3,2,4 | 5,4,4,5,2,4,4,5 | 2,4,3,4,4,5,3,4 | 3,2,4,3,3,4,2,3"
PAGES = ((18.4, 8), (12.1, 8), (31.0, 8), (9.6, 8), (22.7, 8))
marks = st.lists(st.integers(1, 5), min_size=1, max_size=60).map(lambda given: np.array(given, dtype=float))


# --- indices --------------------------------------------------------------------------------------------------------


def test_longstring_average_string_and_irv(read):
    """The published forty answers: longest run, items per run, spread."""
    shown = read(RUNS)
    assert int(ql.longstring(shown)) == 6
    assert float(ql.average_string(shown)) == pytest.approx(1.290323, abs=5e-7)
    assert float(ql.irv(shown)) == pytest.approx(0.905468, abs=5e-7)
    quarters = [float(ql.irv(shown[start : start + 10])) for start in (0, 10, 20, 30)]
    assert quarters == pytest.approx([0.849837, 0.966092, 1.059350, 0.737865], abs=5e-7)


def test_even_odd(five, consistent, read):
    """The published odd–even correlations with their step-up."""
    r, stepped = ql.even_odd(five, read(RUNS))
    assert (float(r), float(stepped)) == pytest.approx((0.006914, 0.013734), abs=5e-7)
    r, stepped = ql.even_odd(five, consistent)
    assert (float(r), float(stepped)) == pytest.approx((0.869643, 0.930277), abs=5e-7)


def test_even_odd_has_a_floor_and_needs_variance(form):
    """The step-up never falls below -1, and without variance or with two scales there is no value."""
    q = form(["++"] * 3)
    opposite = np.array([1, 5, 3, 3, 5, 1.0])
    assert [float(x) for x in ql.even_odd(q, opposite)] == pytest.approx([-1, -1])
    assert np.isnan(ql.even_odd(q, np.full(6, 3.0))).all()
    assert np.isnan(ql.even_odd(form(["++"] * 2), np.array([1, 2, 4, 5.0]))).all()


def test_antonyms(read):
    """The published pairs, and nothing under five of them."""
    pairs = [(at, at + 1) for at in range(0, 12, 2)]
    assert float(ql.antonym(read("51 42 41 24 32 52"), pairs)) == pytest.approx(-0.780869, abs=5e-7)
    assert float(ql.antonym(read("41 44 32 22 53 34"), pairs)) == pytest.approx(0.157459, abs=5e-7)
    assert np.isnan(ql.antonym(read("51 42 41 24 ––"), pairs[:5]))
    assert np.isnan(ql.antonym(read("51 42 41 24"), []))


def test_antonym_pairs_are_found_in_a_cohort():
    """Only pairs that really go against each other are taken, the strongest first."""
    rng = np.random.default_rng(3)
    trait = rng.normal(size=400)
    noise = rng.normal(size=(5, 400))
    cohort = np.stack([trait, -trait + 0.2 * noise[0], -trait + 0.7 * noise[1], noise[2], np.full(400, 3.0)], axis=1)
    assert ql.antonym_pairs(cohort) == ((0, 1), (0, 2))
    assert ql.antonym_pairs(cohort[:2]) == ()


def test_acquiescence(form, read):
    """The published pairs average 3.5, half a point above the midpoint."""
    q = form(["+-+-+-+-"])
    pairs = [(0, 1), (2, 3), (4, 5), (6, 7)]
    assert float(ql.acquiescence(q, read("43 52 44 33"), pairs)) == pytest.approx(0.5)
    assert float(ql.acquiescence(q, read("43 5– 44 33"), pairs)) == pytest.approx((3.5 + 4 + 3) / 3 - 3)
    assert np.isnan(ql.acquiescence(q, read("––––––––"), pairs))


def test_page_times():
    """Seconds an item on the published five pages; two of them are under two seconds."""
    seconds = ql.page_seconds_per_item(PAGES)
    assert seconds.tolist() == pytest.approx([2.3, 1.5125, 3.875, 1.2, 2.8375])
    assert (seconds < ql.PAGE_SECONDS).sum() == 2


@given(marks)
def test_longstring_is_bounded(shown):
    """A run is at least one and at most all, and runs make up the answers."""
    assert 1 <= ql.longstring(shown) <= len(shown)
    assert 1 <= float(ql.average_string(shown)) <= float(ql.longstring(shown))


@given(marks, st.data())
def test_unanswered_items_are_passed_over(shown, data):
    """A skipped item neither breaks a run nor lengthens it."""
    at = data.draw(st.integers(0, len(shown)))
    skipped = np.insert(shown, at, np.nan)
    assert ql.longstring(skipped) == ql.longstring(shown)
    assert float(ql.average_string(skipped)) == float(ql.average_string(shown))


@given(marks)
def test_reversing_twice_and_mirroring_keep_sameness(shown):
    """Runs and spread do not depend on which end of the scale is called high."""
    assert ql.longstring(6 - shown) == ql.longstring(shown)
    np.testing.assert_allclose(ql.irv(6 - shown), ql.irv(shown))


@given(st.lists(marks.filter(lambda m: len(m) > 1), min_size=1, max_size=4))
def test_a_cohort_gives_what_each_person_gives(people):
    """Working on many rows at once changes nothing."""
    width = max(len(person) for person in people)
    cohort = np.array([np.pad(person, (0, width - len(person)), constant_values=np.nan) for person in people])
    for whole, one in ((ql.longstring, int), (ql.irv, float), (ql.average_string, float)):
        assert whole(cohort).tolist() == pytest.approx([one(whole(person)) for person in people], nan_ok=True)


def test_nothing_answered_has_no_indices():
    """An empty sitting gives no run and no spread."""
    empty = np.full(6, np.nan)
    assert ql.longstring(empty) == 0
    assert np.isnan(ql.irv(empty))
    assert np.isnan(ql.average_string(empty))


# --- the families and the question ----------------------------------------------------------------------------------

ALTERNATING = np.tile([False, True], 20)
SLOW = [(40.0, 8)] * 5


def judge(form, shown, pages=SLOW, reverse=ALTERNATING):
    q = form(["+-+-+-+-"] * 5)
    return ql.quality(q, np.asarray(shown, dtype=float), reverse, pages)


def varied(run=0, answer=4, spread=True):
    """Forty answers that begin with ``run`` equal ones and go on in turns."""
    rest = [1, 5, 2] if spread else [3, 4]
    turns = [rest[at % len(rest)] for at in range(40 - run)]
    return [answer] * run + turns


def test_ordinary_answers_ask_nothing(form, read):
    """A run of six and unhurried pages raise neither family."""
    found = judge(form, read(RUNS), PAGES)
    assert (found.speed, found.sameness, found.ask, found.longstring) == (False, False, False, 6)
    assert found.irv == pytest.approx(0.905468, abs=5e-7)


def test_half_of_all_items_alike_asks_by_itself(form):
    """Twenty of forty in one run is enough; nineteen is not."""
    assert judge(form, varied(20)).ask
    assert judge(form, varied(20)).sameness
    assert not judge(form, varied(19)).ask
    assert not judge(form, varied(19)).sameness


def test_half_is_counted_over_the_items_shown(form):
    """Skipping items does not make a run look longer."""
    shown = np.array(varied(19), dtype=float)
    shown[25:] = np.nan
    assert not judge(form, shown).long_share


def test_ten_alike_over_both_keys_need_a_small_spread_too(form):
    """A run of ten counts with a spread under .35 and not otherwise, nor with one key alone."""
    nearly = [3] * 16 + [4] + [3] * 16 + [4] + [3] * 6
    assert judge(form, nearly).sameness
    assert not judge(form, nearly).ask
    wide = [3] * 16 + [1] + [3] * 16 + [5] + [3] * 6
    assert judge(form, wide).irv > 0.35
    assert not judge(form, wide).sameness
    one_key = np.zeros(40, dtype=bool)
    one_key[[16, 33]] = True
    assert not judge(form, nearly, reverse=one_key).sameness
    short = ([3] * 9 + [4]) * 4
    assert judge(form, short).longstring == 9
    assert not judge(form, short).sameness
    assert judge(form, [3] * 10 + [4] + [3] * 9 + [4] + [3] * 9 + [4] + [3] * 9).sameness


def test_the_spread_limit_is_just_over_a_third(form):
    """Five of forty answers one step off stay under it, six do not."""
    five_off = judge(form, [3] * 14 + [4] * 2 + [3] * 14 + [4] * 3 + [3] * 7)
    six_off = judge(form, [3] * 14 + [4] * 3 + [3] * 14 + [4] * 3 + [3] * 6)
    assert 0.33 < five_off.irv < 0.35 < six_off.irv < 0.37
    assert five_off.sameness
    assert not six_off.sameness


def test_a_small_spread_is_relative_to_the_answer_scale(form):
    """On a 0..10 scale the limit is two and a half times as wide."""
    q = form(["+-+-+-+-"] * 5, low=0, high=10)
    shown = np.array([3] * 16 + [5, 5] + [3] * 16 + [5, 5] + [3] * 4, dtype=float)
    found = ql.quality(q, shown, ALTERNATING, SLOW)
    assert 0.35 < found.irv < 0.875
    assert found.sameness


def test_speed_alone_asks_nothing_until_it_is_extreme(form):
    """Half of the pages under two seconds is a flag; two pages under one second ask by themselves."""
    quick = [(10.0, 8)] * 3 + [(40.0, 8)] * 2
    assert judge(form, varied(), quick).speed
    assert not judge(form, varied(), quick).ask
    exactly_half = [(10.0, 8)] * 2 + [(40.0, 8)] * 2
    assert judge(form, varied(), exactly_half).speed
    assert not judge(form, varied(), [(10.0, 8)] * 2 + [(40.0, 8)] * 3).speed
    hard = [(7.9, 8)] * 2 + [(40.0, 8)] * 8
    assert judge(form, varied(), hard).speed
    assert judge(form, varied(), hard).ask
    assert not judge(form, varied(), [(7.9, 8)] + [(40.0, 8)] * 8).ask


def test_both_families_together_ask(form):
    """A long run with small spread and quick pages: neither would ask alone."""
    nearly = [3] * 16 + [4] + [3] * 16 + [4] + [3] * 6
    quick = [(10.0, 8)] * 5
    assert not judge(form, nearly).ask
    assert not judge(form, varied(), quick).ask
    assert judge(form, nearly, quick).ask


def test_unknown_times_leave_only_sameness(form):
    """Without page times there is no speed."""
    found = judge(form, varied(), [])
    assert (found.speed, found.ask, found.page_seconds) == (False, False, ())
    assert judge(form, varied(20), []).ask
