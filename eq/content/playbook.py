"""The playbook that ships: every way of responding, each of them whole."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from eq.content import fields, strict
from eq.content.findings import Findings, shown
from eq.content.records import Firsts, claimed_id, file_list, once, own_id, several
from eq.content.strict import Node
from eq.reflect.competencies import COMPETENCIES
from eq.reflect.ways import GRADES, STAGES, Way

LONGEST = {"title": 80, "fits": 240, "brings": 240, "risk": 240, "avoid": 240, "source": 320}
"""Characters of each text."""
LONGEST_STEP, LONGEST_SENTENCE = 140, 160
STEPS, SENTENCES, NEIGHBOURS = (3, 5), (3, 3), (2, 4)
"""How many of each a way has: at least, at most."""

_MOST = 100
_REQUIRED = (
    "id", "title", "competency", "stage", "fits", "steps", "say", "brings", "risk", "avoid", "grade", "source",
    "neighbours",
)  # fmt: skip
_CHOICES: dict[str, Sequence[str]] = {"competency": COMPETENCIES, "stage": STAGES, "grade": GRADES}


@cache
def playbook() -> tuple[Way, ...]:
    """The ways of responding that ship, in the order of the file."""
    path = Path(__file__).with_name("playbook.yaml")
    return read_playbook(path.read_bytes(), path.name)


def read_playbook(data: bytes, name: str) -> tuple[Way, ...]:
    """The ways in a file; EqError with every problem, each at ``name:LINE``."""
    found = Findings(name)
    ids, texts = Firsts(), Firsts()
    entries = file_list(found, strict.parse(data, found), "playbook", _MOST)
    known = frozenset(one for entry in entries if (one := claimed_id(entry)))
    values = [_way(found, entry, ids, texts, known) for entry in entries]
    if found:
        raise found.error()
    return tuple(Way.model_validate(value) for value in values)


def _way(found: Findings, node: Node, ids: Firsts, texts: Firsts, known: frozenset[str]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for key, value in (fields.keyed(found, node, "The way", _REQUIRED) or {}).items():
        label = f"The way's `{key}`"
        if key == "id":
            values[key] = own_id(found, value, label, ids)
        elif key in _CHOICES:
            values[key] = fields.choice(found, value, label, _CHOICES[key])
        elif key == "steps":
            steps = several(found, value, label, STEPS)
            values[key] = [once(found, step, "The step", LONGEST_STEP, texts) for step in steps]
        elif key == "say":
            sentences = several(found, value, label, SENTENCES)
            values[key] = [once(found, one, "The sentence", LONGEST_SENTENCE, texts) for one in sentences]
        elif key == "neighbours":
            values[key] = _neighbours(found, value, label, known, claimed_id(node))
        else:
            values[key] = once(found, value, label, LONGEST[key], texts)
    return values


def _neighbours(found: Findings, node: Node, label: str, known: frozenset[str], own: str | None) -> list[str]:
    values: list[str] = []
    firsts = Firsts()
    for entry in several(found, node, label, NEIGHBOURS):
        value = fields.identifier(found, entry, "The neighbour")
        if value is None:
            continue
        firsts.note(found, entry, value)
        if value == own:
            found.add(entry.line, f"`{shown(value)}` is its own neighbour.", "Name another way.")
        elif value not in known:
            what = f"The neighbour is `{shown(value)}`, which is no way in this file."
            found.add(entry.line, what, fields.meant(value, sorted(known)))
        values.append(value)
    return values
