"""Reports of three people are the files that were looked at; EQ_GOLDEN=write writes them anew."""

from __future__ import annotations

import hashlib
import json
import os
import platform
import warnings
from collections.abc import Sequence
from importlib.metadata import version
from itertools import zip_longest
from pathlib import Path

import paper
import people
import pytest

from eq.actions import reporting
from eq.coach.report import Report

KEPT = Path(__file__).parents[1] / "data" / "reports"
WHOLE = {"new-person", "typical-coach"}
"""Kept with every byte in every format; of the others the Markdown is, and of the rest what it hashes to."""

WRITTEN_ON = KEPT / "written-on.json"
FIELDS = ("bytes", "sha256", "pages", "text", "tags")


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Report]:
    """Every report that is kept, built anew."""
    folder = tmp_path_factory.mktemp("people")
    return {name: steady(people.make(name, folder)) for name in people.NAMES}


def steady(report: Report) -> Report:
    """The report without the last digits of its numbers, in which processors differ."""
    return Report.model_validate(_cut(report.model_dump(mode="json")))


def _cut(value: object) -> object:
    if isinstance(value, float):
        return float(f"{value:.8g}")
    if isinstance(value, dict):
        return {key: _cut(one) for key, one in value.items()}
    return [_cut(one) for one in value] if isinstance(value, list) else value


def here() -> dict[str, str]:
    """What the bytes of a pdf depend on beside the report."""
    return {"system": platform.system(), "machine": platform.machine(), "typst": version("typst")}


def shortened(data: bytes, fmt: reporting.Format) -> dict[str, int | str]:
    """What a file hashes to; of a pdf also the number of its pages, and hashes of its text and its tags."""
    known: dict[str, int | str] = {"bytes": len(data), "sha256": _hash(data)}
    if fmt == "pdf":
        pages = paper.pages(data)
        known |= {"pages": len(pages), "text": _hashed(pages), "tags": _hashed(paper.tags(data))}
    return known


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _hashed(parts: Sequence[str]) -> str:
    return _hash("\f".join(parts).encode())


def first_difference(kept: Sequence[str], made: Sequence[str], what: str) -> str:
    """Where two texts part, with what stands there in both; "" when they are the same."""
    for at, (old, new) in enumerate(zip_longest(kept, made), 1):
        if old != new:
            column = next(n for n, (a, b) in enumerate(zip_longest(old or "", new or "\0")) if a != b)
            start = max(0, column - 40)
            was, now = (repr(text[start : column + 80]) if text is not None else "(nothing)" for text in (old, new))
            return f"{what} {at}, sign {column + 1}:\n  kept {was}\n  made {now}"
    return ""


@pytest.mark.parametrize("fmt", reporting.FORMATS)
@pytest.mark.parametrize("name", people.NAMES)
def test_a_report_is_the_file_that_was_looked_at(reports, name, fmt):
    """Byte for byte; only a pdf written on another platform may differ in bytes, and then text and tags may not."""
    data, whole = reporting.written(reports[name], fmt), name in WHOLE or fmt == "md"
    path = KEPT / name / (f"report.{fmt}" if whole else f"report.{fmt}.sha256.json")
    if os.environ.get("EQ_GOLDEN") == "write":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if whole else json.dumps(shortened(data, fmt), indent=1).encode() + b"\n")
        WRITTEN_ON.write_text(json.dumps(here(), indent=1) + "\n", "utf-8")
        return
    assert path.exists(), f"{path} is missing: write it with EQ_GOLDEN=write, and look at it."
    kept = path.read_bytes()
    if whole and data != kept:
        _part(kept, data, fmt, path)
    elif not whole and _hash(data) != (known := json.loads(kept))["sha256"]:
        _part_hashed(known, shortened(data, fmt), path)


def _part(kept: bytes, data: bytes, fmt: reporting.Format, path: Path) -> None:
    if fmt != "pdf":
        pytest.fail(f"{path}: {first_difference(kept.decode().split(chr(10)), data.decode().split(chr(10)), 'line')}")
    said = first_difference(paper.pages(kept), paper.pages(data), "page")
    said = said or first_difference(paper.tags(kept), paper.tags(data), "tag")
    _bytes_alone(said, path)


def _part_hashed(kept: dict[str, int | str], made: dict[str, int | str], path: Path) -> None:
    different = [f"{of}: kept {kept.get(of)}, made {made.get(of)}" for of in FIELDS if kept.get(of) != made.get(of)]
    beyond = [one for one in different if one.split(":")[0] not in {"bytes", "sha256"}]
    said = "\n  ".join(beyond if "pages" in made else different)
    _bytes_alone(said, path)


def _bytes_alone(said: str, path: Path) -> None:
    """Fails with ``said``; where nothing but bytes differ, only on the platform on which the file was written."""
    if said:
        pytest.fail(f"{path}: {said}")
    then = json.loads(WRITTEN_ON.read_text("utf-8"))
    if then == here():
        pytest.fail(f"{path}: the bytes differ, though page count, text and tags are the same: the layout changed.")
    warnings.warn(
        f"{path.parent.name}/{path.name}: written on {then}, now on {here()}; the bytes differ. Compared instead, and"
        " found the same: page count, the text of every page, every tag.",
        stacklevel=2,
    )


def test_a_difference_is_shown_where_it_begins():
    """The line, the sign in it, and what stands there in both."""
    said = first_difference(["same", "x" * 90 + "old"], ["same", "x" * 90 + "new"], "line")
    assert said.startswith("line 2, sign 91:")
    assert "kept" in said
    assert first_difference(["a"], ["a"], "line") == ""
    assert "(nothing)" in first_difference(["a", "b"], ["a"], "line")


def test_a_pdf_that_differs_in_bytes_alone_fails_here_and_is_named_elsewhere(tmp_path, monkeypatch):
    """On the platform of the kept file the layout changed; on another one a warning says what was compared instead."""
    written_on = tmp_path / "written-on.json"
    monkeypatch.setitem(globals(), "WRITTEN_ON", written_on)
    same = {"bytes": 1, "sha256": "a", "pages": 2, "text": "t", "tags": "g"}
    written_on.write_text(json.dumps(here()), "utf-8")
    with pytest.raises(pytest.fail.Exception, match="the layout changed"):
        _part_hashed(same, same | {"sha256": "b"}, tmp_path)
    written_on.write_text(json.dumps(here() | {"typst": "0.1"}), "utf-8")
    with pytest.warns(UserWarning, match="the text of every page"):
        _part_hashed(same, same | {"sha256": "b"}, tmp_path)
    with pytest.raises(pytest.fail.Exception, match="pages: kept 2, made 3"):
        _part_hashed(same, same | {"sha256": "b", "pages": 3}, tmp_path)


def test_a_report_made_twice_is_the_same(tmp_path, reports):
    """Nothing of a report hangs on what was drawn or when it was made."""
    assert steady(people.make("new-person", tmp_path)) == reports["new-person"]


def test_the_kept_files_are_all_asked_for():
    """No file lies there that no test compares."""
    there = {path.relative_to(KEPT).parts[0] for path in KEPT.rglob("*") if path.is_file()}
    assert there == {*people.NAMES, WRITTEN_ON.name}
