"""A plan as a calendar file: read back by two readings of the standard that know nothing of each other."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import vobject
from dateutil.tz import tzical
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from eq.exchange.reminders import calendar
from eq.plan.measure import Measure
from eq.plan.plan import Action, Pause, Plan
from eq.plan.reminding import Times
from eq.plan.schedule import due

BERLIN = "Europe/Berlin"
MADE = datetime(2026, 3, 2, 9, tzinfo=UTC)
LATER = datetime(2026, 3, 20, 9, tzinfo=UTC)
MEASURE = Measure("Calm", "How calm were you today?", "scale", "higher")
ACTION = Action(
    "a-1", "p-1", "name-it", "Name it", MEASURE, 2, 1, (1, 3, 5), date(2026, 3, 2), MADE, MADE,
    tiny="One word", cue="I hang up", act="I name it", remind_at=time(9),
)  # fmt: skip
PLAN = Plan(
    "p-1", "self-regulation", "Stay calm", date(2026, 3, 2), BERLIN, MADE, MADE, reference="s-1", actions=(ACTION,)
)


def written(*plans, times=Times(), end_of_day=4):  # noqa: B008
    return calendar(plans, times=times, end_of_day=end_of_day, zone_of=ZoneInfo)


def with_action(**changed):
    return replace(PLAN, actions=(replace(ACTION, **changed),))


def events(*plans, **how):
    """Uid -> event, as the first reading has them."""
    read = Calendar.from_ical(written(*plans, **how))
    assert not read.errors
    found = read.walk("VEVENT")
    assert all(not event.errors for event in found)
    return {str(event["uid"]).replace(".eq-reflect", ""): event for event in found}


def moments(file, uid, n=60):
    """The first ``n`` instants (UTC) of an event as the second reading counts them, by the zone in the file alone."""
    for event in vobject.readOne(file.decode()).vevent_list:
        if event.uid.value == f"{uid}.eq-reflect":
            if not hasattr(event, "rrule"):
                return [event.dtstart.value.astimezone(UTC)]
            return [
                moment.astimezone(UTC) for moment, _ in zip(event.getrruleset(addRDate=True), range(n), strict=False)
            ]
    raise AssertionError(uid)


def days(file, uid, n=60, zone=BERLIN):
    return [moment.astimezone(ZoneInfo(zone)) for moment in moments(file, uid, n)]


def test_a_practice_comes_back_on_its_weekdays():
    """On exactly the planned days, at its time on the clock of the place."""
    found = days(written(PLAN), "a-1@practice", 7)
    assert [day.strftime("%a %d %H:%M") for day in found] == [
        "Mon 02 09:00", "Wed 04 09:00", "Fri 06 09:00", "Mon 09 09:00", "Wed 11 09:00", "Fri 13 09:00", "Mon 16 09:00",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("first", "change", "before", "after"),
    [
        (date(2026, 3, 27), date(2026, 3, 29), 8, 7),
        (date(2026, 10, 23), date(2026, 10, 25), 7, 8),
    ],
)
def test_nine_stays_nine_when_the_clock_changes(first, change, before, after):
    """The instant moves by an hour on the day of the change, and the hour on the wall does not."""
    plan = with_action(practice_from=first, weekdays=(1, 2, 3, 4, 5, 6, 7))
    found = moments(written(plan), "a-1@practice", 6)
    assert [moment.hour for moment in found] == [before if moment.date() < change else after for moment in found]
    assert change in [moment.date() for moment in found]
    local = [moment.astimezone(ZoneInfo(BERLIN)).time() for moment in found]
    assert set(local) == {time(9)}


@pytest.mark.parametrize(
    ("zone", "year"),
    [(BERLIN, 2026), ("America/New_York", 2027), ("Australia/Lord_Howe", 2028), ("Asia/Kolkata", 2026)],
)
def test_the_zone_in_the_file_is_the_zone(zone, year):
    """Every hour of a year: the definition written out gives the same clock as the zone itself."""
    file = written(replace(with_action(practice_from=date(year, 1, 5)), zone=zone, started_on=date(year, 1, 5)))
    text = file.decode().replace("\r\n", "\n")
    block = text[text.index("BEGIN:VTIMEZONE") : text.index("END:VTIMEZONE") + len("END:VTIMEZONE\n")]
    read = tzical(io.StringIO(block)).get()
    start = datetime(year, 1, 1, tzinfo=UTC)
    hours = [start + timedelta(hours=n) for n in range(366 * 24)]
    for moment in hours:
        local = moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
        if local.replace(tzinfo=ZoneInfo(zone)).utcoffset() != local.replace(tzinfo=ZoneInfo(zone), fold=1).utcoffset():
            continue  # the hour that comes twice, or never: a wall clock alone cannot say which
        assert local.replace(tzinfo=read).utcoffset() == moment.astimezone(ZoneInfo(zone)).utcoffset(), local


def test_the_measure_is_asked_daily_until_practice_begins():
    """A tested practice has two events, the first of which ends the day before the other begins."""
    plan = with_action(baseline_from=date(2026, 3, 2), practice_from=date(2026, 3, 13), window_days=7, draw=1)
    file = written(plan)
    found = days(file, "a-1@measure")
    assert (found[0].date(), found[-1].date(), len(found)) == (date(2026, 3, 2), date(2026, 3, 12), 11)
    assert days(file, "a-1@practice", 1)[0].date() == date(2026, 3, 13)
    assert events(plan)["a-1@measure"]["summary"] == MEASURE.question


def test_a_rest_that_is_over_is_left_out():
    """The days of rest are no days of the series, and the first day is never one of them."""
    plan = with_action(pauses=(Pause(date(2026, 3, 2), date(2026, 3, 4)), Pause(date(2026, 3, 9), date(2026, 3, 10))))
    assert [day.day for day in days(written(plan), "a-1@practice", 4)] == [6, 11, 13, 16]


def test_a_rest_ends_the_series_until_it_is_over():
    """While it rests nothing is reminded of; going on brings the same event back with the rest left out."""
    resting = with_action(pauses=(Pause(date(2026, 3, 9)),), changed_at=LATER)
    assert [day.day for day in days(written(resting), "a-1@practice")] == [2, 4, 6]
    again = with_action(pauses=(Pause(date(2026, 3, 9), date(2026, 3, 12)),), changed_at=LATER + timedelta(days=1))
    assert [day.day for day in days(written(again), "a-1@practice", 5)] == [2, 4, 6, 13, 16]
    assert int(events(again)["a-1@practice"]["sequence"]) > int(events(resting)["a-1@practice"]["sequence"])


def test_a_rest_from_the_first_day_on_takes_the_series_out():
    """With no day left the event is cancelled rather than made without a day."""
    found = events(with_action(pauses=(Pause(date(2026, 3, 1)),)))["a-1@practice"]
    assert (found["status"], "rrule" in found) == ("CANCELLED", False)


def test_what_ended_is_cancelled_under_the_same_id():
    """An ended practice takes out its reminders, an ended plan also its weekly look and retest."""
    ended = replace(ACTION, ended_on=date(2026, 3, 19), ending="stopped", changed_at=LATER)
    before, after = events(PLAN), events(replace(PLAN, actions=(ended,), ended_on=date(2026, 3, 19), changed_at=LATER))
    assert before.keys() == after.keys() == {"a-1@practice", "p-1@review", "p-1@retest"}
    assert {event["status"] for event in before.values()} == {"CONFIRMED"}
    assert {event["status"] for event in after.values()} == {"CANCELLED"}
    assert all(int(after[uid]["sequence"]) > int(before[uid]["sequence"]) for uid in before)
    assert not any(event.walk("VALARM") for event in after.values())


def test_a_swap_cancels_one_and_brings_the_other():
    """Two ids: nobody's calendar turns one practice into another."""
    old = replace(ACTION, ended_on=date(2026, 3, 19), ending="swapped", changed_at=LATER)
    new = replace(ACTION, id="a-2", replaces="a-1", practice_from=date(2026, 3, 20), created_at=LATER, changed_at=LATER)
    found = events(replace(PLAN, actions=(old, new)))
    assert (found["a-1@practice"]["status"], found["a-2@practice"]["status"]) == ("CANCELLED", "CONFIRMED")
    assert found["p-1@review"]["status"] == "CONFIRMED"


