"""The feeling words that ship, with their places on the plane of pleasantness and energy."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from eq.content import fields, strict
from eq.content.findings import Findings, shown
from eq.content.records import Firsts, file_list
from eq.content.strict import Node, Refused, Scalar
from eq.reflect.affect import Feeling

_COORDINATE = re.compile(r"-?(0(\.[0-9]{1,4})?|1(\.0{1,4})?)")
_MOST_WORDS = 500


@cache
def emotions() -> tuple[Feeling, ...]:
    """The 80 words that ship, quadrant by quadrant, in the order of the file."""
    path = Path(__file__).with_name("emotions.yaml")
    return read_emotions(path.read_bytes(), path.name)


def read_emotions(data: bytes, name: str) -> tuple[Feeling, ...]:
    """The words in a file; EqError with every problem, each at ``name:LINE``."""
    found = Findings(name)
    firsts = Firsts()
    entries = file_list(found, strict.parse(data, found), "emotions", _MOST_WORDS)
    values = [_feeling(found, entry, firsts) for entry in entries]
    if found:
        raise found.error()
    return tuple(Feeling.model_validate(value) for value in values)


def _feeling(found: Findings, node: Node, firsts: Firsts) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for key, value in (fields.keyed(found, node, "The feeling", ("word", "pleasantness", "energy")) or {}).items():
        if key == "word":
            word = values[key] = fields.text(found, value, "`word`", limit=40)
            if word is not None:
                firsts.note(found, value, word)
        else:
            values[key] = _coordinate(found, value, f"`{key}`")
    return values


def _coordinate(found: Findings, node: Node, label: str) -> float | None:
    if isinstance(node, Scalar):
        if not node.quoted and node.kind == "number" and _COORDINATE.fullmatch(node.value):
            return float(node.value)
        found.add(node.line, f"{label} is `{shown(node.value)}`.", "Write a number from -1 to 1, such as -0.35.")
    elif not isinstance(node, Refused):
        found.add(node.line, f"{label} is no single number.", "Write a number from -1 to 1, such as -0.35.")
    return None
