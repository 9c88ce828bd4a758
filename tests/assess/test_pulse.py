"""The pulse: blocks of weeks, two kinds of level, change between two blocks."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eq.assess import pulse
from eq.assess.twoway import two_way
from eq.assess.weeks import ORIGIN, week_of

pytestmark = pytest.mark.filterwarnings("error")

SCALES = ["SA", "SR", "MO", "EM", "SS"]
FIRST = "343 445 235 244 | 322 242 333 322 | 333 434 443 344 | 444 434 344 444 | 222 333 223 322"
SECOND = "353 344 344 334 | 442 443 553 444 | 334 324 434 334 | 534 543 445 444 | 323 232 432 323"
A, B = 30, 31


def weeks_of(text: str, number: int, day: int = 2) -> list[pulse.Week]:
    """The four weeks of one block from a line of triples, scale by scale."""
    scales = [part.split() for part in text.split("|")]
    monday = pulse.block_dates(number)[0]
    return [
        pulse.Week(
            monday + timedelta(weeks=week, days=day),
            np.array([float(mark) for triples in scales for mark in triples[week]]),
        )
        for week in range(len(scales[0]))
    ]


@pytest.fixture(scope="module")
def q(form):
    return form(["+++"] * 5, scales=SCALES)


@pytest.fixture(scope="module")
def trend(q):
    return pulse.blocks(q, weeks_of(FIRST, A) + weeks_of(SECOND, B))


def level(trend, number, scale):
    return next(level for level in trend.levels(number) if level.scale == scale)


def changed(q, trend, scale, **more):
    return next(row for row in pulse.change(q, trend.block(A), trend.block(B), **more) if row.scale == scale)


# --- the published numbers ------------------------------------------------------------------------------------------


def test_level_of_these_statements(trend):
    """The trend figure's level: weekly means, their SE and interval."""
    found = level(trend, A, "SR")
    assert found.status == "ok"
    assert found.weeks == 4
    assert found.mean == pytest.approx(2.583333, abs=5e-7)
    assert found.fixed_se == pytest.approx(0.183838, abs=5e-7)
    assert found.fixed_se**2 * 4 == pytest.approx(0.135185, abs=5e-7)
    assert found.fixed_df == pytest.approx(7.5)
    assert found.fixed_high95 - found.mean == pytest.approx(0.428901, abs=5e-7)
    later = level(trend, B, "SR")
    assert later.fixed_se**2 * 4 == pytest.approx(0.077778, abs=5e-7)
    assert later.mean - later.fixed_low95 == pytest.approx(0.325327, abs=5e-7)


def test_level_of_the_competency(trend):
    """The wider level, which counts the statements as a sample."""
    found = level(trend, A, "SR")
    assert found.se**2 == pytest.approx(0.048611, abs=5e-7)
    assert found.se == pytest.approx(0.220479, abs=5e-7)
    assert found.df == pytest.approx(5.759386, abs=1e-6)
    assert found.high95 - found.mean == pytest.approx(0.545004, abs=5e-7)


def test_the_parts_of_the_variance(trend):
    """Spread of item means and residual mean square, pooled over the scales."""
    two = two_way(trend.cells[:1], tuple(trend.questionnaire.scale_columns.values()))
    assert two.ss_items.sum() / 10 == pytest.approx(0.141667, abs=5e-7)
    assert two.ss_rest.sum() / two.df_rest.sum() == pytest.approx(0.388889, abs=5e-7)
    assert two.df_rest.sum() == 30


