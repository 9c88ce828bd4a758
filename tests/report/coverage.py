"""Writes which code points the shipped fonts have; after a font was changed: `python tests/report/coverage.py`."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

from fontTools.ttLib import TTFont

FONTS = Path(__file__).parents[2] / "eq" / "report" / "fonts"
FAMILIES = ("Source Sans 3", "Noto Sans Arabic", "Noto Sans Hebrew", "Droid Sans Fallback")
"""The families any text is set in. The heading's serif is left out: what it lacks comes from these."""


def _family(font: TTFont) -> str:
    names = font["name"]
    return str(names.getDebugName(16) or names.getDebugName(1))


def coverage() -> dict[str, list[list[int]]]:
    """For each family the ranges, first and last included, of the code points that all its files have."""
    found: dict[str, list[set[int]]] = defaultdict(list)
    for path in sorted(FONTS.glob("*.ttf")):
        font = TTFont(path, lazy=True)
        found[_family(font)].append(set(font.getBestCmap()))
    return {family: _ranges(set.intersection(*found[family])) for family in FAMILIES}


def _ranges(codes: set[int]) -> list[list[int]]:
    spans: list[list[int]] = []
    for code in sorted(codes):
        if spans and spans[-1][1] == code - 1:
            spans[-1][1] = code
        else:
            spans.append([code, code])
    return spans


def text() -> str:
    """The file as it is shipped."""
    rows = (f"{json.dumps(family)}: {json.dumps(spans, separators=(',', ':'))}" for family, spans in coverage().items())
    return "{\n" + ",\n".join(rows) + "\n}\n"


if __name__ == "__main__":
    (FONTS / "coverage.json").write_text(text(), encoding="ascii")
