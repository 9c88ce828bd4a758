"""When a practice is due, which days count for what, and that chance enters only through the draw."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eq.assess.change import GAP
from eq.plan.beginning import begun, first_day, possible
from eq.plan.measure import Measure
from eq.plan.plan import MOST_MINUTES_A_DAY, Action, Day, Pause, Plan, Setup
from eq.plan.practice import Practice
from eq.plan.schedule import (
    DONE_LEAST,
    NO_WORD,
    RETEST_GAP,
    asked,
    counted,
    due,
    minutes_left,
    paused,
    phase,
    resumed,
    retest_day,
    review_due,
    start_day,
    trial,
    weeks_done,
)
from eq.plan.schedule import (
    tested_start as start_of_a_test,
)

AT = datetime(2026, 11, 2, 9, tzinfo=UTC)
MONDAY = date(2026, 11, 2)
CALM = Measure("Calm", "How calm were you today?", "scale", "higher", "Not at all", "Wholly")


def on(n: int) -> date:
    """The day ``n`` days after the first Monday."""
    return MONDAY + timedelta(days=n)


def action(**more: object) -> Action:
    fields = {
        "id": "a", "plan": "p", "practice": "pause", "title": "Pause", "measure": CALM, "minutes": 2, "times": 1,
        "weekdays": (1, 2, 3, 4, 5), "practice_from": MONDAY, "created_at": AT, "changed_at": AT,
    }  # fmt: skip
    return Action(**(fields | more))  # type: ignore[arg-type]


def days(said: dict[int, str | None] | None = None, values: dict[int, float] | None = None) -> dict[date, Day]:
    said, values = said or {}, values or {}
    return {on(n): Day(on(n), said.get(n), values.get(n)) for n in sorted({*said, *values})}  # type: ignore[arg-type]


def practice(**more: object) -> Practice:
    fields = {
        "id": "pause", "title": "Pause", "competency": "self-regulation", "also": (), "facets": ("pausing",),
        "fits": "f", "steps": ("a", "b"), "tiny": "One breath", "minutes": 2, "times": 1, "days": 5, "weeks": 4,
        "occasion": False, "dose": "d", "grade": "B", "source": "s", "caution": "c", "ask": "", "measure": CALM,
        "cue": "c", "act": "a", "obstacle": "o", "instead": "i", "goal": "g", "ways": ("stay-calm",), "triggers": (),
    }  # fmt: skip
    return Practice(**(fields | more))  # type: ignore[arg-type]


setups = st.builds(
    Setup,
    practice=st.just("pause"),
    cue=st.text(max_size=5),
    act=st.text(max_size=5),
    obstacle=st.just("o"),
    instead=st.just("i"),
    weekdays=st.sets(st.integers(1, 7), min_size=1).map(sorted).map(tuple),
    minutes=st.integers(1, 10),
    times=st.integers(1, 3),
    remind_at=st.none() | st.times().map(lambda at: time(at.hour, at.minute)),
    baseline_days=st.none() | st.integers(7, 28),
    window_days=st.integers(1, 14),
)
draws = st.integers(0, 2**32 - 1)


@settings(max_examples=100, deadline=None)
@given(setups, draws, st.dates(date(2020, 1, 1), date(2090, 1, 1)))
def test_the_same_inputs_and_draw_give_the_same_plan(setup, draw, today):
    """And the first day of practice lies among those that were named as possible."""
    made = [begun(practice(), setup, action="a", plan="p", today=today, at=AT, draw=draw) for _ in range(2)]
    earliest, latest = possible(setup, today)
    assert made[0] == made[1]
    assert earliest <= made[0].practice_from <= latest
    assert (made[0].draw, made[0].baseline_from) == ((None, None) if setup.baseline_days is None else (draw, today))


@settings(max_examples=50, deadline=None)
@given(setups.filter(lambda one: one.baseline_days), draws)
def test_the_draw_alone_decides_the_first_day_within_the_window(setup, draw):
    """Every day of the window comes up once in as many draws as it has days."""
    first = {first_day(setup, MONDAY, draw + n) for n in range(setup.window_days)}
    earliest, latest = possible(setup, MONDAY)
    assert first == {earliest + timedelta(days=n) for n in range((latest - earliest).days + 1)}
    assert earliest == MONDAY + timedelta(days=setup.baseline_days)


@pytest.mark.parametrize(("days_before", "window"), [(6, 7), (29, 7), (10, 0), (10, 15)])
def test_a_baseline_or_window_out_of_range_is_refused(days_before, window):
    with pytest.raises(ValueError, match="days"):
        start_of_a_test(MONDAY, days_before, window, 0)


def test_a_draw_below_none_is_refused():
    with pytest.raises(ValueError, match="draw"):
        start_day(MONDAY, 7, -1)


def test_every_day_lies_in_one_phase():
    """Before, baseline, rest, practice and after, by the first and last day of each."""
    one = action(
        baseline_from=on(0), practice_from=on(10), ended_on=on(20), ending="stopped", pauses=(Pause(on(12), on(13)),)
    )
    found = [phase(one, on(n)) for n in (-1, 0, 9, 10, 11, 12, 13, 14, 20, 21)]
    assert found == [
        "before", "baseline", "baseline", "practice", "practice", "paused", "paused", "practice", "practice", "ended",
    ]  # fmt: skip


def test_the_measure_is_asked_every_day_and_the_practice_on_its_weekdays():
    one = action(baseline_from=on(0), practice_from=on(7), weekdays=(1, 6))
    assert [n for n in range(-2, 14) if asked(one, on(n))] == list(range(14))
    assert [n for n in range(-2, 14) if due(one, on(n))] == [7, 12]


def test_days_until_a_change_stay_planned_as_they_were():
    """Other weekdays from a day on neither take back what was planned before nor plan it after the event."""
    one = action(weekdays=(7,), earlier=((on(7), (1, 2)), (on(14), (3,))))
    assert [n for n in range(21) if due(one, on(n))] == [0, 1, 9, 20]


def test_what_was_done_is_counted_of_what_was_planned():
    """Its small version too; a day without its moment counts for nothing, one that was not planned is extra."""
    said = {0: "done", 1: "small", 2: "not-today", 3: "no-chance", 5: "done"}
    found = counted(action(), days(said), on(8))
    assert (found.done, found.planned, found.extra) == (2, 5, 1)


def test_today_and_the_last_day_count_only_once_something_was_said():
    """Whoever stops in the morning has left nothing undone that day."""
    assert counted(action(), {}, on(0)).planned == 0
    assert counted(action(), days({0: "not-today"}), on(0)).planned == 1
    stopped = action(ended_on=on(1), ending="stopped")
    assert counted(stopped, {}, on(9)).planned == 1
    assert counted(stopped, days({1: "done"}), on(9)).planned == 2


def test_a_stretch_within_is_counted_with_its_last_day():
    """The last day of a week that is over is planned like the others, today still is not."""
    assert counted(action(), {}, on(20), on(0), on(4)).planned == 5
    assert counted(action(), {}, on(4), on(0), on(4)).planned == 4
    assert counted(action(), {}, on(18), on(7)).planned == 9


def test_a_practice_that_waits_for_its_moment_counts_what_was_said():
    found = counted(action(occasion=True), days({0: "done", 1: "not-today", 2: "no-chance"}), on(10))
    assert (found.done, found.planned) == (1, 2)


def test_a_debrief_of_the_same_act_counts_where_nothing_was_said():
    known = {on(0): Day(on(0), None, None, ("e",)), on(1): Day(on(1), "not-today", None, ("f",))}
    found = counted(action(), known, on(1))
    assert (found.done, found.planned) == (1, 2)


def test_days_of_rest_are_planned_for_nothing():
    found = counted(action(pauses=(Pause(on(1), on(3)),)), days({0: "done", 2: "done"}), on(7))
    assert (found.done, found.planned) == (1, 2)


def test_a_rest_begins_tomorrow_and_leaves_no_trace_within_a_day():
    """Today still counts, so that no day is left out once it is known; gone on with by tomorrow there was no rest."""
    resting = paused(action(), on(3))
    assert (resting.pauses, resting.resting) == ((Pause(on(4)),), True)
    assert (phase(resting, on(3)), due(resting, on(3)), phase(resting, on(4))) == ("practice", True, "paused")
    assert paused(resting, on(5)) == resting
    assert resumed(resting, on(6)).pauses == (Pause(on(4), on(5)),)
    assert resumed(resting, on(3)) == resumed(resting, on(4)) == action()


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 30)), max_size=12), st.sampled_from([None, on(0)]))
def test_rests_never_share_a_day_however_the_clock_goes(steps, baseline):
    """Whoever travels west, or sets the clock back, may rest again on days that are over; the baseline keeps its length
    where it can be seen whole."""
    one = action(baseline_from=baseline, practice_from=on(10))
    for rests, n in steps:
        one = paused(one, on(n)) if rests else resumed(one, on(n))
        edges = [edge for pause in one.pauses for edge in (pause.first, pause.last) if edge is not None]
        assert edges == sorted(edges)
        assert len({pause.first for pause in one.pauses}) == len(one.pauses)
        assert all(former.last < later.first for former, later in itertools.pairwise(one.pauses))
        assert one.practice_from >= on(10)
        assert baseline or one.practice_from == on(10)
        if baseline and not one.resting:
            assert sum(phase(one, on(day)) == "baseline" for day in range(400)) == 10


def test_a_rest_taken_again_on_a_day_of_rest_goes_on():
    """As after a flight to where it is the day before; the days put off are counted once."""
    one = resumed(paused(action(baseline_from=on(0), practice_from=on(10)), on(3)), on(6))
    assert (one.pauses, one.practice_from) == ((Pause(on(4), on(5)),), on(12))
    again = paused(one, on(4))
    assert (again.pauses, again.resting) == ((Pause(on(4)),), True)
    assert resumed(again, on(9)).practice_from == on(15)
    assert paused(one, on(5)).pauses == (Pause(on(4), on(5)), Pause(on(6)))


@given(st.integers(0, 15), st.integers(0, 40))
def test_a_rest_in_the_baseline_keeps_the_length_of_the_baseline(first, length):
    """However long it lasts, as many days of baseline come before the practice as without it."""
    one = action(baseline_from=on(0), practice_from=on(10), window_days=1, draw=0)
    after = resumed(paused(one, on(first)), on(first + length))
    assert sum(phase(after, on(n)) == "baseline" for n in range(100)) == 10
    assert (after.practice_from == on(10)) == (first >= 9 or length <= 1)


@settings(max_examples=100)
@given(st.lists(st.tuples(st.integers(1, 10), st.integers(1, 3), st.booleans(), st.booleans()), max_size=6))
def test_what_is_taken_from_the_minutes_left_never_exceeds_the_day(asked_for):
    """Practices that are only begun where they fit never ask for more than ten minutes together."""
    running: list[Action] = []
    for n, (minutes, times, small, ended) in enumerate(asked_for):
        one = action(id=str(n), minutes=minutes, times=times, small=small, ended_on=on(0) if ended else None)
        if one.minutes_a_day <= minutes_left(running):
            running.append(one)
    assert sum(one.minutes_a_day for one in running if one.running) <= MOST_MINUTES_A_DAY
    assert minutes_left(running) == MOST_MINUTES_A_DAY - sum(one.minutes_a_day for one in running if one.running)


BEFORE, DURING = [4, 5, 3, 3, 4, 2, 3], [4, 5, 6, 6, 5, 4, 4, 5, 7, 6, 6, 5, 5, 6]


def tried(**more: object) -> Action:
    return action(baseline_from=on(0), practice_from=on(7), **more)


def measured() -> dict[date, Day]:
    """A value every day, and the practice done on the first five of its days."""
    return days(dict.fromkeys(range(7, 12), "done"), {n: float(value) for n, value in enumerate(BEFORE + DURING)})


def test_a_trial_compares_baseline_and_practice():
    """With the numbers of the stated rule."""
    found = trial(tried(), measured().values())
    assert (len(found.before), len(found.during), found.reason, found.others) == (7, 14, "", False)
    assert found.helped is not None
    assert (round(found.helped.p, 6), found.helped.verdict) == (0.952797, "likely")


def test_days_of_rest_and_days_outside_enter_no_trial():
    """Their values change nothing."""
    wild = measured() | {on(n): Day(on(n), None, 0.0) for n in (-3, 21, 22)}
    one = tried(pauses=(Pause(on(21), on(22)),))
    assert trial(one, wild.values()).helped == trial(tried(), measured().values()).helped


def test_without_a_test_or_enough_days_a_trial_says_why_there_is_no_word():
    """The values are there all the same."""
    untested = trial(action(practice_from=on(7)), measured().values())
    assert (untested.helped, untested.reason, len(untested.during)) == (None, "no_baseline", 14)
    few = {day: one for day, one in measured().items() if day < on(9)}
    assert trial(tried(), few.values()).reason == "too_few"
    early = {day: one for day, one in few.items() if day < on(5)}
    assert trial(tried(), early.values()).reason == "not_begun"
    assert trial(tried(), early.values(), today=on(8)).reason == "too_few"


@pytest.mark.parametrize("id_", sorted(NO_WORD))
def test_protecting_people_is_counted_and_never_judged(id_):
    """The days that gave another practice a word give it none, tested or not, in either direction."""
    worse = {day: replace(one, value=9 - (one.value or 0)) for day, one in measured().items()}
    for one in (tried(practice=id_), action(practice=id_, practice_from=on(7))):
        for values in (measured(), worse):
            found = trial(one, values.values(), today=on(30))
            assert (found.helped, found.reason, len(found.during)) == (None, "no_word", 14)
    done = days(dict.fromkeys(range(5), "done"))
    assert counted(action(practice=id_), done, on(4)).done == 5


@pytest.mark.parametrize(
    ("said", "helped", "reason"),
    [
        (dict.fromkeys(range(7, 12), "done"), True, ""),
        (dict.fromkeys(range(7, 12), "small"), True, ""),
        (dict.fromkeys((10, 11, 12, 17, 18), "done"), True, ""),
        (dict.fromkeys(range(7, 11), "done"), False, "not_done"),
        (dict.fromkeys(range(7, 21), "not-today"), False, "not_done"),
        (dict.fromkeys(range(7, 21), "no-chance"), False, "not_done"),
        (dict.fromkeys(range(7), "done"), False, "not_done"),
        ({}, False, "not_done"),
    ],
)
def test_what_was_hardly_done_gets_no_word(said, helped, reason):
    """Five days of practice with it, in its small version or unplanned as well, and none from before."""
    values = {n: float(value) for n, value in enumerate(BEFORE + DURING)}
    found = trial(tried(weekdays=(1, 2, 3)), days(said, values).values(), today=on(30))
    assert ((found.helped is not None), found.reason) == (helped, reason)
    assert found.done_days == sum(n >= 7 and one in ("done", "small") for n, one in said.items())


@settings(max_examples=100)
@given(
    st.dictionaries(st.integers(0, 40), st.sampled_from(["done", "small", "not-today", "no-chance"])),
    st.dictionaries(st.integers(0, 40), st.floats(0, 10)),
    st.lists(st.tuples(st.integers(7, 40), st.integers(0, 10)), max_size=3),
)
def test_no_word_rests_on_a_practice_that_was_hardly_done(said, values, rests):
    """Whatever the days were like: a word needs five days of each phase, and five on which it was done."""
    one = tried(pauses=tuple(Pause(on(first), on(first + more)) for first, more in rests))
    found = trial(one, days(said, values).values(), today=on(40))
    resting = {n for n in range(60) if phase(one, on(n)) == "paused"}
    done = sum(n >= 7 and n not in resting and what in ("done", "small") for n, what in said.items())
    enough = min(len(found.before), len(found.during)) >= 5
    assert found.done_days == done
    assert found.reason == ("" if enough and done >= DONE_LEAST else "not_done" if enough else "too_few")
    assert (found.helped is None) == (found.reason != "")


def test_a_debrief_that_used_the_same_act_is_a_day_on_which_it_was_done():
    used = {day: replace(one, done=None, debriefs=("e",) if one.done else ()) for day, one in measured().items()}
    found = trial(tried(), used.values())
    assert (found.done_days, found.reason) == (5, "")


def test_a_trial_tells_what_weakens_its_word():
    """Values given late, days of rest and days of a change between the first and the last day with a value."""
    late = {day: replace(one, late=day < on(3)) for day, one in measured().items()} | {on(30): Day(on(30), late=True)}
    one = tried(
        pauses=(Pause(on(2), on(3)), Pause(on(10), on(12)), Pause(on(21), on(25))), redesigns=(on(4), on(9), on(22))
    )
    found = trial(one, late.values())
    assert (found.late, found.rests, found.redesigns) == (2, 5, 1)
    nothing = trial(tried(), ())
    assert (nothing.late, nothing.rests, nothing.redesigns, nothing.done_days) == (0, 0, 0, 0)


@pytest.mark.parametrize(
    ("more", "mixed"),
    [
        ({"baseline_from": on(2), "practice_from": on(12), "ended_on": on(9)}, False),
        ({"baseline_from": on(2), "practice_from": on(30)}, False),
        ({"practice_from": on(-9), "pauses": (Pause(on(0), on(6)),)}, True),
        ({"practice_from": on(-9), "pauses": (Pause(on(-3), on(-1)),)}, False),
        ({"practice_from": on(-9), "pauses": (Pause(on(15)),)}, True),
        ({"practice_from": on(-9), "pauses": (Pause(on(25)),)}, False),
        ({"practice_from": on(-9), "pauses": (Pause(on(-5)),), "ended_on": on(9)}, False),
    ],
)
def test_only_days_of_practice_of_another_count_beside_it(more, mixed):
    """One that ended in its own baseline was never there; one that goes on after a rest sets in anew."""
    assert trial(tried(), measured().values(), [action(id="b", **more)]).others is mixed


@settings(max_examples=100)
@given(
    st.integers(-10, 30),
    st.none() | st.integers(-10, 40),
    st.lists(st.tuples(st.integers(-10, 30), st.none() | st.integers(0, 10)), max_size=3),
)
def test_another_practice_is_beside_it_all_along_or_named(first, ended, rests):
    """No warning means that on each of these days the other was in practice, or on none of them."""
    other = action(
        id="b",
        practice_from=on(first),
        ended_on=None if ended is None else on(ended),
        pauses=tuple(Pause(on(n), None if more is None else on(n + more)) for n, more in rests),
    )
    there = {phase(other, on(n)) == "practice" for n in range(21)}
    assert trial(tried(), measured().values(), [other]).others is (len(there) == 2)


def test_a_retest_waits_for_eight_weeks_and_for_four_since_its_sitting():
    plan = Plan("p", "empathy", "", MONDAY, "UTC", AT, AT)
    assert [retest_day(plan, one) for one in (None, on(-20), on(28), on(30))] == [on(56), on(56), on(56), on(58)]
    assert RETEST_GAP == GAP


@pytest.mark.parametrize(
    ("first", "ended", "mixed"),
    [
        (0, None, False),
        (1, None, True),
        (20, None, True),
        (21, None, False),
        (-9, 5, True),
        (-9, 20, False),
        (-9, -1, False),
    ],
)
def test_another_practice_that_begins_or_ends_meanwhile_is_named(first, ended, mixed):
    """From the second day with a value to the last."""
    other = action(id="b", practice_from=on(first), ended_on=None if ended is None else on(ended))
    assert trial(tried(), measured().values(), [tried(), other]).others is mixed


def test_a_look_back_is_due_once_for_every_full_week():
    """Of several that were left out only the latest; none without a practice, and none once the plan has ended."""
    plan = Plan("p", "empathy", "", MONDAY, "UTC", AT, AT, actions=(action(),))
    assert [weeks_done(plan, on(n)) for n in (-3, 0, 6, 7, 13, 14)] == [0, 0, 0, 1, 1, 2]
    assert [review_due(plan, [], on(n)) for n in (6, 7, 22)] == [None, 1, 3]
    assert review_due(plan, [3], on(22)) is None
    assert review_due(plan, [1], on(22)) == 3
    assert review_due(replace(plan, ended_on=on(21)), [], on(22)) is None
    assert review_due(replace(plan, actions=()), [], on(22)) is None
    assert weeks_done(replace(plan, ended_on=on(15)), on(60)) == 2
