"""Packing a pdf changes its bytes and nothing that is in it."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, IndirectObject, StreamObject

from eq.report.packing import packed

DOCUMENT = b"""
#set document(title: "Title", date: none)
= One
#table(columns: 4, ..range(400).map(n => [cell #n]))
#figure(rect(), alt: "a box")
#link("https://example.org")[a link]
"""


@pytest.fixture(scope="module")
def made() -> bytes:
    """A tagged document as the typesetter writes it."""
    return typst.compile(DOCUMENT, format="pdf", pdf_standards=["ua-1"])


def objects(pdf: bytes) -> dict[int, str]:
    """Every object of a document in words, by its number, but those that only say where the others are."""
    reader = PdfReader(BytesIO(pdf), strict=True)
    count = int(reader.trailer["/Size"])
    found = {n: reader.get_object(IndirectObject(n, 0, reader)) for n in range(1, count)}
    kind = {n: one.get("/Type") if isinstance(one, DictionaryObject) else None for n, one in found.items()}
    return {
        n: said(one) + (one.get_data().hex() if isinstance(one, StreamObject) else "")
        for n, one in found.items()
        if kind[n] not in {"/ObjStm", "/XRef"} and one is not None
    }


def said(one: object) -> str:
    """An object in words; of one it points to the number, without the reader that would fetch it."""
    return re.sub(r"IndirectObject\((\d+), 0, \d+\)", r"\1 0 R", repr(one))


def test_every_object_is_the_same_after_packing(made):
    """Each number names what it named before, and the root, the facts and the id are where they were."""
    before, after = objects(made), objects(packed(made))
    assert len(before) > 500
    assert after == before
    old, new = (PdfReader(BytesIO(one)).trailer for one in (made, packed(made)))
    for key in ("/Root", "/Info", "/ID"):
        assert said(new.raw_get(key)) == said(old.raw_get(key))


def test_a_tagged_document_becomes_smaller_and_no_tag_stands_in_plain(made):
    """Less than half of what it was, every stream complete, and the same bytes each time."""
    small = packed(made)
    assert len(small) < len(made) / 2
    assert b"/StructElem" in made
    assert b"/StructElem" not in small
    assert packed(made) == small


def test_what_is_laid_out_in_another_way_is_left_as_it_is(made):
    """A packed document, one that was added to, one cut off, and what is no pdf at all."""
    small = packed(made)
    longer = re.sub(rb"trailer\s*<<", b"trailer\n<</Prev 9", made)
    for one in (small, longer, made[:-40], made[200:], b"", b"%PDF-1.7\n%%EOF"):
        assert packed(one) == one


@settings(max_examples=60, deadline=None)
@given(at=st.integers(0, 10**6), sign=st.binary(min_size=0, max_size=3))
def test_no_altered_document_stops_the_packer(at, sign, made):
    """Whatever is altered, what comes back is bytes."""
    place = at % len(made)
    assert isinstance(packed(made[:place] + sign + made[place + 1 :]), bytes)
