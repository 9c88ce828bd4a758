"""Daylio's tables, old and new, in any language and separator, and its backup."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from eq.errors import EqError
from eq.exchange.journals import Journal, pleasantness_of, read_journal

Sample = Callable[[str], bytes]
Backup = Callable[..., bytes]
HEADER = "full_date,date,weekday,time,mood,activities,note_title,note\n"


def read(data: bytes | str, zone: str = "Europe/Berlin") -> Journal:
    return read_journal("daylio", data.encode() if isinstance(data, str) else data, "d.csv", zone=zone)


def test_the_current_table_with_its_localised_times_and_simple_html(sample: Sample) -> None:
    journal = read(sample("daylio-current.csv"))
    assert (journal.refused, journal.notes, journal.photos_left) == ((), (), 0)
    early, night, late = journal.entries
    assert (early.at, early.mood, early.pleasantness) == (datetime(2021, 9, 27, 7, 5, tzinfo=UTC), "rad", 0.8)
    assert (night.local_date, night.at) == (date(2021, 9, 28), datetime(2021, 9, 27, 23, 25, tzinfo=UTC))
    assert (night.title, night.text) == ("Night shift", '- first "no"\n- second\n A & B <3')
    assert (night.mood, night.pleasantness, night.tags) == ("sad", None, ("work", "bad sleep"))
    assert late.text == "Said sorry for the delay.\nThey calmed down."
    assert journal.moods == ("good", "rad", "sad")


def test_the_old_table_of_seven_columns(sample: Sample) -> None:
    journal = read(sample("daylio-old.csv"), zone="UTC")
    assert [f"{one.at:%Y-%m-%d %H:%M}" for one in journal.entries] == [
        "2018-05-16 00:05",
        "2018-05-17 22:21",
        "2018-05-18 23:54",
    ]
    assert [one.pleasantness for one in journal.entries] == [-0.8, 0.0, None]


def test_scales_stand_below_the_text_and_german_moods_are_known(sample: Sample) -> None:
    journal = read(sample("daylio-scales.csv"))
    assert [one.text for one in journal.entries] == [
        "Kunde war laut\n\nStress: 5",
        "In der übersprungenen Stunde\n\nEnergie: 4 | Stress: 2",
    ]
    assert [one.pleasantness for one in journal.entries] == [-0.8, 0.4]


def test_a_time_the_clock_skipped_keeps_its_day_and_a_place_in_order(sample: Sample) -> None:
    entry = read(sample("daylio-scales.csv")).entries[-1]
    assert (entry.local_date, entry.at) == (date(2026, 3, 29), datetime(2026, 3, 29, 1, 30, tzinfo=UTC))


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_columns_are_found_by_name_whatever_their_order_and_separator(separator: str) -> None:
    rows = [["Mood", " new one", "note", "FULL_DATE", "time"], ["good", "?", '"a ""b"" c\nd"', "2024-01-05", "20:00"]]
    (entry,) = read("\n".join(separator.join(row) for row in rows)).entries
    assert (entry.mood, entry.text, entry.local_date) == ("good", 'a "b" c\nd', date(2024, 1, 5))


@pytest.mark.parametrize(
    ("written", "hour", "minute"),
    [
        ("10:00 pm", 22, 0), ("10:00\u202fPM", 22, 0), ("12:05 am", 0, 5), ("12:30 p. m.", 12, 30), ("01:25", 1, 25),
        ("22h30", 22, 30), ("7.05", 7, 5), ("21:05 Uhr", 21, 5), ("下午9:15", 21, 15), ("오후 9:15", 21, 15),
        ("午後0:30", 12, 30), ("٩:١٥ م", 21, 15), ("9:15 μ.μ.", 21, 15), ("0:10 am", 0, 10), (" 9:05:59 AM ", 9, 5),
    ],
)  # fmt: skip
def test_times_of_many_languages(written: str, hour: int, minute: int) -> None:
    (entry,) = read(f"{HEADER}2024-01-05,x,x,{written},good,,,\n", zone="UTC").entries
    assert (entry.at.hour, entry.at.minute) == (hour, minute)


@pytest.mark.parametrize("written", ["", "abends", "25:00", "12:60", "13:00 am", "8:30 xx", "8:30 9:30", "1" * 99])
def test_a_time_that_is_none_refuses_its_row_alone(written: str) -> None:
    journal = read(f"{HEADER}2024-01-05,x,x,{written},good,,,\n2024-01-06,x,x,9:00,good,,,\n")
    assert [one.local_date for one in journal.entries] == [date(2024, 1, 6)]
    assert [(one.where, one.what) for one in journal.refused] == [("d.csv, row 2", "Its time cannot be read.")]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("18 May", date(2020, 5, 18)), ("Dec 17", date(2020, 12, 17)), ("17. Februar", date(2020, 2, 17)),
        ("18 de mayo", date(2020, 5, 18)), ("29 févr.", date(2020, 2, 29)), ("3 мая", date(2020, 5, 3)),
        ("5 paź", date(2020, 10, 5)), ("5月18日", date(2020, 5, 18)), ("5월 18일", date(2020, 5, 18)),
        ("4.5.", date(2020, 5, 4)), ("18/05", date(2020, 5, 18)), ("12 ağustos", date(2020, 8, 12)),
    ],
)  # fmt: skip
def test_the_dates_of_old_tables_in_many_languages(written: str, expected: date) -> None:
    journal = read(f"year,date,weekday,time,mood,activities,note\n2020,{written},x,9:00,good,,\n")
    assert [one.local_date for one in journal.entries] == [expected]


@pytest.mark.parametrize("written", ["30 February", "18 xyz", "May", "", "05/06", "May 18 19"])
def test_dates_that_are_none_or_two_are_refused(written: str) -> None:
    journal = read(f"year,date,weekday,time,mood,activities,note\n2020,{written},x,9:00,good,,\n")
    assert (journal.entries, len(journal.refused)) == ((), 1)


def test_broken_rows_are_refused_with_their_number_and_the_rest_is_read() -> None:
    rows = [
        "2024-02-30,x,x,9:00,good,,,",
        "2024-02-01,x,x,9:00,good",
        "1899-02-01,x,x,9:00,good,,,",
        "2100-02-01,x,x,9:00,good,,,",
        "2024-02-02,x,x,9:00,,,,",
        "",
        "2024-02-03,x,x,9:00,good,,,",
        "2024-02-03,x,x,9:00,good,,,",
    ]
    journal = read(HEADER + "\n".join(rows))
    assert [one.local_date for one in journal.entries] == [date(2024, 2, 3)]
    assert [one.where.removeprefix("d.csv, ") for one in journal.refused] == [
        "row 2", "row 3", "row 4", "row 5", "row 6", "row 9",
    ]  # fmt: skip


def test_known_tags_of_html_go_and_everything_else_stays() -> None:
    note = "<p>1 < 2 and <name> <3 &unknown; R&D</p><script>x</script> &lt;b&gt;"
    (entry,) = read(f'{HEADER}2024-02-03,x,x,9:00,good,,,"{note}"').entries
    assert entry.text == "1 < 2 and <name> <3 &unknown; R&D\n<script>x</script> <b>"


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ("", "The file is empty."),
        ("\ufeff", "The file is empty."),
        ("date,flow\n2024-01-01,light\n", "not the columns of Daylio"),
        ("full_date,mood\n2024-01-01,good\n", "not the columns of Daylio"),
        ("full_date,time,mood,mood\n2024-01-01,9:00,good,bad\n", "twice"),
        (HEADER + '2024-01-05,x,x,9:00,good,"open', "quotation marks do not match"),
        (HEADER + '2024-01-05,x,x,9:00,good,"a"b,,', "quotation marks do not match"),
        ("QUJD" * 40, "damaged or was cut off"),
        (base64.b64encode(b'{"dayEntries": [' + b" " * 60).decode(), "damaged or was cut off"),
        ('{"dayEntries": {}}', "no export of Daylio"),
        ('{"entries": [{"creationDate": "2024-01-01T00:00:00Z"}]}', "an export of Day One, not of Daylio"),
        ('{"entries": []}', "no export of Daylio"),
    ],
)
def test_files_that_are_no_journal_of_daylio(content: str, what: str) -> None:
    with pytest.raises(EqError, match=what):
        read(content)


def test_a_backup_is_read_by_its_own_clock_and_its_own_order_of_moods(sample: Sample, backup: Backup) -> None:
    journal = read(backup(json.loads(sample("daylio-backup.json"))))
    first, second, third = journal.entries
    assert (first.at, first.zone) == (datetime(2019, 12, 7, 9, 36, tzinfo=UTC), "UTC+05:45")
    assert (second.at, second.zone) == (datetime(2023, 1, 31, 22, 5, tzinfo=UTC), "Europe/Berlin")
    assert (third.at, third.zone) == (datetime(2023, 11, 19, 15, 45, 59, 432_000, tzinfo=UTC), "Etc/GMT+5")
    assert [one.local_date for one in journal.entries] == [date(2019, 12, 7), date(2023, 1, 31), date(2023, 11, 19)]
    assert [(one.mood, one.pleasantness) for one in journal.entries] == [("rad", 0.8), ("Grim", -0.8), ("so-so", -0.4)]
    assert (third.text, third.tags) == ("A long call\nand a short walk", ("work", "walk"))
    assert (third.starred, third.photos, journal.photos_left) == (True, 2, 2)


def test_a_backup_is_the_same_packed_unpacked_and_decoded(sample: Sample, backup: Backup) -> None:
    plain = sample("daylio-backup.json")
    assert read(backup(json.loads(plain))) == read(base64.b64encode(plain)) == read(plain)


def test_the_table_and_the_backup_give_one_entry_the_same_id(backup: Backup) -> None:
    moods = [{"id": 2, "custom_name": "", "predefined_name_id": 2, "mood_group_id": 2}]
    tags = [{"id": 7, "name": "walk"}, {"id": 8, "name": "work"}]
    entry = {
        "year": 2021, "month": 8, "day": 28, "hour": 22, "minute": 0, "timeZoneOffset": 7_200_000, "mood": 2,
        "tags": [7, 8], "note": "Said sorry.<br>They calmed down.", "note_title": "",
    }  # fmt: skip
    packed = read(backup({"customMoods": moods, "tags": tags, "dayEntries": [entry]}))
    row = "2021-09-28,28 September,Tuesday,10:00 pm,good,work | walk,,Said sorry. They calmed down.\n"
    assert packed.entries[0].external_id == read(HEADER + row, zone="Asia/Tokyo").entries[0].external_id


def test_a_missing_offset_follows_from_the_instant_and_a_missing_instant_from_the_zone() -> None:
    wall = {"year": 2023, "month": 10, "day": 19, "hour": 10, "minute": 45, "mood": 1}
    entries = [
        {**wall, "datetime": 1700408759432},
        {**wall, "note": "no instant"},
        {"datetime": 1700408759432, "mood": 1, "note": "no wall"},
    ]
    (guessed, local, instant) = (read(json.dumps({"dayEntries": [entry]})).entries[0] for entry in entries)
    assert (guessed.zone, guessed.at.hour) == ("Etc/GMT+5", 15)
    assert (local.zone, local.at.hour) == ("Europe/Berlin", 9)
    assert (instant.zone, instant.at.hour, instant.local_date) == ("Europe/Berlin", 15, date(2023, 11, 19))


@pytest.mark.parametrize(
    "entry",
    [
        {},
        {"year": 2023, "month": 12, "day": 1, "mood": 1},
        {"year": 2023, "month": 1, "day": 30, "mood": 1},
        {"year": 1850, "month": 1, "day": 3, "mood": 1},
        {"year": 10**30, "month": 1, "day": 3, "mood": 1},
        {"year": True, "month": 1, "day": 3, "mood": 1},
        {"datetime": 10**15, "mood": 1},
        {"datetime": float("inf"), "mood": 1},
        {"year": 2023, "month": 1, "day": 3},
        7,
    ],
)
def test_entries_of_a_backup_without_a_day_or_without_content_are_refused(entry: object) -> None:
    good = {"year": 2023, "month": 1, "day": 3, "mood": 1}
    journal = read(json.dumps({"dayEntries": [entry, good]}))
    assert (len(journal.entries), [one.where for one in journal.refused]) == (1, ["d.csv, entry 1"])


def test_a_mood_the_backup_does_not_list_is_left_out_and_said() -> None:
    entry = {"year": 2023, "month": 1, "day": 3, "mood": 9, "note": "x"}
    journal = read(json.dumps({"customMoods": [], "dayEntries": [entry]}))
    assert (journal.entries[0].mood, journal.entries[0].pleasantness, journal.moods) == (None, None, ())
    assert journal.notes[0].where == "d.csv, entry 1"


def test_default_pleasantness_is_known_for_daylios_own_moods_alone() -> None:
    own = [pleasantness_of("daylio", mood) for mood in ("rad", "Good", " meh ", "bad", "awful")]
    assert own == [0.8, 0.4, 0.0, -0.4, -0.8]
    assert pleasantness_of("daylio", "whatever") is pleasantness_of("daylio", None) is None
    assert pleasantness_of("jrnl", "good") is pleasantness_of("dayone", "good") is None
