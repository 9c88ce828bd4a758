"""Journals of jrnl: files that jrnl 4.6 wrote, and what people make of them by hand."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from eq.errors import EqError
from eq.exchange.journals import Journal, read_journal

Sample = Callable[[str], bytes]


def read(data: bytes | str, zone: str = "Europe/Berlin") -> Journal:
    return read_journal("jrnl", data.encode() if isinstance(data, str) else data, "j.txt", zone=zone)


def test_a_file_that_jrnl_wrote_is_read_whole(sample: Sample) -> None:
    journal = read(sample("jrnl-4.6.txt"))
    assert (len(journal.entries), journal.refused, journal.notes, journal.moods) == (10, (), (), ())
    entry = next(one for one in journal.entries if one.starred)
    assert (entry.title, entry.text) == ("Starred: they thanked me!", "Written down for later. @thanks @calls")
    assert entry.tags == ("calls", "thanks")
    assert (entry.at, entry.zone, entry.local_date) == (
        datetime(2024, 3, 6, 8, tzinfo=UTC),
        "Europe/Berlin",
        date(2024, 3, 6),
    )


def test_both_exports_of_one_journal_give_the_same_entries(sample: Sample) -> None:
    text, export = read(sample("jrnl-4.6.txt")), read(sample("jrnl-4.6.json"))
    tabless = [one.title.replace("\t", " ") for one in export.entries]
    assert [one.external_id for one in text.entries] == [one.external_id for one in export.entries]
    assert [one.title for one in text.entries] == tabless
    for one, other in zip(text.entries, export.entries, strict=True):
        assert (one.text, one.tags, one.starred, one.at) == (other.text, other.tags, other.starred, other.at)


def test_an_export_of_a_single_entry_is_that_entry(sample: Sample) -> None:
    whole, single = read(sample("jrnl-4.6.json")), read(sample("jrnl-4.6-one-entry.json"))
    assert len(single.entries) == 1
    assert single.entries[0] in whole.entries


@pytest.mark.parametrize("name", ["c", "dots", "slashes-day", "words"])
def test_every_time_format_jrnl_was_set_to_gives_the_same_entries(sample: Sample, name: str) -> None:
    journal = read(sample(f"jrnl-4.6-{name}.txt"), zone="UTC")
    assert [f"{one.at:%Y-%m-%d %H:%M}" for one in journal.entries] == [
        "2024-03-05 14:20",
        "2024-03-17 08:05",
        "2024-12-11 00:30",
    ]
    assert [(one.title, one.text) for one in journal.entries] == [
        ("One.", "Body @x"),
        ("Two.", "Body"),
        ("Three", ""),
    ]


def test_lines_in_brackets_that_are_no_dates_stay_in_the_text() -> None:
    journal = read("[2024-01-01 10:00] Title\n[todo] call back\n[1] a note\n[Chapter 12] read\n[2024] a year\n")
    assert [one.text for one in journal.entries] == [
        "[todo] call back\n[1] a note\n[Chapter 12] read\n[2024] a year",
    ]


def test_an_entry_on_one_line_ends_its_title_at_the_first_sentence() -> None:
    journal = read("[2024-01-01 10:00] It went well. He thanked me.\n[2024-01-02 10:00] No sentence mark")
    assert [(one.title, one.text) for one in journal.entries] == [
        ("It went well.", "He thanked me."),
        ("No sentence mark", ""),
    ]


@pytest.mark.parametrize(
    ("title", "expected", "starred"),
    [("Done *", "Done", True), ("Done*", "Done", True), ("So **bold**", "So **bold**", False), ("* x", "* x", False)],
)
def test_a_star_ends_a_title_and_bold_words_are_no_star(title: str, expected: str, starred: bool) -> None:
    (entry,) = read(f"[2024-01-01 10:00] {title}\nbody\n").entries
    assert (entry.title, entry.starred) == (expected, starred)


def test_tags_lose_their_sign_and_addresses_are_no_tags() -> None:
    (entry,) = read("[2024-01-01 10:00] @Work me@example.org #late,\n@work/inbox @日本 (@no)\n").entries
    assert entry.tags == ("late", "work", "work/inbox", "日本")


def test_a_mark_at_the_start_and_windows_lines_do_not_hide_the_first_entry() -> None:
    journal = read(b"\xef\xbb\xbf[2024-01-01 10:00] one\r\nbody\r\n\r\n[2024-01-02 10:00] two\r\n")
    assert [(one.title, one.text) for one in journal.entries] == [("one", "body"), ("two", "")]


def test_the_oldest_files_had_no_brackets() -> None:
    journal = read("2013-06-09 15:39 My first entry.\nEverything is alright\n\n2013-06-10 15:40 Life is good.\n")
    assert [(one.title, one.text) for one in journal.entries] == [
        ("My first entry.", "Everything is alright"),
        ("Life is good.", ""),
    ]


def test_days_that_could_be_months_are_told_by_the_other_dates_of_the_file() -> None:
    day_first = read("[03/04/2024 10:00] a\n[25/04/2024 10:00] b\n", zone="UTC")
    month_first = read("[03/04/2024 10:00] a\n[04/25/2024 10:00] b\n", zone="UTC")
    assert day_first.entries[0].local_date == date(2024, 4, 3)
    assert month_first.entries[0].local_date == date(2024, 3, 4)


def test_dates_that_nothing_tells_apart_are_never_guessed() -> None:
    with pytest.raises(EqError, match="day first or month first"):
        read("[03/04/2024 10:00] a\n[05/06/2024 10:00] b\n")
    journal = read("[03/04/2024 10:00] a\n[25/04/2024 10:00] b\n[04/25/2024 10:00] c\n[05/05/2024 09:00] d\n")
    assert [one.title for one in journal.entries] == ["b", "c", "d"]
    assert [(one.where, one.what) for one in journal.refused] == [
        ("j.txt, line 1", "Its date could be read day first or month first.")
    ]


def test_an_impossible_date_refuses_its_entry_alone() -> None:
    journal = read(
        "\n\n[2024-13-20 10:00] bad day\n[2024-01-19 25:00] bad hour\n[0999-01-19 10:00] too old\n[2024-01-20 10:00] x"
    )
    assert [one.title for one in journal.entries] == ["x"]
    assert [one.where for one in journal.refused] == ["j.txt, line 3", "j.txt, line 4", "j.txt, line 5"]


def test_text_before_the_first_entry_is_refused_and_the_rest_is_read() -> None:
    journal = read("My journal\n\n[2024-01-20 10:00] x\n")
    assert ([one.title for one in journal.entries], len(journal.refused)) == (["x"], 1)


def test_the_same_entry_twice_is_in_once_and_a_changed_one_twice() -> None:
    journal = read("[2024-01-20 10:00] x\nbody\n\n[2024-01-20 10:00] x\nbody\n\n[2024-01-20 10:00] x\nbody!\n")
    assert sorted(one.text for one in journal.entries) == ["body", "body!"]
    assert [one.where for one in journal.refused] == ["j.txt, line 4"]


def test_the_zone_moves_the_instant_and_not_the_id_or_the_day() -> None:
    near, far = (read("[2024-01-20 00:30] x", zone=zone).entries[0] for zone in ("Europe/Berlin", "Asia/Tokyo"))
    assert near.external_id == far.external_id
    assert near.local_date == far.local_date == date(2024, 1, 20)
    assert (near.at - far.at).total_seconds() == 8 * 3600


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "The file is empty."),
        (b"just words\n", "No line begins like an entry"),
        (b"JRNLv30eyJzYWx0IjoiVjBx", "This journal is encrypted."),
        (b"gAAAAABrAja6" + b"x" * 80, "This journal is encrypted."),
        (b"PK\x03\x04....", "This is an archive"),
        ("[2024-01-01 10:00] x".encode("utf-16"), "UTF-16"),
        ("[2024-01-01 10:00] x".encode("utf-16-le"), "UTF-16"),
        ("[2024-01-01 10:00] Größe".encode("latin-1"), "This byte is not UTF-8 text."),
        (b'{"entries": [{"uuid": "a", "creationDate": "2024-01-01T00:00:00Z"}]}', "an export of Day One, not of jrnl"),
        (b'{"dayEntries": []}', "an export of Daylio, not of jrnl"),
        (b'{"entries": [1, 2]}', "This is no export of jrnl."),
        (b'{"entries": [{"title": "cut o', "damaged or was cut off"),
        (b'{"a":' * 100_000, "nested too deeply"),
        (b"<?xml version='1.0'?><journal/>", "No line begins like an entry"),
    ],
)
def test_files_that_are_no_journal_of_jrnl(content: bytes, what: str) -> None:
    with pytest.raises(EqError, match=what) as caught:
        read(content)
    assert caught.value.problems[0].where.startswith("j.txt")
    assert caught.value.problems[0].remedy


def test_an_empty_export_is_an_empty_journal() -> None:
    assert read(b'{"tags": {}, "entries": []}').entries == ()


def test_broken_entries_of_an_export_are_refused_and_the_rest_is_read() -> None:
    good = {"title": "x", "body": "", "date": "2024-01-20", "time": "10:00", "tags": [], "starred": False}
    broken = [{**good, "date": "2024-02-30"}, {**good, "date": 7}, {**good, "time": "25:00"}, 3, {**good, "title": ""}]
    journal = read(json.dumps({"tags": {}, "entries": [*broken, good]}))
    assert [one.title for one in journal.entries] == ["x"]
    assert [one.where for one in journal.refused] == [f"j.txt, entry {number}" for number in range(1, 6)]


def test_an_id_of_the_file_itself_is_kept() -> None:
    entry = {"title": "x", "date": "2024-01-20", "body": "", "uuid": "2F8DDCA2-5863-4D99-94DF-3A4FEE328035"}
    assert read(json.dumps({"entries": [entry]})).entries[0].external_id == "2f8ddca258634d9994df3a4fee328035"
