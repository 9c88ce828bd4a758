"""Entries as a table for people: every text a column, nothing a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from eq.exchange.entries import COLUMNS, cell, entries_csv, joined
from eq.reflect.entry import TEXT_FIELDS, Entry, Point, Tag, Word

AT = datetime(2026, 11, 20, 20, 30, tzinfo=UTC)


def entry(**more: Any) -> Entry:
    fields = {"zone": "UTC+05:30", "local_date": date(2026, 11, 21), "created_at": AT, "changed_at": AT}
    return Entry(**{"id": "e1", "kind": "debrief", "state": "done", "at": AT, **fields, **more})


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def named(kind: str, value: str) -> str:
    return {"self-awareness": "Self-awareness", "calm": "Staying calm"}.get(value, value)


def test_a_row_holds_everything_of_an_entry() -> None:
    """Texts, points, words, tags in words, and the local time of the entry's own zone."""
    (row,) = rows(
        entries_csv(
            [
                entry(
                    severity=7, need_asked=False, client_label="K", texts={name: f"my {name}" for name in TEXT_FIELDS},
                    points={"before": Point(-0.5, None)}, words=(Word("angry", "before"), Word("tired", "before")),
                    tags=(Tag("competency", "self-awareness"), Tag("response", "calm", "partly"), Tag("custom", "own")),
                )
            ],
            named,
        )
    )  # fmt: skip
    assert tuple(row) == COLUMNS
    assert [row[name] for name in TEXT_FIELDS] == [f"my {name}" for name in TEXT_FIELDS]
    wanted = {
        "id": "e1", "local_date": "2026-11-21", "local_time": "02:00", "zone": "UTC+05:30",
        "at": "2026-11-20T20:30:00Z", "severity": "7", "need_asked": "no", "client": "K",
        "pleasantness_before": "-0.5", "energy_before": "", "words_before": "angry | tired", "words_now": "",
        "competency_tags": "Self-awareness", "response_tags": "Staying calm", "worked": "Staying calm: partly",
        "custom_tags": "own", "recovery_minutes": "",
    }  # fmt: skip
    assert {name: row[name] for name in wanted} == wanted


def test_what_a_spreadsheet_would_run_is_text() -> None:
    """The signs that begin a formula get an apostrophe before them, also in words, tags and labels; numbers do not."""
    hostile = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", "＋1", "－1", "＠SUM(A1)"]
    for text in hostile:
        made = entry(texts={"text": text}, client_label=text, tags=(Tag("custom", text),), words=(Word(text),))
        (row,) = rows(entries_csv([made], named))
        for column in ("text", "client", "custom_tags", "words_now"):
            assert row[column] == f"'{text}"
    assert [cell(value) for value in (-1, -0.5, None, "a=1")] == [-1, -0.5, None, "a=1"]


def test_the_file_begins_with_the_mark_spreadsheets_need_even_without_entries() -> None:
    """UTF-8 is told by its mark, and an empty journal is its header."""
    data = entries_csv([], named)
    assert data.startswith(b"\xef\xbb\xbfid,kind,")
    assert rows(data) == []


def test_values_of_one_cell_are_joined() -> None:
    """Lists by a bar, all else as it is."""
    assert [joined(value) for value in (["a", "b"], (), "a", None, 1)] == ["a | b", "", "a", None, 1]


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=200).filter(lambda text: "\0" not in text))
def test_any_text_comes_back_as_it_was_written(text: str) -> None:
    """Quotes, commas, breaks and signs of any script; only half signs are replaced."""
    (row,) = rows(entries_csv([entry(texts={"text": text})], named))
    assert row["text"] == cell(text.encode("utf-8", "replace").decode())
