"""What a debrief offers beside every box, and the words of its safety steps."""

from __future__ import annotations

from functools import cache, cached_property
from itertools import chain
from pathlib import Path
from typing import Any, Literal, get_args

from pydantic import BaseModel, ConfigDict

from eq.content import fields, strict
from eq.content.findings import Findings
from eq.content.playbook import playbook
from eq.content.records import Firsts, own_id
from eq.content.strict import Node

ChipGroup = Literal[
    "triggers", "needs", "labels", "channels", "kinds", "keep", "change", "helpful", "starters", "settle"
]
CHIP_GROUPS: tuple[ChipGroup, ...] = get_args(ChipGroup)

SafetyId = Literal[
    "mistreatment",
    "severe",
    "support-line",
    "breathing",
    "look-around",
    "seen-before",
    "third-debrief",
    "fifteen-minutes",
]
SAFETY_IDS: tuple[SafetyId, ...] = get_args(SafetyId)
"""The safety steps of evidence §0.9 that a debrief has; the file has to hold every one of them."""

_MOST = 100
_CHIP_FIELDS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "needs": (("id", "text", "hint"), ()),
    "kinds": (("id", "text", "hint"), ()),
    "labels": (("id", "text", "readings"), ()),
    "starters": (("id", "cue", "act"), ()),
    "settle": (("id", "text", "hint"), ("caution",)),
}
_PLAIN: tuple[tuple[str, ...], tuple[str, ...]] = (("id", "text"), ())


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Chip(_Frozen):
    """One thing to tap; ``hint`` says in half a sentence what is meant, or how it is done."""

    id: str
    text: str
    hint: str = ""


class Label(_Frozen):
    """A word one has for a client in a hot moment, and two fairer readings of the same conduct."""

    id: str
    text: str
    readings: tuple[str, str]


class Starter(_Frozen):
    """An if-then to begin from: ``cue`` follows "If", ``act`` follows "then"."""

    id: str
    cue: str
    act: str

    @property
    def text(self) -> str:
        """The whole sentence."""
        return f"If {self.cue}, then {self.act}."


class SettleOption(Chip):
    """A way to settle; ``caution`` names the safety step to show with it, None if it needs none."""

    caution: SafetyId | None = None


class SafetyText(_Frozen):
    """The words of a safety step, line by line, and its choices, all of equal weight; there may be none."""

    id: SafetyId
    lines: tuple[str, ...]
    choices: tuple[Chip, ...] = ()


class Debrief(_Frozen):
    """Everything in the file. Ids of chips are unique across all groups."""

    triggers: tuple[Chip, ...]
    needs: tuple[Chip, ...]
    labels: tuple[Label, ...]
    channels: tuple[Chip, ...]
    kinds: tuple[Chip, ...]
    keep: tuple[Chip, ...]
    change: tuple[Chip, ...]
    helpful: tuple[Chip, ...]
    starters: tuple[Starter, ...]
    settle: tuple[SettleOption, ...]
    safety: tuple[SafetyText, ...]

    @cached_property
    def words(self) -> dict[str, str]:
        """What every chip and every way of responding is called, by its id."""
        chips: chain[Chip | Label | Starter] = chain.from_iterable(getattr(self, group) for group in CHIP_GROUPS)
        return {chip.id: chip.text for chip in chips} | {way.id: way.title for way in playbook()}

    def said(self, safety_id: SafetyId) -> SafetyText:
        """The words of one safety step."""
        return next(one for one in self.safety if one.id == safety_id)


@cache
def debrief() -> Debrief:
    """The chips and safety words that ship."""
    path = Path(__file__).with_name("debrief.yaml")
    return read_debrief(path.read_bytes(), path.name)


