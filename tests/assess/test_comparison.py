"""Which sitting change counts from, and when no verdict is given."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from eq.assess.change import Sitting, change, compare, judged_from, reference
from eq.assess.questionnaire import AnswerScale

START = datetime(2026, 1, 5, 18, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def sit(five, consistent):
    """A sitting on a day counted from the start, of the five-scale form unless another is given."""

    def make(day: float, values=consistent, q=five, **more) -> Sitting:
        return Sitting(f"day-{day}", START + timedelta(days=day), q, values, **more)

    return make


def edited(q, at=0, **update):
    """The form with one item changed."""
    items = list(q.items)
    items[at] = items[at].model_copy(update=update)
    return q.model_copy(update={"items": tuple(items), "version": q.version + 1})


# --- the reference -----------------------------------------------------------------------------------------------


def test_with_no_or_one_sitting_there_is_nothing_to_count_from(sit):
    assert reference([]) is None
    assert reference([sit(0)]) is None


def test_without_a_plan_change_counts_from_the_second_sitting_ever(sit):
    sittings = [sit(0), sit(30), sit(60), sit(90)]
    assert reference(sittings) is sittings[1]
    assert reference(sittings[::-1]) is sittings[1]


@pytest.mark.parametrize(("plan_day", "expected"), [(65, 2), (60, 2), (59.9, 1), (500, 3), (10, 0)])
def test_with_a_plan_change_counts_from_the_last_sitting_at_or_before_its_start(sit, plan_day, expected):
    sittings = [sit(0), sit(30), sit(60), sit(90)]
    assert reference(sittings, START + timedelta(days=plan_day)) is sittings[expected]


def test_a_plan_older_than_every_sitting_leaves_the_second_sitting_as_start(sit):
    sittings = [sit(0), sit(30)]
    assert reference(sittings, START - timedelta(days=1)) is sittings[1]


def test_a_sitting_without_a_single_number_is_passed_over(sit, five, consistent):
    """Whatever its version, and wherever it stands among those of other versions."""
    none, newer = np.full_like(consistent, np.nan), edited(five, text="Asked otherwise.")
    same = [sit(0, none), sit(30), sit(60, none), sit(90)]
    assert reference(same) is same[3]
    mixed = [sit(0, none, newer), sit(30), sit(60, q=newer), sit(90, none), sit(120, q=newer), sit(150, q=newer)]
    assert reference(mixed) is mixed[4]


@pytest.mark.parametrize(("gap", "double"), [(6, False), (7, True), (14, True), (15, False)])
def test_two_first_sittings_seven_to_fourteen_days_apart_count_as_their_mean(sit, gap, double, consistent):
    second = sit(gap, consistent + 0.0)
    second.values[0] = 2.0
    start = reference([sit(0), second, sit(60)])
    assert start.ids == (("day-0", f"day-{gap}") if double else (f"day-{gap}",))
    assert start.occasions == (2 if double else 1)
    assert start.taken_at == second.taken_at
    assert start.values[0] == (3.0 if double else 2.0)


def test_a_double_baseline_before_a_plan_counts_as_its_mean(sit):
    start = reference([sit(0), sit(60), sit(70), sit(100)], START + timedelta(days=80))
    assert start.ids == ("day-60", "day-70")


def test_a_baseline_is_open_while_either_of_its_sittings_is(sit):
    assert reference([sit(0, quality_open=True), sit(10)]).quality_open
    assert not reference([sit(0), sit(10)]).quality_open


def test_an_item_missing_in_either_sitting_of_a_baseline_is_missing_in_its_mean(sit, consistent):
    gappy = consistent.copy()
    gappy[3] = np.nan
    assert np.isnan(reference([sit(0, gappy), sit(10)]).values[3])


def test_sittings_of_other_instruments_do_not_count(sit, five):
    other = five.model_copy(update={"id": "other"})
    observer = five.model_copy(update={"form": "observer"})
    sittings = [sit(0, q=other), sit(5, q=observer), sit(30), sit(60), sit(90)]
    assert reference(sittings).id == "day-60"


def test_after_a_switch_of_version_change_counts_anew_from_the_second_sitting_of_the_new_one(sit, five):
    new = edited(five, text="Another statement.")
    old = [sit(0), sit(30), sit(60)]
    assert reference([*old, sit(90, q=new)]).id == "day-30"
    assert reference([*old, sit(90, q=new), sit(120, q=new)]).id == "day-120"
    assert reference([*old, sit(90, q=new), sit(120, q=new), sit(150)]).id == "day-30"


def test_two_versions_taken_a_week_apart_are_no_double_baseline(sit, five):
    second, third = edited(five, text="Another statement."), edited(five, at=1, text="Another statement.")
    start = reference([sit(0), sit(10, q=second), sit(60, q=third)])
    assert start.ids == ("day-10",)


# --- the comparison ----------------------------------------------------------------------------------------------


def test_a_comparison_four_weeks_on_carries_the_verdicts_of_its_two_sittings(sit, five, read):
    later = read("54543545 32342332 54454454 44354443 34334243")
    result = compare(sit(30), sit(58, later), focus="SA")
    assert (result.refused, result.earliest) == (None, None)
    assert result.changes == change(five, sit(30).values, later, focus="SA")
    assert result.changes[0].verdict == "up"
    assert result.changes[0].p_holm == result.changes[0].p
    assert result.latest.id == "day-58"
    assert result.reference.id == "day-30"


@pytest.mark.parametrize("days", [0.5, 10, 27])
def test_under_four_weeks_there_is_no_verdict_and_the_day_is_named_when_there_can_be(sit, days):
    result = compare(sit(0), sit(days))
    assert result.refused == "too_soon"
    assert result.earliest == START + timedelta(days=28)
    assert judged_from(sit(0)) == result.earliest
    assert {(row.verdict, row.reason, row.items) for row in result.changes} == {("refused", "too_soon", 0)}
    assert np.isnan([row.diff for row in result.changes]).all()
    assert [row.scale for row in result.changes] == ["SA", "SR", "MO", "EM", "SS"]


def test_four_weeks_are_counted_in_days_of_the_calendar_not_in_hours(sit, five, consistent):
    berlin = ZoneInfo("Europe/Berlin")
    evening = Sitting("a", datetime(2026, 3, 2, 23, 0, tzinfo=berlin), five, consistent)
    morning = Sitting("b", datetime(2026, 3, 30, 7, 0, tzinfo=berlin), five, consistent)
    assert compare(evening, morning).refused is None
    west = timezone(timedelta(hours=-8))
    assert compare(evening, Sitting("c", datetime(2026, 3, 29, 23, 59, tzinfo=west), five, consistent)).refused == (
        "too_soon"
    )


def test_the_reference_itself_waits_for_one_more_sitting(sit):
    first, second = sit(0), sit(40)
    result = compare(reference([first, second]), second)
    assert result.refused == "reference_only"
    assert result.earliest == START + timedelta(days=68)


def test_the_two_sittings_of_a_baseline_never_get_a_verdict_against_each_other(sit):
    first, second = sit(0), sit(10)
    start = reference([first, second])
    for half in (first, second):
        assert compare(start, half).refused == "reference_only"
        assert compare(start, half).earliest == START + timedelta(days=38)
    assert compare(first, second).refused == "too_soon"


def test_change_from_a_double_baseline_has_the_published_smaller_error(form, read):
    q = form(["++++++++"])
    sittings = [
        Sitting(str(day), START + timedelta(days=day), q, read(answers))
        for day, answers in ((0, "32342332"), (10, "32342332"), (60, "43343433"))
    ]
    (row,) = compare(reference(sittings), sittings[-1]).changes
    assert row.se == pytest.approx(0.305748, abs=5e-7)
    assert row.diff == 0.625
    (single,) = compare(sittings[1], sittings[-1]).changes
    assert single.se == pytest.approx(0.336871, abs=5e-7)


@pytest.mark.parametrize(
    "update", [{"text": "Another statement."}, {"reverse": True}, {"scale": "SR"}], ids=["text", "key", "scale"]
)
def test_one_changed_item_ends_the_comparison(sit, five, update):
    result = compare(sit(0), sit(60, q=edited(five, **update)))
    assert (result.refused, result.earliest) == ("items_changed", None)


@pytest.mark.parametrize(
    "update",
    [
        {"answers": AnswerScale(low=1, high=5, labels=("a", "b", "c", "d", "e"))},
        {"answers": AnswerScale(low=0, high=4, labels=tuple("12345"))},
        {"frame": "In the past 7 days, how often did you do this?"},
    ],
    ids=["labels", "range", "frame"],
)
def test_other_answers_or_another_time_frame_end_the_comparison(sit, five, update):
    assert compare(sit(0), sit(60, q=five.model_copy(update=update))).refused == "items_changed"


@pytest.mark.parametrize(
    "update", [{"title": "New title", "version": 2}, {"licence": "CC0"}, {"page_size": 3}], ids=str
)
def test_what_no_score_depends_on_may_change(sit, five, update):
    assert compare(sit(0), sit(60, q=five.model_copy(update=update))).refused is None


def test_another_instrument_is_not_compared(sit, five):
    assert compare(sit(0), sit(60, q=five.model_copy(update={"id": "other"}))).refused == "other_instrument"
    assert compare(sit(0), sit(60, q=five.model_copy(update={"form": "observer"}))).refused == "other_instrument"


@pytest.mark.parametrize("open_at", [0, 1])
def test_an_open_question_about_the_answers_of_either_sitting_withholds_the_verdict(sit, open_at):
    pair = [sit(0, quality_open=open_at == 0), sit(60, quality_open=open_at == 1)]
    assert compare(*pair).refused == "quality_open"


def test_the_most_basic_reason_is_the_one_given(sit, five):
    result = compare(sit(0, quality_open=True), sit(3, q=edited(five, text="Another statement.")))
    assert result.refused == "items_changed"
    assert compare(sit(0, quality_open=True), sit(3)).refused == "too_soon"


def test_items_in_another_order_are_matched_by_their_id(sit, five, read):
    order = np.random.default_rng(5).permutation(40)
    mixed = five.model_copy(update={"items": tuple(five.items[at] for at in order)})
    later = read("54543545 32342332 54454454 44354443 34334243")
    assert compare(sit(0), sit(60, later[order], mixed)).changes == compare(sit(0), sit(60, later)).changes


@pytest.mark.parametrize("fewer_first", [True, False])
def test_added_and_dropped_items_count_as_not_common_on_the_fuller_form(form, read, fewer_first):
    long = form(["++++++++++", "+++++++"], scales=["a", "b"])
    kept = tuple(item for item in long.items if item.id not in {"a-0", "a-1", "a-2", "b-0"})
    short = long.model_copy(update={"items": kept, "version": 2})
    pair = [
        Sitting("long", START, long, np.full(17, 3.0)),
        Sitting("short", START + timedelta(days=40 if not fewer_first else -40), short, np.full(13, 3.0)),
    ]
    result = compare(*sorted(pair, key=lambda sitting: sitting.taken_at))
    assert result.refused is None
    assert [(row.items, row.reason) for row in result.changes] == [(7, "few_common"), (6, None)]


def test_a_comparison_of_which_no_scale_is_left_is_refused_as_a_whole(sit, form):
    result = compare(sit(0, np.full(40, np.nan)), sit(60))
    assert result.refused == "few_common"
    assert {row.reason for row in result.changes} == {"few_common"}
    pulse = form(["+++"] * 5, id="pulse")
    assert compare(sit(0, np.full(15, 3.0), pulse), sit(60, np.full(15, 3.0), pulse)).refused == "few_items"


def test_one_scale_without_enough_common_answers_leaves_the_others_their_verdicts(sit, consistent):
    gappy = consistent.copy()
    gappy[:4] = np.nan
    result = compare(sit(0), sit(60, gappy))
    assert result.refused is None
    assert [row.reason for row in result.changes] == ["few_common", None, None, None, None]
