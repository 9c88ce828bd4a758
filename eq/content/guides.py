"""The exercises that ship: what a page leads through, part by part."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from eq.content import fields, strict
from eq.content.findings import Findings
from eq.content.records import Firsts, file_list, once, own_id, several
from eq.content.strict import Node
from eq.plan.practice import FIELD_KINDS, GUIDE_KINDS, Guide

LONGEST = {"title": 60, "lead": 200, "close": 160}
LONGEST_PART, LONGEST_LABEL, LONGEST_HINT = 200, 60, 200
"""Characters of each text."""
PARTS, FIELDS = (5, 20), (3, 7)
"""How many parts a timed exercise and how many boxes a form has: at least, at most."""
SECONDS = (8, 45)
"""How long a part may stay."""
RHYTHM = {"in": (2, 8), "again": (0, 3), "out": (2, 10), "minutes": (1, 10)}
"""Seconds of breathing in, of a second short breath and of breathing out, and the minutes of it all."""

_MOST = 40
_REQUIRED = ("id", "title", "kind", "lead", "breathing", "close")
_CONTENT = {"paced": "rhythm", "timed": "parts", "form": "fields"}


@cache
def guides() -> tuple[Guide, ...]:
    """The exercises that ship, in the order of the file."""
    path = Path(__file__).with_name("guides.yaml")
    return read_guides(path.read_bytes(), path.name)


def read_guides(data: bytes, name: str) -> tuple[Guide, ...]:
    """The exercises in a file; EqError with every problem, each at ``name:LINE``."""
    found = Findings(name)
    ids, texts = Firsts(), Firsts()
    entries = file_list(found, strict.parse(data, found), "guides", _MOST)
    values = [_guide(found, entry, ids, texts) for entry in entries]
    if found:
        raise found.error()
    return tuple(Guide.model_validate(value) for value in values)


def _guide(found: Findings, node: Node, ids: Firsts, texts: Firsts) -> dict[str, Any]:
    values: dict[str, Any] = {}
    given = fields.keyed(found, node, "The exercise", _REQUIRED, tuple(_CONTENT.values())) or {}
    for key, value in given.items():
        label = f"The exercise's `{key}`"
        if key == "id":
            values[key] = own_id(found, value, label, ids)
        elif key == "kind":
            values[key] = fields.choice(found, value, label, GUIDE_KINDS)
        elif key == "breathing":
            values[key] = fields.flag(found, value, label)
        elif key == "rhythm":
            values[key] = _rhythm(found, value)
        elif key == "parts":
            values[key] = [_part(found, part, texts) for part in several(found, value, label, PARTS)]
        elif key == "fields":
            own = Firsts()
            values[key] = [_field(found, field, own, texts) for field in several(found, value, label, FIELDS)]
        else:
            values[key] = once(found, value, label, LONGEST[key], texts)
    wanted = _CONTENT.get(values.get("kind") or "")
    for key in _CONTENT.values():
        if wanted and (key in given) != (key == wanted):
            what = f"The exercise {'has' if key in given else 'has no'} `{key}` and its kind is `{values['kind']}`."
            found.add(given.get(key, node).line, what, f"One of this kind has `{wanted}` and nothing of the others.")
    return values


def _rhythm(found: Findings, node: Node) -> dict[str, Any]:
    given = fields.keyed(found, node, "The rhythm", ("in", "out", "minutes"), ("again",)) or {}
    values = {key: fields.whole(found, value, f"The rhythm's `{key}`", *RHYTHM[key]) for key, value in given.items()}
    return {"into" if key == "in" else key: value for key, value in values.items()}


def _part(found: Findings, node: Node, texts: Firsts) -> dict[str, Any]:
    given = fields.keyed(found, node, "The part", ("text", "seconds")) or {}
    return {
        key: once(found, value, "The part's `text`", LONGEST_PART, texts)
        if key == "text"
        else fields.whole(found, value, "The part's `seconds`", *SECONDS)
        for key, value in given.items()
    }


def _field(found: Findings, node: Node, ids: Firsts, texts: Firsts) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for key, value in (fields.keyed(found, node, "The box", ("id", "label", "hint", "kind")) or {}).items():
        label = f"The box's `{key}`"
        if key == "id":
            values[key] = own_id(found, value, label, ids)
        elif key == "kind":
            values[key] = fields.choice(found, value, label, FIELD_KINDS)
        else:
            values[key] = once(found, value, label, LONGEST_LABEL if key == "label" else LONGEST_HINT, texts)
    return values