def read_debrief(data: bytes, name: str) -> Debrief:
    """The content of a file; EqError with every problem, each at ``name:LINE``."""
    found = Findings(name)
    required = ("version", "debrief", "safety")
    nodes = fields.keyed(found, strict.parse(data, found), "The file", required) or {}
    values: dict[str, Any] = {}
    for key, node in nodes.items():
        if key == "version":
            fields.whole(found, node, "`version`", 1, 1)
        elif key == "debrief":
            values |= _groups(found, node)
        else:
            values[key] = _safety(found, node)
    if found:
        raise found.error()
    return Debrief.model_validate(values)


def _groups(found: Findings, node: Node) -> dict[str, Any]:
    values: dict[str, Any] = {}
    ids, names = Firsts(), Firsts()
    seen: list[str | None] = []
    for entry in fields.listing(found, node, "`debrief`", len(CHIP_GROUPS)) or ():
        nodes = fields.keyed(found, entry, "The entry", ("group", "chips")) or {}
        group = fields.choice(found, nodes["group"], "`group`", CHIP_GROUPS) if "group" in nodes else None
        seen.append(group)
        if group is None:
            continue
        names.note(found, nodes["group"], group)
        if "chips" in nodes:
            texts = Firsts()
            chips = fields.listing(found, nodes["chips"], f"The chips of `{group}`", _MOST) or ()
            values[group] = [_chip(found, chip, group, ids, texts) for chip in chips]
    _complete(found, node, "group", CHIP_GROUPS, seen)
    return values


def _complete(found: Findings, node: Node, key: str, wanted: tuple[str, ...], seen: list[str | None]) -> None:
    missing = [name for name in wanted if name not in seen]
    # An entry whose name is unreadable or doubled may be the one that is missing; it was noted already.
    doubtful = None in seen or len(set(seen)) < len(seen)
    if missing and seen and not doubtful:
        listed = ", ".join(f"`{name}`" for name in missing)
        found.add(node.line, f"There is no entry for {listed}.", f"Add one with this `{key}`.")


def _chip(found: Findings, node: Node, group: str, ids: Firsts, texts: Firsts) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for key, value in (fields.keyed(found, node, "The chip", *_CHIP_FIELDS.get(group, _PLAIN)) or {}).items():
        label = f"The chip's `{key}`"
        if key == "id":
            values[key] = own_id(found, value, label, ids)
        elif key == "readings":
            values[key] = _readings(found, value, label, texts)
        elif key == "caution":
            values[key] = fields.choice(found, value, label, SAFETY_IDS)
        else:
            values[key] = _once(found, value, label, texts)
    return values


def _readings(found: Findings, node: Node, label: str, texts: Firsts) -> list[str | None]:
    entries = fields.listing(found, node, label, 2)
    if entries is not None and len(entries) == 1:
        found.add(node.line, f"{label} has one entry.", "Write two readings.")
    return [_once(found, entry, "The reading", texts) for entry in entries or ()]


def _safety(found: Findings, node: Node) -> list[dict[str, Any]]:
    names = Firsts()
    entries = fields.listing(found, node, "`safety`", len(SAFETY_IDS)) or ()
    steps = [_step(found, entry, names) for entry in entries]
    _complete(found, node, "id", SAFETY_IDS, [step.get("id") for step in steps])
    return steps


def _step(found: Findings, node: Node, names: Firsts) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for key, value in (fields.keyed(found, node, "The step", ("id", "lines"), ("choices",)) or {}).items():
        if key == "id":
            step = values[key] = fields.choice(found, value, "The step's `id`", SAFETY_IDS)
            if step is not None:
                names.note(found, value, step)
        elif key == "lines":
            lines = fields.listing(found, value, "`lines`", 10) or ()
            values[key] = [fields.text(found, line, "The line", limit=300) for line in lines]
        else:
            choices = fields.listing(found, value, "`choices`", 5) or ()
            ids, texts = Firsts(), Firsts()
            values[key] = [_chip(found, choice, "choices", ids, texts) for choice in choices]
    return values


def _once(found: Findings, node: Node, label: str, texts: Firsts) -> str | None:
    value = fields.text(found, node, label, limit=200)
    if value is not None:
        texts.note(found, node, value)
    return value
