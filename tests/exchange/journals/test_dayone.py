"""Day One's JSON, bare and in its archive."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from eq.errors import EqError
from eq.exchange.journals import Journal, read_journal

Sample = Callable[[str], bytes]
Archive = Callable[..., bytes]


def read(data: bytes | str, zone: str = "Europe/Berlin") -> Journal:
    return read_journal("dayone", data.encode() if isinstance(data, str) else data, "d.zip", zone=zone)


def of(*entries: Any) -> str:
    return json.dumps({"metadata": {"version": "1.0"}, "entries": entries})


def entry(**changes: Any) -> dict[str, Any]:
    return {"uuid": "A" * 32, "creationDate": "2024-01-05T20:00:00Z", "timeZone": "UTC", "text": "x"} | changes


def test_a_journal_with_unknown_keys_is_read_with_its_own_zones(sample: Sample) -> None:
    journal = read(sample("dayone.json"))
    first, second = journal.entries
    assert (first.external_id, second.external_id) == (
        "2f8ddca258634d9994df3a4fee328035",
        "abf26cd8d3ea42e298f1c3d5efb0cf83",
    )
    assert (first.at, first.zone) == (datetime(2021, 3, 3, 20, 48, 50, tzinfo=UTC), "Australia/Sydney")
    assert (first.local_date, second.local_date) == (date(2021, 3, 4), date(2021, 6, 30))
    assert (first.title, first.text) == ("A hard one ...", "She said 1. too late, 2. too dear!")
    assert (first.tags, first.starred, first.photos) == (("Work", "calls"), True, 2)
    assert (second.title, second.text) == ("", "No heading here.\nSecond line")
    assert (first.mood, first.pleasantness, journal.moods) == (None, None, ())


def test_pictures_are_counted_also_where_there_are_no_words(sample: Sample) -> None:
    journal = read(sample("dayone.json"))
    assert journal.photos_left == 3
    assert [(one.where, one.what) for one in journal.refused] == [
        ("d.zip, entry 3", "There are no words in it, only 1 attachment.")
    ]


def test_an_archive_may_hold_several_journals_and_their_pictures(sample: Sample, archive: Archive) -> None:
    members = {
        "Work.json": sample("dayone.json"),
        "Home/Home.json": of(entry(text="At home")).encode(),
        "photos/ef43abe9582131d432f20dcc68e326aa.jpeg": b"\xff\xd8\xff",
    }
    journal = read(archive(members))
    assert sorted(one.title or one.text for one in journal.entries) == [
        "A hard one ...",
        "At home",
        "No heading here.\nSecond line",
    ]
    assert journal.refused[0].where == "d.zip, Work.json, entry 3"


def test_a_damaged_journal_in_an_archive_leaves_the_others(archive: Archive) -> None:
    journal = read(archive({"a.json": b'{"entries": [', "b.json": of(entry()).encode()}))
    assert (len(journal.entries), [one.where for one in journal.refused]) == (1, ["d.zip, a.json"])
    with pytest.raises(EqError, match="damaged"):
        read(archive({"a.json": b'{"entries": ['}))


def test_code_keeps_its_backslashes_and_the_words_around_lose_theirs() -> None:
    (found,) = read(of(entry(text="a\\.\n```\nC:\\.git\\*\n```\nb\\! \\\\ \\n"))).entries
    assert found.text == "a.\n```\nC:\\.git\\*\n```\nb! \\ \\n"


def test_the_rich_text_serves_where_the_plain_one_is_missing() -> None:
    rich = json.dumps({"contents": [{"text": "First line\n"}, {"embeddedObjects": []}, {"text": "second"}]})
    (found,) = read(of(entry(text=None, richText=rich))).entries
    assert found.text == "First line\nsecond"
    assert read(of(entry(text=None, richText="{broken"))).refused[0].what == "There is nothing in it."


@pytest.mark.parametrize(
    ("zone", "expected", "day"),
    [
        ("America/New_York", "America/New_York", date(2024, 1, 5)),
        ("GMT+0545", "UTC+05:45", date(2024, 1, 6)),
        ("GMT-8", "Etc/GMT+8", date(2024, 1, 5)),
        ("Nowhere/Atall", "Asia/Tokyo", date(2024, 1, 6)),
        ("../../etc/passwd", "Asia/Tokyo", date(2024, 1, 6)),
        (None, "Asia/Tokyo", date(2024, 1, 6)),
        ("x" * 10_000, "Asia/Tokyo", date(2024, 1, 6)),
        ("+99:99", "Asia/Tokyo", date(2024, 1, 6)),
    ],
)
def test_the_zone_of_the_entry_counts_and_an_unknown_one_gives_way(zone: object, expected: str, day: date) -> None:
    (found,) = read(of(entry(timeZone=zone)), zone="Asia/Tokyo").entries
    assert (found.zone, found.local_date, found.at) == (expected, day, datetime(2024, 1, 5, 20, tzinfo=UTC))


@pytest.mark.parametrize(
    "written",
    [None, "", "yesterday", "2024-13-01T00:00:00Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", 7, "1" * 99],
)
def test_an_entry_without_a_date_is_refused_alone(written: object) -> None:
    journal = read(of(entry(creationDate=written), entry(uuid="b")))
    assert ([one.external_id for one in journal.entries], len(journal.refused)) == (["b"], 1)


def test_of_two_versions_of_an_entry_the_later_stays_whatever_the_order() -> None:
    old = entry(text="old", modifiedDate="2024-01-06T00:00:00Z", photos=[{"identifier": "a"}, {"identifier": "b"}])
    new = entry(text="new", modifiedDate="2024-01-07T00:00:00Z", photos=[{"identifier": "a"}])
    one, other = read(of(old, new)), read(of(new, old))
    assert one.entries == other.entries
    assert [found.text for found in one.entries] == ["new"]
    assert one.photos_left == other.photos_left == 1
    assert (one.refused[0].where, other.refused[0].where) == ("d.zip, entry 1", "d.zip, entry 2")


@pytest.mark.parametrize("given", ["", None, 5, "../../x", "a" * 500, "\0", "ж"])
def test_ids_of_an_odd_shape_become_plain_ones_and_stay_the_same(given: object) -> None:
    first, second = (read(of(entry(uuid=given))).entries[0].external_id for _ in range(2))
    assert first == second
    assert first.isascii()
    assert first.replace("-", "").replace("_", "").isalnum()
    assert len(first) <= 64


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ("", "The file is empty."),
        ("[]", "The file holds no journal."),
        ("{}", "no export of Day One"),
        ('{"entries": {}}', "no export of Day One"),
        ('{"entries": [{"title": "t", "body": "b", "date": "2024-01-01"}]}', "an export of jrnl, not of Day One"),
        ('{"entries": [1' + "0" * 5000 + "]}", "absurd length"),
        ("[" * 200_000, "nested too deeply|damaged"),
    ],
)
def test_files_that_are_no_journal_of_day_one(content: str, what: str) -> None:
    with pytest.raises(EqError, match=what):
        read(content)


def test_an_empty_journal_is_one_without_entries() -> None:
    assert read(of()).entries == ()
