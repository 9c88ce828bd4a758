"""Promises as a calendar file: read back by an independent reading of the same standard, whatever was typed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from eq.exchange.calendar import LONGEST_TITLE, calendar, cut, sequence
from eq.reflect.promise import PROMISE_STATES, Commitment

MADE = datetime(2026, 11, 1, 9, tzinfo=UTC)
NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
ONE = Commitment("p-1", "Call back", "open", "Europe/Berlin", MADE, MADE, due_date=date(2026, 11, 25))


def written(*promises):
    return calendar(promises, now=NOW, zone_of=ZoneInfo)


def events(*promises):
    read = Calendar.from_ical(written(*promises))
    assert not read.errors
    return list(read.walk("VEVENT"))


def test_a_date_is_a_whole_day():
    (event,) = events(ONE)
    assert event.decoded("dtstart") == date(2026, 11, 25)
    assert event.decoded("dtend") == date(2026, 11, 26)
    assert (event["summary"], event["status"], event["uid"]) == ("Call back", "CONFIRMED", "p-1@promise.eq-reflect")
    assert event.decoded("dtstamp") == NOW


def test_a_time_is_the_instant_it_is_in_its_own_zone():
    (event,) = events(replace(ONE, due_time=time(15), due_date=date(2026, 7, 1)))
    assert event.decoded("dtstart") == datetime(2026, 7, 1, 13, tzinfo=UTC)


def test_without_a_date_there_is_no_event():
    assert events(replace(ONE, due_date=None)) == []


@pytest.mark.parametrize("state", [state for state in PROMISE_STATES if state != "open"])
def test_what_is_resolved_is_cancelled_under_the_same_id(state):
    """A later file takes the event of the earlier one away, and says what became of it."""
    (before,) = events(ONE)
    (after,) = events(replace(ONE, state=state, changed_at=NOW))
    assert after["uid"] == before["uid"]
    assert (before["status"], after["status"]) == ("CONFIRMED", "CANCELLED")
    assert int(after["sequence"]) > int(before["sequence"])
    assert after["description"]


def test_every_change_raises_the_number_of_the_version():
    numbers = [sequence(replace(ONE, changed_at=MADE + timedelta(seconds=n))) for n in (0, 1, 60, 86_400, 10**8)]
    assert numbers == sorted(set(numbers))
    assert sequence(replace(ONE, changed_at=MADE - timedelta(days=1))) == 0


def test_it_says_to_whom_and_whether_it_was_agreed():
    (event,) = events(replace(ONE, to_whom="Ana, Sales; Berlin", agreed=True))
    assert event["description"] == "To: Ana, Sales; Berlin\nAgreed with them: yes"


def test_a_hundred_thousand_characters_are_cut_between_words():
    """The title stays short and ends in an ellipsis, the description holds more; the file stays small."""
    (event,) = events(replace(ONE, what="word " * 20_000, to_whom="x" * 100_000))
    assert len(event["summary"]) <= LONGEST_TITLE
    assert event["summary"].endswith("word…")
    assert len(event["description"]) > 1_000
    assert len(written(replace(ONE, what="word " * 20_000, to_whom="x" * 100_000))) < 10_000


@pytest.mark.parametrize(
    ("text", "longest", "shown"),
    [
        ("one two", 7, "one two"),
        ("one two three", 10, "one two…"),
        ("a" * 20, 10, "a" * 9 + "…"),
        ("a\r\nb\tc\x00d\x1be\u2028f", 50, "a b c d e f"),
        ("\ud800ok", 50, "ok"),
    ],
)
def test_texts_are_one_clean_line(text, longest, shown):
    assert cut(text, longest) == shown


hostile = st.text(
    st.one_of(st.characters(), st.sampled_from("\n\r\t\x00\x1b\x0b\x0c\x85\u2028\u2029\\,;:\"'")), max_size=300
) | st.sampled_from(
    [
        "BEGIN:VEVENT\r\nUID:evil\r\nEND:VEVENT",
        "x\r\nATTENDEE:mailto:a@b.example\r\nDESCRIPTION:y",
        "END:VCALENDAR",
        "\\n\\,\\;\\\\",
        "\u202eright\u202c to left 🧑🏽‍🚀",
        "é" * 100_000,
    ]
)


@settings(max_examples=100)
@given(hostile, hostile, st.sampled_from(PROMISE_STATES), st.booleans())
def test_hostile_text_stays_text(what, whom, state, timed):
    """One event comes back, its texts are what was typed on one line, and no property was smuggled in."""
    promise = replace(ONE, what=what, to_whom=whom, state=state, due_time=time(9) if timed else None)
    file = written(promise, replace(ONE, id="p-2"))
    read = Calendar.from_ical(file)
    assert [event["uid"] for event in read.walk("VEVENT")] == [f"p-{n}@promise.eq-reflect" for n in (1, 2)]
    (event, _) = read.walk("VEVENT")
    assert event["summary"] == cut(what, LONGEST_TITLE)
    assert "attendee" not in event
    assert cut(whom, 100)[:99] in event["description"].replace("\n", " ")
    assert all(len(line) <= 75 for line in file.split(b"\r\n"))


def test_the_library_is_loaded_only_when_a_file_is_made():
    """Pages and commands that make no calendar do not wait for it."""
    import subprocess
    import sys

    code = "import sys, eq.exchange.calendar, eq.actions.promises; print('icalendar' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"
