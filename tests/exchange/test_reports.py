"""A report as a file: what was written is read, and whatever else comes is refused in words."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eq.errors import EqError
from eq.exchange import reports
from eq.exchange.reports import read_report, report_bytes


@pytest.fixture(scope="module")
def document(proven) -> dict[str, Any]:
    return json.loads(report_bytes(proven()))


def refused(data: bytes) -> str:
    with pytest.raises(EqError) as caught:
        read_report(data, "r.json")
    assert all(one.where.startswith("r.json") for one in caught.value.problems)
    return str(caught.value)


def dumped(document: Any) -> bytes:
    return json.dumps(document).encode()


def test_what_was_written_is_read(proven):
    """A report comes back equal, and its file is the same bytes each time: UTF-8, a newline at the end."""
    data = report_bytes(proven())
    assert read_report(data, "r.json") == proven()
    assert data == report_bytes(read_report(b"\xef\xbb\xbf" + data, "r.json"))
    assert data.startswith(b'{\n "format": "eq-report",\n "version": 1,\n "digest": "')
    assert data.endswith(b"}\n")


def test_text_of_every_script_survives(proven):
    """Whatever a person typed comes back sign by sign."""
    cover = proven().cover.model_copy(update={"purpose": "Żółć 你好 مرحبا 😀 </script> \u202e =1+1 \u0000"})
    assert read_report(report_bytes(proven(cover=cover)), "r.json").cover == cover


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda d: d["scores"][0].update(mean=5.0), "digest does not fit"),
        (lambda d: d["cover"].update(subject="Someone else"), "digest does not fit"),
        (lambda d: d.update(digest="0" * 64), "digest does not fit"),
        (lambda d: d.pop("digest"), "digest does not fit"),
        (lambda d: d.update(format="eq-packet"), "not a report"),
        (lambda d: d.pop("format"), "not a report"),
        (lambda d: d.update(sections=d["sections"] * 2), "not a whole report"),
        (lambda d: d.update(version=2), "Install a newer"),
        (lambda d: d.update(version=10**500), "Install a newer"),
        (lambda d: d.update(version=0), "not known"),
        (lambda d: d.update(version=True), "not known"),
        (lambda d: d.update(version="1"), "not known"),
        (lambda d: d.pop("version"), "not known"),
        (lambda d: d.pop("cover"), "cover"),
        (lambda d: d["cover"].pop("first"), "cover.first"),
        (lambda d: d.update(more=1), "more"),
        (lambda d: d["scores"][0].update(mean="3.1"), "scores.0.mean"),
        (lambda d: d["sittings"][0].update(questionnaire="short"), "sittings.0.questionnaire"),
        (lambda d: d["sections"][1]["blocks"][0].update(type="script"), "sections.1.blocks.0"),
        (lambda d: d.update({"\x1b[2Jkey": 1}), "key"),
        (lambda d: d.update({"key\ud800": 1}), "cannot be read"),
        (lambda d: d["cover"].update(subject="\ud800"), "cannot be read"),
    ],
)
def test_a_file_that_breaks_a_promise_is_refused(document, change, why):
    """Altered, of another format or version, incomplete or wrong: each has its reason, and none crashes."""
    altered = json.loads(json.dumps(document))
    change(altered)
    said = refused(dumped(altered))
    assert why in said
    assert "\x1b" not in said


def test_no_text_of_a_file_stands_in_an_error(document):
    """What stands where a number, a word of ours or the kind of a block belongs may be somebody's secret."""
    for place in ("type", "role"):
        altered = json.loads(json.dumps(document))
        altered["sections"][1]["blocks"][0][place] = "what Ada said"
        altered["cover"]["copy_for"] = altered["scores"][0]["mean"] = "what Ada said"
        assert "Ada" not in refused(dumped(altered))


def test_only_the_first_problems_are_listed(document):
    """Of a file that is wrong all over the first three problems are named, and how many more there are."""
    altered = json.loads(json.dumps(document))
    for row in altered["scores"]:
        row["items"] = "many"
    said = refused(dumped(altered))
    assert "scores.2.items" in said
    assert "scores.3.items" not in said
    assert f"{len(altered['scores']) - 3} more problems" in said


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe",
        b"{",
        b"[]",
        b"null",
        b"NaN",
        b'{"a": NaN}',
        b'{"format": "eq-report", "format": "eq-report"}',
        b"1" * 10_000,
        b"[" * 200_000,
        b'{"a":' * 100_000,
        b'{"format": "eq-report", "version": 1, "cover": ' + b"[" * 40 + b"]" * 40 + b"}",
    ],
)
def test_what_is_no_report_is_refused(data):
    """No JSON, no object, doubled keys, numbers and nesting without end: refused without a crash."""
    assert refused(data)


def test_too_large_a_file_is_not_even_read(monkeypatch, proven):
    """A file over the limit is refused before it is parsed."""
    monkeypatch.setattr(reports, "MAX_BYTES", 100)
    assert "larger than" in refused(report_bytes(proven()))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=20,
)


@settings(max_examples=100)
@given(data=st.binary(max_size=200))
def test_garbage_is_refused_in_words(data):
    """Any bytes are refused with an error for people, never with another."""
    assert refused(data)


@settings(max_examples=100, deadline=None)
@given(draw=st.data())
def test_a_report_with_anything_put_anywhere_is_read_or_refused_in_words(document, draw):
    """Any value in any place of a report: it is read as it was, or refused in words."""
    altered = json.loads(json.dumps(document))
    node: Any = altered
    while True:
        key = draw.draw(st.sampled_from(sorted(node) if isinstance(node, dict) else range(len(node))))
        if not isinstance(node[key], dict | list) or not node[key] or draw.draw(st.booleans()):
            break
        node = node[key]
    node[key] = draw.draw(JSON)
    try:
        found = read_report(dumped(altered), "r.json")
    except EqError:
        return
    assert json.loads(report_bytes(found)) == document
