"""Files made to harm: bombs, ways out of the archive, garbage; one clear error or a clean journal, nothing else."""

from __future__ import annotations

import base64
import io
import json
import random
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eq.errors import EqError
from eq.exchange.journals import Journal, Source, archives, gathering, read_journal, structures, tables
from eq.exchange.journals.model import MAX_LABEL, MAX_TAGS, MAX_TEXT

Archive = Callable[..., bytes]
SOURCES: tuple[Source, ...] = get_args(Source)
SAMPLES = Path(__file__).parents[2] / "data" / "journals"
DAYONE_ENTRY = b'{"entries":[{"uuid":"a","creationDate":"2024-01-05T20:00:00Z","text":"x"}]}'


def zipped(members: dict[str, bytes]) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return sink.getvalue()


def valid_files() -> list[tuple[Source, bytes]]:
    plain = [(source, path.read_bytes()) for source in SOURCES for path in sorted(SAMPLES.glob(f"{source}*"))]
    backup = base64.b64encode((SAMPLES / "daylio-backup.json").read_bytes())
    return [
        *plain,
        ("daylio", backup),
        ("daylio", zipped({"backup.daylio": backup, "assets/x": b"picture"})),
        ("dayone", zipped({"Journal.json": (SAMPLES / "dayone.json").read_bytes(), "photos/x.jpeg": b"picture"})),
    ]


FILES = valid_files()


def outcome(source: Source, data: bytes) -> Journal | None:
    """The journal, or None for an orderly error; everything that comes out could be stored and shown."""
    try:
        journal = read_journal(source, data, "file", zone="Europe/Berlin")
    except EqError as problem:
        return None if all(one.where and one.what for one in problem.problems) else pytest.fail("no place or no words")
    assert len({one.external_id for one in journal.entries}) == len(journal.entries)
    for entry in journal.entries:
        shown = "".join((entry.external_id, entry.title, entry.text, entry.mood or "", *entry.tags, entry.zone))
        shown.encode("utf-8")
        assert all(sign.isprintable() or sign in "\n\t" or ord(sign) > 0xA0 for sign in shown)
        assert len(entry.text) <= MAX_TEXT
        assert 1 <= len(entry.external_id) <= 64
        assert 1899 <= entry.at.year <= 2100
        assert abs((entry.at.date() - entry.local_date).days) <= 1
        assert entry.mood is not None or entry.pleasantness is None
    return journal


@pytest.mark.parametrize("source", SOURCES)
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.binary(max_size=2000) | st.text(max_size=500).map(str.encode))
def test_any_bytes_give_a_journal_or_one_error(source: Source, data: bytes) -> None:
    assert outcome(source, data) == outcome(source, data)


@st.composite
def mutated(draw: st.DrawFn, source: Source) -> bytes:
    """A valid file with some bytes replaced, cut out, doubled or put in."""
    data = bytearray(draw(st.sampled_from([content for kind, content in FILES if kind == source])))
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, max(len(data) - 1, 0)))
        end = min(len(data), at + draw(st.integers(0, 40)))
        data[at:end] = draw(
            st.binary(max_size=20) | st.sampled_from([b"", b"\0", b'"', b"\r", bytes(data[at:end]) * 3])
        )
    return bytes(data[: draw(st.integers(0, len(data)))] if draw(st.booleans()) else data)


