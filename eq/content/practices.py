"""The practices that ship: every practice a plan can hold, each of them whole."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from eq.content import fields, strict
from eq.content.findings import Findings, shown
from eq.content.records import Firsts, file_list, once, one_of, own_id, several
from eq.content.strict import Node, Scalar
from eq.plan.measure import MEASURE_KINDS
from eq.plan.plan import MOST_MINUTES_A_DAY
from eq.plan.practice import Practice
from eq.reflect.competencies import COMPETENCIES
from eq.reflect.ways import GRADES

FACETS = (
    "noticing", "naming", "triggers", "self-view",
    "pausing", "reframing", "settling", "adapting", "expression",
    "improvement", "initiative", "setbacks", "meaning",
    "reading-cues", "checking", "concern", "steady-line", "need-focus",
    "listening", "clear-speech", "conflict", "influence", "repair",
)  # fmt: skip
"""The facets of the competencies, in their order; the same ids as in the questionnaires."""

LONGEST = {
    "title": 60, "fits": 240, "tiny": 140, "dose": 160, "source": 320, "caution": 240, "ask": 200,
    "cue": 100, "act": 100, "obstacle": 100, "instead": 100, "goal": 140,
}  # fmt: skip
"""Characters of each text."""
LONGEST_STEP, LONGEST_NAME, LONGEST_QUESTION, LONGEST_END = 140, 40, 120, 30
STEPS = (2, 5)
"""How many steps there are: at least, at most."""
RANGES = {"minutes": (1, 10), "times": (1, 3), "days": (1, 7), "weeks": (1, 8)}

_MOST = 100
_REQUIRED = (
    "id", "title", "competency", "also", "facets", "fits", "steps", "tiny", "minutes", "times", "days", "weeks",
    "occasion", "dose", "grade", "source", "caution", "ask", "measure", "cue", "act", "obstacle", "instead", "goal",
    "ways", "triggers",
)  # fmt: skip
_MEASURE = ("name", "question", "kind", "better", "low", "high")
_CHOICES: dict[str, Sequence[str]] = {"competency": COMPETENCIES, "grade": GRADES}
_LISTS: dict[str, tuple[tuple[int, int], Sequence[str] | None, str]] = {
    "also": ((0, 2), COMPETENCIES, "competency"),
    "facets": ((1, 3), FACETS, "facet"),
    "ways": ((0, 3), None, ""),
    "triggers": ((0, 4), None, ""),
}


@cache
def practices() -> tuple[Practice, ...]:
    """The practices that ship, in the order of the file."""
    path = Path(__file__).with_name("practices.yaml")
    return read_practices(path.read_bytes(), path.name)


def read_practices(data: bytes, name: str) -> tuple[Practice, ...]:
    """The practices in a file; EqError with every problem, each at ``name:LINE``."""
    found = Findings(name)
    ids, texts = Firsts(), Firsts()
    entries = file_list(found, strict.parse(data, found), "practices", _MOST)
    values = [_practice(found, entry, ids, texts) for entry in entries]
    if found:
        raise found.error()
    return tuple(Practice.model_validate(value) for value in values)


def _practice(found: Findings, node: Node, ids: Firsts, texts: Firsts) -> dict[str, Any]:
    values: dict[str, Any] = {}
    given = fields.keyed(found, node, "The practice", _REQUIRED, ("guide",)) or {}
    for key, value in given.items():
        label = f"The practice's `{key}`"
        if key == "id":
            values[key] = own_id(found, value, label, ids)
        elif key in _CHOICES:
            values[key] = fields.choice(found, value, label, _CHOICES[key])
        elif key in _LISTS:
            values[key] = _ids(found, value, label, *_LISTS[key])
        elif key in RANGES:
            values[key] = fields.whole(found, value, label, *RANGES[key])
        elif key == "occasion":
            values[key] = fields.flag(found, value, label)
        elif key == "guide":
            values[key] = fields.identifier(found, value, label)
        elif key == "steps":
            steps = several(found, value, label, STEPS)
            values[key] = [once(found, step, "The step", LONGEST_STEP, texts) for step in steps]
        elif key == "measure":
            values[key] = _measure(found, value, texts)
        elif key == "ask" and isinstance(value, Scalar) and value.quoted and not value.value:
            values[key] = ""
        else:
            values[key] = once(found, value, label, LONGEST[key], texts)
    _check(found, given, values)
    return values


def _ids(
    found: Findings, node: Node, label: str, many: tuple[int, int], known: Collection[str] | None, no: str
) -> list[str | None]:
    values: list[str | None] = []
    firsts = Firsts()
    for entry in several(found, node, label, many):
        one = fields.identifier(found, entry, label) if known is None else one_of(found, entry, label, known, no)
        if one is not None:
            firsts.note(found, entry, one)
        values.append(one)
    return values


def _measure(found: Findings, node: Node, texts: Firsts) -> dict[str, Any]:
    given = fields.keyed(found, node, "The measure", _MEASURE) or {}
    values: dict[str, Any] = {}
    for key, value in given.items():
        label = f"The measure's `{key}`"
        if key == "kind":
            values[key] = fields.choice(found, value, label, MEASURE_KINDS)
        elif key == "better":
            values[key] = fields.choice(found, value, label, ("higher", "lower"))
        elif key == "question":
            values[key] = once(found, value, label, LONGEST_QUESTION, texts)
        elif key == "name":
            values[key] = once(found, value, label, LONGEST_NAME, texts)
        else:
            values[key] = fields.text(found, value, label, limit=LONGEST_END, empty=True)
    scale = values.get("kind") == "scale"
    for end in ("low", "high"):
        if end in given and values[end] is not None and bool(values[end]) != scale:
            what = f"The measure's `{end}` is {'empty' if scale else f'`{shown(values[end])}`'}."
            found.add(given[end].line, what, "Name both ends of a scale, and leave them empty for the other kinds.")
    return values


def _check(found: Findings, given: dict[str, Node], values: dict[str, Any]) -> None:
    """What one field says of another."""
    minutes, times = values.get("minutes"), values.get("times")
    if minutes is not None and times is not None and minutes * times > MOST_MINUTES_A_DAY:
        what = f"The practice takes {minutes * times} minutes on a day."
        found.add(given["minutes"].line, what, f"A plan has {MOST_MINUTES_A_DAY} minutes a day: shorten it.")
    if values.get("competency") is not None and values["competency"] in values.get("also", ()):
        found.add(given["also"].line, "`also` repeats the practice's own competency.", "Leave it out there.")