def test_change_between_two_blocks(q, trend):
    """The published change: both SEs, both intervals, t, p, Holm and the word."""
    found = changed(q, trend, "SR")
    assert found.diff == pytest.approx(1.25)
    assert found.fixed_se == pytest.approx(0.230740, abs=5e-7)
    assert found.fixed_df == pytest.approx(15)
    assert found.fixed_high95 - found.diff == pytest.approx(0.491810, abs=5e-7)
    assert found.se**2 == pytest.approx(0.055556, abs=5e-7)
    assert found.se == pytest.approx(0.235702, abs=5e-7)
    assert found.df == pytest.approx(4.262078, abs=5e-7)
    assert found.t == pytest.approx(5.303301, abs=5e-7)
    assert found.p == pytest.approx(0.005076, abs=5e-7)
    assert found.p_holm == pytest.approx(0.025380, abs=5e-7)
    assert found.verdict == "up"
    assert found.reason is None


def test_the_other_direction_is_down(q, trend):
    """Swapping the blocks turns every sign and keeps every size."""
    there, back = changed(q, trend, "SR"), pulse.change(q, trend.block(B), trend.block(A))[1]
    assert (back.diff, back.low95, back.high95) == pytest.approx((-there.diff, -there.high95, -there.low95))
    assert back.p_holm == pytest.approx(there.p_holm)
    assert back.verdict == "down"


def test_focus_is_tested_alone(q, trend):
    """The focus pays no price for the other scales, and the others share theirs without it."""
    alone, among = changed(q, trend, "SR", focus="SR"), changed(q, trend, "SR")
    assert alone.p_holm == pytest.approx(alone.p)
    assert alone.detectable < among.detectable
    assert changed(q, trend, "SR", focus="SA").p_holm == pytest.approx(4 * among.p)


# --- blocks and weeks -----------------------------------------------------------------------------------------------


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_blocks_are_four_calendar_weeks_from_a_monday(day):
    """Every day lies in exactly one block, which runs from a Monday to a Sunday four weeks on."""
    first, last = pulse.block_dates(pulse.block_of(day))
    assert first <= day <= last
    assert (first.weekday(), last.weekday(), (last - first).days) == (0, 6, 27)
    assert pulse.block_of(last + timedelta(days=1)) == pulse.block_of(day) + 1
    assert week_of(day) // pulse.BLOCK_WEEKS == pulse.block_of(day)


def test_the_origin_is_a_monday_and_never_moves():
    """Blocks on file must keep their dates in every later version."""
    assert date(2024, 1, 1) == ORIGIN
    assert pulse.block_dates(0) == (date(2024, 1, 1), date(2024, 1, 28))
    assert pulse.block_dates(-1) == (date(2023, 12, 4), date(2023, 12, 31))


def test_the_last_sitting_of_a_week_counts(q):
    """A second sitting in one calendar week replaces the first; the order of the list does not matter."""
    monday = pulse.block_dates(A)[0]
    early = pulse.Week(monday, np.full(15, 1.0))
    late = pulse.Week(monday + timedelta(days=6), np.full(15, 4.0))
    others = weeks_of(FIRST, A)[1:]
    found = pulse.blocks(q, [late, *others, early])
    np.testing.assert_array_equal(found.block(A).cells[0], np.full(15, 4.0))
    assert level(found, A, "SA").weeks == 4


def test_two_sittings_on_one_day(q):
    """Of two sittings on one day the one that comes later in the list counts."""
    day = pulse.block_dates(A)[0]
    found = pulse.blocks(q, [pulse.Week(day, np.full(15, 2.0)), pulse.Week(day, np.full(15, 3.0))])
    np.testing.assert_array_equal(found.block(A).cells[0], np.full(15, 3.0))


@given(st.permutations(range(8)))
@settings(max_examples=20)
def test_order_of_weeks_does_not_matter(form, order):
    """Weeks may be given in any order."""
    q = form(["+++"] * 5, scales=SCALES)
    weeks = weeks_of(FIRST, A) + weeks_of(SECOND, B)
    found, straight = pulse.blocks(q, [weeks[i] for i in order]), pulse.blocks(q, weeks)
    np.testing.assert_array_equal(found.se, straight.se)
    assert found.numbers == (A, B)