def test_a_practice_without_a_time_has_no_reminder():
    """Unless it may have had one before: then that one is taken out."""
    assert events(with_action(remind_at=None)).keys() == {"p-1@review", "p-1@retest"}
    assert events(with_action(remind_at=None, changed_at=LATER))["a-1@practice"]["status"] == "CANCELLED"


def test_the_weekly_look_comes_when_a_week_is_over():
    """On the weekday the plan began, or on one's own day and at one's own time."""
    assert [day.strftime("%d %H:%M") for day in days(written(PLAN), "p-1@review", 3)] == [
        "09 18:00",
        "16 18:00",
        "23 18:00",
    ]
    own = Times(review=time(7, 30), review_day=7, changed_at=LATER)
    found = days(written(PLAN, times=own), "p-1@review", 2)
    assert [day.strftime("%a %d %H:%M") for day in found] == ["Sun 15 07:30", "Sun 22 07:30"]


def test_new_times_of_ones_own_reach_a_calendar_that_has_the_old_ones():
    """They raise the number of the version of what they move, and of nothing else."""
    before, after = events(PLAN), events(PLAN, times=Times(review=time(7), changed_at=LATER))
    assert int(after["p-1@review"]["sequence"]) > int(before["p-1@review"]["sequence"])
    assert after["a-1@practice"].to_ical() == before["a-1@practice"].to_ical()


