"""A small report and answer, and archives put together by hand, well and badly."""

from __future__ import annotations

import hashlib
import io
import json
import struct
import warnings
import zipfile
import zlib
from datetime import UTC, date, datetime
from typing import Any

from eq.coach.reply import Reply, SharedNote
from eq.coach.report import Cover, Paragraph, Report, Section

AT = datetime(2026, 11, 21, 9, tzinfo=UTC)
HTML, PDF = b"<!doctype html><title>Report</title>", b"%PDF-1.7 a few pages"
NAMES = ("manifest.json", "report.json", "report.html", "report.pdf")


def report(text: str = "A secret sentence that somebody typed.") -> Report:
    days = {"first": date(2026, 9, 1), "last": date(2026, 11, 20)}
    return Report(
        id="report-1",
        person="person-1",
        made_with="EQ Reflect 0.1.0",
        cover=Cover(copy_for="coach", made_at=AT, zone="Europe/Berlin", **days),
        sections=(Section(id="reading", title="How to read it", blocks=(Paragraph(text=text),)),),
    )


def reply(**more: Any) -> Reply:
    fields = {
        "id": "reply-1",
        "report": "report-1",
        "person": "person-1",
        "coach": "Zoë",
        "made_at": AT,
        "notes": (SharedNote(id="note-1", text="A secret sentence.\nشكرا 谢谢 🙂", made_at=AT),),
        "agreed": "One call with a pause before the answer",
        "due": date(2026, 12, 1),
        "next_on": date(2026, 12, 3),
        "questions": ("What helped in the call of May?",),
    }
    return Reply(**(fields | more))


def manifest(files: list[tuple[str, bytes]], **more: Any) -> bytes:
    listed = [{"name": n, "bytes": len(c), "sha256": hashlib.sha256(c).hexdigest()} for n, c in files]
    return json.dumps({"format": "eq-packet", "version": 1, "kind": "report", "files": listed} | more).encode()


def archive(files: list[tuple[str | zipfile.ZipInfo, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Exactly these files, whatever their names."""
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w", method) as made:
        warnings.simplefilter("ignore")
        for name, content in files:
            made.writestr(name, content)
    return out.getvalue()


def unpacked(data: bytes) -> list[tuple[str | zipfile.ZipInfo, bytes]]:
    with zipfile.ZipFile(io.BytesIO(data)) as there:
        return [(name, there.read(name)) for name in there.namelist()]


def zeros(megabytes: int) -> bytes:
    """So many mebibytes of zeros as a raw deflate stream, made without ever having them."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    once = packer.compress(bytes(1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    return once * megabytes + packer.flush(zlib.Z_FINISH)


def by_hand(files: list[tuple[str, bytes, bytes, int]]) -> bytes:
    """An archive of (name, packed bytes, what they hold, declared size); the sum of what they hold is true."""
    body, listed = b"", b""
    for name, packed, holds, declared in files:
        facts = struct.pack("<HHHHHLLLHH", 20, 0, 8, 0, 33, zlib.crc32(holds), len(packed), declared, len(name), 0)
        listed += b"PK\x01\x02" + struct.pack("<H", 20) + facts + struct.pack("<HHHLL", 0, 0, 0, 0, len(body))
        listed += name.encode()
        body += b"PK\x03\x04" + facts + name.encode() + packed
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, len(files), len(files), len(listed), len(body), 0)
    return body + listed + end


def deflated(data: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()
