"""A dropped file is known by its marks; nothing is unpacked further than that, and nothing breaks."""

from __future__ import annotations

import json
import tracemalloc
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from packet_parts import HTML, PDF, archive, by_hand, report, zeros

from eq.exchange import keys, opening, packets, sealing
from eq.exchange.reports import report_bytes

RECIPIENT, _ = sealing.new_identity()
EXPORT = json.dumps({"format": "eq-export", "version": 1, "tables": {}}).encode()
ZIPPED = archive([("manifest.json", EXPORT)])
FLAGS = ZIPPED.index(b"PK\x01\x02") + 8
LOCKED = ZIPPED[:FLAGS] + b"\x01" + ZIPPED[FLAGS + 1 :]
SHIPPED = sorted((Path(__file__).parents[2] / "questionnaires").glob("*.yaml"))

KINDS = {
    "report": (report_bytes(report()), "report"),
    "report with a mark": (b"\xef\xbb\xbf\n" + report_bytes(report()), "report"),
    "report in other order": (json.dumps(json.loads(report_bytes(report())), sort_keys=True).encode(), "report"),
    "report that speaks of keys": (report_bytes(report('"format": "eq-key"')), "report"),
    "key": (keys.key_file_bytes(RECIPIENT, '"format":"eq-report"', datetime(2026, 1, 1, tzinfo=UTC)), "key"),
    "packet": (sealing.seal(b"x", recipients=[RECIPIENT]), "packet"),
    "armored": (b"-----BEGIN AGE ENCRYPTED FILE-----\n", "packet"),
    "other age": (b"age-encryption.org/v2\n", "packet"),
    "open packet": (packets.packet_bytes(report(), HTML, PDF), "unknown"),
    "export": (archive([("manifest.json", EXPORT), ("person.csv", b"id\r\n")]), "export"),
    "stored export": (archive([("manifest.json", EXPORT)], 0), "export"),
    "words first": (archive([("README.txt", b"a"), ("a/b.csv", b""), ("manifest.json", EXPORT)]), "export"),
    "export without its list": (archive([("person.csv", b"")]), "unknown"),
    "locked manifest": (LOCKED, "unknown"),
    "manifest of another": (archive([("manifest.json", b'{"format": "eq-elsewhere"}')]), "unknown"),
    "manifest that is a list": (archive([("manifest.json", b"[1]")]), "unknown"),
    "deep manifest": (archive([("manifest.json", b"[" * 60_000)]), "unknown"),
    "zip": (archive([("a.txt", b"a")]), "unknown"),
    "cut zip": (b"PK\x03\x04", "unknown"),
    "bomb": (by_hand([("manifest.json", zeros(2048), b"", 10)]), "unknown"),
    "empty": (b"", "unknown"),
    "blank": (b" " * 5_000_000, "unknown"),
    "other json": (b'{"format": "eq-elsewhere"}', "unknown"),
    "deep": (b"{" * 1_000_000, "unknown"),
    "pdf": (b"%PDF-1.7", "unknown"),
    "responses": (b"id,sa-01\r\n1,3\r\n", "unknown"),
    **{one.stem: (one.read_bytes(), "questionnaire") for one in SHIPPED},
}  # fmt: skip


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_of_file_is_known(name: str) -> None:
    """Files of ours are told apart by what is in them, whatever they are called."""
    data, expected = KINDS[name]
    assert opening.kind(data) == expected


def test_a_bomb_is_not_unpacked_to_look_at_it() -> None:
    """At most a mebibyte of an archive's first file is looked at."""
    data = KINDS["bomb"][0]
    tracemalloc.start()
    opening.kind(data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 8 << 20


@given(st.binary(max_size=200))
def test_any_bytes_have_a_kind(junk: bytes) -> None:
    """Nothing that is dropped breaks the looking."""
    for data in (junk, b"PK\x03\x04" + junk, archive([("manifest.json", junk)]), b'{"format": ' + junk):
        assert opening.kind(data) in ("report", "packet", "key", "export", "questionnaire", "unknown")