def test_reverse_keyed_items_are_turned(form):
    """A reverse-keyed item answered with the mirror image gives the same numbers."""
    plain, mixed = form(["+++"] * 5, scales=SCALES), form(["+-+"] * 5, scales=SCALES)
    weeks = weeks_of(FIRST, A)
    turned = [pulse.Week(week.on, np.where(np.arange(15) % 3 == 1, 6 - week.values, week.values)) for week in weeks]
    np.testing.assert_allclose(pulse.blocks(mixed, turned).se, pulse.blocks(plain, weeks).se)
    np.testing.assert_allclose(pulse.blocks(mixed, turned).mean, pulse.blocks(plain, weeks).mean)


# --- refusals -------------------------------------------------------------------------------------------------------


def test_two_weeks_make_no_number_and_say_what_is_missing(q):
    """With two weeks in a block nothing is shown, and the third can come this week."""
    weeks = weeks_of(FIRST, A)[:2]
    monday = pulse.block_dates(A)[0]
    found = level(pulse.blocks(q, weeks, today=monday + timedelta(days=10)), A, "SA")
    assert (found.status, found.weeks, found.missing) == ("too_few_weeks", 2, 1)
    assert found.earliest == monday + timedelta(weeks=2)
    assert all(np.isnan(value) for value in (found.mean, found.se, found.low95, found.fixed_se, found.fixed_high95))
    assert level(pulse.blocks(q, weeks, today=monday + timedelta(days=17)), A, "SA").earliest == monday + timedelta(17)


def test_a_block_with_too_few_weeks_left_points_to_the_next(q):
    """One week answered and only one left: three weeks of the next block are needed."""
    weeks = weeks_of(FIRST, A)[:1]
    monday = pulse.block_dates(A)[0]
    found = level(pulse.blocks(q, weeks, today=monday + timedelta(days=22)), A, "SA")
    assert (found.missing, found.earliest) == (3, monday + timedelta(weeks=6))


def test_as_many_weeks_left_as_needed_are_enough(q):
    """One week answered and two left: the number can still come in this block."""
    weeks = weeks_of(FIRST, A)[:1]
    monday = pulse.block_dates(A)[0]
    found = level(pulse.blocks(q, weeks, today=monday + timedelta(days=15)), A, "SA")
    assert (found.missing, found.earliest) == (2, monday + timedelta(weeks=3))


def test_a_block_that_is_over_has_no_date(q):
    """Weeks of the past cannot be answered any more."""
    weeks = weeks_of(FIRST, A)[:2]
    found = level(pulse.blocks(q, weeks, today=pulse.block_dates(B)[0]), A, "SA")
    assert (found.missing, found.earliest) == (1, None)


def test_first_number_before_during_and_after(q):
    """From nothing to a number: three weeks, then fewer, then none."""
    monday = pulse.block_dates(A)[0]
    assert pulse.first_number(pulse.blocks(q, []), monday) == (3, monday + timedelta(weeks=2))
    assert pulse.first_number(pulse.blocks(q, []), monday + timedelta(20)) == (3, monday + timedelta(weeks=6))
    one = pulse.blocks(q, weeks_of(FIRST, A)[:1])
    assert pulse.first_number(one, monday + timedelta(days=3)) == (2, monday + timedelta(weeks=2))
    three = pulse.blocks(q, weeks_of(FIRST, A)[:3])
    assert pulse.first_number(three, monday + timedelta(days=20)) is None


def test_a_week_with_a_skipped_item_does_not_count_for_its_scale(q):
    """With three items 80 % means all three; the other scales of that week still count."""
    weeks = weeks_of(FIRST, A)[:3]
    weeks[1].values[0] = np.nan
    found = pulse.blocks(q, weeks)
    assert (level(found, A, "SA").status, level(found, A, "SA").weeks) == ("too_few_weeks", 2)
    assert (level(found, A, "SR").status, level(found, A, "SR").weeks) == ("ok", 3)


