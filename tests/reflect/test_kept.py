"""The kept share and its Wilson range; when a promise is due, and from when on it is overdue."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eq.reflect.kept import FEWEST, ends, kept_share, standing, wilson
from eq.reflect.promise import Commitment

BERLIN, TOKYO, KOLKATA = ZoneInfo("Europe/Berlin"), ZoneInfo("Asia/Tokyo"), ZoneInfo("Asia/Kolkata")
MADE = datetime(2026, 11, 1, 9, tzinfo=UTC)

shares = st.integers(1, 100_000).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))


def promise(due_date=None, due_time=None):
    return Commitment("p", "Call", "open", "Europe/Berlin", MADE, MADE, due_date=due_date, due_time=due_time)


def test_the_worked_example_to_six_digits():
    """17 of 24: the values of the evidence reference."""
    found = kept_share({"kept": 17, "broken": 7})
    assert found.share == pytest.approx(0.708333, abs=5e-7)
    assert (found.low95, found.high95) == pytest.approx((0.508323, 0.850854), abs=5e-7)
    assert (found.of, found.reason) == (24, "")


@settings(max_examples=100)
@given(shares)
def test_the_range_lies_within_bounds_and_holds_the_share(pair):
    """Both ends are shares themselves, and the share lies between them."""
    kept, of = pair
    low, high = wilson(kept, of)
    assert 0 <= low <= kept / of <= high <= 1
    assert low < high


@settings(max_examples=100)
@given(shares)
def test_the_range_of_the_complement_is_the_mirror_image(pair):
    """The share broken has the same range, seen from the other end."""
    kept, of = pair
    low, high = wilson(kept, of)
    other_low, other_high = wilson(of - kept, of)
    assert (1 - other_high, 1 - other_low) == pytest.approx((low, high), abs=1e-12)


@settings(max_examples=100)
@given(st.integers(1, 2000), st.integers(2, 50), st.data())
def test_more_of_the_same_narrows_the_range(of, times, data):
    """The same share of more promises is known better."""
    kept = data.draw(st.integers(0, of))
    low, high = wilson(kept, of)
    low_more, high_more = wilson(kept * times, of * times)
    assert high_more - low_more < high - low


@pytest.mark.parametrize(("kept", "of"), [(-1, 5), (6, 5), (0, 0), (1, 0)])
def test_an_impossible_share_is_refused(kept, of):
    with pytest.raises(ValueError, match="at least one"):
        wilson(kept, of)


def test_only_kept_and_broken_ones_count():
    """Moved, handed-over and open ones are named and change nothing."""
    counts = {"kept": 4, "broken": 2}
    more = {**counts, "moved": 30, "handed-over": 20, "open": 10}
    plain, full = kept_share(counts), kept_share(more)
    assert (plain.share, plain.low95, plain.high95, plain.of) == (full.share, full.low95, full.high95, full.of)
    assert (full.moved, full.handed_over, full.open) == (30, 20, 10)


def test_below_the_minimum_there_is_no_number():
    """One below shows the material alone; at the minimum the share is there."""
    few = kept_share({"kept": FEWEST - 2, "broken": 1, "moved": 40})
    assert (few.share, few.low95, few.high95, few.reason) == (None, None, None, "too_few")
    assert (few.kept, few.broken) == (FEWEST - 2, 1)
    assert kept_share({"kept": FEWEST}).share == 1.0
    assert kept_share({}).reason == "too_few"


def test_a_date_ends_with_the_persons_day_in_the_zone_of_the_promise():
    """Days that end at four: overdue from four the next morning, there."""
    one = promise(date(2026, 11, 20))
    assert ends(one, BERLIN, 4) == datetime(2026, 11, 21, 4, tzinfo=BERLIN)
    before, after = (datetime(2026, 11, 21, hour, minute, tzinfo=BERLIN) for hour, minute in ((3, 59), (4, 0)))
    found = [standing(one, now=at.astimezone(UTC), own=BERLIN, here=TOKYO, end_of_day=4) for at in (before, after)]
    assert [(s.urgency, s.day, s.days) for s in found] == [
        ("today", date(2026, 11, 20), 0),
        ("overdue", date(2026, 11, 20), -1),
    ]


def test_a_time_is_a_time():
    """With a time it is overdue from then on, whatever hour the day ends."""
    one = promise(date(2026, 11, 20), time(15))
    for at, urgency in ((time(14, 59, 59), "today"), (time(15), "overdue")):
        now = datetime.combine(date(2026, 11, 20), at, BERLIN)
        assert standing(one, now=now, own=BERLIN, here=BERLIN, end_of_day=4).urgency == urgency


def test_a_time_reads_where_the_person_is():
    """Three in the afternoon in Berlin is the evening of the same day in Kolkata."""
    one = promise(date(2026, 11, 20), time(15))
    now = datetime(2026, 11, 19, 12, tzinfo=UTC)
    found = standing(one, now=now, own=BERLIN, here=KOLKATA, end_of_day=4)
    assert (found.day, found.time, found.days) == (date(2026, 11, 20), time(19, 30), 1)


def test_two_in_the_morning_belongs_to_the_night_before():
    """On the evening before, it is due "today" of somebody whose day ends at four, and named with its own date."""
    one = promise(date(2026, 11, 21), time(2))
    evening = datetime(2026, 11, 20, 22, tzinfo=BERLIN)
    found = standing(one, now=evening, own=BERLIN, here=BERLIN, end_of_day=4)
    assert (found.urgency, found.day, found.days) == ("today", date(2026, 11, 21), 1)
    assert standing(one, now=evening, own=BERLIN, here=BERLIN, end_of_day=0).urgency == "later"


def test_without_a_date_nothing_is_due():
    found = standing(promise(), now=MADE, own=BERLIN, here=BERLIN, end_of_day=4)
    assert (found.urgency, found.day, found.time, found.days) == ("undated", None, None, None)
    assert ends(promise(), BERLIN, 4) is None


@settings(max_examples=100)
@given(
    st.dates(date(2000, 1, 1), date(2199, 12, 31)),
    st.none() | st.times().map(lambda t: t.replace(second=0, microsecond=0)),
    st.integers(-400, 400),
    st.sampled_from([BERLIN, TOKYO, KOLKATA, ZoneInfo("America/St_Johns"), ZoneInfo("Pacific/Apia")]),
    st.integers(0, 12),
)
def test_overdue_begins_at_one_instant(due_date, due_time, hours, own, end_of_day):
    """Before the end it is not overdue, from it on it is, in any zone and across changes of the clock."""
    one = promise(due_date, due_time)
    end = ends(one, own, end_of_day)
    now = end.astimezone(UTC) + timedelta(hours=hours)
    found = standing(one, now=now, own=own, here=own, end_of_day=end_of_day)
    assert (found.urgency == "overdue") == (hours >= 0)
    if found.urgency == "later":
        assert found.days > 0 or due_time is not None
