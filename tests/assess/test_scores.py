"""Scale scores: the published vectors, a slow second derivation, and what must not matter."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats as oracle

from eq.assess.questionnaire import AnswerScale, Questionnaire
from eq.assess.scores import STATUS, ScoreTable, interval, keyed, needed, pomp, score, score_frame
from eq.stats import t_quantile

ARRAYS = ("answered", "mean", "se", "df", "low95", "high95", "pomp", "status", "sd", "sd_df")
SIX = {"abs": 5e-7}


@st.composite
def cohorts(draw, form, *, min_rows=1, keys="+-", missing=True):
    """A form of one to four scales of any size and answer scale, and answers to it with gaps."""
    marks = draw(st.lists(st.text(keys, min_size=1, max_size=12), min_size=1, max_size=4))
    low = draw(st.sampled_from([1, 0, -2, -10]))
    q = form(marks, low=low, high=low + draw(st.sampled_from([1, 4, 6, 100])))
    answer = st.integers(q.answers.low, q.answers.high)
    # About one answer in eight is missing, so that all three statuses are met.
    cell = st.one_of(*[answer] * 7, st.none()) if missing else answer
    rows = draw(st.lists(st.lists(cell, min_size=len(q.items), max_size=len(q.items)), min_size=min_rows, max_size=5))
    return q, np.array(rows, dtype=np.float64)


@pytest.fixture(scope="session")
def any_cohort(form):
    return lambda **how: cohorts(form, **how)


def same(a: ScoreTable, b: ScoreTable, rows: slice | list[int] = slice(None), scales: slice | list[int] = slice(None)):
    """Assert that ``a`` is exactly the chosen rows and scales of ``b``."""
    for name in ARRAYS:
        theirs = getattr(b, name)[rows]
        np.testing.assert_array_equal(getattr(a, name), theirs[:, scales] if theirs.ndim == 2 else theirs, name)


def by_hand(q: Questionnaire, row: list[float]) -> list[dict[str, float]]:
    """Evidence §0.1 for one person, one answer at a time."""
    low, high = q.answers.low, q.answers.high
    answers = {}
    for scale in q.scales:
        pairs = [(item, x) for item, x in zip(q.items, row, strict=True) if item.scale == scale.id]
        turned = [(low + high - x if item.reverse else x) for item, x in pairs if not math.isnan(x)]
        answers[scale.id] = (turned, len(pairs))
    shown = {s: x for s, (x, form) in answers.items() if form >= 6 and 10 * len(x) >= 8 * form}
    square = sum((x - sum(xs) / len(xs)) ** 2 for xs in shown.values() for x in xs)
    free = sum(len(xs) - 1 for xs in shown.values())
    found = []
    for scale, (xs, form) in answers.items():
        if scale not in shown:
            status = "too_few_items" if form < 6 else "too_few_answered"
            found.append({"status": status, "answered": len(xs), "items": form})
            continue
        spread = max(math.sqrt(square / free), 0.1 * (high - low))
        mean, k = sum(xs) / len(xs), len(xs)
        se = math.sqrt(spread**2 / k + (0.05 * (high - low)) ** 2)
        df = se**4 / ((spread**2 / k) ** 2 / free)
        half = float(oracle.t.ppf(0.975, df)) * se
        found.append(
            {"status": "ok", "answered": k, "items": form, "mean": mean, "se": se, "df": df}
            | {"low95": max(mean - half, low), "high95": min(mean + half, high)}
            | {"pomp": 100 * (mean - low) / (high - low), "sd": spread, "sd_df": free}
        )
    return found


# --- the published vectors -------------------------------------------------------------------------------------


def test_one_scale_alone_has_the_published_mean_spread_and_item_sampling_interval(form, read):
    table = score(form(["++++++++"]), read("43542434")[np.newaxis])
    mean, se = table.mean[0, 0], table.sd[0] / math.sqrt(8)
    assert [mean, table.sd[0], se] == pytest.approx([3.625, 0.916125, 0.323899], **SIX)
    half, half80 = t_quantile(0.975, 7) * se, t_quantile(0.90, 7) * se
    assert [half, mean - half, mean + half] == pytest.approx([0.765900, 2.859100, 4.390900], **SIX)
    assert [mean - half80, mean + half80] == pytest.approx([3.166707, 4.083293], **SIX)
    assert [table.pomp[0, 0], 25 * half] == pytest.approx([65.625, 19.147500], abs=5e-6)


def test_five_scales_pool_their_spread_as_published(five, consistent):
    table = score(five, consistent[np.newaxis])
    assert table.mean[0] == pytest.approx([3.625, 2.750, 4.375, 3.875, 3.250], abs=1e-12)
    assert table.sd_df[0] == 35
    assert table.sd[0] ** 2 * 35 == pytest.approx(17.625, abs=1e-9)
    sampling = table.sd[0] / math.sqrt(8)
    assert [table.sd[0], sampling] == pytest.approx([0.709628, 0.250891], **SIX)
    assert t_quantile(0.975, 35) * sampling == pytest.approx(0.509336, **SIX)


def test_the_interval_for_the_usual_level_is_the_published_one(five, consistent):
    table = score(five, consistent[np.newaxis])
    assert [table.se[0, 0], table.df[0, 0]] == pytest.approx([0.320853, 93.615643], **SIX)
    assert 3.625 - table.low95[0, 0] == pytest.approx(0.637095, **SIX)
    assert table.high95[0, 0] - 3.625 == pytest.approx(0.637095, **SIX)


def test_a_scale_with_one_answer_missing_has_the_published_mean_prorated_sum_and_sampling_error(form, read):
    table = score(form(["++++++++"]), read("43–42434")[np.newaxis])
    assert table.answered[0, 0] == 7
    assert [table.mean[0, 0], 8 * table.mean[0, 0]] == pytest.approx([3.428571, 27.428571], **SIX)
    assert table.sd[0] / math.sqrt(7) == pytest.approx(0.297381, **SIX)


def test_percent_of_maximum_re_expresses_means_and_sums():
    assert pomp(np.float64(3.625), 1, 5) == pytest.approx(65.625)
    assert pomp(np.float64(27), 8, 40) == pytest.approx(59.375)
    assert pomp(np.array([-2.0, 1.0, 4.0]), -2, 4).tolist() == [0, 50, 100]


def test_four_fifths_of_the_items_are_needed_rounded_up():
    assert needed(np.array([1, 5, 6, 7, 8, 9, 10, 11, 12, 15, 20])).tolist() == [1, 4, 5, 6, 7, 8, 8, 9, 10, 12, 16]


# --- a second derivation -----------------------------------------------------------------------------------------


@given(st.data())
def test_every_figure_agrees_with_a_slow_derivation_for_one_person_at_a_time(any_cohort, data):
    q, values = data.draw(any_cohort())
    table = score(q, values)
    for row, answers in enumerate(values.tolist()):
        for at, expected in enumerate(by_hand(q, answers)):
            assert table.status_word(row, at) == expected["status"]
            assert (table.answered[row, at], table.items[at]) == (expected["answered"], expected["items"])
            for name in ("mean", "se", "df", "low95", "high95", "pomp"):
                figure = getattr(table, name)[row, at]
                assert figure == pytest.approx(expected.get(name, math.nan), rel=1e-9, abs=1e-9, nan_ok=True), name
            if expected["status"] == "ok":
                assert (table.sd[row], table.sd_df[row]) == pytest.approx((expected["sd"], expected["sd_df"]))


# --- what must not matter, and what must -------------------------------------------------------------------------


@given(st.data())
def test_turning_reverse_keyed_answers_twice_gives_the_answers_back(any_cohort, data):
    q, values = data.draw(any_cohort())
    np.testing.assert_array_equal(keyed(q, keyed(q, values)), values)
    reverse = [item.reverse for item in q.items]
    np.testing.assert_array_equal(
        keyed(q, values)[:, reverse] + values[:, reverse],
        np.where(np.isnan(values[:, reverse]), np.nan, q.answers.low + q.answers.high),
    )


@given(st.data())
def test_scoring_turned_answers_on_a_form_without_reverse_keys_changes_nothing(any_cohort, data):
    q, values = data.draw(any_cohort())
    plain = q.model_copy(update={"items": tuple(i.model_copy(update={"reverse": False}) for i in q.items)})
    same(score(plain, keyed(q, values)), score(q, values))


@given(st.data())
def test_the_order_of_the_items_never_matters(any_cohort, data):
    q, values = data.draw(any_cohort())
    order = data.draw(st.permutations(range(len(q.items))))
    mixed = q.model_copy(update={"items": tuple(q.items[at] for at in order)})
    same(score(mixed, values[:, order]), score(q, values))


@given(st.data())
def test_the_order_of_the_scales_only_orders_the_results(any_cohort, data):
    q, values = data.draw(any_cohort())
    order = data.draw(st.permutations(range(len(q.scales))))
    mixed = q.model_copy(update={"scales": tuple(q.scales[at] for at in order)})
    # The pooled spread adds the scales up in another order, so only the last bits may differ.
    a, b = score(mixed, values), score(q, values)
    for name in ("answered", "mean", "se", "df", "low95", "high95"):
        assert getattr(a, name) == pytest.approx(getattr(b, name)[:, order], rel=1e-12, nan_ok=True), name


@given(st.data())
def test_permuting_respondents_permutes_the_rows(any_cohort, data):
    q, values = data.draw(any_cohort(min_rows=2))
    order = data.draw(st.permutations(range(len(values))))
    same(score(q, values[order]), score(q, values), rows=order)


@given(st.data())
def test_scoring_row_by_row_equals_scoring_the_table_at_once(any_cohort, data):
    q, values = data.draw(any_cohort())
    whole = score(q, values)
    for row in range(len(values)):
        same(score(q, values[row : row + 1]), whole, rows=[row])


def test_a_cohort_larger_than_one_block_is_scored_like_its_parts(five):
    values = np.random.default_rng(3).integers(1, 6, (5000, 40)).astype(float)
    values[::7, 3] = np.nan
    values[4321, :9] = np.nan
    whole = score(five, values)
    same(score(five, values[4200:4400]), whole, rows=slice(4200, 4400))
    same(score(five, np.asfortranarray(values)), whole)
    assert whole.status_word(4321, 0) == "too_few_answered"


@given(st.data())
def test_adding_a_constant_to_all_answers_shifts_the_mean_by_it_and_leaves_the_error_alone(any_cohort, data):
    q, values = data.draw(any_cohort(keys="+"))
    room = q.answers.high - np.nan_to_num(np.nanmax(values, initial=q.answers.low))
    step = data.draw(st.integers(0, int(room)))
    before, after = score(q, values), score(q, values + step)
    assert after.mean == pytest.approx(before.mean + step, rel=1e-12, nan_ok=True)
    np.testing.assert_array_equal(after.se, before.se)
    np.testing.assert_array_equal(after.df, before.df)


@given(st.data(), st.integers(1, 7), st.integers(-20, 20))
def test_another_answer_scale_stretches_every_figure_by_its_range(any_cohort, data, factor, step):
    q, values = data.draw(any_cohort())
    low, high = factor * q.answers.low + step, factor * q.answers.high + step
    stretched = q.model_copy(update={"answers": AnswerScale(low=low, high=high, labels=())})
    a, b = score(q, values), score(stretched, factor * values + step)
    for name in ("mean", "low95", "high95"):
        assert getattr(b, name) == pytest.approx(factor * getattr(a, name) + step, abs=1e-8, nan_ok=True), name
    assert b.se == pytest.approx(factor * a.se, nan_ok=True)
    assert b.sd == pytest.approx(factor * a.sd, nan_ok=True)
    assert b.df == pytest.approx(a.df, nan_ok=True)
    assert b.pomp == pytest.approx(a.pomp, abs=1e-8, nan_ok=True)


@given(st.data())
def test_turning_every_item_of_the_form_mirrors_the_result_on_the_answer_scale(any_cohort, data):
    q, values = data.draw(any_cohort())
    turned = q.model_copy(update={"items": tuple(i.model_copy(update={"reverse": not i.reverse}) for i in q.items)})
    a, b = score(q, values), score(turned, values)
    assert b.mean == pytest.approx(q.answers.low + q.answers.high - a.mean, abs=1e-9, nan_ok=True)
    assert b.low95 == pytest.approx(q.answers.low + q.answers.high - a.high95, abs=1e-9, nan_ok=True)
    assert b.pomp == pytest.approx(100 - a.pomp, abs=1e-9, nan_ok=True)
    np.testing.assert_array_equal(b.se, a.se)


@given(st.data())
def test_intervals_hold_the_mean_stay_on_the_answer_scale_and_widen_with_the_level(any_cohort, data):
    q, values = data.draw(any_cohort())
    table = score(q, values)
    ok = table.status == 0
    assume(ok.any())
    low80, high80 = interval(table, 0.80)
    ends = (q.answers.low * np.ones_like(low80), table.low95, low80, table.mean, high80, table.high95)
    ladder = np.stack([*ends, q.answers.high * np.ones_like(low80)])[:, ok]
    assert (np.diff(ladder, axis=0) >= 0).all()
    np.testing.assert_allclose(interval(table, 0.95), (table.low95, table.high95), rtol=1e-12)


def test_the_eighty_percent_interval_uses_the_t_of_its_level(five, consistent):
    table = score(five, consistent[np.newaxis])
    low, high = interval(table, 0.80)
    expected = float(oracle.t.ppf(0.90, 93.615643)) * 0.320853
    assert (high - low)[0, 0] / 2 == pytest.approx(expected, abs=1e-6)


@given(st.integers(6, 12), st.integers(1, 5), st.data())
def test_a_missing_answer_never_narrows_the_interval_at_a_fixed_spread(form, items, answer, data):
    q = form(["+" * items] * 2)
    values = np.full((1, 2 * items), float(answer))  # all equal: the spread stays at its floor
    gone = data.draw(st.integers(1, items - int(needed(items))))
    fewer = values.copy()
    fewer[0, :gone] = np.nan
    full, less = score(q, values), score(q, fewer)
    assert less.status_word(0, 0) == "ok"
    assert less.sd[0] == full.sd[0]
    assert less.se[0, 0] > full.se[0, 0]
    assert less.df[0, 0] < full.df[0, 0]
    assert np.ptp(interval(less, 0.5), axis=0)[0, 0] >= np.ptp(interval(full, 0.5), axis=0)[0, 0]
    assert less.se[0, 1] == full.se[0, 1]


# --- edges -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("low", "high"), [(1, 5), (0, 4), (-3, 3), (0, 100), (1, 2)])
def test_equal_answers_still_have_an_error_from_the_floor_of_a_tenth_of_the_range(form, low, high):
    table = score(form(["++++++++"], low=low, high=high), np.full((1, 8), float(high)))
    span = high - low
    assert table.sd[0] == pytest.approx(0.10 * span)
    assert table.se[0, 0] == pytest.approx(span * math.sqrt(0.01 / 8 + 0.0025))
    assert table.mean[0, 0] == table.high95[0, 0] == high
    assert low < table.low95[0, 0] < high


def test_a_form_of_short_scales_shows_no_number_however_complete(form, read):
    table = score(form(["+++", "+", "+++++"]), read("333 4 55555")[np.newaxis])
    assert [table.status_word(0, at) for at in range(3)] == ["too_few_items"] * 3
    assert table.answered[0].tolist() == [3, 1, 5]
    assert np.isnan(table.mean).all()
    assert np.isnan(table.sd[0])
    assert table.sd_df[0] == 0


def test_no_answer_at_all_is_too_few_answered_and_too_few_items_wins(form):
    table = score(form(["++++++", "+++++"]), np.full((2, 11), np.nan))
    assert [table.status_word(1, at) for at in range(2)] == ["too_few_answered", "too_few_items"]
    assert table.answered.tolist() == [[0, 0], [0, 0]]
    for name in ("mean", "se", "df", "low95", "high95", "pomp"):
        assert np.isnan(getattr(table, name)).all(), name


def test_only_scales_that_may_show_a_number_lend_their_spread(form, read):
    q = form(["++++++++", "++++++++", "+++++"])
    alone = score(form(["++++++++"]), read("43542434")[np.newaxis])
    table = score(q, read("43542434 15––1––5 15151")[np.newaxis])
    assert table.sd_df[0] == 7
    assert table.sd[0] == alone.sd[0]
    assert table.se[0, 0] == alone.se[0, 0]


def test_nobody_is_scored_to_an_empty_table(five):
    table = score(five, np.empty((0, 40)))
    assert table.mean.shape == (0, 5)
    assert score_frame(table, []).empty


@pytest.mark.parametrize("shape", [(2, 39), (40,), (1, 1, 40)])
def test_answers_that_do_not_fit_the_form_are_refused(five, shape):
    with pytest.raises(ValueError, match="40 items"):
        score(five, np.full(shape, 3.0))


def test_the_answers_given_are_left_as_they_were(form):
    values = np.array([[1.0, 2, 3, 4, 5, np.nan]])
    kept = values.copy()
    score(form(["+-+-+-"]), values)
    np.testing.assert_array_equal(values, kept)


# --- the frame ---------------------------------------------------------------------------------------------------


def test_the_frame_has_one_row_per_person_and_scale_in_file_order_with_the_promised_columns(form, read):
    q = form(["++++++", "+++"], scales=["b", "a"])
    values = np.stack([read("444444 123"), read("4444–– 123")])
    frame = score_frame(score(q, values), ["zoe", "adam"])
    assert frame.columns.tolist() == (
        ["respondent", "scale", "items", "answered", "mean", "se", "df", "low95", "high95", "pomp", "status"]
    )
    assert frame["respondent"].tolist() == ["zoe", "zoe", "adam", "adam"]
    assert frame["scale"].tolist() == ["b", "a", "b", "a"]
    assert frame["items"].tolist() == [6, 3, 6, 3]
    assert frame["answered"].tolist() == [6, 3, 4, 3]
    assert frame["status"].tolist() == ["ok", "too_few_items", "too_few_answered", "too_few_items"]
    assert frame.loc[0, ["mean", "pomp"]].tolist() == [4, 75]
    assert frame.loc[1:, ["mean", "se", "df", "low95", "high95", "pomp"]].isna().all(axis=None)
    assert {str(frame[name].dtype) for name in ("respondent", "scale", "status")} == {"str"}
    assert set(frame["status"]) <= set(STATUS)


@given(st.data())
def test_the_frame_holds_the_table_unrounded(any_cohort, data):
    q, values = data.draw(any_cohort())
    table = score(q, values)
    frame = score_frame(table, [f"p{row}" for row in range(len(values))])
    for name in ("mean", "se", "df", "low95", "high95", "pomp", "answered"):
        np.testing.assert_array_equal(frame[name].to_numpy().reshape(table.mean.shape), getattr(table, name))
