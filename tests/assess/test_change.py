"""Change between two sittings: the published vectors, a second derivation, and what must not matter."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats as oracle

from eq.assess.change import change, change_frame
from eq.assess.differences import VERDICTS, change_table, detectable, error, planned_detectable
from eq.assess.questionnaire import AnswerScale
from eq.stats import holm, t_quantile, t_two_sided

SIX = {"abs": 5e-7}
NUMBERS = ("diff", "se", "t", "df", "p", "p_holm", "low95", "high95", "detectable", "detectable80")
ARRAYS = (*NUMBERS, "items", "verdict", "reason")
MIRROR = {"up": "down", "down": "up", "leaning_up": "leaning_down", "leaning_down": "leaning_up"}


@st.composite
def pairs(draw, form, *, keys="+-", rows=3):
    """A form of one to four scales on some answer scale, and answers before and after with gaps."""
    marks = draw(st.lists(st.text(keys, min_size=4, max_size=10), min_size=1, max_size=4))
    low = draw(st.sampled_from([1, 0, -3]))
    q = form(marks, low=low, high=low + draw(st.sampled_from([1, 4, 100])))
    answer = st.integers(q.answers.low, q.answers.high)
    cell = st.one_of(*[answer] * 12, st.none())
    table = st.lists(st.lists(cell, min_size=len(q.items), max_size=len(q.items)), min_size=rows, max_size=rows)
    return q, np.array(draw(table), dtype=np.float64), np.array(draw(table), dtype=np.float64)


@pytest.fixture(scope="session")
def before(read):
    return read("32342332")


@pytest.fixture(scope="session")
def after(read):
    return read("43343433")


def word(p_holm: float, diff: float) -> str:
    if math.isnan(p_holm):
        return "refused"
    sign = "up" if diff > 0 else "down"
    return sign if p_holm <= 0.05 else f"leaning_{sign}" if p_holm <= 0.20 else "unclear"


# --- the published vectors -------------------------------------------------------------------------------------


def test_the_published_change_is_reproduced(form, before, after):
    (row,) = change(form(["++++++++"]), before, after)
    figures = [row.diff, row.se, row.df, row.t, row.p, row.low95, row.high95, row.detectable]
    published = [0.625, 0.336871, 80.413063, 1.855309, 0.067217, -0.045342, 1.295342, 0.670342]
    assert figures == pytest.approx(published, **SIX)
    assert row.p_holm == row.p
    assert (row.items, row.verdict, row.reason) == (8, "leaning_up", None)


def test_among_five_scales_the_same_change_must_be_larger_to_count(five, before, after):
    rows = change(five, np.tile(before, 5), np.tile(after, 5))
    assert [row.detectable for row in rows] == pytest.approx([0.888787] * 5, **SIX)
    assert [row.p_holm for row in rows] == pytest.approx([5 * 0.067217] * 5, abs=5e-6)
    assert [row.verdict for row in rows] == ["unclear"] * 5


def test_planning_values_for_eight_and_ten_items_are_the_published_ones():
    answers = AnswerScale(low=1, high=5, labels=())
    assert planned_detectable(answers, 8, 5) == pytest.approx((1.087642, 1.424995), **SIX)
    assert planned_detectable(answers, 10, 5) == pytest.approx((1.006398, 1.325068), **SIX)
    assert planned_detectable(answers, 10, 5, spread=0.78) == planned_detectable(answers, 10, 5)
    hundred = AnswerScale(low=0, high=100, labels=())
    assert planned_detectable(hundred, 10, 5) == pytest.approx((25 * 1.006398, 25 * 1.325068), abs=1e-4)
    twice = planned_detectable(answers, 10, 5, occasions=2)
    assert twice < planned_detectable(answers, 10, 5)


@pytest.mark.parametrize(
    ("occasion_sd", "se", "t", "p"),
    [
        (0.0, 0.182981, 3.415650, 0.011201),
        (0.10, 0.231262, 2.702562, 0.030526),
        (0.15, 0.280147, 2.230974, 0.060883),
        (0.20, 0.336871, 1.855309, 0.105938),
        (0.25, 0.398098, 1.569965, 0.160415),
    ],
)
def test_the_published_series_of_occasion_spreads_is_reproduced(before, after, occasion_sd, se, t, p):
    step = after - before
    assert [step.mean(), step.std(ddof=1)] == pytest.approx([0.625, 0.517549], **SIX)
    spread, _ = error(step.var(ddof=1), 8, occasion_sd)
    assert [spread, step.mean() / spread] == pytest.approx([se, t], **SIX)
    assert t_two_sided(step.mean() / spread, 7) == pytest.approx(p, **SIX)


def test_without_an_occasion_spread_the_error_is_that_of_a_paired_t_test(before, after):
    step = after - before
    se, df = error(step.var(ddof=1), 8, 0.0)
    expected = oracle.ttest_rel(after, before)
    assert [step.mean() / se, df] == pytest.approx([expected.statistic, 7])
    half = float(t_quantile(0.975, df) * se)
    assert [0.625 - half, 0.625 + half] == pytest.approx([0.192318, 1.057682], **SIX)


@pytest.mark.parametrize(
    ("items", "least", "more"), [(8, 0.934101, 0.558940), (10, 0.848957, 0.519032), (12, 0.795710, 0.492914)]
)
def test_the_published_detectable_changes_with_few_degrees_of_freedom_are_reproduced(items, least, more):
    se, _ = error(0.78**2, items, 0.20)
    assert detectable(se, np.float64(items - 1), 1)[0] == pytest.approx(least, **SIX)
    assert t_quantile(0.90, items - 1) * se == pytest.approx(more, **SIX)


def test_a_mean_of_two_sittings_before_has_the_published_smaller_error(form, before, after):
    table = change_table(form(["++++++++"]), before[np.newaxis], after[np.newaxis], occasions=2)
    assert table.se[0, 0] == pytest.approx(0.305748, **SIX)


# --- a second derivation -----------------------------------------------------------------------------------------


@given(st.data())
def test_every_figure_agrees_with_a_slow_derivation(form, data):
    q, before, after = data.draw(pairs(form))
    table = change_table(q, before, after)
    span = q.answers.high - q.answers.low
    sign = np.array([-1.0 if item.reverse else 1.0 for item in q.items])
    for row in range(len(before)):
        steps = [((after - before)[row] * sign)[list(columns)] for columns in q.scale_columns.values()]
        steps = [step[~np.isnan(step)] for step in steps]
        sizes = [len(columns) for columns in q.scale_columns.values()]
        shown = [size >= 6 and 10 * len(step) >= 8 * size for step, size in zip(steps, sizes, strict=True)]
        p_values = np.full(len(steps), np.nan)
        for at, step in enumerate(steps):
            assert table.items[row, at] == len(step)
            assert (table.reason[row, at] == 0) == shown[at]
            if not shown[at]:
                assert table.reason[row, at] == (1 if sizes[at] < 6 else 2)
                assert all(np.isnan(getattr(table, name)[row, at]) for name in NUMBERS)
                continue
            k, u = len(step), step.var(ddof=1) / len(step)
            se = math.sqrt(u + 2 * (0.05 * span) ** 2)
            df = se**4 / (u**2 / (k - 1)) if u > 1e-12 * span**2 else np.inf
            t = step.mean() / se
            p_values[at] = 2 * oracle.t.sf(abs(t), min(df, 1e12))
            quantile = oracle.t.ppf([0.975, 1 - 0.05 / (2 * sum(shown)), 0.80], min(df, 1e12))
            low, high = np.clip(step.mean() + np.array([-1, 1]) * quantile[0] * se, -span, span)
            expected = {"diff": step.mean(), "se": se, "t": t, "p": p_values[at], "low95": low, "high95": high} | {
                "detectable": quantile[1] * se,
                "detectable80": (quantile[1] + quantile[2]) * se,
            }
            for name, figure in expected.items():
                assert getattr(table, name)[row, at] == pytest.approx(figure, rel=1e-7, abs=1e-9 * span), name
            assert table.df[row, at] == pytest.approx(df, rel=1e-6)
        np.testing.assert_allclose(table.p_holm[row], holm(p_values), rtol=1e-7)


@given(st.data())
def test_words_follow_the_adjusted_p_and_the_sign_alone(form, data):
    q, before, after = data.draw(pairs(form))
    table = change_table(q, before, after)
    expected = [word(p, d) for p, d in zip(table.p_holm.ravel(), table.diff.ravel(), strict=True)]
    assert [VERDICTS[code] for code in table.verdict.ravel()] == expected


def test_each_word_is_reached(form, read):
    q, before = form(["++++++++"]), read("33333333")
    answers = ("43333333", "44443333", "44444444", "22223333", "22222222")
    said = [change(q, before, read(after))[0].verdict for after in answers]
    assert said == ["unclear", "leaning_up", "up", "leaning_down", "down"]


@pytest.mark.parametrize(
    ("steps", "p", "verdict"),
    [
        ([-1, 0, 0, 2, 2, 2, 2, 2], 0.049722, "up"),
        ([0, 0, 0, 1, 1, 1, 1, 2], 0.054514, "leaning_up"),
        ([-1, 0, 0, 0, 1, 1, 2, 2], 0.200658, "unclear"),
    ],
)
def test_the_words_change_at_five_and_twenty_percent(form, steps, p, verdict):
    (row,) = change(form(["++++++++"]), np.full(8, 2.0), 2.0 + np.array(steps))
    assert row.p_holm == pytest.approx(p, **SIX)
    assert row.verdict == verdict


@pytest.mark.parametrize(("low", "high"), [(1, 5), (0, 100), (-4, -1)])
def test_the_largest_possible_change_has_an_interval_that_ends_with_the_answer_scale(form, low, high):
    q, bottom, top = form(["++++++++"], low=low, high=high), np.full(8, float(low)), np.full(8, float(high))
    (rise,), (fall,) = change(q, bottom, top), change(q, top, bottom)
    assert rise.high95 == rise.diff == high - low
    assert fall.low95 == fall.diff == low - high
    assert 0 < rise.low95 < rise.diff


@given(st.data())
def test_a_difference_of_exactly_the_detectable_size_has_the_p_that_counts(form, data):
    q, before, after = data.draw(pairs(form, rows=1))
    for row in change(q, before[0], after[0]):
        if row.verdict != "refused":
            tests = round(0.05 / float(t_two_sided(row.detectable / row.se, row.df)), 6)
            assert tests == sum(other.verdict != "refused" for other in change(q, before[0], after[0]))
            # Half the real changes of that size are found, and four in five of the larger: shift by t(.80).
            assert row.detectable80 - row.detectable == pytest.approx(float(oracle.t.ppf(0.8, row.df)) * row.se)


# --- what must not matter, and what must -------------------------------------------------------------------------


@given(st.data())
def test_swapping_before_and_after_turns_the_sign_and_nothing_else(form, data):
    q, before, after = data.draw(pairs(form))
    there, back = change_table(q, before, after), change_table(q, after, before)
    np.testing.assert_array_equal(back.diff, -there.diff)
    np.testing.assert_array_equal(back.low95, -there.high95)
    for name in ("items", "se", "df", "p", "p_holm", "detectable", "detectable80", "reason"):
        np.testing.assert_array_equal(getattr(back, name), getattr(there, name), name)
    words = [VERDICTS[code] for code in there.verdict.ravel()]
    assert [VERDICTS[code] for code in back.verdict.ravel()] == [MIRROR.get(w, w) for w in words]


@given(st.data())
def test_answers_that_did_not_change_are_no_change(form, data):
    q, before, _ = data.draw(pairs(form))
    table = change_table(q, before, before)
    compared = table.reason == 0
    assert (table.diff[compared] == 0).all()
    assert np.isinf(table.df[compared]).all()
    assert (table.p_holm[compared] == 1).all()
    assert {VERDICTS[code] for code in table.verdict[compared]} <= {"unclear"}


@given(st.data())
def test_the_order_of_the_items_never_matters(form, data):
    q, before, after = data.draw(pairs(form))
    order = data.draw(st.permutations(range(len(q.items))))
    mixed = q.model_copy(update={"items": tuple(q.items[at] for at in order)})
    a, b = change_table(q, before, after), change_table(mixed, before[:, order], after[:, order])
    for name in ARRAYS:
        np.testing.assert_array_equal(getattr(b, name), getattr(a, name), name)


@given(st.data())
def test_many_people_at_once_are_each_compared_as_if_alone(form, data):
    q, before, after = data.draw(pairs(form))
    whole = change_table(q, before, after)
    order = data.draw(st.permutations(range(len(before))))
    mixed = change_table(q, before[order], after[order])
    for name in ARRAYS:
        np.testing.assert_array_equal(getattr(mixed, name), getattr(whole, name)[order], name)
    for at in range(len(before)):
        for j, row in enumerate(change(q, before[at], after[at])):
            np.testing.assert_array_equal(
                [getattr(row, n) for n in NUMBERS], [getattr(whole, n)[at, j] for n in NUMBERS]
            )


@given(st.data(), st.integers(1, 6), st.integers(-9, 9))
def test_another_answer_scale_stretches_the_change_by_its_range(form, data, factor, step):
    q, before, after = data.draw(pairs(form))
    answers = AnswerScale(low=factor * q.answers.low + step, high=factor * q.answers.high + step, labels=())
    a = change_table(q, before, after)
    b = change_table(q.model_copy(update={"answers": answers}), factor * before + step, factor * after + step)
    for name in ("diff", "se", "low95", "high95", "detectable", "detectable80"):
        assert getattr(b, name) == pytest.approx(factor * getattr(a, name), abs=1e-8, nan_ok=True), name
    for name in ("t", "p", "p_holm"):
        assert getattr(b, name) == pytest.approx(getattr(a, name), abs=1e-9, nan_ok=True), name


@given(st.data())
def test_a_change_only_shifts_when_every_later_answer_shifts(form, data):
    q, before, after = data.draw(pairs(form, keys="+"))
    a, b = change_table(q, before, after), change_table(q, before, after + 1)
    assert b.diff == pytest.approx(a.diff + 1, abs=1e-12, nan_ok=True)
    np.testing.assert_array_equal(b.se, a.se)
    np.testing.assert_array_equal(b.df, a.df)


@given(st.data())
def test_intervals_hold_the_difference_and_stay_on_what_the_answer_scale_allows(form, data):
    q, before, after = data.draw(pairs(form))
    table = change_table(q, before, after)
    compared, span = table.reason == 0, q.answers.high - q.answers.low
    low, diff, high = table.low95[compared], table.diff[compared], table.high95[compared]
    assert (low >= -span).all()
    assert (low <= diff).all()
    assert (diff <= high).all()
    assert (high <= span).all()


# --- focus, refusals and edges -----------------------------------------------------------------------------------


@given(st.data())
def test_the_focus_is_tested_alone_and_the_others_among_themselves(form, data):
    q, before, after = data.draw(pairs(form, rows=1))
    focus = data.draw(st.sampled_from([scale.id for scale in q.scales]))
    rows = {row.scale: row for row in change(q, before[0], after[0], focus=focus)}
    plain = {row.scale: row for row in change(q, before[0], after[0])}
    alone = rows.pop(focus)
    np.testing.assert_equal(alone.p_holm, plain[focus].p)
    others = np.array([row.p for row in rows.values()])
    np.testing.assert_array_equal([row.p_holm for row in rows.values()], holm(others))
    if alone.verdict != "refused":
        assert alone.detectable == pytest.approx(float(oracle.t.ppf(0.975, alone.df)) * alone.se)


def test_a_focus_makes_a_change_count_that_would_not_among_five(five, read):
    before = read("32342332" * 5)
    after = read("43443433" + "32342332" * 4)
    plain, focused = change(five, before, after)[0], change(five, before, after, focus="SA")[0]
    assert (plain.verdict, focused.verdict) == ("leaning_up", "up")
    assert plain.counts_alone
    assert not focused.counts_alone
    assert change(five, after, before)[0].counts_alone
    assert change(five, after, before, focus="SA")[0].verdict == "down"
    assert not change(five, after, before, focus="SA")[0].counts_alone
    assert change(five, before, after, focus="unknown")[0] == plain


def test_a_scale_with_fewer_than_six_items_is_refused_and_does_not_burden_the_others(form, read):
    q = form(["++++++++", "+++++"])
    rows = change(q, read("32342332 11111"), read("43343433 55555"))
    assert (rows[1].verdict, rows[1].reason, rows[1].items) == ("refused", "few_items", 5)
    assert rows[0].p_holm == rows[0].p
    assert not rows[1].counts_alone


@pytest.mark.parametrize(("gaps", "reason"), [("–", None), ("––", "few_common")])
def test_a_scale_under_eighty_percent_answered_both_times_is_refused(form, gaps, reason):
    before, after = np.full(8, 2.0), np.full(8, 3.0)
    before[: len(gaps) - 1] = np.nan
    after[7] = np.nan
    (row,) = change(form(["++++++++"]), before, after)
    assert (row.items, row.reason) == (8 - len(gaps), reason)
    assert math.isnan(row.diff) == (reason is not None)


def test_nothing_answered_is_refused_with_nothing_compared(five):
    rows = change(five, np.full(40, np.nan), np.full(40, np.nan))
    assert {(row.items, row.verdict, row.reason) for row in rows} == {(0, "refused", "few_common")}


def test_a_shift_of_every_item_alike_has_only_the_occasion_spread_as_error(form, read):
    (row,) = change(form(["++++++++"]), read("22222222"), read("33333333"))
    assert row.se == pytest.approx(0.2 * math.sqrt(2))
    assert row.df == np.inf
    assert row.p == pytest.approx(2 * oracle.norm.sf(1 / (0.2 * math.sqrt(2))))
    assert row.detectable == pytest.approx(1.959964 * 0.2 * math.sqrt(2), abs=1e-6)


def test_reverse_keyed_items_count_the_other_way(form, read):
    (row,) = change(form(["+-+-+-+-"]), read("22222222"), read("31313131"))
    assert row.diff == 1
    assert row.df == np.inf


# --- the frame ---------------------------------------------------------------------------------------------------


def test_the_frame_has_the_columns_of_the_command_and_says_why_a_row_is_refused(form, read):
    q = form(["++++++++", "+++"], scales=["b", "a"])
    before = np.stack([read("32342332 111"), read("3234–––– 111")])
    after = np.stack([read("43343433 555"), read("43343433 555")])
    frame = change_frame(q, ["zoe", "adam"], before, after)
    figures = ["items", "diff", "se", "t", "df", "p", "p_holm", "detectable"]
    assert frame.columns.tolist() == ["respondent", "scale", *figures, "verdict", "reason"]
    assert frame["respondent"].tolist() == ["zoe", "zoe", "adam", "adam"]
    assert frame["scale"].tolist() == ["b", "a", "b", "a"]
    assert frame["items"].tolist() == [8, 3, 4, 3]
    assert frame["verdict"].tolist() == ["leaning_up", "refused", "refused", "refused"]
    assert frame["reason"].isna().tolist() == [True, False, False, False]
    assert frame["reason"].tolist()[1:] == ["few_items", "few_common", "few_items"]
    assert frame.loc[0, "detectable"] == pytest.approx(0.670342, **SIX)
    assert frame.loc[1:, figures[1:]].isna().all(axis=None)


def test_nobody_is_compared_to_an_empty_frame(five):
    assert change_frame(five, [], np.empty((0, 40)), np.empty((0, 40))).empty