def test_four_of_five_items_are_enough(form):
    """On five items one may be skipped, and skipping a hard one does not lift the week."""
    q = form(["+++++"], scales=["SA"])
    monday = pulse.block_dates(A)[0]
    rows = np.array([[5, 4, 4, 4, 1], [4, 5, 4, 4, 1], [4, 4, 4, 5, 1], [4, 4, 5, 4, np.nan]])
    weeks = [pulse.Week(monday + timedelta(weeks=i), row) for i, row in enumerate(rows)]
    found = level(pulse.blocks(q, weeks), A, "SA")
    full = [*weeks[:3], pulse.Week(weeks[3].on, np.array([4.0, 4, 5, 4, 1]))]
    assert found.weeks == 4
    assert found.mean == pytest.approx(level(pulse.blocks(q, full), A, "SA").mean)


def test_change_refuses_with_a_reason(form):
    """Too few weeks, too few common items and a one-item scale are refused, and nothing else is touched."""
    q = form(["+++", "+++++", "+", "+++"], scales=["few", "common", "single", "fine"])
    rng = np.random.default_rng(1)
    first = [pulse.Week(pulse.block_dates(A)[0] + timedelta(weeks=i), rng.integers(1, 6, 12) * 1.0) for i in range(4)]
    second = [pulse.Week(pulse.block_dates(B)[0] + timedelta(weeks=i), rng.integers(1, 6, 12) * 1.0) for i in range(4)]
    for week in second[:2]:
        week.values[0] = np.nan
    for week in first:
        week.values[3] = np.nan
    for week in second:
        week.values[4] = np.nan
    trend = pulse.blocks(q, first + second)
    found = pulse.change(q, trend.block(A), trend.block(B))
    assert [row.reason for row in found] == ["too_few_weeks", "few_common", "too_few_items", None]
    assert [row.verdict for row in found[:3]] == ["refused"] * 3
    assert np.isnan([found[0].diff, found[1].p, found[2].p_holm, found[0].fixed_df]).all()
    assert found[3].p_holm == pytest.approx(found[3].p)


def test_nothing_answered_is_an_empty_trend(q):
    """No sitting, no block, no error."""
    found = pulse.blocks(q, [])
    assert (found.numbers, found.mean.shape, found.today) == ((), (0, 5), None)
    with pytest.raises(KeyError):
        found.block(A)


def test_identical_weeks_keep_the_floor(q):
    """Someone who answers the same every week still gets an interval."""
    weeks = [pulse.Week(week.on, np.full(15, 3.0)) for week in weeks_of(FIRST, A)]
    found = level(pulse.blocks(q, weeks), A, "SA")
    assert found.fixed_se == pytest.approx(0.2 / 2)
    assert found.se == pytest.approx(0.1)
    assert found.low95 < 3 < found.high95


def test_intervals_stay_on_the_answer_scale(q):
    """Nothing is drawn below 1 or above 5."""
    weeks = [pulse.Week(week.on, np.where(np.arange(15) % 3 == 0, 4.0, 5.0)) for week in weeks_of(FIRST, A)]
    assert level(pulse.blocks(q, weeks), A, "SA").high95 == 5


def test_the_floor_grows_with_the_answer_scale(form):
    """Constants given for 1..5 grow with the range."""
    q = form(["+++"] * 5, low=0, high=10, scales=SCALES)
    weeks = [pulse.Week(week.on, np.full(15, 5.0)) for week in weeks_of(FIRST, A)]
    assert level(pulse.blocks(q, weeks), A, "SA").fixed_se == pytest.approx(0.5 / 2)


# --- which pair carries the verdict ---------------------------------------------------------------------------------


def trend_of(q, *numbers, weeks=4):
    return pulse.blocks(q, [week for number in numbers for week in weeks_of(FIRST, number)[:weeks]])