def test_the_retest_is_one_day_eight_weeks_on():
    """And there is none where there is no sitting to count from."""
    (found,) = days(written(PLAN), "p-1@retest")
    assert found == datetime(2026, 4, 27, 10, tzinfo=ZoneInfo(BERLIN))
    assert "p-1@retest" not in events(replace(PLAN, reference=None))


def test_a_time_after_midnight_belongs_to_the_night_of_its_day():
    """Where days end at four, one o'clock on Monday's round is Tuesday on the calendar."""
    plan = with_action(remind_at=time(1))
    assert [day.strftime("%a %d") for day in days(written(plan), "a-1@practice", 3)] == ["Tue 03", "Thu 05", "Sat 07"]
    early = days(written(plan, end_of_day=0), "a-1@practice", 3)
    assert [day.strftime("%a %d") for day in early] == ["Mon 02", "Wed 04", "Fri 06"]


def test_it_is_shown_when_it_is_time():
    """Each has one alarm at its start, and what it says is the title."""
    for event in events(PLAN).values():
        (alarm,) = event.walk("VALARM")
        assert (alarm["action"], alarm.decoded("trigger"), alarm["description"]) == (
            "DISPLAY", timedelta(0), event["summary"],
        )  # fmt: skip


def test_the_same_plan_is_the_same_file():
    """Not a byte depends on when it is made."""
    assert written(PLAN) == written(replace(PLAN))


def test_a_change_changes_its_own_events_only():
    """Two plans: what is changed in one leaves every event of the other as it was."""
    other = replace(PLAN, id="p-2", actions=(replace(ACTION, id="a-2", plan="p-2"),))
    before, after = events(PLAN, other), events(with_action(remind_at=time(10), changed_at=LATER), other)
    moved = {uid for uid in before if before[uid].to_ical() != after[uid].to_ical()}
    assert moved == {"a-1@practice", "p-1@review", "p-1@retest"}