@pytest.mark.parametrize("source", SOURCES)
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_damaged_file_gives_a_journal_or_one_error(source: Source, data: st.DataObject) -> None:
    outcome(source, data.draw(mutated(source)))


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.sampled_from(["2024-01-05"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
KEYS = {
    "daylio": (
        "dayEntries",
        ["year", "month", "day", "hour", "minute", "datetime", "timeZoneOffset", "mood", "tags", "assets", "note",
         "note_title", "isFavorite"],
    ),
    "dayone": ("entries", ["uuid", "creationDate", "modifiedDate", "timeZone", "text", "richText", "tags", "photos"]),
    "jrnl": ("entries", ["title", "body", "date", "time", "tags", "starred", "uuid"]),
}  # fmt: skip
STARTS = {
    "daylio": {"year": 2024, "month": 0, "day": 5, "mood": 1, "datetime": 1704484800000, "timeZoneOffset": 3600000},
    "dayone": {"uuid": "a", "creationDate": "2024-01-05T20:00:00Z", "text": "x"},
    "jrnl": {"title": "x", "body": "", "date": "2024-01-05", "time": "20:00"},
}


@pytest.mark.parametrize("source", SOURCES)
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_values_of_any_type_at_any_key_refuse_at_most_their_own_entry(source: Source, data: st.DataObject) -> None:
    key, names = KEYS[source]
    strange = STARTS[source] | data.draw(st.dictionaries(st.sampled_from(names), VALUES, max_size=4))
    root = {key: [strange, STARTS[source]], **data.draw(st.dictionaries(st.sampled_from(["tags", "assets"]), VALUES))}
    journal = outcome(source, json.dumps(root).encode())
    assert journal is not None
    assert len(journal.entries) + len(journal.refused) == 2
    assert journal.entries


@pytest.mark.parametrize("source", SOURCES)
def test_reading_the_same_bytes_twice_gives_the_same_journal(source: Source) -> None:
    for kind, data in FILES:
        if kind == source:
            first = outcome(kind, data)
            assert first is not None
            assert first.entries
            assert first == outcome(kind, data)


@settings(max_examples=50, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_the_order_of_the_rows_never_matters(seed: int) -> None:
    shuffle = random.Random(seed).shuffle
    header, *rows = (SAMPLES / "daylio-current.csv").read_text("utf-8-sig").splitlines()
    more = [*rows, rows[0], rows[1].replace("01:25", "01:26")]
    shuffled = list(more)
    shuffle(shuffled)
    one, other = (outcome("daylio", "\n".join([header, *lines]).encode()) for lines in (more, shuffled))
    assert one is not None
    assert other is not None
    assert one.entries == other.entries
    assert (one.moods, len(one.refused)) == (other.moods, len(other.refused))
    for source, name, key in (
        ("daylio", "daylio-backup.json", "dayEntries"),
        ("dayone", "dayone.json", "entries"),
        ("jrnl", "jrnl-4.6.json", "entries"),
    ):
        root = json.loads((SAMPLES / name).read_text())
        root[key] += [root[key][0] | {"starred": True, "isFavorite": False}]
        before = outcome(source, json.dumps(root).encode())
        shuffle(root[key])
        after = outcome(source, json.dumps(root).encode())
        assert before is not None
        assert after is not None
        assert (before.entries, before.photos_left) == (after.entries, after.photos_left)


def test_a_bomb_is_refused_before_it_is_unpacked(archive: Archive) -> None:
    with pytest.raises(EqError, match="far too large"):
        read_journal("dayone", archive({"Journal.json": b"0" * (8 << 20)}), "f", zone="UTC")
    with pytest.raises(EqError, match="far too large"):
        read_journal("daylio", archive({"backup.daylio": b"A" * (8 << 20)}), "f", zone="UTC")


def test_many_texts_share_one_limit(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_BYTES", 1000)
    members = {f"{number}.json": DAYONE_ENTRY for number in range(20)}
    with pytest.raises(EqError, match="far too large"):
        read_journal("dayone", archive(members), "f", zone="UTC")


def test_a_size_that_lies_does_not_unpack_more_than_it_says(archive: Archive) -> None:
    data = archive({"Journal.json": b" " * 100_000 + DAYONE_ENTRY})
    size = struct.pack("<L", 100_000 + len(DAYONE_ENTRY))
    with pytest.raises(EqError, match="damaged"):
        read_journal("dayone", data.replace(size, struct.pack("<L", 50)), "f", zone="UTC")


def test_too_many_members_are_refused(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_MEMBERS", 3)
    with pytest.raises(EqError, match="more than 3 files"):
        read_journal("dayone", archive({f"{number}.jpeg": b"" for number in range(4)}), "f", zone="UTC")


@pytest.mark.parametrize(
    "name", ["../Journal.json", "/Journal.json", "..\\Journal.json", "C:/Journal.json", "__MACOSX/._Journal.json"]
)
def test_names_that_lead_out_of_the_archive_are_passed_over(archive: Archive, name: str) -> None:
    with pytest.raises(EqError, match="no journal in this archive"):
        read_journal("dayone", archive({name: DAYONE_ENTRY}), "f", zone="UTC")
    assert len(read_journal("dayone", archive({name: b"x", "J.json": DAYONE_ENTRY}), "f", zone="UTC").entries) == 1


def test_a_member_without_a_name_is_passed_over(archive: Archive) -> None:
    data = archive({"J.json": DAYONE_ENTRY, "xx": b"x"}).replace(b"xx", b"\0x")
    assert len(read_journal("dayone", data, "f", zone="UTC").entries) == 1


def test_an_archive_inside_the_archive_is_never_opened(archive: Archive) -> None:
    with pytest.raises(EqError, match="no journal in this archive"):
        read_journal("dayone", archive({"inner.zip": archive({"J.json": DAYONE_ENTRY})}), "f", zone="UTC")
    with pytest.raises(EqError, match=r"UTF-8"):
        read_journal("dayone", archive({"J.json": archive({"J.json": DAYONE_ENTRY})}), "f", zone="UTC")


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_unusual_packing_is_refused(archive: Archive, method: int) -> None:
    with pytest.raises(EqError, match="unusual way"):
        read_journal("dayone", archive({"J.json": DAYONE_ENTRY}, method), "f", zone="UTC")


def test_a_locked_archive_is_named_as_such(archive: Archive) -> None:
    data = bytearray(archive({"J.json": DAYONE_ENTRY}))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + at] |= 1
    with pytest.raises(EqError, match="password"):
        read_journal("dayone", bytes(data), "f", zone="UTC")


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.99])
def test_an_archive_that_was_cut_off_says_so(share: float) -> None:
    for source, data in FILES:
        if data.startswith(b"PK"):
            with pytest.raises(EqError, match="damaged or was cut off"):
                read_journal(source, data[: int(len(data) * share)], "f", zone="UTC")


def test_a_text_beyond_the_limit_is_cut_and_says_so_and_keeps_its_id() -> None:
    def read(text: str) -> Journal:
        return read_journal("jrnl", f"[2024-01-05 10:00] t\n{text}".encode(), "f", zone="UTC")

    journal = read("a" * 300_000 + "b")
    text = journal.entries[0].text
    assert len(text) <= MAX_TEXT
    assert text.endswith("[Cut on import: the last 200,101 characters are missing.]")
    assert journal.notes[0].where == "f, line 1"
    assert journal.entries[0].external_id != read("a" * 300_000 + "c").entries[0].external_id
    assert not read("a" * MAX_TEXT).notes


def test_control_characters_lone_surrogates_and_nul_leave_the_text() -> None:
    content = json.loads(DAYONE_ENTRY)
    content["entries"][0] |= {"text": "a\0b\ud800c\x1b[31m\u2028d", "tags": ["x\0y\nz"]}
    (entry,) = read_journal("dayone", json.dumps(content).encode(), "f", zone="UTC").entries
    assert entry.text == "ab\N{REPLACEMENT CHARACTER}c[31m\nd"
    assert entry.tags == ("xy z",)


def test_labels_are_cut_and_counted_and_a_long_title_joins_the_text() -> None:
    content = {"title": "t" * 500, "body": "b", "date": "2024-01-05", "tags": ["0" * 999, *map(str, range(999))]}
    (entry,) = read_journal("jrnl", json.dumps({"entries": [content]}).encode(), "f", zone="UTC").entries
    assert (entry.title, entry.text) == ("", "t" * 500 + "\nb")
    assert len(entry.tags) == MAX_TAGS
    assert max(map(len, entry.tags)) == MAX_LABEL


def test_too_many_parts_are_refused_before_they_are_built(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(structures, "MAX_PARTS", 100)
    with pytest.raises(EqError, match="more parts than a journal has"):
        read_journal("dayone", b'{"entries":[' + b"[]," * 100 + b"1]}", "f", zone="UTC")


def test_too_many_rows_entries_and_refusals_end_the_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MAX_ROWS", 9)
    monkeypatch.setattr(gathering, "MAX_ENTRIES", 2)
    with pytest.raises(EqError, match="more than 9 rows"):
        read_journal("daylio", b"full_date,time,mood\n" + b"\n" * 20, "f", zone="UTC")
    with pytest.raises(EqError, match="more than 2 entries"):
        read_journal("jrnl", b"[2024-01-05 10:00] t\n[2024-01-05 10:01] t\n[2024-01-05 10:02] t", "f", zone="UTC")
    with pytest.raises(EqError, match="More than 2 entries cannot be read"):
        read_journal("jrnl", b"[2024-13-05 10:00] t\n" * 3, "f", zone="UTC")


def test_an_unknown_zone_or_program_is_the_callers_error() -> None:
    with pytest.raises(EqError, match="no time zone of that name"):
        read_journal("jrnl", b"[2024-01-05 10:00] t", "f", zone="../etc/localtime")
    with pytest.raises(EqError, match="cannot be read"):
        read_journal("word", b"x", "f", zone="UTC")  # type: ignore[arg-type]


def test_the_name_of_the_file_is_shown_without_tricks() -> None:
    with pytest.raises(EqError) as caught:
        read_journal("jrnl", b"", "a\x1b[2J\n" + "b" * 99, zone="UTC")
    assert caught.value.problems[0].where.isprintable()
    assert len(caught.value.problems[0].where) <= 40