def test_without_a_plan_the_second_block_is_the_reference(q):
    """First answers run high, so the first block is never the reference; a running block is never the latest."""
    after = pulse.block_dates(14)[0]
    assert pulse.verdict_pair(trend_of(q, 10), after) is None
    assert pulse.verdict_pair(trend_of(q, 10, 11), after) is None
    assert pulse.verdict_pair(trend_of(q, 10, 11, 13), after) == (11, 13)
    assert pulse.verdict_pair(trend_of(q, 10, 11, 13), after - timedelta(days=1)) is None
    assert pulse.verdict_pair(trend_of(q, 10, 11, 12, 13), after - timedelta(days=1)) == (11, 12)


def test_with_a_plan_the_last_block_before_it_is_the_reference(q):
    """The block that ended before the plan began; the block it began in mixes before and after."""
    after = pulse.block_dates(15)[0]
    trend = trend_of(q, 10, 11, 12, 13)
    assert pulse.verdict_pair(trend, after, plan_start=pulse.block_dates(11)[0]) == (10, 13)
    assert pulse.verdict_pair(trend, after, plan_start=pulse.block_dates(12)[1]) == (11, 13)
    assert pulse.verdict_pair(trend, after, plan_start=pulse.block_dates(14)[0]) is None
    assert pulse.verdict_pair(trend, after, plan_start=pulse.block_dates(9)[0]) == (11, 13)


def test_blocks_without_a_number_are_no_reference(q):
    """A block of two weeks is passed over."""
    weeks = weeks_of(FIRST, 10) + weeks_of(FIRST, 11)[:2] + weeks_of(FIRST, 12) + weeks_of(FIRST, 13)
    assert pulse.verdict_pair(pulse.blocks(q, weeks), pulse.block_dates(14)[0]) == (12, 13)


# --- arithmetic -----------------------------------------------------------------------------------------------------

answers = st.lists(st.integers(1, 5), min_size=60, max_size=60)


def cells_of(marks, number):
    rows = np.array(marks, dtype=float).reshape(4, 15)
    monday = pulse.block_dates(number)[0]
    return [pulse.Week(monday + timedelta(weeks=i), row) for i, row in enumerate(rows)]


@given(answers, answers, st.integers(-3, 3))
@settings(max_examples=60)
def test_a_constant_shift_changes_no_error(form, before, after, shift):
    """Moving every later answer by a constant moves every difference by it and no standard error."""
    q = form(["+++"] * 5, low=-20, high=20, scales=SCALES)
    first = cells_of(before, A)
    plain = pulse.blocks(q, first + cells_of(after, B))
    moved = pulse.blocks(q, first + cells_of([mark + shift for mark in after], B))
    one = pulse.change(q, plain.block(A), plain.block(B))
    two = pulse.change(q, moved.block(A), moved.block(B))
    np.testing.assert_allclose([row.diff + shift for row in one], [row.diff for row in two], atol=1e-9)
    np.testing.assert_allclose([row.se for row in one], [row.se for row in two])
    np.testing.assert_allclose(plain.mean[1] + shift, moved.mean[1])


@given(answers)
@settings(max_examples=60)
def test_the_competency_is_never_surer_than_its_statements(form, marks):
    """The wider level never has the smaller error, and its interval is finite and on the answer scale."""
    found = pulse.blocks(form(["+++"] * 5, scales=SCALES), cells_of(marks, A))
    assert (found.se >= found.fixed_se - 1e-12).all()
    assert np.isfinite(found.low95).all()
    assert (found.low95 >= 1).all()
    assert (found.high95 <= 5).all()


@given(answers, st.permutations(range(3)))
@settings(max_examples=40)
def test_order_of_items_does_not_matter(form, marks, order):
    """Shuffling the items of a scale changes nothing."""
    q = form(["+++"] * 5, scales=SCALES)
    shuffled = [column - column % 3 + order[column % 3] for column in range(15)]
    weeks = cells_of(marks, A)
    other = [pulse.Week(week.on, week.values[shuffled]) for week in weeks]
    np.testing.assert_allclose(pulse.blocks(q, weeks).se, pulse.blocks(q, other).se)
    np.testing.assert_allclose(pulse.blocks(q, weeks).df, pulse.blocks(q, other).df)