def test_no_plan_is_a_file_without_events():
    """It can be opened all the same."""
    assert Calendar.from_ical(written()).walk("VEVENT") == []


hostile = st.text(
    st.one_of(st.characters(), st.sampled_from("\n\r\t\x00\x1b\x85\u2028\\,;:\"'")), max_size=200
) | st.sampled_from(["x\r\nEND:VEVENT\r\nBEGIN:VEVENT", "\\n\\,\\;", "é" * 100_000, "RRULE:FREQ=SECONDLY"])


@settings(max_examples=60, deadline=None)
@given(hostile, hostile, hostile)
def test_hostile_text_stays_text(goal, cue, act):
    """Both readings find the same events with the same rule, whatever was typed."""
    file = written(replace(with_action(cue=cue, act=act), goal=goal))
    read = Calendar.from_ical(file)
    uids = [str(event["uid"]) for event in read.walk("VEVENT")]
    assert uids == ["a-1@practice.eq-reflect", "p-1@review.eq-reflect", "p-1@retest.eq-reflect"]
    assert [event.uid.value for event in vobject.readOne(file.decode()).vevent_list] == uids
    assert read.walk("VEVENT")[0]["rrule"]["FREQ"] == ["WEEKLY"]
    assert all(len(line) <= 75 for line in file.split(b"\r\n"))
    assert len(file) < 40_000


week = st.sets(st.integers(1, 7), min_size=1).map(lambda one: tuple(sorted(one)))
rests = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 10)), max_size=2)


@settings(max_examples=60, deadline=None)
@given(week, rests, st.none() | st.integers(0, 60), st.integers(0, 23), st.integers(0, 12))
def test_a_calendar_reminds_on_the_days_the_plan_plans(weekdays, pauses, ends, hour, end_of_day):
    """Whatever the days, rests, end and hour: the second reading lists the very days on which it is due."""
    first = date(2026, 3, 2)
    rest, free = [], 0
    for begins, length in sorted(pauses):
        at = max(begins, free)
        rest.append(Pause(first + timedelta(days=at), first + timedelta(days=at + length)))
        free = at + length + 1
    plan = with_action(
        weekdays=weekdays,
        pauses=tuple(rest),
        remind_at=time(hour, 30),
        ended_on=None if ends is None else first + timedelta(days=ends),
    )
    (action,) = plan.actions
    night = timedelta(days=hour < end_of_day)
    planned = [day for day in (first + timedelta(days=n) for n in range(80)) if due(action, day)]
    file = written(plan, end_of_day=end_of_day)
    found = [day.date() - night for day in days(file, "a-1@practice", 80)]
    if planned:
        assert found[: len(planned)] == planned
        assert ends is None or len(found) == len(planned)
    else:
        assert events(plan, end_of_day=end_of_day)["a-1@practice"]["status"] == "CANCELLED"


def test_another_end_of_the_day_reaches_the_nights_it_moves_and_nothing_else():
    """A small hour lies in another night then, which a calendar takes up only with a higher number."""
    night, day = replace(ACTION, id="a-2", remind_at=time(1)), replace(ACTION, remind_at=time(21))
    plan = replace(PLAN, actions=(night, day))
    before, after = events(plan), events(plan, end_of_day=0, times=Times(nights_at=LATER))
    assert after["a-2@practice"].decoded("dtstart") != before["a-2@practice"].decoded("dtstart")
    assert int(after["a-2@practice"]["sequence"]) > int(before["a-2@practice"]["sequence"])
    assert after["a-2@practice"].decoded("dtstamp") == LATER
    assert after["a-1@practice"].to_ical() == before["a-1@practice"].to_ical()
    assert after["p-1@review"].to_ical() == before["p-1@review"].to_ical()
    times = Times(review=time(1), retest=time(2), nights_at=LATER)
    for uid in ("p-1@review", "p-1@retest"):
        assert events(plan, times=times)[uid].decoded("dtstamp") == LATER
