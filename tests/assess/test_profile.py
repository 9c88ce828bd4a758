"""The own-profile test: the published vector, a second derivation, and what must not matter."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats as oracle

from eq.assess.profile import own_profile
from eq.assess.questionnaire import AnswerScale
from eq.assess.scores import score

SIX = {"abs": 5e-7}


@st.composite
def people(draw, form, keys="+-"):
    """One person's complete answers on two to five scales of six to ten items."""
    marks = draw(st.lists(st.text(keys, min_size=6, max_size=10), min_size=2, max_size=5))
    q = form(marks)
    size = len(q.items)
    return q, np.array(draw(st.lists(st.integers(1, 5), min_size=size, max_size=size)), dtype=np.float64)


def test_the_published_profile_is_reproduced(five, consistent):
    profile = own_profile(five, consistent)
    assert [d.scale for d in profile.scales] == ["SA", "SR", "MO", "EM", "SS"]
    assert profile.person_mean == pytest.approx(3.575, abs=1e-12)
    assert [d.deviation for d in profile.scales] == pytest.approx([0.05, -0.825, 0.8, 0.3, -0.325], abs=1e-12)
    assert [d.se for d in profile.scales] == pytest.approx([0.224404] * 5, **SIX)
    assert [d.limit for d in profile.scales] == pytest.approx([0.611233] * 5, **SIX)
    assert (profile.df1, profile.df2) == (4, 35)
    assert [profile.f, profile.p] == pytest.approx([6.031915, 0.000842], **SIX)
    assert profile.distinguishable
    assert [d.word for d in profile.scales] == ["near", "lower", "higher", "near", "near"]


def test_the_published_difference_of_two_scales_follows_from_the_same_spread(five, consistent):
    sd = float(score(five, consistent[np.newaxis]).sd[0])
    se = sd * math.sqrt(1 / 8 + 1 / 8)
    assert [se, float(oracle.t.ppf(0.975, 35)) * se] == pytest.approx([0.354814, 0.720310], **SIX)


def test_unequal_numbers_of_answers_give_each_scale_the_published_error(form):
    # Scales of 8, 8, 7, 8 and 6 statements whose pooled spread is floored at .4; errors are linear in it.
    q = form(["+" * k for k in (8, 8, 7, 8, 6)])
    profile = own_profile(q, np.full(37, 3.0))
    published = [0.227060, 0.227060, 0.238645, 0.227060, 0.253269]
    assert [d.se * 0.709628 / 0.4 for d in profile.scales] == pytest.approx(published, abs=1e-6)


def test_a_missing_answer_counts_like_a_shorter_scale(form, read):
    answers = "43542434 3234233– 5445445–"
    complete = own_profile(form(["+" * 8, "+" * 7, "+" * 7]), read(answers.replace("–", "")))
    gappy = own_profile(form(["+" * 8] * 3), read(answers))
    assert gappy == complete


@given(st.data())
def test_the_omnibus_test_is_a_one_way_analysis_of_variance_over_the_statements(form, data):
    q, values = data.draw(people(form))
    turned = np.where([item.reverse for item in q.items], 6 - values, values)
    groups = [turned[list(columns)] for columns in q.scale_columns.values()]
    pooled = np.sum([np.sum((g - g.mean()) ** 2) for g in groups]) / sum(len(g) - 1 for g in groups)
    profile = own_profile(q, values)
    if pooled > 0.4**2:
        f, p = oracle.f_oneway(*groups)
        assert [profile.f, profile.p] == pytest.approx([f, p], rel=1e-9, abs=1e-12)
    else:
        grand = np.concatenate(groups).mean()
        between = sum(len(g) * (g.mean() - grand) ** 2 for g in groups) / (len(groups) - 1)
        assert profile.f == pytest.approx(between / 0.16, abs=1e-12)


@given(st.data())
def test_deviations_and_their_errors_agree_with_the_weights_of_the_means(form, data):
    q, values = data.draw(people(form))
    profile, table = own_profile(q, values), score(q, values[np.newaxis])
    p = len(q.scales)
    weights = np.eye(p) - 1 / p  # deviation = own mean minus the mean of all p means
    assert [d.deviation for d in profile.scales] == pytest.approx(weights @ table.mean[0], abs=1e-12)
    covariance = weights @ np.diag(table.sd[0] ** 2 / table.answered[0]) @ weights.T
    assert [d.se for d in profile.scales] == pytest.approx(np.sqrt(np.diag(covariance)), rel=1e-12)
    limit = oracle.t.ppf(1 - 0.05 / (2 * p), table.sd_df[0])
    assert [d.limit for d in profile.scales] == pytest.approx(limit * np.sqrt(np.diag(covariance)), rel=1e-9)
    assert sum(d.deviation for d in profile.scales) == pytest.approx(0, abs=1e-12)


@given(st.data())
def test_a_word_needs_both_the_omnibus_test_and_the_limit(form, data):
    profile = own_profile(*data.draw(people(form)))
    assert profile.distinguishable == (profile.p <= 0.05)
    for d in profile.scales:
        beyond = profile.distinguishable and abs(d.deviation) >= d.limit
        assert d.word == (("higher" if d.deviation > 0 else "lower") if beyond else "near")


def test_an_area_beyond_its_own_limit_gets_no_word_while_the_areas_are_too_close_to_rank(five, read):
    profile = own_profile(five, read("43542434 43542434 43542434 43542434 32431323"))
    assert profile.scales[4].deviation == pytest.approx(-0.8)
    assert profile.scales[4].limit < 0.8
    assert profile.p > 0.05
    assert not profile.distinguishable
    assert [d.word for d in profile.scales] == ["near"] * 5


def test_equal_answers_within_each_area_are_told_apart_by_the_floored_spread(form, read):
    profile = own_profile(form(["++++++"] * 2), read("222222 444444"))
    assert profile.f == pytest.approx(6 * 2 / 0.4**2)
    assert [d.word for d in profile.scales] == ["lower", "higher"]


@given(st.data(), st.integers(-3, 3))
def test_a_constant_added_to_all_answers_moves_the_average_and_nothing_else(form, data, step):
    q, values = data.draw(people(form, keys="+"))
    moved = q.model_copy(update={"answers": AnswerScale(low=1 + step, high=5 + step, labels=())})
    a, b = own_profile(q, values), own_profile(moved, values + step)
    assert b.person_mean == pytest.approx(a.person_mean + step)
    assert [b.f, b.p] == pytest.approx([a.f, a.p], rel=1e-9)
    assert [d.deviation for d in b.scales] == pytest.approx([d.deviation for d in a.scales], abs=1e-12)


def test_scales_without_a_number_stay_out_of_the_profile(form, read):
    profile = own_profile(form(["++++++++", "+++", "++++++++"]), read("43542434 555 2342–332"))
    assert [d.scale for d in profile.scales] == ["scale-0", "scale-2"]
    assert profile.df1 == 1


@pytest.mark.parametrize("answers", ["43542434 ––––––––", "–––––––– ––––––––", "43542434 333–––––"])
def test_fewer_than_two_areas_with_a_number_give_no_profile(form, read, answers):
    assert own_profile(form(["++++++++"] * 2), read(answers)) is None
